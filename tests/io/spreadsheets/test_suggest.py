"""Maps to start from: what is recognised is taken over as it should be, by the map that is suggested."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from standalloc.io.problem_log import ProblemLog
from standalloc.io.spreadsheets import read_tables, suggest_map
from standalloc.io.spreadsheets.map_file import read_map
from standalloc.io.spreadsheets.recognise import recognise
from standalloc.io.spreadsheets.sheet import Sheet, SheetRow
from standalloc.io.spreadsheets.synonyms import SIGNS, known_names
from standalloc.model import InputError
from tests.io.spreadsheets.workbooks import texts, workbook

Suggest = Callable[[Mapping[str, str | bytes]], str]
Import = Callable[[str], Mapping[str, str]]

STANDS = (
    "Stands 2030;;;;\nBay;Type;Max Code;Span (ft);Airlines;Owner\n"
    "1;PBB;C;118;AB/CD;X\n2;Remote;E;213,5;;X\n3;Grass;C;99;;X\n"
)


@pytest.fixture
def suggest(tmp_path: Path) -> Suggest:
    """Writes files and returns the map suggested for them."""

    def write(files: Mapping[str, str | bytes]) -> str:
        folder = tmp_path / "source"
        folder.mkdir()
        for name, content in files.items():
            (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
        found = suggest_map(folder)
        (tmp_path / "map.toml").write_text(found, encoding="utf-8")
        log = ProblemLog()
        read_map(tmp_path / "map.toml", log)
        assert log.problems() == []
        return found

    return write


@pytest.fixture
def airport(tmp_path: Path) -> Callable[[], Mapping[str, str]]:
    """Imports those files by that map."""
    return lambda: read_tables(tmp_path / "source", tmp_path / "map.toml").files


def test_stands(suggest: Suggest, airport: Callable[[], Mapping[str, str]], tmp_path: Path) -> None:
    found = suggest({"stands.csv": STANDS})
    assert "header = 2\n" in found
    assert 'max_wingspan_m = { column = "Span (ft)", unit = "ft" }\n' in found
    assert 'airlines = { column = "Airlines", separator = "/" }\n' in found
    assert 'decimal = ","\n' in found
    assert "# not used: Owner, such as X\n" in found
    assert '"PBB" = "contact"\n"Remote" = "remote"\n"Grass" = "?"    # fill it in\n' in found
    with pytest.raises(InputError, match=r"stands\.csv:5: kind '\?' is not"):
        airport()
    (tmp_path / "map.toml").write_text(found.replace('"?"', '"remote"'), encoding="utf-8")
    assert airport()["stands.csv"] == (
        "stand,kind,max_code,max_wingspan_m,airlines\n"
        "1,contact,C,35.966,AB CD\n2,remote,E,65.075,\n3,remote,C,30.175,\n"
    )


BARE = "Stand,Kind,Code\n1,remote,E\n"


@pytest.mark.parametrize(
    ("schedule", "lines", "expected"),
    [
        pytest.param(
            "Arr Flight,Dep Flight,STA,STD,A/C Type,Reg\nAB1,AB2,01/06/2030 06:10,13/06/2030 07:00,A320,DA\n",
            ['date_form = "dd/mm/yyyy"', 'arrival_time = "STA"', 'registration = "Reg"'],
            "AB2,2030-06-01T06:10,2030-06-13T07:00,A320,DA,AB1,AB2",
            id="turns",
        ),
        pytest.param(
            "Date,STA,STD,Flight In,Flight Out,Type\n01.06.2030,22:10,06:00,AB1,AB2,A320\n"
            "01.06.2030,08:10,09:00,CD1,CD2,A320\n",
            ["overnight = true", 'arrival_time = { date = "Date", time = "STA" }', 'date_form = "dd.mm.yyyy"'],
            "AB2,2030-06-01T22:10,2030-06-02T06:00,A320,AB1,AB2",
            id="one date",
        ),
        pytest.param(
            "Arr Date,STA,Dep Date,STD,Flight Out,Type\n01JUN30,22:10,02JUN30,06:00,AB2,A320\n",
            ['departure_time = { date = "Dep Date", time = "STD" }', 'date_form = "ddmmmyy"'],
            "AB2,2030-06-01T22:10,2030-06-02T06:00,A320,AB2",
            id="two dates",
        ),
        pytest.param(
            "STA;STD;Flight Out;Type\n06:10;07:00;AB2;A320\n",
            ["base_date = 2030-06-01", "overnight = true"],
            "AB2,2030-06-01T06:10,2030-06-01T07:00,A320,AB2",
            id="no date",
        ),
        pytest.param(
            "A/D\tTime\tFlight\tTail\tEquipment\tStatus\tPAX\tFrom/To\n"
            "A\t2030-06-01 06:10\tAB1\tDA\tA320\tS\t99\tFRA\nD\t2030-06-01 07:00\tAB2\tDA\tA320\tI\t98\tJFK\n",
            ['link = "registration"', 'airport = "From/To"', 'sector = "Status"', 'direction = "A/D"'],
            "AB2,2030-06-01T06:10,2030-06-01T07:00,A320,DA,AB1,S,99,FRA,AB2,I,98,JFK",
            id="movements",
        ),
        pytest.param(
            "Arr/Dep,Sched Time,Flight No,Linked Flight,Type\n"
            "Arrival,2030-06-01 06:10,AB1,AB2,A320\nDeparture,2030-06-01 07:00,AB2,,A320\n",
            ['link = "flight"', 'linked_flight = "Linked Flight"'],
            "AB2,2030-06-01T06:10,2030-06-01T07:00,A320,AB1,AB2",
            id="linked flights",
        ),
    ],
)
def test_schedules(
    suggest: Suggest, airport: Callable[[], Mapping[str, str]], schedule: str, lines: list[str], expected: str
) -> None:
    found = suggest({"flights.csv": schedule, "stands.csv": BARE})
    assert [line for line in lines if line not in found] == []
    assert expected in airport()["2030-06-01.csv"].splitlines()


def test_arrivals_and_departures_apart(suggest: Suggest, airport: Callable[[], Mapping[str, str]]) -> None:
    pytest.importorskip("openpyxl", reason="workbooks need the extra excel")
    book = workbook(
        {
            "Arr": texts("STA;Flight;Reg;Type", "2030-06-01 06:10;AB1;DA;A320"),
            "Dep": texts("STD;Flight;Reg;Type", "2030-06-01 07:10;AB2;DA;A320"),
            "Notes": texts("to do", "nothing"),
            "Stands": texts("Gate;Type;Code", "1;contact;C"),
        }
    )
    found = suggest({"week.xlsx": book})
    assert found.count("[[schedule]]") == 2
    assert 'direction = "arrival"' in found
    assert 'direction = "departure"' in found
    assert "# week.xlsx[Notes] is not recognised. Its first row: to do" in found
    assert "AB2,2030-06-01T06:10,2030-06-01T07:10,A320,DA,AB1,AB2" in airport()["2030-06-01.csv"].splitlines()


def test_another_encoding(suggest: Suggest) -> None:
    assert 'encoding = "cp1252"' in suggest({"stands.csv": BARE.replace("1,", "Süd,").encode("cp1252")})


def test_no_link(suggest: Suggest) -> None:
    found = suggest({"flights.csv": "A/D,Time,Flight,Type\nA,2030-06-01 06:10,AB1,A320\n"})
    assert "No column says which departure an arrival becomes" in found


def test_nothing_to_suggest(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="holds no spreadsheets"):
        suggest_map(tmp_path)


@pytest.mark.parametrize("table", SIGNS)
def test_every_table_by_our_own_names(table: str) -> None:
    """Whatever else they are called, the columns of every table are known by our own names."""
    names = list(known_names(table))
    if table == "schedule":
        names.remove("turn")
    found = recognise(Sheet("f.csv", (SheetRow(1, tuple(names)),)))
    assert found is not None
    assert {name: names[position] for name, position in found.columns.items()} == {name: name for name in names}
    assert found.table == table


@pytest.mark.parametrize("table", SIGNS)
def test_no_name_has_two_meanings(table: str) -> None:
    names = [name for synonyms in known_names(table).values() for name in synonyms]
    assert sorted({name for name in names if names.count(name) > 1}) == []
