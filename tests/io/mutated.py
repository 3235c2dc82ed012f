"""What every changed source must come to: an airport without errors, or errors that name file and fix."""

import tempfile
from collections.abc import Callable, Collection
from pathlib import Path

from hypothesis import strategies as st

from standalloc.io import inspect
from standalloc.io.foreign import Imported
from standalloc.model import InputError


def judge(read: Callable[[], Imported], files: Collection[str]) -> None:
    """Judge what a reader makes of a source.

    Args:
        read: reads it.
        files: that problems may name.
    """
    try:
        imported = read()
    except InputError as error:
        for problem in error.problems:
            assert problem.file in files
            assert problem.message
            assert problem.fix
            assert "Input should" not in problem.message
        return
    with tempfile.TemporaryDirectory() as out:
        for name, text in imported.files.items():
            (Path(out) / name).write_text(text, encoding="utf-8")
        _, problems = inspect(out)
    assert [problem for problem in problems if problem.severity == "error"] == []


def with_other_bytes(content: bytes, data: st.DataObject) -> bytes:
    """Return content some bytes of which are replaced."""
    start = data.draw(st.integers(0, len(content)))
    end = min(len(content), start + data.draw(st.integers(0, 20)))
    return content[:start] + data.draw(st.binary(max_size=12)) + content[end:]
