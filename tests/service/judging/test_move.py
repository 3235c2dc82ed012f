"""Moves whose verdict is worked out by hand."""

import pytest

from standalloc.model import InputError, Plan, Term
from standalloc.service.judging.move import Judge, RowVerdict
from tests.check.builder import Build

STANDS = [
    Build.stand("C1", max_code="C"),
    Build.stand("C2", max_code="C"),
    Build.stand("E1", min_code="D"),
    Build.stand("R1", "remote"),
]
T1, T2 = Build.key("T1"), Build.key("T2")
ARRIVAL, PARKING, DEPARTURE = (Build.key(f"L/{part}") for part in ("arrival", "parking", "departure"))


def day(**parts):
    turns = [
        Build.turn("T1", "08:00", "09:00", arrival_pax=100, departure_pax=60),
        Build.turn("T2", "08:30", "09:30", arrival_pax=80),
        Build.turn("L", "08:00", "14:00", arrival_pax=50, departure_pax=40),
    ]
    return Build.day(STANDS, turns, **parts)


def judged(instance, plan, **moves):
    named = {Build.key(visit.replace("_", "/")): stand for visit, stand in moves.items()}
    return Judge(instance, Build.plan(plan)).judge(named)


def changes(verdict):
    """Return the terms that change."""
    return {name: (term.amount, term.cost) for name, term in verdict.change.terms.items() if term != Term(0, 0)}


def test_a_move_to_a_better_stand_is_allowed():
    verdict = judged(day(), "T1=R1 T2=C2", T1="C1")
    assert verdict.answer == "allowed"
    stays = {"contact_min": (60, 0), "remote_min": (-60, 0), "stand_used": (1, 0)}
    assert changes(verdict) == {"bus_passenger": (-160, -160)} | stays
    assert verdict.change.objective == -160


def test_a_move_to_a_worse_stand_has_its_cost():
    verdict = judged(day(), "T1=C1 T2=C2", T1="R1")
    assert (verdict.answer, verdict.change.objective) == ("at_cost", 160)
    assert not verdict.breaches.broken


def test_a_forbidden_move_names_its_rules_and_who_is_in_the_way():
    verdict = judged(day(), "T2=E1", T1="E1")
    assert verdict.answer == "forbidden"
    assert verdict.breaches.rules == ("size", "overlap")
    size, overlap = verdict.breaches.broken
    assert (size.visits, size.stands) == ((T1,), ("E1",))
    assert (overlap.visits, overlap.stands) == ((T1, T2), ("E1",))
    assert "there together for 30 min" in overlap.message


def test_what_was_broken_before_is_not_held_against_a_move():
    verdict = judged(day(), "T1=C1 T2=C1 L/arrival=E1", T2="R1")
    assert (verdict.answer, verdict.breaches.broken) == ("at_cost", ())
    assert [(found.rule, found.visits) for found in verdict.breaches.mended] == [("overlap", (T1, T2))]


def test_a_move_out_of_one_conflict_into_another():
    verdict = judged(day(), "T1=C1 T2=C1 L/arrival=C2", T2="C2")
    assert verdict.breaches.rules == ("overlap",)
    assert [{*found.visits} for found in verdict.breaches.broken] == [{ARRIVAL, T2}]
    assert [found.visits for found in verdict.breaches.mended] == [(T1, T2)]


def test_a_visit_taken_off_its_stand():
    verdict = judged(day(), "T1=C1 T2=C2", T1=None)
    assert verdict.answer == "at_cost"
    assert changes(verdict) == {"unallocated": (1, 10_000), "contact_min": (-60, 0), "stand_used": (-1, 0)}
    pinned = judged(day(pins=[Build.pin("T1", "C1")]), "T1=C1", T1=None)
    assert pinned.breaches.rules == ("pin",)


def test_a_part_that_moves_makes_tows_and_another_unmakes_them():
    made = judged(day(), "L/arrival=C1 L/parking=C1 L/departure=C1", L_parking="R1")
    assert changes(made)["tow"] == (2, 80)
    unmade = judged(day(), "L/arrival=C1 L/parking=R1 L/departure=C2", L_parking="C2")
    assert changes(unmade)["tow"] == (-1, -40)


def test_a_swap_is_judged_as_one():
    instance = day()
    plan = "T1=C1 T2=C2"
    assert judged(instance, plan, T1="C2").breaches.rules == ("overlap",)
    swap = judged(instance, plan, T1="C2", T2="C1")
    assert (swap.answer, swap.change.objective) == ("allowed", 0)


def test_to_stay_changes_nothing():
    verdict = judged(day(), "T1=C1 T2=C1", T1="C1")
    assert (verdict.answer, verdict.breaches.mended, changes(verdict)) == ("allowed", (), {})


def test_the_first_tier_that_changes_decides():
    instance = day(objective={"tiers": [["unallocated"], ["tow"], ["bus_passenger"]]})
    verdict = judged(instance, "L/arrival=C1 L/parking=C1 L/departure=R1", L_departure="C2")
    assert verdict.change.tiers == (0, 0, -40)
    assert verdict.answer == "allowed"
    verdict = judged(instance, "L/arrival=R1 L/parking=R1 L/departure=R1", L_arrival="C1")
    assert verdict.change.tiers == (0, 40, -50)
    assert (verdict.answer, verdict.change.objective) == ("at_cost", -10)


def test_fewer_buses_in_an_excess_are_no_new_breach():
    instance = day(policy={"bus_capacity": 1})
    verdict = judged(instance, "T1=R1 T2=R1 L/arrival=R1", L_arrival="C1")
    assert (verdict.answer, verdict.breaches.rules) == ("allowed", ())
    assert {found.rule for found in verdict.breaches.eased} == {"bus_capacity"}
    assert "bus_capacity" not in {found.rule for found in verdict.breaches.mended}


def test_an_excess_that_is_over_is_mended():
    instance = day(policy={"bus_capacity": 2})
    verdict = judged(instance, "T1=R1 L/arrival=R1", L_arrival="C1")
    assert [found.rule for found in verdict.breaches.mended if found.rule == "bus_capacity"] == ["bus_capacity"]
    assert verdict.breaches.eased == ()


def test_more_buses_in_an_excess_are_a_new_breach():
    instance = day(policy={"bus_capacity": 1})
    verdict = judged(instance, "T1=R1", L_arrival="R1")
    assert "bus_capacity" in verdict.breaches.rules
    assert verdict.breaches.eased == ()


def test_a_use_far_away_in_one_excess_is_told_with_it():
    """The excess reaches from the move to turns whose own buses are at work at other minutes."""
    turns = [Build.turn(f"T{i}", f"08:{5 * i:02}", "12:00", arrival_pax=100, towable="no") for i in range(10)]
    instance = Build.day(
        [Build.stand("C", "contact"), *(Build.stand(f"R{i}", "remote") for i in range(10))],
        turns,
        policy={"bus_capacity": 1, "bus_use_min": 10},
    )
    plan = " ".join(f"T{i}=R{i}" for i in range(10))
    verdict = judged(instance, plan, T0="C")
    (rest,) = verdict.breaches.eased
    assert rest.turns == tuple(f"T{i}" for i in range(1, 10))


def test_a_visit_that_is_not_in_the_schedule():
    assert judged(day(), "", X="C1").breaches.rules == ("split",)
    assert judged(day(), "", T1_parking="C1").breaches.rules == ("split",)
    assert [found.rule for found in judged(day(), "X=C1", X=None).breaches.mended] == ["split"]


def test_unknown_stands_are_named():
    with pytest.raises(InputError, match=r"stand 'Z9' of visit T1 is not in stands\.csv"):
        judged(day(), "", T1="Z9")
    with pytest.raises(InputError, match="Z9"):
        Judge(day(), Build.plan("T1=Z9"))


def test_every_row_of_a_visit():
    rows = Judge(day(), Build.plan("T1=C1 T2=C2")).rows([T1])
    c1, c2, e1, r1 = rows
    assert c1 == RowVerdict("C1", "allowed", objective=0)
    assert (c2.answer, c2.rule, c2.objective) == ("forbidden", "overlap", None)
    assert "T2" in c2.message
    assert (e1.answer, e1.rule) == ("forbidden", "size")
    assert r1 == RowVerdict("R1", "at_cost", objective=160)


def test_rows_of_a_whole_turn():
    plan = Build.plan("L/arrival=C1 L/parking=R1 L/departure=C1")
    rows = {row.stand: row for row in Judge(day(), plan).rows([ARRIVAL, PARKING, DEPARTURE])}
    assert (rows["C2"].answer, rows["C2"].objective) == ("allowed", -80)
    assert (rows["R1"].answer, rows["R1"].objective) == ("at_cost", 10)


def test_the_first_visits_of_an_empty_plan():
    assert {row.objective for row in Judge(day(), Plan()).rows([T1])} == {None, -10_000, 160 - 10_000}


def test_an_airport_without_stands():
    instance = Build.day([], [Build.turn("T1", "08:00", "09:00")])
    judge = Judge(instance, Plan())
    assert judge.rows([T1]) == []
    assert judge.judge({T1: None}).answer == "allowed"
