"""Rows of movements to rows of turns: linked, merged, named."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from standalloc.io.linking import Link, Movement, link_movements, links_of
from standalloc.io.moments import parse_moment
from standalloc.io.problem_log import ProblemLog
from standalloc.io.spreadsheets.cells import Cell, Origin
from standalloc.io.spreadsheets.columns import LINK_COLUMNS, MOVEMENT_COLUMNS
from standalloc.io.spreadsheets.extract import TakenRow
from standalloc.io.spreadsheets.mapping import Turns
from standalloc.io.spreadsheets.sheet import plain
from standalloc.io.words import Place, Rejected, shown
from standalloc.model import Problem

#: What stands for the two ways a movement may go, beside what the map translates.
DIRECTIONS: Final[Mapping[str, bool]] = {
    **dict.fromkeys(("arrival", "arrivals", "arr", "a", "in", "inbound"), True),
    **dict.fromkeys(("departure", "departures", "dep", "d", "out", "outbound"), False),
}
#: Where the times are that a name is dated by: that of the departure beats that of the arrival.
_TIMES: Final = ("departure_time", "arrival_time")


@dataclass(frozen=True, slots=True)
class _Half:
    """A row that is a movement; without a time that can be read it is linked with none."""

    row: TakenRow
    is_arrival: bool
    time: datetime | None


def turns_of_movements(rows: Sequence[TakenRow], turns: Turns, zone: ZoneInfo, log: ProblemLog) -> list[TakenRow]:
    """Return the turns that movements make, in the order of their first times; those without times come last.

    Args:
        rows: of the movements.
        turns: how they are linked.
        zone: of times without an offset.
        log: takes what the two rows of a turn disagree about, directions that are none, and rows that are there twice.
    """
    halves = [half for row in _once(rows, log) if (half := _half(row, zone, log)) is not None]
    timed = [half for half in halves if half.time is not None]
    untimed = [half for half in halves if half.time is None]
    pairs = [
        (timed[i].row if i is not None else None, timed[j].row if j is not None else None)
        for i, j in _links(timed, turns)
    ]
    pairs += [(half.row, None) if half.is_arrival else (None, half.row) for half in untimed]
    return [_merged(arrival, departure, log) for arrival, departure in pairs]


def _once(rows: Sequence[TakenRow], log: ProblemLog) -> Iterator[TakenRow]:
    """Yield rows, of those that are the same in every cell and name flight or aircraft the first only."""
    first: dict[frozenset[tuple[str, str | Rejected]], TakenRow] = {}
    for row in rows:
        said = frozenset((name, cell.value) for name, cell in row.cells.items())
        before = first.setdefault(said, row)
        name = row.text("flight") or row.text("registration")
        if before is row or not name:
            yield row
            continue
        message = f"movement {shown(name)} is there twice, first as {before.file}:{before.line}, which counts"
        place = Place(row.file, "schedule", line=row.line)
        log.add(place.warning("repeated_flight", message, "remove what is there twice"))


def _half(row: TakenRow, zone: ZoneInfo, log: ProblemLog) -> _Half | None:
    is_arrival = DIRECTIONS.get(plain(row.text("direction")))
    if is_arrival is None:
        log.add(_no_direction(row.cells["direction"]))
        return None
    moment = parse_moment(row.text("time"), zone)
    return _Half(row, is_arrival, None if isinstance(moment, Rejected) else moment.astimezone(UTC))


def _no_direction(cell: Cell) -> Problem:
    fault = Rejected(
        "bad_choice",
        f"{shown(cell.value)} is not arrival or departure",
        "correct it, or translate it under [schedule.values.direction]",
    )
    fault = cell.value if isinstance(cell.value, Rejected) else fault
    place = Place(cell.origin.file, "schedule", line=cell.origin.line)
    return place.error(fault.code, f"direction {fault.message}", fault.fix, cell.origin.column)


def _links(halves: Sequence[_Half], turns: Turns) -> list[Link]:
    by_flight = turns.link == "flight"
    movements = [
        Movement(half.is_arrival, half.time, "" if by_flight else plain(half.row.text(str(turns.link))))
        for half in halves
        if half.time is not None
    ]
    if not by_flight:
        return link_movements(movements, turns.longest_stay)
    return links_of(_linked_by_flight(halves, movements, turns.longest_stay or timedelta.max), movements)


def _linked_by_flight(
    halves: Sequence[_Half], movements: Sequence[Movement], longest_stay: timedelta
) -> dict[int, int]:
    """Return the departure of each arrival where one of the two names the other's flight: of several, the nearest."""
    by_flight: dict[tuple[bool, str], list[int]] = {}
    for index, half in enumerate(halves):
        by_flight.setdefault((half.is_arrival, plain(half.row.text("flight"))), []).append(index)
    departure_of: dict[int, int] = {}
    taken: set[int] = set()
    for index in sorted(range(len(halves)), key=lambda i: movements[i].time):
        named = plain(halves[index].row.text("linked_flight"))
        if not named or index in taken:
            continue
        way = 1 if halves[index].is_arrival else -1
        stays = [
            ((movements[other].time - movements[index].time) * way, other)
            for other in by_flight.get((not halves[index].is_arrival, named), ())
            if other not in taken
        ]
        if fitting := [entry for entry in stays if timedelta() < entry[0] <= longest_stay]:
            other = min(fitting)[1]
            taken |= {index, other}
            departure_of |= {index: other} if halves[index].is_arrival else {other: index}
    return departure_of


def _merged(arrival: TakenRow | None, departure: TakenRow | None, log: ProblemLog) -> TakenRow:
    """Return the row of a turn; what its two rows both say is taken from the arrival's."""
    first = arrival or departure
    if first is None:  # a link has at least one half
        raise ValueError("a turn without an arrival and without a departure")
    cells: dict[str, Cell] = {}
    for side, row in enumerate((arrival, departure)):
        for name, cell in () if row is None else row.cells.items():
            ours = MOVEMENT_COLUMNS[name][side] if name in MOVEMENT_COLUMNS else name
            known = cells.get(ours)
            if known is None or known.value == "":
                cells[ours] = cell
            elif cell.value not in ("", known.value) and ours not in LINK_COLUMNS and not ours.startswith("x_"):
                log.add(_disagreement(ours, known, cell))
    return replace(first, cells={name: cell for name, cell in cells.items() if name not in LINK_COLUMNS})


def _disagreement(ours: str, arrival: Cell, departure: Cell) -> Problem:
    origin, other = arrival.origin, departure.origin
    place = Place(origin.file, "schedule", line=origin.line)
    message = (
        f"{ours} is {_told(arrival)} in the row of the arrival, and {_told(departure)} in that of the departure "
        f"({other.file}:{other.line}); the arrival's is used"
    )
    return place.warning("rows_disagree", message, "correct one of the two", origin.column)


def _told(cell: Cell) -> str:
    return shown(cell.value if isinstance(cell.value, str) else cell.origin.text)


def named(rows: Sequence[TakenRow], zone: ZoneInfo) -> list[TakenRow]:
    """Return turns with names: their own, or else the flight they leave as, came as, or the registration.

    A name that several turns share is followed by the day of its departure, or of its arrival where it has none; and by
    a number where turns that came without names share even that.

    Args:
        rows: of the turns.
        zone: of the airport.
    """
    own = [row.text("turn") for row in rows]
    names = [name or _name(row) for name, row in zip(own, rows, strict=True)]
    counts = Counter(names)
    seen: Counter[str] = Counter()
    turns = []
    for row, given, name in zip(rows, own, names, strict=True):
        days = [day for column in _TIMES if (day := day_of(row.text(column), zone)) is not None]
        dated = f"{name}-{days[0]}" if counts[name] > 1 and days else name
        seen[dated] += 1
        turns.append(_with_name(row, dated if given or seen[dated] == 1 else f"{dated}-{seen[dated]}"))
    return turns


def day_of(time: str, zone: ZoneInfo) -> date | None:
    """Return the local day of a time, None where it is none."""
    moment = parse_moment(time, zone)
    return None if isinstance(moment, Rejected) else moment.astimezone(zone).date()


def _with_name(row: TakenRow, name: str) -> TakenRow:
    cell = row.cells.get("turn")
    if cell is not None and isinstance(cell.value, Rejected):
        return row
    origin = Origin(row.file, row.line, "turn") if cell is None else cell.origin
    return replace(row, cells={**row.cells, "turn": Cell(name, origin)})


def _name(row: TakenRow) -> str:
    columns = ("departure_flight", "arrival_flight", "registration")
    words = next((text for name in columns if (text := row.text(name))), f"row {row.line}")
    return "-".join(words.split())
