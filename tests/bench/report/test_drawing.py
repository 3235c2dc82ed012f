"""Axes, steps and looks of the drawn panels."""

import re
from xml.etree import ElementTree

import pytest

from standalloc.bench.report.content import Axis, Curve, Panel
from standalloc.bench.report.drawing import LOOKS, panel_svg, sample_svg, share_of, steps

LINEAR = Axis("share", 0.0, 2.0, ((0.0, "0"), (2.0, "2")))
LOG = Axis("seconds", 0.1, 1000.0, ((1.0, "1"), (10.0, "10")), is_log=True)


@pytest.mark.parametrize(
    ("axis", "value", "share"),
    [(LINEAR, 0.5, 0.25), (LINEAR, 9, 1), (LINEAR, -1, 0), (LOG, 10, 0.5), (LOG, 0, 0), (LOG, 1e9, 1)],
)
def test_where_values_lie(axis, value, share):
    assert share_of(axis, value) == pytest.approx(share)


def test_a_line_keeps_each_value_until_the_next():
    assert [*steps([(0, 1), (2, 1), (5, 3)])] == [(0, 1), (2, 1), (5, 1), (5, 3)]
    assert [*steps([])] == []


def draw(*curves, labels=("a", "b")):
    return ElementTree.fromstring(panel_svg(Panel("title", LOG, LINEAR, curves), labels))


def test_a_curve_is_drawn_in_the_look_of_its_label_above_its_band():
    drawn = draw(Curve("b", ((0.1, 0), (10, 2)), ((0.1, 0, 1), (10, 1, 2))))
    band, line = (path for path in drawn.iter("path") if "look1" in path.get("class"))
    assert (band.get("class"), line.get("class")) == ("band look1", "line look1")
    assert line.find("title").text == "b"
    corners = [tuple(map(float, pair.split())) for pair in line.get("d")[1:].split("L")]
    assert corners == [(66, 240), (246, 240), (pytest.approx(246), 10)]
    assert band.get("d").endswith("Z")


def test_nothing_is_drawn_beyond_the_picture():
    drawn = draw(Curve("a", ((1e-9, -5), (1e9, 50))))
    width, height = map(float, drawn.get("viewBox").split()[2:])
    [line] = (path for path in drawn.iter("path") if path.get("class") == "line look0")
    for x, y in re.findall(r"([\d.]+) ([\d.]+)", line.get("d")):
        assert 0 <= float(x) <= width
        assert 0 <= float(y) <= height


def test_titles_are_text():
    drawn = ElementTree.fromstring(panel_svg(Panel("<b> & co", LOG, LINEAR, (Curve("</svg>", ()),)), ["</svg>"]))
    assert drawn.find("title").text == "<b> & co: </svg>"


def test_looks_begin_anew_after_the_last():
    assert f"look{LOOKS - 1}" in sample_svg(LOOKS - 1)
    assert "look0" in sample_svg(LOOKS)
