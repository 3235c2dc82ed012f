"""Demand above supply: more turns at once than stands that admit them, whatever the plan."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence

from standalloc.check.admission import admits, size
from standalloc.check.overlap import buffer_of
from standalloc.check.wording import clock, warning
from standalloc.model import Aircraft, Instance, Problem, Stand, Turn, Visit
from standalloc.model.sizes import CODE_LETTERS


def demand_above_supply(instance: Instance) -> Iterator[Problem]:
    """Warn, per code letter and up, where the turns there at one minute outnumber the stands that admit any of them.

    Sure: two turns there at one minute, each with the least buffer of these stands behind it, can never share one.
    A group is named only where it lacks more stands than the larger letters inside it do.
    """
    lacking = 0
    group: list[Turn] = []
    stands: list[Stand] = []
    others = list(instance.airport.stands)
    stays = {turn.id: _stay(instance, turn) for turn in instance.turns}
    for letter in reversed(CODE_LETTERS):
        more = [turn for turn in instance.turns if turn.code_letter == letter]
        group += more
        visits = [visit for turn in more for visit in instance.visits_of[turn.id]]
        alike = _by_aircraft(instance, visits)
        found = {instance.pinned[visit.key] for visit in visits if visit.key in instance.pinned}
        found |= {stand.id for stand in others if _admits_any(instance, stand, alike)}
        stands += [stand for stand in others if stand.id in found]
        others = [stand for stand in others if stand.id not in found]
        buffer = min((buffer_of(instance, stand) for stand in stands), default=0)
        peak, minute = _peak([stays[turn.id] for turn in group], buffer)
        if stands and peak - len(stands) > lacking:
            lacking = peak - len(stands)
            which = "turns" if letter == "A" else f"turns of code {letter} or larger"
            message = (
                f"at {clock(instance, minute)} {peak} {which} need a stand, buffer included, and only {len(stands)} "
                f"{'admits' if len(stands) == 1 else 'admit'} them: at least {lacking} must stay unallocated"
            )
            yield warning("demand_above_supply", message, fix="add stands, shorten the buffer or move turns")


def _by_aircraft(instance: Instance, visits: Iterable[Visit]) -> Collection[Sequence[Visit]]:
    found: defaultdict[Aircraft, list[Visit]] = defaultdict(list)
    for visit in visits:
        found[instance.aircraft[visit.turn]].append(visit)
    return found.values()


def _admits_any(instance: Instance, stand: Stand, alike: Collection[Sequence[Visit]]) -> bool:
    """Say whether a stand admits any visit; of those with the same aircraft one is asked for its size."""
    fitting = (visits for visits in alike if size(instance, visits[0], stand) is None)
    return any(admits(instance, visit, stand) for visits in fitting for visit in visits)


def _stay(instance: Instance, turn: Turn) -> tuple[int, int]:
    """Return the minutes a turn is there whatever its stand; they end before they start where there are none."""
    visits, stands = instance.visits_of[turn.id], instance.airport.stands
    if len(visits) > 1 or not stands or not (instance.airport.policy.times == "runway" or turn.id in instance.handling):
        return visits[0].start, visits[-1].end  # with runway times no turn splits, and handling is of half-turns
    spans = [instance.occupancy(visits[0], stand) for stand in stands]
    return max(start for start, _ in spans), min(end for _, end in spans)


def _peak(stays: Sequence[tuple[int, int]], buffer: int) -> tuple[int, int]:
    """Return the most turns there at one minute, each kept `buffer` minutes longer, and the first such minute."""
    kept = [(start, end + buffer) for start, end in stays if start < end + buffer]
    moves = sorted([(end, -1) for _, end in kept] + [(start, 1) for start, _ in kept])
    most, when, there = 0, 0, 0
    for minute, step in moves:
        there += step
        if there > most:
            most, when = there, minute
    return most, when
