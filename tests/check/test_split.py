"""Rule `split`: a plan speaks of exactly the visits a turn has."""

import pytest

from standalloc.check import check


@pytest.mark.parametrize(
    ("turn", "fine", "unknown"),
    [
        (("08:00", "11:01"), "T1/arrival=C1 T1/parking=C1 T1/departure=C1", "T1"),  # 181 minutes: three visits
        (("08:00", "11:00"), "T1=C1", "T1/parking"),  # 180: one
        (("08:00",), "T1/arrival=C1", "T1"),
        ((None, "08:00"), "T1/departure=C1", "T1/arrival"),
    ],
)
def test_parts(build, turn, fine, unknown):
    instance = build.day([build.stand("C1")], [build.turn("T1", *turn)])
    assert check(instance, build.plan(fine)).violations == ()
    (violation,) = check(instance, build.plan(f"{fine} {unknown}=C1")).violations
    assert (violation.rule, violation.visits, violation.stands) == ("split", (build.key(unknown),), ("C1",))
    visits = instance.visits
    assert (violation.start, violation.end) == (visits[0].start, visits[-1].end)


def test_messages(build):
    instance = build.day([build.stand("C1")], [build.turn("T1", "08:00", "14:00")])
    strangers = check(instance, build.plan("T1=C1 T9=C1")).violations
    assert [v.message for v in strangers] == [
        "turn T1 has no visit 'full': its visits are arrival, parking, departure",
        "turn T9 is not in the schedule",
    ]


def test_a_stranger_neither_counts_nor_stands_in_the_way(build):
    instance = build.day([build.stand("C1", "remote")], [build.turn("T1", "08:00", "09:00", arrival_pax=7)])
    judgement = check(instance, build.plan("T1=C1 T1/parking=C1 T9=C1"))
    assert [v.rule for v in judgement.violations] == ["split", "split"]
    assert judgement.figures.bus_passengers == 7
    assert judgement.figures.unallocated == 0


def test_a_full_visit_does_not_stand_in_for_three(build):
    instance = build.day([build.stand("C1")], [build.turn("T1", "08:00", "14:00")])
    judgement = check(instance, build.plan("T1=C1"))
    assert judgement.figures.unallocated == 3
    assert set(judgement.reasons) == set(instance.visit)
