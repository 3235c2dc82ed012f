"""The order of the rows, and that they lie below each other without a gap."""

from itertools import pairwise

from standalloc.plots.rows import lay_rows, natural_key, ordered


def test_names_sort_as_people_count():
    names = ["C10", "C2", "C2L", "A1", "12", "2", "C02", "Gate 3"]
    assert sorted(names, key=natural_key) == ["2", "12", "A1", "C02", "C2", "C2L", "C10", "Gate 3"]


def test_contact_before_remote_then_terminal_then_name(build):
    stands = [
        build.stand("R10", "remote"),
        build.stand("R9", "remote"),
        build.stand("X1"),
        build.stand("R1", "remote", terminal="T2"),
        build.stand("B2", terminal="T10"),
        build.stand("A10", terminal="T2"),
        build.stand("A9", terminal="T2"),
    ]
    assert [stand.id for stand in ordered(stands)] == ["A9", "A10", "B2", "X1", "R1", "R9", "R10"]


def test_each_terminal_and_kind_has_a_heading(small_day):
    labels = [(row.kind, row.label) for row in small_day.chart.rows]
    assert labels == [
        ("heading", "Unallocated: 1 visit"),
        ("unallocated", "no stand"),
        ("heading", "Contact stands, terminal T1: 2"),
        ("stand", "C2"),
        ("stand", "C10"),
        ("heading", "Contact stands, terminal T2: 2"),
        ("stand", "B1"),
        ("stand", "B1L"),
        ("heading", "Remote stands: 2"),
        ("stand", "R1"),
        ("stand", "R2"),
    ]


def test_rows_follow_each_other(build):
    rows = lay_rows([build.stand("A1"), build.stand("A2")], {"A1": 3}, unallocated=4, lines=2)
    assert [(row.top, row.lines) for row in rows] == [(0, 1), (1, 2), (3, 1), (4, 3), (7, 1)]
    assert all(upper.top + upper.lines == lower.top for upper, lower in pairwise(rows))


def test_nothing_unallocated_needs_no_row(build):
    assert [row.label for row in lay_rows([build.stand("A1")], {}, 0, 0)] == ["Contact stands: 1", "A1"]


def test_a_row_notes_the_largest_aircraft(build):
    stands = [build.stand("A1", max_code="D"), build.stand("A2", max_wingspan_m=35.8)]
    assert [row.note for row in lay_rows(stands, {}, 0, 0)] == ["", "D", "35.8 m"]
