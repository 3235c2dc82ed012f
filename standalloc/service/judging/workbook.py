"""A plan as a workbook of Excel: the visits, those without a stand, the figures, the objective, the broken rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from standalloc.model import TERMS, Instance, Judgement, Plan, Visit
from standalloc.plots.markup import legal
from standalloc.service.judging.cells import is_formula

if TYPE_CHECKING:
    from openpyxl.cell import Cell

#: What a cell may hold; times are local to the airport, without an offset, as spreadsheets have them.
Value = str | int | float | datetime | None

_TIME_FORMAT: Final = "yyyy-mm-dd hh:mm"
_SHARE_FORMAT: Final = "0.0%"
_SHARES: Final = {"contact rate", "contact rate flights"}
_WIDEST: Final = 60

_PLAN_COLUMNS: Final = (
    *("turn", "visit", "stand", "kind", "boarding", "start", "end", "registration", "type", "airline", "terminal"),
    *("arrival flight", "origin", "arrival", "departure flight", "destination", "departure"),
    *("arriving passengers", "departing passengers", "pinned to"),
)


@dataclass(frozen=True, slots=True)
class _Sheet:
    title: str
    columns: Sequence[str]
    rows: Iterable[Sequence[Value]]


def plan_workbook(instance: Instance, plan: Plan, judgement: Judgement) -> bytes:
    """Return a plan as an Excel workbook (.xlsx): headers stay in sight, times are real ones, texts are never formulas.

    Args:
        instance: what was planned.
        plan: any plan of it, one that breaks rules too.
        judgement: the checker's word on that plan.

    Raises:
        ModuleNotFoundError: openpyxl is not installed (`pip install 'standalloc[excel]'`).
    """
    from openpyxl import Workbook  # noqa: PLC0415 - an extra, needed for workbooks alone

    book: Any = Workbook()  # type: ignore[no-untyped-call]
    book.remove(book.worksheets[0])
    for sheet in _sheets(instance, plan, judgement):
        _write(book.create_sheet(sheet.title), sheet)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def _sheets(instance: Instance, plan: Plan, judgement: Judgement) -> Iterator[_Sheet]:
    yield _Sheet("Plan", _PLAN_COLUMNS, (_plan_row(instance, plan, visit) for visit in instance.visits))
    reasons = judgement.reasons.items()
    columns = ("turn", "visit", "start", "end", "reason", "what it means")
    rows = ((*_when(instance, instance.visit[key]), reason.code, reason.text) for key, reason in reasons)
    yield _Sheet("Unallocated", columns, rows)
    yield _Sheet("Figures", ("figure", "value"), _figures(instance, judgement))
    yield _Sheet("Objective", ("tier", "term", "amount", "unit", "cost"), _objective(instance, judgement))
    if judgement.violations:
        yield _Sheet(
            "Rules broken", ("rule", "turns", "stands", "start", "end", "what is wrong"), _broken(instance, judgement)
        )


def _plan_row(instance: Instance, plan: Plan, visit: Visit) -> list[Value]:
    turn, stand = instance.turn[visit.turn], instance.stand.get(plan.stands.get(visit.key, ""))
    start, end = (visit.start, visit.end) if stand is None else instance.occupancy(visit, stand)
    return [
        *(turn.id, visit.part),
        *(("", "", "") if stand is None else (stand.id, stand.kind, stand.boarding)),
        *(_local(instance, instance.moment(minute)) for minute in (start, end)),
        *(turn.registration, turn.aircraft_type, turn.airline, turn.terminal),
        *(turn.arrival_flight, turn.origin, _local(instance, turn.arrival_time)),
        *(turn.departure_flight, turn.destination, _local(instance, turn.departure_time)),
        visit.arrival_pax if visit.disembarks else None,
        visit.departure_pax if visit.boards else None,
        instance.pinned.get(visit.key, ""),
    ]


def _when(instance: Instance, visit: Visit) -> list[Value]:
    minutes = (visit.start, visit.end)
    return [visit.turn, visit.part, *(_local(instance, instance.moment(minute)) for minute in minutes)]


def _figures(instance: Instance, judgement: Judgement) -> Iterator[Sequence[Value]]:
    yield "airport", instance.airport.code
    yield "schedule", instance.name
    yield "times are local to", instance.airport.timezone
    for name, value in asdict(judgement.figures).items():
        yield name.replace("_", " "), value
    yield "rules broken", len(judgement.violations)
    yield "objective", judgement.objective


def _objective(instance: Instance, judgement: Judgement) -> Iterator[Sequence[Value]]:
    tiers = {term: place for place, terms in enumerate(instance.airport.objective.tiers, 1) for term in terms}
    for name, term in judgement.terms.items():
        yield tiers.get(name), name, term.amount, TERMS[name], term.cost


def _broken(instance: Instance, judgement: Judgement) -> Iterator[Sequence[Value]]:
    for violation in judgement.violations:
        minutes = (violation.start, violation.end)
        when = (_local(instance, instance.moment(minute)) for minute in minutes)
        yield violation.rule, " ".join(violation.turns), " ".join(violation.stands), *when, violation.message


def _local(instance: Instance, moment: datetime | None) -> datetime | None:
    """Return a moment by the airport's clocks."""
    zone = instance.moment(0).tzinfo
    return None if moment is None else moment.astimezone(zone).replace(tzinfo=None)


def _write(sheet: Any, content: _Sheet) -> None:
    widths = [0] * len(content.columns)
    for row, values in enumerate((content.columns, *content.rows), 1):
        for column, value in enumerate(values):
            if value is not None and value != "":
                cell = sheet.cell(row, column + 1)
                _fill(cell, value)
                widths[column] = max(widths[column], _width(value))
        if row == 1:
            _embolden(sheet[1])
        elif values[0] in _SHARES:
            sheet.cell(row, 2).number_format = _SHARE_FORMAT
    for column, width in enumerate(widths, 1):
        sheet.column_dimensions[sheet.cell(1, column).column_letter].width = min(width, _WIDEST) + 2
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions


def _fill(cell: Cell, value: Value) -> None:
    """Write a value into a cell; a text as a text, whatever openpyxl and Excel would make of its first characters."""
    if isinstance(value, str):
        cell.value = legal(value)
        cell.data_type = "s"
        cell.quotePrefix = is_formula(value)
        return
    cell.value = value
    if isinstance(value, datetime):
        cell.number_format = _TIME_FORMAT


def _embolden(cells: Iterable[Cell]) -> None:
    from openpyxl.styles import Font  # noqa: PLC0415 - an extra, needed for workbooks alone

    for cell in cells:
        cell.font = Font(bold=True)  # type: ignore[no-untyped-call]


def _width(value: Value) -> int:
    return len(_TIME_FORMAT) if isinstance(value, datetime) else len(str(value))
