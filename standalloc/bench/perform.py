"""Performs one run from end to end: a process solves, the checker judges, a record is made, whatever happens."""

import threading
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any, Final

from standalloc.bench.anytime import course_of
from standalloc.bench.judging import RefusedError, judged
from standalloc.bench.machine import commit, machine
from standalloc.bench.process import CancelledError, Ended, run_process
from standalloc.bench.record import SCHEMA, WITH_PLAN, FiguresRecord, Moment, RunRecord, RunStatus, TermRecord
from standalloc.bench.run import Run, digest
from standalloc.io import instance_document
from standalloc.model import Instance, Judgement
from standalloc.solve import versions

#: A run that has not ended by itself this many seconds after its limit is ended.
PATIENCE_S: Final = 120.0
_NOTHING: Final = Ended(code=None, seconds=0.0, peak_memory_mb=0.0, trace=(), result=None, error="", plan=None)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run leaves.

    Attributes:
        record: of the run.
        plan: text of the plan's CSV, refused ones included; None without one.
    """

    record: RunRecord
    plan: str | None


@dataclass(slots=True)
class _Findings:
    """What is known of a run so far."""

    fingerprint: str = ""
    ended: Ended = _NOTHING
    judgement: Judgement | None = None
    status: RunStatus = "error"
    error: str = ""

    @property
    def result(self) -> Mapping[str, Any]:
        """What the solve says; nothing without an answer."""
        return self.ended.result or {}


def perform(run: Run, *, patience: float = PATIENCE_S, cancel: threading.Event | None = None) -> Outcome:
    """Perform a run on this machine; whatever goes wrong with it is in its record.

    Args:
        run: to do; its folder must be readable here.
        patience: seconds after its time limit when the run is ended.
        cancel: ends the run at once when set.

    Raises:
        CancelledError: `cancel` was set before the run ended; there is no record of it.
    """
    found = _Findings()
    try:
        instance = run.day.instance()
        found.fingerprint = fingerprint_of(instance)
        found.ended = run_process(run, patience, cancel or threading.Event())
        found.status, found.error = _how_it_ended(run, found.ended, patience)
        if found.status in WITH_PLAN:
            found.judgement = judged(found.ended.plan, found.result, instance)
    except CancelledError:
        raise
    except RefusedError as refusal:
        found.status, found.error = "refused", str(refusal)
    except Exception as fault:
        found.status, found.error = "error", f"{type(fault).__name__}: {fault}"
    return Outcome(_record(run, found), found.ended.plan)


def unperformed(run: Run, status: RunStatus, error: str) -> Outcome:
    """Return the outcome of a run that could not be performed to its end; the machine in it is this one."""
    return Outcome(_record(run, _Findings(status=status, error=error)), None)


def fingerprint_of(instance: Instance) -> str:
    """Return the SHA-256 of an instance's canonical JSON: that of `instance_document`, keys in order, no spaces."""
    return digest(instance_document(instance))


def _how_it_ended(run: Run, ended: Ended, patience: float) -> tuple[RunStatus, str]:
    """Return the status of a run before its plan is judged, and the words where there is none."""
    if ended.result is not None:
        status: RunStatus = ended.result["status"]
        return status, "" if status in WITH_PLAN else f"the search ended without a plan: {status}"
    if ended.error:
        return "error", ended.error
    held = f"when it held {ended.peak_memory_mb:,.0f} MB at most"
    if ended.code is None:
        return "overdue", f"ended {patience:g} s after its limit of {run.time_limit:g} s, {held}"
    if ended.code < 0:
        return "killed", f"ended by signal {-ended.code}, as a system does that is out of memory, {held}"
    return "error", f"ended with exit code {ended.code} and without an answer"


def _record(run: Run, found: _Findings) -> RunRecord:
    ended, result = found.ended, found.result
    seconds = result.get("seconds", ended.seconds)
    end = () if found.judgement is None else _end(result, found.judgement, run.tier, seconds)
    course = course_of(ended.trace, end, found.status == "optimal", run.time_limit)
    return RunRecord(
        schema_version=SCHEMA,
        run=run.name,
        suite=run.suite,
        family=run.family,
        instance=run.instance,
        fingerprint=found.fingerprint,
        config=run.configuration.name,
        config_hash=run.configuration.hash,
        seed=run.seed,
        workers=run.workers,
        time_limit=run.time_limit,
        status=found.status,
        error=found.error,
        tier=run.tier,
        **_worth(result, found.judgement),
        seconds=round(seconds, 3),
        seconds_to_plan=course.to_plan,
        seconds_to_one_percent=course.to_one_percent,
        seconds_to_optimal=course.to_optimal,
        primal_dual_integral=course.integral,
        peak_memory_mb=round(max(ended.peak_memory_mb, result.get("peak_memory_mb", 0.0)), 1),
        trace=ended.trace,
        versions=versions(),
        machine=machine(),
        date=datetime.now(UTC).isoformat(timespec="seconds"),
        commit=commit(),
    )


def _end(result: Mapping[str, Any], judgement: Judgement, tier: int, seconds: float) -> tuple[Moment, ...]:
    """Return what holds at the end, of each tier that counts, or of the whole objective where there are no tiers."""
    if not result["tiers"]:
        return (Moment(seconds=seconds, objective=judgement.objective, bound=result["bound"]),)
    rows = zip(judgement.tiers, result["tiers"], strict=True)
    moments = (
        Moment(seconds=seconds, objective=cost, bound=known["bound"], tier=place)
        for place, (cost, known) in enumerate(rows, 1)
    )
    return tuple(moment for moment in moments if tier in {0, moment.tier})


def _worth(result: Mapping[str, Any], judgement: Judgement | None) -> dict[str, Any]:
    """Return what comes of a plan: figures and terms by the checker, bound and gaps by the solve."""
    proven = ("objective", "bound", "gap", "gap_above_floor")
    if judgement is None:
        return {**dict.fromkeys(proven), "tiers": (), "figures": None, "terms": {}}
    terms = {name: TermRecord(amount=term.amount, cost=term.cost) for name, term in judgement.terms.items()}
    figures = FiguresRecord(**asdict(judgement.figures))
    known = {name: result[name] for name in proven} | {"objective": judgement.objective}
    return {**known, "tiers": tuple(result["tiers"]), "figures": figures, "terms": terms}
