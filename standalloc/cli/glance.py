"""The airport and the day at a glance: stands, turns, demand for stands against supply."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from rich.console import Console, Group
from rich.text import Text

from standalloc.cli.tables import table
from standalloc.cli.words import joined
from standalloc.model import Airport, Instance, Stand, Turn
from standalloc.model.sizes import CODE_LETTERS, WINGSPAN_LIMIT_M

#: How many there are, by the cells that name a row and by column.
Counts = Counter[tuple[tuple[str, ...], str]]

_HALF_HOUR_MIN = 30
_MOST_BARS = 96
_LABEL_WIDTH = 24
_GLYPHS, _ASCII_GLYPHS = "█▒!", "#+!"
_STYLES = ("blue", "yellow", "bold red")


def stands_table(airport: Airport) -> Group:
    """Return stands by kind, terminal and the largest code letter they take."""
    counts: Counts = Counter(((stand.kind, stand.terminal), _largest_code(stand)) for stand in airport.stands)
    title = f"{airport.code} {airport.name}: {len(airport.stands)} stands, {len(airport.exclusions)} exclusions"
    return _cross_table(title, ["kind", "terminal"], list(CODE_LETTERS), counts)


def policy_lines(airport: Airport) -> Iterator[str]:
    """Yield how many buses and tugs there are and in which order tiers are minimised; nothing where that is open."""
    policy = airport.policy
    fleets = (("bus", "buses", policy.bus_capacity), ("tug", "tugs", policy.tow_capacity))
    limits = [f"{count} {one if count == 1 else many}" for one, many, count in fleets if count is not None]
    if limits:
        yield f"at most {' and '.join(limits)} in use at once"
    if tiers := airport.objective.tiers:
        yield "minimised in turn: " + ", ".join(f"{place} {joined(terms)}" for place, terms in enumerate(tiers, 1))


def turns_table(instance: Instance) -> Group:
    """Return turns by code letter and by the sectors they arrive from and leave for."""
    counts: Counts = Counter(((turn.code_letter,), _sectors(turn)) for turn in instance.turns)
    columns = sorted({column for _, column in counts})
    title = f"{instance.name}: {len(instance.turns)} turns, {len(instance.visits)} visits"
    return _cross_table(title, ["code"], columns, counts)


def demand_chart(instance: Instance, console: Console) -> Group:
    """Return a bar for each half hour: the most turns on stands at once, against contact stands and all stands."""
    bars = demand(instance)
    contact = sum(stand.is_contact for stand in instance.airport.stands)
    supply = len(instance.airport.stands)
    most = max([supply, *(bar.turns for bar in bars), 1])
    scale = max(10, console.width - _LABEL_WIDTH - 1) / most
    glyphs = _ASCII_GLYPHS if console.options.ascii_only else _GLYPHS
    legend = (
        f"demand for stands: {glyphs[0]} up to {contact} contact, {glyphs[1]} up to {supply} in all, {glyphs[2]} beyond"
    )
    lines = (_bar_line(bar, (contact, supply, most), scale, glyphs) for bar in bars)
    return Group(Text(legend, style="bold"), *lines)


@dataclass(frozen=True, slots=True)
class Bar:
    """The most turns on stands at once in a stretch of time that begins at `start`."""

    start: datetime
    turns: int


def demand(instance: Instance) -> list[Bar]:
    """Return the demand for stands by half hours of local time; by longer stretches where a day is not enough.

    No stand is chosen yet: a visit counts for its own minutes, whatever taxi or handling a stand would make of them.
    """
    if not instance.visits:
        return []
    first = min(visit.start for visit in instance.visits)
    last = max(visit.end for visit in instance.visits)
    width = _HALF_HOUR_MIN
    while (last - first) / width > _MOST_BARS:
        width *= 2
    local = instance.moment(first)
    first -= (local.hour * 60 + local.minute) % min(width, 24 * 60)
    peaks = _peaks(((visit.start, visit.end) for visit in instance.visits), first, last, width)
    begin = instance.moment(first)
    return [Bar(begin + timedelta(minutes=width * index), peak) for index, peak in enumerate(peaks)]


def _peaks(stays: Iterable[tuple[int, int]], first: int, last: int, width: int) -> list[int]:
    """Return the most stays at once in each stretch of `width` minutes."""
    changes: Counter[int] = Counter()
    for start, end in stays:
        changes[start] += 1
        changes[end] -= 1
    peaks, level, moments = [], 0, iter(sorted(changes))
    moment = next(moments, None)
    for stretch in range(first, last, width):
        peak = 0 if moment == stretch else level
        while moment is not None and moment < stretch + width:
            level += changes[moment]
            peak = max(peak, level)
            moment = next(moments, None)
        peaks.append(peak)
    return peaks


def _bar_line(bar: Bar, limits: tuple[int, int, int], scale: float, glyphs: str) -> Text:
    """Return the bar of a stretch of time; each limit it stays below is a mark to its right."""
    line = Text(f"{bar.start:%a %d %b %H:%M} {bar.turns:>5} ")
    begin = len(line)
    for limit, glyph, style in zip(limits, glyphs, _STYLES, strict=True):
        line.append(glyph * (round(min(bar.turns, limit) * scale) - (len(line) - begin)), style=style)
    for limit in limits[:2]:
        if (gap := round(limit * scale) - (len(line) - begin)) > 0:
            line.append(" " * gap + "|")
    return line


def _cross_table(title: str, heads: Sequence[str], columns: Sequence[str], counts: Counts) -> Group:
    """Return counts by row and column, with their sums."""
    labels = sorted({label for label, _ in counts})
    rows = []
    for label in labels:
        cells = [counts[label, column] for column in columns]
        rows.append([*(part or "-" for part in label), *(str(cell or "") for cell in cells), str(sum(cells))])
    sums = [sum(counts[label, column] for label in labels) for column in columns]
    total = ["all", *[""] * (len(heads) - 1), *(str(cell or "") for cell in sums), str(sum(sums))]
    return table(title, [*heads, *columns, "all"], rows, [*columns, "all"], total)


def _largest_code(stand: Stand) -> str:
    if stand.max_code is not None:
        return stand.max_code
    widest = stand.max_wingspan_m or 0.0
    return next((letter for letter, limit in WINGSPAN_LIMIT_M.items() if widest <= limit), CODE_LETTERS[-1])


def _sectors(turn: Turn) -> str:
    arrival = (turn.arrival_sector or "?") if turn.arrival_time else "-"
    departure = (turn.departure_sector or "?") if turn.departure_time else "-"
    return f"{arrival}/{departure}"
