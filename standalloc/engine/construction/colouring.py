"""Hands the visits of each class to its single stands: interval colouring, which pleases references for free."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from standalloc.engine.problem.allocation import Allocation
from standalloc.engine.problem.problem import Problem
from standalloc.model import VisitKey

#: Before any block.
_NEVER = -(10**9)


@dataclass(frozen=True, slots=True)
class _Block:
    """Visits of one turn that share a stand, from the first's start to the last's end and buffer."""

    start: int
    end: int
    visits: tuple[int, ...]
    wanted: str | None


def to_stands(problem: Problem, allocation: Allocation, wishes: Mapping[VisitKey, str]) -> dict[VisitKey, str]:
    """Return a stand for every allocated visit.

    No class holds more blocks at a time than it has stands, so taking them in order of their start and giving each
    any free stand never fails (interval graphs are perfect). A block gets the stand its visits wish for when it is
    free, else, where possible, one that no block overlapping it wishes for. Where used stands are counted, one that is
    used already comes before all others, so that there are as many as the highest load. What overfills a class all the
    same gets any stand: it is the judge's to refuse.
    """
    stands: dict[VisitKey, str] = {}
    counted = {k for tariff in (*problem.tariffs, *problem.stages) for k in tariff.peaks}
    for k, of_class in _blocks(problem, allocation, wishes).items():
        names = [stand.id for stand in problem.classes[k].stands]
        ordered = sorted(of_class, key=lambda block: (block.start, block.end))
        handed = _colour([block for block in ordered if block.end > block.start], names, k in counted)
        handed += _slip_in(problem, k, [block for block in ordered if block.end == block.start], names, handed)
        stands |= {problem.visits[v].key: stand for block, stand in handed for v in block.visits}
    return stands


def _blocks(problem: Problem, allocation: Allocation, wishes: Mapping[VisitKey, str]) -> dict[int, list[_Block]]:
    joined: dict[int, list[int]] = {v: [v] for v, k in enumerate(allocation.classes) if k is not None}
    for pair in sorted(allocation.pairs):
        if pair.first.stand_class == pair.second.stand_class:
            together = joined[pair.first.visit] + joined[pair.second.visit]
            for v in together:
                joined[v] = together
    blocks: dict[int, list[_Block]] = defaultdict(list)
    for v, visits in joined.items():
        k = allocation.classes[v]
        members = tuple(sorted(set(visits)))
        if k is None or v != members[0]:
            continue
        wanted = next((wishes[key] for key in (problem.visits[u].key for u in members) if key in wishes), None)
        end = max(_occupancy(problem, u, k)[1] for u in members) + problem.classes[k].buffer
        blocks[k].append(_Block(_occupancy(problem, v, k)[0], end, members, wanted))
    return blocks


def _occupancy(problem: Problem, v: int, k: int) -> tuple[int, int]:
    return problem.instance.occupancy(problem.visits[v], problem.classes[k].sample)


def _colour(blocks: list[_Block], names: list[str], is_counted: bool) -> list[tuple[_Block, str]]:
    free_from = dict.fromkeys(names, _NEVER)
    handed: list[tuple[_Block, str]] = []
    for index, block in enumerate(blocks):
        free = [name for name in names if free_from[name] <= block.start]
        if is_counted:
            free = [name for name in free if free_from[name] > _NEVER] or free
        if block.wanted in free:
            stand = block.wanted
        else:
            later = {other.wanted for other in blocks[index + 1 :] if other.start < block.end}
            stand = next((name for name in free if name not in later), (free or names)[0])
        assert stand is not None
        free_from[stand] = block.end
        handed.append((block, stand))
    return handed


def _slip_in(
    problem: Problem, k: int, moments: list[_Block], names: list[str], handed: list[tuple[_Block, str]]
) -> list[tuple[_Block, str]]:
    """Hand out visits of no minutes and no buffer: they fit wherever none is under way, even between two that stay."""
    under_way = [(_occupancy(problem, v, k), stand) for block, stand in handed for v in block.visits]
    used_first = sorted(names, key=lambda name: all(stand != name for _, stand in handed))
    found = []
    for block in moments:
        taken = {stand for (start, end), stand in under_way if start < block.start < end}
        found.append((block, next((name for name in used_first if name not in taken), used_first[0])))
    return found
