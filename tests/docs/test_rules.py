"""`docs/rules.md` documents every rule, term, condition, reason and warning, and draws every tiny instance."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from standalloc.check import REASONS, WARNINGS, check, refusals
from standalloc.io import read
from standalloc.model import RULES, TERMS, Condition, Objective, Plan, Policy, Stand, Turn
from standalloc.model.relations import Closure, Connection, Exclusion, Handling, Pin, Preference
from tests.docs.drawing import DRAWINGS, PAGE, drawing
from tests.tiny import FOLDERS, TINY, best_of, notes

TEXT = PAGE.read_text(encoding="utf-8")
FLAT = " ".join(TEXT.split())
DRAWN = dict(DRAWINGS.findall(TEXT))


def section(title: str) -> str:
    """Return the text under a heading of the second level, up to the next."""
    (text,) = re.findall(rf"^## {title}\n(.*?)(?=^## |\Z)", TEXT, re.MULTILINE | re.DOTALL)
    return text


def entries() -> dict[str, str]:
    """Return the text of every rule and term by its id."""
    parts = re.split(r"^### `(\w+)`$", section("Rules") + section("Terms"), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def headings(text: str) -> list[str]:
    return re.findall(r"^### `(\w+)`$", text, re.MULTILINE)


def first_cells(text: str) -> list[str]:
    return re.findall(r"^\| `([^`]+)` \|", text, re.MULTILINE)


def test_rules():
    assert tuple(headings(section("Rules"))) == RULES


def test_terms():
    assert headings(section("Terms")) == list(TERMS)


@pytest.mark.parametrize("entry", entries())
def test_every_entry_is_complete(entry):
    """It says what it reads, what for, and shows its own day with numbers."""
    text = entries()[entry]
    assert f"```text {entry}\n" in text
    assert re.search(r"^\*Reads\* \S", text, re.MULTILINE)
    assert re.search(r"^\*Used for\* \S", text, re.MULTILINE)
    (example, *_) = re.findall(r"^\*Example\.\* (.*?)\n\n", text, re.MULTILINE | re.DOTALL)
    assert re.search(r"\d", example)


def test_every_tiny_instance_is_drawn_and_no_other():
    assert set(DRAWN) == set(FOLDERS)


@pytest.mark.parametrize("name", FOLDERS)
def test_drawings_show_the_best_plan(name):
    """Where this fails, `python -m tests.docs.drawing` draws anew."""
    assert DRAWN[name] == drawing(name)


@pytest.mark.parametrize("entry", entries())
def test_examples_tell_the_optimum(entry):
    values = notes(entry)
    (example, *_) = re.findall(r"^\*Example\.\* (.*?)\n\n", entries()[entry], re.MULTILINE | re.DOTALL)
    assert re.search(rf"\b{values.optimum:g}\b", example)


def test_the_contact_rates_of_the_example():
    figures = check(read(TINY / "overlap"), Plan(dict(next(iter(best_of("overlap").plans))))).figures
    assert f"{figures.bus_passengers} of 470 passengers ride a bus, and 2 of 6 flights" in FLAT
    assert f"the contact rate is {100 * figures.contact_rate:.1f} %" in FLAT
    assert f"that of flights {100 * figures.contact_rate_flights:.1f} %" in FLAT


def test_the_wingspans_of_the_example():
    day = read(TINY / "size")
    stand = Stand(id="C9", kind="contact", max_code="C", max_wingspan_m=35.9)
    (turn,) = (turn for turn in day.turns if turn.id == "N1")
    for metres, refused in ((None, ("size",)), (35.8, ())):
        given = replace(day, turns=(turn.model_copy(update={"wingspan_m": metres}),))
        assert refusals(given, given.visits[0], stand) == refused


def test_the_stay_of_the_example():
    day = read(TINY / "split")
    turn = day.turns[0]
    for minutes, parts in ((180, ["full"]), (181, ["arrival", "parking", "departure"])):
        leaves = turn.arrival_time + timedelta(minutes=minutes)
        given = replace(day, turns=(turn.model_copy(update={"departure_time": leaves}),))
        assert [visit.part for visit in given.visits] == parts


def test_every_key_and_column_is_named():
    """A column that no entry reads would have no meaning."""
    tables = (Policy, Stand, Turn, Closure, Connection, Exclusion, Handling, Pin, Preference)
    fields = {field.alias or name for table in tables for name, field in table.model_fields.items()}
    names = {"turn", "visit", "arrival_turn", "departure_turn"}
    for_the_reader = {"registration", "arrival_flight", "departure_flight", "origin", "destination", "extra"}
    code = re.findall(r"`([^`]+)`", DRAWINGS.sub("", TEXT))
    named = {word for words in code for word in re.findall(r"[a-z_]+", words)}
    assert fields - names - for_the_reader <= named


def test_conditions():
    forms = first_cells(section("Conditions"))
    with pytest.raises(ValueError, match="is not one of") as error:
        Condition.parse("?")
    assert f"is not one of {', '.join(forms)}" == str(error.value)
    assert [str(Condition.parse(form)) for form in forms] == forms


def test_reasons():
    assert first_cells(section("Reasons")) == list(REASONS)


def test_warnings():
    assert first_cells(section("Warnings")) == list(WARNINGS)


def test_default_weights():
    rows = re.findall(r"^\| `(\w+)` \| .* \| (\d+) \|$", section("Terms"), re.MULTILINE)
    assert {name: float(weight) for name, weight in rows} == {name: Objective().weight(name) for name in TERMS}


def test_tiers_of_the_example():
    (text,) = re.findall(r"^tiers = (.*)$", section("Tiers"), re.MULTILINE)
    objective = Objective.model_validate({"tiers": eval(text)})
    assert objective.weight("stand_used") == 0 < objective.weight("tow")


def test_policy_defaults():
    defaults = {name: field.default for name, field in Policy.model_fields.items()}
    pairs = re.findall(r"`(\w+)` \((\d+|none)\)", FLAT.replace("`[policy] ", "`"))
    told = {name: default for name, default in pairs if name in defaults}
    assert told == {name: "none" if defaults[name] is None else str(defaults[name]) for name in told}
    assert {"buffer_min", "arrival_min", "departure_min", "tow_min", "tow_capacity", "taxilane_min"} <= set(told)
    assert {"bus_seats", "bus_use_min", "bus_capacity"} <= set(told)
    assert all(f"`{name} = {defaults[name]}`" in FLAT for name in ("split_min", "arrival_min", "departure_min"))
    assert "seats x 0.83 = 149.4: 149" in FLAT
    assert int(180 * defaults["load_factor"] + 0.5) == 149


@pytest.mark.parametrize(("rule", "key"), [("sector", "bridge_mismatch"), ("terminal", "terminal_mismatch")])
def test_values_of_the_mismatches(rule, key):
    values = re.findall(r"^\| `(\w+)`( \(the default\))? \|", entries()[rule], re.MULTILINE)
    for value, _ in values:
        Policy.model_validate({key: value})
    assert [value for value, default in values if default] == [getattr(Policy(), key)]
    assert {value for value, _ in values} == set(Policy.model_fields[key].annotation.__args__)


def test_links_within_the_page():
    anchors = {
        re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
        for heading in re.findall(r"^#+ (.+)$", TEXT, re.MULTILINE)
    }
    assert set(re.findall(r"\]\(#([\w-]+)\)", TEXT)) <= anchors
