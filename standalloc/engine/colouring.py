"""Hands the visits of each class to its single stands: interval colouring, which pleases references for free."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from standalloc.engine.allocation import Allocation
from standalloc.engine.problem import Problem
from standalloc.model import VisitKey


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
    free, else, where possible, one that no block overlapping it wishes for. What overfills a class all the same gets
    any stand: it is the judge's to refuse.
    """
    blocks = _blocks(problem, allocation, wishes)
    stands: dict[VisitKey, str] = {}
    for k, of_class in blocks.items():
        names = [stand.id for stand in problem.classes[k].stands]
        ordered = sorted(of_class, key=lambda block: (block.start, block.end))
        handed = _colour([block for block in ordered if block.end > block.start], names)
        handed += _slip_in(problem, [block for block in ordered if block.end == block.start], names, handed)
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
        if k is None or v != min(visits):
            continue
        members = tuple(sorted(set(visits)))
        wanted = next((wishes[key] for key in (problem.visits[u].key for u in members) if key in wishes), None)
        end = max(problem.visits[u].end for u in members) + problem.classes[k].buffer
        blocks[k].append(_Block(problem.visits[members[0]].start, end, members, wanted))
    return blocks


def _colour(blocks: list[_Block], names: list[str]) -> list[tuple[_Block, str]]:
    free_from = dict.fromkeys(names, -(10**9))
    handed: list[tuple[_Block, str]] = []
    for index, block in enumerate(blocks):
        free = [name for name in names if free_from[name] <= block.start]
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
    problem: Problem, moments: list[_Block], names: list[str], handed: list[tuple[_Block, str]]
) -> list[tuple[_Block, str]]:
    """Hand out visits of no minutes and no buffer: they fit wherever none is under way, even between two that stay."""
    under_way = [(problem.visits[v], stand) for block, stand in handed for v in block.visits]
    found = []
    for block in moments:
        taken = {stand for visit, stand in under_way if visit.start < block.start < visit.end}
        found.append((block, next((name for name in names if name not in taken), names[0])))
    return found
