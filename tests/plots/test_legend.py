"""The legend, and the page that explains it."""

import re
from pathlib import Path

from standalloc.plots.legend import MEANINGS, entries

PAGE = Path(__file__).parents[2] / "docs" / "gantt.md"


def test_the_page_explains_every_entry_in_the_legends_order():
    rows = re.findall(r"^\| ([^|]+) \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert rows == ["legend", *MEANINGS.values()]


def test_every_entry_is_on_one_of_the_days(small_day, served_day, build):
    turns = [build.turn("a", 6, 8), build.turn("b", 7, 9)]
    stand = build.stand("R", "remote", boarding="walk")
    broken = build.day([stand], turns, {("a", "full"): "R", ("b", "full"): "R"})
    shown = {entry for day in (small_day, served_day, broken) for entry in entries(day.chart)}
    assert shown == set(MEANINGS)
