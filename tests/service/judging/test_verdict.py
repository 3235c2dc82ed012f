import json

from standalloc.check import check
from standalloc.io import violation_document
from standalloc.service.judging.move import Judge, row_document
from standalloc.service.judging.verdict import verdict_document
from tests.check.builder import Build

STANDS = [Build.stand("C1"), Build.stand("R1", "remote")]
TURNS = [Build.turn("T1", "08:00", "09:00", arrival_pax=100), Build.turn("T2", "08:30", "09:30")]


def document(to, **parts):
    instance = Build.day(STANDS, TURNS, **parts)
    verdict = Judge(instance, Build.plan("T1=C1 T2=R1")).judge({Build.key("T1"): to})
    return verdict_document(verdict, instance)


def test_a_forbidden_move():
    said = document("R1")
    (violation,) = check(Build.day(STANDS, TURNS), Build.plan("T1=R1 T2=R1")).violations
    assert (said["answer"], said["rules"]) == ("forbidden", ["overlap"])
    assert said["broken"] == [violation_document(violation, Build.day(STANDS, TURNS))]
    assert (said["eased"], said["mended"], said["tiers"]) == ([], [], [])
    assert said["terms"]["bus_passenger"] == {"amount": 100, "cost": 100}
    assert said["objective"] == 100
    assert json.loads(json.dumps(said, allow_nan=False)) == said


def test_tiers():
    tiers = [["unallocated"], ["bus_passenger", "tow"]]
    assert document(None, objective={"tiers": tiers})["tiers"] == [
        {"terms": ["unallocated"], "objective": 10_000},
        {"terms": ["bus_passenger", "tow"], "objective": 0},
    ]


def test_a_row():
    instance = Build.day(STANDS, TURNS)
    rows = [row_document(row) for row in Judge(instance, Build.plan("T1=C1 T2=R1")).rows([Build.key("T1")])]
    assert rows[0] == {"stand": "C1", "answer": "allowed", "rule": "", "message": "", "objective": 0}
    assert (rows[1]["answer"], rows[1]["rule"], rows[1]["objective"]) == ("forbidden", "overlap", None)
