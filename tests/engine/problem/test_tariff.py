"""A tariff's own figures: the floor under every plan, the most that any may cost."""

from standalloc.engine.problem.chains import Column
from standalloc.engine.problem.tariff import Tariff

TARIFF = Tariff(
    costs=({0: 5, 1: -2}, {0: 3}, {}),
    unallocated=(10, None, 4),
    happenings=(7, 0),
    peaks={0: 6},
    transfers=(((1, 9), (0, 2)),),
)


def test_each_visit_at_its_cheapest():
    assert TARIFF.least == (-2, 3, 4)
    assert TARIFF.floor == 5


def test_the_most_counts_rewards_too_and_leaves_peaks_out():
    """10 + 3 + 4 for the places, 7 for the happenings, 9 for the transfer."""
    assert TARIFF.most == 33
    rewarded = Tariff(costs=({0: -12},), unallocated=(10,))
    assert rewarded.most == 12


def test_without_a_column_nothing_else_changes():
    left = TARIFF.without({Column(0, 1), Column(2, 0)})
    assert left.costs == ({0: 5}, {0: 3}, {})
    assert left.floor == 12
    assert (left.unallocated, left.peaks, left.transfers) == (TARIFF.unallocated, TARIFF.peaks, TARIFF.transfers)


def test_nothing_costs_nothing():
    assert (Tariff((), ()).floor, Tariff((), ()).most) == (0, 0)
