"""What an instance derives for engine and checker alike, with hand-computed answers."""

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from standalloc.model import Aircraft, Airport, Closure, Instance, Pin, Policy, Stand, Turn, VisitKey

CET, CEST = timezone(timedelta(hours=1)), timezone(timedelta(hours=2))


def day(*turns, stands=("C1", "C2"), classes=None, policy=None, **parts):
    airport = Airport(
        code="XXX",
        timezone="Europe/Paris",
        policy=Policy.model_validate(policy or {}),
        stands=tuple(Stand.model_validate({"stand": s, "kind": "contact", "max_code": "F"}) for s in stands),
        **({"classes": classes} if classes else {}),
    )
    return Instance(airport, tuple(Turn.model_validate({"code": "C"} | turn) for turn in turns), **parts)


def stay(name="T1", arrival="2030-06-01T08:00Z", departure="2030-06-01T09:00Z", **columns):
    return {"turn": name, "arrival_time": arrival, "departure_time": departure} | columns


# --- minutes ----------------------------------------------------------------------------------------------------------


def test_minutes_count_from_the_earliest_time():
    instance = day(stay(), stay("T2", "2030-06-01T09:30+02:00", "2030-06-01T12:00Z"))
    assert instance.start == datetime(2030, 6, 1, 7, 30, tzinfo=UTC)
    assert [(v.start, v.end) for v in instance.visits if v.part != "parking"] == [(30, 90), (0, 45), (210, 270)]
    assert instance.minute(datetime(2030, 6, 1, 7, 0, tzinfo=UTC)) == -30
    assert instance.minute(datetime(2030, 6, 1, 9, 29, 59, tzinfo=CEST)) == -1
    assert instance.moment(30).isoformat() == "2030-06-01T10:00:00+02:00"


def test_an_empty_schedule_has_a_start_too():
    assert day().start == datetime(1970, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize("zone", [None, ZoneInfo("Europe/Paris")])
def test_a_night_over_the_autumn_clock_change_is_an_hour_longer(zone):
    # 2030-10-27 03:00 CEST is 02:00 CET: from 23:00 to 02:00 by the second clock are 4 hours.
    arrival = datetime(2030, 10, 26, 23, 0, tzinfo=zone or CEST)
    departure = datetime(2030, 10, 27, 2, 0, fold=1, tzinfo=zone or CET)
    instance = day(stay("T1", arrival, departure), pins=(Pin(turn="T1", visit="parking", stand="C1"),))
    assert [(v.part, v.start, v.end) for v in instance.visits] == [
        ("arrival", 0, 45),
        ("parking", 45, 180),
        ("departure", 180, 240),
    ]
    assert [instance.moment(minute).isoformat() for minute in (120, 180, 240)] == [
        "2030-10-27T01:00:00+02:00",
        "2030-10-27T02:00:00+02:00",
        "2030-10-27T02:00:00+01:00",
    ]
    assert instance.minute(departure) == 240


def test_a_night_over_the_spring_clock_change_is_an_hour_shorter():
    zone = ZoneInfo("Europe/Paris")
    instance = day(
        stay("T1", datetime(2030, 3, 31, 0, 30, tzinfo=zone), datetime(2030, 3, 31, 4, 0, tzinfo=zone)),
        closures=(
            Closure.model_validate(
                {
                    "stand": "C1",
                    "from": datetime(2030, 3, 31, 1, 0, tzinfo=zone),
                    "to": datetime(2030, 3, 31, 3, 0, tzinfo=zone),
                }
            ),
        ),
    )
    assert [(v.part, v.start, v.end) for v in instance.visits] == [("full", 0, 150)]
    closure = instance.closures[0]
    assert (instance.minute(closure.start), instance.minute(closure.end)) == (30, 90)
    assert instance.moment(90).isoformat() == "2030-03-31T03:00:00+02:00"


# --- passengers, aircraft ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("columns", "passengers"),
    [
        ({}, (0, 0)),
        ({"seats": 100}, (83, 83)),
        ({"seats": 186}, (154, 154)),  # 154.38
        ({"seats": 50}, (42, 42)),  # 41.5
        ({"seats": 100, "arrival_pax": 0}, (0, 83)),
        ({"seats": 100, "arrival_pax": 7, "departure_pax": 9}, (7, 9)),
    ],
)
def test_passengers_left_out_come_from_the_seats(columns, passengers):
    (visit,) = day(stay(**columns)).visits
    assert (visit.arrival_pax, visit.departure_pax) == passengers


def test_the_policys_load_factor():
    (visit,) = day(stay(seats=100), policy={"load_factor": 0.5}).visits
    assert visit.passengers == 100


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        ({}, ""),
        ({"seats": 120}, "Regional"),
        ({"seats": 121}, "Narrow_Body"),
        ({"seats": 221}, "Wide_Body"),
        ({"seats": 5000}, "Wide_Body"),
        ({"seats": 100, "class": "Wide_Body"}, "Wide_Body"),
    ],
)
def test_body_class(columns, expected):
    assert day(stay(**columns)).aircraft["T1"].body_class == expected


def test_body_classes_of_the_airport():
    assert day(stay(seats=100), classes={"Small": 99, "Large": 200}).aircraft["T1"].body_class == "Large"


@pytest.mark.parametrize(
    ("columns", "aircraft"),
    [
        ({"code": "E", "aircraft_type": "B77W"}, Aircraft("E", 65.0, None, "", "B77W")),
        ({"code": None, "wingspan_m": 35.8, "length_m": 44.5}, Aircraft("C", 35.8, 44.5)),
        ({"code": "D", "wingspan_m": 35.8}, Aircraft("D", 35.8)),
    ],
)
def test_aircraft(columns, aircraft):
    assert day(stay(**columns)).aircraft["T1"] == aircraft


# --- visits, pins, references -----------------------------------------------------------------------------------------


LONG = stay(departure="2030-06-01T14:00Z")


def test_visits_in_order():
    instance = day(LONG, stay("T2"), {"turn": "T3", "arrival_time": "2030-06-01T08:00Z"})
    keys = [("T1", "arrival"), ("T1", "parking"), ("T1", "departure"), ("T2", "full"), ("T3", "arrival")]
    assert [v.key for v in instance.visits] == list(instance.visit) == keys
    assert [len(visits) for visits in instance.visits_of.values()] == [3, 1, 1]


def test_occupancy_is_the_visits_minutes():
    instance = day(LONG)
    for visit, minutes in zip(instance.visits, [(0, 45), (45, 300), (300, 360)], strict=True):
        assert instance.occupancy(visit, instance.stand["C2"]) == minutes


def test_pins_of_turns_and_of_pins_csv():
    pins = (
        Pin(turn="T1", visit="parking", stand="C2"),
        Pin(turn="T1", visit="departure", stand="C1"),
        Pin(turn="T2", stand="C2"),
    )
    instance = day(LONG, stay("T2"), stay("T3", stand="C1"), stay("T4"), pins=pins)
    assert instance.pinned == {
        ("T3", "full"): "C1",
        ("T1", "parking"): "C2",
        ("T1", "departure"): "C1",
        ("T2", "full"): "C2",
    }


def test_references_of_turns_and_of_a_reference_plan():
    reference = {VisitKey("T1", "parking"): "C2", VisitKey("T2", "full"): "C2", VisitKey("T9", "full"): "C1"}
    instance = day(LONG | {"reference_stand": "C1"}, stay("T2"), stay("T3"), reference=reference)
    assert instance.references == {
        ("T1", "arrival"): "C1",
        ("T1", "parking"): "C2",
        ("T1", "departure"): "C1",
        ("T2", "full"): "C2",
    }
