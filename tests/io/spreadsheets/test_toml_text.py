"""Sections as TOML: what is written is read back."""

import tomllib

from hypothesis import given
from hypothesis import strategies as st

from standalloc.io.spreadsheets.toml_text import toml_string, toml_text

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
VALUES = st.recursive(
    st.one_of(TEXTS, st.integers(-(2**62), 2**62), st.booleans(), st.floats(allow_nan=False, allow_infinity=False)),
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=6,
)
TABLES = st.recursive(VALUES, lambda inner: st.dictionaries(TEXTS, inner, max_size=3), max_leaves=8)


@given(st.dictionaries(TEXTS, st.dictionaries(TEXTS, TABLES, max_size=4), max_size=3))
def test_what_is_written_is_read_back(sections: dict[str, dict[str, object]]) -> None:
    assert tomllib.loads(toml_text(sections)) == sections


def test_the_form() -> None:
    sections = {"airport": {"code": "XYZ"}, "zones": {"A": {"B": 5}, "D": {"I": {"A": {"B": 15}}}}}
    assert toml_text(sections) == (
        '[airport]\ncode = "XYZ"\n\n[zones]\n\n[zones.A]\nB = 5\n\n[zones.D]\n\n[zones.D.I]\n\n[zones.D.I.A]\nB = 15\n'
    )
    assert toml_string('a "b"\x7f') == '"a \\"b\\"\\u007f"'
