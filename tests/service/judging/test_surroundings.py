"""What a move can touch is found, and no more than that: it is what makes a judgement quick."""

import pytest

from standalloc.model import Plan, VisitKey
from standalloc.service.judging.scene import Origin, Scene
from standalloc.service.judging.surroundings import Surroundings
from tests.check.builder import Build

STANDS = [
    Build.stand("M", group="G"),
    Build.stand("ML", group="G"),
    Build.stand("S", group="G"),
    Build.stand("R", "remote"),
    Build.stand("Q", "remote"),
]
TURNS = [
    Build.turn("T", "08:00", "09:00", arrival_pax=50),
    Build.turn("same", "18:00", "19:00"),
    Build.turn("later", "22:30", "23:30"),
    Build.turn("beside", "09:10", "10:00"),
    Build.turn("lane", "08:01", "10:00"),
    Build.turn("bus", "08:10", "08:50", arrival_pax=90),
    Build.turn("late", "18:10", "18:50", arrival_pax=90),
    Build.turn("onward", "22:00", "23:00", departure_pax=90),
    Build.turn("far", "15:00", "16:00"),
]
PLAN = Plan(
    {
        VisitKey(turn, "full"): stand
        for turn, stand in (
            *(("T", "Q"), ("same", "M"), ("later", "M"), ("beside", "ML"), ("lane", "S"), ("bus", "R"), ("late", "R")),
            *(("onward", "R"), ("far", "S")),
        )
    }
)


@pytest.mark.parametrize(
    ("parts", "found"),
    [
        ({}, {"same"}),
        ({"exclusions": [Build.exclusion("ML", "M")]}, {"same", "beside"}),
        ({"exclusions": [Build.exclusion("ML", "M")], "policy": {"buffer_min": 5}}, {"same"}),
        ({"exclusions": [Build.exclusion("ML", "M", gap_min=20)], "policy": {"buffer_min": 5}}, {"same", "beside"}),
        ({"exclusions": [Build.exclusion("ML", "S")]}, {"same"}),
        ({"policy": {"taxilane_min": 2}}, {"same", "lane"}),
        ({"policy": {"bus_capacity": 9}}, {"same", "bus"}),
        ({"policy": {"bus_capacity": 9, "bus_use_min": 5}}, {"same"}),
        ({"policy": {"tow_capacity": 1}}, {"same"}),
        ({"connections": [Build.connection("T", "onward", 5)]}, {"same", "onward"}),
        ({"connections": [Build.connection("far", "onward", 5)]}, {"same"}),
    ],
)
def test_who_is_around_a_move(parts, found):
    instance = Build.day(STANDS, TURNS, **parts)
    surroundings = Surroundings(instance, PLAN)
    moved = VisitKey("T", "full")
    scene = Scene(PLAN, surroundings, Origin(surroundings.alone(["T"]), PLAN, [moved]), {moved: "M"})
    assert [turn.id for turn in scene.alone.before.instance.turns] == ["T"]
    around = scene.around.before.instance
    assert {turn.id for turn in around.turns} == {"T"} | found
    assert scene.around.before.plan.stands == {key: PLAN.stands[key] for key in around.visit}
    assert scene.around.after.plan.stands == {**scene.around.before.plan.stands, moved: "M"}
