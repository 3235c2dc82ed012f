"""Files are written whole or not at all."""

import csv
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from standalloc.io import write_text
from standalloc.io.text_files import csv_text


def test_folders_are_made_and_nothing_else_is_left(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "plan.csv"
    write_text(path, "turn,stand\r\nÄ,1\n")
    assert path.read_bytes() == "turn,stand\r\nÄ,1\n".encode()
    assert list(path.parent.iterdir()) == [path]


def test_a_csv_reads_back_whatever_its_cells_hold() -> None:
    rows = [["a", 'b "c"', "d,e", ""], ["one\ntwo", "one\rtwo", "one\r\ntwo", " ä "]]
    text = csv_text(["w", "x", "y", "z"], rows)
    assert text.startswith('w,x,y,z\na,"b ""c""","d,e",\n')
    assert list(csv.reader(io.StringIO(text, newline="")))[1:] == rows


def test_what_was_there_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "plan.csv"
    path.write_text("old", encoding="utf-8")
    write_text(str(path), "new")
    assert path.read_text(encoding="utf-8") == "new"


def test_links_stay_links(tmp_path: Path) -> None:
    (tmp_path / "real.csv").write_text("old", encoding="utf-8")
    (tmp_path / "link.csv").symlink_to(tmp_path / "real.csv")
    write_text(tmp_path / "link.csv", "new")
    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "real.csv").read_text(encoding="utf-8") == "new"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="/dev/full is not there")
def test_a_full_device() -> None:
    with pytest.raises(OSError, match="No space left"):
        write_text("/dev/full", "plan")
    assert Path("/dev/full").is_char_device()


FULL_DISK = """
import resource, signal, sys
from standalloc.io import write_text
from standalloc.io.text_files import csv_text
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    write_text(sys.argv[1], "x" * 100_000)
except OSError as error:
    print(error.strerror)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="file sizes are limited by a POSIX call")
def test_a_disk_that_fills_up_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "plan.csv"
    path.write_text("old", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", FULL_DISK, str(path)], capture_output=True, text=True, check=True, env=dict(os.environ)
    )
    assert done.stdout == "File too large\n"
    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(IsADirectoryError):
        write_text(tmp_path, "plan")
