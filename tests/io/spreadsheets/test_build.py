"""Spreadsheets to an airport: what is taken over, and problems told of the source's own cells."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from standalloc.io.foreign import Imported
from standalloc.io.spreadsheets import build, read_tables
from standalloc.model import InputError, Instance, Problem
from tests.io.spreadsheets.samples import FILES, MOVEMENTS, mapped
from tests.io.spreadsheets.workbooks import formula, number, rows, text, texts, workbook

Read = Callable[..., Imported]
Day = Callable[..., Instance]
Problems = Callable[..., list[Problem]]


def test_the_small_source(imported: Read, instance: Day) -> None:
    found = imported()
    assert found.files == {
        "airport.toml": '[airport]\ncode = "XYZ"\ntimezone = "Europe/Paris"\n',
        "stands.csv": "stand,kind,max_code\nA1,contact,C\nR1,remote,E\n",
        "2030-06-01.csv": "turn,arrival_time,departure_time,aircraft_type,arrival_flight,arrival_pax,departure_flight\n"
        "AB2,2030-06-01T06:10,2030-06-01T07:00,A320,AB1,150,AB2\n"
        "XY2,2030-06-01T06:40,2030-06-01T09:30,A333,XY1,270,XY2\n",
    }
    assert found.notes == ("stands: 2 rows of stands.csv", "schedule: 2 rows of day.csv")
    first, second = instance().turns
    assert (first.id, first.code_letter, first.arrival_pax, second.code_letter) == ("AB2", "C", 150, "E")
    assert str(first.arrival_time) == "2030-06-01 06:10:00+02:00"


def test_every_table(instance: Day) -> None:
    more = """
[exclusions]
file = "rules.csv"
keep = { Rule = "not both" }
columns = { stand_a = "One", stand_b = "Two", gap_min = { column = "Least", unit = "hh:mm" } }
[closures]
file = "rules.csv"
keep = { Rule = "closed" }
columns = { stand = "One", from = "From", to = "To" }
[preferences]
file = "rules.csv"
keep = { Rule = "likes" }
columns = { stand = "One", airline = "Two", cost = "Least" }
[handling]
file = "rules.csv"
keep = { Rule = "handling" }
columns = { class = "One", bridge_min = "Least", away_min = "Two" }
[pins]
file = "rules.csv"
keep = { Rule = "pin" }
columns = { turn = "One", stand = "Two" }
[connections]
file = "rules.csv"
keep = { Rule = "transfer" }
columns = { arrival_turn = "One", departure_turn = "Two", pax = "Least" }
[policy]
buffer_min = 5
"""
    rules = (
        "Rule,One,Two,Least,From,To\nnot both,A1,R1,0:20,,\nclosed,R1,,,2030-06-01 12:00,2030-06-01 13:00\n"
        "likes,A1,AB,-5,,\nhandling,Regional,40,30,,\npin,AB2,A1,,,\ntransfer,AB2,XY2,9,,\n"
    )
    found = instance({"rules.csv": rules, "map.toml": FILES["map.toml"] + more})
    airport = found.airport
    assert [(row.stand_a, row.gap_min) for row in airport.exclusions] == [("A1", 20)]
    assert [row.stand for row in found.closures] == ["R1"]
    assert [(row.stand, row.cost) for row in airport.preferences] == [("A1", -5)]
    assert [(row.body_class, row.bridge_min, row.away_min) for row in airport.handling] == [("Regional", 30, 40)]
    assert [(pin.turn, pin.stand) for pin in found.pins] == [("AB2", "A1")]
    assert [(row.arrival_turn, row.pax) for row in found.connections] == [("AB2", 9)]
    assert airport.policy.buffer_min == 5


def test_an_airport_without_a_schedule(imported: Read) -> None:
    head = FILES["map.toml"].partition("[schedule]")[0]
    assert set(imported({"map.toml": head}).files) == {"airport.toml", "stands.csv"}


@pytest.mark.parametrize("link", ["registration", "rotation", "flight"])
def test_movements(imported: Read, link: str) -> None:
    found = imported({**MOVEMENTS, "map.toml": mapped(('"registration"\n', f'"{link}"\n'), text=MOVEMENTS["map.toml"])})
    days = {name: [line.split(",")[0] for line in text.splitlines()[1:]] for name, text in found.files.items()}
    night = [] if link == "rotation" else ["AB4"]
    assert days["2030-06-01.csv"] == ["AB2", *(night or ["AB3"])]
    assert days["2030-06-02.csv"] == ["AB4", "AB5"]
    linked = "1 turn, 3 alone" if link == "rotation" else "2 turns, 1 alone"
    assert f"5 movements: {linked}" in found.notes


@pytest.mark.parametrize(
    ("link", "column", "written"),
    [
        ("registration", "registration", 'registration = "Reg"'),
        ("rotation", "rotation", 'rotation = "Key"'),
        ("flight", "linked_flight", 'linked_flight = "Other"'),
    ],
)
def test_movements_that_nothing_links(
    imported: Read, link: str, column: str, written: str, caplog: pytest.LogCaptureFixture
) -> None:
    text = mapped(('"registration"\n', f'"{link}"\n'), text=MOVEMENTS["map.toml"])
    imported({**MOVEMENTS, "map.toml": text})
    assert "half-turn" not in caplog.text
    found = imported({**MOVEMENTS, "map.toml": mapped((written, ""), text=text)})
    assert f"map.toml: link is '{link}', and no section has the column {column}: every movement is" in caplog.text
    assert "5 movements: 0 turns, 5 alone" in found.notes


def test_arrivals_and_departures_in_two_files(instance: Day) -> None:
    sections = """
[[schedule]]
file = "in.csv"
[schedule.columns]
time = "STA"
flight = "Flight"
registration = "Reg"
airport = "From"
[schedule.constants]
direction = "arrival"
code = "C"
[[schedule]]
file = "out.csv"
[schedule.columns]
time = "STD"
flight = "Flight"
registration = "Reg"
airport = "To"
[schedule.constants]
direction = "departure"
code = "C"
[turns]
link = "registration"
"""
    found = instance(
        {
            "day.csv": None,
            "in.csv": "STA\tFlight\tReg\tFrom\n06:10\tAB1\tDA\tFRA\n",
            "out.csv": "STD\tFlight\tReg\tTo\n07:10\tAB2\tDA\tMUC\n09:00\tAB4\tDB\tLIS\n",
            "map.toml": FILES["map.toml"].partition("[schedule]")[0] + sections,
        },
        base_date=date(2030, 6, 1),
    )
    assert [(turn.id, turn.origin, turn.destination) for turn in found.turns] == [
        ("AB2", "FRA", "MUC"),
        ("AB4", "", "LIS"),
    ]


def test_a_file_for_each_day(imported: Read) -> None:
    header, one, _ = FILES["day.csv"].splitlines(keepends=True)
    changes = {
        "day.csv": None,
        "day-1.csv": header + one,
        "day-2.csv": header + one.replace("06-01", "06-02"),
        "map.toml": mapped(('"day.csv"', '"day-*.csv"')),
    }
    found = imported(changes)
    assert {"2030-06-01.csv", "2030-06-02.csv"} < set(found.files)
    assert "AB2-2030-06-02,2030-06-02T06:10" in found.files["2030-06-02.csv"]
    assert "2 days, 2030-06-01 to 2030-06-02; night stops in the files of both days: 0" in found.notes


@pytest.mark.parametrize("overnight", [True, False])
def test_departures_of_the_next_day(imported: Read, problems: Problems, overnight: bool) -> None:
    changes = {
        "day.csv": "Flight in;Flight out;STA;STD;Type;Pax\nAB1;AB2;22:50;06:00;A320;150\nCD1;CD2;08:00;9:00;A320;1\n",
        "map.toml": mapped(
            ('file = "day.csv"', f'file = "day.csv"\nbase_date = 2030-06-01\novernight = {overnight}'.lower())
        ),
    }
    if overnight:
        files = imported(changes).files
        assert "AB2,2030-06-01T22:50,2030-06-02T06:00" in files["2030-06-01.csv"]
        assert "2030-06-02.csv" not in files
    else:
        [problem] = problems(changes)
        assert (problem.code, problem.file, problem.line, problem.column) == ("time_order", "day.csv", 2, "STD")
        assert "overnight = true" in problem.fix


def test_times_of_another_zone(imported: Read) -> None:
    files = imported({"map.toml": mapped(('"day.csv"', '"day.csv"\ntimezone = "UTC"'))}).files
    assert "2030-06-01T06:10+00:00" in files["2030-06-01.csv"]


def test_the_day_of_the_command_beats_the_map(imported: Read) -> None:
    changes = {
        "day.csv": FILES["day.csv"].replace("2030-06-01 ", ""),
        "map.toml": mapped(('"day.csv"', '"day.csv"\nbase_date = 2030-06-01')),
    }
    assert "2030-06-01.csv" in imported(changes).files
    assert "2030-07-05.csv" in imported(changes, date(2030, 7, 5)).files


def test_rows_that_are_left_out(imported: Read) -> None:
    stands = FILES["stands.csv"] + ";;\nTotal: 2;;\nA2;PBB;C\nR9;closed;E\nA3;;C\n"
    conditions = (
        'leave_out = { Bay = ["total*"], Type = "Closed" }\nkeep = { Cat = ["C", "E"], Type = ["PBB", "open", ""] }'
    )
    changes = {"stands.csv": stands, "map.toml": mapped(('"stands.csv"', f'"stands.csv"\n{conditions}'))}
    changes["map.toml"] += '[stands.values.max_code]\n"*" = "F"\n'
    changes["map.toml"] = changes["map.toml"].replace('open = "remote"', 'open = "remote"\n"" = "remote"')
    found = imported(changes)
    assert found.files["stands.csv"] == "stand,kind,max_code\nA1,contact,F\nR1,remote,F\nA2,contact,F\nA3,remote,F\n"
    assert found.notes[0] == "stands: 4 rows of stands.csv, 2 left out"


def test_columns_that_are_not_read_are_told(imported: Read) -> None:
    day = "".join(f"{line};{at}\n" for line, at in zip(FILES["day.csv"].splitlines(), ("Note", "x", ""), strict=True))
    assert imported({"day.csv": day}).notes[1] == "schedule: 2 rows of day.csv; not read: Note"


def test_own_columns_are_carried(instance: Day) -> None:
    changes = {"map.toml": FILES["map.toml"] + 'x_in = "Flight in"\n\n[schedule.constants]\nx_from = "sheet"\n'}
    assert instance(changes).turns[0].extra == {"x_in": "AB1", "x_from": "sheet"}


def test_columns_by_letter_and_cells_filled_down(imported: Read) -> None:
    stands = "Pier;Code;Code\nN;A1;C\n;A2;E\nS;A3;C\n"
    text_ = mapped(('"stands.csv"', '"stands.csv"\nfill_down = "Pier"'), ('"Bay"', '"@b"'), ('"Cat"', '"@C"'))
    text_ = (
        text_.replace('kind = "Type"', 'terminal = "Pier"')
        .replace("[stands.values.kind]", "[x]")
        .replace('PBB = "contact"\nopen = "remote"\n', "")
    )
    changes = {"stands.csv": stands, "map.toml": text_.replace("[x]", '[stands.constants]\nkind = "remote"\n')}
    assert imported(changes).files["stands.csv"] == (
        "stand,terminal,max_code,kind\nA1,N,C,remote\nA2,N,E,remote\nA3,S,C,remote\n"
    )


def test_a_single_file(tmp_path: Path, write: Callable[..., Path]) -> None:
    folder = write({"map.toml": FILES["map.toml"].partition("[schedule]")[0].replace('file = "stands.csv"', "")})
    assert set(read_tables(folder / "stands.csv", tmp_path / "map.toml").files) == {"airport.toml", "stands.csv"}


def test_other_encodings(imported: Read) -> None:
    changes = {
        "stands.csv": FILES["stands.csv"].replace("A1", "Süd 1").encode("cp1252"),
        "map.toml": mapped(('"stands.csv"', '"stands.csv"\nencoding = "cp1252"')),
    }
    assert "Süd 1,contact,C" in imported(changes).files["stands.csv"]


def test_a_wrong_encoding(problems: Problems) -> None:
    [problem] = problems({"stands.csv": FILES["stands.csv"].replace("A1", "Süd 1").encode("cp1252")})
    assert str(problem) == "stands.csv:2: is not UTF-8 text (save it as UTF-8)"


def test_a_workbook(instance: Day) -> None:
    pytest.importorskip("openpyxl", reason="workbooks need the extra excel")
    day = texts("Flights of the day", "Date;STA;STD;Flight in;Flight out;Type;Pax", first=1) + rows(
        number("A3", 47635, 1)
        + number("B3", 0.25, 2)
        + number("C3", 1.0104166, 2)
        + text("D3", "AB1")
        + text("E3", "AB2")
        + text("F3", "A320")
        + formula("G3", "100+50", "150"),
        first=3,
    )
    content = workbook({"Day": day, "Stands": texts("Bay;Type;Cat", "A1;PBB;C")})
    found = instance(
        {
            **{"stands.csv": None, "day.csv": None, "week.xlsx": content},
            "map.toml": mapped(
                ('file = "stands.csv"', 'sheet = "stands"'),
                ('file = "day.csv"', "header = 2"),
                ('= "STA"', '= { date = "Date", time = "STA" }'),
                ('= "STD"', '= { date = "Date", time = "STD" }'),
            ),
        }
    )
    [turn] = found.turns
    assert str(turn.arrival_time) == "2030-06-01 06:00:00+02:00"
    assert str(turn.departure_time) == "2030-06-02 00:15:00+02:00"
    assert turn.arrival_pax == 150


STANDS = FILES["stands.csv"]


@pytest.mark.parametrize(
    ("file", "change", "expected"),
    [
        (
            "stands.csv",
            ("R1;open;E", "R1;ramp;E"),
            "stands.csv:3: kind 'ramp' is not 'contact' or 'remote' "
            "(write one of these, or translate it under [stands.values.kind])",
        ),
        (
            "stands.csv",
            ("A1;PBB;C", "A1;PBB;G"),
            "stands.csv:2: max_code 'G' is not one of A-F "
            "(write the ICAO code letter, or translate it under [stands.values.max_code])",
        ),
        ("stands.csv", ("A1;PBB;C", ";PBB;C"), "stands.csv:2: stand is missing (fill it in)"),
        ("stands.csv", ("R1;open;E", "A1;open;E"), "stands.csv:3: stand 'A1' is there twice"),
        ("stands.csv", ("R1;open;E", "R1;#REF!;E"), "stands.csv:3: kind '#REF!' is a formula that failed"),
        (
            "stands.csv",
            ("Bay;", "Stand;"),
            "map.toml:9: column 'Bay' is not in stands.csv (known are stand, type, cat)",
        ),
        ("stands.csv", ("Type;Cat", "Type;Type"), "map.toml:10: stands.csv has the column 'Type' 2 times"),
        ("stands.csv", (STANDS, "Bay;Type;Cat\n"), "stands.csv: stands has no rows"),
        ("stands.csv", (STANDS, "\n"), "stands.csv: is empty"),
        ("stands.csv", ("A1;PBB", 'A1;"PBB'), "stands.csv:2: a quoted cell is never closed"),
        ("day.csv", ("2030-06-01 06:10", "25:99"), "day.csv:2: arrival_time '25:99' is not a time (write it as 06:05"),
        (
            "day.csv",
            ("2030-06-01 06:10", "47635.25"),
            "day.csv:2: arrival_time '47635.25' is not a time (it looks like a spreadsheet's number of days since 1900",
        ),
        ("day.csv", (";A320;150", ";A320;1;50"), "day.csv:2: the row has 7 cells, the header 6 (remove delimiters"),
        ("day.csv", ("2030-06-01 06:10", "06:10"), "day.csv:2: arrival_time '06:10' is a time without a date"),
        ("day.csv", ("2030-06-01 07:00", "2030-06-01 05:00"), "day.csv:2: departure_time 2030-06-01T05:00"),
        ("day.csv", (";150", ";many"), "day.csv:2: arrival_pax 'many' is not a whole number"),
        ("day.csv", (";270", ";-270"), "day.csv:3: arrival_pax '-270' is not at least 0"),
        ("day.csv", ("A320", ""), "day.csv:2: code is missing: give code, wingspan_m or a known aircraft_type"),
        (
            "day.csv",
            ("AB1;AB2;2030-06-01 06:10;2030-06-01 07:00", "AB1;AB2;;"),
            "day.csv:2: arrival_time and departure_time are both missing",
        ),
        ("map.toml", ('"Europe/Paris"', '"Paris"'), "map.toml:3: timezone 'Paris' is not a time zone"),
        ("map.toml", ("[stands]", "[policy]\nbufer_min = 3\n[stands]"), "map.toml:6: key 'bufer_min' is not known"),
        ("map.toml", ('"day.csv"', '"days.csv"'), "map.toml:18: file 'days.csv' is not there (name one of SOURCE"),
        ("map.toml", ('file = "day.csv"', ""), "map.toml:17: file is missing (name one of SOURCE"),
        ("map.toml", ('"day.csv"', '"day.csv"\nsheet = "x"'), "map.toml:19: sheet 'x' is of day.csv, which is no work"),
        ("map.toml", ('"day.csv"', '"day.csv"\nheader = 9'), "day.csv: has nothing in row 9, which should name the"),
        ("map.toml", ('"day.csv"', '"day.csv"\nfill_down = "X"'), "map.toml:19: column 'X' is not in day.csv"),
    ],
)
def test_problems(problems: Problems, file: str, change: tuple[str, str], expected: str) -> None:
    found = problems({file: mapped(change, text=FILES[file])})
    assert [problem for problem in map(str, found) if problem.startswith(expected)], found
    assert all(problem.fix for problem in found)


def test_what_the_cell_holds_is_told_where_it_is_not_what_was_read(problems: Problems) -> None:
    [problem] = problems({"map.toml": mapped(('PBB = "contact"', 'PBB = "bridge"'))})
    assert str(problem).startswith("stands.csv:2: kind 'bridge' is not 'contact' or 'remote'; 'Type' holds 'PBB'")
    assert problem.column == "Type"


def test_a_constant_is_told_of_the_map(problems: Problems) -> None:
    found = problems({"map.toml": FILES["map.toml"] + "\n[schedule.constants]\nseats = -3\n"})
    assert {(problem.file, problem.line, problem.column) for problem in found} == {("map.toml", 29, "seats")}


def test_problems_of_cells_in_two_columns(problems: Problems) -> None:
    day = FILES["day.csv"].replace("2030-06-01 06:10", "06:10").replace("Pax", "Date").replace(";150", ";31.31.30")
    text_ = mapped(('= "STA"', '= { date = "Date", time = "STA" }'), ('arrival_pax = "Pax"', ""))
    [problem] = problems({"day.csv": day.replace("2030-06-01 06:40", "").replace(";270", ";"), "map.toml": text_})
    assert problem.column == "STA + Date"
    assert "'31.31.30' is not a date" in problem.message


def test_problems_of_both_rows_of_a_turn(problems: Problems) -> None:
    day = mapped(
        ("AB2,DA,A320,163", "AB2,DA,A320,-163"), ("AB1,DA,A320,151", "AB1,DA,A320,x"), text=MOVEMENTS["day.csv"]
    )
    found = problems({**MOVEMENTS, "day.csv": day})
    assert [(problem.line, problem.column, problem.message.split()[0]) for problem in found] == [
        (2, "Pax", "arrival_pax"),
        (3, "Pax", "departure_pax"),
    ]


def test_a_problem_of_a_night_stop_is_told_once(problems: Problems) -> None:
    day = mapped(("AB3,DB,A320,148", "AB3,DB,A320,x"), text=MOVEMENTS["day.csv"])
    [problem] = problems({**MOVEMENTS, "day.csv": day})
    assert problem.line == 4


def test_pins_are_of_one_day(problems: Problems, imported: Read) -> None:
    pins = '\n[pins]\nfile = "pins.csv"\ncolumns = { turn = "Turn", stand = "Stand" }\n'
    changes = {**MOVEMENTS, "pins.csv": "Turn,Stand\nAB2,A1\n", "map.toml": MOVEMENTS["map.toml"] + pins}
    [problem] = problems(changes)
    assert (problem.code, problem.file) == ("several_schedules", "map.toml")
    assert "days = [2030-06-01]" in problem.fix
    days = mapped(('"registration"\n', '"registration"\ndays = [2030-06-01]\n'), text=changes["map.toml"])
    assert set(imported({**changes, "map.toml": days}).files) == {
        *("airport.toml", "stands.csv", "pins.csv", "2030-06-01.csv")
    }


def test_a_map_without_stands(problems: Problems) -> None:
    head, _, rest = FILES["map.toml"].partition("[stands]")
    [problem] = problems({"map.toml": f"{head}[schedule]{rest.partition('[schedule]')[2]}"})
    assert (problem.code, problem.message) == ("missing", "[stands] is missing")


def test_warnings_name_the_source(imported: Read, caplog: pytest.LogCaptureFixture) -> None:
    imported({"day.csv": FILES["day.csv"].replace("06:10", "06:10:30")})
    assert caplog.text.count("day.csv:2: arrival_time has seconds") == 1


def test_what_is_too_large(write: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build, "LARGEST_FILE", 100)
    folder = write()
    with pytest.raises(InputError, match=r"2030-06-01\.csv: would be larger than"):
        read_tables(folder, folder.parent / "map.toml")


def test_surplus_cells_of_rows_that_are_left_out_or_empty(imported: Read) -> None:
    day = FILES["day.csv"].replace(";150", ";150;;") + "Sum;2;;;;;420;x\n"
    text = mapped(("[schedule.columns]", 'leave_out = { "Flight in" = "Sum" }\n[schedule.columns]'))
    assert imported({"day.csv": day, "map.toml": text}).files == imported().files
