"""Working on the Gantt by mouse, touch and keyboard: every gesture, what it tells the page and what is said."""

import json
from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from benchmarks.page_serving import served
from tests.service.page.alone import Alone, board


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with served(json.dumps(board()).encode()) as url:
        yield url


@pytest.fixture
def gantt(browser: Browser, url: str) -> Iterator[Alone]:
    context = browser.new_context(viewport={"width": 1366, "height": 768}, has_touch=True)
    alone = Alone(context.new_page())
    alone.open(url)
    yield alone
    context.close()


def pick(turn: str, *visits: str) -> list:
    return ["pick", {"turn": turn, "visits": list(visits or ("full",))}]


def test_a_click_selects_and_a_click_beside_it_leaves(gantt):
    gantt.page.mouse.click(*gantt.point("T3", visit="parking"))
    assert gantt.told() == [
        ["press", {"turn": "T3", "visits": ["arrival", "parking", "departure"]}],
        ["select", {"bars": ["T3 arrival", "T3 parking", "T3 departure"]}],
    ]
    expect(gantt.voice).to_have_text(
        "AB301/AB302, A320 code C, arrival, parking, departure, on A2 contact, parked, 05:00 to 09:45"
    )
    gantt.page.mouse.click(1200, 500)
    assert gantt.told() == [["select", {"bars": []}]]


def test_a_double_click_asks_for_more(gantt):
    gantt.page.mouse.dblclick(*gantt.point("T1"))
    assert gantt.told("activate") == [["activate", {"bars": ["T1 full"]}]]


def test_a_bar_says_what_it_is_beside_the_pointer(gantt):
    gantt.page.mouse.move(*gantt.point("T5"))
    expect(gantt.tip).to_contain_text("AB501/AB502 · A320 · code C")
    expect(gantt.tip).to_contain_text("R2 · by bus")
    expect(gantt.tip).to_contain_text("08:00 to 09:20")
    expect(gantt.tip).to_contain_text("pinned")
    gantt.page.mouse.move(1200, 500)
    expect(gantt.tip).to_be_hidden()


def test_a_few_pixels_are_no_drag(gantt):
    x, y = gantt.point("T1")
    gantt.page.mouse.move(x, y)
    gantt.page.mouse.down()
    gantt.page.mouse.move(x + 2, y + 2)
    assert gantt.told() == [["press", {"turn": "T1", "visits": ["full"]}]]
    gantt.page.mouse.up()
    assert gantt.told() == [["select", {"bars": ["T1 full"]}]]


def test_a_drag_to_an_allowed_stand(gantt):
    gantt.drag("T2", "A3")
    assert gantt.told("pick", "hover")[0] == pick("T2")
    gantt.tint()
    expect(gantt.tip).to_have_text("✓ A3: allowed")
    _, top, _, _ = gantt.box("T2", "A3")
    assert gantt.colour(130, top + 8) == gantt.token("allowed")
    gantt.page.mouse.up()
    (drop,) = gantt.told("drop")
    assert (drop[1]["turn"], drop[1]["visits"], drop[1]["stand"], drop[1]["forced"]) == ("T2", ["full"], "A3", False)
    assert drop[1]["verdict"]["answer"] == "allowed"
    gantt.settle()
    assert gantt.colour(130, top + 8) == gantt.token("ground")


def test_a_cost_is_shown_before_dropping(gantt):
    gantt.drag("T2", "R1")
    gantt.tint()
    expect(gantt.tip).to_have_text("R1: costs +150")
    assert {"+150", "✓", "✕", "+"} <= set(gantt.texts())
    expect(gantt.voice).to_have_text("R1: allowed at a cost, +150")


def test_a_drop_where_a_rule_forbids_it_is_refused_and_the_rule_named(gantt):
    gantt.drag("T2", "R2")
    gantt.tint()
    expect(gantt.tip).to_contain_text("R2: forbidden by size")
    expect(gantt.tip).to_contain_text("code C, largest is B")
    gantt.page.mouse.up()
    assert [(name, detail.get("refused", {}).get("rule")) for name, detail in gantt.told("drop", "cancel")] == [
        ("cancel", "size")
    ]
    expect(gantt.tip).to_contain_text("Refused: R2: forbidden, size")
    expect(gantt.voice).to_have_text("refused. R2: forbidden, size: T2: code C, largest is B")


def test_with_control_it_is_dropped_all_the_same(gantt):
    gantt.drag("T2", "R2")
    gantt.tint()
    gantt.page.keyboard.down("Control")
    gantt.page.mouse.up()
    gantt.page.keyboard.up("Control")
    (drop,) = gantt.told("drop", "cancel")
    assert (drop[0], drop[1]["stand"], drop[1]["forced"]) == ("drop", "R2", True)


def test_escape_gives_a_drag_up(gantt):
    gantt.page.mouse.click(*gantt.point("T2"))
    gantt.drag("T2", "A3")
    gantt.page.keyboard.press("Escape")
    gantt.page.mouse.move(700, 300)
    gantt.page.mouse.up()
    assert gantt.told("drop", "cancel") == [["cancel", {"turn": "T2", "visits": ["full"], "refused": None}]]
    expect(gantt.tip).to_be_hidden()


def test_back_on_its_own_stand_nothing_moves(gantt):
    gantt.drag("T2", "A3")
    x, y = gantt.point("T2")
    gantt.page.mouse.move(x, y)
    gantt.page.mouse.up()
    assert gantt.told("drop") == []


def test_visits_on_one_stand_are_carried_together_and_alone_with_alt(gantt):
    gantt.drag("T3", "R1", visit="departure")
    assert gantt.told("pick") == [pick("T3", "arrival", "parking", "departure")]
    gantt.page.keyboard.press("Escape")
    gantt.page.mouse.up()
    gantt.page.keyboard.down("Alt")
    gantt.drag("T3", "R1", visit="departure")
    assert gantt.told("pick") == [pick("T3", "departure")]
    gantt.page.mouse.up()
    gantt.page.keyboard.up("Alt")
    assert [detail["visits"] for _, detail in gantt.told("drop")] == [["departure"]]


def test_what_is_dropped_beside_the_gantt_comes_off_its_stand(gantt):
    gantt.page.evaluate(
        """() => {
          const tray = document.body.appendChild(document.createElement("div"));
          tray.id = "tray";
          tray.setAttribute("style", "position: fixed; right: 0; bottom: 0; width: 200px; height: 200px; z-index: 5");
          gantt.dropTarget(tray);
        }"""
    )
    gantt.drag("T2", "A3")
    gantt.tint()
    gantt.page.mouse.move(1280, 700)
    expect(gantt.tip).to_contain_text("Off its stand: costs +9,850")
    expect(gantt.page.locator("#tray")).to_have_class("gantt-target")
    gantt.page.mouse.up()
    assert [detail["stand"] for _, detail in gantt.told("drop")] == [None]
    expect(gantt.page.locator("#tray")).not_to_have_class("gantt-target")


def test_what_has_no_stand_is_carried_in_from_outside(gantt):
    gantt.page.evaluate(
        """() => {
          const item = document.body.appendChild(document.createElement("button"));
          item.setAttribute("style", "position: fixed; right: 0; bottom: 0; width: 100px; height: 40px; z-index: 5");
          item.addEventListener("pointerdown", (event) => gantt.carry("T9", ["full"], event));
        }"""
    )
    gantt.page.mouse.move(1310, 750)
    gantt.page.mouse.down()
    _, y = gantt.point("T1", "R1")
    gantt.page.mouse.move(700, y)
    gantt.page.mouse.up()
    assert gantt.told("pick", "drop") == [
        pick("T9"),
        ["drop", {"turn": "T9", "visits": ["full"], "stand": "R1", "verdict": None, "forced": False}],
    ]


def test_near_an_edge_the_rows_move_on_while_something_is_held(gantt):
    gantt.page.set_viewport_size({"width": 900, "height": 200})
    gantt.settle()
    _, before, _, _ = gantt.box("T5")
    gantt.page.mouse.move(*gantt.point("T1"))
    gantt.page.mouse.down()
    gantt.page.mouse.move(400, 100)
    gantt.page.mouse.move(400, 125)
    gantt.page.wait_for_function("gantt.boxOf('T5', 'full').top < 120")
    assert gantt.box("T5")[1] < before
    gantt.page.keyboard.press("Escape")


def test_the_wheel_scrolls_and_zooms_at_the_pointer(gantt):
    gantt.page.set_viewport_size({"width": 900, "height": 200})
    gantt.settle()
    left, top, width, height = gantt.box("T2")
    x, y = left + width / 2, top + height / 2
    gantt.page.mouse.move(x, y)
    gantt.page.mouse.wheel(0, 30)
    gantt.settle()
    assert gantt.box("T2")[1] == top - 30
    gantt.page.keyboard.down("Control")
    gantt.page.mouse.wheel(0, -300)
    gantt.page.keyboard.up("Control")
    gantt.settle()
    zoomed = gantt.box("T2")
    assert zoomed[2] > 1.5 * width
    assert zoomed[0] + zoomed[2] / 2 == pytest.approx(x, abs=2)
    gantt.page.keyboard.down("Shift")
    gantt.page.mouse.wheel(0, -300)
    gantt.page.keyboard.up("Shift")
    gantt.settle()
    assert gantt.box("T2")[3] > 1.5 * height
    assert gantt.box("T2")[2] == zoomed[2]


def test_dragging_empty_space_pans_and_no_further_than_the_day(gantt):
    gantt.do("zoom(3)")
    left, *_ = gantt.box("T1")
    gantt.page.mouse.move(900, 400)
    gantt.page.mouse.down()
    gantt.page.mouse.move(850, 400)
    gantt.page.mouse.move(800, 400)
    gantt.page.mouse.up()
    gantt.settle()
    assert gantt.box("T1")[0] == pytest.approx(left - 100, abs=1)
    gantt.page.mouse.wheel(-1e6, 0)
    gantt.settle()
    assert gantt.told("select") == []
    gantt.do("fit()")
    assert gantt.box("T1")[0] == pytest.approx(116 + 360 * 1250 / 1800, abs=1)


@pytest.fixture
def touch(gantt: Alone) -> Callable[..., None]:
    """A function that puts fingers down, moves or lifts them."""
    session = gantt.page.context.new_cdp_session(gantt.page)

    def touch(kind: str, *points: tuple[float, float]) -> None:
        fingers = [{"x": x, "y": y, "id": at} for at, (x, y) in enumerate(points)]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": fingers})

    return touch


def test_two_fingers_zoom(gantt, touch):
    _, _, width, height = gantt.box("T2")
    touch("touchStart", (600, 400))
    touch("touchStart", (600, 400), (700, 400))
    for apart in (20, 40, 60, 80):
        touch("touchMove", (600 - apart, 400), (700 + apart, 400))
    touch("touchEnd")
    gantt.settle()
    assert gantt.box("T2")[2] == pytest.approx(2.6 * width, rel=0.15)
    assert gantt.box("T2")[3] == height


def test_a_finger_that_rests_on_a_bar_picks_it_up(gantt, touch):
    x, y = gantt.point("T2")
    touch("touchStart", (x, y))
    gantt.page.wait_for_function("told.some(([name]) => name === 'pick')")
    _, below = gantt.point("T2", "A3")
    touch("touchMove", (x, below - 4))
    touch("touchMove", (x, below))
    touch("touchEnd")
    gantt.settle()
    assert [detail["stand"] for _, detail in gantt.told("drop")] == ["A3"]


def test_a_finger_that_moves_pans(gantt, touch):
    gantt.do("zoom(3)")
    gantt.do("reveal({ turn: 'T2' })")
    left, *_ = gantt.box("T2")
    x, y = gantt.point("T2")
    touch("touchStart", (x, y))
    for step in (10, 30, 50):
        touch("touchMove", (x - step, y))
    touch("touchEnd")
    gantt.settle()
    assert gantt.box("T2")[0] < left - 30
    assert gantt.told("pick") == []


def test_arrows_go_from_bar_to_bar(gantt):
    gantt.grid.focus()
    for key in ("ArrowRight", "ArrowRight", "ArrowDown", "ArrowDown", "ArrowUp", "End", "Home", "Control+End"):
        gantt.page.keyboard.press(key)
    assert [detail["bars"] for _, detail in gantt.told("select")] == [
        ["T1 full"],
        ["T2 full"],
        ["T3 arrival", "T3 parking", "T3 departure"],
        ["T4 arrival"],
        ["T3 arrival", "T3 parking", "T3 departure"],
        ["T3 arrival", "T3 parking", "T3 departure"],
        ["T3 arrival", "T3 parking", "T3 departure"],
        ["T5 full"],
    ]
    expect(gantt.voice).to_have_text("AB501/AB502, A320 code C, on R2 by bus, 08:00 to 09:20, pinned")
    active = gantt.grid.get_attribute("aria-activedescendant")
    expect(gantt.page.locator(f"#{active}")).to_have_text("AB501/AB502")
    expect(gantt.grid.get_by_role("rowheader", include_hidden=True)).to_have_text("R2")


def test_single_visits_by_shift(gantt):
    gantt.do("select('T3', 'arrival')")
    gantt.grid.press("Shift+ArrowRight")
    assert gantt.told("select") == [["select", {"bars": ["T3 parking"]}]]
    gantt.grid.press("m")
    assert gantt.told("pick") == [pick("T3", "parking")]


def test_a_bar_is_moved_by_keys(gantt):
    gantt.do("select('T2')")
    gantt.grid.press("m")
    gantt.tint()
    assert gantt.told("pick") == [pick("T2")]
    gantt.grid.press("ArrowDown")
    expect(gantt.voice).to_have_text("A2: forbidden, overlap: T2 and T3 overlap")
    expect(gantt.tip).to_contain_text("A2: forbidden by overlap")
    gantt.grid.press("ArrowDown")
    expect(gantt.voice).to_have_text("A3: allowed")
    gantt.grid.press("Enter")
    assert [(detail["stand"], detail["forced"]) for _, detail in gantt.told("drop")] == [("A3", False)]


def test_keys_while_carrying(gantt):
    gantt.do("select('T2')")
    gantt.grid.press("m")
    gantt.tint()
    for key, stand in (("End", "R2"), ("Home", "A1"), ("Shift+ArrowDown", "A3"), ("r", "R1"), ("2", "R2")):
        gantt.grid.press(key)
        assert gantt.told("hover")[-1][1]["stand"] == stand, key
    gantt.grid.press("Enter")
    assert [detail["refused"]["rule"] for _, detail in gantt.told("cancel")] == ["size"]
    gantt.grid.press("m")
    gantt.tint()
    gantt.grid.press("End")
    gantt.grid.press("Control+Enter")
    assert [(detail["stand"], detail["forced"]) for _, detail in gantt.told("drop")] == [("R2", True)]
    gantt.grid.press("m")
    gantt.grid.press("Delete")
    gantt.grid.press("Enter")
    assert [detail["stand"] for _, detail in gantt.told("drop")] == [None]
    gantt.grid.press("m")
    gantt.grid.press("Escape")
    assert gantt.told("cancel") == [["cancel", {"turn": "T2", "visits": ["full"], "refused": None}]]


def test_keys_for_what_is_selected(gantt):
    gantt.do("select('T2')")
    for key in ("p", "u", "Enter", "Escape"):
        gantt.grid.press(key)
    off = {"turn": "T2", "visits": ["full"], "stand": None, "verdict": None, "forced": False}
    assert gantt.told() == [
        ["pin", {"turn": "T2", "visits": ["full"]}],
        ["drop", off],
        ["activate", {"bars": ["T2 full"]}],
        ["select", {"bars": []}],
    ]


def test_keys_for_the_view(gantt):
    gantt.do("select('T2')")
    left, top, width, height = gantt.box("T2")
    gantt.grid.press("+")
    gantt.settle()
    assert gantt.box("T2")[2] == pytest.approx(1.35 * width, abs=1)
    gantt.grid.press("]")
    gantt.settle()
    assert gantt.box("T2")[3] > height
    gantt.grid.press("0")
    gantt.settle()
    assert gantt.box("T2") == (left, top, width, height)
    gantt.grid.press("f")
    gantt.settle()
    assert gantt.box("T2") is None
    gantt.grid.press("Shift+F")
    gantt.settle()
    assert gantt.box("T2") is not None


def test_what_was_carried_by_keys_from_outside_goes_onto_a_stand(gantt):
    gantt.do("carry('T9', ['full'])")
    expect(gantt.grid).to_be_focused()
    gantt.page.keyboard.press("ArrowDown")
    gantt.page.keyboard.press("Enter")
    assert [detail["stand"] for _, detail in gantt.told("drop")] == ["A2"]


def test_keys_of_the_page_pass_through(gantt):
    gantt.page.evaluate("addEventListener('keydown', (event) => told.push(['page', event.key]))")
    gantt.do("select('T2')")
    for key in ("Control+z", "?", "p"):
        gantt.grid.press(key)
    assert [detail for _, detail in gantt.told("page")] == ["Control", "z", "?"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_serious_for_axe(gantt, scheme):
    gantt.page.emulate_media(color_scheme=scheme)
    for step in ("select(null)", "select('T2')", "select('T9')", "carry('T9', ['full'])"):
        gantt.do(step)
        found = Axe().run(gantt.page).response["violations"]
        assert [(each["id"], each["impact"]) for each in found if each["impact"] in ("serious", "critical")] == []


def test_the_keyboards_place_is_seen(gantt):
    left, top, width, height = gantt.box("T2")
    clip = {"x": left - 8, "y": top - 8, "width": width + 16, "height": height + 16}
    gantt.do("select('T2')")
    before = gantt.page.screenshot(clip=clip)
    gantt.grid.focus()
    gantt.settle()
    assert gantt.page.screenshot(clip=clip) != before
    assert "2px" in gantt.grid.evaluate("(grid) => getComputedStyle(grid).boxShadow")
