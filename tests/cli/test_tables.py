"""The tables of the terminal: the objective by tier and by term."""

import io
from dataclasses import replace

from rich.console import Console

from standalloc.check import check
from standalloc.cli.tables import judgement_tables, result_table, terms_table, tier_costs_table, tiers_table
from standalloc.model import Airport, Instance, Objective, Plan, Result, Stand, Tier, Turn, VisitKey

STANDS = (
    Stand(stand="C1", kind="contact", max_code="C", cost_per_min=2.5),
    Stand(stand="R1", kind="remote", max_code="C", taxi_in_min=7),
)
TURNS = tuple(Turn(turn=name, code="C", arrival_time="2026-01-05T08:00Z", arrival_pax=100) for name in "AB")
PLAN = Plan({VisitKey("A", "arrival"): "C1", VisitKey("B", "arrival"): "R1"})
TIERS = (("unallocated",), ("bus_passenger", "tow"))


def day(**objective: object) -> Instance:
    airport = Airport(code="XYZ", timezone="UTC", stands=STANDS, objective=Objective.model_validate(objective))
    return Instance(airport, TURNS)


def cells(*tables: object) -> list[list[str]]:
    """Return the cells of every row but the headings."""
    stream = io.StringIO()
    console = Console(file=stream, width=160, color_system=None)
    for table in tables:
        console.print(table)
    rows = (line.split("│")[1:-1] for line in stream.getvalue().splitlines() if "│" in line)
    return [[cell.strip() for cell in row] for row in rows]


def test_terms_have_amount_unit_and_cost() -> None:
    instance = day(bus_passenger=2, taxi_min=3, contact_min=1)
    rows = cells(terms_table(check(instance, PLAN), instance.airport.objective))
    assert ["bus_passenger", "100", "passengers", "200"] in rows
    assert ["taxi_min", "7", "minutes", "21"] in rows
    assert ["contact_min", "45", "minutes", "112.5"] in rows
    assert rows[-1] == ["total", "", "", "333.5"]


def test_what_weighs_nothing_and_does_not_occur_is_no_row() -> None:
    instance = day(tow=0, missed_connection=3)
    names = {row[0] for row in cells(terms_table(check(instance, PLAN), instance.airport.objective))}
    assert {"unallocated", "missed_connection", "stand_used"} <= names
    assert not {"tow", "connection_min", "bus_trip_min"} & names


def test_a_solve_has_a_row_for_each_tier() -> None:
    tiers = (Tier(TIERS[0], 0.0, 0.0, "optimal"), Tier(TIERS[1], 1_500.0, None, "feasible"))
    assert cells(tiers_table(tiers)) == [
        ["1", "unallocated", "0", "0", "0.00%", "optimal"],
        ["2", "bus_passenger + tow", "1,500", "unknown", "unknown", "feasible"],
    ]


def test_the_bound_of_the_whole_is_shown_where_no_tier_has_its_own() -> None:
    instance, judgement = day(), check(day(), PLAN)
    whole = Result("optimal", PLAN, judgement, bound=200.0, floor=187.5, seconds=1.25, peak_memory_mb=812.3)
    assert cells(result_table(whole, instance))[-6:] == [
        ["objective", "212.5"],
        ["bound", "200"],
        ["gap", "5.88%"],
        ["gap above floor", "50.00%"],
        ["seconds", "1.2"],
        ["peak memory", "812 MB"],
    ]
    tiered = replace(whole, tiers=(Tier(TIERS[0], 0.0, 0.0, "optimal"),))
    assert not {"bound", "gap"} & {row[0] for row in cells(result_table(tiered, instance))}


def test_a_judgement_has_the_cost_of_each_tier() -> None:
    instance = day(tiers=TIERS)
    rows = cells(tier_costs_table(check(instance, PLAN), instance.airport.objective))
    assert rows == [["1", "unallocated", "0"], ["2", "bus_passenger + tow", "100"]]


def test_tiers_are_a_table_only_where_there_are_some() -> None:
    assert ["2", "bus_passenger + tow", "100"] in cells(
        *judgement_tables(check(day(tiers=TIERS), PLAN), day(tiers=TIERS))
    )
    assert "1" not in {row[0] for row in cells(*judgement_tables(check(day(), PLAN), day()))}
