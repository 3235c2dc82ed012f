"""Transfers, made and missed, worked out by hand."""

from standalloc.check.layout import Layout
from standalloc.check.transfers import transfers
from standalloc.model import Connection
from standalloc.plots.transfers import missed_transfers


def transfers_of(day):
    return {(one.row.arrival_turn, one.row.departure_turn): one for one in transfers(Layout(day.instance, day.plan))}


def told(day, name, part="full"):
    return [fact for fact in day.bar(name, part).facts if "ransfer" in fact[0]]


def test_minutes_needed_and_given(served_day):
    """C is on the apron from 06:06; D leaves terminal T2 at 08:00, A leaves T1 at 08:00; B comes to T1 at 06:12."""
    shown = {pair: (one.needed, one.given, one.is_missed) for pair, one in transfers_of(served_day).items()}
    assert shown == {
        ("C", "D"): (120, 114, True),
        ("C", "A"): (20, 114, False),
        ("B", "C"): (80, 72, True),
        ("E", "G"): (0, 210, False),
    }


def test_both_visits_of_a_missed_transfer_are_marked(served_day):
    assert {bar.key for bar in served_day.chart.bars if bar.misses_transfer} == {
        ("B", "full"),
        ("C", "full"),
        ("D", "full"),
    }


def test_a_visit_tells_its_transfers_those_missed_first(served_day):
    assert told(served_day, "C") == [
        ("Transfer to", "D2 (D): 12 passengers, 6 min too short (120 min needed)"),
        ("Transfer from", "B1 (B): 7 passengers, 8 min too short (80 min needed)"),
        ("Transfer to", "A2 (A): 30 passengers, 94 min to spare"),
    ]
    assert told(served_day, "A") == [("Transfer from", "C1 (C): 30 passengers, 94 min to spare")]
    assert told(served_day, "E", "arrival") == [("Transfer to", "G2 (G): 5 passengers, 210 min to spare")]
    assert told(served_day, "E", "parking") == told(served_day, "E", "departure") == []


def test_the_chart_lists_what_is_missed(served_day):
    assert served_day.chart.missed_transfers == (
        "C1 (C) to D2 (D): 12 passengers, 6 min too short (120 min needed)",
        "B1 (B) to C2 (C): 7 passengers, 8 min too short (80 min needed)",
    )


def test_passengers_missing_transfers_are_those_of_the_figures(served_day):
    missed = sum(one.row.pax for one in transfers_of(served_day).values() if one.is_missed)
    assert missed == served_day.judgement.figures.missed_transfers == 19


def test_a_connection_with_an_unallocated_end_or_nobody_is_none(build):
    turns = [build.turn("a", 6, 7), build.turn("b", 6, 7), build.turn("c", 6, 7)]
    connections = (
        Connection(arrival_turn="a", departure_turn="b", pax=9, min_transfer=90),
        Connection(arrival_turn="a", departure_turn="c", pax=0, min_transfer=90),
    )
    stands = [build.stand("A"), build.stand("C")]
    day = build.day(stands, turns, {("a", "full"): "A", ("c", "full"): "C"}, connections=connections)
    assert transfers_of(day) == {}
    assert not any(bar.misses_transfer for bar in day.chart.bars)


def test_a_turn_may_connect_to_itself(build):
    connections = (Connection(arrival_turn="a", departure_turn="a", pax=1, min_transfer=61),)
    day = build.day([build.stand("A")], [build.turn("a", 6, 7)], {("a", "full"): "A"}, connections=connections)
    assert told(day, "a") == [("Transfer to", "a: 1 passenger, 1 min too short (61 min needed)")]


def test_many_transfers_are_summed_up(build):
    """Eleven passengers from t11, ten from t10 and so on; those of t1 to t3 are missed."""
    turns = [build.turn("hub", 6, 12, towable=False)] + [build.turn(f"t{n}", 10, 10.5) for n in range(1, 12)]
    connections = tuple(
        Connection(arrival_turn=f"t{n}", departure_turn="hub", pax=n, min_transfer=121 if n < 4 else 0)
        for n in range(1, 12)
    )
    parked = {(turn.id, "full"): f"S{place}" for place, turn in enumerate(turns)}
    stands = [build.stand(f"S{place}") for place in range(12)]
    lines = [value for _, value in told(build.day(stands, turns, parked, connections=connections), "hub")]
    assert lines[0] == "t3: 3 passengers, 1 min too short (121 min needed)"
    assert lines[3] == "t11: 11 passengers, 120 min to spare"
    assert lines[6:] == ["5 with 30 passengers, none missed"]


def test_a_list_longer_than_is_shown_says_how_many_are_missed(build):
    turns = [build.turn("hub", 6, 12, towable=False)] + [build.turn(f"t{n}", 10, 10.5) for n in range(9)]
    connections = tuple(
        Connection(arrival_turn=f"t{n}", departure_turn="hub", pax=2, min_transfer=121.0 if n else 0) for n in range(9)
    )
    parked = {(turn.id, "full"): f"S{place}" for place, turn in enumerate(turns)}
    stands = [build.stand(f"S{place}") for place in range(10)]
    more = build.day(stands, turns, parked, connections=(*connections, connections[1]))
    assert told(more, "hub")[-1] == ("More transfers", "4 with 8 passengers, 3 missed")
    layout = Layout(more.instance, more.plan)
    assert len([*missed_transfers(more.instance, transfers(layout))]) == 9
