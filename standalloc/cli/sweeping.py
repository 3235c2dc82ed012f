"""How far a sweep is, on standard error: a bar on a terminal, a line for each run elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn

from standalloc.bench.estimate import Estimate
from standalloc.bench.record import RunRecord
from standalloc.bench.run import Run
from standalloc.cli.tables import console
from standalloc.cli.words import number, printable


class SweepMeter:
    """Shows how the runs of a sweep end, and how long the rest will take.

    Args:
        missing: runs that the sweep is to do.
        total: runs it is to have in the end.
        jobs: how many are at work at once.
    """

    def __init__(self, missing: Sequence[Run], total: int, jobs: int) -> None:
        self.done = total - len(missing)
        self._total = total
        self._estimate = Estimate(missing, jobs)
        self._console = console(stderr=True)
        self._bar = progress_bar(self._console)
        self._task = self._bar.add_task("runs", total=total, completed=self.done, said=self._left())

    @contextmanager
    def shown(self) -> Iterator[None]:
        """Show the bar, where there is a terminal, and what is ahead."""
        if self.done < self._total:
            self._say(f"{self._total - self.done} of {self._total} runs to do, {self._left()}")
        if self._console.is_terminal:
            with self._bar:
                yield
        else:
            yield

    def ended(self, record: RunRecord) -> None:
        """Take a run that has ended."""
        self.done += 1
        self._estimate.ended(record)
        self._bar.update(self._task, completed=self.done, said=self._left())
        if record.error or not self._console.is_terminal:
            self._say(f"{self.done}/{self._total} {run_text(record)}; {self._left()}")

    def _left(self) -> str:
        return f"about {duration(self._estimate.seconds_left)} left"

    def _say(self, text: str) -> None:
        self._bar.console.print(printable(text), soft_wrap=True)


@contextmanager
def preparing(suite: str) -> Iterator[Callable[[int, int], None]]:
    """Yield what takes how many of a suite's instances are made; a terminal shows it."""
    shown = console(stderr=True)
    bar = progress_bar(shown)
    task = bar.add_task("instances", total=None, said=f"preparing {suite}")

    def on_case(done: int, total: int) -> None:
        bar.update(task, completed=done, total=total)

    if not shown.is_terminal:
        yield on_case
        return
    with bar:
        yield on_case


def run_text(record: RunRecord) -> str:
    """Return what came of a run as one line."""
    name = f"{record.instance} {record.config} seed {record.seed}"
    if record.error:
        return f"{name}: {record.status} after {record.seconds:.1f} s: {record.error}"
    return f"{name}: {record.status} {number(record.objective)} in {record.seconds:.1f} s"


def duration(seconds: float) -> str:
    """Return a duration in the unit a person would use."""
    if seconds < 90:
        return f"{seconds:.0f} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 90 else f"{minutes // 60} h {minutes % 60:02} min"


def progress_bar(shown: Console) -> Progress:
    """Return a bar that counts what is done and says the task's `said` beside it."""
    columns = TextColumn("{task.completed:.0f} of {task.total}"), BarColumn(), TextColumn("{task.fields[said]}")
    return Progress(*columns, console=shown, transient=True)
