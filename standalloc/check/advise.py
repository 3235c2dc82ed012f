"""What a planner should know about an input that is no error: the warnings of `validate`."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain, permutations
from typing import Final

from standalloc.check.admission import ADMISSION
from standalloc.check.demand import demand_above_supply
from standalloc.check.pins import pin_place
from standalloc.check.reasons import misfits
from standalloc.check.settings_advice import (
    costs_in_no_tier,
    idle_rules,
    missing_bus_minutes,
    missing_taxi_minutes,
    unallocated_is_free,
)
from standalloc.check.transfer_advice import connections_too_short, unknown_zones
from standalloc.check.wording import named, warning
from standalloc.model import Instance, Problem, Turn
from standalloc.model.sizes import code_of_wingspan

_HALVES: Final = ("arrival", "departure")


def advise(instance: Instance) -> list[Problem]:
    """Return the warnings of an input, in the order of `WARNINGS`."""
    return list(chain.from_iterable(warn(instance) for warn in WARNINGS.values()))


def _fits_no_stand(instance: Instance) -> Iterator[Problem]:
    """Warn of each visit no stand takes; once for the turn where all its visits share the details."""
    details = misfits(instance)
    for row, turn in enumerate(instance.turns):
        found = {key: details[key] for visit in instance.visits_of[turn.id] if (key := visit.key) in details}
        same = len(found) == len(instance.visits_of[turn.id]) and len(set(found.values())) == 1
        for name, words in [(turn.id, next(iter(found.values())))] if same else found.items():
            message = f"turn {name} fits no stand: {words}"
            fix = "correct the turn or the stands; else it stays unallocated"
            yield warning("fits_no_stand", message, fix=fix, row=row)


def _missing_sectors(instance: Instance) -> Iterator[Problem]:
    """Warn of turns without a sector where contact stands list sectors: those do not serve them."""
    contact = [stand for stand in instance.airport.stands if stand.is_contact]
    by_bus = instance.airport.policy.bridge_mismatch == "bus"
    for half in _HALVES:
        if any(getattr(stand, f"{half}_sectors") for stand in contact):
            lacking = [row for row, turn in _with(instance, half) if not getattr(turn, f"{half}_sector")]
            do_what = "serve them by bus alone" if by_bus else "do not admit them"
            effect = f"contact stands that list {half}_sectors {do_what}"
            yield from _in_column(
                instance, "missing_sector", f"{half}_sector", lacking, effect=effect, fix="give the sector"
            )


def _missing_passengers(instance: Instance) -> Iterator[Problem]:
    """Warn of passenger turns with neither passengers nor seats: none are counted."""
    for half in _HALVES:
        lacking = [
            row
            for row, turn in _with(instance, half)
            if turn.use == "passenger" and turn.seats is None and getattr(turn, f"{half}_pax") is None
        ]
        effect = "their seats are not given either, so none are counted"
        yield from _in_column(
            instance, "missing_passengers", f"{half}_pax", lacking, effect=effect, fix="give them or the seats"
        )


def _missing_handling(instance: Instance) -> Iterator[Problem]:
    """Warn of half-turns of a body class without handling times, where others have some."""
    for half, other in permutations(_HALVES):
        halves = ((row, turn) for row, turn in _with(instance, half) if getattr(turn, f"{other}_time") is None)
        lacking = [row for row, turn in halves if instance.airport.handling and turn.id not in instance.handling]
        effect = f"handling.csv has no such class, so they take {half}_min"
        fix = "give class or seats, or add the class to handling.csv"
        yield from _in_column(instance, "missing_handling", "class", lacking, effect=effect, fix=fix)


def _codes_disagree(instance: Instance) -> Iterator[Problem]:
    """Warn of code letters that are not the wingspan's: codes go by the letter, wingspans by the metres."""
    for row, turn in enumerate(instance.turns):
        if turn.code is not None and turn.wingspan_m is not None:
            code = code_of_wingspan(turn.wingspan_m)
            if code != turn.code:
                message = f"code '{turn.code}' of turn {turn.id} is not that of wingspan_m {turn.wingspan_m:g}: {code}"
                yield warning("code_disagrees", message, fix="correct one of the two", row=row, column="code")


def _unknown_lengths(instance: Instance) -> Iterator[Problem]:
    """Warn of turns of unknown length where stands have a longest length: those admit them."""
    if any(stand.max_length_m is not None for stand in instance.airport.stands):
        lacking = [row for row, turn in enumerate(instance.turns) if turn.length_m is None]
        effect = "stands with max_length_m admit them whatever their length"
        yield from _in_column(instance, "unknown_length", "length_m", lacking, effect=effect, fix="give the length")


def _unknown_terminals(instance: Instance) -> Iterator[Problem]:
    """Warn of terminals of turns at which there is no stand."""
    known = {stand.terminal for stand in instance.airport.stands}
    rows: defaultdict[str, list[int]] = defaultdict(list)
    for row, turn in enumerate(instance.turns):
        if turn.terminal and turn.terminal not in known:
            rows[turn.terminal].append(row)
    for terminal, found in rows.items():
        message = f"no stand is at terminal '{terminal}' of {_turns(instance, found)}"
        fix = "correct the terminal here or in stands.csv"
        yield warning("unknown_terminal", message, fix=fix, row=found[0], column="terminal")


def _unknown_places(instance: Instance) -> Iterator[Problem]:
    """Warn of preferences for a terminal or apron at which there is no stand: they never act."""
    for column in ("terminal", "apron"):
        known = {getattr(stand, column) for stand in instance.airport.stands}
        for row, preference in enumerate(instance.airport.preferences):
            place = getattr(preference, column)
            if place and place not in known:
                message = f"no stand is at {column} '{place}': the preference never acts"
                fix = f"correct the {column} here or in stands.csv"
                yield warning("unknown_place", message, fix=fix, row=row, column=column, table="preferences")


def _pins_override(instance: Instance) -> Iterator[Problem]:
    """Warn of turns pinned to a stand that would not admit them."""
    seen: set[tuple[str, str]] = set()
    for key, stand in instance.pinned.items():
        asked = (ADMISSION[rule](instance, instance.visit[key], instance.stand[stand]) for rule in ADMISSION)
        found = [objection for objection in asked if objection is not None]
        if found and (key.turn, stand) not in seen:
            seen.add((key.turn, stand))
            table, row = pin_place(instance, key)
            message = f"turn {key.turn} is pinned to stand {stand}, which does not admit it: {'; '.join(found)}"
            fix = "the pin holds; correct it if it is not meant"
            yield warning("pin_overrides", message, fix=fix, row=row, column="stand", table=table)


def _with(instance: Instance, half: str) -> Iterator[tuple[int, Turn]]:
    """Yield the row and turn of every turn that has the half."""
    return ((row, turn) for row, turn in enumerate(instance.turns) if getattr(turn, f"{half}_time") is not None)


def _in_column(
    instance: Instance, code: str, column: str, rows: Sequence[int], *, effect: str, fix: str
) -> Iterator[Problem]:
    """Warn once of a column that turns leave empty, at the first of their rows."""
    if rows:
        message = f"no {column} of {_turns(instance, rows)}: {effect}"
        yield warning(code, message, fix=fix, row=rows[0], column=column)


def _turns(instance: Instance, rows: Sequence[int]) -> str:
    """Return how many turns these rows are, and the first few by name."""
    return named("turn", [instance.turns[row].id for row in rows])


#: Every warning by its code, in the order `validate` shows them.
WARNINGS: Final[Mapping[str, Callable[[Instance], Iterator[Problem]]]] = {
    "fits_no_stand": _fits_no_stand,
    "demand_above_supply": demand_above_supply,
    "missing_sector": _missing_sectors,
    "missing_passengers": _missing_passengers,
    "missing_handling": _missing_handling,
    "code_disagrees": _codes_disagree,
    "unknown_length": _unknown_lengths,
    "unknown_terminal": _unknown_terminals,
    "unknown_place": _unknown_places,
    "pin_overrides": _pins_override,
    "idle_rule": idle_rules,
    "unallocated_free": unallocated_is_free,
    "not_in_tiers": costs_in_no_tier,
    "missing_taxi": missing_taxi_minutes,
    "missing_bus_min": missing_bus_minutes,
    "unknown_zone": unknown_zones,
    "connection_too_short": connections_too_short,
}
