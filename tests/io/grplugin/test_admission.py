"""Rule sets alone, and as alternatives: what is added admits exactly what one of the two admits."""

from dataclasses import fields, replace

import pytest

from standalloc.io.aircraft_types import aircraft_types
from standalloc.io.grplugin.admission import Admission, types_like, union
from standalloc.model import Condition

SMALL = Admission(max_code="C", sectors=("D", "S"), uses=("passenger",))


@pytest.mark.parametrize(
    ("change", "both"),
    [
        ({}, {}),
        ({"sectors": ("I",)}, {"sectors": ("D", "S", "I")}),
        ({"sectors": ()}, {"sectors": ()}),
        ({"max_code": "E"}, {"max_code": "E"}),
        ({"max_code": None}, {"max_code": None}),
        ({"min_code": "B"}, {}),
        ({"airlines": ("SWR",)}, {}),
        ({"max_length_m": 40.0}, {}),
        ({"uses": ("cargo", "passenger")}, {"uses": ("passenger", "cargo")}),
        ({"sectors": (), "uses": ()}, {"sectors": (), "uses": ()}),
        ({"not_types": ("B753",), "max_length_m": 40.0}, {}),
        ({"sectors": ("I",), "max_code": "E"}, None),
        ({"sectors": ("I",), "not_types": ("B753",)}, None),
    ],
)
def test_union(change: dict[str, object], both: dict[str, object] | None) -> None:
    other = replace(SMALL, **change)
    expected = None if both is None else replace(SMALL, **both)
    for found in (union(SMALL, other), union(other, SMALL)):
        for part in fields(Admission) if found is not None and expected is not None else ():
            mine, wanted = getattr(found, part.name), getattr(expected, part.name)
            assert sorted(mine) == sorted(wanted) if isinstance(mine, tuple) else mine == wanted, part.name
        assert (found is None) == (expected is None)


@pytest.mark.parametrize(
    ("admission", "condition", "answer"),
    [
        (Admission(max_code="C"), Condition("code", ">=", ("D",)), False),
        (Admission(max_code="D"), Condition("code", ">=", ("D",)), True),
        (Admission(), Condition("code", ">=", ("F",)), True),
        (Admission(max_wingspan_m=36.0), Condition("code", ">=", ("D",)), True),
        (Admission(max_wingspan_m=35.9), Condition("code", ">=", ("D",)), False),
        (Admission(max_wingspan_m=61.0), Condition("wingspan", ">", ("61",)), False),
        (Admission(max_wingspan_m=61.0), Condition("wingspan", ">", ("60",)), True),
        (Admission(max_wingspan_m=61.0, max_code="C"), Condition("wingspan", ">", ("36",)), False),
    ],
)
def test_what_an_admitted_aircraft_may_meet(admission: Admission, condition: Condition, answer: bool) -> None:
    assert admission.may_meet(condition) is answer


def test_patterns_are_spelt_out() -> None:
    known = {one.icao for one in aircraft_types().values()}
    found = types_like("B77*")
    assert {code for code in found if code in known} == {code for code in known if code.startswith("B77")}
    assert {"B77W", "77W"} <= {*found}
    assert types_like("ZZ9") == ("ZZ9",)
    assert types_like("ZZ9*") == ("ZZ9*",)
