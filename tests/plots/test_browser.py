"""The page in a real browser: its script runs without an error and does what its buttons promise."""

import json
import math
import re
import shlex
import shutil
import subprocess
from html import unescape

import pytest

from standalloc.plots import gantt_html

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
QUIET = shlex.split(
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --window-size=1366,768 --dump-dom"
)
POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')

USE = """
const report = {};
const page = document.documentElement;
const chart = document.getElementById("chart");
const sheet = chart.querySelector(".sheet");
const bar = (name, number = 0) => chart.querySelectorAll(`.bar[data-turn="${name}"]`)[number];
const click = (id) => document.getElementById(id).click();
const width = () => parseFloat(getComputedStyle(sheet).getPropertyValue("--time"));
const send = (element, Kind, name, more) => element.dispatchEvent(new Kind(name, { bubbles: true, ...more }));
const point = (element) => send(element, PointerEvent, "pointermove", { clientX: 300, clientY: 300 });
const type = (text) => {
  const field = document.getElementById("find");
  field.value = text;
  send(field, Event, "input");
};
const press = (key) => send(document.getElementById("find"), KeyboardEvent, "keydown", { key });
const marked = (name) => [...chart.querySelectorAll(`.bar.${name}`)].map((bar) => bar.dataset.turn);
const words = (row) => [...row.cells].map((cell) => cell.textContent);
const told = () => [...document.querySelectorAll("#tip tr")].map(words);

const room = chart.clientWidth - chart.querySelector(".names").offsetWidth;
report.fits = Math.abs(width() - room) <= room * 0.02;
report.label = bar("short").querySelector("text").textContent;
const first = width();
click("farther"); click("farther"); report.fartherLabel = bar("short").querySelector("text").textContent;
click("fit"); click("nearer"); report.nearer = width() / first;
for (const _ of "1234") click("nearer");
chart.scrollLeft += bar("long", 1).getBoundingClientRect().left - chart.getBoundingClientRect().left + 600;
click("nearer");
report.follows = Number(bar("long", 1).querySelector("text").getAttribute("x")) > 300;
click("fit"); send(chart, WheelEvent, "wheel", { ctrlKey: true, deltaY: -200 }); report.wheel = width() / first;
send(chart, WheelEvent, "wheel", { deltaY: -200 }); report.plainWheel = width() / first;
click("fit"); report.fitAgain = width() === first;

point(bar("bused").querySelector(".body")); report.tooltip = told();
report.tipShown = !document.getElementById("tip").hidden;
point(bar("long", 1).querySelector(".body"));
const kind = (element) => element.getAttribute("class").split(" ")[0];
report.together = [...chart.querySelectorAll(".together")].map(kind).sort();
point([...chart.querySelectorAll(".stand")].find((row) => row.textContent.startsWith("C2"))); report.stand = told()[0];
point(chart.querySelector(".on-exclusion rect")); report.block = told()[1];
sheet.dispatchEvent(new PointerEvent("pointerleave")); report.tipHidden = document.getElementById("tip").hidden;

type("aa2"); report.found = marked("found"); report.count = document.getElementById("count").textContent;
press("Enter"); report.next = document.getElementById("count").textContent;
type("nothing"); report.none = document.getElementById("count").textContent;
press("Escape"); report.cleared = marked("found");
send(bar("wide").querySelector(".body"), MouseEvent, "click"); report.clicked = marked("found");
type("");

const tows = document.querySelector(".legend input[value=tow]");
report.towShown = getComputedStyle(chart.querySelector(".link")).display;
tows.click(); report.towHidden = getComputedStyle(chart.querySelector(".link")).display;
report.places = [...document.getElementById("places").options].map((option) => option.textContent);
report.titles = sheet.querySelectorAll("title").length;
report.overflow = [...chart.querySelectorAll(".bar")].filter((bar) => {
  const text = bar.querySelector("text");
  return text.textContent && text.getBBox().x + text.getBBox().width > bar.getBoundingClientRect().width + 1;
}).length;
page.dataset.report = JSON.stringify(report);
"""


SERVED = """
const report = {};
const chart = document.getElementById("chart");
const bar = (name) => chart.querySelector(`.bar[data-turn="${name}"]`);
const point = (element) => element.dispatchEvent(new PointerEvent("pointermove", { bubbles: true, clientX: 300 }));
const words = (row) => [...row.cells].map((cell) => cell.textContent);
const told = () => [...document.querySelectorAll("#tip tr")].map(words);
point(chart.querySelector(".profile .layer.buses")); report.buses = told();
point([...chart.querySelectorAll(".profile .ground")].at(-1)); report.tugs = told();
point(bar("C").querySelector(".missed")); report.missed = told();
const hides = (value, element) => {
  document.querySelector(`.legend input[value=${value}]`).click();
  return getComputedStyle(element).display;
};
report.unused = [getComputedStyle(bar("B")).display, hides("unused", bar("B"))];
for (const list of document.querySelectorAll("details")) {
  list.open = true;
  const box = list.querySelector("ul").getBoundingClientRect();
  report.inView = (report.inView ?? true) && box.left >= 0 && box.right <= innerWidth && box.width > 100;
}
report.overlaps = [];
for (const step of Array(12).keys()) {
  document.getElementById("farther").click();
  for (const bar of chart.querySelectorAll(".bar:has(.missed)")) {
    const label = bar.querySelector("text"), mark = bar.querySelector(".missed").getBoundingClientRect();
    if (label.textContent && label.getBoundingClientRect().right > mark.left) report.overlaps.push(label.textContent);
  }
}
document.documentElement.dataset.report = JSON.stringify(report);
"""


@pytest.fixture(scope="session")
def browser():
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if found is None:
        pytest.skip(f"none of {', '.join(BROWSERS)} is on the PATH")
    return found


@pytest.fixture(scope="session")
def look(browser, tmp_path_factory):
    """Return what opens a page and gives back the document its script leaves behind."""

    def dom(html, place=""):
        folder = tmp_path_factory.mktemp("browser")
        page = folder / "plan.html"
        page.write_text(html, encoding="utf-8")
        command = [browser, *QUIET, f"--user-data-dir={folder / 'profile'}", f"{page.as_uri()}{place}"]
        return subprocess.run(command, capture_output=True, text=True, timeout=240, check=True).stdout

    return dom


@pytest.fixture(scope="session")
def report(look, small_day):
    """What happens when the page of the small day is used."""
    return used(look, small_day, USE)


def used(look, day, script):
    """Return what a script reports that uses the page of a day."""
    html, policies = POLICY.subn("", gantt_html(*day))
    assert policies == 1
    document = look(html.replace("</body>", f"<script>{script}</script></body>"))
    assert_ran(document)
    return json.loads(unescape(re.search(r'data-report="([^"]*)"', document)[1]))


def assert_ran(document):
    error = re.search(r'<html[^>]* data-error="([^"]*)"', document)
    assert error is None, error[1]
    assert re.search(r'<html[^>]* data-ready="yes"', document)


def test_the_script_runs_on_a_hub_day(look, large_day):
    assert_ran(look(gantt_html(*large_day)))


def test_the_script_runs_without_a_schedule(look, build):
    assert_ran(look(gantt_html(*build.day([build.stand("S")], [], {}))))


@pytest.mark.parametrize("policy", ["kept", "removed"])
def test_script_in_the_data_does_not_run(look, evil_day, policy):
    html = gantt_html(*evil_day)
    document = look(html if policy == "kept" else POLICY.sub("", html))
    assert_ran(document)
    assert "data-harmed" not in document


def test_the_address_can_name_a_flight(look, small_day):
    document = look(gantt_html(*small_day), "#AA1")
    assert_ran(document)
    assert len(re.findall(r'class="bar [a-z]+ found', document)) == 3


def test_the_whole_time_is_shown_at_first(report):
    assert report["fits"] and report["fitAgain"]


def test_zoom_gives_labels_more_or_less_room(report):
    assert report["label"] == "BB1/BB2 A320"
    assert report["fartherLabel"] in {"BB1/BB2", "BB1"}
    assert report["nearer"] == pytest.approx(1.5, rel=0.01)
    assert report["overflow"] == 0


def test_the_wheel_zooms_with_ctrl_only(report):
    assert report["wheel"] == pytest.approx(math.exp(0.5), rel=0.01)
    assert report["plainWheel"] == report["wheel"]


def test_labels_follow_the_view(report):
    assert report["follows"]


def test_the_tooltip_tells_the_facts(report, small_day):
    assert report["tipShown"] and report["tipHidden"]
    assert report["tooltip"] == [list(fact) for fact in small_day.bar("bused").facts]
    assert report["stand"] == ["Stand", "C2, contact, terminal T1, bridge"]
    assert report["block"] == ["By", "wide on B1"]
    assert report["titles"] == 0


def test_what_is_new_is_told_hidden_and_in_view(look, served_day):
    report = used(look, served_day, SERVED)
    _, buses, tugs = served_day.chart.profiles
    assert report["buses"] == [list(fact) for fact in buses.facts]
    assert report["tugs"] == [list(fact) for fact in tugs.facts]
    assert report["missed"] == [list(fact) for fact in served_day.bar("C").facts]
    assert report["unused"][0] != "none" and report["unused"][1] == "none"
    assert report["inView"]
    assert report["overlaps"] == []


def test_a_turn_is_marked_with_its_tows(report):
    assert report["together"] == ["bar"] * 3 + ["link"] * 4


def test_find_by_flight(report):
    assert report["found"] == ["long"] * 3
    assert (report["count"], report["next"]) == ("1 of 3", "2 of 3")
    assert (report["none"], report["cleared"]) == ("none", [])
    assert report["clicked"] == ["wide"]


def test_the_legend_hides(report):
    assert report["towShown"] != "none"
    assert report["towHidden"] == "none"


def test_headings_can_be_jumped_to(report, small_day):
    headings = [row.label for row in small_day.chart.rows if row.kind == "heading"]
    assert report["places"][1:] == headings
