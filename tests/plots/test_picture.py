"""The still pictures: valid, the same every time, and of the size the sheet says."""

import struct
import subprocess
import sys
from xml.etree import ElementTree

import pytest

from standalloc.plots import gantt_picture
from standalloc.plots.sheet import key_figures, sheet_of
from standalloc.plots.style import text_px

SVG = "{http://www.w3.org/2000/svg}"


def bars(tree):
    return [element for element in tree.iter(f"{SVG}svg") if element.get("data-turn") and "bar" in element.get("class")]


def test_the_svg_is_valid_and_holds_every_visit(small_day):
    tree = ElementTree.fromstring(gantt_picture(*small_day, "svg"))
    drawn = bars(tree)
    assert len(drawn) == len(small_day.instance.visits)
    by_facts = {element.find(f"{SVG}title").text.splitlines()[0]: element for element in drawn}
    short = by_facts["Turn: short"]
    assert short.get("x") == f"{120 / 480 * 100:.4f}%"
    assert short.get("width") == f"{60 / 480 * 100:.4f}%"
    assert short.find(f"{SVG}text").text == "BB1/BB2 A320"


def test_text_that_is_no_xml_becomes_harmless(evil_day):
    tree = ElementTree.fromstring(gantt_picture(*evil_day, "svg"))
    names = {"svg", "style", "defs", "pattern", "rect", "text", "title", "path", "line", "g", "polygon"}
    assert {element.tag for element in tree.iter()} == {SVG + name for name in names}
    assert any("\ufffd\ufffd\ufffd]]>&amp;" in (element.text or "") for element in tree.iter(f"{SVG}title"))


def test_the_svg_loads_nothing(large_day):
    svg = gantt_picture(*large_day, "svg").decode()
    assert svg.count("http") == svg.count('xmlns="http://www.w3.org/2000/svg"') == 1
    assert "href" not in svg and "@import" not in svg


def test_label_text_fits_its_bar(large_day):
    tree = ElementTree.fromstring(gantt_picture(*large_day, "svg"))
    time = sheet_of(large_day.chart).time
    widths = [
        (text_px(bar.find(f"{SVG}text").text or ""), float(bar.get("width")[:-1]) / 100 * time) for bar in bars(tree)
    ]
    assert all(text <= width for text, width in widths)
    assert sum(text > 0 for text, _ in widths) > len(widths) / 2


def test_the_png_is_as_large_as_the_sheet_asks(small_day):
    png = gantt_picture(*small_day, "png")
    sheet = sheet_of(small_day.chart)
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", png[16:24])
    assert width > sheet.width
    assert width / height == pytest.approx(sheet.width / sheet.height, rel=0.01)


def test_the_png_of_odd_text_raises_no_warning(evil_day):
    assert gantt_picture(*evil_day, "png").startswith(b"\x89PNG")


def test_the_svg_marks_missed_transfers_and_capacities(served_day, small_day):
    tree = ElementTree.fromstring(gantt_picture(*served_day, "svg"))
    missing = {bar.get("data-turn") for bar in bars(tree) if bar.find(f".//{SVG}polygon[@class='missed']") is not None}
    assert missing == {"B", "C", "D"}
    assert {bar.get("data-turn") for bar in bars(tree) if bar.get("class") == "bar unused"} == {"G", "J"}
    profiles = [group for group in tree.iter(f"{SVG}g") if group.get("class") == "profile"]
    assert [len(group.findall(f"{SVG}line[@class='capacity']")) for group in profiles] == [0, 1, 1]
    assert [len(group.findall(f".//{SVG}polygon[@class='layer beyond']")) for group in profiles] == [0, 1, 1]
    assert b"capacity" not in gantt_picture(*small_day, "svg").split(b"</style>")[1]


def test_the_capacity_is_where_its_count_would_be(served_day):
    """Eight buses fill the height of 30 pixels; six reach three quarters of it."""
    tree = ElementTree.fromstring(gantt_picture(*served_day, "svg"))
    buses = [group for group in tree.iter(f"{SVG}g") if group.get("class") == "profile"][1]
    (line,) = buses.findall(f"{SVG}line[@class='capacity']")
    assert (line.get("x2"), float(line.get("y1"))) == ("100%", 8 + 30 / 4)


def test_each_profile_pushes_the_rows_down(served_day, build):
    sheet = sheet_of(served_day.chart)
    assert [top - sheet.head for _, top, _ in sheet.profiles] == [32, 32 + 64, 32 + 64 + 40]
    assert sheet.rows - sheet.head == 32 + 64 + 40 + 40
    plain = sheet_of(build.day([build.stand("S")], [build.turn("t", 8, 9)], {("t", "full"): "S"}).chart)
    assert plain.rows - plain.head == 32 + 64


def test_key_figures_take_as_many_lines_as_they_need(served_day):
    sheet = sheet_of(served_day.chart)
    assert ",  ".join(sheet.figures) == ",  ".join(f"{name} {value}" for name, value in key_figures(sheet.chart))
    assert len(sheet.figures) == 2
    assert all(text_px(line) * 1.2 <= sheet.width for line in sheet.figures)


@pytest.mark.parametrize("format", ["svg", "png"])
def test_the_same_plan_gives_the_same_picture(served_day, format):
    assert gantt_picture(*served_day, format) == gantt_picture(*served_day, format)


@pytest.mark.parametrize("format", ["svg", "png"])
def test_an_airport_without_a_schedule_still_draws(build, format):
    assert len(gantt_picture(*build.day([build.stand("S")], [], {}), format)) > 1000


def test_a_long_period_stays_within_bounds(build):
    turns = [build.turn(f"t{day}", day * 24, day * 24 + 1) for day in range(60)]
    day = build.day([build.stand("S")], turns, {})
    assert sheet_of(day.chart).time == 8000
    assert sheet_of(day.chart).width < 9000


def test_another_format_is_refused(small_day):
    with pytest.raises(ValueError, match="format 'gif' is not one of png, svg"):
        gantt_picture(*small_day, "gif")


def test_without_matplotlib_the_error_says_what_to_install():
    program = "import sys; sys.modules['matplotlib'] = None; import standalloc.plots; import standalloc.plots.png"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert "pip install 'standalloc[pictures]'" in done.stderr.splitlines()[-1]


def test_the_page_and_the_svg_need_no_matplotlib():
    program = "import sys, standalloc.plots; sys.exit('matplotlib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
