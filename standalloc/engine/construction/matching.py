"""One re-matching: what stands hold within a window is handed out anew by one linear assignment."""

import random
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from ortools.graph.python.linear_sum_assignment import SimpleLinearSumAssignment

from standalloc.engine.construction.tables import FORBIDDEN, Tables, Truth, Whole

#: Before and after everything.
_NEVER = -(2**40)
_EVER = 2**40

#: Contents and places that are empty beside those there are, so that something may be left out.
_SPARE = 2

#: Bits the solver can hold: a cost times the square of how many rows there are must stay below.
_BITS = 58


@dataclass(frozen=True)
class Group:
    """Stands that may exchange what they hold, one by one or block by block.

    Attributes:
        units: units x places, the stands; those of one place are counterparts.
        rows: exclusions within each unit: (place, other place, gap in minutes).
    """

    units: Whole
    rows: Sequence[tuple[int, int, int]] = ()


@dataclass(frozen=True)
class Exchange:
    """What goes elsewhere: visit `visits[i]` to stand `stands[i]`, as part of cycle `cycles[i]` (-1: it stays)."""

    visits: Whole
    stands: Whole
    cycles: Whole


@dataclass(frozen=True)
class _Content:
    """What the units hold at one place: `visits` in order of `rows` and time; row by row, the stands it lies on."""

    visits: Whole
    rows: Whole
    stands: Whole


class Cut:
    """A day cut open between two minutes.

    Args:
        tables: the problem as arrays.
        stands: the stand of each visit.
        opening: minute from which on visits that begin may go elsewhere.
        closing: minute from which on they stay again.
    """

    def __init__(self, tables: Tables, stands: Whole, opening: int, closing: int) -> None:
        self.tables, self.stands = tables, stands
        first, last = np.searchsorted(tables.begins[tables.order], [opening, closing])
        before, self.within, after = np.split(tables.order, [first, last])
        # Of several assignments to one place the last counts: the visit nearest to the window.
        self.before = np.full(tables.nowhere + 1, -1)
        self.before[stands[before]] = before
        self.after = np.full(tables.nowhere + 1, -1)
        self.after[stands[after[::-1]]] = after[::-1]
        self.before[-1] = self.after[-1] = -1

    def content(self, stands: Whole) -> _Content:
        """Return what some stands hold within the window."""
        row_of = np.full(self.tables.nowhere + 1, -1)
        row_of[stands] = np.arange(len(stands))
        rows = row_of[self.stands[self.within]]
        by_row = np.argsort(rows, kind="stable")
        by_row = by_row[rows[by_row] >= 0]
        return _Content(self.within[by_row], rows[by_row], stands)

    def with_pool(self, content: _Content) -> _Content:
        """Add a row for each visit of the day without a stand, and some that are empty, all of them nowhere."""
        pool = np.flatnonzero(self.stands == self.tables.nowhere)
        nowhere = np.full(len(pool) + _SPARE, self.tables.nowhere)
        return _Content(
            np.concatenate([content.visits, pool]),
            np.concatenate([content.rows, len(content.stands) + np.arange(len(pool))]),
            np.concatenate([content.stands, nowhere]),
        )


def exchange(cut: Cut, group: Group, rng: random.Random) -> Exchange | None:
    """Return the cheapest way to hand out anew what a group holds within a window; None where the solver finds none.

    What follows from it for visits elsewhere in the window (tows, transfers) is left to the judge of the result.

    Args:
        cut: the day cut open.
        group: stands that exclude one another only within a unit. Visits without a stand join single stands.
        rng: breaks ties.
    """
    contents = [cut.content(stands) for stands in group.units.T]
    if len(contents) == 1:
        contents = [cut.with_pool(contents[0])]
    moving = np.zeros(len(cut.stands), dtype=bool)
    for content in contents:
        moving[content.visits] = True
    count = len(contents[0].stands)
    costs, forbidden = np.zeros((count, count), dtype=np.int64), np.zeros((count, count), dtype=bool)
    for content in contents:
        costs += _charges(cut, content) + _tows(cut, content, moving)
        forbidden |= _overlaps(cut, content) | _excluded(cut, content, group.units)
    for place, other, gap in group.rows:
        forbidden |= _too_near(cut, contents[place].stands, contents[other], gap)
    np.fill_diagonal(forbidden, False)
    costs[forbidden] = FORBIDDEN
    mates = _assigned(costs, rng)
    if mates is None:
        return None
    return Exchange(
        np.concatenate([content.visits for content in contents]),
        np.concatenate([content.stands[mates[content.rows]] for content in contents]),
        np.concatenate([_cycles(mates)[content.rows] for content in contents]),
    )


def _charges(cut: Cut, content: _Content) -> Whole:
    """Return rows x places: what contents cost at a place; forbidden where they are not admitted or overlap there."""
    tables, visits, rows = cut.tables, content.visits, content.rows
    charges = np.zeros((len(content.stands), tables.costs.shape[1]), dtype=np.int64)
    if len(visits):
        costs = tables.costs[visits]
        one, other = visits[:-1], visits[1:]
        late = tables.ends[one] + tables.buffers > tables.starts[other]
        late &= ((rows[:-1] == rows[1:]) & (tables.turns[one] != tables.turns[other]))[:, None]
        costs[1:][late] = FORBIDDEN
        begins = np.flatnonzero(np.diff(rows, prepend=-1))
        charges[rows[begins]] = np.add.reduceat(costs, begins)
    return charges[:, tables.class_of[content.stands]]


def _tows(cut: Cut, content: _Content, moving: Truth) -> Whole:
    """Return rows x places: the tows between contents and what stays, where the cut goes through a turn."""
    tables, visits = cut.tables, content.visits
    costs = np.zeros((len(content.stands), len(content.stands)), dtype=np.int64)
    real = int(np.count_nonzero(content.stands != tables.nowhere))
    place_of = np.full(tables.nowhere + 1, -1)
    place_of[content.stands[:real]] = np.arange(real)
    stays = ~moving & (cut.stands != tables.nowhere)
    for step, fees in ((-1, np.roll(tables.tows, 1)), (1, tables.tows)):
        cut_here = fees[visits] > 0
        cut_here[cut_here] = stays[visits[cut_here] + step]
        towed, rows = visits[cut_here], content.rows[cut_here]
        np.add.at(costs[:, :real], rows, fees[towed][:, None])
        places = place_of[cut.stands[towed + step]]
        known = places >= 0
        np.subtract.at(costs, (rows[known], places[known]), fees[towed[known]])
    return costs


def _overlaps(cut: Cut, content: _Content) -> Truth:
    """Return rows x places: whether contents come too near to what stays on the stand before or after the window."""
    tables = cut.tables
    buffers = tables.buffers[tables.class_of[content.stands]]
    first, last = _ends(content)
    before, after = cut.before[content.stands], cut.after[content.stands]
    early = _begins(cut, first, content.stands) < _until(cut, before, content.stands) + buffers
    late = _finishes(cut, last, content.stands) + buffers > _since(cut, after, content.stands)
    overlaps: Truth = (early & ~_same_turn(cut, first, before)) | (late & ~_same_turn(cut, last, after))
    return overlaps


def _too_near(cut: Cut, stands: Whole, content: _Content, gap: int) -> Truth:
    """Return rows x places: whether contents come too near to what stays on stands that theirs are excluded by.

    Which aircraft the exclusion concerns is not looked at: rather one exchange less.
    """
    first, last = _ends(content)
    until, since = _until(cut, cut.before[stands], stands), _since(cut, cut.after[stands], stands)
    early = _begins(cut, first, content.stands) < until + gap
    near: Truth = early | (_finishes(cut, last, content.stands) + gap > since)
    return near


def _ends(content: _Content) -> tuple[Whole, Whole]:
    """Return the first and the last visit of each row, -1 where it has none."""
    first, last = np.full(len(content.stands), -1), np.full(len(content.stands), -1)
    first[content.rows[::-1]] = content.visits[::-1]
    last[content.rows] = content.visits
    return first, last


def _begins(cut: Cut, first: Whole, stands: Whole) -> Whole:
    starts = np.where(first[:, None] < 0, _EVER, cut.tables.starts[first])
    return starts[:, cut.tables.class_of[stands]]


def _finishes(cut: Cut, last: Whole, stands: Whole) -> Whole:
    ends = np.where(last[:, None] < 0, _NEVER, cut.tables.ends[last])
    return ends[:, cut.tables.class_of[stands]]


def _until(cut: Cut, before: Whole, stands: Whole) -> NDArray[np.int64]:
    return np.where(before < 0, 2 * _NEVER, cut.tables.ends[before, cut.tables.class_of[stands]])


def _since(cut: Cut, after: Whole, stands: Whole) -> NDArray[np.int64]:
    return np.where(after < 0, 2 * _EVER, cut.tables.starts[after, cut.tables.class_of[stands]])


def _same_turn(cut: Cut, of_rows: Whole, of_places: Whole) -> Truth:
    turns = cut.tables.turns
    same: Truth = np.where(of_rows < 0, -1, turns[of_rows])[:, None] == np.where(of_places < 0, -2, turns[of_places])
    return same


def _excluded(cut: Cut, content: _Content, units: Whole) -> Truth:
    """Return rows x places: whether a neighbour that is in no unit, so stays as it is, excludes one of the visits."""
    tables, visits = cut.tables, content.visits
    forbidden = np.zeros((len(content.stands), len(content.stands)), dtype=bool)
    place_of = np.full(tables.nowhere, -1)
    real = content.stands[content.stands != tables.nowhere]
    place_of[real] = np.arange(len(real))
    outside = np.ones(tables.nowhere, dtype=bool)
    outside[units] = False
    for row in tables.exclusions:
        if place_of[row.stand] < 0 or not outside[row.other]:
            continue
        others = np.flatnonzero((cut.stands == row.other) & row.there)
        if len(others):
            here, there = tables.class_of[row.stand], tables.class_of[row.other]
            meet = tables.starts[visits, here][:, None] < tables.ends[others, there] + row.gap
            meet &= tables.starts[others, there] < tables.ends[visits, here][:, None] + row.gap
            meet &= tables.turns[visits][:, None] != tables.turns[others]
            met = meet.any(axis=1) & row.here[visits]
            forbidden[content.rows[met], place_of[row.stand]] = True
    return forbidden


def _assigned(costs: Whole, rng: random.Random) -> Whole | None:
    """Return the place of each row in a cheapest assignment, any of them; None where the solver finds none.

    An exchange is never better than all rows together can gain, so what costs a row more than that is left out.
    """
    count = len(costs)
    names = np.random.default_rng(rng.getrandbits(32))
    row_names, place_names = (names.permutation(count).astype(np.int32) for _ in range(2))
    dearer = costs - costs.diagonal()[:, None]
    gain = -int(dearer.min(axis=1).sum())
    rows, places = np.nonzero((dearer <= gain) & (costs < FORBIDDEN // 2))
    fees: Whole = dearer[rows, places]
    too_long = int(np.abs(fees).max(initial=0)).bit_length() + 2 * count.bit_length() - _BITS
    solver = SimpleLinearSumAssignment()
    arcs = (row_names[rows], place_names[places], np.right_shift(fees, max(0, too_long)))
    solver.add_arcs_with_cost(*arcs)  # type: ignore[arg-type]
    if solver.solve() != solver.OPTIMAL:  # type: ignore[no-untyped-call]
        return None
    mates = np.array([solver.right_mate(row) for row in range(count)])
    places_of: Whole = np.argsort(place_names)[mates[row_names]]
    return places_of


def _cycles(mates: Whole) -> Whole:
    """Return for each row the number of its cycle in a permutation, -1 where it stays."""
    found = [-1] * len(mates)
    to = mates.tolist()
    for row in range(len(to)):
        at = row
        while found[at] < 0 and to[at] != at:
            found[at] = row
            at = to[at]
    return np.array(found)
