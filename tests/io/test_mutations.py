"""Whatever is done to sound files, reading gives an instance or an error that names a file: nothing else, ever."""

import csv
import io
import json
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from standalloc.io import inspect, instance_document, plan_rows, read, read_plan
from standalloc.model import InputError, Instance, Plan

NASTY = st.one_of(
    st.sampled_from(
        [
            *("", " ", "0", "-1", "1e400", "nan", "inf", "9" * 5000, "1_0", "G", "*", "code>=", "type=", "x" * 200_000),
            *("2013-03-10T02:30", "2013-11-03T01:30", "0001-01-01T00:00+14:00", "9999-12-31T23:59-14:00", "24:00"),
            *("2013-07-11T24:00", "2013-07-11T08:00:60", "2013-07-11T08:00:59.999999", "1970-01-01T00:00+23:59"),
            *(
                '"',
                "'",
                ",",
                ";",
                "\n",
                "\r",
                "\0",
                "\x1b[31m",
                "[bold]",
                "\ufeff",
                "\u2028",
                "ÄÖ",
                "true",
                "null",
                "{}",
            ),
        ]
    ),
    st.text(max_size=8),
    st.integers().map(str),
)
SETTINGS = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


@pytest.fixture
def files(files: Mapping[str, str]) -> Mapping[str, str]:
    """The small airport with every table and section there is."""
    sections = 'tiers = [["unallocated"], ["connection_min"]]\n[zones]\nT1.T9 = 20\n[zones.D.I]\nT1.T1 = 35\n'
    return {
        **files,
        "airport.toml": files["airport.toml"] + sections,
        "stands.csv": "stand,kind,max_code,zone,group,arrival_sectors,taxi_in_min,cost_per_min,bus_min\n"
        "A1,contact,C,T1,east,D,3,2.5,12\nA2,contact,E,T1,east,D I,,,T1=12 T2=20\n"
        "R1,remote,C,T9,,,,,\nR2,remote,E,T9,,,,,\nR3,remote,C,T1,,,,,\n",
        "preferences.csv": "airline,stand,cost\nAA,A1,-5\n",
        "handling.csv": "class,bridge_min,away_min\nRegional,40,50\nNarrow_Body,45,60\n",
        "connections.csv": "arrival_turn,departure_turn,pax,min_transfer,weight\nT1,T2,12,30,0.5\nT2,T3,3,,\n",
    }


def _judge_reading(files: Mapping[str, bytes]) -> Instance | None:
    with tempfile.TemporaryDirectory() as folder:
        for name, content in files.items():
            (Path(folder) / name).write_bytes(content)
        instance, problems = inspect(folder, "2013-07-11.csv")
    errors = [problem for problem in problems if problem.severity == "error"]
    assert (instance is None) == bool(errors)
    for problem in problems:
        assert problem.file in {*files, folder}
        assert problem.message
        assert problem.fix
        assert "Input should" not in problem.message
        str(problem).encode()
    return instance


def _bytes(files: Mapping[str, str]) -> dict[str, bytes]:
    return {name: text.encode() for name, text in files.items()}


@SETTINGS
@given(data=st.data())
def test_bytes_are_changed(files: Mapping[str, str], data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(files)))
    content = _bytes(files)[name]
    start = data.draw(st.integers(0, len(content)))
    end = min(len(content), start + data.draw(st.integers(0, 20)))
    _judge_reading(_bytes(files) | {name: content[:start] + data.draw(st.binary(max_size=12)) + content[end:]})


@SETTINGS
@given(data=st.data())
def test_cells_are_changed(files: Mapping[str, str], data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(set(files) - {"airport.toml"})))
    rows = list(csv.reader(files[name].splitlines()))
    for _ in range(data.draw(st.integers(1, 3))):
        row = data.draw(st.sampled_from(rows))
        row[data.draw(st.integers(0, len(row) - 1))] = data.draw(NASTY)
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=data.draw(st.sampled_from(",;"))).writerows(rows)
    _judge_reading(_bytes(files) | {name: text.getvalue().encode("utf-8", "surrogatepass")})


@SETTINGS
@given(data=st.data())
def test_lines_are_moved(files: Mapping[str, str], data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(files)))
    lines = files[name].splitlines(keepends=True)
    kept = data.draw(st.lists(st.sampled_from(lines), max_size=len(lines) + 2))
    _judge_reading(_bytes(files) | {name: "".join(kept).encode()})


VALUES: st.SearchStrategy[Any] = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), NASTY),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=5), inner, max_size=3)),
    max_leaves=5,
)


@pytest.fixture
def document(files: Mapping[str, str], tmp_path: Path) -> dict[str, Any]:
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return instance_document(read(tmp_path, "2013-07-11.csv"))


def _spoil(value: Any, data: st.DataObject) -> Any:
    """Replace one value, at any depth."""
    inner = list(value) if isinstance(value, dict) else list(range(len(value))) if isinstance(value, list) else []
    if not inner or data.draw(st.integers(0, 4)) == 0:
        return data.draw(VALUES)
    where = data.draw(st.sampled_from(inner))
    copy = dict(value) if isinstance(value, dict) else list(value)
    copy[where] = _spoil(value[where], data)
    return copy


@SETTINGS
@given(data=st.data())
def test_documents_are_changed(document: dict[str, Any], data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "day.json"
        path.write_text(json.dumps(_spoil(document, data), indent=data.draw(st.sampled_from([None, 1]))))
        instance, problems = inspect(path)
    errors = [problem for problem in problems if problem.severity == "error"]
    assert (instance is None) == bool(errors)
    assert all(problem.file == str(path) and problem.message and problem.fix for problem in problems)
    assert not any("Input should" in problem.message for problem in problems)


@SETTINGS
@given(data=st.data())
def test_plans_are_changed(document: dict[str, Any], tmp_path: Path, data: st.DataObject) -> None:
    source = tmp_path / "day.json"
    source.write_text(json.dumps(document))
    instance = read(source)
    rows = [list(row.values()) for row in plan_rows(Plan(dict.fromkeys(instance.visit, "R2")), instance)]
    table = [["turn", "visit", "stand", "start", "end", "reason"], *rows]
    row = data.draw(st.sampled_from(table))
    row[data.draw(st.integers(0, len(row) - 1))] = data.draw(NASTY)
    text = io.StringIO(newline="")
    csv.writer(text).writerows(table)
    path = tmp_path / "plan.csv"
    path.write_bytes(text.getvalue().encode("utf-8", "surrogatepass"))
    try:
        assert set(read_plan(path, instance).stands) <= set(instance.visit)
    except InputError as error:
        assert all(problem.file == str(path) for problem in error.problems)
