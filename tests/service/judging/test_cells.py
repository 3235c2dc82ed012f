import pytest

from standalloc.service.judging.cells import csv_cell


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])  # noqa: RUF001
def test_what_begins_like_a_formula_gets_an_apostrophe(start):
    assert csv_cell(f"{start}1+1") == f"'{start}1+1"


@pytest.mark.parametrize("text", ["", "T1", "a=1", " =1", "2030-01-01T08:00-05:00", "'=1", "1-2", "東京"])
def test_other_texts_stay_as_they_are(text):
    assert csv_cell(text) == text


def test_characters_that_no_workbook_may_hold():
    assert csv_cell("a\x00b\x1bc\ud800") == "a\ufffdb\ufffdc\ufffd"
