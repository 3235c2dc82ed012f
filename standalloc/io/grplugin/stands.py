"""Each stand of a file with what its lines say: what it admits, its neighbours and how gladly it is given."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from standalloc.io.grplugin.admission import Admission, admission_of, union
from standalloc.io.grplugin.rules import IGNORED, SINGLE, Blocks, Limits, Priority, read_rule
from standalloc.io.grplugin.source import Line, RuleSet, StandFile
from standalloc.io.grplugin.tally import Tally, Verdict
from standalloc.io.problem_log import ProblemLog
from standalloc.io.words import shown
from standalloc.model.fields import Row

#: A line with what it says.
Said = tuple[Line, Row]

_PLACES: Final = frozenset({"STAND", "COPY", "COORD"})


@dataclass(frozen=True, slots=True)
class GrStand:
    """A stand.

    Attributes:
        name: as written.
        admission: which aircraft it admits.
        has_border_status: whether it is for some arrivals only, by where they come from.
        neighbours: lines that block or limit other stands.
        priority: from -3 to 3, the higher the sooner the stand is given.
    """

    name: str
    admission: Admission
    has_border_status: bool
    neighbours: Sequence[Said]
    priority: int


def read_stands(file: StandFile, tally: Tally, log: ProblemLog) -> Mapping[str, GrStand]:
    """Return the stands of a file by name.

    Args:
        file: as gathered.
        tally: takes the verdict of each of their lines, but for those about neighbours.
        log: takes the problems.
    """
    stands = {}
    for name, rule_sets in file.stands.items():
        said = [_read(rule_set, file, tally, log) for rule_set in rule_sets]
        stands[name] = _stand(name, list(zip(rule_sets, said, strict=True)), tally)
        if stands[name].admission.min_code > stands[name].admission.largest_code:
            low, high = stands[name].admission.min_code, stands[name].admission.largest_code
            message = f"stand {shown(name)}: the least code, {low}, is larger than the largest, {high}"
            log.add(file.place(rule_sets[0].opening).error("size_order", message, "correct its CODE or WINGSPAN"))
    return stands


def kept_lines(file: StandFile, name: str, tally: Tally) -> tuple[str, ...]:
    """Return the lines of a stand that our columns do not say, or not exactly; where it lies is left out."""
    lines = [line for rule_set in file.stands[name] for line in rule_set.lines]
    return tuple(
        str(line) for line in lines if line.keyword not in _PLACES and tally.verdict(line) != Verdict.UNDERSTOOD
    )


def _read(rule_set: RuleSet, file: StandFile, tally: Tally, log: ProblemLog) -> list[Said]:
    """Return what the lines of a rule set say, but for those passed over."""
    said: list[Said] = []
    first: dict[str, Said] = {}
    for line in rule_set.lines:
        rule = read_rule(line, file.place(line), log)
        if line.keyword in IGNORED:
            tally.judge(line, Verdict.IGNORED)
        if rule is None:
            continue
        said.append((line, rule))
        before, said_before = first.setdefault(line.keyword, (line, rule))
        if said_before != rule and line.keyword in SINGLE:
            message = f"{line.keyword} is there twice, as {before} and as {line}"
            log.add(file.place(line).error("duplicate", message, "keep one", line.keyword))
    return said


def _stand(name: str, rule_sets: Sequence[tuple[RuleSet, Sequence[Said]]], tally: Tally) -> GrStand:
    """Return a stand; of rule sets beyond the first those are left out that our columns cannot add."""
    admission: Admission | None = None
    taken: list[Said] = []
    for rule_set, said in rule_sets:
        alone = admission_of(said, tally)
        both = alone if admission is None else union(admission, alone)
        if both is not None:
            admission = both
            taken.extend(said)
        for line in () if both is not None else _about_admission(said):
            tally.judge(line, Verdict.IGNORED)
        tally.judge(rule_set.opening, Verdict.APPROXIMATED if both is None else Verdict.UNDERSTOOD)
    return GrStand(
        name,
        admission or Admission(),
        any(line.keyword in {"SCHENGEN", "NON-SCHENGEN"} for line, _ in taken),
        [one for _, said in rule_sets for one in said if isinstance(one[1], Blocks | Limits)],
        _priority(taken, tally),
    )


def _about_admission(said: Sequence[Said]) -> Iterator[Line]:
    """Yield the lines that mean nothing once their rule set is left out; who blocks whom still holds."""
    return (line for line, rule in said if not isinstance(rule, Blocks | Limits))


def _priority(said: Sequence[Said], tally: Tally) -> int:
    """Return the first priority; what the plugin ranks by becomes a price, so none is taken over exactly."""
    priorities = [(line, rule.priority) for line, rule in said if isinstance(rule, Priority)]
    for line, priority in priorities:
        is_first = priority == priorities[0][1]
        tally.judge(line, Verdict.APPROXIMATED if is_first else Verdict.IGNORED)
    return priorities[0][1] if priorities else 0
