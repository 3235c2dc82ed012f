"""`docs/rules.md` documents every rule, term, reason and warning, with the defaults the model has."""

import re
from pathlib import Path

import pytest

from standalloc.check import REASONS, WARNINGS
from standalloc.model import RULES, TERMS, Objective, Policy

PAGE = (Path(__file__).parents[2] / "docs" / "rules.md").read_text(encoding="utf-8")


def section(title: str) -> str:
    """Return the text under a heading of the second level, up to the next."""
    (text,) = re.findall(rf"^## {title}\n(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL)
    return text


def headings(text: str) -> list[str]:
    return re.findall(r"^### `(\w+)`$", text, re.MULTILINE)


def first_cells(text: str) -> list[str]:
    return re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE)


def test_rules():
    assert tuple(headings(section("Rules"))) == RULES


def test_terms():
    assert headings(section("Terms")) == list(TERMS)


@pytest.mark.parametrize("title", ["Rules", "Terms"])
def test_every_entry_has_an_example_with_numbers(title):
    for entry in re.split(r"^### ", section(title), flags=re.MULTILINE)[1:]:
        (example,) = re.findall(r"^\*Example\.\* (.*?)\n\n", entry, re.MULTILINE | re.DOTALL)
        assert re.search(r"\d", example)


def test_reasons():
    assert first_cells(section("Reasons")) == list(REASONS)


def test_warnings():
    assert first_cells(section("Warnings")) == list(WARNINGS)


def test_default_weights():
    rows = re.findall(r"^\| `(\w+)` \| .* \| (\d+) \|$", section("Terms"), re.MULTILINE)
    assert {name: float(weight) for name, weight in rows} == {name: Objective().weight(name) for name in TERMS}


def test_policy_defaults_named_in_the_examples():
    policy = Policy()
    assert f"`[policy] buffer_min` ({policy.buffer_min})" in PAGE
    minutes = (policy.split_min, policy.arrival_min, policy.departure_min)
    assert "`split_min = {}`, `arrival_min = {}`, `departure_min = {}`".format(*minutes) in PAGE
    assert "seats x 0.83 = 149.4: 149" in PAGE
    assert int(180 * policy.load_factor + 0.5) == 149


def test_links_within_the_page():
    anchors = {heading.strip("`").lower() for heading in re.findall(r"^#+ (\S+)$", PAGE, re.MULTILINE)}
    assert set(re.findall(r"\]\(#([\w-]+)\)", PAGE)) <= anchors
