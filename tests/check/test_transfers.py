"""Terms `connection_min` and `missed_connection`, computed by hand."""

import pytest

from standalloc.check import check

#: From T1, in-block 08:00, to T2, off-block 09:00: 60 minutes.
TURNS = (("T1", "08:00", None), ("T2", None, "09:00"))
ZONES = {"A.B": 61, "A.C": 60, "B.C": 12.5}


def transfers(build, text, *rows, turns=TURNS, policy=None):
    """Return the amounts of the two terms for connections of T1 and T2, 10 passengers each."""
    stands = [
        build.stand("SA", zone="A", taxi_in_min=2, taxi_out_min=3),
        build.stand("SB", terminal="B", taxi_in_min=5, taxi_out_min=5),
        build.stand("SC", zone="C", terminal="B"),
    ]
    instance = build.day(
        stands,
        [build.turn(*turn, terminal="A") for turn in turns],
        zones=ZONES,
        policy=policy,
        connections=[build.connection("T1", "T2", 10, **row) for row in rows or ({},)],
    )
    terms = check(instance, build.plan(text)).terms
    return terms["connection_min"].amount, terms["missed_connection"].amount


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("T1/arrival=SA T2/departure=SA", (0, 0)),
        ("T1/arrival=SA T2/departure=SB", (610, 10)),  # one minute short, and its minutes count all the same
        ("T1/arrival=SA T2/departure=SC", (600, 0)),  # just in time
        ("T1/arrival=SB T2/departure=SC", (125, 0)),
        ("T1/arrival=SB", (0, 0)),
        ("T2/departure=SB", (0, 0)),
        ("", (0, 0)),
    ],
)
def test_zones(build, text, expected):
    assert transfers(build, text) == expected


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({"min_transfer": 30}, (300, 0)),
        ({"min_transfer": 60}, (600, 0)),
        ({"min_transfer": 61}, (610, 10)),
        ({"weight": 0.3}, (37.5, 0)),
        ({"weight": 0, "min_transfer": 61}, (0, 10)),  # the weight is of the minutes alone
        ({"min_transfer": 12}, (125, 0)),
    ],
)
def test_the_rows_own_columns(build, row, expected):
    assert transfers(build, "T1/arrival=SB T2/departure=SC", row) == expected


def test_rows_of_the_same_flights_add_up(build):
    assert transfers(build, "T1/arrival=SB T2/departure=SC", {}, {"min_transfer": 70}) == (825, 10)


def test_runway_times_leave_less_time(build):
    # In-block 08:05 on SB, off-block 08:57 on SA: 52 minutes for 61; on SB and SC 55 for 12.5.
    runway = {"times": "runway"}
    assert transfers(build, "T1/arrival=SB T2/departure=SC", {"min_transfer": 55}, policy=runway) == (550, 0)
    assert transfers(build, "T1/arrival=SB T2/departure=SC", {"min_transfer": 56}, policy=runway) == (560, 10)
    assert transfers(build, "T1/arrival=SA T2/departure=SA", {"min_transfer": 55}, policy=runway) == (550, 0)
    assert transfers(build, "T1/arrival=SA T2/departure=SA", {"min_transfer": 56}, policy=runway) == (560, 10)


def test_of_split_turns_the_visits_that_disembark_and_board(build):
    turns = (("T1", "08:00", "14:00"), ("T2", "03:00", "09:00"))
    plan = "T1/arrival=SB T1/parking=SA T1/departure=SA T2/arrival=SA T2/parking=SA T2/departure=SC"
    assert transfers(build, plan, turns=turns) == (125, 0)
    assert transfers(build, "T1/parking=SA T1/departure=SA T2/departure=SC", turns=turns) == (0, 0)


def test_sectors_have_their_own_minutes(build):
    stands = [build.stand("SA", zone="A"), build.stand("SB", zone="B")]
    turns = [
        build.turn("T1", "08:00", arrival_sector="I"),
        build.turn("T2", None, "09:00", departure_sector="D"),
        build.turn("T3", None, "09:00", departure_sector="I"),
    ]
    rows = [build.connection("T1", name, pax) for name, pax in (("T2", 10), ("T3", 1))]
    instance = build.day(stands, turns, zones={"A.B": 20, "I.D.A.B": 45}, connections=rows)
    judgement = check(instance, build.plan("T1/arrival=SB T2/departure=SA T3/departure=SA"))
    assert judgement.terms["connection_min"].amount == 10 * 45 + 20
