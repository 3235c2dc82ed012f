"""Whatever is done to spreadsheets and their map, they become an airport without errors, or errors that name a file."""

import csv
import io
import tempfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standalloc.io import inspect
from standalloc.io.spreadsheets import read_tables, suggest_map
from standalloc.model import InputError
from tests.io.spreadsheets.samples import FILES, MOVEMENTS
from tests.io.spreadsheets.workbooks import texts, workbook
from tests.io.test_mutations import NASTY, SETTINGS

TIMES = st.sampled_from(["24:15", "06:05+1", "2199-12-31 23:59", "1970-01-01 00:00", "2030-03-31 02:30", "6:5 pm"])
SAMPLES = {"turns": FILES, "movements": {**FILES, **MOVEMENTS}}


def judge(files: Mapping[str, bytes]) -> None:
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as out:
        source = Path(folder) / "source"
        source.mkdir()
        for name, content in files.items():
            (source.parent if name == "map.toml" else source).joinpath(name).write_bytes(content)
        try:
            suggest_map(source)
        except InputError as error:
            assert all(problem.file for problem in error.errors)
        try:
            imported = read_tables(source, source.parent / "map.toml")
        except InputError as error:
            assert error.errors
            assert all(problem.file and problem.fix for problem in error.errors), error.errors
            return
        for name, text in imported.files.items():
            (Path(out) / name).write_text(text, encoding="utf-8", newline="")
        for day in [name for name in imported.files if name.startswith("2") or name.startswith("1")]:
            _, problems = inspect(out, day)
            assert [problem for problem in problems if problem.severity == "error"] == []


def encoded(files: Mapping[str, str]) -> dict[str, bytes]:
    return {name: text.encode() for name, text in files.items()}


@pytest.mark.parametrize("name", SAMPLES)
@settings(SETTINGS, max_examples=80)
@given(data=st.data())
def test_cells_are_changed(name: str, data: st.DataObject) -> None:
    files = SAMPLES[name]
    file = data.draw(st.sampled_from(["stands.csv", "day.csv"]))
    delimiter = ";" if ";" in files[file] else ","
    rows = list(csv.reader(files[file].splitlines(), delimiter=delimiter))
    cells = [cell for row in rows for cell in row]
    for _ in range(data.draw(st.integers(1, 3))):
        row = data.draw(st.sampled_from(rows))
        row[data.draw(st.integers(0, len(row) - 1))] = data.draw(st.one_of(NASTY, TIMES, st.sampled_from(cells)))
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows(rows)
    judge(encoded(files) | {file: text.getvalue().encode("utf-8", "surrogatepass")})


@pytest.mark.parametrize("name", SAMPLES)
@settings(SETTINGS, max_examples=80)
@given(data=st.data())
def test_the_map_is_changed(name: str, data: st.DataObject) -> None:
    lines = SAMPLES[name]["map.toml"].splitlines()
    words = sorted({word for line in lines for word in line.replace("=", " ").split()})
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(lines) - 1))
        old = data.draw(st.sampled_from(lines[at].split() or [""]))
        new = data.draw(
            st.one_of(st.sampled_from(words), st.sampled_from(["3", "true", "[]", "{}", '""', "2030-06-01"]))
        )
        lines[at] = lines[at].replace(old, new) if old else new
    judge(encoded(SAMPLES[name]) | {"map.toml": "\n".join(lines).encode()})


@settings(SETTINGS, max_examples=60)
@given(data=st.data())
def test_bytes_of_a_workbook_are_changed(data: st.DataObject) -> None:
    pytest.importorskip("openpyxl", reason="workbooks need the extra excel")
    content = workbook({"S": texts(*FILES["stands.csv"].splitlines())})
    start = data.draw(st.integers(0, len(content)))
    end = min(len(content), start + data.draw(st.integers(0, 20)))
    spoilt = content[:start] + data.draw(st.binary(max_size=12)) + content[end:]
    head = FILES["map.toml"].partition("[schedule]")[0].replace("stands.csv", "stands.xlsx")
    judge({"stands.xlsx": spoilt, "map.toml": head.encode()})
