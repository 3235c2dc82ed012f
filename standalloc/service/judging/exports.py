"""A plan as the files people and programs ask for."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from standalloc.io import judgement_document, plan_rows
from standalloc.io.tables import PLAN
from standalloc.io.text_files import csv_text
from standalloc.model import Instance, Judgement, Plan
from standalloc.plots import gantt_html, gantt_picture
from standalloc.service.judging.cells import csv_cell
from standalloc.service.judging.workbook import plan_workbook

Format = Literal["json", "csv", "xlsx", "html", "png"]


@dataclass(frozen=True, slots=True)
class Export:
    """A file to hand out.

    Attributes:
        name: of the file: letters, digits, `.`, `-` and `_` alone.
        media_type: of its content.
        content: of the file.
    """

    name: str
    media_type: str
    content: bytes


def export_plan(instance: Instance, plan: Plan, judgement: Judgement, format: Format) -> Export:
    """Return a plan as a file.

    Args:
        instance: what was planned.
        plan: any plan of it, one that breaks rules too.
        judgement: the checker's word on that plan; the reasons are taken from it.
        format: `read_plan` reads `json` back, and `csv` where no name begins like a formula; `csv` and `xlsx` are safe
            to open in a spreadsheet.

    Raises:
        ImportError: a workbook or a picture is asked for, and openpyxl or matplotlib is not installed.
    """
    media_type, written = _FORMATS[format]
    told = Plan(plan.stands, judgement.reasons)
    return Export(f"{_stem(instance)}.{format}", media_type, written(instance, told, judgement))


def plan_json(instance: Instance, plan: Plan, judgement: Judgement) -> str:
    """Return what `standalloc check --json` says of a plan, and the plan itself under `plan`."""
    return json.dumps(judgement_document(judgement, instance) | {"plan": plan_rows(plan, instance)}, indent=2) + "\n"


def plan_csv(instance: Instance, plan: Plan) -> str:
    """Return a plan as `plan.csv` has it, with an apostrophe before what a spreadsheet would take for a formula.

    `standalloc.io.write_plan` writes every cell as it is, so that any plan is read back; this differs from it only
    where a name or a reason begins like a formula.
    """
    rows = ([csv_cell(row[column]) for column in PLAN.columns] for row in plan_rows(plan, instance))
    return csv_text(PLAN.columns, rows)


def _stem(instance: Instance) -> str:
    """Return a name for files, as in `JFK-2013-07-11`, whatever the airport and the schedule are called."""
    day = instance.name or instance.moment(0).date().isoformat()
    return re.sub(r"[^A-Za-z0-9_-]+", "_", f"{instance.airport.code}-{day}").strip("_-") or "plan"


_FORMATS: Final[Mapping[Format, tuple[str, Callable[[Instance, Plan, Judgement], bytes]]]] = {
    "json": ("application/json", lambda *plan: plan_json(*plan).encode()),
    "csv": ("text/csv; charset=utf-8", lambda instance, plan, _: plan_csv(instance, plan).encode()),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", plan_workbook),
    "html": ("text/html; charset=utf-8", lambda *plan: gantt_html(*plan).encode()),
    "png": ("image/png", lambda instance, plan, judgement: gantt_picture(instance, plan, judgement, "png")),
}
