"""The one-document form of an instance: written and read back the same."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from standalloc.check import pin_problems
from standalloc.io import inspect, instance_document, read, read_instance_document
from standalloc.io.schedules import schedules_of
from standalloc.model import (
    TERMS,
    Airport,
    Closure,
    Connection,
    Exclusion,
    Handling,
    InputError,
    Instance,
    Objective,
    Pin,
    Policy,
    Preference,
    Stand,
    Turn,
    VisitKey,
)

INSTANCES = Path(__file__).parents[2] / "instances"
FOLDERS = sorted(path.parent for path in INSTANCES.rglob("airport.toml"))


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: str(folder.relative_to(INSTANCES)))
def test_every_committed_airport(folder: Path) -> None:
    instance = read(folder, schedules_of(folder)[0])
    text = json.dumps(instance_document(instance), allow_nan=False)
    assert read_instance_document(json.loads(text)) == instance


def test_a_file(write_folder: Callable[..., Path], tmp_path: Path) -> None:
    instance = read(write_folder())
    path = tmp_path / "2013-07-11.json"
    path.write_text(json.dumps(instance_document(instance)), encoding="utf-8")
    assert read(path) == instance


def test_only_what_differs_from_the_defaults_is_written() -> None:
    stands = (
        Stand(stand="A1", kind="contact", max_code="C", terminal="T1"),
        Stand(stand="R1", kind="remote", max_code="E"),
    )
    turn = Turn(turn="T1", code="C", arrival_time=datetime(2013, 7, 11, 8, tzinfo=UTC), x_note="hi")
    instance = Instance(Airport(code="X", timezone="UTC", stands=stands, policy=Policy(buffer_min=10)), (turn,))
    assert instance_document(instance) == {
        "airport": {
            "code": "X",
            "timezone": "UTC",
            "policy": {"buffer_min": 10},
            "stands": [
                {"stand": "A1", "kind": "contact", "max_code": "C", "terminal": "T1"},
                {"stand": "R1", "kind": "remote", "max_code": "E"},
            ],
        },
        "schedule": [{"turn": "T1", "arrival_time": "2013-07-11T08:00:00Z", "code": "C", "x_note": "hi"}],
    }


def _small() -> dict[str, Any]:
    return {
        "airport": {
            "code": "X",
            "timezone": "Europe/Paris",
            "stands": [
                {"stand": "A1", "kind": "contact", "max_code": "C", "arrival_sectors": ["S", "I"]},
                {"stand": "A2", "kind": "remote", "max_code": "F", "airlines": "AF KL"},
            ],
            "closures": [{"stand": "A1", "from": "2013-07-11T12:00", "to": "2013-07-11T13:00"}],
        },
        "schedule": [
            {
                "turn": "T1",
                "aircraft_type": "A320",
                "arrival_time": "2013-07-11T08:00",
                "departure_time": "2013-07-11T16:00",
            }
        ],
        "pins": [{"turn": "T1", "visit": "parking", "stand": "A2"}],
        "reference": [{"turn": "T1", "visit": "", "stand": "A1"}],
        "name": "thursday",
    }


def test_lists_and_words_and_tables_in_the_airport() -> None:
    instance = read_instance_document(_small())
    assert instance.stand["A1"].arrival_sectors == ("S", "I")
    assert instance.stand["A2"].airlines == ("AF", "KL")
    assert instance.name == "thursday"
    assert instance.closures[0].start == datetime(2013, 7, 11, 10, tzinfo=UTC)
    assert instance.pinned == {VisitKey("T1", "parking"): "A2"}
    assert instance.reference == {VisitKey("T1", part): "A1" for part in ("arrival", "parking", "departure")}


def test_a_document_without_a_schedule_is_an_airport(tmp_path: Path) -> None:
    document = _small()
    del document["schedule"]
    path = tmp_path / "x.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    instance, problems = inspect(path)
    assert instance is not None
    assert (instance.turns, instance.pins, instance.reference) == ((), (), {})
    assert [(problem.code, problem.severity) for problem in problems] == [("no_schedule", "warning")]
    with pytest.raises(InputError):
        read(path)


def test_a_schedule_beside_a_document_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_text(json.dumps(_small()), encoding="utf-8")
    with pytest.raises(InputError, match="holds its own schedule"):
        read(path, "friday.csv")


def test_problems_of_a_document_name_table_and_row() -> None:
    document = _small()
    document["schedule"][0]["code"] = "G"
    with pytest.raises(InputError) as caught:
        read_instance_document(document)
    (error,) = caught.value.errors
    assert (error.table, error.row, error.column, error.file, error.line) == ("schedule", 0, "code", None, None)
    assert str(error).startswith("schedule[0]: code 'G' is not one of A-F")


def test_order_of_classes_counts() -> None:
    stands = (Stand(stand="A1", kind="contact", max_code="C"),)
    turn = Turn(turn="T1", code="C", seats=100, arrival_time=datetime(2013, 7, 11, 8, tzinfo=UTC))
    classes = {"Wide_Body": 1000, "Narrow_Body": 220, "Regional": 120}
    instance = Instance(Airport(code="X", timezone="UTC", stands=stands, classes=classes), (turn,))
    read_back = read_instance_document(json.loads(json.dumps(instance_document(instance))))
    assert list(read_back.airport.classes) == list(classes)
    assert read_back.aircraft["T1"].body_class == "Wide_Body"


NAMES = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S"]), min_size=1, max_size=4)
TEXTS = st.one_of(st.just(""), NAMES)
WORDS = st.lists(NAMES, max_size=2).map(tuple)
CODES = st.sampled_from("ABCDEF")
COSTS = st.integers(-5_000_000, 5_000_000).map(lambda n: n / 1000)
MINUTES = st.integers(0, 400)
MOMENTS = st.builds(
    lambda minutes, offset: (datetime(2024, 3, 30, tzinfo=UTC) + timedelta(minutes=minutes)).astimezone(
        timezone(timedelta(minutes=offset))
    ),
    st.integers(0, 3000),
    st.sampled_from([0, -240, 345]),
)
CONDITIONS = st.sampled_from(["*", "code>=E", "wingspan>36.5", "length<=40", "class=Wide_Body", "type=B772 B77W"])


WEIGHTS = st.integers(0, 5_000_000).map(lambda n: n / 1000)
ZONES = st.sampled_from(["N", "S-1"])


@st.composite
def policies(draw: st.DrawFn, times: str) -> Policy:
    arrival_min, departure_min = draw(st.integers(1, 90)), draw(st.integers(1, 90))
    optional = {
        "split_min": st.integers(180, 400),
        **dict.fromkeys(["buffer_min", "tow_min", "bus_use_min", "taxilane_min"], MINUTES),
        **dict.fromkeys(["tow_capacity", "bus_capacity"], st.integers(0, 9)),
        "bus_seats": st.integers(1, 100),
        "bridge_mismatch": st.sampled_from(["forbid", "bus"]),
        "terminal_mismatch": st.sampled_from(["cost", "forbid", "bus"]),
        "load_factor": st.sampled_from([0, 0.5, 0.83]),
    }
    given_values = draw(st.fixed_dictionaries({}, optional=optional))
    return Policy(arrival_min=arrival_min, departure_min=departure_min, times=times, **given_values)


@st.composite
def objectives(draw: st.DrawFn) -> Objective:
    weights = draw(st.dictionaries(st.sampled_from(list(TERMS)), WEIGHTS))
    terms = draw(st.lists(st.sampled_from(list(TERMS)), max_size=4, unique=True))
    cut = draw(st.integers(0, len(terms)))
    return Objective(tiers=tuple(tuple(tier) for tier in (terms[:cut], terms[cut:]) if tier), **weights)


@st.composite
def stands(draw: st.DrawFn, name: str, zoned: bool) -> Stand:
    low, high = sorted([draw(CODES), draw(CODES)])
    optional = {
        "min_code": st.just(low),
        "max_wingspan_m": st.integers(1, 2000).map(lambda n: n / 10),
        "max_length_m": st.integers(1, 2000).map(lambda n: n / 10),
        "boarding": st.sampled_from(["bridge", "walk", "bus"]),
        **dict.fromkeys(["buffer_min", "taxi_in_min", "taxi_out_min"], st.integers(0, 10)),
        "cost_per_min": COSTS,
        "bus_min": st.one_of(st.integers(0, 90), st.dictionaries(NAMES, st.floats(0, 90), max_size=2)),
        **dict.fromkeys(["terminal", "apron", "group"], TEXTS),
        **dict.fromkeys(["arrival_sectors", "departure_sectors", "airlines", "not_airlines"], WORDS),
        **dict.fromkeys(["handlers", "uses", "types", "not_types"], WORDS),
        "classes": st.sampled_from(["", "other", "Wide_Body other"]),
    }
    required = {"zone": ZONES} if zoned else {}
    given_values = draw(st.fixed_dictionaries(required, optional=optional))
    return Stand(stand=name, kind=draw(st.sampled_from(["contact", "remote"])), max_code=high, **given_values)


@st.composite
def turns(draw: st.DrawFn, name: str, known: list[str]) -> Turn:
    times = sorted({draw(MOMENTS), draw(MOMENTS)})
    halves = draw(st.sampled_from(["both", "arrival", "departure"])) if len(times) == 2 else "arrival"
    optional = {
        "wingspan_m": st.integers(1, 799).map(lambda n: n / 10),
        "length_m": st.integers(1, 2000).map(lambda n: n / 10),
        "aircraft_type": st.sampled_from(["A320", "77W", "b738", "ZZZZ", ""]),
        "towable": st.booleans(),
        "class": st.sampled_from(["Wide_Body", "other"]),
        "reference_stand": st.sampled_from(known),
        "x_note": NAMES,
        **dict.fromkeys(["seats", "arrival_pax", "departure_pax"], st.integers(0, 900)),
        **dict.fromkeys(["airline", "terminal", "arrival_sector", "departure_flight", "origin"], TEXTS),
        "use": NAMES,
    }
    values = draw(st.fixed_dictionaries({}, optional=optional))
    if "wingspan_m" not in values or draw(st.booleans()):
        values["code"] = draw(CODES)
    if halves != "departure":
        values["arrival_time"] = times[0]
    if halves != "arrival":
        values["departure_time"] = times[-1]
    return Turn(turn=name, **values)


HANDLING = st.sampled_from([[], [{"class": "other", "bridge_min": 30, "away_min": 50}]])


@st.composite
def transfers(draw: st.DrawFn, schedule: tuple[Turn, ...]) -> list[Connection]:
    arriving = [turn.id for turn in schedule if turn.arrival_time]
    leaving = [turn.id for turn in schedule if turn.departure_time]
    if not arriving or not leaving:
        return []
    optional = {"min_transfer": MINUTES, "weight": WEIGHTS}
    required = {
        "arrival_turn": st.sampled_from(arriving),
        "departure_turn": st.sampled_from(leaving),
        "pax": st.integers(0, 9),
    }
    rows = draw(st.lists(st.fixed_dictionaries(required, optional=optional), max_size=2))
    return [Connection.model_validate(row) for row in rows]


@st.composite
def instances(draw: st.DrawFn) -> Instance:
    zoned, times = draw(st.booleans()), draw(st.sampled_from(["block", "runway"]))
    names = draw(st.lists(NAMES, min_size=2, max_size=3, unique=True))
    of_turns = draw(st.lists(NAMES, min_size=1, max_size=3, unique=True))
    schedule = tuple(draw(turns(name, names)) for name in of_turns)
    pairs = st.permutations(names).map(lambda order: (order[0], order[1]))
    exclusions = [
        Exclusion(stand_a=a, when_a=draw(CONDITIONS), stand_b=b, gap_min=draw(st.one_of(st.none(), MINUTES)))
        for a, b in draw(st.lists(pairs, max_size=2))
    ]
    preferences = [
        Preference(stand=draw(st.sampled_from(names)), airline=draw(TEXTS), type=draw(TEXTS), cost=draw(COSTS))
        for _ in range(draw(st.integers(0, 2)))
    ]
    airport = Airport(
        code=draw(NAMES),
        name=draw(TEXTS),
        timezone=draw(st.sampled_from(["UTC", "Europe/Paris"])),
        policy=draw(
            policies("block" if any(turn.arrival_time and turn.departure_time for turn in schedule) else times)
        ),
        objective=draw(objectives()),
        classes=draw(st.sampled_from([{"Wide_Body": 0, "other": 9}, {"other": 120, "Small": 220, "Wide_Body": 1000}])),
        zones=draw(st.fixed_dictionaries({"N.S-1": MINUTES}, optional={"D.I.N.S-1": st.floats(0, 90), "N.N": MINUTES})),
        handling=tuple(Handling.model_validate(row) for row in draw(HANDLING)),
        stands=tuple(draw(stands(name, zoned)) for name in names),
        exclusions=tuple(exclusions),
        preferences=tuple(preferences),
    )
    start, end = draw(MOMENTS), draw(MOMENTS)
    closure = {"stand": names[0], "from": start, "to": end, "when": draw(CONDITIONS)}
    closures = (Closure.model_validate(closure),) if start < end else ()
    pins = tuple(Pin(turn=of_turns[0], stand=names[1]) for _ in range(draw(st.integers(0, 1))))
    connections = tuple(draw(transfers(schedule))) if zoned else ()
    bare = Instance(airport, schedule, closures, pins, connections, name=draw(TEXTS))
    reference = draw(
        st.dictionaries(st.sampled_from(bare.visits).map(lambda v: v.key), st.sampled_from(names), max_size=3)
    )
    return replace(bare, reference=reference)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(instances())
def test_round_trip(instance: Instance) -> None:
    assume(not pin_problems(instance))
    document = json.loads(json.dumps(instance_document(instance), allow_nan=False))
    read_back = read_instance_document(document)
    assert read_back == instance
    assert instance_document(read_back) == document
