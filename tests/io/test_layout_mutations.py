"""Whatever is done to a stand layout, it becomes an airport without errors or an error that names file and fix."""

import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standalloc.io.apt_dat import read_apt_dat
from standalloc.io.foreign import Imported
from standalloc.io.grplugin import read_grplugin
from tests.io.apt_dat.sample import SAMPLE as APT_DAT
from tests.io.grplugin.sample import SAMPLE as GRPLUGIN
from tests.io.mutated import judge, with_other_bytes
from tests.io.test_mutations import NASTY, SETTINGS

READERS: Mapping[str, tuple[str, str, Callable[[Path], Imported]]] = {
    "apt-dat": (APT_DAT, " ", lambda path: read_apt_dat(path, "KXYZ", "UTC", "rule")),
    "grplugin": (GRPLUGIN, ":", lambda path: read_grplugin(path, "LSZH", "UTC", ("A*", "*"))),
}


def _judge(content: bytes, read: Callable[[Path], Imported]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "layout"
        source.write_bytes(content)
        judge(lambda: read(source), {"layout"})


@pytest.mark.parametrize("name", READERS)
@settings(SETTINGS, max_examples=150)
@given(data=st.data())
def test_words_are_changed(name: str, data: st.DataObject) -> None:
    text, separator, read = READERS[name]
    lines = [line.split(separator) for line in text.splitlines()]
    words = [word for line in lines for word in line]
    for _ in range(data.draw(st.integers(1, 3))):
        line = data.draw(st.sampled_from(lines))
        line[data.draw(st.integers(0, len(line) - 1))] = data.draw(st.one_of(NASTY, st.sampled_from(words)))
    changed = "\n".join(separator.join(line) for line in lines)
    _judge(changed.encode("utf-8", "surrogatepass"), read)


@pytest.mark.parametrize("name", READERS)
@settings(SETTINGS, max_examples=100)
@given(data=st.data())
def test_lines_are_moved(name: str, data: st.DataObject) -> None:
    text, _, read = READERS[name]
    _judge("\n".join(data.draw(st.permutations(text.splitlines()))).encode(), read)


@pytest.mark.parametrize("name", READERS)
@settings(SETTINGS, max_examples=150)
@given(data=st.data())
def test_bytes_are_changed(name: str, data: st.DataObject) -> None:
    text, _, read = READERS[name]
    _judge(with_other_bytes(text.encode(), data), read)
