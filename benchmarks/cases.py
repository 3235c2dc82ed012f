"""What is measured, as data: days, time limits, configurations, and what each family of cases must show."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Protocol

from standalloc.io import write_text
from standalloc.io.foreign import Imported
from standalloc.io.generate import hub_day
from standalloc.io.huawei_cup import read_huawei_cup
from standalloc.io.svo import read_svo

NEW_YORK = Path(__file__).parents[1] / "instances" / "nyc2013"
BASELINES = ("fcfs", "cpsat-plain", "highs-plain")
BASELINE_S = 60
SHEREMETYEVO, HUAWEI = "svo-2021", "huawei-cup-2018f"


class Source(Protocol):
    """What writes an airport and its day into a folder."""

    def write(self, folder: Path) -> None: ...


@dataclass(frozen=True, slots=True)
class Packaged:
    """A folder of instances that is there already."""

    folder: Path

    def write(self, folder: Path) -> None:
        raise NotImplementedError(f"{self.folder} is read where it is")


@dataclass(frozen=True, slots=True)
class HubDay:
    """A made-up hub's day; see `hub_day`."""

    turns: int
    contact: int
    remote: int
    mars: int
    seed: int = 1
    days: int = 1
    rules: bool = False

    def write(self, folder: Path) -> None:
        hub_day(folder, **asdict(self))


@dataclass(frozen=True, slots=True)
class Sheremetyevo:
    """The public day of the Sheremetyevo case, from its own files."""

    folder: Path

    def write(self, folder: Path) -> None:
        _write(read_svo(self.folder), folder)


@dataclass(frozen=True, slots=True)
class HuaweiCup:
    """Question 1 of the 2018 Huawei Cup, from its own files."""

    folder: Path

    def write(self, folder: Path) -> None:
        _write(read_huawei_cup(self.folder, 1), folder)


def _write(imported: Imported, folder: Path) -> None:
    for name, text in imported.files.items():
        write_text(folder / name, text)


@dataclass(frozen=True, slots=True)
class Target:
    """What a family must show: figures of `report.figures` with the most they may be; the aim is words."""

    at_most: tuple[tuple[str, float], ...] = ()
    aim: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """One solve.

    Attributes:
        family: of cases that are summed up in one row.
        day: name of the day, with its seed.
        source: of the day.
        limit: seconds from reading to the answer.
        config: of the engine.
        schedule: day of the schedule, where the airport has several.
        tier: whose gap counts, from 1; 0 counts the whole objective's.
    """

    family: str
    day: str
    source: Source
    limit: float
    config: str = "default"
    schedule: str | None = None
    tier: int = 0

    @property
    def name(self) -> str:
        """Name of the run and of its file of results."""
        return f"{self.day}-{self.limit:g}s" + ("" if self.config == "default" else f"-{self.config}")


TARGETS = {
    "hub260, 30 s": Target((("median gap", 0.003), ("worst gap", 0.015)), "all proven"),
    "hub260, 300 s": Target((("unproven", 1),), "all proven within 30 s"),
    "hub520, 60 s": Target((("median gap", 0.01), ("worst gap", 0.02)), "0.5 % on all"),
    "hub520, 600 s": Target((("median gap", 0.005), ("worst gap", 0.012)), "0.2 % on all"),
    "hub520 congested, 60 s": Target((("worst gap", 0.015),), "0.5 %"),
    "hub1040, 300 s": Target((("worst gap", 0.02), ("peak MB", 3000)), "1 % at 120 s"),
    "hub2080, 600 s": Target((("without bound", 0), ("worst seconds", 601), ("peak MB", 6000)), "3 %"),
    "hub520 week, 1200 s": Target((("worst gap", 0.03),), "1 %"),
    "hub520 rules, 120 s": Target((("worst gap", 0.03),), "1 %, of the passenger tier"),
    "Sheremetyevo, 60 s": Target((("worst gap", 0.0002),), "proven optimal"),
    "Huawei Cup question 1, 5 s": Target((("unproven", 0),), "2 s"),
    "JFK, 20 s": Target((("unproven", 0), ("median seconds", 5)), "2 s"),
    "LGA, 20 s": Target((("unproven", 0), ("median seconds", 5)), "2 s"),
    "EWR, 20 s": Target((("unproven", 0), ("median seconds", 5)), "2 s"),
}


def hub130(seed: int) -> HubDay:
    return HubDay(130, 20, 35, 2, seed)


def hub260(seed: int) -> HubDay:
    return HubDay(260, 40, 70, 4, seed)


def hub520(seed: int, *, contact: int = 62, days: int = 1, rules: bool = False) -> HubDay:
    return HubDay(520, contact, 130, 8, seed, days, rules)


def hub1040(seed: int) -> HubDay:
    return HubDay(1040, 124, 260, 16, seed)


def hub2080(seed: int) -> HubDay:
    return HubDay(2080, 248, 520, 32, seed)


def all_cases(data: Path) -> list[Case]:
    """Return every case of which the data are there.

    Args:
        data: folder of the foreign cases' own files.
    """
    return [*_hubs(), *_baselines(), *_new_york(), *_foreign(data)]


def _hubs() -> Iterator[Case]:
    for limit in (30, 300):
        yield from (Case(f"hub260, {limit} s", f"hub260-{seed}", hub260(seed), limit) for seed in range(1, 6))
    for limit in (60, 600):
        yield from (Case(f"hub520, {limit} s", f"hub520-{seed}", hub520(seed), limit) for seed in range(1, 6))
    for seed in range(1, 4):
        yield Case("hub520 congested, 60 s", f"hub520c-{seed}", hub520(seed, contact=40), 60)
    yield Case("hub1040, 300 s", "hub1040-1", hub1040(1), 300)
    yield Case("hub2080, 600 s", "hub2080-1", hub2080(1), 600)
    yield Case("hub520 week, 1200 s", "hub520w-1", hub520(1, days=7), 1200)
    yield Case("hub520 rules, 120 s", "hub520r-1", hub520(1, rules=True), 120, tier=2)


def _baselines() -> Iterator[Case]:
    for config in BASELINES:
        for name, hub in (("hub260", hub260), ("hub520", hub520)):
            for seed in (1, 2):
                yield Case(f"{name} by {config}", f"{name}-{seed}", hub(seed), BASELINE_S, config)


def _new_york() -> Iterator[Case]:
    for airport in ("JFK", "LGA", "EWR"):
        folder = NEW_YORK / airport.lower()
        for day in sorted(path.stem for path in folder.glob("2013-07-*.csv")):
            yield Case(f"{airport}, 20 s", f"{airport.lower()}-{day}", Packaged(folder), 20, schedule=day)


def _foreign(data: Path) -> Iterator[Case]:
    if (folder := data / SHEREMETYEVO).is_dir():
        yield Case("Sheremetyevo, 60 s", "svo", Sheremetyevo(folder), 60)
    if (folder := data / HUAWEI).is_dir():
        yield Case("Huawei Cup question 1, 5 s", "huawei", HuaweiCup(folder), 5)
