"""The sentences a report begins with."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from standalloc.bench.record import RunRecord
from standalloc.bench.report.entries import Entry, labels_of, problem_of
from standalloc.bench.report.measures import COURSE_MEASURES
from standalloc.bench.report.pairs import Contest
from standalloc.bench.report.ratios import geometric_mean, ratios_of
from standalloc.bench.report.statistics import median
from standalloc.bench.report.targets import Family
from standalloc.bench.wording import limit, listed, percent, probability, ratio
from standalloc.check.wording import counted

#: Contests whose sign test is below are worth a sentence.
_WORTH_SAYING = 0.05


def summary_of(entries: Sequence[Entry], contests: Iterable[Contest], families: Sequence[Family]) -> Iterator[str]:
    """Yield what ran, how it ended, what each configuration reached, and what differs by more than chance."""
    yield _what_ran(entries)
    yield _how_it_ended([entry.record for entry in entries])
    for label in labels_of(entries):
        yield _reached(label, [entry.record for entry in entries if entry.label == label])
    yield from _baselines(entries)
    yield from (_said(contest) for contest in contests if contest.test.p < _WORTH_SAYING)
    yield from _targets(families)


def _what_ran(entries: Sequence[Entry]) -> str:
    records = [entry.record for entry in entries]
    suites = list(dict.fromkeys(record.suite for record in records))
    limits = sorted({record.time_limit for record in records})
    instances = len({problem_of(record) for record in records})
    dates = sorted(record.date[:10] for record in records)
    days = f"on {dates[0]}" if dates[0] == dates[-1] else f"from {dates[0]} to {dates[-1]}"
    return (
        f"{counted(len(records), 'run')} of {_suites(suites)}: {counted(instances, 'instance')}, "
        f"{counted(len(labels_of(entries)), 'configuration')} ({listed(labels_of(entries))}), "
        f"{'limit' if len(limits) == 1 else 'limits'} of {_span([limit(one) for one in limits])}, {days}."
    )


def _how_it_ended(records: Sequence[RunRecord]) -> str:
    plans, proven = sum(record.has_plan for record in records), sum(record.status == "optimal" for record in records)
    ended = Counter(record.status for record in records if not record.has_plan)
    failed = listed([f"{count:,} {status}" for status, count in ended.most_common()]) if ended else ""
    return (
        f"{plans:,} of {len(records):,} ended with a plan that the checker passed, {proven:,} of them proven optimal; "
        + (f"the others failed ({failed}) and are listed below." if failed else "none failed.")
    )


def _reached(label: str, records: Sequence[RunRecord]) -> str:
    gap = median([1.0 if record.counted_gap is None else record.counted_gap for record in records])
    times = [record.seconds_to_one_percent for record in records]
    reached = sum(time is not None for time in times)
    to_one_percent = COURSE_MEASURES[1].median(records)
    when = f", the median run after {to_one_percent} s" if 2 * reached > len(records) else ""
    return (
        f"{label}: a median gap of {percent(gap)}; within 1 % in {reached:,} of {counted(len(records), 'run')}{when}; "
        f"optimal in {sum(record.status == 'optimal' for record in records):,}."
    )


def _baselines(entries: Sequence[Entry]) -> Iterator[str]:
    found = ratios_of(entries)
    for label in dict.fromkeys(label for _, _, label in found):
        own = [ratios for (_, _, name), ratios in found.items() if name == label]
        costs = list(chain.from_iterable(ratios.objectives for ratios in own))
        buses = list(chain.from_iterable(ratios.bus_passengers for ratios in own))
        missing = sum(ratios.without_plan for ratios in own)
        cost = f"its plans cost {ratio(geometric_mean(costs))} times as much as the default's" if costs else ""
        riders = f"with {ratio(geometric_mean(buses))} times the bus passengers" if buses else ""
        none = f"no plan in {missing:,}" if missing else ""
        said = "; ".join(filter(None, (" ".join(filter(None, (cost, riders))), none)))
        yield f"Baseline {label}: {said} (geometric means, {counted(sum(ratios.pairs for ratios in own), 'pair')})."


def _said(contest: Contest) -> str:
    test = contest.test
    better, worse = (contest.first, contest.second) if test.below > test.above else (contest.second, contest.first)
    most, fewest = max(test.below, test.above), min(test.below, test.above)
    return (
        f"By {contest.measure}, {better} is better than {worse} in {most:,} of {contest.pairs:,} pairs and worse in "
        f"{fewest:,} (sign test, p {_equals(probability(test.p))})."
    )


def _targets(families: Sequence[Family]) -> Iterator[str]:
    judged = [family for family in families if family.is_kept is not None]
    if judged:
        missed = [family.title for family in judged if not family.is_kept]
        names = f". These do not: {'; '.join(missed)}" if missed else ""
        kept = f"{len(judged) - len(missed)} of {len(judged)}"
        yield f"{kept} families of the suite engine that are complete show what they must{names}."


def _equals(text: str) -> str:
    return text if text.startswith("<") else f"= {text}"


def _suites(names: Sequence[str]) -> str:
    return f"{'suite' if len(names) == 1 else 'suites'} {listed(names)}"


def _span(limits: Sequence[str]) -> str:
    return limits[0] if len(limits) == 1 else f"{limits[0]} to {limits[-1]}"
