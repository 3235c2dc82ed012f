from standalloc.check import check
from standalloc.check.comparison import Comparison
from standalloc.model import VisitKey


def day(build):
    stands = [build.stand("C1"), build.stand("R1", "remote")]
    return build.day(stands, [build.turn(name, "08:00", "09:00", arrival_pax=100) for name in ("A", "B", "C")])


def test_what_moved(build):
    instance = day(build)
    first, second = build.plan("A=C1 B=R1"), build.plan("A=R1 B=R1 C=C1")
    compared = Comparison.of(instance, first, second)
    assert compared.moved == {VisitKey("A", "full"): ("C1", "R1"), VisitKey("C", "full"): ("", "C1")}
    assert (compared.before, compared.after) == (check(instance, first), check(instance, second))
    assert Comparison.of(instance, first, first).moved == {}


def test_which_plan_keeps_every_rule(build):
    instance = day(build)
    assert Comparison.of(instance, build.plan("A=C1"), build.plan("A=C1 B=C1")).valid == (True, False)
