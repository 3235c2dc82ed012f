"""The Sheremetyevo case: made-up sources, every way to spoil them, and against the case's own scorer."""

import csv
import json
import random
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from standalloc.check import check
from standalloc.io import inspect
from standalloc.io.foreign import Imported
from standalloc.io.svo import read_svo, timetable_text
from standalloc.model import InputError, Instance, Plan

SHARED = Path(__file__).parents[3] / "shared"
DATA = SHARED / "data" / "svo-2021"
SCORER = SHARED / "tools" / "svo_score.py"

TIMETABLE = "Timetable_Public.csv"
STANDS = "Aircraft_Stands_Public.csv"
RATES = "Handling_Rates_Public.csv"
HANDLING = "Handling_Time_Public.csv"
CLASSES = "AirCraftClasses_Public.csv"
HEADER = (
    "flight_AD,flight_datetime,flight_AL_Synchron_code,flight_number,flight_ID,flight_terminal_N,flight_AP,"
    "flight_AC_Synchron_code,flight_AC_PAX_capacity_total,flight_PAX,Aircraft_Stand"
)
FILES: Mapping[str, str] = {
    TIMETABLE: f"""\
{HEADER}
A,2019-05-17 11:05:00,U6,1,D,1,SVX,320,160,130,
D,2019-05-17 12:00:00,SU,2,I,2,LED,XX9,300,161,
A,2019-05-17 00:05:00,SU,3,I,1,SIP,ZZZ,87,80,
""",
    STANDS: """\
Aircraft_Stand;JetBridge_on_Arrival;JetBridge_on_Departure;t1;t2;t3;t4;t5;Terminal;Taxiing_Time
7;D;I;5;15;20;25;30;1;10
8;N;I;6;16;21;26;31;2;12
9;N;N;7;17;22;27;32;;4
11;I;I;8;18;23;28;33;2;6
""",
    RATES: """\
Name,Value
Bus_Cost_per_Minute,10
Away_Aircraft_Stand_Cost_per_Minute,20
JetBridge_Aircraft_Stand_Cost_per_Minute,25
Aircraft_Taxiing_Cost_per_Minute,30
""",
    HANDLING: """\
Aircraft_Class,JetBridge_Handling_Time,Away_Handling_Time
Regional,40,50
Narrow_Body,50,65
Wide_Body,60,80
""",
    CLASSES: "Aircraft_Class,Max_Seats\nNarrow_Body,220\nRegional,120\nWide_Body,1000\n",
}

WriteSource = Callable[..., Path]
ReadBack = Callable[[Imported], tuple[Path, Instance]]


@pytest.fixture
def write_source(tmp_path: Path) -> WriteSource:
    """Writes the made-up case into a new folder; some files changed, added or left out (None)."""

    def write(changes: Mapping[str, str | None] | None = None) -> Path:
        folder = tmp_path / f"case{len(list(tmp_path.iterdir()))}"
        folder.mkdir()
        for name, text in {**FILES, **(changes or {})}.items():
            if text is not None:
                (folder / name).write_text(text, encoding="utf-8-sig")
        return folder

    return write


@pytest.fixture
def read_back(tmp_path: Path) -> ReadBack:
    """Reads what was imported as an airport of our own format; the most to say is that it lacks stands."""

    def read_folder(imported: Imported) -> tuple[Path, Instance]:
        folder = tmp_path / "airport"
        folder.mkdir()
        for name, text in imported.files.items():
            (folder / name).write_text(text, encoding="utf-8")
        instance, problems = inspect(folder)
        assert {problem.code for problem in problems} <= {"demand_above_supply"}
        assert instance is not None
        return folder, instance

    return read_folder


def test_the_case(write_source: WriteSource, read_back: ReadBack) -> None:
    imported = read_svo(write_source())
    assert imported.notes == ("3 flights, 4 stands (3 at a terminal), 1 pair of neighbours",)
    _, instance = read_back(imported)
    policy, objective = instance.airport.policy, instance.airport.objective
    assert (instance.name, policy.times, policy.buffer_min, policy.bus_seats) == ("2019-05-17", "runway", 0, 80)
    assert policy.bridge_mismatch == policy.terminal_mismatch == "bus"
    costs = {name: objective.weight(name) for name in ("taxi_min", "contact_min", "remote_min", "bus_trip_min")}
    assert costs == {"taxi_min": 30, "contact_min": 25, "remote_min": 20, "bus_trip_min": 10}
    others = ("bus_passenger", "tow", "change", "off_terminal", "preference", "stand_used", "missed_connection")
    assert {objective.weight(name) for name in others} == {0}
    assert dict(instance.airport.classes) == {"Regional": 120, "Narrow_Body": 220, "Wide_Body": 1000}
    assert [(row.body_class, row.bridge_min, row.away_min) for row in instance.airport.handling] == [
        ("Regional", 40, 50),
        ("Narrow_Body", 50, 65),
        ("Wide_Body", 60, 80),
    ]
    first, second, third = instance.turns
    assert [turn.id for turn in instance.turns] == ["1", "2", "3"]
    assert str(first.arrival_time) == "2019-05-17 11:05:00+03:00"
    assert (first.departure_time, first.arrival_sector, first.arrival_pax, first.terminal) == (None, "D", 130, "1")
    assert (second.arrival_time, second.departure_sector, second.departure_pax, second.destination) == (
        *(None, "I", 161, "LED"),
    )
    assert (first.arrival_flight, second.departure_flight, third.arrival_flight) == ("U61", "SU2", "SU3")
    assert [instance.aircraft[turn.id].body_class for turn in instance.turns] == [
        "Narrow_Body",
        "Wide_Body",
        "Regional",
    ]
    assert [turn.code_letter for turn in instance.turns] == ["C", "E", "C"]
    contact, other, away, _ = instance.airport.stands
    assert [stand.kind for stand in instance.airport.stands] == ["contact", "contact", "remote", "contact"]
    assert (contact.terminal, contact.arrival_sectors, contact.departure_sectors) == ("1", ("D",), ("I",))
    assert (contact.taxi_in_min, contact.taxi_out_min, contact.bus_min["5"]) == (10, 10, 30)
    assert (other.arrival_sectors, away.terminal, away.arrival_sectors, away.boarding) == (("N",), "", (), "bus")
    (neighbours,) = instance.airport.exclusions
    assert (neighbours.stand_a, str(neighbours.when_a), neighbours.stand_b, neighbours.gap_min) == (
        *("7", "class=Wide_Body", "8", 0),
    )


def test_it_costs_what_the_case_says(write_source: WriteSource, read_back: ReadBack) -> None:
    """By hand: taxi minutes x 30 + handling x 25 or 20 + buses x minutes x 10."""
    _, instance = read_back(read_svo(write_source()))
    costs = {
        ("1", "7"): 10 * 30 + 50 * 25,  # own terminal, own label: over the bridge
        ("1", "8"): 12 * 30 + 65 * 25 + 2 * 6 * 10,  # another terminal: two buses to its own
        ("1", "9"): 4 * 30 + 65 * 20 + 2 * 7 * 10,
        ("2", "7"): 10 * 30 + 80 * 25 + 3 * 15 * 10,
        ("2", "8"): 12 * 30 + 60 * 25,
        ("3", "7"): 10 * 30 + 50 * 25 + 1 * 5 * 10,  # own terminal, another label
        ("3", "9"): 4 * 30 + 50 * 20 + 1 * 7 * 10,
    }
    for (turn, stand), cost in costs.items():
        (visit,) = instance.visits_of[turn]
        terms = check(instance, Plan({visit.key: stand})).terms
        assert sum(term.cost for name, term in terms.items() if name != "unallocated") == cost, (turn, stand)
        start, end = instance.occupancy(visit, instance.stand[stand])
        assert (visit.key.part, end - start) in {("arrival", 50), ("arrival", 65), ("departure", 60), ("departure", 80)}


def test_leaving_out_never_pays(write_source: WriteSource, read_back: ReadBack) -> None:
    """However dear the stands, all of them together cost less than one flight without one."""
    rates = "\n".join(f"{line}00" if "Cost" in line else line for line in FILES[RATES].splitlines())
    _, instance = read_back(read_svo(write_source({RATES: rates})))
    dearest = 3 * (12 * 3000 + 80 * 2500) + (2 + 3 + 1) * 33 * 1000
    assert instance.airport.objective.unallocated > dearest


@pytest.mark.parametrize(
    ("names", "change"),
    [
        pytest.param("{}_Private.csv", lambda text: text, id="private"),
        pytest.param("{}.csv", lambda text: text, id="no_suffix"),
        pytest.param("{}_PUBLIC.CSV", lambda text: text, id="capitals"),
        pytest.param("{}_Public.csv", lambda text: text.replace(",", ";"), id="semicolons"),
        pytest.param("{}_Public.csv", lambda text: text.replace("\n", "\r\n"), id="windows_lines"),
        pytest.param("{}_Public.csv", lambda text: text.replace(";", ","), id="commas"),
        pytest.param(
            "{}_Public.csv", lambda text: text.replace("t1;t2;t3;t4;t5", "1;2;3;4;5"), id="numbered_terminals"
        ),
        pytest.param("{}_Public.csv", lambda text: text.replace("1;10", "1.0;10"), id="numbers_with_a_point"),
    ],
)
def test_forms_of_the_files(
    write_source: WriteSource, tmp_path: Path, names: str, change: Callable[[str], str]
) -> None:
    plain = read_svo(write_source())
    folder = tmp_path / "other"
    folder.mkdir()
    for name, text in FILES.items():
        (folder / names.format(name.removesuffix("_Public.csv"))).write_text(change(text), encoding="utf-8")
    assert read_svo(folder) == plain


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda text: text.replace("2019-05-17 11:05:00", "17.05.2019 11:05"), id="dotted"),
        pytest.param(lambda text: text.replace("2019-05-17 00:05:00", "17.5.2019 0:05"), id="short"),
        pytest.param(lambda text: text.replace("2019-05-17 12:00:00", "17.05.2019 12:00:00"), id="dotted_seconds"),
        pytest.param(lambda text: text.replace("terminal_N", "terminal_#"), id="hash"),
        pytest.param(
            lambda text: "\n".join(f"{'' if i == 0 else i - 1},{line}" for i, line in enumerate(text.splitlines())),
            id="index",
        ),
        pytest.param(lambda text: text.replace("flight_AP", "else").replace(",U6", ","), id="optional"),
    ],
)
def test_forms_of_the_timetable(write_source: WriteSource, change: Callable[[str], str]) -> None:
    plain = read_svo(write_source()).files
    files = read_svo(write_source({TIMETABLE: change(FILES[TIMETABLE])})).files
    same = ("turn", "arrival_time", "departure_time", "arrival_sector", "terminal", "seats", "arrival_pax")
    ours, others = (list(csv.DictReader(each["2019-05-17.csv"].splitlines())) for each in (plain, files))
    assert [[row[name] for name in same] for row in ours] == [[row[name] for name in same] for row in others]
    assert {name: files[name] for name in files if name != "2019-05-17.csv"} == {
        name: plain[name] for name in plain if name != "2019-05-17.csv"
    }


def test_without_classes_the_usual_ones_hold(write_source: WriteSource) -> None:
    assert read_svo(write_source({CLASSES: None})) == read_svo(write_source())


#: A text of a sound file, what it is replaced by; then code, line, column and words of the one error.
SPOILT = [
    (TIMETABLE, "flight_datetime", "flight_time", "missing_column", 1, "flight_datetime", "flight_datetime is missing"),
    (
        TIMETABLE,
        "flight_terminal_N",
        "terminal",
        "missing_column",
        1,
        "flight_terminal_N",
        "flight_terminal_N is missing",
    ),
    (TIMETABLE, "flight_AP", "flight_ID", "duplicate_column", 1, "flight_ID", "column 'flight_ID' is there twice"),
    (TIMETABLE, "flight_AP", "", "unknown_column", 1, None, "column 7 has no name"),
    (TIMETABLE, "\nA,", "\nB,", "bad_choice", 2, "flight_AD", "flight_AD 'B' is not 'A' or 'D'"),
    (TIMETABLE, "1,D,1", "1,N,1", "bad_choice", 2, "flight_ID", "flight_ID 'N' is not 'D' or 'I'"),
    (TIMETABLE, "1,D,1", "1,D,6", "out_of_range", 2, "flight_terminal_N", "flight_terminal_N '6' is not below 6"),
    (TIMETABLE, "1,D,1", "1,D,A", "bad_number", 2, "flight_terminal_N", "flight_terminal_N 'A' is not a whole number"),
    (TIMETABLE, "1,D,1", "1,D,", "missing", 2, "flight_terminal_N", "flight_terminal_N is missing"),
    (
        TIMETABLE,
        "2019-05-17 11:05:00",
        "noon",
        "bad_time",
        2,
        "flight_datetime",
        "flight_datetime 'noon' is not a time",
    ),
    (
        TIMETABLE,
        "2019-05-17 11:05:00",
        "31.02.2019 11:05",
        "bad_time",
        2,
        "flight_datetime",
        "'31.02.2019 11:05' is not",
    ),
    (TIMETABLE, ",300,", ",many,", "bad_number", 3, "flight_AC_PAX_capacity_total", "'many' is not a whole number"),
    (TIMETABLE, ",161,", ",-1,", "out_of_range", 3, "flight_PAX", "flight_PAX '-1' is not at least 0"),
    (TIMETABLE, ",161,", ",,", "missing", 3, "flight_PAX", "flight_PAX is missing"),
    (TIMETABLE, ",161,", ",", "cell_count", 3, None, "the row has 10 cells, the header 11"),
    (STANDS, "t3;", "t3;3;", "duplicate_column", 1, "t3", "column 't3' is there twice"),
    (STANDS, "t3", "t6", "missing_column", 1, "t3", "column t3 is missing"),
    (STANDS, "7;D", "x;D", "bad_number", 2, "Aircraft_Stand", "Aircraft_Stand 'x' is not a whole number"),
    (STANDS, "7;D", "8;D", "duplicate", 3, "Aircraft_Stand", "Aircraft_Stand '8' is there twice"),
    (STANDS, "7;D", "7;S", "bad_choice", 2, "JetBridge_on_Arrival", "'S' is not 'D', 'I' or 'N'"),
    (STANDS, "7;D;I;5", "7;D;I;near", "bad_number", 2, "t1", "t1 'near' is not a whole number"),
    (STANDS, "30;1;10", "30;T1;10", "bad_number", 2, "Terminal", "Terminal 'T1' is not a whole number"),
    (STANDS, "30;1;10", "30;0;10", "out_of_range", 2, "Terminal", "Terminal '0' is not at least 1"),
    (STANDS, "30;1;10", "30;1;-10", "out_of_range", 2, "Taxiing_Time", "Taxiing_Time '-10' is not at least 0"),
    (RATES, "Name,", "Rate,", "missing_column", 1, "Name", "column Name is missing"),
    (RATES, "Bus_Cost_per_Minute", "Bus_Cost", "missing", None, None, "row Bus_Cost_per_Minute is missing"),
    (RATES, "Minute,10", "Minute,cheap", "bad_number", 2, "Value", "Value 'cheap' is not a number"),
    (RATES, "Minute,10", "Minute,-10", "out_of_range", 2, "Value", "Value '-10' is not at least 0"),
    (RATES, "Minute,10", "Minute,0.12345678", "bad_cost", 2, "Value", "at most six decimals"),
    (RATES, "Away_Aircraft", "JetBridge_Aircraft", "duplicate", 4, "Name", "Stand_Cost_per_Minute' is there twice"),
    (
        HANDLING,
        "Away_Handling",
        "Far_Handling",
        "missing_column",
        1,
        "Away_Handling_Time",
        "Away_Handling_Time is missing",
    ),
    (HANDLING, "Regional,40,50", "Regional,40,0", "out_of_range", 2, "Away_Handling_Time", "'0' is not at least 1"),
    (HANDLING, "Wide_Body,60,80\n", "", "missing", None, None, "row Wide_Body is missing"),
    (HANDLING, "Wide_Body", "Regional", "duplicate", 4, "Aircraft_Class", "Aircraft_Class 'Regional' is there twice"),
    (CLASSES, "Wide_Body,1000\n", "", "missing", None, None, "row Wide_Body is missing"),
    (CLASSES, "220", "two", "bad_number", 2, "Max_Seats", "Max_Seats 'two' is not a whole number"),
]
#: A file and what it holds instead; then code and words of the one error.
WHOLE = [
    (TIMETABLE, None, "missing_file", "holds no Timetable_Public.csv, Timetable_Private.csv, Timetable.csv"),
    (STANDS, None, "missing_file", "holds no Aircraft_Stands_Public.csv"),
    (RATES, None, "missing_file", "holds no Handling_Rates_Public.csv"),
    (HANDLING, None, "missing_file", "holds no Handling_Time_Public.csv"),
    (
        "Timetable_Private.csv",
        FILES[TIMETABLE],
        "several_files",
        "holds Timetable_Private.csv and Timetable_Public.csv",
    ),
    (TIMETABLE, HEADER, "no_rows", "Timetable has no rows"),
    (STANDS, FILES[STANDS].splitlines()[0], "no_rows", "Aircraft_Stands has no rows"),
    (RATES, "", "empty_file", "is empty"),
    (HANDLING, "\0", "nul_byte", "holds a NUL byte"),
    (STANDS, FILES[STANDS].replace(";", "\t"), "bad_csv", "tabs are not supported"),
]


@pytest.mark.parametrize(("file", "old", "new", "code", "line", "column", "words"), SPOILT)
def test_a_spoilt_text(
    write_source: WriteSource,
    file: str,
    old: str,
    new: str,
    code: str,
    line: int | None,
    column: str | None,
    words: str,
) -> None:
    assert old in FILES[file]
    with pytest.raises(InputError) as caught:
        read_svo(write_source({file: FILES[file].replace(old, new, 1)}))
    (error,) = caught.value.errors
    assert (error.code, error.file, error.line, error.column) == (code, file, line, column)
    assert words in error.message
    assert error.fix


@pytest.mark.parametrize(("file", "text", "code", "words"), WHOLE)
def test_a_spoilt_file(write_source: WriteSource, file: str, text: str | None, code: str, words: str) -> None:
    with pytest.raises(InputError) as caught:
        read_svo(write_source({file: text}))
    (error,) = caught.value.errors
    assert error.code == code
    assert error.file
    assert words in error.message
    assert error.fix


def test_seconds_are_cut_off_with_one_warning(
    write_source: WriteSource, read_back: ReadBack, caplog: pytest.LogCaptureFixture
) -> None:
    text = FILES[TIMETABLE].replace(":00,", ":30,")
    imported = read_svo(write_source({TIMETABLE: text}))
    _, instance = read_back(imported)
    assert [str(turn.arrival_time or turn.departure_time)[11:19] for turn in instance.turns] == [
        *("11:05:00", "12:00:00", "00:05:00"),
    ]
    (record,) = caplog.records
    assert "flight_datetime has seconds: flight_datetime is rounded down to the minute" in record.message


def _exported(folder: Path, instance: Instance, plan: Plan) -> str:
    return timetable_text(folder, Path("2019-05-17.csv"), plan, instance)


def test_the_timetable_comes_back_with_the_stands(write_source: WriteSource, read_back: ReadBack) -> None:
    folder, instance = read_back(read_svo(write_source()))
    keys = [visit.key for visit in instance.visits]
    text = _exported(folder, instance, Plan({keys[0]: "7", keys[2]: "11"}))
    rows = FILES[TIMETABLE].splitlines()
    assert text.splitlines() == [rows[0], f"{rows[1]}7", rows[2], f"{rows[3]}11"]


def test_an_index_and_other_columns_come_back_in_their_order(write_source: WriteSource, read_back: ReadBack) -> None:
    rows = [
        f"{'' if i == 0 else i - 1};{line.replace(',', ';')}" for i, line in enumerate(FILES[TIMETABLE].splitlines())
    ]
    rows = [f"{row};{'note' if i == 0 else 'a, b' if i == 1 else ''}" for i, row in enumerate(rows)]
    folder, instance = read_back(read_svo(write_source({TIMETABLE: "\n".join(rows)})))
    plan = Plan({visit.key: "9" for visit in instance.visits})
    assert _exported(folder, instance, plan).splitlines() == [
        f",{HEADER},note",
        '0,A,2019-05-17 11:05:00,U6,1,D,1,SVX,320,160,130,9,"a, b"',
        "1,D,2019-05-17 12:00:00,SU,2,I,2,LED,XX9,300,161,9,",
        "2,A,2019-05-17 00:05:00,SU,3,I,1,SIP,ZZZ,87,80,9,",
    ]


def test_rows_come_back_in_the_order_of_the_timetable(write_source: WriteSource, read_back: ReadBack) -> None:
    text = "".join(f"{line}\n" for line in [HEADER, *FILES[TIMETABLE].splitlines()[1:] * 4])
    folder, instance = read_back(read_svo(write_source({TIMETABLE: text})))
    plan = Plan({visit.key: str(7 + int(visit.turn) % 3) for visit in instance.visits})
    straight = _exported(folder, instance, plan)
    path = folder / "2019-05-17.csv"
    header, *rows = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([header, *reversed(rows)]), encoding="utf-8")
    assert _exported(folder, instance, plan) == straight


def test_a_timetable_without_the_column_gets_it(write_source: WriteSource, read_back: ReadBack) -> None:
    lines = [line.removesuffix(",Aircraft_Stand").removesuffix(",") for line in FILES[TIMETABLE].splitlines()]
    folder, instance = read_back(read_svo(write_source({TIMETABLE: "\n".join(lines)})))
    plan = Plan({visit.key: "9" for visit in instance.visits})
    expected = [f"{line},{'9' if number else 'Aircraft_Stand'}" for number, line in enumerate(lines)]
    assert _exported(folder, instance, plan).splitlines() == expected


def test_a_schedule_of_another_origin_is_refused(write_source: WriteSource, read_back: ReadBack) -> None:
    folder, instance = read_back(read_svo(write_source()))
    path = folder / "2019-05-17.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("x_flight_AD", "x_AD"), encoding="utf-8")
    with pytest.raises(InputError, match="column x_flight_AD is missing"):
        _exported(folder, instance, Plan())


@pytest.mark.skipif(not (DATA.exists() and SCORER.exists()), reason=f"{DATA} or {SCORER} is not there")
def test_any_complete_plan_costs_what_the_scorer_says(tmp_path: Path, read_back: ReadBack) -> None:
    folder, instance = read_back(read_svo(DATA))
    assert len(instance.visits) == 1009
    stands = list(instance.stand)
    for seed in range(3):
        draw = random.Random(seed)
        plan = Plan({visit.key: draw.choice(stands) for visit in instance.visits})
        path = tmp_path / f"plan{seed}.csv"
        path.write_text(_exported(folder, instance, plan), encoding="utf-8")
        done = subprocess.run([sys.executable, SCORER, DATA, path], capture_output=True, text=True, check=False)
        score = json.loads(done.stdout)
        judgement = check(instance, plan)
        assert judgement.objective == score["cost"]
        assert judgement.figures.bus_passengers == score["bus_passengers"]
        broken = {violation.rule for violation in judgement.violations}
        assert ("overlap" in broken) == bool(score["overlaps"])
        wide = sum(violation.rule == "exclusion" for violation in judgement.violations)
        assert bool(wide) == bool(score["wide_body_neighbours"])
