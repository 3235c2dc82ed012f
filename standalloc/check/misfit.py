"""Why no stand at all admits a visit: the words of the reasons `no_size` to `no_stand`."""

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Final

from standalloc.check.admission import ADMISSION
from standalloc.check.wording import counted
from standalloc.model import Instance, Visit
from standalloc.model.sizes import code_rank


def misfit(instance: Instance, visit: Visit, objections: Mapping[str, tuple[str, ...]]) -> tuple[str, str]:
    """Return the reason code and the details for a visit that every stand objects to.

    Args:
        instance: the instance.
        visit: the visit.
        objections: of every stand by its id, the rules that keep the visit off.
    """
    if not objections:
        return "no_stand", "the airport has no stands"
    for rule in ADMISSION:
        if all(rule in rules for rules in objections.values()):
            return f"no_{rule}", _DETAILS[rule](instance, visit)
    counts = Counter(rules[0] for rules in objections.values())
    return "no_stand", ", ".join(f"{counted(counts[rule], 'stand')} by {rule}" for rule in ADMISSION if counts[rule])


def _size(instance: Instance, visit: Visit) -> str:
    aircraft, stands = instance.aircraft[visit.turn], instance.airport.stands
    letters = [stand.max_code for stand in stands if stand.max_code is not None]
    largest = max(letters, key=code_rank, default=aircraft.code)
    if len(letters) == len(stands) and code_rank(largest) < code_rank(aircraft.code):
        return f"code {aircraft.code}, largest is {largest}"
    spans = [stand.max_wingspan_m for stand in stands if stand.max_wingspan_m is not None]
    if len(spans) == len(stands) and max(spans) < aircraft.wingspan_m:
        return f"wingspan {aircraft.wingspan_m:g} m, widest is {max(spans):g} m"
    length = "" if aircraft.length_m is None else f"{aircraft.length_m:g} m"
    known = _given(length=length, type=aircraft.aircraft_type, body_class=aircraft.body_class)
    return ", ".join([f"code {aircraft.code}", f"wingspan {aircraft.wingspan_m:g} m", *known])


def _sector(instance: Instance, visit: Visit) -> str:
    turn = instance.turn[visit.turn]
    arrival = turn.arrival_sector or "unknown" if visit.disembarks else ""
    departure = turn.departure_sector or "unknown" if visit.boards else ""
    return ", ".join(_given(arrival_sector=arrival, departure_sector=departure))


def _terminal(instance: Instance, visit: Visit) -> str:
    others = sorted({stand.terminal for stand in instance.airport.stands})
    return f"terminal {instance.turn[visit.turn].terminal}, stands are at {', '.join(others)}"


def _access(instance: Instance, visit: Visit) -> str:
    turn = instance.turn[visit.turn]
    return ", ".join(_given(airline=turn.airline or "unknown", handler=turn.handler, use=turn.use))


def _given(**values: str) -> list[str]:
    return [f"{name.replace('_', ' ')} {value}" for name, value in values.items() if value]


_DETAILS: Final[Mapping[str, Callable[[Instance, Visit], str]]] = {
    "size": _size,
    "sector": _sector,
    "terminal": _terminal,
    "access": _access,
}
