"""Who uses tugs and buses, and how many over time."""

import pytest

from standalloc.check.fleets import Use, bus_uses, most_between, peak, tow_uses, usage
from standalloc.check.layout import Layout


def uses(*spans):
    return [Use(start, end, vehicles, (), ()) for start, end, vehicles in spans]


@pytest.mark.parametrize(
    ("spans", "profile"),
    [
        ([], []),
        ([(5, 10, 2)], [(5, 2), (10, 0)]),
        ([(5, 10, 2), (8, 12, 1)], [(5, 2), (8, 3), (10, 1), (12, 0)]),
        ([(8, 12, 1), (5, 8, 1)], [(5, 1), (12, 0)]),  # one follows the other: nothing changes
        ([(5, 5, 3)], []),
        ([(-30, 0, 1), (10, 20, 1)], [(-30, 1), (0, 0), (10, 1), (20, 0)]),
    ],
)
def test_usage(spans, profile):
    assert usage(uses(*spans)) == profile
    assert peak(uses(*spans)) == max((count for _, count in profile), default=0)


@pytest.mark.parametrize(
    ("start", "end", "most"),
    [(0, 5, 0), (0, 6, 2), (5, 8, 2), (7, 9, 3), (9, 20, 3), (10, 20, 1), (12, 20, 0)],
)
def test_most_between(start, end, most):
    assert most_between(usage(uses((5, 10, 2), (8, 12, 1))), start, end) == most


def test_most_between_of_nothing():
    assert most_between([], 0, 10) == 0


def test_uses_of_a_day(build):
    stands = [build.stand("C1"), build.stand("R1", "remote")]
    turns = [build.turn("T1", "08:00", "14:00", arrival_pax=81, departure_pax=10)]
    instance = build.day(stands, turns, policy={"tow_min": 15, "bus_use_min": 25})
    parts = [build.key(f"T1/{part}") for part in ("arrival", "parking", "departure")]
    layout = Layout(instance, build.plan("T1/arrival=R1 T1/parking=C1 T1/departure=R1"))
    assert list(tow_uses(layout)) == [
        Use(45, 60, 1, (parts[0], parts[1]), ("R1", "C1")),
        Use(300, 315, 1, (parts[1], parts[2]), ("C1", "R1")),
    ]
    assert list(bus_uses(layout)) == [Use(0, 25, 2, (parts[0],), ("R1",)), Use(335, 360, 1, (parts[2],), ("R1",))]
    assert {use.turn for use in [*tow_uses(layout), *bus_uses(layout)]} == {"T1"}
