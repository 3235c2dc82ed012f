"""How many stands a plan leaves usable over the day: all but those closed, or blocked by aircraft on other stands."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import accumulate

from standalloc.model import Condition, Instance
from standalloc.plots.chart import Block

Span = tuple[int, int]


def supply_of(instance: Instance, blocks: Iterable[Block], start: int) -> list[Span]:
    """Return from which minute on how many stands can be used, beginning with `start`.

    What keeps only some aircraft away leaves a stand usable.

    Args:
        instance: the day.
        blocks: on its stands; of the exclusions those with a label keep all aircraft away.
        start: first minute shown.
    """
    away: defaultdict[str, list[Span]] = defaultdict(list)
    for closure in instance.closures:
        if closure.when == Condition():
            away[closure.stand].append((instance.minute(closure.start), instance.minute(closure.end)))
    for block in blocks:
        if block.kind == "exclusion" and block.label:
            away[block.stand].append((block.start, block.end))
    changes = Counter({start: len(instance.airport.stands)})
    for spans in away.values():
        for since, until in _joined(spans):
            if until > start:
                changes[max(since, start)] -= 1
                changes[until] += 1
    minutes = sorted(minute for minute, change in changes.items() if change or minute == start)
    return [*zip(minutes, accumulate(changes[minute] for minute in minutes), strict=True)]


def _joined(spans: Iterable[Span]) -> Iterator[Span]:
    """Yield spans with those joined that overlap or touch, in order of time."""
    since = until = None
    for start, end in sorted(spans):
        if since is None or until is None or start > until:
            if since is not None and until is not None:
                yield since, until
            since, until = start, end
        else:
            until = max(until, end)
    if since is not None and until is not None:
        yield since, until
