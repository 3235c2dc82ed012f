"""Demand above supply: more turns at once than stands that admit them, whatever the plan."""

from collections.abc import Iterator, Sequence

from standalloc.check.admission import admits
from standalloc.check.overlap import buffer_of
from standalloc.check.wording import clock
from standalloc.model import Instance, Problem, Stand, Turn
from standalloc.model.sizes import CODE_LETTERS


def demand_above_supply(instance: Instance) -> Iterator[Problem]:
    """Warn, per code letter and up, where the turns there at one minute outnumber the stands that admit any of them.

    Exact: two turns there at one minute, each with the least buffer of these stands behind it, can never share one.
    A group is named only where it lacks more stands than the larger letters inside it do.
    """
    lacking = 0
    group: list[Turn] = []
    stands: list[Stand] = []
    others = list(instance.airport.stands)
    for letter in reversed(CODE_LETTERS):
        more = [turn for turn in instance.turns if turn.code_letter == letter]
        group += more
        found = {stand.id for stand in others if _admits_any(instance, stand, more)}
        stands += [stand for stand in others if stand.id in found]
        others = [stand for stand in others if stand.id not in found]
        peak, minute = _peak(instance, group, min((buffer_of(instance, stand) for stand in stands), default=0))
        if stands and peak - len(stands) > lacking:
            lacking = peak - len(stands)
            which = "turns" if letter == "A" else f"turns of code {letter} or larger"
            yield Problem(
                "demand_above_supply",
                f"at {clock(instance, minute)} {peak} {which} need a stand, buffer included, and only {len(stands)} "
                f"{'admits' if len(stands) == 1 else 'admit'} them: at least {lacking} must stay unallocated",
                fix="add stands, shorten the buffer or move turns",
                severity="warning",
                table="schedule",
            )


def _admits_any(instance: Instance, stand: Stand, turns: Sequence[Turn]) -> bool:
    return any(admits(instance, visit, stand) for turn in turns for visit in instance.visits_of[turn.id])


def _peak(instance: Instance, turns: Sequence[Turn], buffer: int) -> tuple[int, int]:
    """Return the most turns there at one minute, each kept `buffer` minutes longer, and the first such minute."""
    stays = [(instance.visits_of[turn.id][0].start, instance.visits_of[turn.id][-1].end + buffer) for turn in turns]
    moves = sorted([(end, -1) for _, end in stays] + [(start, 1) for start, _ in stays])
    most, when, there = 0, 0, 0
    for minute, step in moves:
        there += step
        if there > most:
            most, when = there, minute
    return most, when
