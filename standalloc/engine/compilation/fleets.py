"""Chains of the fleets: `tow_capacity` and `bus_capacity`."""

from collections.abc import Iterator

from standalloc.engine.problem.chains import Chain, Column, Member
from standalloc.engine.problem.draft import Draft


def tow_chains(draft: Draft) -> Iterator[Chain]:
    """Ensure that no more tows are under way at any minute than there are tugs."""
    policy = draft.instance.airport.policy
    if policy.tow_capacity is None or not policy.tow_min:
        return
    starts = [(link, draft.visits[link.first].end) for link in draft.links]
    members = tuple(Member(draft.event(link.tow), 1, start, start + policy.tow_min) for link, start in starts)
    yield Chain("tow_capacity", policy.tow_capacity, members)


def bus_chains(draft: Draft) -> Iterator[Chain]:
    """Ensure that no more buses are in use at any minute than there are."""
    policy = draft.instance.airport.policy
    if policy.bus_capacity is not None and policy.bus_use_min:
        yield Chain("bus_capacity", policy.bus_capacity, tuple(_operations(draft)))


def _operations(draft: Draft) -> Iterator[Member]:
    instance, minutes = draft.instance, draft.instance.airport.policy.bus_use_min
    for v, visit in enumerate(draft.visits):
        for k, (start, end) in draft.times[v].items() if visit.passengers else ():
            if not instance.is_bused(visit, draft.sample(k)):
                continue
            for pax, first in ((visit.arrival_pax, start), (visit.departure_pax, end - minutes)):
                if pax:
                    yield Member(Column(v, k), instance.buses(pax), first, first + minutes)
