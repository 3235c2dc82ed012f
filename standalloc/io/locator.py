"""Gives problems between the parts of an instance the file and line of the part concerned."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from standalloc.io.rows import Rows
from standalloc.io.source import Section
from standalloc.io.tables import SECTION_KEYS
from standalloc.model import Problem

#: Names that a problem may find missing only because the row with the name is unsound, by code: table and column.
_ECHOES: Final = {"unknown_stand": ("stands", "stand"), "unknown_turn": ("schedule", "turn")}
#: Problems that may be there only because a section is not the one written, by code: the section.
_SECTION_ECHOES: Final = {
    "unknown_visit": "policy",
    "pins_contradict": "policy",
    "runway_split": "policy",
    "unknown_class": "classes",
    "missing_zone": "zones",
}


@dataclass(frozen=True, slots=True)
class Locator:
    """Knows where the sound rows and the sections of an instance stand.

    Attributes:
        tables: sound rows by name of table.
        sections: by name.
        unsound: names of the tables and sections in which there are errors.
    """

    tables: Mapping[str, Rows[Any]]
    sections: Mapping[str, Section]
    unsound: frozenset[str] = frozenset()

    def locate(self, problem: Problem) -> Problem:
        """Return a problem with its file and line."""
        if problem.table in SECTION_KEYS and self.sections:
            section = self.sections.get(problem.table) or next(iter(self.sections.values()))
            place = section.place(problem.column)
        elif problem.table in self.tables:
            rows = self.tables[problem.table]
            place = rows.raw.place() if problem.row is None else rows.place(problem.row)
        else:
            return problem
        return replace(problem, file=place.file, line=place.line, row=place.row)

    def is_echo(self, problem: Problem) -> bool:
        """Say whether a problem may be there only because of another that is reported already."""
        if problem.code in _SECTION_ECHOES:
            return not self.sections or _SECTION_ECHOES[problem.code] in self.unsound
        if problem.code not in _ECHOES or problem.row is None or problem.column is None:
            return False
        table, column = _ECHOES[problem.code]
        rows = self.tables[problem.table]
        value = rows.raw.rows[rows.positions[problem.row]].cells.get(problem.column)
        return table not in self.tables or self.tables[table].may_hold(column, str(value))
