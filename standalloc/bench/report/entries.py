"""The records of a folder by who ran what: labels of configurations, groups that are summed up, runs to pair."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from standalloc.bench.record import RunRecord
from standalloc.check.wording import counted

#: The configuration that others are compared with.
REFERENCE: Final = "default"


class Task(NamedTuple):
    """What two runs must have in common to be compared."""

    suite: str
    problem: str
    seed: int
    time_limit: float
    tier: int


class Group(NamedTuple):
    """Runs that are summed up together."""

    suite: str
    family: str
    time_limit: float
    label: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A record and the label of its configuration, which tells it from every other one in the folder."""

    record: RunRecord
    label: str

    @property
    def task(self) -> Task:
        """What was to be done."""
        record = self.record
        return Task(record.suite, problem_of(record), record.seed, record.time_limit, record.tier)

    @property
    def group(self) -> Group:
        """Where it is summed up."""
        return Group(self.record.suite, self.record.family, self.record.time_limit, self.label)


def problem_of(record: RunRecord) -> str:
    """Return what tells the problem from others: its fingerprint, or its name where its files cannot be read."""
    return record.fingerprint or record.instance


def entries_of(records: Sequence[RunRecord]) -> list[Entry]:
    """Return records with their labels: the configuration's name, and what else it takes to tell two of a name apart.

    Those of the reference come first, then by label; each in the order of their dates.
    """
    cores, hashes = defaultdict[str, set[int]](set), defaultdict[str, set[str]](set)
    for record in records:
        cores[record.config].add(record.workers)
        hashes[record.config].add(record.config_hash)

    def label(record: RunRecord) -> str:
        name = record.config
        more = [counted(record.workers, "worker")] * (len(cores[name]) > 1)
        more += [record.config_hash[:6]] * (len(hashes[name]) > 1)
        return f"{name} ({', '.join(more)})" if more else name

    made = [Entry(record, label(record)) for record in sorted(records, key=lambda record: record.date)]
    return sorted(made, key=lambda entry: (entry.record.config != REFERENCE, entry.label))


def labels_of(entries: Sequence[Entry]) -> tuple[str, ...]:
    """Return the labels, each once, in their order."""
    return tuple(dict.fromkeys(entry.label for entry in entries))


def grouped(entries: Sequence[Entry]) -> Mapping[Group, list[RunRecord]]:
    """Return the records of each group, by suite, family, limit and configuration; families as they first came."""
    first: dict[tuple[str, str], int] = {}
    for entry in sorted(entries, key=lambda entry: (entry.record.date, entry.record.run)):
        first.setdefault((entry.record.suite, entry.record.family), len(first))
    groups = defaultdict[Group, list[RunRecord]](list)
    for entry in sorted(entries, key=lambda one: (first[one.group[:2]], one.record.time_limit)):
        groups[entry.group].append(entry.record)
    return groups


def by_task(entries: Sequence[Entry]) -> Mapping[str, Mapping[Task, RunRecord]]:
    """Return, of each label, the record of each task; the newest where there are several."""
    found: dict[str, dict[Task, RunRecord]] = {label: {} for label in labels_of(entries)}
    for entry in entries:
        found[entry.label][entry.task] = entry.record
    return found
