"""Whatever is done to a foreign source, it becomes an airport without errors or an error that names a file."""

import csv
import io
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standalloc.io.foreign import Imported
from standalloc.io.huawei_cup import read_huawei_cup
from standalloc.io.svo import read_svo
from tests.io.mutated import judge, with_other_bytes
from tests.io.test_huawei_cup import FILES as HUAWEI_CUP
from tests.io.test_mutations import NASTY, SETTINGS
from tests.io.test_svo import FILES as SVO

READERS: Mapping[str, tuple[Mapping[str, str], Callable[[Path], Imported]]] = {
    "huawei-cup": (HUAWEI_CUP, lambda folder: read_huawei_cup(folder, 3)),
    "svo": (SVO, read_svo),
}


def _judge(files: Mapping[str, bytes], read: Callable[[Path], Imported]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for name, content in files.items():
            (Path(folder) / name).write_bytes(content)
        judge(lambda: read(Path(folder)), {*files, folder})


@pytest.mark.parametrize("name", READERS)
@settings(SETTINGS, max_examples=100)
@given(data=st.data())
def test_cells_are_changed(name: str, data: st.DataObject) -> None:
    files, read = READERS[name]
    file = data.draw(st.sampled_from(sorted(files)))
    delimiter = ";" if ";" in files[file] else ","
    rows = list(csv.reader(files[file].splitlines(), delimiter=delimiter))
    cells = [cell for row in rows for cell in row]
    for _ in range(data.draw(st.integers(1, 3))):
        row = data.draw(st.sampled_from(rows))
        row[data.draw(st.integers(0, len(row) - 1))] = data.draw(st.one_of(NASTY, st.sampled_from(cells)))
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=data.draw(st.sampled_from(",;"))).writerows(rows)
    whole = {name: text.encode() for name, text in files.items()}
    _judge(whole | {file: text.getvalue().encode("utf-8", "surrogatepass")}, read)


@pytest.mark.parametrize("name", READERS)
@settings(SETTINGS, max_examples=100)
@given(data=st.data())
def test_bytes_are_changed(name: str, data: st.DataObject) -> None:
    files, read = READERS[name]
    file = data.draw(st.sampled_from(sorted(files)))
    whole = {name: text.encode() for name, text in files.items()}
    _judge(whole | {file: with_other_bytes(whole[file], data)}, read)
