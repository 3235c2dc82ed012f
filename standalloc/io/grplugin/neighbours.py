"""Lines that block or limit other stands, as exclusions."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Final

from standalloc.io.grplugin.rules import Blocks, Limits
from standalloc.io.grplugin.source import Line, StandFile
from standalloc.io.grplugin.stands import GrStand
from standalloc.io.grplugin.tally import Tally, Verdict
from standalloc.io.problem_log import ProblemLog
from standalloc.io.words import shown
from standalloc.model import Condition

_ANY: Final = Condition()


@dataclass(frozen=True, slots=True)
class Pair:
    """Two stands, and the aircraft on each that may not be there together."""

    stand_a: str
    when_a: Condition
    stand_b: str
    when_b: Condition

    @property
    def turned(self) -> "Pair":
        """The same the other way round."""
        return Pair(self.stand_b, self.when_b, self.stand_a, self.when_a)

    @property
    def stands(self) -> frozenset[str]:
        """Both stands."""
        return frozenset((self.stand_a, self.stand_b))

    @property
    def is_always(self) -> bool:
        """Whether no two aircraft may be there together."""
        return self.when_a == self.when_b == _ANY


def pairs_of(stands: Mapping[str, GrStand], file: StandFile, tally: Tally, log: ProblemLog) -> list[Pair]:
    """Return the pairs that all lines about neighbours ask for, none of them twice or contained in another.

    Args:
        stands: by name.
        file: they come from.
        tally: takes the verdicts of the lines.
        log: takes a warning for each name that is no other stand's.
    """
    pairs: dict[Pair, None] = {}
    for stand in stands.values():
        for line, rule in stand.neighbours:
            tally.judge(line, Verdict.UNDERSTOOD)
            names = rule.stands if isinstance(rule, Blocks | Limits) else ()
            strangers = [name for name in names if name not in stands or name == stand.name]
            for name in strangers:
                tally.judge(line, Verdict.APPROXIMATED)
                _warn(name, stand, line, file, log)
            conditions = list(_conditions(rule, stand, line, tally))
            for name, (when_a, when_b) in product(names, conditions):
                pair = Pair(stand.name, when_a, name, when_b)
                if name not in strangers and pair.turned not in pairs:
                    pairs[pair] = None
    always = {pair.stands for pair in pairs if pair.is_always}
    return [pair for pair in pairs if pair.is_always or pair.stands not in always]


def _warn(name: str, stand: GrStand, line: Line, file: StandFile, log: ProblemLog) -> None:
    """Warn of a name among the neighbours of a stand that is none."""
    said = "which is the stand itself" if name == stand.name else f"which {file.airport} does not have"
    message = f"{line.keyword} of stand {shown(stand.name)} names {shown(name)}, {said}: it is left out"
    log.add(file.place(line).warning("unknown_stand", message, "correct the name", line.keyword))


def _conditions(rule: object, stand: GrStand, line: Line, tally: Tally) -> Iterator[tuple[Condition, Condition]]:
    """Yield the conditions on the stand's own aircraft and on its neighbour's."""
    if isinstance(rule, Blocks):
        if rule.larger_than is None:
            yield _ANY, _ANY
        else:
            yield rule.larger_than, _ANY
        if rule.longer_than is not None:
            yield Condition("length", ">", (f"{rule.longer_than:.10g}",)), _ANY
    elif isinstance(rule, Limits) and rule.beyond is not None:
        when = rule.larger_than
        if not stand.admission.may_meet(when):
            # No aircraft of the stand is so large, and the line would never act: it is meant for all of them.
            when = _ANY
            tally.judge(line, Verdict.APPROXIMATED)
        yield when, rule.beyond
