"""When a stand cannot be used: its closures, and the aircraft on other stands that exclude it."""

from collections.abc import Iterable, Iterator, Mapping

from standalloc.model import Condition, Instance
from standalloc.plots.chart import Block, Row
from standalloc.plots.facts import known, one_line, period
from standalloc.plots.stays import Stay


def closure_blocks(instance: Instance, rows: Mapping[str, Row]) -> Iterator[Block]:
    """Yield a block for every closed period of a stand."""
    for closure in instance.closures:
        start, end = instance.minute(closure.start), instance.minute(closure.end)
        row = rows[closure.stand]
        facts = known(
            ("Closed", closure.stand),
            ("Reason", closure.reason),
            ("For", _matching(closure.when)),
            ("Time", period(instance, start, end)),
        )
        label = one_line(closure.reason) or "closed"
        yield Block("closure", closure.stand, row.top, row.lines, start, end, label, facts)


def exclusion_blocks(instance: Instance, stays: Iterable[Stay], rows: Mapping[str, Row]) -> Iterator[Block]:
    """Yield a block on every stand that an aircraft excludes by parking on another, its gap on both sides included.

    A block for some aircraft only says which; rules that say the same twice give one block.
    """
    partners = _partners(instance)
    seen: set[tuple[str, str, int, int, Condition]] = set()
    for stay in stays:
        if stay.stand is None:
            continue
        turn = stay.visits[0].turn
        for own_condition, stand, condition, gap in partners.get(stay.stand.id, ()):
            start, end = stay.start - gap, stay.end + gap
            rule = stand, turn, start, end, condition
            if not own_condition.matches(instance.aircraft[turn]) or rule in seen:
                continue
            seen.add(rule)
            row, blocker = rows[stand], f"{turn} on {stay.stand.id}"
            # Blocked for some aircraft only, the stand may well hold another one, whose bar would hide half the label.
            label = blocker if condition == Condition() else ""
            facts = known(
                ("Blocked", stand),
                ("By", blocker),
                ("For", _matching(condition)),
                ("Gap", f"{gap} min"),
                ("Time", period(instance, start, end)),
            )
            yield Block("exclusion", stand, row.top, row.lines, start, end, label, facts)


def _partners(instance: Instance) -> dict[str, list[tuple[Condition, str, Condition, int]]]:
    """Return for each stand its exclusions: condition here, other stand, condition there, gap in minutes."""
    partners: dict[str, list[tuple[Condition, str, Condition, int]]] = {}
    for row in instance.airport.exclusions:
        gap = instance.airport.policy.buffer_min if row.gap_min is None else row.gap_min
        partners.setdefault(row.stand_a, []).append((row.when_a, row.stand_b, row.when_b, gap))
        partners.setdefault(row.stand_b, []).append((row.when_b, row.stand_a, row.when_a, gap))
    return partners


def _matching(condition: Condition) -> str:
    text = str(condition)
    return "all aircraft" if text == "*" else text
