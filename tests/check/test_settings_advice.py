"""Warnings about settings: each code with a case that has it and one that has not."""

import pytest

from standalloc.check import WARNINGS, advise


def warned(build, *codes, stands=None, turns=None, **parts):
    """Return the messages of the warnings with these codes, and their places."""
    stands = [build.stand("C1")] if stands is None else stands
    turns = [build.turn("T1", "08:00", "09:00", arrival_pax=1, departure_pax=1)] if turns is None else turns
    found = [p for p in advise(build.day(stands, turns, **parts)) if p.code in codes]
    assert set(codes) <= set(WARNINGS)
    assert {(p.severity, bool(p.fix)) for p in found} <= {("warning", True)}
    return [(p.message, p.table, p.row, p.column) for p in found]


@pytest.mark.parametrize(
    ("policy", "message", "key"),
    [
        ({"tow_capacity": 3}, None, ""),
        ({"tow_capacity": 3, "tow_min": 0}, "tow_capacity 3 never acts: tow_min is 0", "tow_capacity"),
        ({"tow_capacity": 0, "tow_min": 0}, "tow_capacity 0 never acts: tow_min is 0", "tow_capacity"),
        ({"tow_min": 0}, None, ""),
        ({"bus_capacity": 9}, None, ""),
        ({"bus_capacity": 9, "bus_use_min": 0}, "bus_capacity 9 never acts: bus_use_min is 0", "bus_capacity"),
        ({"taxilane_min": 3}, "taxilane_min 3 never acts: no stand has a group", "taxilane_min"),
    ],
)
def test_idle_rule(build, policy, message, key):
    expected = [(message, "policy", None, key)] if message else []
    assert warned(build, "idle_rule", policy=policy) == expected


def test_a_taxilane_with_a_group_acts(build):
    assert warned(build, "idle_rule", stands=[build.stand("C1", group="G")], policy={"taxilane_min": 3}) == []


@pytest.mark.parametrize(
    ("objective", "why", "column"),
    [
        ({}, None, ""),
        ({"unallocated": 0}, "the weight of unallocated is 0", "unallocated"),
        ({"tiers": [["unallocated"], ["tow"]]}, None, ""),
        ({"tiers": [["tow"], ["unallocated"]], "unallocated": 0}, None, ""),  # in a tier it counts all the same
        ({"tiers": [["tow"]]}, "no tier names unallocated", "tiers"),
    ],
)
def test_unallocated_free(build, objective, why, column):
    message = f"{why}: leaving a visit without a stand costs nothing"
    expected = [(message, "objective", None, column)] if why else []
    assert warned(build, "unallocated_free", objective=objective) == expected


@pytest.mark.parametrize(
    ("objective", "cost_per_min", "terms"),
    [
        ({}, 3, None),
        ({"stand_used": 3}, None, None),
        ({"tiers": [["unallocated"]]}, None, None),  # weights as by default are not meant
        ({"tiers": [["unallocated"]], "tow": 0}, None, None),
        ({"tiers": [["unallocated"]], "tow": 41}, None, "tow"),
        ({"tiers": [["unallocated"], ["tow"]], "tow": 41}, None, None),
        ({"tiers": [["unallocated"]], "stand_used": 3, "tow": 41}, 3, "tow, stand_used, contact_min"),
        ({"tiers": [["unallocated"], ["contact_min"]]}, 3, None),
        ({"tiers": [["unallocated"]]}, 0, None),
    ],
)
def test_not_in_tiers(build, objective, cost_per_min, terms):
    stands = [build.stand("C1", cost_per_min=cost_per_min)]
    message = f"no tier names {terms}: what they cost counts nothing"
    expected = [(message, "objective", None, "tiers")] if terms else []
    assert warned(build, "not_in_tiers", stands=stands, objective=objective) == expected


@pytest.mark.parametrize(
    ("policy", "objective", "asking", "place"),
    [
        ({}, {}, None, ()),
        ({"times": "runway"}, {}, "times", ("policy", None, "times")),
        ({}, {"taxi_min": 2}, "taxi_min", ("objective", None, "taxi_min")),
        ({"times": "runway"}, {"taxi_min": 2}, "times and taxi_min", ("policy", None, "times")),
    ],
)
def test_missing_taxi(build, policy, objective, asking, place):
    message = f"{asking} ask for taxi minutes, and no stand has any: they count as 0"
    parts = {"policy": policy, "objective": objective}
    assert warned(build, "missing_taxi", **parts) == ([(message, *place)] if asking else [])
    assert warned(build, "missing_taxi", stands=[build.stand("C1", taxi_out_min=1)], **parts) == []


LACKING = "no bus_min of 1 stand (S2): bus trips from there may cost nothing"


@pytest.mark.parametrize(
    ("columns", "policy", "lacks"),
    [
        ({"kind": "remote"}, {}, True),
        ({"kind": "remote", "bus_min": 0}, {}, False),
        ({"kind": "remote", "bus_min": "A=5 B=7"}, {}, False),
        ({"kind": "remote", "bus_min": "A=5"}, {}, True),
        ({"kind": "remote", "bus_min": "A=5 *=9"}, {}, False),
        ({"kind": "remote", "boarding": "walk"}, {}, False),
        ({"boarding": "bus"}, {}, True),
        ({}, {"bridge_mismatch": "bus"}, False),
        ({"arrival_sectors": "D"}, {}, False),
        ({"arrival_sectors": "D"}, {"bridge_mismatch": "bus"}, True),
        ({"terminal": "A"}, {}, False),
        ({"terminal": "A"}, {"terminal_mismatch": "bus"}, True),
        ({"terminal": "A", "bus_min": "B=4"}, {"terminal_mismatch": "bus"}, False),  # those of A use its bridge
        ({"terminal": "A", "bus_min": "A=4"}, {"terminal_mismatch": "bus"}, True),
    ],
)
def test_missing_bus_min(build, columns, policy, lacks):
    stands = [build.stand("S1"), build.stand("S2", **columns)]
    turns = [build.turn(f"T{name}", "08:00", "09:00", terminal=name, arrival_pax=9) for name in "AB"]
    turns.append(build.turn("TC", "08:00", "09:00", terminal="C", arrival_pax=0))
    parts = {"stands": stands, "turns": turns, "policy": policy}
    expected = [(LACKING, "stands", 1, "bus_min")] if lacks else []
    assert warned(build, "missing_bus_min", **parts, objective={"bus_trip_min": 1}) == expected
    assert warned(build, "missing_bus_min", **parts) == []


def test_missing_handling(build):
    turns = [
        build.turn("T1", "08:00", seats=180),
        build.turn("T2", "09:00", seats=100),
        build.turn("T3", "10:00"),
        build.turn("T4", None, "11:00"),
        build.turn("T5", "12:00", "13:00"),
    ]
    handling = [build.handling("Narrow_Body", 40, 50)]
    effect = "handling.csv has no such class, so they take {}_min"
    assert warned(build, "missing_handling", turns=turns, handling=handling) == [
        (f"no class of 2 turns (T2, T3): {effect.format('arrival')}", "schedule", 1, "class"),
        (f"no class of 1 turn (T4): {effect.format('departure')}", "schedule", 3, "class"),
    ]
    assert warned(build, "missing_handling", turns=turns) == []
