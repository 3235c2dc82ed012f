"""One solve in its own process: prints what came out as JSON, with the progress on the way.

A process of its own, so that its clock begins with it and its memory is its own.
"""

import json
from pathlib import Path

import click

import standalloc as sa
from standalloc.cli.clock import process_began
from standalloc.io import result_document, write_text
from standalloc.io.svo import timetable_text

Event = tuple[float, float | None, float | None, str, int]


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--schedule", help="Day of the schedule, where there are several.")
@click.option("--time-limit", type=float, required=True)
@click.option("--config", required=True)
@click.option("--workers", type=int, required=True)
@click.option("--timetable", type=click.Path(path_type=Path), help="Write the filled timetable of Sheremetyevo here.")
def main(
    folder: Path, schedule: str | None, time_limit: float, config: str, workers: int, timetable: Path | None
) -> None:
    """Solve the day in FOLDER."""
    began = process_began()
    instance = sa.read(folder, day=schedule)
    events: list[Event] = []

    def record(progress: sa.Progress) -> None:
        events.append((progress.seconds, progress.objective, progress.bound, progress.stage, progress.tier))

    result = sa.solve(instance, time_limit=time_limit, workers=workers, config=config, on_progress=record, began=began)
    if timetable is not None:
        day = next(path for path in folder.glob("[0-9]*.csv"))
        write_text(timetable, timetable_text(folder, day, result.plan, instance))
    document = result_document(result, instance)
    del document["plan"]
    click.echo(json.dumps({**document, "progress": events}))


if __name__ == "__main__":
    main()
