"""The 2018 Huawei Cup: made-up sources, every way to spoil them, and the contest's own data where it is there."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from standalloc.io import inspect
from standalloc.io.foreign import Imported
from standalloc.io.huawei_cup import Question, read_huawei_cup
from standalloc.io.huawei_cup.minutes import hall_minutes, region_minutes
from standalloc.model import InputError, Instance

DATA = Path(__file__).parents[3] / "shared" / "data" / "huawei-cup-2018f"

PUCKS = "pucks.csv"
GATES = "gates.csv"
TICKETS = "tickets.csv"
#: P1 leaves on the day, P2 comes, P3 does both; P4 is of the day before, P5 of the day after. P3's arrival is hidden.
FILES: Mapping[str, str] = {
    PUCKS: """\
puck,arr_flight,arr_type,ac,dep_flight,dep_type,from,to,arr,dep,body
P1,AA1,D,320,AA2,D,XXX,YYY,2018-01-19 23:00:00,2018-01-20 01:00:00,N
P2,AA3,I,33E,AA4,D,XXX,YYY,2018-01-20 23:00:00,2018-01-21 01:00:00,W
P3,*****,D,325,AA6,I,***,YYY,2018-01-20 00:00:00,2018-01-20 23:59:00,N
P4,AA7,D,320,AA8,D,XXX,YYY,2018-01-19 10:00:00,2018-01-19 11:00:00,N
P5,AA9,D,320,AA2,D,XXX,YYY,2018-01-21 00:00:00,2018-01-21 00:30:00,N
""",
    GATES: """\
gate,hall,region,arr_type,dep_type,body
T5,T,North,I,"D, I",W
S9,S,East,"D, I",D,N
""",
    TICKETS: """\
ticket,pax,arr_flight,arr_date,dep_flight,dep_date
K1,2,AA1,2018-01-19,AA6,2018-01-20
K2,3,AA1,2018-01-19,AA6,2018-01-20
K3,4,AA3,2018-01-20,AA4,2018-01-21
K4,5,AA1,2018-01-19,AA2,2018-01-21
K5,6,AA7,2018-01-19,AA2,2018-01-20
K6,7,ZZ1,2018-01-19,AA2,2018-01-20
K7,8,AA1,2018-01-20,AA2,2018-01-20
K8,9,AA3,2018-01-20,AA6,2018-01-20
""",
}


@pytest.fixture
def write_source(tmp_path: Path) -> Callable[..., Path]:
    """Writes the made-up contest; some files changed or left out (None)."""

    def write(changes: Mapping[str, str | None] | None = None) -> Path:
        folder = tmp_path / "contest"
        folder.mkdir()
        for name, text in {**FILES, **(changes or {})}.items():
            if text is not None:
                (folder / name).write_text(text, encoding="utf-8")
        return folder

    return write


@pytest.fixture
def read_back(tmp_path: Path) -> Callable[[Imported], Instance]:
    """Reads what was imported as an airport of our own format; it has no errors."""

    def read_folder(imported: Imported) -> Instance:
        folder = tmp_path / "airport"
        folder.mkdir()
        for name, text in imported.files.items():
            (folder / name).write_text(text, encoding="utf-8")
        instance, problems = inspect(folder)
        assert [problem for problem in problems if problem.severity == "error"] == []
        assert instance is not None
        return instance

    return read_folder


def test_gates_alone(write_source: Callable[..., Path], read_back: Callable[[Imported], Instance]) -> None:
    imported = read_huawei_cup(write_source(), 1)
    assert set(imported.files) == {"airport.toml", "stands.csv", "2018-01-20.csv"}
    assert imported.notes == ("3 of 5 pucks arrive or depart on 2018-01-20",)
    instance = read_back(imported)
    assert instance.name == "2018-01-20"
    assert instance.airport.policy.buffer_min == 45
    assert instance.airport.objective.tiers == (("unallocated",), ("stand_used",))
    assert [turn.id for turn in instance.turns] == ["P1", "P2", "P3"]
    assert [(visit.part, visit.end - visit.start) for visit in instance.visits] == [
        ("full", 120),
        ("full", 120),
        ("full", 24 * 60 - 1),
    ]
    first, second, third = instance.turns
    assert str(first.arrival_time) == "2018-01-19 23:00:00+08:00"
    assert [turn.code for turn in instance.turns] == ["C", "E", "C"]
    assert (second.arrival_sector, second.departure_sector, second.aircraft_type) == ("I", "D", "33E")
    assert (third.arrival_flight, third.origin, third.departure_flight, third.destination) == ("", "", "AA6", "YYY")
    assert [(turn.arrival_pax, turn.departure_pax) for turn in instance.turns] == [(10, 21), (13, 4), (0, 14)]
    wide, narrow = instance.airport.stands
    assert (wide.id, wide.kind, wide.min_code, wide.max_code, wide.terminal) == ("T5", "contact", "E", "E", "T")
    assert (wide.arrival_sectors, wide.departure_sectors) == (("I",), ("D", "I"))
    assert (narrow.id, narrow.min_code, narrow.max_code, narrow.terminal) == ("S9", "C", "C", "S")
    assert (narrow.arrival_sectors, narrow.departure_sectors) == (("D", "I"), ("D",))


def test_transfers_by_halls(write_source: Callable[..., Path], read_back: Callable[[Imported], Instance]) -> None:
    imported = read_huawei_cup(write_source(), 2)
    assert imported.notes[1:] == (
        "3 of 8 tickets connect two of them: 14 passengers, 2 pairs",
        "tickets left out: 1 within one puck, 2 of other days' pucks, 2 of flights that no puck has",
    )
    instance = read_back(imported)
    assert [(row.arrival_turn, row.departure_turn, row.pax, row.weight) for row in instance.connections] == [
        ("P1", "P3", 5, 1),
        ("P2", "P3", 9, 1),
    ]
    assert [stand.zone for stand in instance.airport.stands] == ["T", "S"]
    assert instance.airport.objective.tiers[1:] == (("connection_min", "missed_connection"), ("stand_used",))
    assert instance.airport.objective.missed_connection == 360
    domestic, international = instance.connections
    assert instance.transfer_minutes(domestic, "S", "T") == 40
    assert instance.transfer_minutes(international, "S", "S") == 20


def test_transfers_by_regions(write_source: Callable[..., Path], read_back: Callable[[Imported], Instance]) -> None:
    """AA1 comes at 23:00 and AA6 goes at 23:59 of the next day, 1499 minutes later; AA3 only 59 before."""
    instance = read_back(read_huawei_cup(write_source(), 3))
    assert [row.weight for row in instance.connections] == [round(1 / 1499, 6), round(1 / 59, 6)]
    assert [stand.zone for stand in instance.airport.stands] == ["T-North", "S-East"]
    assert instance.transfer_minutes(instance.connections[0], "S-East", "T-North") == 40 + 8 + 25
    assert instance.airport.objective.missed_connection == pytest.approx(360 / 81, abs=1e-6)


#: From the task's own tables: sectors, gates, minutes of formalities, rides on the train, minutes on foot.
TRANSFERS = [
    *(("DD", "T-North", "T-North", 15, 0, 10), ("DD", "T-South", "S-North", 20, 1, 25)),
    *(("DD", "S-Center", "T-Center", 20, 1, 15), ("DD", "S-North", "S-East", 15, 0, 20)),
    *(("DI", "T-North", "T-South", 35, 0, 20), ("DI", "T-Center", "S-South", 40, 1, 20)),
    *(("DI", "S-South", "T-South", 40, 1, 25), ("DI", "S-South", "S-East", 35, 0, 20)),
    *(("ID", "T-South", "T-Center", 35, 0, 15), ("ID", "T-North", "S-Center", 40, 1, 20)),
    *(("ID", "S-East", "T-Center", 40, 1, 20), ("ID", "S-East", "S-Center", 45, 2, 15)),
    *(("ID", "S-North", "S-North", 45, 2, 10), ("ID", "S-South", "S-North", 45, 2, 20)),
    *(("II", "T-North", "T-Center", 20, 0, 15), ("II", "T-South", "S-Center", 30, 1, 20)),
    *(("II", "S-East", "T-South", 30, 1, 25), ("II", "S-Center", "S-South", 20, 0, 15)),
]


@pytest.mark.parametrize(("sectors", "here", "there", "formalities", "rides", "walk"), TRANSFERS)
def test_minutes(sectors: str, here: str, there: str, formalities: int, rides: int, walk: int) -> None:
    halls, regions = ({row[:4]: row[4] for row in rows()} for rows in (hall_minutes, region_minutes))
    ways = [(here, there), (there, here)]
    assert {halls.get((*sectors, a[0], b[0])) for a, b in ways} - {None} == {formalities}
    assert {regions.get((*sectors, a, b)) for a, b in ways} - {None} == {formalities + 8 * rides + walk}


PLACES = ("T-North", "T-Center", "T-South", "S-North", "S-Center", "S-South", "S-East")


def test_every_pair_of_places_has_minutes() -> None:
    assert len(list(hall_minutes())) == 4 * 3
    assert len(list(region_minutes())) == 4 * 28
    assert max(row[-1] for row in region_minutes()) == 45 + 2 * 8 + 20


def test_the_page_has_the_same_minutes() -> None:
    page = (Path(__file__).parents[2] / "docs" / "formats.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (D|I) to (D|I) \| (\d+), .*? \| (\d+), .*? \| (\d+), .*? \|$", page, re.MULTILINE)
    assert len(rows) == 4
    halls = {row[:4]: row[4] for row in hall_minutes()}
    for arrival, departure, *minutes in rows:
        pairs = [("T", "T"), ("T", "S"), ("S", "S")]
        assert [halls[arrival, departure, *pair] for pair in pairs] == [int(least) for least in minutes]
    table = ([cell.strip() for cell in line.strip("|").split("|")] for line in page.splitlines())
    walks = {cells[0]: dict(zip(PLACES, cells[1:], strict=True)) for cells in table if cells[0] in PLACES}
    assert set(walks) == set(PLACES)
    for arrival, departure, here, there, minutes in region_minutes():
        if (arrival, departure) == ("D", "D"):
            ride = 8 if here[0] != there[0] else 0
            assert int(walks[here][there]) == minutes - halls["D", "D", here[0], there[0]] - ride


#: A text of a sound file, what it is replaced by; then code, line, column and words of the one error.
SPOILT = [
    (PUCKS, "puck,", "pack,", "missing_column", 1, "puck", "column puck is missing"),
    (TICKETS, "ticket,pax", "pax,pax", "duplicate_column", 1, "pax", "column 'pax' is there twice"),
    (PUCKS, "P1,AA1,D", "P1,AA1,X", "bad_choice", 2, "arr_type", "arr_type 'X' is not 'D' or 'I'"),
    (PUCKS, "01:00:00,N", "01:00:00,M", "bad_choice", 2, "body", "body 'M' is not 'W' or 'N'"),
    (PUCKS, "2018-01-19 23:00:00", "19.1.2018", "bad_time", 2, "arr", "arr '19.1.2018' is not a time"),
    (PUCKS, "2018-01-19 23:00:00", "2018-01-20 02:00:00", "time_order", 2, "dep", "is not after arr 2018-01-20T02:00"),
    (PUCKS, "P1,", ",", "missing", 2, "puck", "puck is missing"),
    (PUCKS, "P2,", "P1,", "duplicate", 3, "puck", "puck 'P1' is there twice"),
    (PUCKS, "AA7", "AA1", "duplicate", 5, "arr_flight", "arr_flight 'AA1 of 2018-01-19' is there twice"),
    (
        PUCKS,
        "2018-01-21 00:30",
        "2018-01-20 00:30",
        "time_order",
        6,
        "dep",
        "2018-01-20T00:30:00+08:00 is not after arr",
    ),
    (PUCKS, "AA4,D,XXX,YYY", "AA2,D,XXX,YYY", "duplicate", 6, "dep_flight", "'AA2 of 2018-01-21' is there twice"),
    (PUCKS, "33E,", "", "cell_count", 3, None, "the row has 10 cells, the header 11"),
    (PUCKS, "AA3", '"AA3', "bad_csv", 3, None, "a quoted cell is never closed"),
    (GATES, "gate,", "goat,", "missing_column", 1, "gate", "column gate is missing"),
    (GATES, "S9,S", "S9,U", "bad_choice", 3, "hall", "hall 'U' is not 'T' or 'S'"),
    (GATES, "S,East", "S,West", "bad_choice", 3, "region", "region 'West' is not 'North', 'Center', 'South' or 'East'"),
    (
        GATES,
        "T,North",
        "T,East",
        "bad_choice",
        2,
        "region",
        "region 'East' is not one of hall T's: North, Center, South",
    ),
    (GATES, '"D, I",W', '"D, X",W', "bad_choice", 2, "dep_type", "dep_type 'X' is not 'D' or 'I'"),
    (GATES, 'I,"D, I",W', '",","D, I",W', "missing", 2, "arr_type", "arr_type ',' names nothing"),
    (GATES, 'I,"D, I",W', ',"D, I",W', "missing", 2, "arr_type", "arr_type is missing"),
    (GATES, "S9,", "T5,", "duplicate", 3, "gate", "gate 'T5' is there twice"),
    (TICKETS, "ticket,pax", "ticket,passengers", "missing_column", 1, "pax", "column pax is missing"),
    (TICKETS, "K2,3", "K2,few", "bad_number", 3, "pax", "pax 'few' is not a whole number"),
    (TICKETS, "K2,3", "K2,-3", "out_of_range", 3, "pax", "pax '-3' is not at least 0"),
    (
        TICKETS,
        "K2,3,AA1,2018-01-19",
        "K2,3,AA1,yesterday",
        "bad_time",
        3,
        "arr_date",
        "arr_date 'yesterday' is not a date",
    ),
    (TICKETS, "K2,3,AA1,2018-01-19", "K2,3,AA1,2018-01-39", "bad_time", 3, "arr_date", "'2018-01-39' is not a date"),
    (TICKETS, "K2,3,AA1", "K2,3,", "missing", 3, "arr_flight", "arr_flight is missing"),
]
#: A file and what it holds instead; then code and words of the one error.
WHOLE = [
    (PUCKS, None, "missing_file", "holds no pucks.csv"),
    (GATES, None, "missing_file", "holds no gates.csv"),
    (TICKETS, None, "missing_file", "holds no tickets.csv"),
    (PUCKS, "", "empty_file", "is empty"),
    (PUCKS, FILES[PUCKS].splitlines()[0], "no_rows", "pucks has no rows"),
    (PUCKS, FILES[PUCKS].replace("2018-", "2019-"), "no_rows", "no puck arrives or departs on 2018-01-20"),
    (GATES, FILES[GATES].splitlines()[0], "no_rows", "gates has no rows"),
    (TICKETS, "\0", "nul_byte", "holds a NUL byte"),
    (TICKETS, FILES[TICKETS].replace(",", "\t"), "bad_csv", "tabs are not supported"),
]


@pytest.mark.parametrize(("file", "old", "new", "code", "line", "column", "words"), SPOILT)
def test_a_spoilt_text(
    write_source: Callable[..., Path],
    file: str,
    old: str,
    new: str,
    code: str,
    line: int,
    column: str | None,
    words: str,
) -> None:
    assert old in FILES[file]
    source = write_source({file: FILES[file].replace(old, new, 1)})
    for question in (1, 2, 3):
        with pytest.raises(InputError) as caught:
            read_huawei_cup(source, question)  # type: ignore[arg-type]
        (error,) = caught.value.errors
        assert (error.code, error.file, error.line, error.column) == (code, file, line, column)
        assert words in error.message
        assert error.fix


@pytest.mark.parametrize(("file", "text", "code", "words"), WHOLE)
def test_a_spoilt_file(write_source: Callable[..., Path], file: str, text: str | None, code: str, words: str) -> None:
    with pytest.raises(InputError) as caught:
        read_huawei_cup(write_source({file: text}), 1)
    (error,) = caught.value.errors
    assert error.code == code
    assert error.file
    assert words in error.message
    assert error.fix


def test_two_files_of_one_name(write_source: Callable[..., Path]) -> None:
    source = write_source({"Pucks.CSV": FILES[PUCKS]})
    if len(list(source.iterdir())) == len(FILES):
        pytest.skip("this disk does not tell the letter case of names")
    with pytest.raises(InputError, match=r"holds Pucks\.CSV and pucks\.csv, of which one is read"):
        read_huawei_cup(source, 1)


def test_every_problem_at_once(write_source: Callable[..., Path]) -> None:
    changes = {PUCKS: FILES[PUCKS].replace("P1,AA1,D", "P1,AA1,X"), GATES: FILES[GATES].replace("S9,S", "S9,U")}
    with pytest.raises(InputError) as caught:
        read_huawei_cup(write_source(changes), 1)
    assert [(error.file, error.code) for error in caught.value.errors] == [(PUCKS, "bad_choice"), (GATES, "bad_choice")]


@pytest.mark.skipif(not DATA.exists(), reason=f"{DATA} is not there")
class TestTheContest:
    @pytest.mark.parametrize("question", [1, 2, 3])
    def test_it_reads(self, read_back: Callable[[Imported], Instance], question: Question) -> None:
        instance = read_back(read_huawei_cup(DATA, question))
        assert len(instance.turns) == len(instance.visits) == 303
        assert len(instance.airport.stands) == 69
        assert sum(turn.code == "E" for turn in instance.turns) == 49
        assert len(instance.connections) == (859 if question > 1 else 0)
        assert sum(row.pax for row in instance.connections) == (2719 if question > 1 else 0)

    @pytest.mark.parametrize("question", [2, 3])
    def test_no_transfer_can_be_missed(self, read_back: Callable[[Imported], Instance], question: Question) -> None:
        """Whatever the gates: so the weight of a missed transfer, which is not quite the contest's, never acts."""
        instance = read_back(read_huawei_cup(DATA, question))
        for row in instance.connections:
            arrives = instance.visits_of[row.arrival_turn][0]
            departs = instance.visits_of[row.departure_turn][0]
            places = [
                {
                    stand.zone
                    for stand in instance.airport.stands
                    if stand.max_code == turn.code
                    and turn.arrival_sector in stand.arrival_sectors
                    and turn.departure_sector in stand.departure_sectors
                }
                for turn in (instance.turn[row.arrival_turn], instance.turn[row.departure_turn])
            ]
            assert all(places)
            longest = max(instance.transfer_minutes(row, here, there) for here in places[0] for there in places[1])
            assert longest <= departs.end - arrives.start
