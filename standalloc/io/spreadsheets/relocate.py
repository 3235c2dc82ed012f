"""Problems that our reader has with imported rows, told of the cells they were taken from."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from standalloc.io.spreadsheets.cells import Cell
from standalloc.io.spreadsheets.extract import TakenRow
from standalloc.io.words import Rejected, shown
from standalloc.model import Problem

#: Problems with a value that the map may translate.
_OF_A_CHOICE: Final = frozenset({"bad_choice", "bad_code", "bad_yes_no", "bad_condition", "unknown_type"})


def relocated(problem: Problem, rows: Sequence[TakenRow]) -> Problem:
    """Return a problem with file, sheet, row and column of the source, and with what the cell there holds.

    Args:
        problem: with a row of a table, or with the table as a whole.
        rows: of that table, as they were taken; none for what is no table of the source.
    """
    if problem.row is None or problem.row >= len(rows):
        return problem
    row = rows[problem.row]
    cell = row.cells.get(problem.column or "")
    if cell is None:
        return replace(problem, file=row.file, line=row.line, row=None)
    message, fix = _words(problem, cell)
    origin = cell.origin
    return replace(
        problem, message=message, fix=fix, file=origin.file, line=origin.line, row=None, column=origin.column
    )


def _words(problem: Problem, cell: Cell) -> tuple[str, str]:
    if isinstance(cell.value, Rejected):
        return f"{problem.column} {cell.value.message}", cell.value.fix
    message, fix = problem.message, problem.fix
    if cell.origin.text is not None and cell.origin.text != cell.value:
        message += f"; {shown(cell.origin.column)} holds {shown(cell.origin.text)}"
    if problem.code in _OF_A_CHOICE and cell.origin.text is not None:
        fix += f", or translate it under [{problem.table}.values.{problem.column}]"
    if problem.code == "time_order" and problem.column == "departure_time":
        fix += ", or overnight = true in the map"
    return message, fix
