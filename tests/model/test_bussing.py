"""Who uses a bridge and who rides a bus, and how many buses they need."""

import pytest

from standalloc.model import Airport, Instance, Policy, Stand, Turn

FORBID = {}
SECTOR = {"bridge_mismatch": "bus"}
TERMINAL = {"terminal_mismatch": "bus"}


def asked(stand, turn, policy):
    """Return whether T1's visit uses the stand's bridge and whether it rides a bus."""
    times = {"arrival_time": "2030-06-01T08:00Z", "departure_time": "2030-06-01T09:00Z"}
    row = {"turn": "T1", "code": "C", "arrival_pax": 10, "departure_pax": 10} | times | turn
    there = Stand.model_validate({"stand": "S1", "kind": "contact", "max_code": "F"} | stand)
    airport = Airport(code="XXX", timezone="UTC", policy=Policy.model_validate(policy), stands=(there,))
    instance = Instance(airport, (Turn.model_validate(row),))
    (visit,) = instance.visits
    return instance.uses_bridge(visit, there), instance.is_bused(visit, there)


BRIDGE, BUS, NEITHER = (True, False), (False, True), (False, False)
ABROAD = {"arrival_sector": "I", "departure_sector": "D"}
INLAND = {"arrival_sector": "D", "departure_sector": "D"}
LISTS = {"arrival_sectors": "D", "departure_sectors": "D"}


@pytest.mark.parametrize(
    ("stand", "turn", "policy", "expected"),
    [
        ({}, {}, FORBID, BRIDGE),
        ({"boarding": "walk"}, {}, FORBID, NEITHER),
        ({"boarding": "bus"}, {}, FORBID, BUS),
        ({"kind": "remote"}, {}, FORBID, BUS),
        ({"kind": "remote", "boarding": "walk"}, {}, FORBID, NEITHER),
        ({"kind": "remote", "boarding": "bridge"}, {}, FORBID, BRIDGE),
        # sectors
        (LISTS, INLAND, SECTOR, BRIDGE),
        (LISTS, ABROAD, SECTOR, BUS),  # the departure alone would match: the whole visit rides
        (LISTS, ABROAD, FORBID, BRIDGE),  # a pin may put it there: the bridge is used
        ({"departure_sectors": "D"}, ABROAD, SECTOR, BRIDGE),
        ({}, ABROAD, SECTOR, BRIDGE),
        (LISTS, {}, SECTOR, BUS),  # no sector is in no list
        (LISTS | {"boarding": "walk"}, ABROAD, SECTOR, BUS),
        (LISTS | {"kind": "remote", "boarding": "walk"}, ABROAD, SECTOR, NEITHER),
        # terminals
        ({"terminal": "A"}, {"terminal": "A"}, TERMINAL, BRIDGE),
        ({"terminal": "A"}, {"terminal": "B"}, TERMINAL, BUS),
        ({"terminal": "A"}, {"terminal": "B"}, FORBID, BRIDGE),
        ({"terminal": "A"}, {}, TERMINAL, BRIDGE),
        ({}, {"terminal": "B"}, TERMINAL, BRIDGE),
        ({"terminal": "A"}, {"terminal": "B", "arrival_pax": 0, "departure_pax": 0}, TERMINAL, BRIDGE),
        ({"terminal": "A", "kind": "remote", "boarding": "bridge"}, {"terminal": "B"}, TERMINAL, BRIDGE),
        # each mismatch by its own policy
        (LISTS | {"terminal": "A"}, ABROAD | {"terminal": "A"}, TERMINAL, BRIDGE),
        (LISTS | {"terminal": "A"}, INLAND | {"terminal": "B"}, SECTOR, BRIDGE),
    ],
)
def test_bridge_or_bus(stand, turn, policy, expected):
    assert asked(stand, turn, policy) == expected


@pytest.mark.parametrize(
    ("seats", "passengers", "buses"), [(80, 0, 0), (80, 1, 1), (80, 80, 1), (80, 81, 2), (50, 180, 4), (1, 3, 3)]
)
def test_buses(seats, passengers, buses):
    airport = Airport(code="XXX", timezone="UTC", policy=Policy(bus_seats=seats))
    assert Instance(airport, ()).buses(passengers) == buses
