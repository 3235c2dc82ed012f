"""Which figures a table shows, and how."""

from dataclasses import replace

import pytest

from standalloc.cli.figures import figure_rows
from standalloc.model import Airport, Connection, Figures, Instance, Policy, Stand, Turn

STANDS = (Stand(stand="C1", kind="contact", max_code="C"), Stand(stand="R1", kind="remote", max_code="C"))
TURNS = tuple(
    Turn(turn=name, code="C", arrival_time="2026-01-05T08:00Z", departure_time="2026-01-05T10:00Z") for name in "AB"
)
FIGURES = Figures(
    turns=2, visits=1_002, unallocated=0, bus_passengers=9_000, contact_rate=0.5, contact_rate_flights=1, tows=3
)


def day(**policy: object) -> Instance:
    return Instance(Airport(code="XYZ", timezone="UTC", stands=STANDS, policy=Policy.model_validate(policy)), TURNS)


def shown(instance: Instance, *plans: Figures) -> dict[str, list[str]]:
    return {name: cells for name, *cells in figure_rows(instance, *plans)}


def test_what_every_day_has() -> None:
    assert shown(day(), FIGURES) == {
        "turns": ["2"],
        "visits": ["1,002"],
        "unallocated": ["0"],
        "bus passengers": ["9,000"],
        "contact rate by passengers": ["50.00%"],
        "contact rate by flights": ["100.00%"],
        "tows": ["3"],
    }


@pytest.mark.parametrize(
    ("policy", "more"),
    [
        ({"bus_capacity": 1_000}, {"peak buses": ["0 of 1,000"]}),
        ({"tow_capacity": 0}, {"peak tugs": ["0 of 0"]}),
        ({"bridge_mismatch": "bus"}, {"unused bridges": ["0"]}),
        ({"terminal_mismatch": "bus"}, {"unused bridges": ["0"]}),
        ({"terminal_mismatch": "forbid"}, {}),
    ],
)
def test_what_the_policy_asks_about(policy: dict[str, object], more: dict[str, list[str]]) -> None:
    rows = shown(day(**policy), FIGURES)
    assert {name: cells for name, cells in rows.items() if name not in shown(day(), FIGURES)} == more


def test_missed_transfers_are_shown_where_there_are_transfers() -> None:
    with_transfers = replace(day(), connections=(Connection(arrival_turn="A", departure_turn="B", pax=3),))
    assert shown(with_transfers, FIGURES)["passengers missing transfers"] == ["0"]


def test_two_plans_share_their_rows() -> None:
    other = replace(FIGURES, tows=4, peak_buses=7, peak_tugs=2, unused_bridges=5, missed_transfers=1_200)
    rows = shown(day(tow_capacity=3), FIGURES, other)
    assert rows["tows"] == ["3", "4"]
    assert rows["peak buses"] == ["0", "7"]
    assert rows["peak tugs"] == ["0 of 3", "2 of 3"]
    assert rows["unused bridges"] == ["0", "5"]
    assert rows["passengers missing transfers"] == ["0", "1,200"]
