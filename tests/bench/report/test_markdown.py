"""Reports as Markdown."""

import re

from hypothesis import given
from hypothesis import strategies as st

from standalloc.bench.report import Results, markdown_text, report_of
from standalloc.bench.table import escaped


def test_tables_are_whole_whatever_messages_hold(solved, failed):
    records = [solved(), failed("b|c", error="a | b\n<img src=x>\n| --- | `x`")]
    text = markdown_text(report_of(Results("year", records)))
    assert not re.search(r"(?<!\\)<", text)
    for block in re.findall(r"(?:^\|.*\n)+", text, re.MULTILINE):
        counts = {len(re.findall(r"(?<!\\)\|", line)) for line in block.splitlines()}
        assert len(counts) == 1
        assert set(block.splitlines()[1]) <= set("|-: ")


def test_numbers_are_set_to_the_right(solved):
    text = markdown_text(report_of(Results("year", [solved()])))
    assert "| family | limit | configuration | runs |" in text
    assert "| --- | --: | --- | --: |" in text
    assert text.startswith("### Benchmark of year\n\n* 1 run of suite tests")


@given(st.text())
def test_texts_become_one_line_that_markdown_leaves_alone(text):
    made = escaped(text)
    assert len(made.splitlines()) <= 1
    assert re.sub(r"\\([\\`*_{}\[\]<>#|~&$])", r"\1", made) == " ".join(text.split())
