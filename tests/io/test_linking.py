"""Arrivals and the departures that they become."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standalloc.io.linking import Link, Movement, link_movements

NOON = datetime(2030, 6, 1, 12, tzinfo=UTC)


def at(words: str) -> list[Movement]:
    """Return movements written as `A10x`: arrival, minutes after noon, key."""
    parts = [(word[0] == "A", timedelta(minutes=int(word[1:3])), word[3:]) for word in words.split()]
    return [Movement(is_arrival, NOON + wait, key) for is_arrival, wait, key in parts]


@pytest.mark.parametrize(
    ("words", "links"),
    [
        ("A10x D50x", [(0, 1)]),
        ("D50x A10x", [(1, 0)]),
        ("A10x D50y", [(0, None), (None, 1)]),
        ("A10x A20x D50x", [(0, None), (1, 2)]),
        ("A10x D50x D60x", [(0, 1), (None, 2)]),
        ("D10x A20x", [(None, 0), (1, None)]),
        ("A10x D10x D50x", [(None, 1), (0, 2)]),
        ("A10 D50", [(0, None), (None, 1)]),
        ("A10x D30x A40x D50x", [(0, 1), (2, 3)]),
        ("A10x A11y D20y D30x", [(0, 3), (1, 2)]),
        ("", []),
    ],
)
def test_links(words: str, links: list[Link]) -> None:
    found = link_movements(at(words))
    assert sorted(found, key=str) == sorted(links, key=str)


def test_they_are_in_the_order_of_their_first_times() -> None:
    assert link_movements(at("A30z A20y D25y A10x D40x")) == [(3, 4), (1, 2), (0, None)]


@pytest.mark.parametrize(("stay", "links"), [(40, [(0, 1)]), (39, [(0, None), (None, 1)])])
def test_the_longest_stay(stay: int, links: list[Link]) -> None:
    assert link_movements(at("A10x D50x"), timedelta(minutes=stay)) == links


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 9), st.sampled_from(["", "x", "y"]))))
def test_every_movement_is_in_one_link(drawn: list[tuple[bool, int, str]]) -> None:
    movements = [Movement(is_arrival, NOON + timedelta(minutes=minute), key) for is_arrival, minute, key in drawn]
    links = link_movements(movements)
    assert sorted(index for link in links for index in link if index is not None) == list(range(len(movements)))
    for arrival, departure in links:
        assert arrival is None or movements[arrival].is_arrival
        assert departure is None or not movements[departure].is_arrival
        if arrival is not None and departure is not None:
            assert movements[arrival].key == movements[departure].key != ""
            assert movements[arrival].time < movements[departure].time
