"""Best known plans and bounds of the public instances: a JSON record and a plan's CSV for each, beside the instances.

`docs/benchmarks.md` says what every key means; it is the schema, of which this is version `SCHEMA`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final, Literal

from pydantic import Field

from standalloc.bench.record import Machine, Part, RunRecord, read_each, read_part, write_record
from standalloc.bench.sources import INSTANCES
from standalloc.io import write_text
from standalloc.io.text_files import csv_text
from standalloc.model import InputError, Instance, Plan

#: Version of the schema; a record of another one is refused.
SCHEMA: Final = 1
#: The records that come with the project's source, in a folder for each family.
RECORDS: Final = INSTANCES / "records"
#: What a stored plan says; the rest of a plan's columns follows from the instance.
COLUMNS: Final = ("turn", "visit", "stand")
#: What is said of a record whose fingerprint is not that of the instance's files.
OUTDATED: Final = (
    "the fingerprint is not that of the instance's files, which have changed: delete the record and its plan, and "
    "update from a new sweep"
)

#: How far, as a share, two numbers may lie apart that ought to be the same.
_TOLERANCE: Final = 1e-6


class Origin(Part):
    """The run that something comes from; the keys are those of its record."""

    run: str
    config: str
    config_hash: str
    seed: int
    workers: int
    time_limit: float
    seconds: float
    versions: Mapping[str, str]
    machine: Machine
    date: str
    commit: str

    @classmethod
    def of(cls, record: RunRecord) -> "Origin":
        """Return the origin of what a run found."""
        return cls(**{key: getattr(record, key) for key in cls.model_fields})


class KnownPlan(Part):
    """What a plan costs by the checker.

    Attributes:
        objective: the cost of all terms.
        tiers: the cost of each tier, in order; none without tiers.
        origin: the run that found it.
    """

    objective: float
    tiers: tuple[float, ...]
    origin: Origin

    @property
    def costs(self) -> tuple[float, ...]:
        """What counts, the first cost first: that of each tier, or the whole objective's where there are no tiers."""
        return self.tiers or (self.objective,)


class KnownBound(Part):
    """A proven bound of one tier, or of the whole objective where there are no tiers.

    Attributes:
        tier: from 1; 0 without tiers.
        bound: no plan costs less that keeps each tier before at `held` or below.
        held: the most that each tier before may cost.
        origin: the run that proved it.
    """

    tier: int = Field(ge=0)
    bound: float
    held: tuple[float, ...]
    origin: Origin

    @property
    def place(self) -> int:
        """The place of its tier among the costs of a plan, from 0."""
        return max(0, self.tier - 1)

    def holds_for(self, costs: Sequence[float]) -> bool:
        """Say whether it is a bound for plans that keep the tiers before as low as these costs."""
        return not any(is_less(most, cost) for most, cost in zip(self.held, costs, strict=False))


class BestKnown(Part):
    """What is known of a public instance.

    Attributes:
        schema_version: of this record; `schema` in the file.
        family: of the instance, which names the folder.
        instance: its name, which names the files.
        fingerprint: SHA-256 of the instance's canonical JSON.
        plan: the best one.
        bounds: the highest one of each tier that one is known of.
    """

    schema_version: Literal[1] = Field(alias="schema")
    family: str
    instance: str
    fingerprint: str
    plan: KnownPlan
    bounds: tuple[KnownBound, ...]

    def bound_of(self, place: int) -> KnownBound | None:
        """Return the bound of the cost at a place from 0; None where none is known."""
        return next((bound for bound in self.bounds if bound.place == place), None)


def is_less(one: float, other: float) -> bool:
    """Say whether a number is less than another by more than decimals can go astray."""
    return one < other - _TOLERANCE * max(1.0, abs(other))


def record_path(folder: Path, family: str, instance: str) -> Path:
    """Return where the record of an instance is; its plan is beside it, with the suffix `.csv`."""
    return folder / family / f"{instance}.json"


def record_files(folder: Path) -> Iterable[Path]:
    """Return the paths of all records, in order; unfinished files are left out."""
    paths = (path for path in folder.glob("*/*.json") if not path.name.startswith("."))
    return sorted(paths, key=lambda path: (path.parent.name, path.stem))


def read_best_known(path: Path) -> BestKnown:
    """Read what is known of an instance.

    Raises:
        InputError: the file cannot be read or is no record of this schema; it says why and what to do.
    """
    try:
        return read_part(path, BestKnown)
    except InputError as error:
        fix = "restore the file, or delete it and its plan and update from a sweep"
        raise InputError([replace(problem, fix=fix) for problem in error.problems]) from None


def read_all(folder: Path) -> list[BestKnown]:
    """Read all records, in the order of their names.

    Raises:
        InputError: with a problem for each file that is no record.
    """
    return read_each(record_files(folder), read_best_known)


def write_best_known(known: BestKnown, folder: Path, plan: str | None = None) -> None:
    """Write what is known of an instance: each file whole or not at all.

    The plan comes first. Should the power fail between the two, the record still speaks of the plan before: the check
    says so, and the same update again mends it.

    Args:
        known: to write.
        folder: of the records.
        plan: text of the plan's CSV; None where it is the one that is stored.

    Raises:
        OSError: a file cannot be written.
    """
    path = record_path(folder, known.family, known.instance)
    if plan is not None:
        write_text(path.with_suffix(".csv"), plan)
    write_record(known, path)


def plan_text(plan: Plan, instance: Instance) -> str:
    """Return the CSV of a plan as it is stored: the stand of each visit, empty where it has none."""
    rows = ((visit.turn, visit.part, plan.stands.get(visit.key, "")) for visit in instance.visits)
    return csv_text(COLUMNS, rows)
