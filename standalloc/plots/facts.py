"""What the picture says in words: the label on a bar, and the facts of a visit and of a stand."""

from collections.abc import Iterable, Iterator, Sequence

from standalloc.model import Instance, Reason, Stand, Turn, Violation, Visit
from standalloc.plots.chart import Facts
from standalloc.plots.serving import serving_facts


def one_line(text: str) -> str:
    """Return a text with every run of white space, line breaks included, as one blank."""
    return " ".join(text.split())


def known(*facts: tuple[str, str]) -> Facts:
    """Return the facts that say something, each on one line."""
    return tuple((name, one_line(value)) for name, value in facts if value)


def labels(turn: Turn, visit: Visit) -> tuple[str, ...]:
    """Return what may be written on a visit's bar, longest first: flights and aircraft type, flights, one flight.

    A visit whose own flight has no number is called by the turn's other flight, and where neither has one by the turn.
    """
    arrives, departs = turn.arrival_flight, turn.departure_flight
    own = {"arrival": (arrives,), "departure": (departs,)}.get(visit.part, (arrives, departs))
    flights = [flight for flight in own if flight] or [arrives or departs or turn.id]
    both = "/".join(flights)
    return tuple(dict.fromkeys(one_line(label) for label in (f"{both} {turn.aircraft_type}", both, flights[0])))


def names(turn: Turn) -> tuple[str, ...]:
    """Return what a turn is searched by."""
    all_names = (turn.id, turn.arrival_flight, turn.departure_flight, turn.registration)
    return tuple(dict.fromkeys(one_line(name) for name in all_names if name))


def period(instance: Instance, start: int, end: int) -> str:
    """Return `2030-01-01 07:30 to 08:15 (45 min)` in local time, the second date only where it differs."""
    first, last = instance.moment(start), instance.moment(end)
    until = f"{last:%H:%M}" if first.date() == last.date() else f"{last:%Y-%m-%d %H:%M}"
    return f"{first:%Y-%m-%d %H:%M} to {until} ({end - start} min)"


def visit_facts(
    instance: Instance,
    visit: Visit,
    stands: Sequence[Stand | None],
    *,
    reason: Reason | None,
    violations: Iterable[Violation],
    transfers: Iterable[tuple[str, str]],
) -> Facts:
    """Return every fact of a visit; `stands` holds those of the visit before, itself and the one after it."""
    turn = instance.turn[visit.turn]
    before, stand, after = stands
    lines = [("Turn", str(visit.key)), *_flight_facts(instance, turn), *_visit_facts(instance, visit, stand)]
    if stand is not None and before is not None and before != stand:
        lines.append(("Towed from", before.id))
    if stand is not None and after is not None and after != stand:
        lines.append(("Towed to", after.id))
    if stand is None:
        lines.append(("Unallocated", str(reason) if reason else "no reason given"))
    lines += transfers
    lines += [("Broken rule", f"{violation.rule}: {violation.message}") for violation in violations]
    return known(*lines)


def stand_facts(stand: Stand) -> Facts:
    """Return what the picture says of a stand."""
    return known(
        ("Stand", describe(stand)),
        ("Largest", size_limit(stand)),
        ("Apron", stand.apron),
        ("Arrivals", " ".join(stand.arrival_sectors)),
        ("Departures", " ".join(stand.departure_sectors)),
        ("Airlines", " ".join(stand.airlines)),
        ("Not for", " ".join((*stand.not_airlines, *stand.not_types))),
        ("Zone", stand.zone if stand.zone != stand.terminal else ""),
        ("Taxilane", stand.group),
        ("Taxi", _listed(_minutes("in", stand.taxi_in_min), _minutes("out", stand.taxi_out_min))),
        ("Bus", _listed(*(_minutes("" if to == "*" else f"to {to}", by_bus) for to, by_bus in stand.bus_min.items()))),
        ("Cost", "" if stand.cost_per_min is None else f"{stand.cost_per_min:g} a minute"),
    )


def size_limit(stand: Stand) -> str:
    """Return the largest code letter a stand takes, or else its wingspan limit."""
    return stand.max_code or f"{stand.max_wingspan_m:g} m"


def describe(stand: Stand) -> str:
    """Return `C12, contact, terminal T1, bridge`."""
    terminal = f"terminal {stand.terminal}" if stand.terminal else ""
    return _listed(stand.id, stand.kind, terminal, stand.boarding)


def _flight_facts(instance: Instance, turn: Turn) -> Iterator[tuple[str, str]]:
    zone = instance.moment(0).tzinfo
    if turn.arrival_time is not None:
        at = turn.arrival_time.astimezone(zone)
        yield "Arrival", _listed(turn.arrival_flight, _prefixed("from", turn.origin), f"{at:%Y-%m-%d %H:%M}")
    if turn.departure_time is not None:
        at = turn.departure_time.astimezone(zone)
        yield "Departure", _listed(turn.departure_flight, _prefixed("to", turn.destination), f"{at:%Y-%m-%d %H:%M}")
    aircraft = instance.aircraft[turn.id]
    yield "Aircraft", _listed(turn.registration, turn.aircraft_type, f"code {aircraft.code}", aircraft.body_class)
    yield "Airline", _listed(turn.airline, _prefixed("handler", turn.handler))
    yield "Use", "" if turn.use == "passenger" else turn.use
    yield "Sectors", " → ".join(sector for sector in (turn.arrival_sector, turn.departure_sector) if sector)
    yield "Terminal", turn.terminal


def _visit_facts(instance: Instance, visit: Visit, stand: Stand | None) -> Iterator[tuple[str, str]]:
    start, end = (visit.start, visit.end) if stand is None else instance.occupancy(visit, stand)
    yield "On stand" if stand else "Needs a stand", period(instance, start, end)
    yield (
        "Passengers",
        _listed(
            f"{visit.arrival_pax} arriving" if visit.disembarks else "",
            f"{visit.departure_pax} departing" if visit.boards else "",
        ),
    )
    if stand is not None:
        yield "Stand", describe(stand)
        yield from serving_facts(instance, visit, stand)
    yield "Pinned to", instance.pinned.get(visit.key, "")
    reference = instance.references.get(visit.key, "")
    moved = reference and (stand is None or stand.id != reference)
    yield "Reference stand", f"{reference} (changed)" if moved else reference


def _listed(*words: str) -> str:
    return ", ".join(word for word in words if word)


def _minutes(word: str, minutes: float) -> str:
    return f"{word} {minutes:g} min".strip() if minutes else ""


def _prefixed(word: str, value: str) -> str:
    return f"{word} {value}" if value else ""
