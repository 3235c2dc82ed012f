"""Files are written whole and all together, or not at all."""

import errno
import os
from pathlib import Path

import pytest

from standalloc.cli.outputs import default_folder, require_place, write_file, write_together
from standalloc.model import Airport, Instance, Turn


def writer(text: str):
    return lambda path: path.write_text(text)


def full_disk(path: Path) -> None:
    path.write_text("half a fi")
    raise OSError(errno.ENOSPC, "No space left on device", str(path))


def everything_in(folder: Path) -> dict[str, str]:
    return {str(path.relative_to(folder)): path.read_text() for path in folder.rglob("*") if path.is_file()}


def test_files_land_in_a_folder_made_for_them(tmp_path: Path) -> None:
    folder = tmp_path / "plans" / "day"
    assert write_together(folder, {"a": writer("1"), "b": writer("2")}) == [folder / "a", folder / "b"]
    assert everything_in(tmp_path) == {"plans/day/a": "1", "plans/day/b": "2"}
    assert [path.name for path in folder.iterdir() if path.is_dir()] == []


def test_a_full_disk_leaves_the_old_files_and_nothing_new(tmp_path: Path) -> None:
    write_together(tmp_path, {"a": writer("old"), "b": writer("old")})
    with pytest.raises(OSError, match="No space left"):
        write_together(tmp_path, {"a": writer("new"), "b": full_disk})
    assert everything_in(tmp_path) == {"a": "old", "b": "old"}
    assert len(list(tmp_path.iterdir())) == 2


def test_a_full_disk_leaves_no_folder_that_was_not_there(tmp_path: Path) -> None:
    folder = tmp_path / "plans" / "day"
    with pytest.raises(OSError, match=f"No space left on device: '{folder}'$"):
        write_together(folder, {"a": full_disk})
    assert list(tmp_path.iterdir()) == []


def test_a_pipe_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    write_file(pipe, b"drawing")
    assert os.read(reader, 100) == b"drawing"
    os.close(reader)
    assert pipe.is_fifo()


def test_a_folder_in_the_place_of_a_file_is_refused_before_any_file_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    with pytest.raises(IsADirectoryError):
        write_together(tmp_path, {"a": writer("new"), "b": writer("new")})
    assert everything_in(tmp_path) == {}


def test_a_place_inside_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(NotADirectoryError):
        require_place(tmp_path / "file" / "day")
    require_place(tmp_path / "new" / "day")
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize(
    ("code", "name", "folder"),
    [("JFK", "2013-07-11", "JFK-2013-07-11"), ("JFK", "", "JFK-2013-07-11"), ("..", "../x y", "_x_y")],
)
def test_the_default_folder_names_airport_and_day(code: str, name: str, folder: str) -> None:
    turn = Turn.model_validate({"turn": "T1", "arrival_time": "2013-07-11T09:00Z", "code": "C"})
    instance = Instance(Airport(code=code, timezone="UTC"), (turn,), name=name)
    assert default_folder(instance) == Path("plans") / folder
