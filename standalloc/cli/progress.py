"""How far a solve is, on standard error: a live line on a terminal, now and then a plain line elsewhere."""

from __future__ import annotations

import time
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext

from rich.live import Live
from rich.text import Text

from standalloc.cli.tables import console
from standalloc.cli.words import joined, number, percent
from standalloc.model import Progress

_PAUSE_S = 5.0


class Meter:
    """Shows the latest report of a solve; pass `report` as its `on_progress`.

    Args:
        time_limit: seconds the solve may take; None where no clock limits it.
        tiers: terms of each tier; none without tiers.
        began: `time.monotonic` when the solve's clock began.
        quiet: show nothing.
    """

    def __init__(
        self, time_limit: float | None, tiers: Sequence[Sequence[str]] = (), *, began: float, quiet: bool = False
    ) -> None:
        self._time_limit = time_limit
        self._tiers = tiers
        self._quiet = quiet
        self._console = console(stderr=True)
        self._began = began
        self._latest = Progress(0.0, None, None)
        self._next_line_s = 0.0

    def shown(self) -> AbstractContextManager[object]:
        """Return a context in which the reports are shown."""
        if self._quiet or not self._console.is_terminal:
            return nullcontext()
        return Live(get_renderable=self._line, console=self._console, refresh_per_second=4, transient=True)

    def report(self, progress: Progress) -> None:
        """Take a report; without a terminal, print the first plan, each new tier, and now and then a line."""
        is_first_plan = self._latest.objective is None and progress.objective is not None
        is_new_tier = progress.tier > self._latest.tier
        self._latest = progress
        is_due = progress.seconds >= self._next_line_s or is_first_plan or is_new_tier
        if self._quiet or self._console.is_terminal or not is_due:
            return
        self._next_line_s = progress.seconds + _PAUSE_S
        self._console.print(progress_text(progress, progress.seconds, self._time_limit, self._tiers), soft_wrap=True)

    def _line(self) -> Text:
        line = progress_text(self._latest, time.monotonic() - self._began, self._time_limit, self._tiers)
        return Text(line, no_wrap=True, overflow="ellipsis")


def progress_text(
    progress: Progress, seconds: float, time_limit: float | None, tiers: Sequence[Sequence[str]] = ()
) -> str:
    """Return seconds, the tier at work, objective, bound, gap, seconds left where known, and stage as one line."""
    parts = [
        f"{seconds:5.0f} s",
        *([f"tier {progress.tier} of {len(tiers)}: {joined(tiers[progress.tier - 1])}"] if progress.tier else []),
        f"objective {_known(progress.objective)}",
        f"bound {_known(progress.bound)}",
        f"gap {'-' if progress.gap is None else percent(progress.gap)}",
        *([] if time_limit is None else [f"{max(0.0, time_limit - seconds):.0f} s left"]),
    ]
    return "  ".join([*parts, progress.stage] if progress.stage else parts)


def _known(value: float | None) -> str:
    return "-" if value is None else number(round(value, 1))
