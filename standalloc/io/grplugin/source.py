"""The lines of a stand file, gathered by stand and rule set; those of other airports are only counted."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Final

from standalloc.io.problem_log import ProblemLog
from standalloc.io.text_files import read_text
from standalloc.io.words import Place, path_name, shown

STAND: Final = "STAND"
#: Starts a further rule set of the stand above; a second STAND of the same name does so too.
COPY: Final = "COPY"
#: Lines of the whole file, not of the stand above: preferences of airlines, and names for sets of stands.
STAND_LIST: Final = "STANDLIST"
GROUP: Final = "GROUP"

_COMMENTS: Final = ("//", ";", "#")
#: Values that a STAND may have: airport and name, then, where they are given, latitude, longitude and radius.
_STAND_VALUES: Final = (2, 5)


@dataclass(frozen=True, slots=True)
class Line:
    """A line that says something: its number in the file, its keyword, and what its colons separate after that."""

    number: int
    keyword: str
    values: tuple[str, ...] = ()

    def __str__(self) -> str:
        return ":".join((self.keyword, *self.values))


@dataclass(slots=True)
class RuleSet:
    """Rules an aircraft must meet together to use a stand; another rule set of the stand is an alternative."""

    opening: Line
    lines: list[Line] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class StandFile:
    """What a file says about one airport.

    Attributes:
        name: what problems call the file.
        airport: code of the airport.
        stands: rule sets by name of the stand, in order.
        loose: lines that belong to no stand.
        of_others: number of lines that concern other airports.
        comments: number of comments and blank lines.
    """

    name: str
    airport: str
    stands: Mapping[str, Sequence[RuleSet]]
    loose: Sequence[Line]
    of_others: int
    comments: int

    def lines(self) -> Iterator[Line]:
        """Yield every line of the airport."""
        for rule_set in chain.from_iterable(self.stands.values()):
            yield rule_set.opening
            yield from rule_set.lines
        yield from self.loose

    def place(self, line: Line | None = None) -> Place:
        """Return where a line stands, or where the file does."""
        return Place(self.name, "stands", None, None if line is None else line.number)


def read_stand_file(path: Path, airport: str | None, log: ProblemLog) -> StandFile | None:
    """Return the lines of an airport, or None once the log says why not.

    Args:
        path: of the file.
        airport: code of the airport; None where the file holds only one.
        log: takes the problems.
    """
    name = path_name(path.name)
    text = read_text(path, name, log)
    if text is None:
        return None
    written = text.replace("\r\n", "\n").removesuffix("\n").split("\n")
    lines = [_line(number, words) for number, words in enumerate(written, 1) if _says_something(words)]
    chosen = _airport(lines, airport, Place(name, "stands"), log)
    if chosen is None:
        return None
    gatherer = _Gatherer(chosen, Place(name, "stands"), log)
    for line in lines:
        gatherer.add(line)
    comments = len(written) - len(lines)
    return StandFile(name, chosen, gatherer.stands, gatherer.loose, gatherer.of_others, comments)


def _says_something(text: str) -> bool:
    return bool(text.strip()) and not text.strip().startswith(_COMMENTS)


def _line(number: int, text: str) -> Line:
    keyword, *values = (word.strip() for word in text.split(":"))
    return Line(number, keyword.upper(), tuple(values))


def _airport(lines: Sequence[Line], asked: str | None, place: Place, log: ProblemLog) -> str | None:
    """Return the airport to read: the one asked for, or the only one."""
    there = sorted({line.values[0].upper() for line in lines if line.keyword == STAND and any(line.values[:1])})
    if not there:
        log.add(place.error("no_rows", "holds no line STAND", "name a stand file of the Ground Radar plugin"))
    elif asked is None and len(there) > 1:
        message = f"airport is missing: the file holds stands of {', '.join(there)}"
        log.add(place.error("missing", message, "name one with --airport"))
    elif asked is not None and asked.upper() not in there:
        message = f"airport {shown(asked)} is not one of {', '.join(there)}"
        log.add(place.error("bad_choice", message, "name one of these with --airport"))
    else:
        return there[0] if asked is None else asked.upper()
    return None


class _Gatherer:
    """Puts each line where it belongs."""

    def __init__(self, airport: str, place: Place, log: ProblemLog) -> None:
        self.stands: dict[str, list[RuleSet]] = {}
        self.loose: list[Line] = []
        self.of_others = 0
        self._airport = airport
        self._place = place
        self._log = log
        self._rule_sets: list[RuleSet] | None = None
        self._is_other = False

    def add(self, line: Line) -> None:
        """Take in the next line."""
        if line.keyword == STAND:
            self._open(line)
        elif line.keyword == STAND_LIST:
            self._add_loose(line, is_other=bool(line.values) and line.values[0].upper() != self._airport)
        elif line.keyword == GROUP:
            self._add_loose(line, is_other=self._is_other)
        elif self._is_other:
            self.of_others += 1
        elif self._rule_sets is None:
            message = f"{shown(line.keyword)} comes before any STAND"
            self._error(line, "missing", message, "put it below the line STAND it belongs to")
        elif line.keyword == COPY:
            self._rule_sets.append(RuleSet(line))
        else:
            self._rule_sets[-1].lines.append(line)

    def _open(self, line: Line) -> None:
        """Begin a stand, or a further rule set of one that is there already."""
        airport, name = (*line.values, "", "")[:2]
        self._is_other = bool(airport) and airport.upper() != self._airport
        if self._is_other:
            self.of_others += 1
            return
        self._rule_sets = self.stands.setdefault(name, [])
        self._rule_sets.append(RuleSet(line))
        if not airport or not name:
            self._error(line, "missing", f"{shown(str(line))} lacks an airport or a name", "write STAND:LSZH:A02")
        elif not name.isprintable():
            message = f"stand {shown(name)} holds characters that cannot be printed"
            self._error(line, "bad_text", message, "write printable characters only")
        elif len(line.values) not in _STAND_VALUES:
            fix = "write STAND:airport:name, or STAND:airport:name:latitude:longitude:radius"
            self._error(line, "cell_count", f"STAND has {len(line.values)} values, not 2 or 5", fix)

    def _add_loose(self, line: Line, *, is_other: bool) -> None:
        if is_other:
            self.of_others += 1
        else:
            self.loose.append(line)

    def _error(self, line: Line, code: str, message: str, fix: str) -> None:
        place = Place(self._place.file, self._place.table, line=line.number)
        self._log.add(place.error(code, message, fix, line.keyword))
