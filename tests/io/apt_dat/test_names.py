"""Names of stands are all different and short where they can be; terminals only where a name says them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standalloc.io.apt_dat.names import stand_names, terminal_of


@pytest.mark.parametrize(
    ("written", "names"),
    [
        (["Gate A1", "gate  A2", "Stand 3"], ["A1", "A2", "3"]),
        (["Gate 1", "Ramp 1"], ["Gate 1", "Ramp 1"]),
        (["Gate 1", "Gate 1", "Gate 1"], ["Gate 1", "Gate 1-2", "Gate 1-3"]),
        (["Gate 1", "Gate 1", "Gate 1-2"], ["Gate 1", "Gate 1-3", "1-2"]),
        (["Gate", "Parking Stand 12", "Gateway 5"], ["Gate", "12", "Gateway 5"]),
        (["", ""], ["unnamed", "unnamed-2"]),
    ],
)
def test_names(written: list[str], names: list[str]) -> None:
    assert stand_names(written) == names


@given(st.lists(st.sampled_from(["", "Gate", "Gate 1", "Ramp 1", "1", "1-2", "Gate 1-2", "Gate Gate 1", "gate  1"])))
def test_names_are_all_different(written: list[str]) -> None:
    names = stand_names(written)
    assert len(set(names)) == len(names) == len(written)
    assert all(names)


@pytest.mark.parametrize(
    ("name", "terminal"),
    [
        *(("Gate A1", "A"), ("A12B", "A"), ("Gate T13", "T"), ("AB 3", "AB"), ("Dock E Gate 55", "E")),
        *(("Terminal 1 Gate 5", "1"), ("concourse b 7", "B"), ("Gate 12", ""), ("Hardstand 06", ""), ("", "")),
    ],
)
def test_terminals(name: str, terminal: str) -> None:
    assert terminal_of(name) == terminal
