"""The files of flights that a source holds: a CSV, a ZIP with one, or a folder of either."""

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

from standalloc.io.folder import files_of
from standalloc.io.problem_log import ProblemLog
from standalloc.io.words import Place, path_name

#: Bytes of the largest CSV that is read, unpacked: three times the largest month there has been.
LARGEST_CSV: Final = 1_000_000_000

_CSV: Final = ".csv"
_ZIP: Final = ".zip"


@dataclass(frozen=True, slots=True)
class FlightsFile:
    """A CSV, on its own or in a ZIP.

    Attributes:
        path: of the CSV or the ZIP.
        member: name of the CSV in the ZIP, None without one.
        is_chosen: whether the user named it, rather than a folder that holds it.
    """

    path: Path
    member: str | None
    is_chosen: bool

    @property
    def name(self) -> str:
        """What problems call it."""
        name = path_name(self.path if self.is_chosen else self.path.name)
        return name if self.member is None else f"{name}/{path_name(self.member)}"

    @contextmanager
    def open(self) -> Iterator[IO[bytes]]:
        """Open the CSV.

        Raises:
            OSError: it cannot be read.
            zipfile.BadZipFile: it is damaged.
        """
        if self.member is None:
            with self.path.open("rb") as handle:
                yield handle
        else:
            with zipfile.ZipFile(self.path) as archive, archive.open(self.member) as handle:
                yield handle


def flights_files(source: Path, log: ProblemLog) -> list[FlightsFile]:
    """Return the files of a source, in the order of their names.

    Args:
        source: a CSV, a ZIP that holds one, or a folder of either.
        log: takes the problems.
    """
    if not source.is_dir():
        return _files(source, log, is_chosen=True)
    paths = [source / name for name in files_of(source) if Path(name).suffix.lower() in {_CSV, _ZIP}]
    if not paths:
        place = Place(path_name(source), "")
        log.add(place.error("missing_file", "holds no CSV and no ZIP", "name the folder that holds them"))
    return [file for path in paths for file in _files(path, log, is_chosen=False)]


def _files(path: Path, log: ProblemLog, *, is_chosen: bool) -> list[FlightsFile]:
    """Return the one file of a path, none once the log says why."""
    place = Place(FlightsFile(path, None, is_chosen).name, "")
    try:
        if path.suffix.lower() != _ZIP:
            member, size = None, path.stat().st_size
        else:
            with zipfile.ZipFile(path) as archive:
                found = [info for info in archive.infolist() if Path(info.filename).suffix.lower() == _CSV]
            if len(found) != 1:
                log.add(place.error("bad_zip", f"holds {len(found)} CSVs in place of one", "pack each on its own"))
                return []
            member, size = found[0].filename, found[0].file_size
            if found[0].flag_bits & 1:
                log.add(place.error("bad_zip", "is encrypted", "unpack it"))
                return []
    except zipfile.BadZipFile:
        log.add(place.error("bad_zip", "is not a ZIP, or a damaged one", "download it again"))
        return []
    except OSError as error:
        message = f"cannot be read: {error.strerror or error}"
        log.add(place.error("unreadable", message, "correct path or permissions"))
        return []
    if size > LARGEST_CSV:
        megabytes = LARGEST_CSV // 1_000_000
        log.add(place.error("too_large", f"is larger than {megabytes} MB", "split it, or check it is the file"))
        return []
    return [FlightsFile(path, member, is_chosen)]
