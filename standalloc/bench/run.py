"""One run of a sweep, as data: an instance, a configuration, a seed, and how long on how many cores."""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from standalloc.io import inspect
from standalloc.io.folder import AIRPORT_FILE, TABLE_FILES
from standalloc.model import InputError, Instance


@dataclass(frozen=True, slots=True)
class Configuration:
    """A configuration of the engine, with all its keys, so that no file is needed where the run runs.

    Attributes:
        values: every key with its value; `name` is one of them.
    """

    values: Mapping[str, Any]

    @property
    def name(self) -> str:
        """Name of the configuration."""
        return str(self.values["name"])

    @property
    def hash(self) -> str:
        """SHA-256 of the values, the name left out: another name alone makes no other configuration."""
        return digest({key: value for key, value in self.values.items() if key != "name"})

    def toml(self) -> str:
        """Return the configuration as the text of a TOML file, each of whose values JSON writes the same."""
        return "".join(f"{key} = {json.dumps(value)}\n" for key, value in self.values.items())


@dataclass(frozen=True, slots=True)
class Day:
    """An airport's folder and one of its schedules, or an instance JSON.

    Attributes:
        folder: of the airport, or an instance JSON that holds everything.
        schedule: name of the schedule's CSV in it; None with an instance JSON.
    """

    folder: Path
    schedule: str | None

    @property
    def files(self) -> dict[str, bytes]:
        """Content of the files that the instance is read from, by their names.

        Raises:
            OSError: the schedule cannot be read.
        """
        if self.schedule is None:
            return {self.folder.name: self.folder.read_bytes()}
        names = [name for name in (AIRPORT_FILE, *TABLE_FILES) if (self.folder / name).is_file()]
        return {name: (self.folder / name).read_bytes() for name in (*names, self.schedule)}

    @property
    def hash(self) -> str:
        """SHA-256 of the files that the instance is read from.

        Raises:
            OSError: the schedule cannot be read.
        """
        hashes = [(name, hashlib.sha256(content).hexdigest()) for name, content in self.files.items()]
        return hashes[0][1] if self.schedule is None else digest(hashes)

    def instance(self) -> Instance:
        """Return the instance; its warnings are left to `standalloc validate`, or each run would repeat them.

        Raises:
            InputError: with every problem found.
        """
        instance, problems = inspect(self.folder, self.schedule)
        if instance is None:
            raise InputError(problems)
        return instance


@dataclass(frozen=True, slots=True)
class Run:
    """One solve.

    Attributes:
        suite: it belongs to.
        family: of instances that are summed up together.
        instance: name of the instance.
        day: the files of the instance.
        day_hash: of these files when the sweep began.
        configuration: of the engine.
        seed: of everything random.
        workers: cores it may use.
        time_limit: seconds.
        tier: whose gap counts, from 1; 0 takes all of them, or the whole objective where there are no tiers.
    """

    suite: str
    family: str
    instance: str
    day: Day
    day_hash: str
    configuration: Configuration
    seed: int
    workers: int
    time_limit: float
    tier: int = 0

    @property
    def name(self) -> str:
        """Name of the run: what a person looks for, and a hash of all that tells it from other runs."""
        parts = (
            *(self.suite, self.instance, self.day_hash, self.configuration.name, self.configuration.hash),
            *(self.seed, self.workers, self.time_limit, self.tier),
        )
        words = f"{self.instance}-{self.configuration.name}-{self.time_limit:g}s-seed{self.seed}-{digest(parts)[:10]}"
        return re.sub(r"[^\w.-]+", "_", words)


def digest(value: Any) -> str:
    """Return the SHA-256 of a value's canonical JSON: keys in order, no spaces, ASCII."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()
