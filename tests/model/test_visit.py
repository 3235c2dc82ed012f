"""How a turn splits into visits, with hand-computed minutes."""

import pytest

from standalloc.model import Visit, VisitKey
from standalloc.model.visit import split_visits


def split(arrival, departure, *, towable=True, pax=(70, 80), split_min=181):
    return split_visits("T1", arrival, departure, *pax, towable, split_min, 45, 60)


def test_a_stay_of_split_min_has_three_visits():
    assert split(100, 281) == (
        Visit("T1", "arrival", 100, 145, True, False, 70, 0),
        Visit("T1", "parking", 145, 221, False, False, 0, 0),
        Visit("T1", "departure", 221, 281, False, True, 0, 80),
    )


@pytest.mark.parametrize(("departure", "towable"), [(280, True), (281, False), (2000, False)])
def test_a_shorter_stay_or_one_that_cannot_be_towed_has_one(departure, towable):
    assert split(100, departure, towable=towable) == (Visit("T1", "full", 100, departure, True, True, 70, 80),)


def test_the_shortest_split_has_a_parking_of_no_minutes():
    visits = split(0, 105, split_min=105)
    assert [(v.part, v.start, v.end) for v in visits] == [
        ("arrival", 0, 45),
        ("parking", 45, 45),
        ("departure", 45, 105),
    ]


def test_half_turns():
    assert split(100, None) == (Visit("T1", "arrival", 100, 145, True, False, 70, 0),)
    assert split(None, 100) == (Visit("T1", "departure", 40, 100, False, True, 0, 80),)
    assert split(None, 0)[0].start == -60  # before the schedule's first minute


def test_a_turn_without_times_is_refused():
    with pytest.raises(ValueError, match="turn T1 has neither arrival nor departure"):
        split(None, None)


def test_names_and_passengers():
    arrival, parking, _ = split(0, 500)
    assert arrival.key == VisitKey("T1", "arrival") == ("T1", "arrival")
    assert (str(arrival.key), str(VisitKey("T1", "full"))) == ("T1 (arrival)", "T1")
    assert (arrival.passengers, parking.passengers) == (70, 0)
    assert split(0, 60)[0].passengers == 150
