"""The objective, term by term: one function each, under the term's name."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Final

from standalloc.check.admission import is_off_terminal
from standalloc.check.layout import Layout
from standalloc.check.money import bus_trip_min, contact_cost, contact_min, remote_cost, remote_min, taxi_min
from standalloc.check.transfers import connection_min, missed_connection
from standalloc.model import Objective, Preference, Term, Turn

Amount = Callable[[Layout], Fraction]


def unallocated(layout: Layout) -> Fraction:
    """Return the visits without a stand."""
    return Fraction(len(layout.instance.visits) - len(layout.parked))


def bus_passenger(layout: Layout) -> Fraction:
    """Return the passengers who disembark or board by bus."""
    is_bused = layout.instance.is_bused
    return Fraction(sum(one.visit.passengers for one in layout.parked if is_bused(one.visit, one.stand)))


def tow(layout: Layout) -> Fraction:
    """Return how often an aircraft moves: its next visit is on another stand, both allocated."""
    return Fraction(len(layout.tows))


def change(layout: Layout) -> Fraction:
    """Return the visits not on their reference stand, unallocated ones included."""
    stands = layout.plan.stands
    return Fraction(sum(stands.get(key) != stand for key, stand in layout.instance.references.items()))


def off_terminal(layout: Layout) -> Fraction:
    """Return the visits with passengers on a contact stand of another terminal than the turn's."""
    return Fraction(sum(is_off_terminal(layout.instance, one.visit, one.stand) for one in layout.parked))


def preference(layout: Layout) -> Fraction:
    """Return the costs of all preference rows that match, over the visits with passengers."""
    at: defaultdict[tuple[str, str], list[Preference]] = defaultdict(list)
    for row in layout.instance.airport.preferences:
        at[_place(row)].append(row)
    total = Fraction(0)
    for one in layout.parked if at else ():
        if one.visit.passengers:
            stand, turn = one.stand, layout.instance.turn[one.visit.turn]
            for place in (("stand", stand.id), ("terminal", stand.terminal), ("apron", stand.apron)):
                total += sum(Fraction(str(row.cost)) for row in at.get(place, ()) if _concerns(row, turn))
    return total


def _place(row: Preference) -> tuple[str, str]:
    return next((kind, name) for kind in ("stand", "terminal", "apron") if (name := getattr(row, kind)))


def _concerns(row: Preference, turn: Turn) -> bool:
    wanted = ((row.airline, turn.airline), (row.aircraft_type, turn.aircraft_type), (row.use, turn.use))
    return all(asked in ("", given) for asked, given in wanted)


def stand_used(layout: Layout) -> Fraction:
    """Return the contact stands that have a visit at all."""
    return Fraction(sum(layout.instance.stand[name].is_contact for name in layout.by_stand))


#: Every term by its name, in the order reports show them.
AMOUNTS: Final[Mapping[str, Amount]] = {
    "unallocated": unallocated,
    "bus_passenger": bus_passenger,
    "tow": tow,
    "change": change,
    "off_terminal": off_terminal,
    "preference": preference,
    "stand_used": stand_used,
    "connection_min": connection_min,
    "missed_connection": missed_connection,
    "taxi_min": taxi_min,
    "contact_min": contact_min,
    "remote_min": remote_min,
    "bus_trip_min": bus_trip_min,
}

#: The terms that cost something else than their weight times their amount.
COSTS: Final[Mapping[str, Amount]] = {"contact_min": contact_cost, "remote_min": remote_cost}


def terms(layout: Layout) -> tuple[dict[str, Term], tuple[float, ...], float]:
    """Return every term, the cost of each tier and that of all, computed in exact fractions and rounded once."""
    return rounded(layout.instance.airport.objective, *exact_terms(layout))


def exact_terms(layout: Layout) -> tuple[dict[str, Fraction], dict[str, Fraction]]:
    """Return the amount of every term, and its cost."""
    objective = layout.instance.airport.objective
    amounts = {name: amount(layout) for name, amount in AMOUNTS.items()}
    costs = {name: amount * Fraction(str(objective.weight(name))) for name, amount in amounts.items()}
    return amounts, costs | {name: cost(layout) for name, cost in COSTS.items()}


def rounded(
    objective: Objective, amounts: Mapping[str, Fraction], costs: Mapping[str, Fraction]
) -> tuple[dict[str, Term], tuple[float, ...], float]:
    """Return terms, the cost of each tier and that of all as floats; also of the change from one plan to another."""
    tiers = [sum((costs[name] for name in stage), Fraction(0)) for stage in objective.stages]
    by_name = {name: Term(float(amounts[name]), float(costs[name])) for name in amounts}
    return by_name, tuple(map(float, tiers)), float(sum(tiers))
