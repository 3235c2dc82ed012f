"""The suites, as data: instances by family, each with its time limit and configurations."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from standalloc.bench.atlanta import CONCOURSE, Atlanta, days_of_atlanta
from standalloc.bench.sources import (
    DEMO,
    INSTANCES,
    Folder,
    HuaweiCup,
    HubDay,
    NewYorkDay,
    Sheremetyevo,
    Source,
)

#: Seconds for an instance that names none.
TIME_LIMIT_S: Final = 60.0
BASELINES: Final = ("fcfs", "cpsat-plain", "highs-plain")
AIRPORTS: Final = ("JFK", "LGA", "EWR")


@dataclass(frozen=True, slots=True)
class Case:
    """An instance of a suite and how it is solved there.

    Attributes:
        family: of instances that are summed up together.
        instance: its name.
        source: it comes from.
        time_limit: seconds.
        configs: names of the configurations, where the user names none.
        tier: whose gap counts, from 1; 0 takes all, or the whole objective where there are no tiers.
    """

    family: str
    instance: str
    source: Source
    time_limit: float = TIME_LIMIT_S
    configs: tuple[str, ...] = ("default",)
    tier: int = 0


@dataclass(frozen=True, slots=True)
class Suite:
    """A named set of cases.

    Attributes:
        name: of the suite.
        about: what it is for, in a line.
        cases: gives them, for a folder of data that the user names, or None.
        needs_data: whether it can do nothing without.
    """

    name: str
    about: str
    cases: Callable[[Path | None], list[Case]]
    needs_data: bool = False

    @property
    def instances(self) -> int:
        """How many instances it has without a folder of data; 0 where the data alone tell."""
        return len({case.instance for case in self.cases(None)})

    @property
    def runs(self) -> int:
        """How many runs these make with their own configurations and one seed."""
        return sum(len(case.configs) for case in self.cases(None))


def hub(turns: int, seed: int = 1, *, contact: int | None = None, days: int = 1, rules: bool = False) -> HubDay:
    """Return a made-up hub's day of one of the sizes of `SIZES`; `contact` stands may be fewer than usual."""
    usual, remote, mars = SIZES[turns]
    return HubDay(turns, usual if contact is None else contact, remote, mars, seed, days, rules)


#: By the turns of a day: contact stands, remote stands, MARS positions. `instances/hub` has seed 1 of the first three.
SIZES: Final[Mapping[int, tuple[int, int, int]]] = {
    130: (20, 40, 2),
    260: (40, 70, 4),
    520: (62, 130, 8),
    1040: (124, 260, 16),
    2080: (248, 520, 32),
}
#: Seconds for the days of growth.
_GROWTH_S: Final = {130: 60.0, 260: 300.0, 520: 600.0, 1040: 300.0, 2080: 600.0}
_TINY: Final = ("exclusion", "night-stop", "overlap", "tiers", "tow_capacity")


def _smoke(_data: Path | None) -> list[Case]:
    both = ("fcfs", "default")
    tiny = (Folder(INSTANCES / "tiny" / name, "2030-06-01.csv") for name in _TINY)
    return [
        *(Case("tiny", f"tiny-{name}", source, 2, both) for name, source in zip(_TINY, tiny, strict=True)),
        Case("hub130", "hub130-1", hub(130), 10, both),
        Case("JFK", "jfk-2013-07-11", Folder(DEMO / "jfk", "2013-07-11.csv"), 15, both),
    ]


def _nyc2013(_data: Path | None) -> list[Case]:
    return [case for airport in AIRPORTS for case in _new_york(airport, date(2013, 1, 1), date(2013, 12, 31))]


def _hub(_data: Path | None) -> list[Case]:
    return [Case(f"hub{turns}", f"hub{turns}-1", hub(turns), _GROWTH_S[turns]) for turns in SIZES]


def _classic(data: Path | None) -> list[Case]:
    return [
        *(
            Case(f"Huawei Cup question {question}", f"huawei-{question}", HuaweiCup(data, question))
            for question in (1, 2, 3)
        ),
        Case("Sheremetyevo", "svo", Sheremetyevo(data)),
    ]


def _real_layouts(data: Path | None) -> list[Case]:
    """Return a case for each day in the data; none where the user names no folder of them."""
    if data is None:
        return []
    families = {"Atlanta": "", f"Atlanta, concourse {CONCOURSE} alone": CONCOURSE}
    return [
        Case(family, f"atl{concourse.lower()}-{Path(name).stem}", Atlanta(data, name, concourse))
        for family, concourse in families.items()
        for name in days_of_atlanta(data)
    ]


def _engine(data: Path | None) -> list[Case]:
    """Return the days that the tables of docs/engine.md are made of; the published cases only where there are data."""
    return [*_hubs(), *_baselines(), *_july(), *([] if data is None else _published(data))]


def _hubs() -> Iterator[Case]:
    for turns, limits in ((260, (30, 300)), (520, (60, 600))):
        for limit in limits:
            for seed in range(1, 6):
                yield Case(f"hub{turns}, {limit} s", f"hub{turns}-{seed}", hub(turns, seed), limit)
    for seed in range(1, 4):
        yield Case("hub520 congested, 60 s", f"hub520c-{seed}", hub(520, seed, contact=40), 60)
    yield Case("hub1040, 300 s", "hub1040-1", hub(1040), 300)
    yield Case("hub2080, 600 s", "hub2080-1", hub(2080), 600)
    yield Case("hub520 week, 1200 s", "hub520w-1", hub(520, days=7), 1200)
    yield Case("hub520 rules, 120 s", "hub520r-1", hub(520, rules=True), 120, tier=2)


def _baselines() -> Iterator[Case]:
    for config in BASELINES:
        for turns in (260, 520):
            for seed in (1, 2):
                yield Case(f"hub{turns} by {config}", f"hub{turns}-{seed}", hub(turns, seed), 60, (config,))


def _july() -> Iterator[Case]:
    for airport in AIRPORTS:
        yield from _new_york(airport, date(2013, 7, 1), date(2013, 7, 31), 20)


def _published(data: Path) -> Iterator[Case]:
    yield Case("Sheremetyevo, 60 s", "svo", Sheremetyevo(data), 60)
    yield Case("Huawei Cup question 1, 5 s", "huawei-1", HuaweiCup(data, 1), 5)


def _new_york(airport: str, first: date, last: date, limit: float = TIME_LIMIT_S) -> Iterator[Case]:
    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        yield Case(airport, f"{airport.lower()}-{day}", NewYorkDay(airport, day), limit)


SUITES: Final[Mapping[str, Suite]] = {
    suite.name: suite
    for suite in (
        Suite(
            "smoke", "whether everything works: tiny days, a small hub and a day of New York; under two minutes", _smoke
        ),
        Suite("nyc2013", "real demand: every day of 2013 at JFK, LGA and EWR", _nyc2013),
        Suite("hub", "growth: a made-up hub of 130 to 2,080 turns", _hub),
        Suite("classic", "published cases: the 2018 Huawei Cup and Sheremetyevo", _classic, needs_data=True),
        Suite("real-layouts", "turns of BTS at Atlanta on its stands in X-Plane", _real_layouts, needs_data=True),
        Suite("engine", "the tables of docs/engine.md, baselines included; its published cases with --data", _engine),
    )
}
