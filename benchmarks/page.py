"""How fast the planner's page is before a real service, on a day of 300 stands and 2,500 visits.

`python -m benchmarks.page` plans a made-up hub day first come, first served, stores and publishes it in a service on
this machine, and opens it in a headless Chromium of 1920 x 1080 without a graphics card:

* first picture: from the navigation, with an empty cache, to the first task after the frame in which the day was
  drawn; and how much of that was the request for the day's board
* drag judged: from the pointer's move that picks a bar up and carries it over another stand, to the first task after
  the frame that says what the service thinks of that stand, all rows tinted; and how much of that was the request
* publication seen: from the answer to somebody's publication to the words that tell of it on another's page
* pan, zoom: what the main thread spends on a turn of the wheel, and the way from one frame to the next, as in
  `benchmarks.page_drawing`

Each as median / 95th percentile.
"""

import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median, quantiles

import click
from playwright.sync_api import Browser, Page, sync_playwright

import standalloc as sa
from benchmarks.page_drawing import SCREEN, Measure, browser_path, gestures
from benchmarks.page_serving import ALTERNATIVES
from benchmarks.service_load import serving
from standalloc.client import Client
from standalloc.io import instance_document
from standalloc.io.generate import hub_day

OPENINGS = 5
DRAGS = 40
PUBLICATIONS = 10
#: Seconds for the baseline's plan of the day.
PLAN_S = 60

#: Notes when the first board was painted.
FIRST = """
const look = () => {
  if (!document.querySelector("#figures[aria-busy=false] dl")) return requestAnimationFrame(look);
  requestAnimationFrame(() => setTimeout(() => { window.firstPicture = performance.now(); }));
};
requestAnimationFrame(look);
"""
#: Notes when the pointer first moves after it was pressed, and when the tip has then shown an answer.
DRAG = """
window.drags = [];
let begun = null;
addEventListener("pointerdown", () => { begun = 0; }, true);
addEventListener("pointermove", (event) => { if (begun === 0) begun = event.timeStamp; }, true);
const tip = document.querySelector(".gantt-tip");
new MutationObserver(() => {
  if (!begun || tip.hidden || !tip.dataset.answer) return;
  const from = begun;
  begun = null;
  requestAnimationFrame(() => setTimeout(() => window.drags.push(performance.now() - from)));
}).observe(tip, { attributes: true, childList: true });
"""
#: The milliseconds of the requests whose address ends like this.
REQUESTS = """
(end) => performance.getEntriesByType("resource").filter((one) => one.name.endsWith(end)).map((one) => one.duration)
"""
#: Two bars that are seen, on different stands: where one lies, and where it would lie on the other's stand.
PLACES = """
async (count) => {
  const { Gantt } = await import("/page/gantt/gantt.js");
  const element = document.getElementById("gantt");
  const { left, top, right, bottom } = element.getBoundingClientRect();
  const middle = (box) => [box.x + box.width / 2, box.y + box.height / 2];
  const isSeen = ([x, y]) => x > left + 150 && x < right - 30 && y > top + 50 && y < bottom - 180;
  const gantt = Gantt.of(element);
  const bars = window.bars.filter((bar) => bar.stand !== null);
  const seen = bars.filter((bar) => isSeen(middle(gantt.boxOf(bar.turn, bar.visit))));
  const places = seen.map((bar, at) => {
    const { stand } = seen.at(at - 1);
    const [from, to] = [bar.stand, stand].map((place) => middle(gantt.boxOf(bar.turn, bar.visit, place)));
    return { from, to, isElsewhere: stand !== bar.stand };
  });
  return places.filter(({ to, isElsewhere }) => isElsewhere && isSeen(to)).slice(0, count);
}
"""


def store(url: str, turns: int, contact: int, remote: int) -> tuple[str, str, str]:
    """Store a made-up day with a plan.

    Returns:
        The address of the page that shows it, the plan's id, and what the day holds in words.
    """
    with tempfile.TemporaryDirectory() as folder, Client(url) as client:
        hub_day(Path(folder) / "hub", turns=turns, contact=contact, remote=remote, mars=4)
        instance = sa.read(Path(folder) / "hub")
        plan = sa.solve(instance, config="fcfs", time_limit=PLAN_S).plan
        document = instance_document(instance)
        airport, name = document.pop("airport"), document.pop("name")
        client.store_airport("HUB", airport, based_on=0)
        schedule = client.store_schedule("HUB", document, name=name)
        stored = client.store_plan(schedule.id, plan, name="first come, first served")
        client.publish(stored.id, based_on=0)
    words = f"{len(instance.airport.stands)} stands, {len(instance.turns):,} turns, {len(instance.visits):,} visits"
    return f"{url}/page/#airport=HUB&schedule={schedule.id}&plan={stored.id}", stored.id, words


def first_pictures(browser: Browser, address: str) -> tuple[list[float], list[float]]:
    """Return the milliseconds to the first picture of some openings, and of the requests for the day's board."""
    found, requests = [], []
    for _ in range(OPENINGS):
        context = browser.new_context(viewport=SCREEN, bypass_csp=True)
        context.add_init_script(FIRST)
        page = context.new_page()
        page.goto(address)
        page.wait_for_function("window.firstPicture")
        found.append(page.evaluate("window.firstPicture"))
        requests.append(page.evaluate(REQUESTS, "/board")[0])
        context.close()
    return found, requests


def opened(browser: Browser, address: str) -> Page:
    """Return a window on the day, settled."""
    page = browser.new_page(viewport=SCREEN, bypass_csp=True)
    with page.expect_response("**/board") as answer:
        page.goto(address)
    page.evaluate("bars => { window.bars = bars; }", answer.value.json()["bars"])
    page.wait_for_selector("#figures[aria-busy=false] dl")
    page.wait_for_timeout(1000)
    return page


def drags(page: Page) -> tuple[list[float], list[float]]:
    """Carry bars over another stand and back; return the milliseconds to each answer, and of the requests."""
    page.evaluate(f"() => {{ {DRAG} }}")
    for number, place in enumerate(page.evaluate(PLACES, DRAGS), 1):
        page.mouse.move(*place["from"])
        page.mouse.down()
        page.mouse.move(*place["to"])
        page.wait_for_function(f"window.drags.length === {number}")
        page.keyboard.press("Escape")
        page.mouse.up()
    return page.evaluate("window.drags"), page.evaluate(REQUESTS, "/board/stands")


def publications(page: Page, url: str, plan: str) -> list[float]:
    """Publish a plan again and again; return the milliseconds until the page tells of it."""
    found = []
    with Client(url) as client:
        for revision in range(2, PUBLICATIONS + 2):
            client.publish(plan, based_on=revision - 1)
            began = time.perf_counter()
            page.wait_for_function(f"document.getElementById('toasts').innerText.includes('revision {revision} ')")
            found.append(1000 * (time.perf_counter() - began))
    return found


def frames(page: Page) -> dict[str, Measure]:
    """Return the measures of panning and zooming."""
    noting = (ALTERNATIVES / "measure.js").read_text(encoding="utf-8").replace("export function", "function")
    page.evaluate(f"() => {{ {noting}; measured(document.querySelector('#gantt [role=grid]')); }}")
    page.wait_for_function("window.measures")
    return gestures(page)


def told(values: Sequence[float]) -> str:
    """Return median and 95th percentile of milliseconds."""
    return f"{median(values):.0f} / {quantiles(values, n=20)[-1]:.0f} ms"


@click.command()
@click.option("--turns", default=1755, show_default=True)
@click.option("--contact", default=100, show_default=True, help="Contact stands; 12 more are MARS positions.")
@click.option("--remote", default=188, show_default=True, help="Remote stands.")
def main(turns: int, contact: int, remote: int) -> None:
    """Measure the page and print a table in Markdown."""
    with serving(1) as url, sync_playwright() as playwright:
        address, plan, words = store(url, turns, contact, remote)
        browser = playwright.chromium.launch(executable_path=browser_path(), args=["--no-sandbox", "--disable-gpu"])
        first, boards = first_pictures(browser, address)
        page = opened(browser, address)
        judged, requests = drags(page)
        rows = {
            "first picture": told(first),
            "its board": told(boards),
            "drag judged": told(judged),
            "its request": told(requests),
        }
        rows["publication seen"] = told(publications(page, url, plan))
        for name, measure in frames(page).items():
            rows |= {f"{name}, a frame": told(measure.frames), f"{name}, to the next": told(measure.intervals)}
        browser.close()
    click.echo(f"{words}\n\n| measure | median / 95th percentile |\n|---|--:|")
    for name, text in rows.items():
        click.echo(f"| {name} | {text} |")


if __name__ == "__main__":
    main()
