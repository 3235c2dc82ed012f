"""What the Gantt shows: bars, marks, rows, axis, demand; in light and dark, at every size."""

import base64
import io
import json
from collections.abc import Callable, Iterator

import pytest
from PIL import Image
from playwright.sync_api import Browser

from benchmarks.page_serving import served
from tests.service.page.alone import Alone, board


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with served(json.dumps(board()).encode()) as url:
        yield url


@pytest.fixture
def opened(browser: Browser, url: str) -> Iterator[Callable[..., Alone]]:
    """A function that opens the Gantt: `opened(**options of the browser's context)`."""
    contexts = []

    def open_(**options: object) -> Alone:
        context = browser.new_context(**{"viewport": {"width": 1366, "height": 768}, **options})
        contexts.append(context)
        alone = Alone(context.new_page())
        alone.open(url)
        return alone

    yield open_
    for context in contexts:
        context.close()


@pytest.fixture
def gantt(opened: Callable[..., Alone]) -> Alone:
    return opened()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_bars_have_the_colours_of_their_kinds(opened, scheme):
    gantt = opened(color_scheme=scheme)
    kinds = {("T1", "full"): "contact", ("T3", "parking"): "parking", ("T5", "full"): "bus", ("T8", "full"): "remote"}
    for (turn, visit), kind in kinds.items():
        assert gantt.face(turn, visit=visit) == gantt.token(kind), turn


def test_the_switch_of_light_and_dark_is_followed(gantt):
    light = gantt.face("T1")
    gantt.page.evaluate("document.documentElement.dataset.theme = 'dark'")
    gantt.settle()
    assert gantt.face("T1") == gantt.token("contact") != light


def test_colours_by_airline_and_code(gantt):
    assert gantt.page.evaluate("gantt.legend") == []
    gantt.do("colour('airline')")
    assert gantt.face("T5") == gantt.token("series-2")
    assert [entry["label"] for entry in gantt.page.evaluate("gantt.legend")] == ["AB", "CD"]
    gantt.do("colour('code')")
    assert gantt.face("T5") == gantt.token("code-c")
    assert [entry["label"] for entry in gantt.page.evaluate("gantt.legend")] == ["C"]


@pytest.mark.parametrize("ratio", [1, 1.25, 2])
def test_edges_are_crisp_at_every_pixel_ratio(opened, ratio):
    gantt = opened(device_scale_factor=ratio)
    left, top, width, height = gantt.box("T1")
    middle = top + height * 0.75
    hair = 1 / ratio
    assert gantt.page.evaluate("document.querySelector('.gantt canvas').width") == round(1366 * ratio)
    assert gantt.colour(left + hair / 2, middle) == gantt.token("contact-edge")
    assert gantt.colour(left - hair / 2, middle) == gantt.token("ground")
    assert gantt.colour(left + width - hair / 2, middle) == gantt.token("contact-edge")
    assert gantt.colour(left + width * 0.7, top + hair / 2) == gantt.token("contact-edge")


def test_the_longest_label_that_fits_is_written(gantt):
    assert "AB201/AB202 A320" not in gantt.texts()
    assert "AB201" in gantt.texts()
    gantt.do("select('T2')")
    gantt.do("zoom(4)")
    assert "AB201/AB202 A320" in gantt.texts()
    gantt.do("fit()")
    gantt.do("zoomRows(0.1)")
    assert "A1" in gantt.texts()


def test_tall_rows_tell_times_and_places(gantt):
    gantt.do("select('T1')")
    gantt.do("zoom(5)")
    assert "06:00 LHR \u2013 FRA 07:00" not in gantt.texts()
    gantt.do("zoomRows(2)")
    assert "06:00 LHR \u2013 FRA 07:00" in gantt.texts()


def test_where_a_bar_begins_left_of_the_view_its_label_stays_in_sight(gantt):
    gantt.do("zoom(10)")
    gantt.do("reveal({ minute: 440 })")
    gantt.page.evaluate("painted.length = 0")
    gantt.do("zoom(1)")
    written = {text: x for text, x, _ in gantt.page.evaluate("painted")}
    assert written["AB301/AB302 A320"] >= 116


def test_headings_fold_their_stands(gantt):
    _, top, _, _ = gantt.box("T1")
    gantt.page.mouse.click(300, top - 12)
    gantt.settle()
    assert gantt.box("T1") is None
    assert gantt.box("T5") is not None
    assert "3 stands, folded" in gantt.texts()
    gantt.do("reveal({ turn: 'T1' })")
    assert gantt.box("T1") is not None


def test_a_filter_dims_bars_and_leaves_rows_out(gantt):
    gantt.do("filter({ airlines: ['CD'] })")
    assert gantt.face("T1") != gantt.token("contact")
    assert gantt.face("T5") == gantt.token("bus")
    gantt.do("filter({ terminals: ['T2'] })")
    assert (gantt.box("T1"), gantt.box("T5") is None) == (None, False)
    gantt.do("filter(null)")
    assert gantt.box("T1") is not None


def test_a_search_leaves_what_is_found_in_colour(gantt):
    gantt.do("filter({ text: 'ab 101' })")
    for turn, is_found in (("T1", True), ("T2", False)):
        assert (gantt.face(turn) == gantt.token("contact")) == is_found


def test_marks_are_shapes_of_their_own(gantt):
    left, top, width, height = gantt.box("T6")
    assert gantt.colour(left + 1, top + height / 2) == gantt.token("broken")
    left, top, width, height = gantt.box("T5")
    assert gantt.colour(left + 6, top + height / 2 - 2) == gantt.token("ink")
    assert gantt.colour(left + width / 2, top + height - 2) == gantt.token("bus-edge")


def test_bars_that_overlap_lie_on_lines_of_their_own(gantt):
    one, other = gantt.box("T5"), gantt.box("T6")
    assert one[1] + one[3] <= other[1]


def test_a_tow_is_a_line_between_its_stands(gantt):
    left, top, width, height = gantt.box("T4", visit="arrival")
    assert gantt.colour(left + width, top + height / 2) == gantt.token("tow")


def test_closures_and_exclusions_are_named(gantt):
    assert {"works", "T7 on A1"} <= set(gantt.texts())


def test_the_axis_has_dates_hours_and_minutes(gantt):
    texts = gantt.texts()
    assert {"2030-06-01", "2030-06-02", "06:00", "Europe/Paris"} <= set(texts)
    gantt.do("zoom(8)")
    assert any(text.endswith(":20") for text in gantt.texts())


def test_demand_is_shown_against_supply(gantt):
    assert "most 4 of 5" in gantt.texts()
    gantt.page.mouse.click(40, 768 - 60)
    assert "most 4 of 5" not in gantt.texts()
    assert "▸ Stands in use" in gantt.texts()


def test_the_now_line_stands_at_the_time_of_the_airport(gantt):
    gantt.page.evaluate("painted.length = 0")
    gantt.do("setNow(new Date('2030-06-01T05:20:00Z'))")
    assert "07:20 now" in [text for text, _, _ in gantt.page.evaluate("painted")]


def test_everything_fits_one_screen(opened):
    gantt = opened(viewport={"width": 600, "height": 240})
    gantt.do("fit()")
    for turn in ("T1", "T6"):
        left, top, width, height = gantt.box(turn)
        assert left >= 116
        assert left + width <= 600
        assert top + height <= 240 - 66


def test_another_plan_is_outlined_where_it_differs(gantt):
    left, top, _, _ = gantt.box("T1", "R1")
    before = gantt.colour(left + 2, top)
    gantt.do("compare([{ turn: 'T1', visit: 'full', stand: 'R1' }, { turn: 'T2', visit: 'full', stand: 'A1' }])")
    assert gantt.colour(left + 2, top) == gantt.token("published") != before
    gantt.do("compare(null)")
    assert gantt.colour(left + 2, top) == before


def test_the_picture_has_the_whole_day_in_light_colours(opened):
    gantt = opened(color_scheme="dark")
    gantt.do("zoom(6)")
    seen = gantt.box("T1")
    data = gantt.page.evaluate(
        """gantt.picture().then((blob) => new Promise((done) => {
          const reader = new FileReader();
          reader.onload = () => done(reader.result.split(",")[1]);
          reader.readAsDataURL(blob);
        }))"""
    )
    image = Image.open(io.BytesIO(base64.b64decode(data))).convert("RGB")
    assert image.size == (3600, round((36 + 66 + 6 * 20 + 2 * 22) * 1.5))
    colours = {colour for _, colour in image.getcolors(1 << 20)}
    assert {(255, 255, 255), (0x8C, 0xCB, 0xF0), (0xF2, 0xB6, 0x32), (0xA5, 0xDF, 0xCC)} <= colours
    assert gantt.box("T1") == seen


def test_a_new_board_keeps_view_and_selection(gantt):
    gantt.do("select('T3', 'parking')")
    gantt.do("zoom(3)")
    seen = gantt.box("T1")
    gantt.page.evaluate("async () => gantt.show(await (await fetch('/board.json')).json())")
    gantt.settle()
    assert gantt.box("T1") == seen
    gantt.grid.press("p")
    assert gantt.told("pin") == [["pin", {"turn": "T3", "visits": ["arrival", "parking", "departure"]}]]
    gantt.page.evaluate("async () => gantt.show(await (await fetch('/board.json')).json(), { keepView: false })")
    gantt.settle()
    assert gantt.box("T1") != seen
