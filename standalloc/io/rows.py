"""Raw rows to rows of the model: times and aircraft sizes made ready, every column validated, nothing lost silently."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from zoneinfo import ZoneInfo

from pydantic import ValidationError

from standalloc.io.aircraft_types import fill_from_type
from standalloc.io.moments import Rounding, to_minute
from standalloc.io.problem_log import MOST_IN_A_TABLE, ProblemLog
from standalloc.io.source import RawTable
from standalloc.io.tables import SCHEDULE, TableKind
from standalloc.io.words import Place, Rejected, printable, translate, unknown_name
from standalloc.model.fields import Row

R = TypeVar("R", bound=Row)


@dataclass(frozen=True, slots=True)
class Rows(Generic[R]):
    """The rows of a table that are sound, each with the position it has in the raw table."""

    raw: RawTable
    models: tuple[R, ...] = ()
    positions: tuple[int, ...] = ()

    def place(self, index: int) -> Place:
        """Return where the sound row of this index stands."""
        return self.raw.place(self.positions[index])

    def may_hold(self, column: str, value: str) -> bool:
        """Say whether a value is missing only because rows are: it stands in an unsound one, or some were not read."""
        sound = set(self.positions)
        lost = (row.cells.get(column) for position, row in enumerate(self.raw.rows) if position not in sound)
        return not self.raw.is_whole or not self.raw.rows or value in map(str, lost)


def read_rows(raw: RawTable, kind: TableKind[R], zone: ZoneInfo, log: ProblemLog) -> Rows[R]:
    """Return the sound rows of a table.

    Args:
        raw: the table as written.
        kind: of table it is.
        zone: of the airport, for times without offset.
        log: takes the problems.
    """
    reader = _RowReader(raw, kind, zone, log)
    errors = log.errors
    models = {}
    for position in range(len(raw.rows)):
        if log.errors - errors >= MOST_IN_A_TABLE:
            break
        if (model := reader.read(position)) is not None:
            models[position] = model
    if kind.needs_rows and raw.is_whole and not raw.rows:
        log.add(raw.place().error("no_rows", f"{kind.name} has no rows", "add some"))
    return Rows(raw, tuple(models.values()), tuple(models))


class _RowReader(Generic[R]):
    """Reads the rows of one table and remembers what is to be said only once."""

    def __init__(self, raw: RawTable, kind: TableKind[R], zone: ZoneInfo, log: ProblemLog) -> None:
        self._raw = raw
        self._kind = kind
        self._columns = frozenset(kind.columns)
        self._zone = zone
        self._log = log
        self._told: set[str] = set()

    def read(self, position: int) -> R | None:
        """Return the row at a position, or None once the log says what is wrong with it."""
        place = self._raw.place(position)
        cells = self._with_moments(self._known(self._raw.rows[position].cells, place), place)
        if self._kind.model is SCHEDULE.model:
            cells, warning = fill_from_type(cells, place)
            if warning is not None:
                self._log.add(warning)
        try:
            return self._kind.model.model_validate({name: cell for name, cell in cells.items() if cell is not None})
        except ValidationError as error:
            for problem in translate(error, lambda _: place):
                self._log.add(problem)
            return None

    def _known(self, cells: Mapping[str, Any], place: Place) -> dict[str, Any]:
        """Return the cells of known columns; those starting `x_` are carried by turns and mean nothing elsewhere."""
        known = {}
        for name, cell in cells.items():
            if name in self._columns or (name.startswith("x_") and self._kind.model is SCHEDULE.model):
                known[name] = cell
            elif not self._kind.is_open and not name.startswith("x_") and name not in self._told:
                self._told.add(name)
                said = unknown_name("column", name, self._kind.columns)
                self._log.add(place.error("unknown_column", *said, printable(name)))
        return known

    def _with_moments(self, cells: dict[str, Any], place: Place) -> dict[str, Any]:
        moments = {
            name: self._moment(cells[name], name, rounding, place)
            for name, rounding in self._kind.times.items()
            if cells.get(name) is not None
        }
        return cells | moments

    def _moment(self, text: object, column: str, rounding: Rounding, place: Place) -> object:
        moment = self._kind.parse_time(text, self._zone)
        if isinstance(moment, Rejected):
            return Rejected(moment.code, f"{column} {moment.message}", moment.fix)
        rounded = to_minute(moment, rounding)
        if rounded != moment and "seconds" not in self._told:
            self._told.add("seconds")
            ways = " and ".join(f"{name} is rounded {way}" for name, way in self._kind.times.items())
            message = f"{column} has seconds: {ways} to the minute"
            self._log.add(place.warning("seconds", message, "round the times to whole minutes", column))
        return rounded
