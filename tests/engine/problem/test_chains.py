"""Chains by hand: who is there together, and how often pairs may give back."""

from standalloc.engine.problem.chains import Chain, Column, Event, Member, Pair, Rebate, pair_limits, runs


def member(visit, start, end, weight=1):
    return Member(Column(visit, 0), weight, start, end)


def cliques(members, rebates=()):
    """Return who is there at each maximal clique: visits, and pairs of visits that give back."""
    present, found = set(), []
    for run in runs([*members, *rebates]):
        present = (present - set(run.leaving)) | set(run.coming)
        found.append(sorted((name(item) for item in present), key=str))
    return found


def name(item):
    if isinstance(item, Rebate):
        return item.pair.first.visit, item.pair.second.visit
    return f"event {item.key.number}" if isinstance(item.key, Event) else item.key.visit


def test_the_maximal_cliques_of_a_drawing():
    """
    0 ====          Half open: 1 ends where 3 begins.
    1  =====
    2    =======
    3       ===
    4              ==
    """
    members = [member(0, 0, 4), member(1, 1, 6), member(2, 3, 10), member(3, 6, 9), member(4, 13, 15)]
    assert cliques(members) == [[0, 1, 2], [2, 3], [4]]


def test_equal_times_are_one_clique():
    members = [member(0, 0, 5), member(1, 0, 5), member(2, 5, 8), member(3, 5, 8)]
    assert cliques(members) == [[0, 1], [2, 3]]


def test_visits_of_no_minutes_touch_and_do_not_meet():
    """At 5: one visit ends, two of no minutes come one by one, another begins; the long one meets each of them."""
    moments = [member(1, 5, 5), member(2, 5, 5)]
    assert cliques([member(0, 0, 5), *moments, member(3, 5, 9)]) == [[0], [1], [2], [3]]
    assert cliques([member(9, 0, 9), *moments]) == [[1, 9], [2, 9]]


def test_a_rebate_makes_no_clique_of_its_own():
    pair = Pair(Column(0, 0), Column(1, 0))
    members = [member(0, 0, 20), member(1, 10, 40), member(2, 30, 50)]
    assert cliques(members, [Rebate(pair, 1, 10, 20)]) == [[(0, 1), 0, 1], [1, 2]]


def test_events_come_and_go_as_columns_do():
    assert cliques([member(0, 0, 5), Member(Event(7), 1, 3, 9), member(1, 5, 6)]) == [[0, "event 7"], [1, "event 7"]]


def test_no_members_no_cliques():
    assert cliques(Chain("overlap", 3, ()).members) == []


def test_pairs_are_limited_by_column_and_other_visit():
    near = Pair(Column(0, 0), Column(1, 0))
    across = Pair(Column(0, 0), Column(1, 5))
    bridge = Pair(Column(0, 0), Column(2, 0))
    groups = pair_limits([near, across, bridge])
    assert groups[Column(0, 0), 1] == [near, across]
    assert groups[Column(0, 0), 2] == [bridge]
    assert groups[Column(1, 5), 0] == [across]
