"""Minutes that cannot be planned together: runway times with turns that split, or that taxi takes up."""

import pytest

from standalloc.model import Airport, InputError, Instance, Policy, Stand, Turn


def problems(departure, *, turn=None, **policy):
    """Return the problems of a turn that arrives at 08:00, as (code, table, row, column)."""
    stands = [
        {"stand": "C1", "kind": "contact", "taxi_in_min": 5, "taxi_out_min": 8},
        {"stand": "R1", "kind": "remote", "taxi_in_min": 12, "taxi_out_min": 15},
    ]
    airport = Airport(
        code="XXX",
        timezone="UTC",
        policy=Policy.model_validate({"times": "runway"} | policy),
        stands=tuple(Stand.model_validate({"max_code": "F"} | stand) for stand in stands),
    )
    times = {"arrival_time": "2030-06-01T08:00Z", "departure_time": departure and f"2030-06-01T{departure}Z"}
    row = Turn.model_validate({"turn": "T1", "code": "C"} | times | (turn or {}))
    try:
        Instance(airport, (row,))
    except InputError as error:
        assert all(p.message and p.fix and p.severity == "error" for p in error.problems)
        return [(p.code, p.table, p.row, p.column) for p in error.problems]
    return []


@pytest.mark.parametrize(
    ("departure", "parts", "found"),
    [
        ("11:00", {}, []),  # 180 minutes
        ("11:01", {}, ["runway_split"]),
        ("11:01", {"turn": {"towable": "no"}}, []),
        ("11:01", {"split_min": 182}, []),
        ("11:01", {"times": "block"}, []),
        ("08:28", {}, []),  # the 27 minutes of taxi of R1 and one on the stand
        ("08:27", {}, ["stay_too_short"]),
        ("08:27", {"times": "block"}, []),
        (None, {}, []),
    ],
)
def test_runway_times(departure, parts, found):
    column = {"runway_split": "towable", "stay_too_short": "departure_time"}
    assert problems(departure, **parts) == [(code, "schedule", 0, column[code]) for code in found]
