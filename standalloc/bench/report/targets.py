"""What each family of the suite `engine` must show, as data, and whether it does."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import inf
from pathlib import Path
from types import MappingProxyType
from typing import Final

from standalloc.bench.record import RunRecord
from standalloc.bench.report.entries import REFERENCE, Entry
from standalloc.bench.report.statistics import median
from standalloc.bench.suites import SUITES, Case
from standalloc.bench.table import Table
from standalloc.bench.wording import number, percent, seconds, with_limit

SUITE: Final = "engine"


@dataclass(frozen=True, slots=True)
class Target:
    """What a family must show.

    Attributes:
        at_most: figures, by their names in `FIGURES`, with the most they may be.
        aim: what it should show, in words.
    """

    at_most: Mapping[str, float]
    aim: str


#: By family of the suite, for its own time limits and the default configuration.
TARGETS: Final[Mapping[str, Target]] = MappingProxyType(
    {
        "hub260, 30 s": Target({"median gap": 0.003, "worst gap": 0.015}, "all proven"),
        "hub260, 300 s": Target({"unproven": 1}, "all proven within 30 s"),
        "hub520, 60 s": Target({"median gap": 0.01, "worst gap": 0.02}, "0.5 % on all"),
        "hub520, 600 s": Target({"median gap": 0.005, "worst gap": 0.012}, "0.2 % on all"),
        "hub520 congested, 60 s": Target({"worst gap": 0.015}, "0.5 %"),
        "hub1040, 300 s": Target({"worst gap": 0.02, "peak MB": 3000}, "1 % at 120 s"),
        "hub2080, 600 s": Target({"without bound": 0, "worst seconds": 601, "peak MB": 6000}, "3 %"),
        "hub520 week, 1200 s": Target({"worst gap": 0.03}, "1 %"),
        "hub520 rules, 120 s": Target({"worst gap": 0.03}, "1 %, of the passenger tier"),
        "Sheremetyevo, 60 s": Target({"worst gap": 0.0002}, "proven optimal"),
        "Huawei Cup question 1, 5 s": Target({"unproven": 0}, "2 s"),
        "JFK": Target({"unproven": 0, "median seconds": 5}, "2 s"),
        "LGA": Target({"unproven": 0, "median seconds": 5}, "2 s"),
        "EWR": Target({"unproven": 0, "median seconds": 5}, "2 s"),
    }
)

_Runs = Sequence[RunRecord]


def _gaps(runs: _Runs) -> list[float]:
    return [inf if run.counted_gap is None else run.counted_gap for run in runs]


def _above_floor(runs: _Runs) -> list[float]:
    return [inf if run.gap_above_floor is None else run.gap_above_floor for run in runs]


#: Figures of a family; what is not known is infinite.
FIGURES: Final[Mapping[str, tuple[Callable[[_Runs], float], Callable[[float], str]]]] = MappingProxyType(
    {
        "unproven": (lambda runs: sum(run.status != "optimal" for run in runs), number),
        "without bound": (lambda runs: sum(share == inf for share in _gaps(runs)), number),
        "median gap": (lambda runs: median(_gaps(runs)), percent),
        "worst gap": (lambda runs: max(_gaps(runs)), percent),
        "median above floor": (lambda runs: median(_above_floor(runs)), percent),
        "worst above floor": (lambda runs: max(_above_floor(runs)), percent),
        "median seconds": (lambda runs: median([run.seconds for run in runs]), seconds),
        "worst seconds": (lambda runs: max(run.seconds for run in runs), seconds),
        "peak MB": (lambda runs: max(run.peak_memory_mb for run in runs), number),
    }
)
_SHOWN: Final = tuple(name for name in FIGURES if name != "without bound")
_NOTE: Final = (
    "Runs of the default configuration with the suite's own limits. A family is judged once all of its runs are there."
)


@dataclass(frozen=True, slots=True)
class Family:
    """A family of the suite and what ran of it.

    Attributes:
        name: of the family.
        time_limit: of the suite, in seconds.
        runs: of the default configuration, one for each instance, with the suite's limit.
        asked: how many the suite has.
    """

    name: str
    time_limit: float
    runs: tuple[RunRecord, ...]
    asked: int

    @property
    def title(self) -> str:
        """Its name with its limit."""
        return with_limit(self.name, self.time_limit)

    @property
    def is_kept(self) -> bool | None:
        """Whether it shows what it must; None while runs are missing or where nothing is asked."""
        target = TARGETS.get(self.name)
        if target is None or len(self.runs) < self.asked:
            return None
        return all(FIGURES[figure][0](self.runs) <= most for figure, most in target.at_most.items())


def families_of(entries: Sequence[Entry]) -> list[Family]:
    """Return the families of the suite that have runs of the default configuration, in the suite's order."""
    cases = [case for case in SUITES[SUITE].cases(Path()) if REFERENCE in case.configs]
    families = defaultdict[str, list[Case]](list)
    for case in cases:
        families[case.family].append(case)
    found = [
        Family(name, asked[0].time_limit, tuple(_runs_of(asked, entries)), len(asked))
        for name, asked in families.items()
    ]
    return [family for family in found if family.runs]


def target_table(families: Sequence[Family]) -> Table | None:
    """Return what families must show beside what they do; None without any."""
    columns = ("family", "runs", *_SHOWN, "must show", "kept", "aim")
    rows = tuple(_row(family) for family in families)
    words = frozenset({"family", "must show", "kept", "aim"})
    return Table("What the engine must show", columns, rows, words, _NOTE) if rows else None


def _runs_of(cases: Sequence[Case], entries: Sequence[Entry]) -> Iterator[RunRecord]:
    """Yield the newest run of each case, that with the first seed where there are several."""
    wanted = {(case.family, case.instance, case.time_limit) for case in cases}
    found: dict[str, RunRecord] = {}
    for record in sorted((entry.record for entry in entries), key=lambda one: (-one.seed, one.date)):
        is_wanted = (record.family, record.instance, record.time_limit) in wanted
        if is_wanted and record.suite == SUITE and record.config == REFERENCE:
            found[record.instance] = record
    yield from (found[case.instance] for case in cases if case.instance in found)


def _row(family: Family) -> tuple[str, ...]:
    target = TARGETS.get(family.name, Target({}, ""))
    kept = {True: "yes", False: "no", None: "-"}[family.is_kept]
    return (
        family.title,
        f"{len(family.runs)} of {family.asked}",
        *(FIGURES[name][1](FIGURES[name][0](family.runs)) for name in _SHOWN),
        "; ".join(f"{name} at most {FIGURES[name][1](most)}" for name, most in target.at_most.items()) or "-",
        kept,
        target.aim or "-",
    )
