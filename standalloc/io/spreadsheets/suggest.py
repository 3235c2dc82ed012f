"""A map to start from: sections for the sheets that are recognised, comments for all that is not."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from standalloc.io.foreign import settle
from standalloc.io.problem_log import ProblemLog
from standalloc.io.spreadsheets.clock import DateForm, LocalTime, TimeCells, read_time
from standalloc.io.spreadsheets.columns import kind_of
from standalloc.io.spreadsheets.files import Files, is_workbook
from standalloc.io.spreadsheets.mapping import Reading
from standalloc.io.spreadsheets.recognise import Recognised, find_name, recognise
from standalloc.io.spreadsheets.sheet import Sheet, Value, header_of, plain, text_of
from standalloc.io.spreadsheets.synonyms import ARRIVAL_DATES, CHOICES, DATES, DEPARTURE_DATES, plain_name
from standalloc.io.spreadsheets.toml_text import toml_string
from standalloc.io.words import path_name, printable
from standalloc.model import Problem

#: Forms of dates in the order in which they are tried; ISO 8601 needs none.
DATE_FORMS: Final = (
    *("dd.mm.yyyy", "dd/mm/yyyy", "mm/dd/yyyy", "dd-mm-yyyy", "yyyy/mm/dd", "yyyymmdd"),
    *("dd-mmm-yyyy", "dd-mmm-yy", "dd mmm yyyy", "ddmmmyyyy", "ddmmmyy", "dd.mm.yy", "dd/mm/yy", "mm/dd/yy"),
)
#: Encodings in the order in which they are tried; the last takes whatever there is.
_ENCODINGS: Final = ("UTF-8", "cp1252", "latin-1")
_SEPARATORS: Final = ("/", ",", ";", "|", "+")
_PAIR: Final = ("arrival_time", "departure_time")
#: Different values of a choice that are listed.
_MOST_VALUES: Final = 20
_MOVEMENTS: Final = "movements"

_HEAD: Final = """\
# A map to start from: correct it where it guesses wrong. docs/formats.md says what can be in it.

[airport]
code = "XYZ"                    # the airport's code: fill it in
timezone = "UTC"                # as in "Europe/Paris": fill it in
"""


def suggest_map(source: Path) -> str:
    """Return the text of a map for the sheets of a source.

    Args:
        source: a CSV, a workbook of Excel, or a folder of them.

    Raises:
        InputError: there is no file in it that can be read.
        ModuleNotFoundError: there is a workbook and openpyxl is not installed.
    """
    log = ProblemLog()
    encoding, sheets = _sheets(source, log)
    settle(log)
    known = [(file, title, sheet, recognise(sheet)) for file, title, sheet in sheets]
    tables = [found.table for *_, found in known if found is not None]
    text = _HEAD
    if encoding != "UTF-8":
        text += f"\n[source]\nencoding = {toml_string(encoding)}\n"
    for file, title, sheet, found in known:
        lines = _unknown(sheet) if found is None else _Section(found, tables).lines(file, title, len(known) > 1)
        text += "\n" + "".join(f"{line}\n" for line in lines)
    link = next((found for *_, found in known if found is not None and found.table == _MOVEMENTS), None)
    return text if link is None else text + "\n" + "".join(f"{line}\n" for line in _turns(link))


def _sheets(source: Path, log: ProblemLog) -> tuple[str, list[tuple[str, str | None, Sheet]]]:
    """Return the sheets of a source and the encoding in which all its texts can be read."""
    for encoding in _ENCODINGS:
        attempt = ProblemLog()
        files = Files(source, attempt)
        sheets = files.all_sheets(Reading(encoding=encoding))
        if not any(problem.code == "bad_encoding" for problem in attempt.problems()):
            break
    for problem in attempt.problems():
        log.add(problem)
    if not files.names:
        fix = "name a CSV, a workbook (.xlsx), or a folder that holds some"
        log.add(Problem("missing_file", "holds no spreadsheets", fix=fix, file=path_name(source)))
    return encoding, sheets


def _unknown(sheet: Sheet) -> Iterator[str]:
    titles = header_of(sheet.rows[0]).titles if sheet.rows else ()
    held = ", ".join(printable(title) for title in titles if title) or "nothing"
    yield f"# {sheet.file} is not recognised. Its first row: {held}"


def _turns(found: Recognised) -> Iterator[str]:
    """Yield the section that says how movements become turns."""
    links = (("linked_flight", "flight"), ("rotation", "rotation"), ("registration", "registration"))
    link = next((link for column, link in links if column in found.columns), None)
    yield "[turns]"
    if link is None:
        yield "# No column says which departure an arrival becomes: map registration, rotation or linked_flight."
    yield f'link = "{link or "registration"}"             # registration, rotation or flight'


class _Section:
    """Writes the section of one sheet."""

    def __init__(self, found: Recognised, tables: Sequence[str]) -> None:
        self._found = found
        names = ["schedule" if table == _MOVEMENTS else table for table in tables]
        self._name = "schedule" if found.table == _MOVEMENTS else found.table
        self._is_list = names.count(self._name) > 1
        self._used = set(found.columns.values())
        self._needs_day = False

    def lines(self, file: str, title: str | None, is_named: bool) -> Iterator[str]:
        """Yield the lines of the section.

        Args:
            file: name of the sheet's file.
            title: of the sheet in a workbook.
            is_named: whether there are other sheets.
        """
        columns = list(self._columns())
        yield f"[[{self._name}]]" if self._is_list else f"[{self._name}]"
        if is_named or is_workbook(file):
            yield f"file = {toml_string(file)}"
        if title is not None:
            yield f"sheet = {toml_string(title)}"
        if not self._found.is_first:
            yield f"header = {self._found.row}"
        yield from self._reading()
        yield ""
        yield f"[{self._name}.columns]"
        yield from columns
        yield from self._left_over()
        yield from self._constants()
        yield from self._values()

    def _columns(self) -> Iterator[str]:
        for ours, position in self._found.columns.items():
            title = toml_string(self._found.name(position))
            kind = kind_of(self._name, ours)
            if kind == "time":
                yield f"{ours} = {self._time(ours, position)}"
            elif kind == "metres" and re.search(r"\b(ft|feet)\b", self._found.name(position).casefold()):
                yield f'{ours} = {{ column = {title}, unit = "ft" }}'
            elif kind == "minutes" and any(":" in text for text in self._texts(position)):
                yield f'{ours} = {{ column = {title}, unit = "hh:mm" }}'
            elif kind == "list" and (separator := self._separator(position)) is not None:
                yield f"{ours} = {{ column = {title}, separator = {toml_string(separator)} }}"
            else:
                yield f"{ours} = {title}"

    def _time(self, ours: str, position: int) -> str:
        """Return where a time is: in one column, or with its date in another."""
        title = toml_string(self._found.name(position))
        if not self._is_undated(position):
            return title
        date = self._date_of(ours, position)
        if date is None:
            self._needs_day = True
            return title
        self._used.add(date)
        return f"{{ date = {toml_string(self._found.name(date))}, time = {title} }}"

    def _date_of(self, ours: str, position: int) -> int | None:
        title = plain_name(self._found.header.titles[position])
        is_departure = ours == "departure_time" or title in ("std", "sobt", "etd")
        own = DEPARTURE_DATES if is_departure else ARRIVAL_DATES
        found = find_name(self._found.header, own)
        return find_name(self._found.header, DATES) if found is None else found

    def _is_undated(self, position: int) -> bool:
        """Say whether the first time of a column that can be read at all comes without a date."""
        for value in self._filled(position):
            for form in (None, *map(DateForm.parse, DATE_FORMS)):
                if isinstance(read_time(TimeCells(value), form, None), LocalTime | str):
                    return False
            if isinstance(read_time(TimeCells(value, "2030-06-01"), None, None), LocalTime):
                return True
        return False

    def _reading(self) -> Iterator[str]:
        """Yield the keys that say how cells are read, where that is not as usual."""
        columns = self._found.columns
        times = {position for ours, position in columns.items() if kind_of(self._name, ours) == "time"}
        dates_apart = self._used.difference(columns.values())
        values = [value for position in sorted(times | dates_apart) for value in self._filled(position)]
        form = _date_form([value for value in values if isinstance(value, str)])
        if form is not None:
            yield f'date_form = "{form}"'
        if self._needs_day:
            yield "base_date = 2030-06-01          # the day of times without a date: fill it in, or give --day"
        dates = [self._date_of(ours, self._found.columns[ours]) for ours in self._found.columns if ours in _PAIR]
        if len(dates) == 2 and dates[0] == dates[1] and self._is_undated(self._found.columns["departure_time"]):
            yield "overnight = true                # a departure before its arrival is the next day's"
        numbers = [at for ours, at in self._found.columns.items() if kind_of(self._name, ours) in ("metres", "number")]
        if any(_has_decimal_comma(text) for at in numbers for text in self._texts(at)):
            yield 'decimal = ","'

    def _separator(self, position: int) -> str | None:
        texts = self._texts(position)
        return next((sign for sign in _SEPARATORS if any(sign in text for text in texts)), None)

    def _left_over(self) -> Iterator[str]:
        """Yield comments on the columns that are not used, each with what it holds."""
        for position, title in enumerate(self._found.header.titles):
            if title and position not in self._used:
                sample = next(iter(self._texts(position)), "")
                yield f"# not used: {printable(title)}" + (f", such as {printable(sample)}" if sample else "")

    def _constants(self) -> Iterator[str]:
        """Yield the way of all rows, where the title of their times says it."""
        if self._found.table != _MOVEMENTS or "direction" in self._found.columns:
            return
        title = plain_name(self._found.header.titles[self._found.columns["time"]])
        way = "arrival" if title in ("sta", "sibt", "eta") else "departure" if title in ("std", "sobt", "etd") else "?"
        yield ""
        yield "[schedule.constants]"
        yield f'direction = "{way}"         # arrival or departure'

    def _values(self) -> Iterator[str]:
        """Yield what the words of a choice mean, where one is not ours already."""
        for (table, ours), meanings in CHOICES.items():
            position = self._found.columns.get(ours)
            if table != self._name or position is None:
                continue
            given = {text: meanings.get(plain(text)) for text in self._texts(position)[:_MOST_VALUES]}
            if all(value and (ours == "direction" or value == plain(text)) for text, value in given.items()):
                continue  # read as it is
            yield ""
            yield f"[{self._name}.values.{ours}]"
            for text, value in given.items():
                yield f"{toml_string(text)} = " + (f'"{value}"' if value else '"?"    # fill it in')

    def _filled(self, position: int) -> list[Value]:
        values = (row.values[position] for row in self._found.rows if position < len(row.values))
        return [value for value in values if text_of(value)]

    def _texts(self, position: int) -> list[str]:
        """Return the different texts of a column."""
        return list(dict.fromkeys(map(text_of, self._filled(position))))


def _date_form(texts: Sequence[str]) -> str | None:
    """Return the first form that all texts which are no times alone are dates of; None where they need none."""
    dates = [text for text in texts if not isinstance(_undated(text), LocalTime)]
    if not dates or all(_is_date(text, None) for text in dates):
        return None
    return next((form for form in DATE_FORMS if all(_is_date(text, form) for text in dates)), None)


def _undated(text: str) -> object:
    return read_time(TimeCells(text, "2030-06-01"), None, None) if len(text) < 8 else None


def _is_date(text: str, form: str | None) -> bool:
    cells = TimeCells("0:00", text)
    return isinstance(read_time(cells, None if form is None else DateForm.parse(form), None), LocalTime)


def _has_decimal_comma(text: str) -> bool:
    whole, comma, rest = text.partition(",")
    return bool(comma) and whole.isdigit() and rest.isdigit()
