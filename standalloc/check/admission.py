"""Whether a stand admits a visit: rules `size`, `sector`, `terminal` and `access`.

Each rule is one function that returns what it objects to, or None where it has no objection.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from standalloc.check.closure import bars
from standalloc.check.layout import Layout
from standalloc.check.parked import parked_on, worded
from standalloc.model import Aircraft, Instance, Stand, Violation, Visit
from standalloc.model.sizes import code_rank

Objection = Callable[[Instance, Visit, Stand], str | None]


def size(instance: Instance, visit: Visit, stand: Stand) -> str | None:
    """Ensure that the aircraft is within the stand's code letters, wingspan, length, types and body classes."""
    aircraft = instance.aircraft[visit.turn]
    if stand.max_code is not None and code_rank(aircraft.code) > code_rank(stand.max_code):
        return f"code {aircraft.code}, largest is {stand.max_code}"
    if code_rank(aircraft.code) < code_rank(stand.min_code):
        return f"code {aircraft.code}, smallest is {stand.min_code}"
    if stand.max_wingspan_m is not None and aircraft.wingspan_m > stand.max_wingspan_m:
        return f"wingspan {aircraft.wingspan_m:g} m, widest is {stand.max_wingspan_m:g} m"
    if stand.max_length_m is not None and aircraft.length_m is not None and aircraft.length_m > stand.max_length_m:
        return f"length {aircraft.length_m:g} m, longest is {stand.max_length_m:g} m"
    return _kind(aircraft, stand)


def _kind(aircraft: Aircraft, stand: Stand) -> str | None:
    if stand.types and aircraft.aircraft_type not in stand.types:
        return f"type {aircraft.aircraft_type or 'unknown'}, admitted are {' '.join(stand.types)}"
    if aircraft.aircraft_type in stand.not_types:
        return f"type {aircraft.aircraft_type} is not admitted"
    if stand.classes and aircraft.body_class not in stand.classes:
        return f"class {aircraft.body_class or 'unknown'}, admitted are {' '.join(stand.classes)}"
    return None


def sector(instance: Instance, visit: Visit, stand: Stand) -> str | None:
    """Ensure that a visit at a contact stand disembarks and boards in sectors the stand serves, else rides a bus."""
    if not stand.is_contact or instance.airport.policy.bridge_mismatch == "bus":
        return None
    turn = instance.turn[visit.turn]
    if visit.disembarks and stand.arrival_sectors and turn.arrival_sector not in stand.arrival_sectors:
        return f"arrival sector {turn.arrival_sector or 'unknown'}, served are {' '.join(stand.arrival_sectors)}"
    if visit.boards and stand.departure_sectors and turn.departure_sector not in stand.departure_sectors:
        return f"departure sector {turn.departure_sector or 'unknown'}, served are {' '.join(stand.departure_sectors)}"
    return None


def terminal(instance: Instance, visit: Visit, stand: Stand) -> str | None:
    """Ensure that, where the policy forbids mismatches, a visit with passengers is at its own terminal."""
    if instance.airport.policy.terminal_mismatch == "forbid" and is_off_terminal(instance, visit, stand):
        return f"terminal {instance.turn[visit.turn].terminal}, the stand is at {stand.terminal}"
    return None


def is_off_terminal(instance: Instance, visit: Visit, stand: Stand) -> bool:
    """Say whether a visit with passengers is on a contact stand of another terminal than the turn's."""
    own = instance.turn[visit.turn].terminal
    return bool(visit.passengers and stand.is_contact and stand.terminal and own) and stand.terminal != own


def access(instance: Instance, visit: Visit, stand: Stand) -> str | None:
    """Ensure that the stand is open to the turn's airline, handler and use."""
    turn = instance.turn[visit.turn]
    if stand.airlines and turn.airline not in stand.airlines:
        return f"airline {turn.airline or 'unknown'}, admitted are {' '.join(stand.airlines)}"
    if turn.airline in stand.not_airlines:
        return f"airline {turn.airline} is not admitted"
    if stand.handlers and turn.handler not in stand.handlers:
        return f"handler {turn.handler or 'unknown'}, admitted are {' '.join(stand.handlers)}"
    if stand.uses and turn.use not in stand.uses:
        return f"use {turn.use}, admitted are {' '.join(stand.uses)}"
    return None


#: The rules of admission by id, in the order reports show them.
ADMISSION: Final[Mapping[str, Objection]] = {"size": size, "sector": sector, "terminal": terminal, "access": access}


def admission(rule: str, layout: Layout) -> Iterator[Violation]:
    """Yield the visits to whose stand a rule of admission objects; a pinned visit's own stand is never objected to."""
    instance = layout.instance
    for one in layout.parked:
        if _is_pinned_to(instance, one.visit, one.stand):
            continue
        objection = ADMISSION[rule](instance, one.visit, one.stand)
        if objection is not None:
            message = f"{worded(instance, one)} on stand {one.stand.id}: {objection}"
            yield Violation(rule, message, (one.visit.key,), (one.stand.id,), one.start, one.end)


def objections(instance: Instance, visit: Visit, stand: Stand) -> tuple[str, ...]:
    """Return the rules of admission that keep a visit off a stand: none where it is pinned to that stand."""
    if _is_pinned_to(instance, visit, stand):
        return ()
    return tuple(rule for rule, objection in ADMISSION.items() if objection(instance, visit, stand) is not None)


def admits(instance: Instance, visit: Visit, stand: Stand) -> bool:
    """Say whether no rule of admission keeps a visit off a stand."""
    if _is_pinned_to(instance, visit, stand):
        return True
    return all(objection(instance, visit, stand) is None for objection in ADMISSION.values())


def refusals(instance: Instance, visit: Visit, stand: Stand) -> tuple[str, ...]:
    """Return the rules that keep a visit off a stand whoever else is there.

    These are of `size`, `sector`, `terminal`, `access` and `closure`; only the last is asked of a visit pinned to the
    stand. A pin to another stand is no refusal of this one.
    """
    one = parked_on(instance, visit, stand)
    closed = any(row.stand == stand.id and bars(instance, row, one) for row in instance.closures)
    return objections(instance, visit, stand) + (("closure",) if closed else ())


def _is_pinned_to(instance: Instance, visit: Visit, stand: Stand) -> bool:
    return instance.pinned.get(visit.key) == stand.id
