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


@pytest.mark.parametrize(
    ("policy", "buses", "unused"),
    [
        ({}, 0, 0),
        ({"bridge_mismatch": "bus"}, 3, 1),
        ({"terminal_mismatch": "bus"}, 2, 1),
        ({"bridge_mismatch": "bus", "terminal_mismatch": "bus"}, 5, 2),  # both from 08:29 to 08:30
    ],
)
def test_unused_bridges_and_the_buses_in_their_place(build, policy, buses, unused):
    # T1 is off its sector (3 buses until 08:30), T2 off its terminal (2 from 08:29), W1 has no bridge.
    stands = [build.stand(name, terminal="A", arrival_sectors="D") for name in ("C1", "C2")]
    stands.append(build.stand("W1", boarding="walk", terminal="A"))
    turns = [
        build.turn("T1", "08:00", arrival_sector="I", terminal="A", arrival_pax=240, stand="C1"),
        build.turn("T2", "08:29", arrival_sector="D", terminal="B", arrival_pax=81, stand="C2"),
        build.turn("T3", "18:00", arrival_sector="D", terminal="A", arrival_pax=0),
    ]
    plan = build.plan("T1/arrival=C1 T2/arrival=C2 T3/arrival=W1")
    figures = check(build.day(stands, turns, policy=policy), plan).figures
    assert (figures.peak_buses, figures.unused_bridges) == (buses, unused)


def test_the_peak_of_tugs_and_the_transfers_missed(build):
    stands = [build.stand(name, zone="Z") for name in ("C1", "C2", "C3")]
    turns = [build.turn("T1", "08:00", "14:00"), build.turn("T2", "08:10", "15:00"), build.turn("T3", None, "08:30")]
    rows = [build.connection("T1", "T3", 7, min_transfer=31), build.connection("T1", "T2", 9)]
    instance = build.day(stands, turns, connections=rows, policy={"buffer_min": 0})
    plan = "T1/arrival=C1 T1/parking=C2 T1/departure=C2 T2/arrival=C2 T2/parking=C1 T2/departure=C1 T3/departure=C3"
    figures = check(instance, build.plan(plan)).figures
    assert (figures.tows, figures.peak_tugs, figures.missed_transfers) == (2, 2, 7)
