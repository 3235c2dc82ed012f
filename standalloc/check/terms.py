"""The objective, term by term: one function each, under the term's name."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from fractions import Fraction
from itertools import pairwise
from typing import Final

from standalloc.check.admission import is_off_terminal
from standalloc.check.parked import Parked, parked
from standalloc.model import Instance, Plan, Preference, Term, Turn

Amount = Callable[[Instance, Plan], Fraction]


def unallocated(instance: Instance, plan: Plan) -> Fraction:
    """Return the visits without a stand."""
    return Fraction(sum(key not in plan.stands for key in instance.visit))


def bus_passenger(instance: Instance, plan: Plan) -> Fraction:
    """Return the passengers of visits on stands that board by bus."""
    return Fraction(sum(one.visit.passengers for one in parked(instance, plan) if is_bused(one)))


def is_bused(one: Parked) -> bool:
    """Say whether the passengers of a parked visit ride a bus."""
    return one.stand.boarding == "bus"


def tow(instance: Instance, plan: Plan) -> Fraction:
    """Return how often an aircraft moves: its next visit is on another stand, both allocated."""
    moves = 0
    for visits in instance.visits_of.values():
        for before, after in pairwise(plan.stands.get(visit.key) for visit in visits):
            moves += before is not None and after is not None and before != after
    return Fraction(moves)


def change(instance: Instance, plan: Plan) -> Fraction:
    """Return the visits not on their reference stand, unallocated ones included."""
    return Fraction(sum(plan.stands.get(key) != stand for key, stand in instance.references.items()))


def off_terminal(instance: Instance, plan: Plan) -> Fraction:
    """Return the visits with passengers on a contact stand of another terminal than the turn's."""
    return Fraction(sum(is_off_terminal(instance, one.visit, one.stand) for one in parked(instance, plan)))


def preference(instance: Instance, plan: Plan) -> Fraction:
    """Return the costs of all preference rows that match, over the visits with passengers."""
    at: defaultdict[tuple[str, str], list[Preference]] = defaultdict(list)
    for row in instance.airport.preferences:
        at[_place(row)].append(row)
    total = Fraction(0)
    for one in parked(instance, plan) if at else ():
        if one.visit.passengers:
            stand, turn = one.stand, instance.turn[one.visit.turn]
            for place in (("stand", stand.id), ("terminal", stand.terminal), ("apron", stand.apron)):
                total += sum(Fraction(str(row.cost)) for row in at.get(place, ()) if _concerns(row, turn))
    return total


def _place(row: Preference) -> tuple[str, str]:
    return next((kind, name) for kind in ("stand", "terminal", "apron") if (name := getattr(row, kind)))


def _concerns(row: Preference, turn: Turn) -> bool:
    wanted = ((row.airline, turn.airline), (row.aircraft_type, turn.aircraft_type), (row.use, turn.use))
    return all(asked in ("", given) for asked, given in wanted)


#: Every term by its name, in the order reports show them.
AMOUNTS: Final[Mapping[str, Amount]] = {
    "unallocated": unallocated,
    "bus_passenger": bus_passenger,
    "tow": tow,
    "change": change,
    "off_terminal": off_terminal,
    "preference": preference,
}


def terms(instance: Instance, plan: Plan) -> tuple[dict[str, Term], float]:
    """Return every term and their total cost, computed in exact fractions and rounded once."""
    amounts = {name: amount(instance, plan) for name, amount in AMOUNTS.items()}
    costs = {name: amount * Fraction(str(instance.airport.objective.weight(name))) for name, amount in amounts.items()}
    total = sum(costs.values(), Fraction(0))
    return {name: Term(float(amounts[name]), float(costs[name])) for name in amounts}, float(total)
