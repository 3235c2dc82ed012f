"""The best known bounds that come with the instances, as bounds of a report."""

from pathlib import Path

from standalloc.bench.records import RECORDS, read_all
from standalloc.bench.report.bounds import Bound


def known_bounds(folder: Path = RECORDS) -> list[Bound]:
    """Return the best known bounds; none where the folder of their records is not there.

    Raises:
        InputError: a file in the folder is no such record.
    """
    return [
        Bound(known.fingerprint, bound.held, bound.bound, f"the best known of {known.instance}")
        for known in read_all(folder)
        for bound in known.bounds
    ]
