"""Rows of a plan as clients send them to a plan."""

from typing import Any
from zoneinfo import ZoneInfo

from standalloc.io.document_source import read_table
from standalloc.io.plan_table import plan_of
from standalloc.io.problem_log import ProblemLog
from standalloc.io.rows import read_rows
from standalloc.io.tables import PLAN
from standalloc.model import InputError, Instance, Plan, Problem


def plan_of_rows(rows: list[dict[str, Any]], instance: Instance) -> tuple[Plan, list[Problem]]:
    """Return the plan that rows mean for an instance, with what reading them warned of.

    Args:
        rows: as in `plan.csv`.
        instance: the plan is for.

    Raises:
        InputError: with every problem found.
    """
    log = ProblemLog()
    read = read_rows(read_table(rows, PLAN.name, "body", log), PLAN, ZoneInfo(instance.airport.timezone), log)
    plan = plan_of(read, instance, log)
    if log.errors:
        raise InputError(log.problems())
    return plan, log.problems()
