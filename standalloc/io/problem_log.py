"""The list every reader adds to: each problem found, but no more than a screenful of one kind."""

from collections import Counter
from typing import Final

from standalloc.model import Problem

#: Problems of one code and file that are kept; the rest are counted.
MOST_OF_A_KIND: Final = 50
#: Errors in one table after which its further rows are not read: it is not the table it should be.
MOST_IN_A_TABLE: Final = 1000


class ProblemLog:
    """Collects problems in the order they are found."""

    def __init__(self) -> None:
        self._kept: list[Problem] = []
        self._count: Counter[tuple[str, str, str | None]] = Counter()
        #: Errors found so far, those that were only counted included.
        self.errors = 0

    def add(self, problem: Problem) -> None:
        """Take in a problem; beyond `MOST_OF_A_KIND` of one kind it is only counted."""
        kind = _kind(problem)
        self._count[kind] += 1
        self.errors += problem.severity == "error"
        if self._count[kind] <= MOST_OF_A_KIND:
            self._kept.append(problem)

    def problems(self) -> list[Problem]:
        """Return the problems kept, then one line for every kind of which more were found."""
        seen: set[tuple[str, str, str | None]] = set()
        rest = []
        for problem in self._kept:
            kind = _kind(problem)
            more = self._count[kind] - MOST_OF_A_KIND
            if more > 0 and kind not in seen:
                seen.add(kind)
                rest.append(
                    Problem(
                        problem.code,
                        f"and at least {more} more of this kind",
                        fix="mend those above first",
                        severity=problem.severity,
                        table=problem.table,
                        file=problem.file,
                    )
                )
        return self._kept + rest


def _kind(problem: Problem) -> tuple[str, str, str | None]:
    return problem.severity, problem.code, problem.file
