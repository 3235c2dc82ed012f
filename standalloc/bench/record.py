"""The record of one run: what was solved, with what, and what came out; one JSON file for each.

`docs/benchmarks.md` says what every key means; it is the schema, of which this is version `SCHEMA`.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, Final, Literal, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
    ValidationInfo,
    field_validator,
)

from standalloc.io import write_text
from standalloc.io.words import shown
from standalloc.model import InputError, Problem

#: Version of the schema; a record of another one is refused.
SCHEMA: Final = 1

#: What the statuses mean that are no plan: the search ended without one (`unknown`, `infeasible`), the checker refuses
#: the plan (`refused`), the run raised an exception (`error`), its process was ended from outside (`killed`), or it had
#: to be ended well after its limit (`overdue`).
RunStatus = Literal["optimal", "feasible", "infeasible", "unknown", "refused", "error", "killed", "overdue"]
WITH_PLAN: Final = frozenset({"optimal", "feasible"})


class Part(BaseModel):
    """A part of a record: frozen; unknown keys, and numbers that JSON does not have, are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, allow_inf_nan=False)


AnyPart = TypeVar("AnyPart", bound=Part)
AnyValue = TypeVar("AnyValue")


def _moment(text: str) -> str:
    if datetime.fromisoformat(text).tzinfo is None:
        raise ValueError("the offset from UTC is missing")
    return text


class Moment(Part):
    """What was known at one moment of a solve.

    Attributes:
        seconds: since the run's clock began.
        objective: of the best plan so far; with tiers, of the tier at work.
        bound: best so far; with tiers, of the tier at work.
        stage: what the engine was doing.
        tier: at work, from 1; 0 without tiers.
    """

    seconds: float
    objective: float | None
    bound: float | None
    stage: str = ""
    tier: int = 0


class TermRecord(Part):
    """One term of the objective: how much of it, in its own unit, and what that costs."""

    amount: float
    cost: float


class TierRecord(Part):
    """What is known of one tier."""

    terms: tuple[str, ...]
    objective: float
    bound: float | None
    gap: float | None
    status: Literal["optimal", "feasible", "infeasible", "unknown"]


class FiguresRecord(Part):
    """The figures of a plan, those of `standalloc.model.Figures`."""

    turns: int
    visits: int
    unallocated: int
    bus_passengers: int
    contact_rate: float
    contact_rate_flights: float
    tows: int
    peak_tugs: int
    peak_buses: int
    unused_bridges: int
    missed_transfers: int


class Machine(Part):
    """Where a run ran.

    Attributes:
        system: name and version of the operating system.
        cpu: model of the processor.
        cores: that this process may use.
        memory_mb: of the machine, in megabytes (10^6 bytes).
    """

    system: str
    cpu: str
    cores: int
    memory_mb: int


class RunRecord(Part):
    """Everything about one run.

    What comes of a plan (`objective` to `terms`) is the checker's word on the plan read back, and None where `status`
    is none of `WITH_PLAN`.

    Attributes:
        schema_version: of this record; `schema` in the file.
        run: name of the run and of its files, made of all that tells it from others.
        suite, family, instance: what was solved.
        fingerprint: SHA-256 of the instance's canonical JSON; empty where the instance could not be read.
        config: name of the configuration.
        config_hash: SHA-256 of its keys and values.
        seed, workers: as solved with.
        time_limit: seconds the run might take.
        status: how it ended.
        error: why there is no plan, in words; empty where there is one.
        tier: whose gap counts, from 1; 0 for all of them, or the whole objective where there are no tiers.
        objective, bound, gap, gap_above_floor: of the whole objective.
        tiers: what is known of each tier; none without tiers.
        figures, terms: of the plan.
        seconds: from when the process began until its answer.
        seconds_to_plan, seconds_to_one_percent, seconds_to_optimal: when a plan, a gap of 1 %, and the proof were
            there; None where they never were.
        primal_dual_integral: the integral of the gap that counts over the time limit, in seconds.
        peak_memory_mb: the most that the process and its children together held.
        trace: objective and bound on the way.
        versions: of all that a plan depends on.
        machine: it ran on.
        date: when it ended, ISO 8601 in UTC.
        commit: of the source, where it is a git work tree; else empty.
    """

    schema_version: Literal[1] = Field(alias="schema")
    run: str
    suite: str
    family: str
    instance: str
    fingerprint: str
    config: str
    config_hash: str
    seed: int
    workers: int
    time_limit: float = Field(gt=0)
    status: RunStatus
    error: str
    tier: int = Field(ge=0)
    objective: float | None
    bound: float | None
    gap: float | None
    gap_above_floor: float | None
    tiers: tuple[TierRecord, ...]
    figures: FiguresRecord | None
    terms: Mapping[str, TermRecord]
    seconds: float = Field(ge=0)
    seconds_to_plan: float | None
    seconds_to_one_percent: float | None
    seconds_to_optimal: float | None
    primal_dual_integral: float
    peak_memory_mb: float
    trace: tuple[Moment, ...]
    versions: Mapping[str, str]
    machine: Machine
    date: Annotated[str, AfterValidator(_moment)]
    commit: str

    @field_validator("objective", "figures")
    @classmethod
    def _is_there_with_a_plan(cls, value: AnyValue, info: ValidationInfo) -> AnyValue:
        if value is None and info.data.get("status") in WITH_PLAN:
            raise ValueError(f"a run that is {info.data['status']} has one")
        return value

    @property
    def has_plan(self) -> bool:
        """Whether there is a plan that the checker has passed."""
        return self.status in WITH_PLAN

    @property
    def counted_gap(self) -> float | None:
        """The gap that counts: of the tier, the largest of all tiers, or the whole's; None where one is unknown."""
        if not self.tiers:
            return self.gap
        gaps = [tier.gap for place, tier in enumerate(self.tiers, 1) if self.tier in {0, place}]
        known = [gap for gap in gaps if gap is not None]
        return max(known) if known and len(known) == len(gaps) else None


def write_record(record: Part, path: Path) -> None:
    """Write a record, whole or not at all.

    Raises:
        OSError: it cannot be written.
    """
    write_text(path, json.dumps(record.model_dump(mode="json", by_alias=True), indent=1) + "\n")


def read_record(path: Path) -> RunRecord:
    """Read a record.

    Raises:
        InputError: the file cannot be read or is no record of this schema; it says why and what to do.
    """
    return read_part(path, RunRecord)


def read_part(path: Path, kind: type[AnyPart]) -> AnyPart:
    """Read a record of a kind.

    Raises:
        InputError: the file cannot be read or is no such record of this schema; it says why and what to do.
    """
    try:
        return kind.model_validate(_document(path))
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join("schema" if part == "schema_version" else str(part) for part in first["loc"])
        if not key:
            raise _refused(path, "is no record: its JSON is not an object of keys and values") from None
        is_of_value = first["type"] not in {"missing", "extra_forbidden"}
        why = first["msg"].removeprefix("Value error, ")
        message = f"{key} is not as docs/benchmarks.md has it: {why[:1].lower()}{why[1:]}"
        message += f", not {shown(first['input'])}" if is_of_value else ""
        raise _refused(path, message, key) from None


def read_records(folder: Path) -> list[RunRecord]:
    """Read every record of a folder of results, in the order of their names; none where it holds no results.

    Args:
        folder: that a sweep wrote; the records are in its folder `runs`.

    Raises:
        InputError: with a problem for each file that is no record, or that is named otherwise than its run.
    """
    return read_each(record_paths(folder), _named_by_its_run)


def read_each(paths: Iterable[Path], read: Callable[[Path], AnyPart]) -> list[AnyPart]:
    """Read files of records, in order.

    Raises:
        InputError: with a problem for each file that is no record.
    """
    records, problems = [], list[Problem]()
    for path in paths:
        try:
            records.append(read(path))
        except InputError as error:
            problems.extend(error.problems)
    if problems:
        raise InputError(problems)
    return records


def record_paths(folder: Path) -> list[Path]:
    """Return the paths of the records in a folder of results, in order; unfinished files are left out."""
    return sorted(_named(folder / "runs"))


def plan_path(folder: Path, run: str) -> Path:
    """Return where the plan of a run is, a CSV as `standalloc.write_plan` writes it; it is there only with a plan."""
    return folder / "plans" / f"{run}.csv"


def _named(folder: Path) -> Iterator[Path]:
    return (path for path in folder.glob("*.json") if not path.name.startswith("."))


def _named_by_its_run(path: Path) -> RunRecord:
    """Read a record; a copy under another name would count twice."""
    record = read_record(path)
    if record.run != path.stem:
        message = f"run is {shown(record.run)}, but the file's name is that of another run"
        fix = f"name it {record.run}.json, or delete it where that file is there"
        raise InputError([Problem("bad_record", message, fix=fix, column="run", file=str(path))])
    return record


def _document(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise _refused(path, f"cannot be read: {error.strerror}") from None
    except json.JSONDecodeError as error:
        raise _refused(path, f"is not JSON: {error}") from None
    except (ValueError, RecursionError):
        raise _refused(path, "is not JSON") from None


def _refused(path: Path, message: str, key: str = "") -> InputError:
    fix = "delete the file; the same command then does the run again"
    return InputError([Problem("bad_record", message, fix=fix, column=key or None, file=str(path))])
