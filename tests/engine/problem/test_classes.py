"""Stand classes: together only what nothing tells apart."""

import pytest

from standalloc.engine.problem.classes import stand_classes


def names(instance):
    return [" ".join(stand.id for stand in one.stands) for one in stand_classes(instance)]


TURN = ("T", "8:00", "9:00")


def test_equal_stands_are_one_class(build):
    day = build.day([build.stand(name, apron=f"P{name}") for name in "ABC"], [build.turn(*TURN)])
    assert names(day) == ["A B C"]
    (one,) = stand_classes(day)
    assert (one.capacity, one.sample.id, one.buffer) == (3, "A", 15)


@pytest.mark.parametrize(
    "columns",
    [
        {"kind": "remote"},
        {"boarding": "walk"},
        {"terminal": "T1"},
        {"max_code": "E"},
        {"min_code": "C"},
        {"max_wingspan_m": 36},
        {"max_length_m": 40},
        {"arrival_sectors": "D"},
        {"departure_sectors": "D"},
        {"airlines": "AA"},
        {"not_airlines": "AA"},
        {"handlers": "H1"},
        {"uses": "cargo"},
        {"types": "A320"},
        {"not_types": "A320"},
        {"classes": "Wide_Body"},
        {"buffer_min": 20},
    ],
    ids=str,
)
def test_a_column_that_a_rule_reads_tells_apart(build, columns):
    odd = build.stand("C", **({"max_code": "F"} | columns))
    assert names(build.day([build.stand("A"), build.stand("B"), odd], [build.turn(*TURN)])) == ["A B", "C"]


def test_the_order_of_a_list_does_not(build):
    stands = [build.stand("A", airlines="AA BB"), build.stand("B", airlines="BB AA")]
    assert names(build.day(stands, [build.turn(*TURN)])) == ["A B"]


def test_a_pin_tells_apart(build):
    stands = [build.stand(name) for name in "ABC"]
    assert names(build.day(stands, [build.turn(*TURN)], pins=[build.pin("T", "B")])) == ["A C", "B"]
    assert names(build.day(stands, [build.turn(*TURN, stand="B")])) == ["A C", "B"]


@pytest.mark.parametrize(("change", "classes"), [(5, ["A C", "B"]), (0, ["A B C"])])
def test_a_reference_tells_apart_where_changes_cost(build, change, classes):
    stands = [build.stand(name) for name in "ABC"]
    turns = [build.turn(*TURN, reference_stand="B")]
    assert names(build.day(stands, turns, objective={"change": change})) == classes


@pytest.mark.parametrize(
    ("columns", "classes"),
    [
        ({"stand": "B", "cost": 3}, ["A C", "B"]),
        ({"stand": "B", "cost": -3}, ["A C", "B"]),
        ({"stand": "B", "cost": 0}, ["A B C"]),
        ({"terminal": "T1", "cost": 3}, ["A B C"]),
        ({"apron": "N", "cost": 3}, ["A", "B C"]),
    ],
    ids=str,
)
def test_a_preference_tells_apart_whom_it_prices(build, columns, classes):
    stands = [build.stand("A", apron="N"), build.stand("B", apron="S"), build.stand("C", apron="S")]
    day = build.day(stands, [build.turn(*TURN)], preferences=[build.preference(**columns)])
    assert names(day) == classes


@pytest.mark.parametrize(
    ("second", "classes"),
    [
        (("B", "8:00", "9:00", {}), ["A B"]),
        (("B", "8:00", "9:01", {}), ["A", "B"]),
        (("B", "8:00", "9:00", {"when": "code>=E"}), ["A", "B"]),
        (("A", "8:00", "9:00", {}), ["A", "B"]),
    ],
)
def test_closures_tell_apart_unless_they_are_the_same(build, second, classes):
    stand, start, end, more = second
    rows = [build.closure("A", "8:00", "9:00", reason="works"), build.closure(stand, start, end, **more)]
    assert names(build.day([build.stand("A"), build.stand("B")], [build.turn(*TURN)], closures=rows)) == classes


@pytest.mark.parametrize(
    ("second", "classes"),
    [
        ({}, ["M", "L R"]),
        ({"when_b": "*"}, ["M", "L R"]),
        ({"when_b": "code>=E"}, ["M", "L", "R"]),
        ({"when_a": "code>=E"}, ["M", "L", "R"]),
        ({"gap_min": 0}, ["M", "L", "R"]),
    ],
    ids=str,
)
def test_exclusions_tell_apart_unless_they_are_the_same(build, second, classes):
    stands = [build.stand("M"), build.stand("L"), build.stand("R")]
    rows = [build.exclusion("M", "L"), build.exclusion("M", "R", **second)]
    assert names(build.day(stands, [build.turn(*TURN)], exclusions=rows)) == classes


def test_an_exclusion_reads_the_same_from_either_side(build):
    stands = [build.stand("M"), build.stand("L"), build.stand("R")]
    rows = [build.exclusion("M", "L", when_a="code>=E"), build.exclusion("R", "M", when_b="code>=E")]
    assert names(build.day(stands, [build.turn(*TURN)], exclusions=rows)) == ["M", "L R"]


def test_stands_that_exclude_each_other_are_never_one_class(build):
    stands = [build.stand(name) for name in "ABC"]
    rows = [build.exclusion("A", "B"), build.exclusion("B", "C"), build.exclusion("C", "A")]
    assert names(build.day(stands, [build.turn(*TURN)], exclusions=rows)) == ["A", "B", "C"]


def test_of_two_classes_that_exclude_each_other_one_is_taken_apart(build, bare):
    """Each of A, B excludes each of K, L: one or the other pair is in use, never both."""
    stands = [build.stand("A"), build.stand("B"), build.stand("K", "remote"), build.stand("L", "remote")]
    rows = [build.exclusion(one, other) for one in "AB" for other in "KL"]
    day = build.day(stands, [build.turn(name, "8:00", "9:00") for name in "TUVW"], exclusions=rows)
    assert sorted(map(len, map(str.split, names(day)))) == [1, 1, 2]
    assert bare.admits(day, "T=A U=B")
    assert bare.admits(day, "T=K U=L")
    assert not bare.admits(day, "T=A U=L")
    assert bare.cost(day) == 20_000
