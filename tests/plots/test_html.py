"""The page stands alone, runs no script but its own, and says what a planner asks first."""

import re
import shlex
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser

from standalloc.model import Condition, Objective
from standalloc.plots import gantt_html
from standalloc.plots.sheet import key_figures

KNOWN_TAGS = shlex.split(
    "html head meta title style body header h1 dl div dt dd details summary ul li main script span b button input "
    "output select option label svg defs pattern g rect line path polygon text"
)


class Page(HTMLParser):
    """Collects what a page holds."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.attributes, self.words = [], [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]

    def handle_data(self, data):
        self.words.append(data)


def test_the_page_needs_no_network(large_day):
    html = gantt_html(*large_day)
    page = Page(html)
    assert not re.search(r"https?:|//[a-z]|@import|url\((?!#)", re.sub(r"<script>.*</script>", "", html, flags=re.S))
    assert not re.search(r"fetch|XMLHttp|import\(|https?:", "".join(re.findall(r"<script>(.*)</script>", html, re.S)))
    assert "link" not in page.tags
    assert not [attribute for attribute in page.attributes if attribute[1] in {"src", "href"}]


def test_a_hub_day_is_a_small_page(large_day):
    assert len(large_day.instance.visits) == 728
    assert len(gantt_html(*large_day).encode()) < 1_500_000


def test_the_same_plan_gives_the_same_page(small_day):
    assert gantt_html(*small_day) == gantt_html(*small_day)


def test_data_stays_text(evil_day):
    page = Page(gantt_html(*evil_day))
    assert set(page.tags) <= set(KNOWN_TAGS)
    assert page.tags.count("script") == 1
    assert not [attribute for attribute in page.attributes if attribute[1].startswith("on")]
    assert "<img src=x" in "".join(page.words)


def test_only_the_pages_own_script_may_run(small_day):
    html = gantt_html(*small_day)
    (script,) = re.findall(r"<script>(.*?)</script>", html, re.S)
    allowed = b64encode(sha256(script.encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{allowed}'" in html


def test_the_header_gives_the_figures(small_day):
    page = Page(gantt_html(*small_day))
    words = [word for word in page.words if word.strip()]
    figures = dict(zip(words[words.index("turns") :: 2], words[words.index("turns") + 1 :: 2], strict=False))
    assert (figures["turns"], figures["visits"], figures["tows"], figures["unallocated"]) == ("5", "7", "2", "1")
    assert (figures["bus passengers"], figures["contact rate"]) == ("180", "60.0%")
    assert figures["objective"] == "10,260"


def test_reasons_and_broken_rules_can_be_read_without_the_chart(build):
    turns = [build.turn("a", 6, 8), build.turn("b", 7, 9), build.turn("c", 6, 7)]
    day = build.day([build.stand("S")], turns, {("a", "full"): "S", ("b", "full"): "S"})
    listed = re.findall(r"<li>(.*?)</li>", gantt_html(*day))
    assert listed == [*(day.chart.violations), f"c: {next(iter(day.judgement.reasons.values()))}"]


def test_missed_transfers_are_listed(served_day):
    html = gantt_html(*served_day)
    assert '<summary class="bad">2 missed transfers</summary>' in html
    listed = re.findall(r"<li>(.*?)</li>", html)
    assert listed == [*served_day.chart.violations, *served_day.chart.missed_transfers]


def test_the_legend_explains_what_is_new_where_it_is_there(served_day, small_day):
    new = ("bridge unused", "transfer missed", "capacity")
    assert all(f"</svg>{words}" in gantt_html(*served_day) for words in new)
    assert not any(f"</svg>{words}" in gantt_html(*small_day) for words in new)


def test_the_key_figures_name_what_is_new_where_it_is_there(served_day, small_day):
    figures = dict(key_figures(served_day.chart))
    assert (figures["bridges unused"], figures["passengers missing transfers"]) == ("3", "19")
    assert not {"bridges unused", "passengers missing transfers"} & dict(key_figures(small_day.chart)).keys()


def test_with_tiers_each_has_its_cost(build):
    ground = {"objective": Objective(tiers=(("unallocated",), ("bus_passenger",)))}
    turns = [build.turn("a", 6, 8), build.turn("b", 7, 9)]
    day = build.day([build.stand("R", "remote")], turns, {("a", "full"): "R"}, ground=ground)
    assert dict(key_figures(day.chart))["objective by tier"] == "10,000 / 180"
    assert "<dt>objective by tier</dt>" in gantt_html(*day)


def test_the_legend_explains_what_is_there(small_day, build):
    entries = re.findall(r'<input type="checkbox" value="(\w+)"', gantt_html(*small_day))
    assert entries == ["contact", "bus", "parking", "unallocated", "buffer", "closure", "exclusion", "tow"]
    plain = build.day([build.stand("S", buffer_min=0)], [build.turn("t", 6, 7)], {("t", "full"): "S"})
    assert re.findall(r'<input type="checkbox" value="(\w+)"', gantt_html(*plain)) == ["contact"]
    assert "breaks a rule" not in gantt_html(*plain)


def test_a_condition_is_shown_as_written(build):
    closures = (build.closure("S", 6, 8, when=Condition.parse("code>=E")),)
    day = build.day([build.stand("S")], [build.turn("t", 6, 9)], {("t", "full"): "S"}, closures=closures)
    assert "For: code&gt;=E" in gantt_html(*day)
