"""A commented airport to start from, with a tiny schedule that solves."""

from importlib import resources
from pathlib import Path
from typing import Final

from standalloc.io.text_files import write_text

FILES: Final = (
    "airport.toml",
    "stands.csv",
    "exclusions.csv",
    "closures.csv",
    "preferences.csv",
    "pins.csv",
    "2030-06-01.csv",
)


def write_starter(out: Path) -> None:
    """Write the files of an airport to start from into a folder.

    Args:
        out: the folder; made where it is not there.

    Raises:
        FileExistsError: the folder holds files of these names; nothing is written.
        OSError: a file cannot be written; those written before it are removed.
    """
    present = [name for name in FILES if (out / name).exists()]
    if present:
        raise FileExistsError(f"{out} already holds {', '.join(present)}: choose another folder")
    texts = resources.files("standalloc.io").joinpath("starter_files")
    written = []
    try:
        for name in FILES:
            write_text(out / name, texts.joinpath(name).read_text(encoding="utf-8"))
            written.append(out / name)
    except OSError:
        for path in written:
            path.unlink(missing_ok=True)
        raise
