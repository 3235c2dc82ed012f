"""What forbids visits to come to a stand, worked out by hand; that it is always the checker's word is in agreement."""

import pytest

from standalloc.check.rules import CHECKS
from standalloc.service.judging.coming import first_objection, objection
from standalloc.service.judging.scene import Origin, Scene
from standalloc.service.judging.surroundings import Surroundings
from tests.check.builder import Build

STANDS = [
    Build.stand("C1", max_code="C", group="G"),
    Build.stand("C2", group="G"),
    Build.stand("R1", "remote"),
    Build.stand("R2", "remote"),
]
TURNS = [
    Build.turn("T1", "08:00", "09:00", arrival_pax=100),
    Build.turn("T2", "08:10", "09:10", arrival_pax=100),
    Build.turn("T3", "12:00", "13:00"),
]


def scene(visits, to, plan, **parts):
    instance, plan = Build.day(STANDS, TURNS, **parts), Build.plan(plan)
    surroundings = Surroundings(instance, plan)
    keys = [Build.key(name) for name in visits.split()]
    origin = Origin(surroundings.alone(key.turn for key in keys), plan, keys)
    return Scene(plan, surroundings, origin, {key: to for key in keys if plan.stands.get(key) != to})


@pytest.mark.parametrize(
    ("visits", "plan", "parts", "rule"),
    [
        ("T1", "T1=R1 T3=C2", {}, None),
        ("T1", "T1=C2", {}, None),
        ("T1", "T1=R1 T2=C2", {}, "overlap"),
        ("T1 T2", "T1=R1 T2=R2", {}, "overlap"),
        ("T1", "T1=R1 T2=C1", {"exclusions": [Build.exclusion("C1", "C2")]}, "exclusion"),
        ("T1", "T1=C1 T2=R2", {"exclusions": [Build.exclusion("C1", "C2")]}, None),
        ("T1", "T1=R1", {"closures": [Build.closure("C2", "08:30", "10:00")]}, "closure"),
        ("T3", "T3=R1 T1=C2", {"closures": [Build.closure("C2", "08:30", "10:00")]}, None),
        ("T1", "T1=R1", {"pins": [Build.pin("T1", "R1")]}, "pin"),
        ("T1 T9", "T1=R1", {}, "split"),
        ("T1", "T1=R1 T2=C1", {"policy": {"taxilane_min": 11}}, "taxilane"),
        ("T1", "T1=R1 T2=C1", {"policy": {"taxilane_min": 10}}, None),
    ],
)
def test_the_rule_that_forbids_to_come_to_c2(visits, plan, parts, rule):
    moved = scene(visits, "C2", plan, **parts)
    found = objection(moved, "C2")
    assert (found and found.rule) == rule
    assert found == first_objection(moved)


def test_what_others_break_is_no_objection():
    assert objection(scene("T3", "C2", "T1=C2 T2=C2 T3=C1"), "C2") is None


@pytest.mark.parametrize(("capacity", "rule"), [(3, "bus_capacity"), (4, None)])
def test_a_fleet_is_asked_once_for_all_stands_where_it_is_used_alike(capacity, rule):
    policy = {"bus_capacity": capacity}
    first, second = (scene("T1", to, "T1=C1 T2=R1", policy=policy, pins=[]) for to in ("R1", "R2"))
    shared = Scene(second.plan, second.surroundings, first.origin, second.moves)
    found = objection(shared, "R2")
    assert (found and found.rule) == rule
    assert [*first.origin.known.values()] == [found]
    overlap = objection(first, "R1")
    assert overlap is not None
    assert overlap.rule == "overlap"
    assert first_objection(first, [*CHECKS][-1:]) == found
    assert len(first.origin.known) == 1
