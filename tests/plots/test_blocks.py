"""Closures and exclusions show when a stand cannot be used."""

import pytest


def blocks(day, kind):
    return [(block.line, block.start, block.end, block.label) for block in day.chart.blocks if block.kind == kind]


def test_a_closure_blocks_its_stand(small_day):
    assert blocks(small_day, "closure") == [(small_day.row("C2").top, 360, 420, "pavement works")]


def test_a_closure_is_cut_to_the_picture(build):
    closures = (build.closure("S", -5, 7), build.closure("S", 8, 50), build.closure("S", 20, 30))
    day = build.day([build.stand("S")], [build.turn("t", 6, 9)], {}, closures=closures)
    top = day.row("S").top
    assert blocks(day, "closure") == [(top, 0, 60, "closed"), (top, 120, 180, "closed")]


def test_an_exclusion_blocks_the_other_stand_gap_included(small_day):
    assert blocks(small_day, "exclusion") == [(small_day.row("B1L").top, 170, 310, "wide on B1")]


@pytest.mark.parametrize("parked", ["A", "B"])
def test_an_exclusion_works_in_either_order(build, parked):
    day = build.day(
        [build.stand("A"), build.stand("B")],
        [build.turn("t", 8, 9), build.turn("far", 6, 12)],
        {("t", "full"): parked},
        exclusions=[build.exclusion("A", "B")],
    )
    other = "B" if parked == "A" else "A"
    assert blocks(day, "exclusion") == [(day.row(other).top, 105, 195, f"t on {parked}")]


def test_only_a_matching_aircraft_blocks(build):
    rule = build.exclusion("A", "B", when_a="code>=E", gap_min=0)
    turns = [build.turn("narrow", 6, 7), build.turn("wide", 8, 9, code="E")]
    day = build.day(
        [build.stand("A"), build.stand("B")],
        turns,
        {("narrow", "full"): "A", ("wide", "full"): "A"},
        exclusions=[rule],
    )
    assert blocks(day, "exclusion") == [(day.row("B").top, 120, 180, "wide on A")]


def test_a_block_for_some_aircraft_says_which_and_has_no_label(build):
    rule = build.exclusion("A", "B", when_b="wingspan>36", gap_min=0)
    day = build.day(
        [build.stand("A"), build.stand("B")], [build.turn("t", 8, 9)], {("t", "full"): "A"}, exclusions=[rule]
    )
    (block,) = day.chart.blocks
    assert block.label == ""
    assert ("For", "wingspan>36") in block.facts
    assert ("By", "t on A") in block.facts


def test_a_stay_of_three_visits_blocks_once_and_twice_the_same_rule_too(build):
    rules = [build.exclusion("A", "B", gap_min=0), build.exclusion("B", "A", gap_min=0)]
    parked = {("t", part): "A" for part in ("arrival", "parking", "departure")}
    day = build.day([build.stand("A"), build.stand("B")], [build.turn("t", 6, 12)], parked, exclusions=rules)
    assert blocks(day, "exclusion") == [(day.row("B").top, 0, 360, "t on A")]
