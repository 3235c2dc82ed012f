"""Warnings about transfers: connections that can never fit, zones where no stand is."""

from collections.abc import Iterator

from standalloc.check.admission import admits
from standalloc.check.parked import Parked, parked_on
from standalloc.check.transfers import flights
from standalloc.check.wording import counted, named, warning
from standalloc.model import Connection, Instance, Problem, Visit


def connections_too_short(instance: Instance) -> Iterator[Problem]:
    """Warn of connections that are missed on whatever stands their two flights are."""
    found = [row for row, connection in enumerate(instance.connections) if _never_fits(instance, connection)]
    if found:
        rows = [instance.connections[row] for row in found]
        who = counted(sum(row.pax for row in rows), "passenger")
        which = named("connection", [f"{row.arrival_turn} to {row.departure_turn}" for row in rows])
        message = f"{who} of {which} can only miss it: any transfer takes longer than there is time"
        fix = "correct the times, min_transfer or [zones]; else they are missed in every plan"
        yield warning(
            "connection_too_short", message, fix=fix, table="connections", row=found[0], column="min_transfer"
        )


def _never_fits(instance: Instance, row: Connection) -> bool:
    arrival, departure = flights(instance, row)
    longest = max(float(row.min_transfer), *instance.airport.zones.values(), 0.0)
    if departure.end - arrival.start - _most_taxi(instance) >= longest:
        return False
    earliest: dict[str, int] = {}
    for one in _choices(instance, arrival):
        zone = instance.zone_of(one.visit, one.stand)
        earliest[zone] = min(one.start, earliest.get(zone, one.start))
    latest: dict[str, int] = {}
    for one in _choices(instance, departure):
        zone = instance.zone_of(one.visit, one.stand)
        latest[zone] = max(one.end, latest.get(zone, one.end))
    return bool(earliest and latest) and not any(
        end - start >= instance.transfer_minutes(row, here, there)
        for here, start in earliest.items()
        for there, end in latest.items()
    )


def _most_taxi(instance: Instance) -> int:
    """Return the most minutes that taxiing may take off the time between two runway times."""
    if instance.airport.policy.times == "block":
        return 0
    stands = instance.airport.stands
    return max((one.taxi_in_min for one in stands), default=0) + max((one.taxi_out_min for one in stands), default=0)


def _choices(instance: Instance, visit: Visit) -> Iterator[Parked]:
    """Yield a visit on every stand it may have: its pin's, else all that admit it."""
    for stand in instance.airport.stands:
        if instance.pinned.get(visit.key, stand.id) == stand.id and admits(instance, visit, stand):
            yield parked_on(instance, visit, stand)


def unknown_zones(instance: Instance) -> Iterator[Problem]:
    """Warn of zones with transfer minutes and no stand; a stand without a zone may be in any turn's terminal."""
    stands = instance.airport.stands
    known = {stand.zone for stand in stands}
    known |= {turn.terminal for turn in instance.turns} if "" in known else set()
    for key in instance.airport.zones:
        for zone in dict.fromkeys(key.split(".")[-2:]):
            if zone not in known:
                message = f"no stand is in zone '{zone}': these minutes never count"
                yield warning(
                    "unknown_zone", message, fix="correct the zone here or in stands.csv", table="zones", column=key
                )
