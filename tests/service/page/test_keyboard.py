"""The planner's morning by keyboard alone."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.service.page.planner import Planner

DOCS = Path(__file__).parents[3] / "docs" / "page.md"


def test_the_morning_by_keyboard(planner, day, page, picture):
    planner.open(day)
    keys = page.keyboard
    find(page, "AB301")
    keys.press("Escape")
    expect(planner.grid).to_be_focused()

    keys.press("m")
    type_name(page, "B2")
    expect(planner.tip).to_contain_text("forbidden by closure")
    expect(voice(planner)).to_contain_text("B2: forbidden")
    picture(page, "forbidden")
    keys.press("Enter")
    expect(planner.toasts).to_contain_text("Refused")

    keys.press("m")
    type_name(page, "R3")
    expect(planner.tip).to_contain_text("R3: costs +290")
    keys.press("Enter")
    expect(planner.figure("bus_passengers")).to_have_text("580")
    keys.press("p")
    expect(page.locator("#pin")).to_have_text("Unpin")
    planner.judged()

    solve(planner)
    expect(planner.figure("objective")).to_have_text("10,580")  # 290 more than without the pin
    assert {bar["turn"]: bar["stand"] for bar in day.board(plan(page))["bars"]}["Y3"] == "R3"

    keys.press("Control+z")
    find(page, "AB401")
    keys.press("Escape")
    keys.press("u")
    expect(planner.figure("unallocated")).to_have_text("2")
    keys.press("Control+z")
    expect(planner.figure("unallocated")).to_have_text("1")
    keys.press("Control+y")
    expect(planner.figure("unallocated")).to_have_text("2")
    planner.judged()

    keys.press("Control+s")
    keys.type("by hand")
    keys.press("Enter")
    expect(planner.toasts).to_contain_text("Saved as “by hand”.")
    reach(page, "publish")
    keys.press("Enter")
    keys.type("the morning")
    keys.press("Enter")
    expect(planner.toasts).to_contain_text("Published.")
    assert day.published()["note"] == "the morning"
    assert day.published()["plan_id"] == plan(page)

    reach(page, "more")
    keys.press("Enter")
    with page.expect_download() as download:
        reach(page, "export-csv")
        keys.press("Enter")
    assert download.value.suggested_filename.endswith(".csv")
    picture(page, "published")


def test_a_visit_alone_makes_a_tow(planner, day, page):
    planner.open(day)
    find(page, "ZZ1001")
    page.keyboard.press("Escape")
    page.keyboard.press("ArrowRight")
    expect(voice(planner)).to_contain_text("ZZ1002")
    page.keyboard.press("Shift+m")
    type_name(page, "A3")
    expect(planner.tip).to_have_attribute("data-answer", re.compile("allowed|at_cost"))
    page.keyboard.press("Enter")
    expect(planner.toasts).to_contain_text("is on A3")
    planner.judged()
    expect(planner.figure("tows")).to_have_text("2")


def test_the_help_is_in_the_docs(planner, day, page):
    """The table of keys in docs/page.md is what the page's help says."""
    planner.open(day)
    page.keyboard.press("?")
    rows = []
    for section in page.locator("#help-dialog section").all():
        where, keys, does = (section.locator(tag).all_inner_texts() for tag in ("h3", "dt", "dd"))
        rows += [(*where, *pair) for pair in zip(keys, does, strict=True)]
    table = re.findall(r"^\| (.+) \| `(.+)` \| (.+) \|$", DOCS.read_text(encoding="utf-8"), re.MULTILINE)
    assert len(rows) > 20
    assert table == rows


def find(page: Page, text: str) -> None:
    """Look for a flight."""
    page.keyboard.press("Control+f")
    page.keyboard.type(text)
    expect(page.locator("#find-count")).to_contain_text("1 of")


def type_name(page: Page, stand: str) -> None:
    """Jump to a stand while a bar is carried."""
    page.keyboard.type(stand)


def solve(planner: Planner) -> None:
    """Re-optimise by keyboard, and open the plan."""
    page = planner.page
    reach(page, "tab-problems")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    reach(page, "solve-start")
    page.keyboard.press("Enter")
    expect(page.locator("#solve-open")).to_be_visible()
    reach(page, "solve-open", "Shift+Tab")
    page.keyboard.press("Enter")
    expect(planner.figure("gap")).to_have_text("0.00%")


def plan(page: Page) -> str:
    """Return the plan that is open."""
    return page.locator("#plan").input_value()


def voice(planner: Planner):
    """Return what users of screen readers hear of the Gantt."""
    return planner.page.locator("#gantt [role=status]")


def reach(page: Page, name: str, key: str = "Tab") -> None:
    """Tab on until an element has the keyboard."""
    for _ in range(60):
        if page.evaluate("document.activeElement?.id") == name:
            return
        page.keyboard.press(key)
    raise AssertionError(f"{key} does not lead to {name}")
