"""How many stands are occupied over the day, by kind."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import accumulate, chain, pairwise
from typing import Final, Literal

from standalloc.plots.chart import Demand
from standalloc.plots.stays import Stay

Layer = Literal["contact", "remote", "unallocated"]
LAYERS: Final[tuple[Layer, ...]] = ("contact", "remote", "unallocated")


def demand_of(stays: Iterable[Stay]) -> Demand:
    """Count the stays on each kind of stand from minute to minute; one without a stand counts as unallocated."""
    changes: dict[Layer, Counter[int]] = {layer: Counter() for layer in LAYERS}
    for stay in stays:
        counter = changes["unallocated" if stay.stand is None else stay.stand.kind]
        counter[stay.start] += 1
        counter[stay.end] -= 1
    minutes = tuple(sorted(set().union(*changes.values())))
    return Demand(minutes, *(_running(changes[layer], minutes) for layer in LAYERS))


def outlines(demand: Demand) -> Iterator[tuple[Layer, list[tuple[int, int]]]]:
    """Yield each layer's outline, stacked in the order of `LAYERS`, as points of minute and number of stands."""
    base = [0] * len(demand.minutes)
    for layer in LAYERS:
        top = [low + count for low, count in zip(base, getattr(demand, layer), strict=True)]
        yield layer, [*_steps(demand.minutes, top), *reversed(_steps(demand.minutes, base))]
        base = top


def _steps(minutes: tuple[int, ...], counts: list[int]) -> list[tuple[int, int]]:
    spans = zip(pairwise(minutes), counts, strict=False)
    return list(chain.from_iterable(((since, count), (until, count)) for (since, until), count in spans))


def _running(change: Mapping[int, int], minutes: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(accumulate(change.get(minute, 0) for minute in minutes))
