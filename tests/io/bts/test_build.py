"""Turns of an airport from made-up flights: every layout, every kind of half-turn, times over midnight and zones."""

import zipfile
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest

from standalloc.io import read
from standalloc.io.bts import read_bts
from tests.io.bts.sample import BARE, CHOSEN, FLEET, FLIGHTS, MONTHLY, NAME, Flight, rows_of, text_of, turns_of

pytest.importorskip("airportsdata")

MORNING = {
    "turn": "FL2-0310",
    "registration": "N1AT",
    "code": "C",
    "seats": "150",
    "airline": "FL",
    "arrival_flight": "FL1",
    "arrival_time": "2030-03-10T09:30-04:00",
    "arrival_sector": "D",
    "origin": "MCO",
    "departure_flight": "FL2",
    "departure_time": "2030-03-10T10:30-04:00",
    "departure_sector": "D",
    "destination": "LAX",
    "x_actual_arrival_time": "2030-03-10T09:30-04:00",
    "x_actual_departure_time": "2030-03-10T10:40-04:00",
    "x_assumed": "aircraft",
}


def brief(days: Mapping[str, list[dict[str, str]]]) -> dict[str, list[str]]:
    """Return arrival and departure flight of each turn, by day."""
    return {
        day: [f"{row.get('arrival_flight', '')}-{row.get('departure_flight', '')}" for row in rows]
        for day, rows in days.items()
    }


ALL = {
    "2030-03-10": ["-FL5", "FL1-FL2", "FL3-FL4"],
    "2030-03-11": ["FL3-FL4", "FL6-FL7", "FL8-", "-FL9"],
    "2030-03-12": ["FL6-FL7"],
}


@pytest.mark.parametrize(("layout", "header"), [(MONTHLY, True), (CHOSEN, True), (BARE, True), (BARE, False)], ids=str)
def test_layouts(tmp_path: Path, layout: Mapping[str, Callable[[Flight], str]], header: bool) -> None:
    path = tmp_path / "flights.csv"
    path.write_text(text_of(layout=layout, header=header), encoding="utf-8-sig")
    days = rows_of(read_bts(path, "ATL").files)
    assert brief(days) == ALL
    assert days["2030-03-10"][1] == MORNING


def test_a_night_stop_is_the_same_turn_on_both_days(tmp_path: Path) -> None:
    days = turns_of(tmp_path, FLIGHTS)
    assert days["2030-03-10"][2] == days["2030-03-11"][0]
    assert days["2030-03-10"][2]["turn"] == "FL4-0311"


def test_midnight(tmp_path: Path) -> None:
    row = turns_of(tmp_path, FLIGHTS)["2030-03-11"][1]
    assert (row["arrival_time"], row["departure_time"]) == ("2030-03-11T00:35-04:00", "2030-03-13T00:00-04:00")


@pytest.mark.parametrize("name", [NAME, "month.zip", "."])
def test_sources(tmp_path: Path, name: str) -> None:
    (tmp_path / NAME).write_text(text_of(), encoding="utf-8")
    with zipfile.ZipFile(tmp_path / "month.zip", "w") as archive:
        archive.write(tmp_path / NAME, NAME)
        archive.writestr("readme.html", "<p>")
    assert brief(rows_of(read_bts(tmp_path / name, "ATL").files)) == ALL


def test_a_folder_of_months(tmp_path: Path) -> None:
    (tmp_path / "b.csv").write_text(text_of(FLIGHTS[:3]), encoding="utf-8")
    (tmp_path / "a.CSV").write_text(text_of(FLIGHTS[3:], BARE, header=False), encoding="utf-8")
    (tmp_path / "fleet.csv").write_text(FLEET, encoding="utf-8")
    assert brief(rows_of(read_bts(tmp_path, "ATL").files)) == ALL


def test_it_reads_as_an_airport(tmp_path: Path) -> None:
    (tmp_path / NAME).write_text(text_of(), encoding="utf-8")
    (tmp_path / "fleet.csv").write_text(FLEET, encoding="utf-8")
    imported = read_bts(tmp_path / NAME, "ATL", fleet=tmp_path / "fleet.csv")
    out = tmp_path / "atl"
    out.mkdir()
    for name, text in imported.files.items():
        (out / name).write_text(text, encoding="utf-8")
    (out / "stands.csv").write_text("stand,kind,max_code\nA1,contact,C\n", encoding="utf-8")
    instance = read(out, day="2030-03-10")
    assert (instance.airport.code, instance.airport.timezone) == ("ATL", "America/New_York")
    assert [turn.aircraft_type for turn in instance.turns] == ["B737", "B712", "B712"]
    assert [visit.departure_pax for visit in instance.visits_of["FL5-0310"]] == [round(126 * 0.83)]
    assert instance.turns[1].extra["x_actual_departure_time"] == "2030-03-10T10:40-04:00"
    assert imported.notes == (
        "3 days: 3 turns, 1 arrival and 2 departures alone, 0 cancelled flights kept as half-turns",
    )


def test_an_aircraft_without_an_entry_is_assumed(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "fleet.csv").write_text("tailnum,model\nN1AT,717-200\nN2AT,GLIDER\n", encoding="utf-8")
    days = turns_of(tmp_path, FLIGHTS, fleet=tmp_path / "fleet.csv")
    kinds = {row["turn"]: (row.get("aircraft_type"), row["seats"], row.get("x_assumed")) for row in days["2030-03-10"]}
    assert kinds["FL2-0310"] == ("B712", "106", None)
    assert kinds["FL5-0310"] == (None, "150", "aircraft")
    assert "of 4 of 6 turns the aircraft is not known: code C and 150 seats are assumed" in caplog.text


LATER = Flight(10, 20, "N1AT", "ATL", "TPA", "1500", "1630")


@pytest.mark.parametrize(
    ("flights", "turns", "why"),
    [
        (
            [FLIGHTS[0], Flight(10, 2, "N1AT", "ATL", "LAX", "1030", "1215", cancelled="1"), LATER],
            ["FL1-FL20", "-FL2"],
            "a cancelled departure does not take the aircraft away",
        ),
        (
            [Flight(10, 1, "N1AT", "MCO", "ATL", "0800", "0930", cancelled="1"), LATER],
            ["FL1-", "-FL20"],
            "a cancelled arrival never came",
        ),
        (
            [Flight(10, 1, "N1AT", "MCO", "ATL", "0800", "0930", diverted="1"), LATER],
            ["FL1-FL20"],
            "a diverted arrival whose aircraft leaves from here did come",
        ),
        (
            [FLIGHTS[0], Flight(10, 2, "N1AT", "TPA", "MIA", "1200", "1300"), LATER],
            ["FL1-", "-FL20"],
            "it left unseen: its next flight is from elsewhere",
        ),
        (
            [FLIGHTS[0], Flight(10, 2, "N1AT", "ATL", "LAX", "0900", "1045", "1000", "1145", "60")],
            ["-FL2", "FL1-"],
            "swapped in on the day: planned to leave before it was planned to come",
        ),
        (
            [Flight(10, 1, "N1AT", "MCO", "ATL", "1000", "1130"), Flight(10, 2, "N1AT", "ATL", "LAX", "0700", "0845")],
            ["-FL2", "FL1-"],
            "it left before it came",
        ),
        (
            [FLIGHTS[0], FLIGHTS[0], LATER],
            ["FL1-FL20"],
            "a flight that is there twice counts once",
        ),
        (
            [Flight(10, 1, "n1at ", "MCO", "ATL", "0800", "0930"), LATER],
            ["FL1-FL20"],
            "letter case and spaces of a registration do not matter",
        ),
        (
            [
                Flight(10, 1, "000000", "MCO", "ATL", "0800", "0930"),
                Flight(10, 2, "000000", "ATL", "TPA", "1100", "12"),
            ],
            ["FL1-", "-FL2"],
            "what is no registration links nothing",
        ),
    ],
)
def test_what_is_linked(tmp_path: Path, flights: list[Flight], turns: list[str], why: str) -> None:
    assert sorted(brief(turns_of(tmp_path, flights))["2030-03-10"]) == sorted(turns), why


def test_the_order_is_the_actual_one(tmp_path: Path) -> None:
    """Two round trips flown the other way round than planned: each departure follows the arrival before it."""
    flights = [
        Flight(10, 1, "N1AT", "MCO", "ATL", "0800", "0900"),
        Flight(10, 2, "N1AT", "ATL", "TPA", "1000", "1100", "1500", "1600", "300"),
        Flight(10, 3, "N1AT", "ATL", "MIA", "1100", "1200"),
        Flight(10, 4, "N1AT", "MIA", "ATL", "1300", "1400"),
    ]
    assert sorted(brief(turns_of(tmp_path, flights))["2030-03-10"]) == ["-FL2", "FL1-FL3", "FL4-"]


def test_marks_of_what_became_of_a_flight(tmp_path: Path) -> None:
    flights = [
        Flight(10, 1, "N1AT", "MCO", "ATL", "0800", "0930", cancelled="1"),
        Flight(10, 2, "N2AT", "MCO", "ATL", "0900", "1030", diverted="1"),
        Flight(10, 3, "N2AT", "ATL", "MCO", "1130", "1300", diverted="1"),
    ]
    (tmp_path / "fleet.csv").write_text(FLEET, encoding="utf-8")
    for layout in (MONTHLY, BARE):
        (tmp_path / NAME).write_text(text_of(flights, layout), encoding="utf-8")
        files = read_bts(tmp_path / NAME, "ATL", fleet=tmp_path / "fleet.csv").files
        first, second = rows_of(files)["2030-03-10"]
        assert (first["x_cancelled"], first["aircraft_type"]) == ("arrival", "B712")
        assert {"registration", "x_actual_arrival_time", "x_diverted"}.isdisjoint(first)
        assert (second["x_diverted"], second["x_actual_departure_time"]) == (
            "arrival departure",
            "2030-03-10T11:30-04:00",
        )
        assert {"x_actual_arrival_time", "x_cancelled"}.isdisjoint(second)


@pytest.mark.parametrize(
    ("flight", "times"),
    [
        (Flight(10, 1, "", "LAX", "ATL", "2230", "0535", "2345", "0640", "75"), ("11T05:35-04:00", "11T06:40-04:00")),
        (Flight(10, 1, "", "PHX", "ATL", "2350", "0630"), ("11T06:30-04:00", "11T06:30-04:00")),
        (Flight(10, 1, "", "BHM", "ATL", "0730", "0920"), ("10T09:20-04:00", "10T09:20-04:00")),
        (Flight(9, 1, "", "LAX", "ATL", "2230", "0535"), ("10T05:35-04:00", "10T05:35-04:00")),
        (Flight(9, 1, "", "MCO", "ATL", "0900", "1030"), ("09T10:30-05:00", "09T10:30-05:00")),
        # The clocks go forward at two on 10 March 2030: that hour is one later.
        (Flight(10, 1, "", "MCO", "ATL", "0100", "0230"), ("10T03:30-04:00", "10T03:30-04:00")),
        (Flight(10, 1, "", "MCO", "ATL", "2100", "2230", "0500", "0630", "480"), ("10T22:30-04:00", "11T06:30-04:00")),
        (Flight(10, 1, "", "MCO", "ATL", "0010", "0130", "2355", "0120", "-15"), ("10T01:30-05:00", "10T01:20-05:00")),
    ],
)
def test_times_of_arrivals(tmp_path: Path, flight: Flight, times: tuple[str, str]) -> None:
    others = [Flight(day, 9, "", "ATL", "MCO", "1200", "1300") for day in (9, 10, 11)]
    days = turns_of(tmp_path, [flight, *others])
    [row] = [row for rows in days.values() for row in rows if row.get("arrival_flight") == "FL1"]
    assert (row["arrival_time"], row["x_actual_arrival_time"]) == tuple(f"2030-03-{time}" for time in times)


@pytest.mark.parametrize(
    ("delay", "left", "told"),
    [
        ("10", "1040", "10T10:40"),
        ("", "1040", "10T10:40"),
        ("-20", "1010", "10T10:10"),
        ("", "0015", "11T00:15"),
        ("", "0700", "10T07:00"),
        ("1500", "1130", "11T11:30"),
        ("810", "2400", "11T00:00"),
    ],
)
def test_actual_departures(tmp_path: Path, delay: str, left: str, told: str) -> None:
    flight = Flight(10, 2, "", "ATL", "LAX", "1030", "1215", left, "1215", delay)
    [row] = turns_of(tmp_path, [flight])["2030-03-10"]
    assert row["x_actual_departure_time"] == f"2030-03-{told}-04:00"


def test_the_repeated_hour(tmp_path: Path) -> None:
    """At two on 3 November 2030 the clocks go back to one: who leaves after has the second of the two hours."""
    text = text_of(
        [
            Flight(10, 1, "", "ATL", "MCO", "0130", "0300"),
            Flight(10, 2, "", "BHM", "ATL", "0040", "0130"),  # leaves at 0540 UTC, and at 0130 it is first 0530 UTC
            Flight(10, 3, "", "MCO", "ATL", "0005", "0115"),
        ]
    ).replace("2030-03-10", "2030-11-03")
    (tmp_path / NAME).write_text(text, encoding="utf-8")
    rows = rows_of(read_bts(tmp_path / NAME, "ATL").files)["2030-11-03"]
    times = {row["turn"].partition("-")[0]: row.get("arrival_time", row.get("departure_time")) for row in rows}
    assert times == {
        "FL1": "2030-11-03T01:30-04:00",
        "FL2": "2030-11-03T01:30-05:00",
        "FL3": "2030-11-03T01:15-04:00",
    }


def test_airlines_and_days(tmp_path: Path) -> None:
    flights = [*FLIGHTS, Flight(11, 50, "N5DL", "ATL", "MCO", "0900", "1030", carrier="DL")]
    assert brief(turns_of(tmp_path, flights, airlines=["DL"])) == {"2030-03-11": ["-DL50"]}
    both = turns_of(tmp_path, flights, airlines=["DL", "FL"], first=date(2030, 3, 11), last=date(2030, 3, 11))
    assert brief(both) == {"2030-03-11": [*ALL["2030-03-11"][:2], "-DL50", *ALL["2030-03-11"][2:]]}
    assert brief(turns_of(tmp_path, flights, last=date(2031, 1, 1), first=date(2030, 3, 12))) == {
        "2030-03-12": ALL["2030-03-12"]
    }


def test_names_are_unique_and_the_same_whatever_days_are_written(tmp_path: Path) -> None:
    flights = [
        Flight(10, 2, "N1AT", "ATL", "LAX", "1030", "1215"),
        Flight(10, 2, "N3AT", "ATL", "TPA", "0900", "1000"),
        Flight(10, 2, "N4AT", "MCO", "ATL", "0900", "1000"),
        Flight(11, 2, "N1AT", "ATL", "LAX", "1030", "1215"),
    ]
    names = {day: [row["turn"] for row in rows] for day, rows in turns_of(tmp_path, flights).items()}
    assert names == {"2030-03-10": ["FL2-0310", "FL2-0310-ARR", "FL2-0310-2"], "2030-03-11": ["FL2-0311"]}
    one = turns_of(tmp_path, flights, first=date(2030, 3, 11))
    assert [row["turn"] for row in one["2030-03-11"]] == names["2030-03-11"]


def test_carriers_that_share_a_code(tmp_path: Path) -> None:
    flights = [Flight(10, 2, "", "ATL", "LAX", "1030", "1215", carrier="PA (1)")]
    [row] = turns_of(tmp_path, flights)["2030-03-10"]
    assert (row["airline"], row["departure_flight"]) == ("PA(1)", "PA(1)2")


def test_an_airport_of_no_known_zone_is_taken_for_one_of_the_home_zone(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    [row] = turns_of(tmp_path, [Flight(10, 1, "", "QQ9", "ATL", "0800", "0930")])["2030-03-10"]
    assert row["arrival_time"] == "2030-03-10T09:30-04:00"
    assert f"{NAME}:2: airport QQ9 has no known time zone: America/New_York is assumed" in caplog.text
