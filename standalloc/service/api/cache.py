"""Days and plans kept ready in memory: whoever asks second does not wait for what the first had made."""

import json
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import Any, Generic, TypeVar

from standalloc.check import check
from standalloc.model import Instance, Judgement, Plan
from standalloc.service.board.draft import Changes, Move, changes, drafted
from standalloc.service.days import AS_STORED, Conditions, Document, read_day, stored_plan
from standalloc.service.judging.exports import Export, Format, export_plan
from standalloc.service.judging.move import Judge
from standalloc.service.store import Database, Schedule, airports, plans, schedules
from standalloc.service.store import Plan as PlanRow

T = TypeVar("T")


class Latest(Generic[T]):
    """Keeps the values that were asked for last, each made once; threads may share it.

    Args:
        most: values that are kept.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._values: OrderedDict[Hashable, Future[T]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return a value, made where it is not kept; whoever asks meanwhile waits for it.

        Raises:
            Exception: whatever making it raises; then nothing is kept.
        """
        with self._lock:
            kept = self._values.get(key)
            if kept is None:
                mine = self._values[key] = Future[T]()
                if len(self._values) > self._most:
                    self._values.popitem(last=False)
            else:
                self._values.move_to_end(key)
        if kept is not None:
            return kept.result()
        try:
            value = make()
        except BaseException as error:
            with self._lock:
                if self._values.get(key) is mine:
                    del self._values[key]
            mine.set_exception(error)
            raise
        mine.set_result(value)
        return value


@dataclass(frozen=True)
class ReadyPlan:
    """A stored plan with what it takes to judge it.

    Attributes:
        row: of the store, with its document.
        instance: the day under the plan's conditions.
        plan: what it says.
    """

    row: PlanRow
    instance: Instance
    plan: Plan

    @cached_property
    def judge(self) -> Judge:
        """What judges moves in it."""
        return Judge(self.instance, self.plan)

    @cached_property
    def judgement(self) -> Judgement:
        """The checker's word on it."""
        return check(self.instance, self.plan)


@dataclass(frozen=True)
class ReadyDraft:
    """A planner's draft with what it takes to judge and to draw it.

    Attributes:
        schedule: of the store.
        base: the plan it began from, None where that is an empty one.
        instance: the day under the draft's conditions.
        plan: what the draft says.
        changed: the visits that are elsewhere than in the plan it began from.
        conditions: pins and objective.
    """

    schedule: Schedule
    base: ReadyPlan | None
    instance: Instance
    plan: Plan
    changed: Changes
    conditions: Conditions

    @property
    def airport_version(self) -> int:
        """The version of the airport that it is judged with."""
        return self.schedule.airport_version if self.base is None else self.base.row.airport_version

    @property
    def stored(self) -> ReadyPlan | None:
        """The plan it began from where it says no more than this."""
        if self.base is None or self.changed or self.conditions != Conditions.of_plan(self.base.row.document):
            return None
        return self.base

    @cached_property
    def judge(self) -> Judge:
        """What judges moves in it."""
        return self.stored.judge if self.stored else Judge(self.instance, self.plan)

    @cached_property
    def judgement(self) -> Judgement:
        """The checker's word on it."""
        return self.stored.judgement if self.stored else check(self.instance, self.plan)


class Days:
    """The days, plans and drafts that were asked for last.

    Versions, schedules and plans never change, so nothing here is ever out of date.

    Args:
        database: where they are stored.
        most: days that are kept; of plans, drafts, and of files made of plans, twice as many.
    """

    def __init__(self, database: Database, most: int) -> None:
        self._database = database
        self._days: Latest[Instance] = Latest(most)
        self._schedules: Latest[Schedule] = Latest(2 * most)
        self._plans: Latest[ReadyPlan] = Latest(2 * most)
        self._drafts: Latest[ReadyDraft] = Latest(2 * most)
        self._exports: Latest[Export] = Latest(2 * most)

    def day(self, schedule_id: str, version: int | None = None, conditions: Conditions = AS_STORED) -> Instance:
        """Return a stored day.

        Args:
            schedule_id: the schedule.
            version: of its airport; None takes the one it was validated with.
            conditions: what a job or a plan sets on the day.

        Raises:
            NotFoundError: there is no such schedule or version.
            InputError: conditions or version do not fit the day.
        """
        key = (schedule_id, version, _key_of(conditions))
        return self._days.get(key, lambda: self._read_day(schedule_id, version, conditions))

    def plan(self, plan_id: str) -> ReadyPlan:
        """Return a stored plan, ready for judging.

        Raises:
            NotFoundError: there is none of that id.
        """
        return self._plans.get(plan_id, lambda: self._read_plan(plan_id))

    def draft(
        self,
        schedule_id: str,
        plan_id: str | None,
        moves: Iterable[Move] = (),
        pins: Sequence[Document] | None = None,
        objective: Document | None = None,
    ) -> ReadyDraft:
        """Return a draft, ready for judging and drawing.

        Args:
            schedule_id: the schedule it is for.
            plan_id: the plan it begins from, which is of that schedule; None for an empty one.
            moves: made in it, one after the other.
            pins: in place of those of the plan.
            objective: in place of that of the plan.

        Raises:
            NotFoundError: there is no such schedule or plan.
            UnknownVisitError: a move names a visit that is not there.
            InputError: pins, objective or stands do not fit the day.
        """
        base = None if plan_id is None else self.plan(plan_id)
        own = AS_STORED if base is None else Conditions.of_plan(base.row.document)
        conditions = Conditions(
            own.pins if pins is None else tuple(pins), own.objective if objective is None else objective, own.reference
        )
        if base is not None and conditions == own:
            instance = base.instance
        else:
            instance = self.day(schedule_id, None if base is None else base.row.airport_version, conditions)
        plan = Plan() if base is None else base.plan
        changed = changes(instance, plan, moves)
        key = (schedule_id, plan_id, *changed.items(), _key_of(conditions))
        schedule = self._schedules.get(schedule_id, lambda: self._read_schedule(schedule_id))
        made = ReadyDraft(schedule, base, instance, drafted(plan, changed), changed, conditions)
        return self._drafts.get(key, lambda: made)

    def export(self, plan_id: str, format: Format) -> Export:
        """Return a stored plan as a file.

        Raises:
            NotFoundError: there is none of that id.
        """
        return self._exports.get((plan_id, format), lambda: self._exported(plan_id, format))

    def _read_schedule(self, schedule_id: str) -> Schedule:
        with self._database.reading() as session:
            return schedules.read(session, schedule_id)

    def _exported(self, plan_id: str, format: Format) -> Export:
        ready = self.plan(plan_id)
        return export_plan(ready.instance, ready.plan, ready.judgement, format)

    def _read_day(self, schedule_id: str, version: int | None, conditions: Conditions) -> Instance:
        with self._database.reading() as session:
            schedule = schedules.read(session, schedule_id)
            airport = airports.read(session, schedule.airport, version or schedule.airport_version)
        return read_day(airport.document, schedule.document, schedule.name, conditions)

    def _read_plan(self, plan_id: str) -> ReadyPlan:
        with self._database.reading() as session:
            row = plans.read(session, plan_id)
        document: dict[str, Any] = row.document
        instance = self.day(row.schedule_id, row.airport_version, Conditions.of_plan(document))
        return ReadyPlan(row, instance, stored_plan(document))


def _key_of(conditions: Conditions) -> str:
    """Return what tells conditions apart, short whatever they hold."""
    told = json.dumps([conditions.pins, conditions.objective, conditions.reference], sort_keys=True)
    return sha256(told.encode()).hexdigest()
