"""Stands, buses and tugs over the day, counted by hand."""

from dataclasses import replace
from itertools import pairwise

import pytest

from standalloc.plots.chart import Profile
from standalloc.plots.profiles import outlines, words


def profile(day, kind):
    return next((profile for profile in day.chart.profiles if profile.kind == kind), None)


def counts(shown):
    """Return the total from minute to minute."""
    return dict(zip(shown.minutes, map(sum, zip(*shown.layers.values(), strict=True)), strict=True))


def test_stands_occupied_from_minute_to_minute(small_day):
    stands = profile(small_day, "stands")
    assert stands.minutes == (0, 45, 120, 180, 210, 240, 270, 300, 420, 480)
    assert stands.layers == {
        "contact": (1, 0, 1, 1, 1, 1, 1, 0, 1, 0),
        "remote": (0, 1, 1, 1, 1, 2, 2, 1, 0, 0),
        "unallocated": (0, 0, 0, 0, 1, 1, 0, 0, 0, 0),
    }


def test_the_most_at_once(small_day):
    stands = profile(small_day, "stands")
    assert (stands.most(), stands.most("contact", "remote"), stands.scale) == (4, 3, 4)
    assert words(stands) == ("stands occupied", "most at once 3")
    empty = Profile("stands", (), {"contact": (), "remote": ()})
    assert (empty.most(), empty.scale, words(empty)[1]) == (0, 1, "most at once 0")


def test_layers_lie_on_each_other():
    stacked = Profile("stands", (0, 10, 30), {"contact": (2, 1, 0), "remote": (1, 3, 0), "unallocated": (0, 0, 0)})
    layers = dict(outlines(stacked))
    assert layers["contact"] == [(0, 2), (10, 2), (10, 1), (30, 1), (30, 0), (10, 0), (10, 0), (0, 0)]
    assert layers["remote"] == [(0, 3), (10, 3), (10, 4), (30, 4), (30, 1), (10, 1), (10, 2), (0, 2)]
    assert "unallocated" not in layers


def test_buses_come_at_in_block_and_stay_until_off_block(build):
    turn = build.turn("t", 8, 10, arrival_pax=81, departure_pax=80)
    day = build.day([build.stand("R", "remote")], [turn], {("t", "full"): "R"})
    buses = profile(day, "buses")
    assert counts(buses) == {0: 2, 30: 0, 90: 1, 120: 0}
    assert (buses.capacity, buses.layers["beyond"]) == (None, (0, 0, 0, 0))
    assert words(buses) == ("buses in use", "most at once 2")


def test_what_exceeds_the_capacity_is_a_layer_of_its_own(served_day):
    buses, tugs = profile(served_day, "buses"), profile(served_day, "tugs")
    assert (buses.capacity, buses.most("buses"), buses.most()) == (6, 6, 8)
    beyond = [span for span, count in zip(pairwise(buses.minutes), buses.layers["beyond"], strict=False) if count]
    assert beyond == [(24, 36)]
    assert (tugs.capacity, tugs.most("tugs"), tugs.most("beyond")) == (1, 1, 1)
    assert words(tugs) == ("tugs in use", "most at once 2 of 1")
    assert tugs.facts == (("Tugs in use", "most at once 2 of 1"), ("Too few", "2030-06-01 07:45 to 08:05 (20 min)"))
    assert dict(buses.facts)["Too few"] == "2030-06-01 06:24 to 06:36 (12 min)"


def test_profiles_agree_with_the_figures(served_day, large_day):
    for day in (served_day, large_day):
        figures = day.judgement.figures
        assert profile(day, "buses").most() == figures.peak_buses
        assert profile(day, "tugs").most() == figures.peak_tugs


def test_a_day_without_buses_or_tugs_has_no_profile_of_them(build):
    day = build.day([build.stand("S")], [build.turn("t", 8, 9)], {("t", "full"): "S"})
    assert [shown.kind for shown in day.chart.profiles] == ["stands"]


@pytest.mark.parametrize(("column", "kind"), [("bus_capacity", "buses"), ("tow_capacity", "tugs")])
def test_a_capacity_is_shown_though_nobody_uses_it(build, column, kind):
    day = build.day([build.stand("S")], [build.turn("t", 8, 9)], {("t", "full"): "S"}, policy={column: 3})
    idle = profile(day, kind)
    assert (idle.capacity, idle.scale, idle.most(), [*outlines(idle)]) == (3, 3, 0, [])


def test_a_long_list_of_shortages_is_cut(build):
    turns = [build.turn(f"t{hour}", hour, hour + 0.5) for hour in range(9)]
    parked = {(turn.id, "full"): "R" for turn in turns}
    day = build.day([build.stand("R", "remote", buffer_min=0)], turns, parked, policy={"bus_capacity": 0})
    shortages = [value for name, value in profile(day, "buses").facts if name == "Too few"]
    assert len(shortages) == 7
    assert shortages[-1] == "3 more times"


def test_buses_before_the_first_and_after_the_last_visit_are_in_the_picture(build):
    turns = [build.turn("early", None, 8), build.turn("late", 8, None)]
    stands = [build.stand("R1", "remote"), build.stand("R2", "remote")]
    parked = {("early", "departure"): "R1", ("late", "arrival"): "R2"}
    chart = build.day(stands, turns, parked, policy={"bus_use_min": 200}).chart
    assert (chart.start, chart.end) == (-240, 240)


def test_a_capacity_far_above_leaves_the_scale_to_it(served_day):
    buses = replace(profile(served_day, "buses"), capacity=40)
    assert buses.scale == 40
