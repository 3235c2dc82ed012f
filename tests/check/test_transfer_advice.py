"""Warnings about transfers: connections that can never fit, zones where no stand is."""

import pytest

from standalloc.check import advise

ZONES = {"A.B": 40, "A.A": 10, "B.B": 10}


def warned(build, code, stands, turns, **parts):
    found = [p for p in advise(build.day(stands, turns, **parts)) if p.code == code]
    assert {(p.severity, bool(p.fix)) for p in found} <= {("warning", True)}
    return [(p.message, p.table, p.row, p.column) for p in found]


def short(build, departure, *, airline="", times="block", pinned="", **row):
    """Return the warnings of connections from T1, there at 08:00, to T2; the second of them is in doubt."""
    taxi = {"taxi_in_min": 2, "taxi_out_min": 3}
    stands = [build.stand("SA", zone="A", **taxi), build.stand("SB", zone="B", airlines="BB", **taxi)]
    turns = [
        build.turn("T1", "08:00", airline="BB", stand=pinned),
        build.turn("T2", None, departure, airline=airline),
        build.turn("T3", None, "20:00"),
    ]
    rows = [build.connection("T1", "T3", 5), build.connection("T1", "T2", 7, **row)]
    policy = {"times": times}
    return warned(build, "connection_too_short", stands, turns, connections=rows, zones=ZONES, policy=policy)


@pytest.mark.parametrize(
    ("departure", "parts", "misses"),
    [
        ("08:10", {}, False),  # both on SA
        ("08:09", {}, True),
        ("08:09", {"airline": "BB"}, True),  # or both on SB
        ("08:12", {"min_transfer": 13}, True),
        ("08:13", {"min_transfer": 13}, False),
        ("08:39", {"pinned": "SB"}, True),  # SB does not admit T2
        ("08:40", {"pinned": "SB"}, False),
        ("08:10", {"pinned": "SB", "airline": "BB"}, False),
        ("08:14", {"times": "runway"}, True),  # in-block 08:02, off-block 08:11
        ("08:15", {"times": "runway"}, False),
    ],
)
def test_connection_too_short(build, departure, parts, misses):
    message = "7 passengers of 1 connection (T1 to T2) can only miss it: any transfer takes longer than there is time"
    assert short(build, departure, **parts) == ([(message, "connections", 1, "min_transfer")] if misses else [])


def test_flights_that_fit_no_stand_are_not_said_to_miss(build):
    stands = [build.stand("SA", zone="A", max_code="B")]
    turns = [build.turn("T1", "08:00"), build.turn("T2", None, "08:01")]
    rows = [build.connection("T1", "T2", 5, min_transfer=10)]
    assert warned(build, "connection_too_short", stands, turns, connections=rows) == []


def test_unknown_zone(build):
    stands = [build.stand("S1", zone="A"), build.stand("S2", terminal="B")]
    turns = [build.turn("T1", "08:00", terminal="C")]
    zones = {"A.B": 5, "A.C": 6, "D.I.Q.A": 7, "D.D": 8}
    message = "no stand is in zone '{}': these minutes never count"
    expected = [
        (message.format(zone), "zones", None, key) for zone, key in (("C", "A.C"), ("Q", "D.I.Q.A"), ("D", "D.D"))
    ]
    assert warned(build, "unknown_zone", stands, turns, zones=zones) == expected
    # a stand without a zone takes each turn into the zone of its terminal
    stands.append(build.stand("S3"))
    assert warned(build, "unknown_zone", stands, turns, zones=zones) == expected[1:]
