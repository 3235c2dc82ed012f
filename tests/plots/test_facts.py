"""What is written on bars and said in tooltips."""

from standalloc.plots.facts import labels, names
from standalloc.plots.style import MARK_PX, fitting, padding_px, text_px


def test_labels_grow_shorter(small_day):
    assert small_day.bar("short").labels == ("BB1/BB2 A320", "BB1/BB2", "BB1")
    assert small_day.bar("long", "arrival").labels == ("AA1 B738", "AA1")
    assert small_day.bar("long", "departure").labels == ("AA2 B738", "AA2")
    assert small_day.bar("long", "parking").labels == ("AA1/AA2 B738", "AA1/AA2", "AA1")


def test_a_turn_without_flights_is_labelled_by_its_id(build):
    day = build.day([build.stand("S")], [build.turn("T7", 8, 9)], {})
    assert day.bar("T7").labels == ("T7",)


def test_a_visit_whose_flight_has_no_number_is_called_by_the_other(build):
    day = build.day([build.stand("S")], [build.turn("t", 6, 12, departure_flight="AA2")], {})
    assert {day.bar("t", part).labels for part in ("arrival", "parking", "departure")} == {("AA2",)}


def test_the_first_label_that_fits_is_taken():
    choice = ("AA1/AA2 B738", "AA1/AA2", "AA1")
    wide = text_px(choice[0]) + 5
    assert fitting(choice, wide) == choice[0]
    assert fitting(choice, wide - 1) == choice[1]
    assert fitting(choice, 4) == ""


def test_a_label_leaves_room_for_the_mark_of_a_missed_transfer(served_day):
    missing, plain = served_day.bar("C"), served_day.bar("A")
    assert padding_px(missing) - padding_px(plain) >= 2 * MARK_PX
    wide = text_px(missing.labels[0]) + padding_px(plain)
    assert fitting(missing.labels, wide, padding_px(plain)) == missing.labels[0]
    assert fitting(missing.labels, wide, padding_px(missing)) == missing.labels[1]


def test_line_breaks_do_not_break_lines(build):
    turn = build.turn("t", 8, 9, arrival_flight="A\n1\u2028x", registration="N\t1")
    (visit,) = build.day([build.stand("S")], [turn], {}).instance.visits
    assert labels(turn, visit)[-1] == "A 1 x"
    assert names(turn) == ("t", "A 1 x", "N 1")


def test_facts_of_a_visit_are_complete(small_day):
    assert small_day.bar("bused").facts == (
        ("Turn", "bused"),
        ("Arrival", "CC1, 2030-06-01 10:00"),
        ("Departure", "CC2, 2030-06-01 11:00"),
        ("Aircraft", "code C"),
        ("On stand", "2030-06-01 10:00 to 11:00 (60 min)"),
        ("Passengers", "100 arriving, 80 departing"),
        ("Stand", "R2, remote, bus"),
        ("By bus", "180 passengers, 3 buses"),
        ("Pinned to", "R2"),
    )


def test_facts_name_everything_the_schedule_does(build):
    turn = build.turn(
        "t",
        8,
        9,
        origin="BOS",
        destination="LAX",
        airline="XX",
        handler="H1",
        use="cargo",
        terminal="T9",
        arrival_sector="D",
        departure_sector="I",
        seats=150,
        reference_stand="R",
    )
    day = build.day([build.stand("S"), build.stand("R")], [turn], {("t", "full"): "S"}, timezone="Europe/Paris")
    facts = dict(day.bar("t").facts)
    assert facts["Arrival"] == "from BOS, 2030-06-01 10:00"
    assert facts["Departure"] == "to LAX, 2030-06-01 11:00"
    assert facts["Aircraft"] == "code C, Narrow_Body"
    assert facts["Airline"] == "XX, handler H1"
    assert (facts["Use"], facts["Terminal"], facts["Sectors"]) == ("cargo", "T9", "D → I")
    assert facts["Reference stand"] == "R (changed)"


def test_facts_of_a_stand_name_what_it_takes_to_use_it(build):
    columns = {"zone": "Pier", "group": "K", "taxi_in_min": 4, "bus_min": "T1=6 *=11.5", "cost_per_min": 2.5}
    day = build.day([build.stand("S", terminal="T1", **columns), build.stand("R")], [build.turn("t", 8, 9)], {})
    assert day.row("S").facts[2:] == (
        ("Zone", "Pier"),
        ("Taxilane", "K"),
        ("Taxi", "in 4 min"),
        ("Bus", "to T1 6 min, 11.5 min"),
        ("Cost", "2.5 a minute"),
    )
    assert day.row("R").facts == (("Stand", "R, contact, bridge"), ("Largest", "F"))


def test_tows_and_reasons_are_told(small_day):
    facts = dict(small_day.bar("long", "parking").facts)
    assert (facts["Towed from"], facts["Towed to"]) == ("C2", "C10")
    (reason,) = small_day.judgement.reasons.values()
    assert dict(small_day.bar("none").facts)["Unallocated"] == str(reason)


def test_broken_rules_are_told(build):
    turns = [build.turn("a", 6, 8), build.turn("b", 7, 9)]
    day = build.day([build.stand("S")], turns, {("a", "full"): "S", ("b", "full"): "S"})
    assert dict(day.bar("a").facts)["Broken rule"].startswith("overlap: ")


def test_a_period_over_midnight_names_both_days(build):
    day = build.day([build.stand("S")], [build.turn("t", 23, 25)], {("t", "full"): "S"})
    assert dict(day.bar("t").facts)["On stand"] == "2030-06-01 23:00 to 2030-06-02 01:00 (120 min)"
