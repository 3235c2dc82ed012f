"""Pins that no plan can keep: they break a rule among themselves."""

from collections.abc import Iterator
from typing import Final

from standalloc.check.capacity import bus_capacity, tow_capacity
from standalloc.check.closure import closure
from standalloc.check.exclusion import exclusion
from standalloc.check.layout import Layout
from standalloc.check.overlap import overlap
from standalloc.check.rules import Rule
from standalloc.check.taxilane import taxilane
from standalloc.model import Instance, Plan, Problem, VisitKey

#: The rules that a pin does not waive, and that no visit beside the pinned ones can mend.
_NOT_WAIVED: Final[tuple[Rule, ...]] = (overlap, exclusion, closure, tow_capacity, taxilane, bus_capacity)


def pin_problems(instance: Instance) -> list[Problem]:
    """Return an error for every breach of a rule that pins do not waive by the pinned visits alone."""
    return list(_conflicts(Layout(instance, Plan(instance.pinned)))) if instance.pinned else []


def _conflicts(pinned: Layout) -> Iterator[Problem]:
    for rule in _NOT_WAIVED:
        for violation in dict.fromkeys(rule(pinned)):
            table, row = pin_place(pinned.instance, violation.visits[-1])
            yield Problem(
                "pins_conflict",
                f"pinned: {violation.message}",
                fix="move or remove a pin",
                table=table,
                row=row,
                column="stand",
            )


def pin_place(instance: Instance, key: VisitKey) -> tuple[str, int]:
    """Return the table and row that pin a visit."""
    for row, pin in enumerate(instance.pins):
        if pin.turn == key.turn and pin.visit in ("*", key.part):
            return "pins", row
    return "schedule", next(row for row, turn in enumerate(instance.turns) if turn.id == key.turn)
