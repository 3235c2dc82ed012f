"""How fast the planner's page draws 300 stands with 2,500 bars, beside other means.

`python -m benchmarks.page_drawing` opens each candidate, a page of `page_alternatives/`, in a headless Chromium of
1920 x 1080 without a graphics card:

* `gantt`: the page's own Gantt on a canvas
* `svg`: one rectangle and one text of SVG for each bar
* `html`: one HTML element for each bar
* `nicegui`: ECharts with a custom series under NiceGUI, where the Python of `--nicegui` has it

First picture: from the navigation to the first task after the frame in which the day was painted.
Frame: what the main thread spends on one turn of the mouse wheel, from the event over requestAnimationFrame to the
first task after the frame. The way from one frame to the next is taken as well: it is never under 16.7 ms, a refresh
of the screen, and longer where the browser's other threads, which raster and compose, do not keep up. `long` counts
the frames over 50 ms by the browser's own reckoning (PerformanceObserver, `long-animation-frame`). All of it is noted
in the page, by `page_alternatives/measure.js`. Frames are given as median / 95th percentile.
"""

import json
import shutil
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles

import click
from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.page_day import board
from benchmarks.page_serving import ALTERNATIVES, served

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
SCREEN = {"width": 1920, "height": 1080}
CANDIDATES = ("gantt", "svg", "html", "nicegui")
OPENINGS = 5
TURNS = 120
NICEGUI_PORT = 8731


@dataclass(frozen=True, slots=True)
class Measure:
    """Frames of one gesture, in milliseconds.

    Attributes:
        frames: from input to picture.
        intervals: from one picture to the next.
        long: how many took the browser more than 50 ms.
    """

    frames: list[float]
    intervals: list[float]
    long: int


@contextmanager
def nicegui(python: str, day: bytes, folder: Path) -> Iterator[str]:
    """Serve the board with NiceGUI and yield its address."""
    path = folder / "board.json"
    path.write_bytes(day)
    process = subprocess.Popen([python, str(ALTERNATIVES / "nicegui_echarts.py"), str(path), str(NICEGUI_PORT)])
    url = f"http://127.0.0.1:{NICEGUI_PORT}"
    try:
        for _ in range(100):
            try:
                urllib.request.urlopen(url, timeout=1).close()
                break
            except OSError:
                time.sleep(0.2)
        yield url
    finally:
        process.terminate()
        process.wait()


def first_pictures(browser: Browser, url: str) -> list[float]:
    """Return the milliseconds from navigation to the first picture of some openings, each with an empty cache."""
    found = []
    for _ in range(OPENINGS):
        context = browser.new_context(viewport=SCREEN)
        page = context.new_page()
        page.goto(url)
        page.wait_for_function("window.measures", timeout=60_000)
        found.append(page.evaluate("window.measures.first"))
        context.close()
    return found


def gesture(page: Page, turns: list[tuple[float, float]], *, control: bool = False) -> Measure:
    """Turn the wheel by each of some distances and return what the page noted meanwhile."""
    noted = page.evaluate("([turns, control]) => window.measures.turn(turns, control)", [turns, control])
    return Measure(noted["frames"], noted["intervals"], noted["long"])


def measured(browser: Browser, url: str) -> dict[str, Measure]:
    """Return the measures of a page of its own."""
    page = browser.new_page(viewport=SCREEN)
    page.goto(url)
    page.wait_for_function("window.measures", timeout=60_000)
    page.wait_for_timeout(500)
    found = gestures(page)
    page.close()
    return found


def gestures(page: Page) -> dict[str, Measure]:
    """Return the measures of zooming in and out, and of panning both ways at the zoom in between."""
    closer = [(0.0, -60.0)] * (TURNS // 2)
    zoom = gesture(page, closer + [(0.0, 60.0)] * (TURNS // 2), control=True)
    gesture(page, closer[: TURNS // 6], control=True)
    across = [(80.0, 0.0)] * (TURNS // 4) + [(-80.0, 0.0)] * (TURNS // 4)
    down = [(0.0, 90.0)] * (TURNS // 4) + [(0.0, -90.0)] * (TURNS // 4)
    return {"pan": gesture(page, across + down), "zoom": zoom}


def browser_path() -> str:
    """Return where the browser of the machine is.

    Raises:
        ClickException: there is none.
    """
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if found is None:
        raise click.ClickException(f"none of {', '.join(BROWSERS)} is on the PATH")
    return found


def line(name: str, first: list[float], measures: dict[str, Measure]) -> str:
    """Return a candidate's figures as a row of a table."""
    cells = [name, f"{median(first) / 1000:.2f} s"]
    for measure in measures.values():
        for values in (measure.frames, measure.intervals):
            cells.append(f"{median(values):.1f} / {quantiles(values, n=20)[-1]:.1f} ms")
        cells.append(str(measure.long))
    return f"| {' | '.join(cells)} |"


@click.command()
@click.option("--stands", default=300, show_default=True)
@click.option("--bars", default=2500, show_default=True)
@click.option("--only", type=click.Choice(CANDIDATES), multiple=True, help="Measure these alone.")
@click.option("--nicegui", "python", default="", help="A Python that has NiceGUI; without one it is left out.")
@click.option("--folder", type=click.Path(path_type=Path, file_okay=False), default=Path(), help="For NiceGUI's board.")
def main(stands: int, bars: int, only: tuple[str, ...], python: str, folder: Path) -> None:
    """Measure the candidates and print a table in Markdown."""
    day = json.dumps(board(stands, bars)).encode()
    click.echo("| means | first picture | pan: frame | to the next | long | zoom: frame | to the next | long |")
    click.echo("|---|--:|--:|--:|--:|--:|--:|--:|")
    with sync_playwright() as playwright, served(day) as url:
        browser = playwright.chromium.launch(executable_path=browser_path(), args=["--no-sandbox", "--disable-gpu"])
        for name in only or CANDIDATES:
            if name != "nicegui":
                address = f"{url}/{name}.html"
                click.echo(line(name, first_pictures(browser, address), measured(browser, address)))
            elif python:
                with nicegui(python, day, folder) as address:
                    click.echo(line(name, first_pictures(browser, address), measured(browser, address)))
        browser.close()


if __name__ == "__main__":
    main()
