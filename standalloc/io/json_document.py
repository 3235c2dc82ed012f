"""JSON text to plain values, each object with the line it starts on, so that problems can name it."""

import json
import json.decoder
import json.scanner
import re
from bisect import bisect_left
from typing import Any

from standalloc.io.problem_log import ProblemLog
from standalloc.io.words import Place, printable


class LocatedDict(dict[str, Any]):
    """A JSON object that knows its line, None where the whole document is one line."""

    line: int | None = None


def read_json(text: str, file: str, log: ProblemLog) -> object | None:
    """Return the value of a JSON text, its objects as `LocatedDict`, or None once the log says why not.

    Args:
        text: of the file.
        file: what problems call it.
        log: takes the problems.
    """
    decoder = _Decoder(text, file, log)
    try:
        value: object = decoder.decode(text)
    except json.JSONDecodeError as error:
        words = printable(error.msg)
        place = Place(file, "", line=error.lineno)
        log.add(place.error("bad_json", f"is not JSON: {words}, column {error.colno}", "correct the line"))
        return None
    except (RecursionError, ValueError):
        log.add(Place(file, "").error("bad_json", "holds a number or a nesting beyond reason", "remove it"))
        return None
    if value is None:
        log.add(Place(file, "").error("bad_document", "holds nothing but null", "docs/files.md says what it holds"))
    return value


class _Decoder(json.JSONDecoder):
    """The standard decoder, by its scanner in Python: the one in C has no room for the line of an object."""

    def __init__(self, text: str, file: str, log: ProblemLog) -> None:
        super().__init__(object_pairs_hook=list)
        self._ends = [match.start() for match in re.finditer("\n", text)]
        self._has_lines = "\n" in text.strip()
        self._file = file
        self._log = log
        self.parse_object = self._object
        self.scan_once = json.scanner.py_make_scanner(self)  # type: ignore[attr-defined]

    def _object(self, text_and_start: tuple[str, int], *rest: Any) -> tuple[LocatedDict, int]:
        pairs, end = json.decoder.JSONObject(text_and_start, *rest)  # type: ignore[attr-defined]
        located = LocatedDict()
        if self._has_lines:
            located.line = bisect_left(self._ends, text_and_start[1] - 1) + 1
        for key, value in pairs:
            if key in located:
                place = Place(self._file, "", line=located.line)
                self._log.add(place.error("duplicate_key", f"key '{printable(key)}' is there twice", "keep one"))
            located[key] = value
        return located, end
