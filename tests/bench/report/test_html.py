"""The page: whole, safe, without a network."""

import re
from html.parser import HTMLParser

import pytest

from standalloc.bench.report import Results, html_page, report_of

NASTY = "<script>alert(1)</script> & \"x' \x00"
VOID = {"meta", "br"}


class Outline(HTMLParser):
    """Notes what a page holds and whether every element ends."""

    def __init__(self):
        super().__init__()
        self.open, self.names, self.ids, self.targets = [], [], [], []

    def handle_starttag(self, tag, attrs):
        self.names.append(tag)
        given = dict(attrs)
        self.ids += [given["id"]] if "id" in given else []
        self.targets += [value for key, value in attrs if key in {"href", "src"}]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def outline(page):
    parser = Outline()
    parser.feed(page)
    parser.close()
    assert not parser.open
    return parser


@pytest.fixture
def page(solved, failed):
    records = [
        *(solved(), solved(config="fast", objective=120.0), solved(config="fcfs", objective=300.0)),
        failed("b", error=NASTY),
    ]
    return html_page(report_of(Results(NASTY, records)))


def test_everything_is_there_in_its_order(page):
    parser = outline(page)
    titles = re.findall(r"<h2[^>]*>(.*?)</h2>", page)
    assert titles == [
        *("Gap over time", "Performance profiles", "How runs ended", "Plans: medians", "Plans: means"),
        *("Seconds and memory: medians", "Seconds and memory: means", "Baselines over the default configuration"),
        *("Configurations run for run", "Single runs", "Failed runs", "Machine, versions, dates"),
    ]
    assert page.index('class="summary"') < page.index("<h2")
    assert len(set(parser.ids)) == len(parser.ids) == len(titles)
    assert parser.targets == [f"#{one}" for one in parser.ids]


def test_what_names_and_messages_hold_stays_text(page):
    parser = outline(page)
    assert "script" not in parser.names
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;x&#x27; \ufffd" in page


def test_nothing_is_loaded_and_nothing_runs(page):
    assert "default-src 'none'" in page
    assert not re.search(r"https?:|url\(|@import| on\w+=", page)


def test_every_look_has_its_colour_by_day_and_by_night(page):
    for place in range(8):
        assert len(re.findall(rf"--c{place}: #", page)) == 3
        assert f"svg .line.look{place} {{ stroke: var(--c{place})" in page
        assert f"svg .band.look{place} {{ fill: var(--c{place})" in page
    dashes = re.findall(r"stroke-dasharray: ([\d. ]+)", page)
    assert len(dashes) == len(set(dashes)) == 7


def test_the_same_records_make_the_same_page(solved):
    results = Results("year", [solved(), solved("b", "fast")])
    assert html_page(report_of(results)) == html_page(report_of(results))
