"""Lays a plan out as a chart: every visit a bar in its stand's row, and all that stands between them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, pairwise
from typing import TypeVar

from standalloc.check.layout import Layout
from standalloc.check.transfers import Transfer, transfers
from standalloc.model import Instance, Judgement, Plan, Stand, Violation, Visit, VisitKey
from standalloc.plots import facts
from standalloc.plots.blocks import closure_blocks, exclusion_blocks
from standalloc.plots.chart import Bar, BarKind, Block, Chart, Link, Row, Tail
from standalloc.plots.profiles import demand_of, fleets_of, profile_facts
from standalloc.plots.rows import lay_rows
from standalloc.plots.serving import leaves_bridge_unused
from standalloc.plots.stays import Stay, lanes_of, stays_of
from standalloc.plots.timeline import horizon, hour_ticks
from standalloc.plots.transfers import by_visit, missed_transfers, transfer_facts

Period = TypeVar("Period", Tail, Block)


def lay_out(instance: Instance, plan: Plan, judgement: Judgement) -> Chart:
    """Return the chart of a plan.

    Args:
        instance: what was planned.
        plan: any plan of it, a broken one too; its stands must be the instance's.
        judgement: the checker's word on the plan: figures, reasons, broken rules.
    """
    scene = Layout(instance, plan)
    lanes = lanes_of(stays_of(instance, plan))
    rows = _rows(instance, lanes)
    row_of = {row.label: row for row in rows if row.kind == "stand"}
    line_of = _lines(rows, row_of, lanes)
    profiles = (demand_of(line_of), *fleets_of(scene))
    start, end = horizon(instance, chain.from_iterable(profile.minutes for profile in profiles))
    found = tuple(transfers(scene))
    bars = tuple(_bars(instance, plan, judgement, line_of, by_visit(found)))
    blocks = (*closure_blocks(instance, row_of), *exclusion_blocks(instance, line_of, row_of))
    return Chart(
        title=" ".join(word for word in (instance.airport.code, instance.airport.name, instance.name) if word),
        zone=instance.airport.timezone,
        start=start,
        end=end,
        rows=tuple(rows),
        bars=bars,
        tails=tuple(_within(_tails(instance, line_of), start, end)),
        blocks=tuple(_within(blocks, start, end)),
        links=tuple(_links(instance, {bar.key: bar for bar in bars})),
        ticks=tuple(hour_ticks(instance, start, end)),
        profiles=tuple(replace(profile, facts=profile_facts(instance, profile)) for profile in profiles),
        figures=judgement.figures,
        costs=judgement.tiers if instance.airport.objective.tiers else (judgement.objective,),
        violations=tuple(f"{violation.rule}: {violation.message}" for violation in judgement.violations),
        missed_transfers=tuple(missed_transfers(instance, found)),
    )


def bar_kind(instance: Instance, visit: Visit, stand: Stand | None) -> BarKind:
    """Return what a visit is drawn as: by where it is and what its passengers do."""
    if stand is None:
        return "unallocated"
    if not visit.disembarks and not visit.boards:
        return "parking"
    if leaves_bridge_unused(instance, visit, stand):
        return "unused"
    if visit.passengers and instance.is_bused(visit, stand):
        return "bus"
    return "contact" if stand.is_contact else "remote"


def _rows(instance: Instance, lanes: Mapping[Stay, int]) -> list[Row]:
    lines: defaultdict[str, int] = defaultdict(int)
    for stay, lane in lanes.items():
        name = stay.stand.id if stay.stand else ""
        lines[name] = max(lines[name], lane + 1)
    unallocated = sum(len(stay.visits) for stay in lanes if stay.stand is None)
    return lay_rows(instance.airport.stands, lines, unallocated, lines[""])


def _lines(rows: Iterable[Row], row_of: Mapping[str, Row], lanes: Mapping[Stay, int]) -> dict[Stay, int]:
    top = next((row.top for row in rows if row.kind == "unallocated"), 0)
    return {stay: lane + (row_of[stay.stand.id].top if stay.stand else top) for stay, lane in lanes.items()}


def _bars(
    instance: Instance,
    plan: Plan,
    judgement: Judgement,
    line_of: Mapping[Stay, int],
    transfers: Mapping[VisitKey, Sequence[Transfer]],
) -> Iterator[Bar]:
    broken: defaultdict[VisitKey, list[Violation]] = defaultdict(list)
    for violation in judgement.violations:
        for key in violation.visits:
            broken[key].append(violation)
    for stay, line in line_of.items():
        for visit in stay.visits:
            turn, key = instance.turn[visit.turn], visit.key
            start, end = (visit.start, visit.end) if stay.stand is None else instance.occupancy(visit, stay.stand)
            changing = transfers.get(key, ())
            yield Bar(
                key=key,
                kind=bar_kind(instance, visit, stay.stand),
                line=line,
                start=start,
                end=end,
                labels=facts.labels(turn, visit),
                facts=facts.visit_facts(
                    instance,
                    visit,
                    stands_around(instance, plan, visit),
                    reason=judgement.reasons.get(key) or plan.reasons.get(key),
                    violations=broken.get(key, ()),
                    transfers=transfer_facts(instance, key, changing),
                ),
                names=facts.names(turn),
                is_pinned=key in instance.pinned,
                is_broken=key in broken,
                misses_transfer=any(transfer.is_missed for transfer in changing),
            )


def stands_around(instance: Instance, plan: Plan, visit: Visit) -> tuple[Stand | None, Stand | None, Stand | None]:
    """Return the stands of the turn's visit before, of this one and of the one after it; None for none."""
    visits = instance.visits_of[visit.turn]
    stands = [None, *(instance.stand.get(plan.stands.get(other.key, "")) for other in visits), None]
    here = visits.index(visit) + 1
    return stands[here - 1], stands[here], stands[here + 1]


def _tails(instance: Instance, line_of: Mapping[Stay, int]) -> Iterator[Tail]:
    for stay, line in line_of.items():
        if stay.stand is not None:
            own = stay.stand.buffer_min
            buffer = instance.airport.policy.buffer_min if own is None else own
            yield Tail(line, stay.end, stay.end + buffer)


def _links(instance: Instance, bar_of: Mapping[VisitKey, Bar]) -> Iterator[Link]:
    """Yield a link for every tow: two visits in a row of one turn, both allocated, on different lines."""
    for visits in instance.visits_of.values():
        for leaving, coming in pairwise(bar_of[visit.key] for visit in visits):
            if leaving.line != coming.line and "unallocated" not in (leaving.kind, coming.kind):
                yield Link(leaving.key.turn, leaving.end, leaving.line, coming.line)


def _within(periods: Iterable[Period], start: int, end: int) -> Iterator[Period]:
    """Cut periods to the picture; drop what lies outside."""
    for period in periods:
        cut = replace(period, start=max(period.start, start), end=min(period.end, end))
        if cut.start < cut.end:
            yield cut
