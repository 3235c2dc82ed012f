"""The demand over the day, counted by hand."""

from standalloc.plots.chart import Demand
from standalloc.plots.demand import outlines


def test_stands_occupied_from_minute_to_minute(small_day):
    assert small_day.chart.demand == Demand(
        minutes=(0, 45, 120, 180, 210, 240, 270, 300, 420, 480),
        contact=(1, 0, 1, 1, 1, 1, 1, 0, 1, 0),
        remote=(0, 1, 1, 1, 1, 2, 2, 1, 0, 0),
        unallocated=(0, 0, 0, 0, 1, 1, 0, 0, 0, 0),
    )


def test_the_most_at_once(small_day):
    assert small_day.chart.demand.most == 4
    assert small_day.chart.demand.most_occupied == 3
    assert Demand((), (), (), ()).most == Demand((), (), (), ()).most_occupied == 0


def test_layers_lie_on_each_other():
    demand = Demand(minutes=(0, 10, 30), contact=(2, 1, 0), remote=(1, 3, 0), unallocated=(0, 0, 0))
    layers = dict(outlines(demand))
    assert layers["contact"] == [(0, 2), (10, 2), (10, 1), (30, 1), (30, 0), (10, 0), (10, 0), (0, 0)]
    assert layers["remote"] == [(0, 3), (10, 3), (10, 4), (30, 4), (30, 1), (10, 1), (10, 2), (0, 2)]
