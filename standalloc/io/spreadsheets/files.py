"""The files of a source and the sheets in them."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from standalloc.io.csv_table import MOST_ROWS, csv_lines
from standalloc.io.folder import files_of
from standalloc.io.problem_log import ProblemLog
from standalloc.io.spreadsheets.extract import matches
from standalloc.io.spreadsheets.mapping import Reading, TableMap
from standalloc.io.spreadsheets.sheet import Sheet, SheetRow, plain
from standalloc.io.spreadsheets.workbook import read_workbook
from standalloc.io.text_files import read_text
from standalloc.io.words import Place, nearest, path_name, printable

WORKBOOKS: Final = (".xlsx", ".xlsm")
TEXTS: Final = (".csv", ".txt", ".tsv")


class Files:
    """The CSVs and workbooks of a source, a file or a folder; a workbook is read once."""

    def __init__(self, source: Path, log: ProblemLog) -> None:
        self._folder = source if source.is_dir() else source.parent
        self._log = log
        self._workbooks: dict[str, Mapping[str, Sheet] | None] = {}
        found = files_of(source) if source.is_dir() else (source.name,)
        #: Names of the files, in order; `~$` begins what Excel writes beside a workbook that is open.
        self.names = tuple(n for n in found if n.lower().endswith((*WORKBOOKS, *TEXTS)) and not n.startswith("~$"))

    def sheets(self, table: TableMap, defaults: Reading) -> list[Sheet]:
        """Return the sheets a section names, none once the log says why not.

        Raises:
            ModuleNotFoundError: a workbook is to be read and openpyxl is not installed.
        """
        reading = table.layout.over(defaults)
        sheets = (self._sheet(name, table, reading) for name in self._chosen(table))
        return [sheet for sheet in sheets if sheet is not None]

    def all_sheets(self, reading: Reading) -> list[tuple[str, str | None, Sheet]]:
        """Return every sheet of every file with the file's name, and with its own in a workbook.

        Raises:
            ModuleNotFoundError: there is a workbook and openpyxl is not installed.
        """
        found: list[tuple[str, str | None, Sheet]] = []
        for name in self.names:
            if is_workbook(name):
                found += [(name, title, sheet) for title, sheet in (self._workbook(name) or {}).items()]
            elif (sheet := self._text(name, reading)) is not None:
                found.append((name, None, sheet))
        return found

    def _chosen(self, table: TableMap) -> Sequence[str]:
        pattern = table.layout.file
        if pattern is None and len(self.names) == 1:
            return self.names
        chosen = [name for name in self.names if pattern is not None and matches(plain(name), pattern)]
        if not chosen:
            held = ", ".join(map(path_name, self.names)) or f"no file ending in {', '.join((*WORKBOOKS, *TEXTS))}"
            message = "file is missing" if pattern is None else f"file '{printable(pattern)}' is not there"
            place = table.place("file")
            self._log.add(place.error("missing_file", message, f"name one of SOURCE, which holds {held}", "file"))
        return chosen

    def _sheet(self, name: str, table: TableMap, reading: Reading) -> Sheet | None:
        wanted = table.layout.sheet
        if not is_workbook(name):
            if wanted is not None:
                message = f"sheet '{printable(wanted)}' is of {path_name(name)}, which is no workbook"
                self._log.add(table.place("sheet").error("unknown_sheet", message, "remove it", "sheet"))
            return self._text(name, reading)
        workbook = self._workbook(name)
        if not workbook:
            return None
        if wanted is None:
            return next(iter(workbook.values()))
        found = next((sheet for title, sheet in workbook.items() if plain(title) == plain(wanted)), None)
        if found is None:
            meant = nearest(wanted, [title.lower() for title in workbook])
            message = f"sheet '{printable(wanted)}' is not in {path_name(name)}"
            message += f"; did you mean {printable(meant)}?" if meant else ""
            fix = f"its sheets are {', '.join(map(printable, workbook))}"
            self._log.add(table.place("sheet").error("unknown_sheet", message, fix, "sheet"))
        return found

    def _workbook(self, name: str) -> Mapping[str, Sheet] | None:
        if name not in self._workbooks:
            self._workbooks[name] = read_workbook(self._folder / name, path_name(name), self._log)
        return self._workbooks[name]

    def _text(self, name: str, reading: Reading) -> Sheet | None:
        file = path_name(name)
        text = read_text(self._folder / name, file, self._log, reading.encoding or "UTF-8")
        if text is None:
            return None
        delimiter = reading.delimiter or ("\t" if "\t" in text.lstrip("\r\n").partition("\n")[0] else None)
        rows: list[SheetRow] = []
        for line, cells in csv_lines(text, Place(file, ""), self._log, delimiter):
            if len(rows) > MOST_ROWS:
                self._log.add(Place(file, "").error("too_large", f"has more than {MOST_ROWS:,} rows", "split it"))
                return None
            rows.append(SheetRow(line, tuple(cell.strip() for cell in cells)))
        return Sheet(file, tuple(rows), is_text=True)


def is_workbook(name: str) -> bool:
    """Say whether a file is one by its name."""
    return name.lower().endswith(WORKBOOKS)
