"""The report: a CSV of the days, Markdown, and a page that needs nothing else."""

import csv
import re
from html.parser import HTMLParser
from io import StringIO
from xml.etree import ElementTree

import pytest

from standalloc.bench.replay.compare import compared
from standalloc.bench.replay.picture import picture
from standalloc.bench.replay.report import report_files
from standalloc.bench.replay.sentences import Circumstances, caveats, description_of, headline, together
from standalloc.bench.replay.tables import totals_table
from tests.bench.replay.test_compare import comparison, pairs

KNOWN = Circumstances("00:00", {"XYZ": ("Stands are made up.",)}, ("Planned on a slow machine.",))


def report(records):
    return report_files(compared(records, "default", "fcfs"), KNOWN)


def test_the_headline_says_how_it_is_scaled(day_record):
    said = headline(comparison(pairs(day_record, range(4))))
    assert said == (
        "XYZ, 4 days from 2030-01-01 to 2030-01-04: 12 bus passengers with default, 20 with fcfs: 8 fewer (40.0 %). "
        "That is 730 fewer a year if every day were like the mean of these: scaled by 365 / 4, for seasons nothing is "
        "corrected."
    )


def test_the_headline_of_a_year_and_of_a_loss(day_record):
    said = headline(comparison(pairs(day_record, range(365), ours=5, theirs=4)))
    assert "1,825 bus passengers with default, 1,460 with fcfs: 365 more (25.0 %)." in said
    assert said.endswith("The days are one full year; nothing is scaled.")
    assert headline(comparison(pairs(day_record, [0], ours=None))) == "XYZ: no day has a plan of both configurations."


def test_visits_without_a_stand_are_in_the_headline(day_record):
    ours, theirs = ({"passengers": 10, "bus_passengers": 3, "unallocated": count} for count in (0, 2))
    records = [day_record(0, "default", ours), day_record(0, "fcfs", theirs), *pairs(day_record, [1])]
    one = comparison(records)
    told = "Without a stand, and so in no bus: 0 visits with default and 2 visits with fcfs."
    assert f"fewer (25.0 %). {told} That is" in headline(one)
    assert together([one, one]).endswith("in no bus: 0 visits with default and 4 visits with fcfs.")


def test_several_airports_are_summed_up(day_record):
    records = [*pairs(day_record, range(365), airport="A"), *pairs(day_record, range(5), airport="B")]
    both = compared(records, "default", "fcfs")
    assert together(both[:1]) == ""
    assert together([both[0], both[0]]) == "All 2 airports: 1,460 fewer bus passengers (40.0 %)."
    said = "All 2 airports: 740 fewer bus passengers (40.0 %); 1,460 fewer a year, each scaled as above."
    assert together(both) == said
    assert all(said in text for name, text in report(records).items() if name != "days.csv")


def test_what_went_otherwise_is_said(day_record):
    records = [*pairs(day_record, [0]), *pairs(day_record, [3], theirs=None, dropped=("N stood on R1: closed",))]
    gap, left_out, ours, theirs = caveats(comparison(records))
    assert gap == "No schedule from 2030-01-02 to 2030-01-03: nothing is held on the next day."
    assert caveats(comparison(pairs(day_record, [0, 2])))[0].startswith("No schedule on 2030-01-02: ")
    assert left_out.startswith("In no total: 1 day (2030-01-04) without a plan of both configurations, as the records")
    assert left_out.endswith("or after such a day, which only one of them begins from its plan.")
    assert ours.startswith("default: 1 visit could not be held where the day before left them, first on 2030-01-04: N")
    assert theirs.startswith("fcfs: 1 visit")


def test_totals_of_a_year_are_as_they_are(day_record):
    rows = {row[0]: row[1:] for row in totals_table(comparison(pairs(day_record, range(365)))).rows}
    assert rows["bus passengers"] == (*rows["bus passengers a year"][:2], "-730 (-40.0 %)")
    assert rows["contact rate, passengers"] == ("70.00 %", "50.00 %", "+20.0 points")


def test_the_csv_has_a_row_for_each_day_and_configuration(day_record):
    records = [*pairs(day_record, [0, 1]), *pairs(day_record, [2], ours=None)]
    rows = list(csv.DictReader(StringIO(report(records)["days.csv"])))
    assert [(row["day"], row["config"], row["bus_passengers"]) for row in rows] == [
        ("2030-01-01", "default", "3"),
        ("2030-01-01", "fcfs", "5"),
        ("2030-01-02", "default", "3"),
        ("2030-01-02", "fcfs", "5"),
        ("2030-01-03", "default", ""),
        ("2030-01-03", "fcfs", "5"),
    ]
    assert (rows[0]["contact_rate"], rows[4]["contact_rate"], rows[0]["objective"]) == ("0.7", "", "110.0")


def test_markdown_has_every_day_and_months_only_where_there_are_many(day_record):
    few, many = (report(pairs(day_record, range(count)))["report.md"] for count in (31, 60))
    assert len(re.findall(r"^\| 2030-\d\d-\d\d \|", few, re.MULTILINE)) == 31
    assert "by month" not in few
    assert len(re.findall(r"^\| 2030-\d\d-\d\d \|", many, re.MULTILINE)) == 60
    assert re.findall(r"^\| (2030-\d\d) \|", many, re.MULTILINE) == ["2030-01", "2030-02", "2030-03"]
    for line in ("* Planned on a slow machine.", "* XYZ, as its airport.toml says: Stands are made up."):
        assert f"\n{line}\n" in few
    assert "scheduled times: no delay" in few


def test_what_an_airport_says_of_itself_keeps_its_lines(day_record):
    known = Circumstances("00:00", {"XYZ": ("Assumed:", "- stands", "- terminals")})
    files = report_files(compared(pairs(day_record, [0]), "default", "fcfs"), known)
    assert "\n* XYZ, as its airport.toml says: Assumed:\n  - stands\n  - terminals\n" in files["report.md"]
    assert "says: Assumed:\n- stands\n- terminals</li>" in files["report.html"]
    assert "li { white-space: pre-line; }" in files["report.html"]


class Page(HTMLParser):
    """Collects what a page is made of."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.links: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [str(value) for name, value in attrs if name in {"src", "href"}]
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_page_is_whole_and_needs_nothing_else(day_record):
    text = report(pairs(day_record, range(40), airport="<XYZ>"))["report.html"]
    page = Page(text)
    assert page.open == []
    assert page.links == []
    assert not {"script", "xyz"} & set(page.tags)
    assert page.tags.count("svg") == 1
    assert "prefers-color-scheme: dark" in text
    assert "&lt;XYZ&gt;, 40 days" in text


def test_the_picture_breaks_where_days_are_missing(day_record):
    drawn = ElementTree.fromstring(picture(comparison(pairs(day_record, [0, 1, 2, 5]))))
    lines = [line for line in drawn.iter("polyline") if line.get("class") == "one"]
    assert [len(line.get("points", "").split()) for line in lines] == [3, 2]
    tips = [tip.findtext("title") for tip in drawn.iter("rect")]
    assert tips[0] == "Tue 2030-01-01: default 3, fcfs 5"
    assert len(tips) == 4


@pytest.mark.parametrize(("count", "marks"), [(5, 5), (40, 14), (365, 12)])
def test_days_or_months_are_marked(day_record, count, marks):
    drawn = ElementTree.fromstring(picture(comparison(pairs(day_record, range(count)))))
    assert sum(text.get("text-anchor") == "middle" for text in drawn.iter("text")) == marks


def test_more_bus_passengers_lie_higher(day_record):
    drawn = ElementTree.fromstring(picture(comparison(pairs(day_record, range(2), ours=0, theirs=9))))
    y = {
        line.get("class"): {point.split(",")[1] for point in line.get("points", "").split()}
        for line in drawn.iter("polyline")
    }
    assert float(max(y["other"])) < float(min(y["one"]))


def test_without_a_day_that_counts_there_is_no_picture(day_record):
    records = pairs(day_record, [0], ours=None)
    assert picture(comparison(records)) == ""
    assert "<figure>" not in report(records)["report.html"]


def test_an_airport_is_described_by_the_comment_its_file_begins_with(tmp_path):
    (tmp_path / "airport.toml").write_text("# One.\n#\n#  Two.\n[airport]\n# three\n")
    assert description_of(tmp_path) == ("One.", "Two.")
    (tmp_path / "airport.toml").write_text("[airport]\n# three\n")
    assert description_of(tmp_path) == ()
