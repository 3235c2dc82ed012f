"""The headline figures, computed by hand."""

import pytest

from standalloc.check import check
from standalloc.model import Figures


@pytest.fixture
def instance(build):
    stands = [build.stand("C1"), build.stand("W1", "remote", boarding="walk"), build.stand("R1", "remote")]
    turns = [
        build.turn("T1", "08:00", "14:00", arrival_pax=100, departure_pax=60),
        build.turn("T2", "08:00", "09:00", arrival_pax=20, departure_pax=20),
        build.turn("T3", "15:00", arrival_pax=50),
        build.turn("T4", None, "20:00", departure_pax=0),
    ]
    return build.day(stands, turns)


@pytest.mark.parametrize(
    ("text", "unallocated", "bused", "rate", "rate_flights", "tows", "tugs", "buses"),
    [
        # 250 passengers, 6 flights: T1 and T2 two each, T3 and T4 one each
        ("T1/arrival=C1 T1/parking=C1 T1/departure=C1 T2=W1 T3/arrival=C1 T4/departure=C1", 0, 0, 1.0, 1.0, 0, 0, 0),
        (
            "T1/arrival=C1 T1/parking=R1 T1/departure=R1 T2=W1 T3/arrival=R1 T4/departure=C1",
            0,
            110,
            0.56,
            4 / 6,
            1,
            1,
            1,
        ),
        ("T1/arrival=R1 T1/parking=C1 T1/departure=C1 T2=W1", 2, 100, 0.4, 3 / 6, 1, 1, 2),
        ("T4/departure=C1", 5, 0, 0.0, 1 / 6, 0, 0, 0),
        ("", 6, 0, 0.0, 0.0, 0, 0, 0),
    ],
)
def test_figures(build, instance, text, unallocated, bused, rate, rate_flights, tows, tugs, buses):
    expected = Figures(4, 6, unallocated, bused, rate, rate_flights, tows, tugs, buses)
    assert check(instance, build.plan(text)).figures == expected


def test_nobody_to_serve_is_served_in_full(build):
    assert check(build.day([], []), build.plan()).figures == Figures(0, 0, 0, 0, 1.0, 1.0, 0)
    cargo = build.day([build.stand("R1", "remote")], [build.turn("T1", "08:00", "09:00")])
    assert check(cargo, build.plan("T1=R1")).figures == Figures(1, 1, 0, 0, 1.0, 0.0, 0)
