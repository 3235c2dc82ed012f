"""Days and plans kept ready in memory: whoever asks second does not wait for what the first had made."""

import json
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Generic, TypeVar

from standalloc.check import check
from standalloc.model import Instance, Judgement, Plan
from standalloc.service.days import AS_STORED, Conditions, read_day, stored_plan
from standalloc.service.judging.exports import Export, Format, export_plan
from standalloc.service.judging.move import Judge
from standalloc.service.store import Database, airports, plans, schedules
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


class Days:
    """The days and plans that were asked for last.

    Versions, schedules and plans never change, so nothing here is ever out of date.

    Args:
        database: where they are stored.
        most: days that are kept; of plans, and of files made of them, twice as many.
    """

    def __init__(self, database: Database, most: int) -> None:
        self._database = database
        self._days: Latest[Instance] = Latest(most)
        self._plans: Latest[ReadyPlan] = Latest(2 * most)
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
        set_on_it = json.dumps([list(conditions.pins), conditions.objective], sort_keys=True)
        key = (schedule_id, version, set_on_it)
        return self._days.get(key, lambda: self._read_day(schedule_id, version, conditions))

    def plan(self, plan_id: str) -> ReadyPlan:
        """Return a stored plan, ready for judging.

        Raises:
            NotFoundError: there is none of that id.
        """
        return self._plans.get(plan_id, lambda: self._read_plan(plan_id))

    def export(self, plan_id: str, format: Format) -> Export:
        """Return a stored plan as a file.

        Raises:
            NotFoundError: there is none of that id.
        """
        return self._exports.get((plan_id, format), lambda: self._exported(plan_id, format))

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
