"""The whole board: what a planner sees of a day and a draft of its plan, in plain values for JSON."""

from collections.abc import Collection, Iterable, Iterator
from itertools import chain
from typing import Any

from standalloc.check.layout import Layout
from standalloc.check.transfers import transfers
from standalloc.io import violation_document
from standalloc.model import TERMS, Instance, Judgement, Plan, VisitKey
from standalloc.plots.blocks import closure_blocks, exclusion_blocks
from standalloc.plots.chart import Block, Profile, Row
from standalloc.plots.profiles import demand_of, fleets_of, profile_facts
from standalloc.plots.stays import Stay, lanes_of, stays_of
from standalloc.plots.timeline import horizon, hour_ticks
from standalloc.plots.transfers import missed_transfers
from standalloc.service.board.bars import board_bars, board_links
from standalloc.service.board.rows import board_rows
from standalloc.service.board.supply import supply_of


def board_document(
    instance: Instance, plan: Plan, judgement: Judgement, moved: Collection[VisitKey] = ()
) -> dict[str, Any]:
    """Return what is drawn of a plan.

    Args:
        instance: the day.
        plan: of it, one that breaks rules too; the airport has every stand it names.
        judgement: the checker's word on it.
        moved: visits that are elsewhere than in the plan as it is stored.
    """
    layout, lanes = Layout(instance, plan), lanes_of(stays_of(instance, plan))
    profiles = (demand_of(lanes), *fleets_of(layout))
    start, end = horizon(instance, chain.from_iterable(profile.minutes for profile in profiles))
    blocks = tuple(_blocks(instance, lanes, start, end))
    found = tuple(transfers(layout))
    missing = {key for one in found if one.is_missed for key in (one.arrival, one.departure)}
    objective = instance.airport.objective
    return {
        "title": " ".join(filter(None, (instance.airport.code, instance.airport.name, instance.name))),
        "zone": instance.airport.timezone,
        "origin": instance.moment(0).isoformat(timespec="minutes"),
        "start": start,
        "end": end,
        "ticks": [
            {"minute": tick.minute, "label": tick.label, "date": tick.date} for tick in hour_ticks(instance, start, end)
        ],
        "rows": [*board_rows(instance.airport.stands)],
        "bars": [*board_bars(instance, plan, judgement, lanes, missing=missing, moved=moved)],
        "links": [*board_links(instance, plan)],
        "blocks": [*map(_block_document, blocks)],
        "profiles": [_profile_document(instance, profile) for profile in profiles],
        "supply": [*map(list, supply_of(instance, blocks, start))],
        "violations": [violation_document(violation, instance) for violation in judgement.violations],
        "missed_transfers": [*missed_transfers(instance, found)],
        "weights": {term: objective.weight(term) for term in TERMS},
        "tiers": [list(terms) for terms in objective.tiers],
    }


def _blocks(instance: Instance, stays: Iterable[Stay], start: int, end: int) -> Iterator[Block]:
    """Yield the times in which stands cannot be used, as far as the board shows them."""
    rows = {stand.id: Row("stand", stand.id, "", (), 0) for stand in instance.airport.stands}
    blocks = chain(closure_blocks(instance, rows), exclusion_blocks(instance, stays, rows))
    return (block for block in blocks if block.start < end and start < block.end)


def _block_document(block: Block) -> dict[str, Any]:
    return {
        "kind": block.kind,
        "stand": block.stand,
        "start": block.start,
        "end": block.end,
        "label": block.label,
        "facts": [*map(list, block.facts)],
    }


def _profile_document(instance: Instance, profile: Profile) -> dict[str, Any]:
    return {
        "kind": profile.kind,
        "minutes": list(profile.minutes),
        "layers": {name: list(counts) for name, counts in profile.layers.items()},
        "capacity": profile.capacity,
        "facts": [*map(list, profile_facts(instance, profile))],
    }
