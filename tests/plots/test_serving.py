"""Taxi, handling, bridges and buses as the facts of a visit tell them, worked out by hand."""

import pytest

from standalloc.model import Handling

NARROW = Handling.model_validate({"class": "Narrow_Body", "bridge_min": 50, "away_min": 70})
TOLD = ("Taxi", "Handling", "Bridge", "By bus")


def served(day, name, part="full"):
    return {fact: value for fact, value in day.bar(name, part).facts if fact in TOLD}


def test_a_bridge_of_another_sector_is_unused(served_day):
    assert served(served_day, "B") == {
        "Taxi": "in 5 min, out 7 min",
        "Bridge": "unused: it serves arrivals I, departures I",
        "By bus": "180 passengers, 3 buses",
    }
    assert served_day.bar("B").kind == "unused"


def test_a_bridge_of_another_terminal_is_unused(served_day):
    """Two buses take 100 passengers eleven minutes to T2; away from a bridge an A320 is handled in 70 minutes."""
    assert served(served_day, "J", "arrival") == {
        "Handling": "70 min, Narrow_Body away from a bridge",
        "Bridge": "unused: the turn is of terminal T2",
        "By bus": "100 passengers, 2 buses, 22 bus-minutes",
    }
    assert served_day.bar("J", "arrival").end - served_day.bar("J", "arrival").start == 70


def test_a_bridge_that_fits_is_used(served_day):
    assert served(served_day, "I", "departure") == {"Handling": "50 min, Narrow_Body at a bridge"}
    assert served_day.bar("I", "departure").kind == "contact"
    assert served(served_day, "F", "departure") == {"Taxi": "out 7 min"}


def test_a_walk_to_another_terminal_is_a_bus_and_no_unused_bridge(served_day):
    assert served(served_day, "H", "arrival") == {"By bus": "100 passengers, 2 buses"}
    assert served_day.bar("H", "arrival").kind == "bus"


def test_a_parked_aircraft_takes_nothing(served_day):
    assert served(served_day, "F", "parking") == {}
    assert served_day.bar("F", "parking").kind == "parking"


def test_unused_bridges_are_those_of_the_figures(served_day):
    unused = [bar for bar in served_day.chart.bars if bar.kind == "unused"]
    assert len(unused) == served_day.judgement.figures.unused_bridges == 3


def test_one_bus(build):
    turn = build.turn("t", 8, None, arrival_pax=80, terminal="T1")
    stand = build.stand("R", "remote", bus_min="T1=7.5 *=3")
    day = build.day([stand], [turn], {("t", "arrival"): "R"})
    assert served(day, "t", "arrival") == {"By bus": "80 passengers, 1 bus, 7.5 bus-minutes"}


@pytest.mark.parametrize(("half", "span"), [((8, None), (12, 57)), ((None, 8), (-75, -15)), ((8, 9), (12, 45))])
def test_runway_times_move_the_bar_to_the_minutes_on_the_stand(build, half, span):
    """Twelve minutes of taxi in, fifteen of taxi out; handling takes 45 minutes after in-block, 60 before off-block."""
    stand = build.stand("S", taxi_in_min=12, taxi_out_min=15)
    part = "full" if None not in half else "arrival" if half[1] is None else "departure"
    day = build.day([stand], [build.turn("t", *half)], {("t", part): "S"}, policy={"times": "runway"})
    bar = day.bar("t", part)
    assert (bar.start, bar.end) == span
    assert day.chart.start <= bar.start and bar.end <= day.chart.end


def test_a_half_turn_takes_the_handling_time_of_its_stand(build):
    turns = [build.turn("bridge", 8, None, seats=180), build.turn("away", 8, None, seats=180)]
    stands = [build.stand("S"), build.stand("R", "remote")]
    parked = {("bridge", "arrival"): "S", ("away", "arrival"): "R"}
    day = build.day(stands, turns, parked, ground={"handling": (NARROW,)})
    assert [day.bar(name, "arrival").end for name in ("bridge", "away")] == [50, 70]
    assert served(day, "away", "arrival")["Handling"] == "70 min, Narrow_Body away from a bridge"
