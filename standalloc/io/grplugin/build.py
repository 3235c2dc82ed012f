"""A stand file as an airport of our own format."""

from collections.abc import Iterator, Mapping, Sequence
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Final

from standalloc.check.wording import counted
from standalloc.io.airport_text import airport_text
from standalloc.io.foreign import Imported, settle
from standalloc.io.grplugin.neighbours import Pair, pairs_of
from standalloc.io.grplugin.rules import StandList, read_rule
from standalloc.io.grplugin.source import STAND_LIST, StandFile, read_stand_file
from standalloc.io.grplugin.stands import GrStand, kept_lines, read_stands
from standalloc.io.grplugin.tally import Tally, Verdict, table_lines
from standalloc.io.problem_log import ProblemLog
from standalloc.io.text_files import csv_text
from standalloc.io.words import shown
from standalloc.model import InputError

#: Weight of a list that is worth as much as a step of priority, which is worth 1 a visit.
_LIST_WEIGHT: Final = 10
_STAND_COLUMNS: Final = (
    *("stand", "kind", "min_code", "max_code", "max_wingspan_m", "max_length_m", "arrival_sectors", "uses"),
    *("airlines", "not_airlines", "types", "not_types", "x_grplugin"),
)
_EXCLUSION_COLUMNS: Final = ("stand_a", "when_a", "stand_b", "when_b")
_PREFERENCE_COLUMNS: Final = ("airline", "stand", "cost")


def read_grplugin(
    source: Path, airport: str | None = None, timezone: str | None = None, contact: Sequence[str] = ()
) -> Imported:
    """Return the stands of an airport.

    Args:
        source: the stand file.
        airport: ICAO code; None where the file holds only one airport.
        timezone: IANA name; None takes that of the airport, where it is known.
        contact: patterns of the names of stands at a terminal; none means all with a border status.

    Raises:
        InputError: with every problem found in the file.
    """
    log = ProblemLog()
    file = read_stand_file(source, airport, log)
    if file is None:
        raise InputError(log.problems())
    tally = Tally()
    stands = read_stands(file, tally, log)
    pairs = pairs_of(stands, file, tally, log)
    preferences = [*_priorities(stands), *_lists(file, stands, tally, log)]
    at_terminal = _at_terminal(stands, contact, file, log)
    head = airport_text(file.airport, timezone, "grplugin", file.place(), log)
    settle(log)
    rows = [_row(stand, stand.name in at_terminal, kept_lines(file, stand.name, tally)) for stand in stands.values()]
    files = {
        "airport.toml": head,
        "stands.csv": csv_text(_STAND_COLUMNS, rows),
        "exclusions.csv": csv_text(_EXCLUSION_COLUMNS, map(_exclusion, pairs)),
        "preferences.csv": csv_text(_PREFERENCE_COLUMNS, preferences),
    }
    note = f"{counted(len(stands), 'stand')} of {file.airport} ({len(at_terminal)} contact)"
    note += f", {counted(len(pairs), 'exclusion')}, {counted(len(preferences), 'preference')}"
    return Imported(files, (note, *_assumptions(stands, contact), *table_lines(tally.counts(file))))


def _assumptions(stands: Mapping[str, GrStand], contact: Sequence[str]) -> Iterator[str]:
    if not contact:
        yield "contact are the stands with a border status, all others remote; --contact says otherwise"
    free = sum(_is_without_size(stand) for stand in stands.values())
    if free:
        yield f"{counted(free, 'stand')} without a size: taken for code F"


def _at_terminal(
    stands: Mapping[str, GrStand], contact: Sequence[str], file: StandFile, log: ProblemLog
) -> frozenset[str]:
    """Return the names of the contact stands."""
    if not contact:
        return frozenset(stand.name for stand in stands.values() if stand.has_border_status)
    for pattern in contact:
        if not any(fnmatchcase(name, pattern) for name in stands):
            message = f"no stand of {file.airport} fits {shown(pattern)}"
            log.add(file.place().error("unknown_stand", message, "correct --contact"))
    return frozenset(name for name in stands if any(fnmatchcase(name, pattern) for pattern in contact))


def _row(stand: GrStand, is_contact: bool, kept: Sequence[str]) -> Sequence[object]:
    admission = stand.admission
    return (
        *(stand.name, "contact" if is_contact else "remote", admission.min_code),
        "F" if _is_without_size(stand) else admission.max_code or "",
        *(_metres(admission.max_wingspan_m), _metres(admission.max_length_m)),
        *(" ".join(words) for words in (admission.sectors, admission.uses, admission.airlines)),
        *(" ".join(words) for words in (admission.not_airlines, admission.types, admission.not_types)),
        " | ".join(kept),
    )


def _is_without_size(stand: GrStand) -> bool:
    return stand.admission.max_code is None and stand.admission.max_wingspan_m is None


def _metres(value: float | None) -> str:
    return "" if value is None else f"{value:.10g}"


def _exclusion(pair: Pair) -> Sequence[object]:
    return pair.stand_a, str(pair.when_a), pair.stand_b, str(pair.when_b)


def _priorities(stands: Mapping[str, GrStand]) -> Iterator[Sequence[object]]:
    """Yield a preference for each stand that is given sooner or later than others."""
    return (("", stand.name, -stand.priority) for stand in stands.values() if stand.priority)


def _lists(file: StandFile, stands: Mapping[str, GrStand], tally: Tally, log: ProblemLog) -> Iterator[Sequence[object]]:
    """Yield a preference for each airline and stand of the lists."""
    for line in file.loose:
        rule = read_rule(line, file.place(line), log)
        tally.judge(line, Verdict.APPROXIMATED if line.keyword == STAND_LIST else Verdict.IGNORED)
        if not isinstance(rule, StandList):
            continue
        for name in (name for name in rule.stands if name not in stands):
            message = f"STANDLIST names {shown(name)}, which {file.airport} does not have: it is left out"
            log.add(file.place(line).warning("unknown_stand", message, "correct the name", STAND_LIST))
        for airline in rule.callsigns:
            for name in (name for name in rule.stands if name in stands):
                yield airline, name, f"{-rule.weight / _LIST_WEIGHT:.10g}"
