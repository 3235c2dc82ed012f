"""Gives problems between the parts of an instance the file and line of the part concerned."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from standalloc.io.rows import Rows
from standalloc.io.source import Section
from standalloc.model import Problem

#: Names that a problem may find missing only because the row with the name is unsound, by code: table and column.
_ECHOES: Final = {"unknown_stand": ("stands", "stand"), "unknown_turn": ("schedule", "turn")}
_POLICY_ECHOES: Final = frozenset({"unknown_visit", "pins_contradict"})


@dataclass(frozen=True, slots=True)
class Locator:
    """Knows where the sound rows and the sections of an instance stand.

    Attributes:
        tables: sound rows by name of table.
        sections: by name.
        policy_is_sound: whether the policy is the one written.
    """

    tables: Mapping[str, Rows[Any]]
    sections: Mapping[str, Section]
    policy_is_sound: bool = True

    def locate(self, problem: Problem) -> Problem:
        """Return a problem with its file and line."""
        if problem.table in self.sections:
            place = self.sections[problem.table].place(problem.column)
        elif problem.table in self.tables:
            rows = self.tables[problem.table]
            place = rows.raw.place() if problem.row is None else rows.place(problem.row)
        else:
            return problem
        return replace(problem, file=place.file, line=place.line, row=place.row)

    def is_echo(self, problem: Problem) -> bool:
        """Say whether a problem may be there only because of another that is reported already."""
        if problem.code in _POLICY_ECHOES:
            return not self.policy_is_sound
        if problem.code not in _ECHOES or problem.row is None or problem.column is None:
            return False
        table, column = _ECHOES[problem.code]
        rows = self.tables[problem.table]
        value = rows.raw.rows[rows.positions[problem.row]].cells.get(problem.column)
        return table not in self.tables or self.tables[table].may_hold(column, str(value))
