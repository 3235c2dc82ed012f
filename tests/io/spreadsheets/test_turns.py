"""Movements to turns: by registration, rotation and flight; what their rows disagree about; names."""

from zoneinfo import ZoneInfo

import pytest

from standalloc.io.problem_log import ProblemLog
from standalloc.io.spreadsheets.cells import Cell, Origin
from standalloc.io.spreadsheets.extract import TakenRow
from standalloc.io.spreadsheets.mapping import Turns
from standalloc.io.spreadsheets.turns import DIRECTIONS, named, turns_of_movements
from standalloc.io.words import Rejected

ZONE = ZoneInfo("Europe/Paris")


def row(line: int, **cells: str | Rejected) -> TakenRow:
    return TakenRow("f.csv", line, {k: Cell(v, Origin("f.csv", line, k.title(), str(v))) for k, v in cells.items()})


def movements(*words: str) -> list[TakenRow]:
    """Return movements written as `A 10 AB1 key`: way, hour, flight, key of each kind."""
    rows = []
    for line, (way, hour, flight, key) in enumerate((word.split() for word in words), 2):
        time = f"2030-06-01T{hour}:00"
        rows.append(
            row(line, direction=way, time=time, flight=flight, registration=key, rotation=key, linked_flight=key)
        )
    return rows


def flights(rows: list[TakenRow], link: str, **keys: str) -> list[tuple[str, str]]:
    """Return arrival and departure flight of each turn."""
    turns = turns_of_movements(rows, Turns.model_validate({"link": link, **keys}), ZONE, ProblemLog())
    return [(turn.text("arrival_flight"), turn.text("departure_flight")) for turn in turns]


@pytest.mark.parametrize("link", ["registration", "rotation"])
def test_by_what_both_have(link: str) -> None:
    rows = movements("D 09 AB2 x", "A 08 AB1 X", "A 10 CD1 y", "D 11 EF2 z", "D 07 GH2 y")
    assert flights(rows, link) == [("", "GH2"), ("AB1", "AB2"), ("CD1", ""), ("", "EF2")]


def test_a_row_that_is_there_twice_counts_once() -> None:
    rows = movements("A 08 AB1 x", "D 09 AB2 x", "A 08 AB1 x", "A 08 AB1 y", "A 08 - -", "A 08 - -")
    for blank in rows[-2:]:
        blank.cells.update({name: row(blank.line, x="").cells["x"] for name in ("flight", "registration")})
    log = ProblemLog()
    turns = turns_of_movements(rows, Turns.model_validate({"link": "registration"}), ZONE, log)
    assert [turn.text("arrival_flight") for turn in turns] == ["AB1", "AB1", "", ""]
    [problem] = log.problems()
    assert (problem.code, problem.severity, problem.file, problem.line) == ("repeated_flight", "warning", "f.csv", 4)


def test_the_longest_stay() -> None:
    rows = movements("A 08 AB1 x", "D 12 AB2 x")
    assert flights(rows, "rotation", longest_stay="4:00") == [("AB1", "AB2")]
    assert flights(rows, "rotation", longest_stay="3:59") == [("AB1", ""), ("", "AB2")]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("A 08 AB1 AB2", "D 09 AB2 -"), [("AB1", "AB2")]),
        (("A 08 AB1 -", "D 09 AB2 ab1"), [("AB1", "AB2")]),
        (("A 08 AB1 AB2", "D 09 AB2 AB1"), [("AB1", "AB2")]),
        (("A 08 AB1 AB2", "D 07 AB2 -", "D 11 AB2 -", "D 10 AB2 -"), [("", "AB2"), ("AB1", "AB2"), ("", "AB2")]),
        (("A 06 AB1 -", "A 07 AB1 -", "D 09 AB2 AB1"), [("AB1", ""), ("AB1", "AB2")]),
        (("A 08 AB1 XX9", "D 09 AB2 -"), [("AB1", ""), ("", "AB2")]),
        (("A 08 AB1 AB2", "A 08 AB3 AB2", "D 09 AB2 -"), [("AB1", "AB2"), ("AB3", "")]),
    ],
)
def test_by_flight(words: tuple[str, ...], expected: list[tuple[str, str]]) -> None:
    assert flights(movements(*words), "flight") == expected


def test_by_flight_within_the_longest_stay() -> None:
    rows = movements("A 08 AB1 AB2", "D 12 AB2 -")
    assert flights(rows, "flight", longest_stay="3:59") == [("AB1", ""), ("", "AB2")]


def test_a_movement_without_a_time_is_a_half_turn() -> None:
    rows = [row(2, direction="A", time="", flight="AB1", registration="x"), *movements("D 09 AB2 x")]
    assert flights(rows, "registration") == [("", "AB2"), ("AB1", "")]


def test_columns_of_the_two_halves() -> None:
    arrival = row(2, direction="in", time="2030-06-01T08:00", sector="S", pax="9", airport="FRA", code="", seats="100")
    departure = row(3, direction="out", time="2030-06-01T09:00", sector="I", pax="8", airport="JFK", code="C", seats="")
    [turn] = turns_of_movements([arrival, departure], Turns(link="rotation"), ZONE, ProblemLog())[:1]
    assert turn.text("arrival_sector") == "S"
    rows = [
        TakenRow(r.file, r.line, {**r.cells, "rotation": Cell("k", Origin("f", 1, "K"))}) for r in (arrival, departure)
    ]
    [turn] = turns_of_movements(rows, Turns(link="rotation"), ZONE, ProblemLog())
    assert {name: turn.text(name) for name in turn.cells} == {
        **{"arrival_time": "2030-06-01T08:00", "arrival_sector": "S", "arrival_pax": "9", "origin": "FRA"},
        **{"departure_time": "2030-06-01T09:00", "departure_sector": "I", "departure_pax": "8", "destination": "JFK"},
        **{"code": "C", "seats": "100"},
    }


def test_rows_that_disagree() -> None:
    rows = [
        row(2, direction="A", time="2030-06-01T08:00", rotation="k", terminal="1", x_note="a"),
        row(7, direction="D", time="2030-06-01T09:00", rotation="k", terminal="2", x_note="b"),
    ]
    log = ProblemLog()
    [turn] = turns_of_movements(rows, Turns(link="rotation"), ZONE, log)
    [problem] = log.problems()
    assert (problem.code, problem.severity, problem.file, problem.line) == ("rows_disagree", "warning", "f.csv", 2)
    assert "terminal is '1' in the row of the arrival, and '2' in that of the departure (f.csv:7)" in problem.message
    assert turn.text("terminal") == "1"


@pytest.mark.parametrize("way", ["sideways", "", Rejected("bad_value", "is a formula that failed", "correct it")])
def test_directions_that_are_none(way: str | Rejected) -> None:
    log = ProblemLog()
    assert turns_of_movements([row(2, direction=way, time="")], Turns(link="rotation"), ZONE, log) == []
    [problem] = log.problems()
    assert (problem.severity, problem.file, problem.line, problem.column) == ("error", "f.csv", 2, "Direction")
    assert problem.message.startswith("direction ")


@pytest.mark.parametrize("word", [*DIRECTIONS, "ARR", "Departure"])
def test_directions(word: str) -> None:
    [turn] = turns_of_movements(
        [row(2, direction=word, time="2030-06-01T08:00", flight="F")], Turns(link="rotation"), ZONE, ProblemLog()
    )
    assert ("arrival_flight" in turn.cells) == (word[0] in "aiA")


def names(*rows: TakenRow) -> list[str]:
    return [turn.text("turn") for turn in named(rows, ZONE)]


def test_names() -> None:
    assert names(
        row(2, turn="T1", departure_flight="AB2"),
        row(3, departure_flight="AB 2", arrival_flight="AB1"),
        row(4, arrival_flight="AB3", registration="DA"),
        row(5, registration="DA"),
        row(6),
    ) == ["T1", "AB-2", "AB3", "DA", "row-6"]


def test_names_that_recur() -> None:
    assert names(
        row(2, departure_flight="AB2", departure_time="2030-06-01T09:00"),
        row(3, departure_flight="AB2", departure_time="2030-06-02T23:30+00:00"),
        row(4, arrival_flight="AB2", arrival_time="2030-06-01T09:00"),
        row(5, departure_flight="AB2"),
    ) == ["AB2-2030-06-01", "AB2-2030-06-03", "AB2-2030-06-01-2", "AB2"]


def test_given_names_that_recur_on_a_day_stay_the_same() -> None:
    twice = [row(line, turn="T", arrival_time="2030-06-01T09:00") for line in (2, 3)]
    assert names(*twice) == ["T-2030-06-01"] * 2


def test_a_name_that_cannot_be_read_is_not_made_up() -> None:
    [turn] = named([row(2, turn=Rejected("bad_value", "is a formula that failed", ""), registration="DA")], ZONE)
    assert isinstance(turn.cells["turn"].value, Rejected)
