"""Reading folders: formats, defaults, schedules, times and what is filled in."""

import csv
import io
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from standalloc.io import inspect, read
from standalloc.model import InputError, Instance, Policy, VisitKey

SCHEDULE = "2013-07-11.csv"
WriteFolder = Callable[..., Path]


def _at(hour: int, minute: int = 0) -> datetime:
    return datetime(2013, 7, 11, hour + 4, minute, tzinfo=UTC)


def test_a_folder(write_folder: WriteFolder) -> None:
    instance = read(write_folder())
    airport = instance.airport
    assert (airport.code, airport.name, airport.timezone) == ("JFK", "Test", "America/New_York")
    assert airport.policy == Policy(buffer_min=10)
    assert airport.objective.tow == 30
    assert instance.name == "2013-07-11"
    assert [stand.id for stand in airport.stands] == ["A1", "A2", "R1", "R2", "R3"]
    assert [stand.boarding for stand in airport.stands] == ["bridge", "bridge", "bus", "bus", "bus"]
    assert [stand.buffer_min for stand in airport.stands] == [None, 5, None, None, None]
    assert instance.stand["A2"].arrival_sectors == ("D", "I")
    assert instance.stand["A2"].departure_sectors == ()
    assert [str(e.when_b) for e in airport.exclusions] == ["code>=E", "type=B772 B77W"]
    assert [exclusion.gap_min for exclusion in airport.exclusions] == [None, 0]
    assert [(p.airline, p.stand, p.terminal, p.cost) for p in airport.preferences] == [
        ("AA", "A1", "", -5),
        ("", "", "T1", 2.5),
    ]
    (closure,) = instance.closures
    assert (closure.start, closure.end, closure.reason) == (_at(12), _at(15), "works")
    assert instance.pinned == {VisitKey("T1", "full"): "A1"}
    turn = instance.turn["T1"]
    assert (turn.arrival_time, turn.departure_time) == (_at(8), _at(9))
    assert (turn.arrival_pax, turn.departure_pax, turn.seats, turn.use) == (120, None, 160, "passenger")
    assert instance.turn["T3"].arrival_time is None
    assert instance.visit[VisitKey("T1", "full")].departure_pax == 133  # 160 seats x 0.83


def test_known_types_fill_in_sizes(write_folder: WriteFolder) -> None:
    instance = read(write_folder())
    assert (instance.turn["T1"].wingspan_m, instance.turn["T1"].length_m) == (35.79, 39.47)
    assert (instance.turn["T3"].wingspan_m, instance.turn["T3"].length_m) == (None, None)


def _semicolons(text: str) -> str:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=";").writerows(csv.reader(text.splitlines()))
    return out.getvalue()


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda text: "\ufeff" + text, id="byte_order_mark"),
        pytest.param(_semicolons, id="semicolons"),
        pytest.param(lambda text: text.replace("\n", "\r\n"), id="windows_lines"),
        pytest.param(lambda text: text.replace("\n", "\r"), id="old_mac_lines"),
        pytest.param(lambda text: text.replace("\n", ",,,\n"), id="trailing_delimiters"),
        pytest.param(lambda text: "\n" + text.replace("\n", "\n\n , ,\n"), id="blank_lines"),
        pytest.param(lambda text: text.replace(",", " , "), id="spaces"),
        pytest.param(lambda text: text.rstrip("\n"), id="no_last_newline"),
        pytest.param(
            lambda text: "\n".join(",".join(reversed(row.split(","))) for row in text.splitlines()), id="order"
        ),
    ],
)
def test_dialects_of_csv_read_the_same(
    write_folder: WriteFolder,
    files: Mapping[str, str],
    tmp_path_factory: pytest.TempPathFactory,
    change: Callable[[str], str],
) -> None:
    plain = tmp_path_factory.mktemp("plain")
    for name, text in files.items():
        (plain / name).write_text(text, encoding="utf-8")
    changed = write_folder({name: change for name in files if name.endswith(".csv")})
    assert read(changed) == read(plain)


def test_quoted_cells_may_hold_lines(write_folder: WriteFolder) -> None:
    stands = (
        'stand,kind,max_code,apron\nA1,contact,C,"North,\nupper\ndeck"\nA2,contact,E,\nR1,remote,C,\nR2,remote,Z,\n'
    )
    _, problems = inspect(write_folder({"stands.csv": stands}))
    assert [(problem.file, problem.line) for problem in problems] == [("stands.csv", 7)]


def test_columns_starting_x_are_carried(write_folder: WriteFolder) -> None:
    folder = write_folder(
        {
            "stands.csv": lambda text: text.replace("apron", "x_apron"),
            SCHEDULE: lambda text: text.replace("airline", "x_airline"),
        }
    )
    instance = read(folder)
    assert dict(instance.turn["T3"].extra) == {"x_airline": "DL"}
    assert instance.turn["T3"].airline == ""


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2013-07-11T08:00-04:00", _at(8)),
        ("2013-07-11T12:00Z", _at(8)),
        ("2013-07-11T14:00:00+0200", _at(8)),
        ("2013-07-11 08:00", _at(8)),
        ("2013-07-11T07:59:59.5-04", _at(7, 59)),
    ],
)
def test_offsets(write_folder: WriteFolder, written: str, meant: datetime) -> None:
    instance = read(write_folder({SCHEDULE: lambda text: text.replace("2013-07-11T08:00", written)}))
    assert instance.turn["T1"].arrival_time == meant


def test_seconds_are_rounded_outward_with_one_warning_a_file(write_folder: WriteFolder) -> None:
    def precise(text: str) -> str:
        return text.replace(":00,", ":00:30,")

    instance, problems = inspect(write_folder({SCHEDULE: precise, "closures.csv": precise, "pins.csv": None}))
    assert instance is not None
    assert (instance.turn["T1"].arrival_time, instance.turn["T1"].departure_time) == (_at(8), _at(9, 1))
    assert (instance.closures[0].start, instance.closures[0].end) == (_at(12), _at(15, 1))
    told = [(problem.file, problem.line, problem.severity) for problem in problems if problem.code == "seconds"]
    assert told == [(SCHEDULE, 2, "warning"), ("closures.csv", 2, "warning")]


def test_only_schedule_of_the_folder_is_taken(write_folder: WriteFolder) -> None:
    folder = write_folder(
        {SCHEDULE: None, "friday.csv": "turn,code,arrival_time\nF1,C,2013-07-12T08:00\n", "pins.csv": None}
    )
    (folder / "plan.csv").write_text("turn,visit,stand\n", encoding="utf-8")
    (folder / "notes.csv").write_text("a,b\n", encoding="utf-8")
    assert read(folder).name == "friday"


def test_schedule_by_name_by_day_and_by_path(
    write_folder: WriteFolder, files: Mapping[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write_folder({"2013-07-12.csv": files[SCHEDULE].replace("T3", "T4")})
    assert "T4" in read(folder, "2013-07-12.csv").turn
    assert "T4" in read(folder, day="2013-07-12").turn
    assert "T3" in read(str(folder), day=date(2013, 7, 11)).turn
    elsewhere = tmp_path / "other.csv"
    elsewhere.write_text(files[SCHEDULE].replace("T3", "T5"), encoding="utf-8")
    assert "T5" in read(folder, elsewhere).turn
    monkeypatch.chdir(tmp_path)
    assert "T5" in read("jfk", "other.csv").turn
    elsewhere.write_text(files[SCHEDULE].replace("C,160", "G,160"), encoding="utf-8")
    assert [problem.place for problem in inspect("jfk", "other.csv")[1]] == ["other.csv:2"]


def test_several_schedules_and_none_chosen(write_folder: WriteFolder, files: Mapping[str, str]) -> None:
    folder = write_folder({"2013-07-12.csv": files[SCHEDULE]})
    with pytest.raises(
        InputError, match=r"holds 2 schedules and none was chosen \(choose one of 2013-07-11.csv, 2013"
    ) as e:
        read(folder)
    assert [problem.code for problem in e.value.errors] == ["several_schedules"]


def test_no_schedule(write_folder: WriteFolder) -> None:
    with pytest.raises(InputError, match="holds no schedule") as caught:
        read(write_folder({SCHEDULE: None}))
    assert [problem.code for problem in caught.value.errors] == ["no_schedule"]


def test_inspect_reads_an_airport_alone(write_folder: WriteFolder) -> None:
    instance, problems = inspect(write_folder({SCHEDULE: None}))
    assert instance is not None
    assert instance.turns == instance.pins == ()
    assert [(problem.code, problem.severity) for problem in problems] == [("no_schedule", "warning")]


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        ({"schedule": "friday.csv"}, "missing_file", "friday.csv: there is no such file, neither here nor in"),
        ({"day": "2013-07-12"}, "missing_file", "2013-07-12.csv: there is no such file in"),
        ({"day": "tomorrow"}, "bad_day", "day 'tomorrow' is not a date"),
        ({"day": "2013-07-11", "schedule": SCHEDULE}, "two_schedules", "a schedule and a day are both given"),
    ],
)
def test_schedules_that_cannot_be(write_folder: WriteFolder, arguments: dict[str, str], code: str, words: str) -> None:
    with pytest.raises(InputError) as caught:
        read(write_folder(), **arguments)
    assert [problem.code for problem in caught.value.errors] == [code]
    assert words in str(caught.value)


def test_a_missing_schedule_does_not_hide_the_airports_problems(write_folder: WriteFolder) -> None:
    _, problems = inspect(
        write_folder({"stands.csv": lambda text: text.replace("A2,contact,E", "A2,contact,Z")}), "x.csv"
    )
    assert [problem.code for problem in problems] == ["missing_file", "bad_code"]


def test_a_misspelt_file_is_not_overlooked(write_folder: WriteFolder) -> None:
    instance, problems = inspect(write_folder({"exclusion.csv": "stand_a,stand_b\nA1,A2\n"}))
    assert instance is not None
    assert [str(problem) for problem in problems] == [
        "exclusion.csv: is not read; did you mean exclusions.csv? (rename it)"
    ]


def test_lines_of_problems_between_files(write_folder: WriteFolder) -> None:
    """Rows that are not sound do not shift the lines of the others."""
    closures = "stand,from,to\nA1,never,2013-07-11T10:00\nA9,2013-07-11T09:00,2013-07-11T10:00\n"
    _, problems = inspect(write_folder({"closures.csv": closures}))
    assert [(problem.line, problem.code) for problem in problems] == [(2, "bad_time"), (3, "unknown_stand")]


def test_names_of_unsound_rows_are_known(write_folder: WriteFolder) -> None:
    """A stand with a bad code is reported once, not again by all that names it."""
    _, problems = inspect(write_folder({"stands.csv": lambda text: text.replace("A1,contact,C", "A1,contact,Z")}))
    assert [(problem.file, problem.code) for problem in problems] == [("stands.csv", "bad_code")]


def test_advice_has_file_and_line(write_folder: WriteFolder) -> None:
    instance, problems = inspect(write_folder({SCHEDULE: lambda text: text.replace("T3,,C", "T3,,F")}))
    assert isinstance(instance, Instance)
    assert [(problem.code, problem.place, problem.severity) for problem in problems] == [
        ("fits_no_stand", f"{SCHEDULE}:4", "warning")
    ]


def test_everything_of_the_rulebook(write_folder: WriteFolder) -> None:
    """Each key, column and table that is there for one of the less common rules and terms."""
    policy = """
tow_min = 15
tow_capacity = 2
bus_seats = 60
bus_use_min = 25
bus_capacity = 7
taxilane_min = 3
bridge_mismatch = "bus"
terminal_mismatch = "bus"
"""
    objective = 'missed_connection = 360\ntiers = [["unallocated"], ["connection_min", "missed_connection"]]\n'
    zones = "[zones]\nN.S = 15\nN.N = 2.5\n[zones.D.I]\nN.S = 40\n"
    stands = (
        "stand;kind;max_code;zone;group;taxi_in_min;taxi_out_min;cost_per_min;bus_min\n"
        "A1;contact;F;N;east;5;6;2.5;12\nA2;contact;F;S;;;;;T1=12 T2=20.5\nR1;remote;F;S;east;;;;\nR2;remote;F;S;;;;;\n"
    )
    instance = read(
        write_folder(
            {
                "airport.toml": lambda text: text.replace("[policy]\n", f"[policy]{policy}") + objective + zones,
                "stands.csv": stands,
                "handling.csv": "class,bridge_min,away_min\nRegional,40,50\n",
                "connections.csv": (
                    "arrival_turn,departure_turn,pax,min_transfer,weight\nT1,T2,5,30,0.25\nT2,T3,7,,\n"
                ),
                "preferences.csv": None,
            }
        )
    )
    airport = instance.airport
    assert (airport.policy.tow_min, airport.policy.tow_capacity) == (15, 2)
    assert (airport.policy.bus_seats, airport.policy.bus_use_min, airport.policy.bus_capacity) == (60, 25, 7)
    assert airport.policy.taxilane_min == 3
    assert airport.policy.bridge_mismatch == airport.policy.terminal_mismatch == "bus"
    assert airport.objective.stages == (("unallocated",), ("connection_min", "missed_connection"))
    assert airport.objective.weight("missed_connection") == 360
    assert airport.zones == {"N.S": 15, "N.N": 2.5, "D.I.N.S": 40}
    a1, a2, r1, _ = airport.stands
    assert (a1.zone, a1.group, a1.taxi_in_min, a1.taxi_out_min, a1.cost_per_min) == ("N", "east", 5, 6, 2.5)
    assert (a1.bus_min, a2.bus_min, r1.bus_min) == ({"*": 12}, {"T1": 12, "T2": 20.5}, {})
    assert [(row.body_class, row.bridge_min, row.away_min) for row in airport.handling] == [("Regional", 40, 50)]
    assert [(row.pax, row.min_transfer, row.weight) for row in instance.connections] == [(5, 30, 0.25), (7, 0, 1)]
    assert instance.transfer_minutes(instance.connections[1], "S", "N") == 15
