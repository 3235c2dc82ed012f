"""What became of every line of a stand file: taken over as it says, approximated, or passed over."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from enum import IntEnum
from typing import Final

from standalloc.io.grplugin.source import GROUP, STAND_LIST, Line, StandFile


class Verdict(IntEnum):
    """What became of a line, the worst last."""

    UNDERSTOOD = 0
    APPROXIMATED = 1
    IGNORED = 2


_COMMENTS: Final = "comments and blank lines"
_OTHERS: Final = "lines of other airports"


class Tally:
    """Keeps the verdict of each line; of several, the worst."""

    def __init__(self) -> None:
        self._verdicts: dict[int, Verdict] = {}

    def judge(self, line: Line, verdict: Verdict) -> None:
        """Note what became of a line."""
        self._verdicts[line.number] = max(verdict, self._verdicts.get(line.number, verdict))

    def verdict(self, line: Line) -> Verdict:
        """Return what became of a line that was judged."""
        return self._verdicts[line.number]

    def counts(self, file: StandFile) -> dict[str, tuple[int, int, int]]:
        """Return by rule how many lines were understood, approximated and ignored: every line of the file once."""
        counts: Counter[tuple[str, Verdict]] = Counter()
        lines = list(file.lines())
        for line in lines:
            counts[line.keyword, self.verdict(line)] += 1
        counts[_OTHERS, Verdict.IGNORED] = file.of_others
        counts[_COMMENTS, Verdict.IGNORED] = file.comments
        names = sorted({line.keyword for line in lines}, key=lambda name: (name in {STAND_LIST, GROUP}, name))
        rows = {name: _row(counts, name) for name in (*names, _OTHERS, _COMMENTS)}
        return {name: row for name, row in rows.items() if any(row)}


def table_lines(counts: Mapping[str, tuple[int, int, int]]) -> Iterator[str]:
    """Yield the counts as lines of text, the sums last."""
    header = ("lines by rule", *(verdict.name.lower() for verdict in Verdict))
    sums = tuple(map(sum, zip(*counts.values(), strict=True)))
    rows: Sequence[tuple[object, ...]] = (header, *((name, *row) for name, row in counts.items()), ("sum", *sums))
    for name, *cells in rows:
        yield f"{name:<26}" + "".join(f"{cell:>14}" for cell in cells)


def _row(counts: Counter[tuple[str, Verdict]], name: str) -> tuple[int, int, int]:
    understood, approximated, ignored = (counts[name, verdict] for verdict in Verdict)
    return understood, approximated, ignored
