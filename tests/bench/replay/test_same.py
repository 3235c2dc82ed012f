"""Which turn of a day is which of the day before's."""

import pytest

from standalloc.bench.replay.same import same_turns
from standalloc.bench.suites import INSTANCES
from standalloc.io import read
from tests.bench.replay.conftest import make_instance

STAY = {"arrival_time": "1 20:00", "departure_time": "2 08:00", "departure_flight": "XY1"}


def turns(*rows: dict[str, object]):
    return make_instance(*rows).turns


def test_name_and_times_make_a_turn():
    yesterday = turns({"turn": "A", **STAY})
    assert same_turns(turns({"turn": "A", **STAY, "departure_pax": 7}), yesterday) == {"A": "A"}


def test_a_name_that_comes_again_every_day_is_not_enough():
    yesterday = turns({"turn": "A", "arrival_time": "1 08:00", "departure_time": "1 09:00"})
    today = turns({"turn": "A", "arrival_time": "2 08:00", "departure_time": "2 09:00"})
    assert same_turns(today, yesterday) == {}


def test_another_name_with_all_else_the_same():
    yesterday = turns({"turn": "A-next", **STAY, "stand": "C1", "x_rule": "1"}, {"turn": "B", **STAY, "airline": "ZZ"})
    today = turns({"turn": "A", **STAY, "x_rule": "2"}, {"turn": "C", **STAY, "departure_pax": 9})
    assert same_turns(today, yesterday) == {"A": "A-next"}


def test_each_turn_is_found_once():
    """Three alike yesterday, one of them by its name; today three with two new names and a fourth."""
    yesterday = turns(*({"turn": name, **STAY} for name in "ABC"))
    today = turns(*({"turn": name, **STAY} for name in "XBYZ"))
    assert same_turns(today, yesterday) == {"B": "B", "X": "A", "Y": "C"}


@pytest.mark.parametrize("airport", ["jfk", "lga", "ewr"])
def test_every_night_stop_of_new_york_is_found_again(airport):
    """Its files name a night stop after its departure, with -next in the file of the evening."""
    before, after = (read(INSTANCES / "nyc2013" / airport, day=f"2013-07-{day}") for day in (10, 11))
    midnight = "2013-07-11T00:00-04:00"
    left = {turn.id for turn in before.turns if turn.departure_time.isoformat() >= midnight}
    came = {turn.id for turn in after.turns if turn.arrival_time.isoformat() < midnight}
    same = same_turns(after.turns, before.turns)
    assert len(left) > 30
    assert (set(same), set(same.values())) == (came, left)
