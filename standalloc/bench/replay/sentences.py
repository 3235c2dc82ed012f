"""What the report of a replay says in sentences: the result, what is missing, what it rests on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import takewhile
from pathlib import Path

from standalloc.bench.replay.compare import Comparison
from standalloc.check.wording import counted
from standalloc.io.folder import AIRPORT_FILE


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What a reader must know beside the records.

    Attributes:
        begins: local time at which days begin, as HH:MM.
        descriptions: lines that each airport says of itself, by its code.
        notes: of the user.
    """

    begins: str
    descriptions: Mapping[str, tuple[str, ...]]
    notes: tuple[str, ...] = ()


def description_of(folder: Path) -> tuple[str, ...]:
    """Return the comment that an airport's file begins with, by line; none where it begins otherwise.

    Raises:
        OSError: the file cannot be read.
    """
    lines = (folder / AIRPORT_FILE).read_text(encoding="utf-8-sig").splitlines()
    comment = takewhile(lambda line: line.startswith("#"), lines)
    return tuple(words for line in comment if (words := line.lstrip("#").strip()))


def headline(one: Comparison) -> str:
    """Return the sentence of an airport that matters most."""
    if not one.counted:
        return f"{one.airport}: no day has a plan of both configurations."
    (a, b), days, fewer = one.totals, one.counted, one.fewer_bus_passengers
    return (
        f"{one.airport}, {counted(len(days), 'day')} from {days[0].day} to {days[-1].day}: "
        f"{a.counts.bus_passengers:,} bus passengers with {one.config}, {b.counts.bus_passengers:,} with "
        f"{one.against}: {_fewer(fewer)}{_share(fewer, b.counts.bus_passengers)}. {_unallocated([one])}{_a_year(one)}"
    )


def together(comparisons: Sequence[Comparison]) -> str:
    """Return the sentence of all airports; empty where there is but one."""
    if len(comparisons) < 2:
        return ""
    fewer = sum(one.fewer_bus_passengers for one in comparisons)
    of = sum(one.totals[1].counts.bus_passengers for one in comparisons)
    a_year = round(sum(one.fewer_bus_passengers * one.year_factor for one in comparisons))
    scaled = "" if all(one.is_full_year for one in comparisons) else f"; {_fewer(a_year)} a year, each scaled as above"
    said = f"All {len(comparisons)} airports: {_fewer(fewer)} bus passengers{_share(fewer, of)}{scaled}."
    return f"{said} {_unallocated(comparisons)}".rstrip()


def caveats(one: Comparison) -> list[str]:
    """Return what is missing or went otherwise than planned at an airport, a sentence each."""
    sentences = [f"No schedule {_span(*gap)}: nothing is held on the next day." for gap in one.gaps]
    left_out = [pair for pair in one.days if not pair.is_counted]
    if left_out:
        named = ", ".join(str(pair.day) for pair in left_out[:5]) + (" and others" if len(left_out) > 5 else "")
        sentences.append(
            f"In no total: {counted(len(left_out), 'day')} ({named}) without a plan of both configurations, as the "
            "records say, or after such a day, which only one of them begins from its plan."
        )
    for config, side in ((one.config, "one"), (one.against, "other")):
        records = [getattr(pair, side) for pair in one.days]
        dropped = [(record.day, line) for record in records for line in record.dropped]
        if dropped:
            day, line = dropped[0]
            sentences.append(
                f"{config}: {counted(len(dropped), 'visit')} could not be held where the day before left them, "
                f"first on {day}: {line}"
            )
    return sentences


def assumptions(comparisons: Sequence[Comparison], known: Circumstances) -> list[str]:
    """Return what the figures rest on, a sentence or two each, or as many lines as an airport says of itself."""
    lines = [
        "All times are the schedules' own, scheduled times: no delay and no change on the day is replayed.",
        "Each day is planned at once, with its whole schedule known, by both configurations; what they do is in "
        "docs/configurations.md.",
        f"A day begins at {known.begins} local time. Visits that began before are held where the same configuration's "
        "plan of the day before left them; one that had no stand then is free, and so are visits yet to begin. On the "
        "first day, and after a day that is missing, all are free.",
        "Each visit counts once, on the day it begins, with its passengers; a tow on the day of the visit it leads to. "
        "What begins before the first day or after the last one counts nowhere.",
        "Gap: the share of the days' objectives together that lies above their proven bounds together, each day given "
        "what the day before left. A bound of a baseline is the floor: every visit at its cheapest stand, nobody in "
        "the way.",
        "Every plan is judged by the checker; one that breaks a rule would not count.",
    ]
    said = ((one.airport, "\n".join(known.descriptions.get(one.airport, ()))) for one in comparisons)
    lines += [f"{airport}, as its airport.toml says: {words}" for airport, words in said if words]
    return [*lines, *known.notes]


def _a_year(one: Comparison) -> str:
    if one.is_full_year:
        return "The days are one full year; nothing is scaled."
    words = _fewer(round(one.fewer_bus_passengers * one.year_factor))
    return (
        f"That is {words} a year if every day were like the mean of these: scaled by 365 / {len(one.counted)}, "
        "for seasons nothing is corrected."
    )


def _unallocated(comparisons: Sequence[Comparison]) -> str:
    """Return the sentence about visits without a stand, whose passengers ride no bus; none where there are none."""
    one, other = (sum(counts) for counts in zip(*(_without_stand(each) for each in comparisons), strict=True))
    if not one and not other:
        return ""
    a, b = comparisons[0].config, comparisons[0].against
    visits = f"{counted(one, 'visit')} with {a} and {counted(other, 'visit')} with {b}"
    return f"Without a stand, and so in no bus: {visits}. "


def _without_stand(one: Comparison) -> tuple[int, int]:
    a, b = one.totals
    return a.counts.unallocated, b.counts.unallocated


def _fewer(count: int) -> str:
    return f"{abs(count):,} {'fewer' if count >= 0 else 'more'}"


def _share(part: int, whole: int) -> str:
    return f" ({100 * abs(part) / whole:.1f} %)" if whole else ""


def _span(first: date, last: date) -> str:
    return f"on {first}" if first == last else f"from {first} to {last}"
