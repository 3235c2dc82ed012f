"""Tables of what differs between two plans."""

import io
from dataclasses import replace

from rich.console import Console

from standalloc.check.comparison import Comparison
from standalloc.cli.comparison import comparison_tables
from standalloc.model import Airport, Instance, Objective, Plan, Stand, Turn, VisitKey

STANDS = (Stand(stand="C1", kind="contact", max_code="C"), Stand(stand="R1", kind="remote", max_code="C"))
TURNS = tuple(
    Turn(turn=name, code="C", arrival_time=f"2026-01-05T{hour}:00Z", arrival_pax=100)
    for name, hour in (("A", "08"), ("B", "08"), ("C", "20"))
)
INSTANCE = Instance(Airport(code="XYZ", timezone="UTC", stands=STANDS), TURNS)
A, B, C = (VisitKey(name, "arrival") for name in "ABC")
FIRST = Plan({A: "C1", B: "R1", C: "C1"})


def printed(compared: Comparison) -> str:
    stream = io.StringIO()
    console = Console(file=stream, width=120, color_system=None)
    for table in comparison_tables(compared):
        console.print(table)
    return stream.getvalue()


def test_a_change_of_tiers_is_shown_where_there_are_some() -> None:
    objective = Objective(tiers=(("unallocated",), ("bus_passenger", "tow")))
    tiered = replace(INSTANCE, airport=INSTANCE.airport.model_copy(update={"objective": objective}))
    second = Plan({A: "C1", B: "R1", C: "R1"})
    rows = [
        [cell.strip() for cell in line.split("│")]
        for line in printed(Comparison.of(tiered, FIRST, second)).splitlines()
    ]
    assert ["", "2", "bus_passenger + tow", "100", "200", "+100", ""] in rows
    assert "change by tier" not in printed(Comparison.of(INSTANCE, FIRST, second))


def test_a_change_of_terms_has_its_unit() -> None:
    text = printed(Comparison.of(INSTANCE, FIRST, Plan({A: "C1", C: "R1"})))
    rows = [[cell.strip() for cell in line.split("│")] for line in text.splitlines()]
    assert ["", "unallocated", "0", "1", "+1", "visits", "+10,000", ""] in rows
    assert "bus_trip_min" not in text
