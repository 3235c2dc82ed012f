"""From the objective to tariffs: one for each stage, in whole steps."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import chain
from math import lcm

from standalloc.engine.problem.admission import VisitKind, kind_of
from standalloc.engine.problem.costs import Charges, Rate, check_size, common_step
from standalloc.engine.problem.draft import Draft
from standalloc.engine.problem.tariff import Tariff
from standalloc.engine.problem.transfers import Transfer

#: Rates by kind of visit and class.
Rates = Mapping[VisitKind, Mapping[int, Rate]]


def tariffs(draft: Draft, transfers: Sequence[Transfer]) -> tuple[Tariff, ...]:
    """Return what each stage of the objective charges.

    Raises:
        ValueError: the costs of a stage span too many digits.
    """
    kinds = [kind_of(draft.instance, visit) for visit in draft.visits]
    stages = draft.instance.airport.objective.stages
    return tuple(_tariff(draft, transfers, kinds, Charges(draft.instance, stage)) for stage in stages)


def _tariff(draft: Draft, transfers: Sequence[Transfer], kinds: Sequence[VisitKind], charges: Charges) -> Tariff:
    rates = _rates(draft, kinds, charges)
    missing = [_missing(draft, v, charges) for v in range(len(draft.visits))]
    tow, stand_used = charges.weight("tow"), charges.weight("stand_used")
    minute, missed = charges.weight("connection_min"), charges.weight("missed_connection")
    together = [list(transfer.costs(draft.instance, minute, missed)) for transfer in transfers]
    numbers = chain(
        (number for of_kind in rates.values() for rate in of_kind.values() for number in rate),
        (cost for cost in missing if cost is not None),
        (cost for matrix in together for row in matrix for cost in row),
        (tow, stand_used, charges.weight("change")),
    )
    denominator = lcm(*{number.denominator for number in numbers})

    def units(value: Fraction) -> int:
        return _units(value, denominator)

    costs = list(_costs(draft, kinds, _in_units(rates, denominator), [units(w) for w in _changes(draft, charges)]))
    alone = [None if cost is None else units(cost) for cost in missing]
    matrices = [[[units(cost) for cost in row] for row in matrix] for matrix in together]
    links = {link.tow for link in draft.links}
    happenings = [units(tow) if happening in links else 0 for happening in draft.happenings]
    contact = [k for k, stand_class in enumerate(draft.classes) if stand_class.sample.is_contact]
    peaks = {k: units(stand_used) for k in contact} if stand_used else {}
    unit = common_step(
        chain(
            (cost for row in costs for cost in row.values()),
            (cost for cost in alone if cost is not None),
            (cost for matrix in matrices for row in matrix for cost in row),
            happenings,
            peaks.values(),
        )
    )
    tariff = Tariff(
        tuple({k: cost // unit for k, cost in row.items()} for row in costs),
        tuple(None if cost is None else cost // unit for cost in alone),
        tuple(cost // unit for cost in happenings),
        {k: cost // unit for k, cost in peaks.items()},
        tuple(tuple(tuple(cost // unit for cost in row) for row in matrix) for matrix in matrices),
        Fraction(unit, denominator),
    )
    check_size(tariff.most + sum(cost * draft.classes[k].capacity for k, cost in tariff.peaks.items()))
    return tariff


def _rates(draft: Draft, kinds: Sequence[VisitKind], charges: Charges) -> dict[VisitKind, dict[int, Rate]]:
    rates: dict[VisitKind, dict[int, Rate]] = {}
    for v, kind in enumerate(kinds):
        of_kind = rates.setdefault(kind, {})
        for k in draft.times[v]:
            if k not in of_kind:
                of_kind[k] = charges.rate(draft.visits[v], kind, draft.sample(k))
    return rates


def _in_units(rates: Rates, denominator: int) -> dict[VisitKind, dict[int, tuple[int, ...]]]:
    return {
        kind: {k: tuple(_units(number, denominator) for number in rate) for k, rate in of_kind.items()}
        for kind, of_kind in rates.items()
    }


def _units(value: Fraction, denominator: int) -> int:
    """Return how many `1 / denominator` a number is, which divides it."""
    return value.numerator * (denominator // value.denominator)


def _missing(draft: Draft, v: int, charges: Charges) -> Fraction | None:
    visit = draft.visits[v]
    if visit.key in draft.instance.pinned:
        return None
    return charges.weight("unallocated") + charges.changed(visit, None)


def _changes(draft: Draft, charges: Charges) -> Iterator[Fraction]:
    """Yield for each visit what it costs to be on another stand than its reference stand, 0 without one."""
    return (charges.changed(visit, None) for visit in draft.visits)


def _costs(
    draft: Draft,
    kinds: Sequence[VisitKind],
    rates: Mapping[VisitKind, Mapping[int, tuple[int, ...]]],
    changes: Sequence[int],
) -> Iterator[dict[int, int]]:
    """Yield for each visit the cost on every class; a reference stand that costs has a class of its own."""
    for v, (visit, kind) in enumerate(zip(draft.visits, kinds, strict=True)):
        of_kind = rates[kind]
        buses = draft.instance.buses(visit.arrival_pax) + draft.instance.buses(visit.departure_pax)
        reference = draft.instance.references.get(visit.key)
        row = {}
        for k, (start, end) in draft.times[v].items():
            passenger, once, minute, bus = of_kind[k]
            changed = changes[v] if changes[v] and draft.sample(k).id != reference else 0
            row[k] = passenger * visit.passengers + once + minute * (end - start) + bus * buses + changed
        yield row
