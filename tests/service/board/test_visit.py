from standalloc.check import check
from standalloc.plots.layout import lay_out
from standalloc.service.board.visit import facts_of
from tests.check.builder import Build


def test_a_visit_is_told_as_in_the_pictures():
    instance = Build.day(
        [Build.stand("C1"), Build.stand("R1", "remote")],
        [Build.turn("L", "06:00", "12:00", arrival_pax=90), Build.turn("T", "06:10", "07:00", departure_pax=80)],
        connections=[Build.connection("L", "T", 5)],
    )
    plan = Build.plan("L/arrival=C1 L/parking=R1 T=C1")
    judgement = check(instance, plan)
    told = {bar.key: bar.facts for bar in lay_out(instance, plan, judgement).bars}
    assert {key: facts_of(instance, plan, judgement, key) for key in instance.visit} == told
    assert {"Broken rule", "Towed to", "Unallocated"} <= {name for facts in told.values() for name, _ in facts}
