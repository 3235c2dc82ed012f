"""The airport and the day at a glance."""

import io

import pytest
from rich.console import Console

from standalloc.cli.glance import demand, demand_chart, policy_lines, stands_table, turns_table
from standalloc.model import Airport, Instance, Objective, Policy, Stand, Turn

STANDS = (
    Stand(stand="C1", kind="contact", max_code="C", terminal="T1"),
    Stand(stand="C2", kind="contact", max_wingspan_m=36, terminal="T1"),
    Stand(stand="E1", kind="contact", max_wingspan_m=64.9, terminal="T2"),
    Stand(stand="R1", kind="remote", max_code="F"),
)
AIRPORT = Airport(code="XYZ", timezone="Europe/Paris", stands=STANDS)


def turn(name: str, arrival: str | None, departure: str | None, **more: str) -> Turn:
    times = {"arrival_time": arrival, "departure_time": departure}
    given = {key: f"2026-01-05T{value}+01:00" for key, value in times.items() if value}
    return Turn.model_validate({"turn": name, "code": "C"} | given | more)


def day(*turns: Turn) -> Instance:
    return Instance(AIRPORT, turns, name="2026-01-05")


def printed(shown: object, encoding: str = "utf-8") -> list[str]:
    stream = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
    console = Console(file=stream, width=100, color_system=None)
    console.print(demand_chart(shown, console) if isinstance(shown, Instance) else shown)
    stream.flush()
    return stream.buffer.getvalue().decode(encoding).splitlines()


def cells(lines: list[str]) -> list[list[str]]:
    return [
        [cell.strip() for cell in line.replace("┃", "│").split("│")[1:-1]]
        for line in lines
        if "│" in line or "┃" in line
    ]


def test_stands_are_counted_by_kind_terminal_and_largest_code() -> None:
    head, *rows = cells(printed(stands_table(AIRPORT)))
    assert head == ["kind", "terminal", "A", "B", "C", "D", "E", "F", "all"]
    assert rows == [
        ["contact", "T1", "", "", "2", "", "", "", "2"],
        ["contact", "T2", "", "", "", "", "1", "", "1"],
        ["remote", "-", "", "", "", "", "", "1", "1"],
        ["all", "", "", "", "2", "", "1", "1", "4"],
    ]


def test_capacities_and_tiers_are_said_where_there_are_some() -> None:
    tiers = (("unallocated",), ("tow", "off_terminal"))
    asked = AIRPORT.model_copy(
        update={"policy": Policy(bus_capacity=12, tow_capacity=1), "objective": Objective(tiers=tiers)}
    )
    assert [*policy_lines(asked)] == [
        "at most 12 buses and 1 tug in use at once",
        "minimised in turn: 1 unallocated, 2 tow + off_terminal",
    ]
    assert [*policy_lines(AIRPORT.model_copy(update={"policy": Policy(tow_capacity=0)}))] == [
        "at most 0 tugs in use at once"
    ]
    assert [*policy_lines(AIRPORT)] == []


def test_turns_are_counted_by_code_and_sectors() -> None:
    instance = day(
        turn("A", "08:00", "09:00", arrival_sector="D", departure_sector="I"),
        turn("B", "08:00", "09:00", arrival_sector="D", departure_sector="I"),
        turn("C", "08:00", None, code="E"),
    )
    head, *rows = cells(printed(turns_table(instance)))
    assert head == ["code", "?/-", "D/I", "all"]
    assert rows == [["C", "", "2", "2"], ["E", "1", "", "1"], ["all", "1", "2", "3"]]


def test_demand_is_the_most_turns_at_once_in_each_half_hour() -> None:
    instance = day(
        turn("A", "08:10", "08:40"),
        turn("B", "08:40", "09:00"),
        turn("C", "08:45", "09:45"),
    )
    bars = demand(instance)
    assert [f"{bar.start:%H:%M} {bar.turns}" for bar in bars] == ["08:00 1", "08:30 2", "09:00 1", "09:30 1"]


def test_a_turn_that_is_towed_is_on_one_stand_at_a_time() -> None:
    assert {bar.turns for bar in demand(day(turn("A", "08:00", "14:00")))} == {1}


def test_demand_stays_through_half_hours_in_which_nothing_changes() -> None:
    bars = demand(day(turn("A", "08:00", "10:00", towable="no"), turn("B", "09:30", "10:00")))
    assert [bar.turns for bar in bars] == [1, 1, 1, 2]


def test_a_long_schedule_has_longer_stretches() -> None:
    early = turn("A", "08:00", None)
    late = Turn.model_validate({"turn": "B", "code": "C", "arrival_time": "2036-01-05T08:00Z"})
    assert 1 < len(demand(day(early, late))) <= 97


def test_no_turns_have_no_demand() -> None:
    assert demand(day()) == []


@pytest.mark.parametrize(("encoding", "glyphs"), [("utf-8", "█▒!"), ("ascii", "#+!")])
def test_bars_change_where_contact_stands_and_all_stands_end(encoding: str, glyphs: str) -> None:
    head, line = printed(day(*(turn(f"T{index}", "08:00", "08:30") for index in range(5))), encoding)
    assert head == "demand for stands: {} up to 3 contact, {} up to 4 in all, {} beyond".format(*glyphs)
    assert line == "Mon 05 Jan 08:00     5 " + glyphs[0] * 45 + glyphs[1] * 15 + glyphs[2] * 15


def test_marks_show_the_supply_that_is_left() -> None:
    _, line = printed(day(turn("A", "08:00", "08:30"), turn("B", "08:00", "08:30")))
    contact, everything = 75 * 3 // 4, 75
    assert line == "Mon 05 Jan 08:00     2 " + ("█" * 38).ljust(contact) + "|" + " " * (everything - contact - 1) + "|"
