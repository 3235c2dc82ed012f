"""Pins, boards that are not judged yet, the tray, comparisons, filters and search: rows in, rows out."""

import pytest

from tests.service.page.alone import bar, board, split


def pin(turn, visit, stand):
    return {"turn": turn, "visit": visit, "stand": stand}


def visits(*names, turn="A", stand="1"):
    return [{"turn": turn, "visit": name, "stand": stand} for name in names]


def test_pinned_are_the_visits_that_have_a_stand(run):
    pins = [pin("A", "arrival", "9"), pin("B", "full", "2")]
    here = [*visits("arrival", "parking"), {"turn": "A", "visit": "departure", "stand": None}]
    found = run("day/pins.js", "return module.withPins(given[0], given[1]);", [pins, here])
    assert found == [pin("B", "full", "2"), pin("A", "arrival", "1"), pin("A", "parking", "1")]


def test_unpinned_visits_leave_the_others_of_their_turn_pinned(run):
    whole = visits("arrival", "parking", "departure")
    pins = [pin("A", "*", "1"), pin("B", "*", "2")]
    body = "return module.withoutPins(given[0], [given[1][1]], given[1]);"
    left = run("day/pins.js", body, [pins, whole])
    assert left == [pin("A", "arrival", "1"), pin("A", "departure", "1"), pin("B", "*", "2")]
    assert run("day/pins.js", "return module.withoutPins(given[0], given[1], given[1]);", [pins, whole]) == [pins[1]]


def test_an_unjudged_board_shows_bars_where_moves_want_them(run):
    moves = [pin("T1", "full", "R1"), pin("T2", "full", None), pin("T9", "full", "A2"), pin("T4", "parking", "R2")]
    body = "const after = module.unjudged(given[0], given[1]); return [after.bars, after.links, after.figures];"
    bars, links, _ = run("day/unjudged.js", body, [board(), moves])
    places = {(one["turn"], one["visit"]): (one["stand"], one["kind"], one["moved"]) for one in bars}
    assert places["T1", "full"] == ("R1", "remote", True)
    assert places["T2", "full"] == (None, "unallocated", True)
    assert places["T9", "full"] == ("A2", "contact", True)
    assert places["T4", "parking"] == ("R2", "parking", True)
    assert places["T7", "full"] == ("A1", "unused", False)
    assert links == []


def test_a_board_on_which_nothing_moves_is_the_same(run):
    body = "return [module.unjudged(given[0], []) === given[0], module.unjudged(given[0], given[1]) === given[0]];"
    assert run("day/unjudged.js", body, [board(), [pin("T1", "full", "A1")]]) == [True, True]


def test_of_moves_of_one_visit_the_last_holds_on_an_unjudged_board(run):
    moves = [pin("T1", "full", "R1"), pin("T1", "full", "A3")]
    body = 'return module.unjudged(given[0], given[1]).bars.find((bar) => bar.turn === "T1").stand;'
    assert run("day/unjudged.js", body, [board(), moves]) == "A3"


def test_visits_without_a_stand_are_together_while_none_between_them_has_one(run):
    none = [(None, "unallocated")] * 3
    split_up = [(None, "unallocated"), ("A1", "parking"), (None, "unallocated")]
    bars = [*split("T1", none, 100), *split("T2", split_up, 0), bar("T3", "A2", 0, 50)]
    body = "return module.unplaced({ bars: given }).map((group) => group.map((bar) => `${bar.turn} ${bar.visit}`));"
    assert run("day/unplaced.js", body, bars) == [
        ["T2 arrival"],
        ["T1 arrival", "T1 parking", "T1 departure"],
        ["T2 departure"],
    ]


def test_moved_visits_are_told_in_order_of_time(run):
    here = {"bars": [bar("T2", "A1", 500, 600), bar("T1", "A1", 100, 200), bar("T3", "A3", 0, 50)]}
    there = {
        "bars": [bar("T1", None, 100, 200), bar("T2", "R1", 500, 600), bar("T3", "A3", 0, 50), bar("T4", "A1", 0, 9)]
    }
    body = "return module.movedVisits(given[0], given[1]).map(({ turn, here, there }) => [turn, here, there]);"
    assert run("day/changes.js", body, [here, there]) == [["T1", "A1", None], ["T2", "A1", "R1"]]


BARS = [
    bar("T1", "A1", 360, 420),
    *split("T3", [("A2", "contact"), ("A2", "parking"), ("A2", "contact")], 300),
    *split("T4", [("A3", "contact"), ("R1", "parking"), ("A3", "contact")], 400),
    bar("T5", "R2", 480, 560, "bus", airline="CD", terminal="T2"),
    bar("T6", "R2", 520, 600, "remote", airline="CD", terminal="T2"),
    bar("T7", "A1", 700, 760, "unused"),
]
ALL = {"terminals": [], "airlines": [], "codes": [], "kinds": [], "from": None, "to": None}


@pytest.mark.parametrize(
    ("part", "seen"),
    [
        ({}, ["T1", "T3", "T4", "T5", "T6", "T7"]),
        ({"airlines": ["CD"]}, ["T5", "T6"]),
        ({"kinds": ["bus", "unused"]}, ["T5", "T7"]),
        ({"airlines": ["CD"], "kinds": ["bus"]}, ["T5"]),
        ({"from": 700}, ["T7"]),
        ({"to": 345}, ["T3"]),
        ({"from": 560, "to": 585, "terminals": ["T2"]}, ["T6"]),
    ],
)
def test_a_filter_lets_pass_what_it_names(run, part, seen):
    body = "return given[0].filter((bar) => module.passes(bar, given[1])).map((bar) => bar.turn);"
    assert sorted(set(run("day/filter.js", body, [BARS, ALL | part]))) == seen
    assert run("day/filter.js", "return module.isOpen(given);", ALL | part) is (part == {})


def test_choices_are_what_the_board_has_in_order(run):
    bars = [bar("T1", "A", 0, 1, terminal=name) for name in ("10", "9", "", "2")]
    assert run("day/filter.js", "return module.choices({ bars: given }).terminals;", bars) == ["2", "9", "10"]


def test_a_filter_is_said_in_words(run):
    body = "return module.wordsOfFilter(given, (minute) => `minute ${minute}`);"
    assert run("day/filter.js", body, ALL) == ""
    said = run("day/filter.js", body, ALL | {"terminals": ["T1", "T4"], "from": 60})
    assert said == "terminal T1, T4; from minute 60"


@pytest.mark.parametrize(
    ("text", "turns"),
    [("ab1", ["T1"]), (" aB 5 02", ["T5"]), ("T4", ["T4", "T4"]), ("t3", ["T3"]), ("nobody", []), ("  ", [])],
)
def test_search_finds_each_turn_once_on_each_stand(run, text, turns):
    """T4 is on a stand, on another, and back: three stays, of which two are on one stand."""
    body = "return module.found({ bars: given[0] }, given[1]).map((bar) => bar.turn);"
    assert run("day/filter.js", body, [BARS, text]) == turns
