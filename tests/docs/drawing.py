"""The best plan of a tiny instance drawn as text, for `docs/rules.md`.

`python -m tests.docs.drawing` draws all that the page shows anew, and writes the table of the instances' README.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from pathlib import Path

from standalloc.check.fleets import bus_uses, tow_uses, usage
from standalloc.check.layout import Layout
from standalloc.check.parked import Parked
from standalloc.check.taxilane import movements_by_group
from standalloc.io import read
from standalloc.model import Instance, Plan
from tests.tiny import TINY, best_of, notes, table

PAGE = Path(__file__).parents[2] / "docs" / "rules.md"
README = TINY / "README.md"
DRAWINGS = re.compile(r"^```text (\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
TABLE = re.compile(r"^\| folder \|.*\Z", re.MULTILINE | re.DOTALL)
WIDEST = 90
LABEL = 12


def drawing(name: str) -> str:
    """Return the day's best plan: stands as rows, one character for so many minutes that the lines stay short."""
    day = read(TINY / name)
    layout = Layout(day, first_best(name, day))
    axis = Axis(layout)
    rows = [("", axis.clock()), *_stands(layout, axis), *_fleets(layout, axis), *_lanes(layout, axis)]
    values = notes(name)
    title = f"{name}: optimum {values.optimum:g}"
    title += "" if values.otherwise is None else f", otherwise {values.otherwise:g}"
    return "\n".join([title, *(f"{label:<{LABEL}}{cells}".rstrip() for label, cells in rows)]) + "\n"


def first_best(name: str, day: Instance) -> Plan:
    """Return the best plan whose stands come first in stands.csv, looking at one visit after the other."""
    places = {stand: place for place, stand in enumerate(day.stand)}
    plans = [dict(plan) for plan in best_of(name).plans]
    best = min(plans, key=lambda plan: [places.get(plan.get(visit.key, ""), len(places)) for visit in day.visits])
    return Plan(best)


class Axis:
    """Turns minutes into characters."""

    def __init__(self, layout: Layout) -> None:
        self.day = layout.instance
        ends = [minute for one in layout.parked for minute in (one.start, one.end)]
        first, last = min(ends), max(ends)
        fine = any(self.day.moment(minute).minute % 5 for minute in ends)
        self.scale = next(scale for scale in (1, 2, 5, 10)[not fine :] if last - first <= WIDEST * scale)
        self.step = next(step for step in (10, 30, 60, 120) if step >= 7 * self.scale)
        self.first = first - (self.day.moment(first).minute % self.step)
        self.width = -((self.first - last) // self.scale)

    def clock(self) -> str:
        """Return the line of hours."""
        minutes = range(self.first, self.first + self.width * self.scale, self.step)
        return "".join(f"{self.day.moment(minute):%H:%M}".ljust(self.step // self.scale) for minute in minutes)

    def cells(self, start: int, end: int) -> tuple[int, int]:
        """Return the first character of a period and the one after its last."""
        first, last = ((minute - self.first) // self.scale for minute in (start, end))
        return max(first, 0), min(last, self.width)

    def counts(self, profile: Iterable[tuple[int, int]]) -> str:
        """Return the most of a profile within each character, as digits."""
        row = ["."] * self.width
        for (start, count), (end, _) in pairwise(profile):
            for cell in range(*self.cells(start, end)):
                row[cell] = max(row[cell], str(count)) if count else row[cell]
        return "".join(row)


def _stands(layout: Layout, axis: Axis) -> Iterator[tuple[str, str]]:
    for stand in layout.instance.airport.stands:
        row = [" "] * axis.width
        for closure in layout.instance.closures:
            if closure.stand == stand.id:
                minutes = layout.instance.minute(closure.start), layout.instance.minute(closure.end)
                _put(row, axis, *minutes, lambda width: "x" * width)
        for one in layout.by_stand.get(stand.id, ()):
            _put(row, axis, one.start, one.end, _bar(layout.instance, one))
        yield f"{stand.id} {stand.kind}", "".join(row)
    missing = [visit for visit in layout.instance.visits if visit.key not in layout.plan.stands]
    if missing:
        yield "no stand", ", ".join(str(visit.key) for visit in missing)


def _put(row: list[str], axis: Axis, start: int, end: int, text: Callable[[int], str]) -> None:
    first, last = axis.cells(start, end)
    row[first:last] = text(last - first)


def _bar(day: Instance, one: Parked) -> Callable[[int], str]:
    visit = one.visit
    fill = "~" if visit.passengers and day.is_bused(visit, one.stand) else "="
    part = "" if visit.part == "full" else f" {visit.part}"
    passengers = "+".join(str(pax) for pax in (visit.arrival_pax, visit.departure_pax) if pax)
    names = (f"{visit.turn}{part} {passengers}", f"{visit.turn} {passengers or part.strip()}", visit.turn)

    def text(width: int) -> str:
        name = next((name.strip() for name in names if len(name.strip()) <= width - 2), "")
        return f"[{name.ljust(width - 2, fill)})"

    return text


def _fleets(layout: Layout, axis: Axis) -> Iterator[tuple[str, str]]:
    policy = layout.instance.airport.policy
    if any(tow_uses(layout)):
        yield "tugs", axis.counts(usage(tow_uses(layout)))
    if policy.bus_capacity is not None:
        yield "buses", axis.counts(usage(bus_uses(layout)))


def _lanes(layout: Layout, axis: Axis) -> Iterator[tuple[str, str]]:
    if layout.instance.airport.policy.taxilane_min:
        for group, movements in movements_by_group(layout).items():
            marks = ["."] * (axis.width + 1)
            for movement in movements:
                marks[(movement.minute - axis.first) // axis.scale] = "|"
            yield group, "".join(marks)


def redraw() -> None:
    """Draw everything anew that the page and the README show."""
    page = DRAWINGS.sub(lambda found: f"```text {found[1]}\n{drawing(found[1])}```", PAGE.read_text(encoding="utf-8"))
    PAGE.write_text(page, encoding="utf-8")
    README.write_text(TABLE.sub(f"{table()}\n", README.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    redraw()
