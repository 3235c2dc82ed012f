"""What a visit takes on its stand: the way there, handling, a bridge or buses."""

from collections.abc import Iterator

from standalloc.check.admission import is_off_terminal
from standalloc.check.fleets import bus_uses_of
from standalloc.check.parked import parked_on
from standalloc.model import Instance, Stand, Visit


def leaves_bridge_unused(instance: Instance, visit: Visit, stand: Stand) -> bool:
    """Say whether a mismatch keeps a visit from the bridge of its stand."""
    return stand.boarding == "bridge" and not instance.uses_bridge(visit, stand)


def serving_facts(instance: Instance, visit: Visit, stand: Stand) -> Iterator[tuple[str, str]]:
    """Yield what there is to say of a visit's taxi, handling, bridge and buses; empty where that is nothing."""
    taxi_in = f"in {stand.taxi_in_min} min" if visit.disembarks and stand.taxi_in_min else ""
    taxi_out = f"out {stand.taxi_out_min} min" if visit.boards and stand.taxi_out_min else ""
    yield "Taxi", ", ".join(word for word in (taxi_in, taxi_out) if word)
    if (handling := instance.handling.get(visit.turn)) is not None:
        at_bridge = instance.uses_bridge(visit, stand)
        minutes, place = (
            (handling.bridge_min, "at a bridge") if at_bridge else (handling.away_min, "away from a bridge")
        )
        yield "Handling", f"{minutes} min, {handling.body_class} {place}"
    if leaves_bridge_unused(instance, visit, stand):
        yield "Bridge", f"unused: {_mismatch(instance, visit, stand)}"
    yield "By bus", _buses(instance, visit, stand)


def _mismatch(instance: Instance, visit: Visit, stand: Stand) -> str:
    if instance.airport.policy.terminal_mismatch == "bus" and is_off_terminal(instance, visit, stand):
        return f"the turn is of terminal {instance.turn[visit.turn].terminal}"
    served = (("arrivals", stand.arrival_sectors), ("departures", stand.departure_sectors))
    return "it serves " + ", ".join(f"{half} {' '.join(sectors)}" for half, sectors in served if sectors)


def _buses(instance: Instance, visit: Visit, stand: Stand) -> str:
    """Return `180 passengers, 3 buses, 36 bus-minutes`, or nothing where nobody rides a bus."""
    buses = sum(use.vehicles for use in bus_uses_of(instance, parked_on(instance, visit, stand)))
    if not buses:
        return ""
    trip = instance.bus_trip_min(visit.turn, stand)
    driven = f", {buses * trip:g} bus-minutes" if trip else ""
    return f"{visit.passengers} passengers, {buses} bus{'es' if buses > 1 else ''}{driven}"
