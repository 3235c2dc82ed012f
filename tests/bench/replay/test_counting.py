"""What counts on a day: each visit once, as the checker counts it."""

import pytest

from standalloc.bench.replay.carry import Planned, carry
from standalloc.bench.replay.counting import Counts, counts_of
from standalloc.bench.replay.days import Window
from standalloc.bench.suites import INSTANCES
from standalloc.check import check
from standalloc.io import read
from standalloc.model import Plan, VisitKey
from tests.bench.replay.conftest import WINDOW, make_instance

NIGHT = {"turn": "N", "arrival_time": "1 20:00", "departure_time": "2 08:00", "arrival_pax": 90, "departure_pax": 80}
DAY = {"turn": "D", "arrival_time": "2 09:00", "departure_time": "2 10:00", "arrival_pax": 7, "departure_pax": 5}
EVENING = {"turn": "V", "arrival_time": "2 20:00", "departure_time": "3 08:00", "arrival_pax": 40, "departure_pax": 30}


def stands(**by_turn: str) -> Plan:
    """Return a plan: one stand for a turn of one visit, three for arrival, parking and departure."""
    parts = {1: ["full"], 3: ["arrival", "parking", "departure"]}
    named = {turn: words.split() for turn, words in by_turn.items()}
    return Plan(
        {
            VisitKey(turn, part): stand
            for turn, given in named.items()
            for part, stand in zip(parts[len(given)], given, strict=True)
            if stand != "-"
        }
    )


def test_over_all_time_it_is_what_the_checker_says():
    instance = make_instance(NIGHT, DAY, EVENING)
    plan = stands(N="C1 R1 C1", D="R2", V="R2 R1 -")
    ever = Window(instance.moment(-10_000), instance.moment(10_000))
    counts, said = counts_of(Planned(instance, plan), ever, None), check(instance, plan).figures
    for name in ("turns", "visits", "unallocated", "bus_passengers", "tows"):
        assert getattr(counts, name) == getattr(said, name)
    assert counts.contact_rate == pytest.approx(said.contact_rate)
    assert counts.contact_rate_flights == pytest.approx(said.contact_rate_flights)


def test_over_all_time_a_real_plan_counts_as_the_checker_says(tmp_path):
    instance = read(INSTANCES / "nyc2013" / "jfk", day="2013-07-11")
    names = [stand.id for stand in instance.airport.stands]
    plan = Plan({visit.key: names[place % len(names)] for place, visit in enumerate(instance.visits) if place % 7})
    ever = Window(instance.moment(-10_000), instance.moment(10_000))
    counts, said = counts_of(Planned(instance, plan), ever, None), check(instance, plan).figures
    for name in ("turns", "visits", "unallocated", "bus_passengers", "tows"):
        assert getattr(counts, name) == getattr(said, name)
    assert counts.contact_rate == pytest.approx(said.contact_rate)
    assert counts.contact_rate_flights == pytest.approx(said.contact_rate_flights)


def test_a_day_counts_what_begins_on_it():
    """Where the day before knew N: its departure, D, V's arrival and parking, and the tows to N's departure and to
    V's parking. Where it did not, N's arrival and parking and the tow between them, too.
    """
    instance = make_instance(NIGHT, DAY, EVENING)
    plan = stands(N="R1 R2 C1", D="R2", V="R1 R2 C1")
    assert counts_of(Planned(instance, plan), WINDOW, frozenset()) == Counts(
        turns=3,
        visits=6,
        passengers=222,
        bus_passengers=142,
        contact_passengers=80,
        flights=5,
        contact_flights=1,
        tows=3,
    )
    known = frozenset(VisitKey("N", part) for part in ("arrival", "parking", "departure"))
    assert counts_of(Planned(instance, plan), WINDOW, known) == Counts(
        turns=2,
        visits=4,
        passengers=132,
        bus_passengers=52,
        contact_passengers=80,
        flights=4,
        contact_flights=1,
        tows=2,
    )


def test_on_a_first_day_what_began_before_counts_nowhere():
    instance, plan = make_instance(NIGHT), stands(N="R1 R1 C1")
    assert counts_of(Planned(instance, plan), WINDOW, None) == Counts(
        visits=1, passengers=80, contact_passengers=80, flights=1, contact_flights=1, tows=1
    )


def test_three_days_together_count_every_visit_once():
    days = [make_instance(NIGHT), make_instance(NIGHT, DAY, EVENING), make_instance(EVENING)]
    plans = [stands(N="C1 C1 R1"), stands(N="C1 C1 R2", D="C1", V="C1 R1 R2"), stands(V="C1 R1 C1")]
    hours = WINDOW.end - WINDOW.start
    total, before = Counts(), None
    for number, (day, plan) in enumerate(zip(days, plans, strict=True)):
        window = Window(WINDOW.start + (number - 1) * hours, WINDOW.end + (number - 1) * hours)
        carried = carry(day, window, before)
        assert carried.instance.pinned.items() <= plan.stands.items()
        known = None if before is None else carried.known
        before = Planned(carried.instance, plan)
        total += counts_of(before, window, known)
    assert total == Counts(
        turns=3,
        visits=7,
        passengers=252,
        bus_passengers=80,
        contact_passengers=172,
        flights=6,
        contact_flights=5,
        tows=3,
    )


def test_rates_of_nothing_are_whole():
    assert (Counts().contact_rate, Counts().contact_rate_flights) == (1, 1)
