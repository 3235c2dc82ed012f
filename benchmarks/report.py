"""What was measured, as Markdown: families beside their targets, runs, and the baselines' objectives beside ours."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from math import inf
from statistics import median

from benchmarks.cases import BASELINES, TARGETS, Case, Target
from benchmarks.runs import Record

Run = tuple[Case, Record]

#: A gap below this share counts as closed.
CLOSE = 0.01
#: Families of more runs are summed up only.
MOST_ROWS = 10

RUN_COLUMNS = (
    *("run", "turns", "objective", "bound", "gap %", "gap above floor %"),
    *("seconds", "seconds to 1 %", "peak MB", "status"),
)
FAMILY_COLUMNS = (
    *("family", "runs", "proven", "median gap %", "worst gap %", "median above floor %", "worst above floor %"),
    *("median seconds", "worst seconds", "peak MB", "must show", "kept", "aim"),
)


def report(cases: Sequence[Case], read: Callable[[Case], Record | None]) -> str:
    """Return the tables of the cases that have results, in their order.

    Args:
        cases: that were asked for.
        read: gives the results of one, None where there are none yet.
    """
    runs = [(case, record) for case in cases if (record := read(case)) is not None]
    families: dict[str, list[Run]] = {}
    for case, record in runs:
        families.setdefault(case.family, []).append((case, record))
    asked = Counter(case.family for case in cases)
    summed = [family_row(name, members, asked[name]) for name, members in families.items() if is_ours(members[0])]
    rows = [run_row(run) for members in families.values() if len(members) <= MOST_ROWS for run in members]
    parts = [
        ("Families", markdown(FAMILY_COLUMNS, summed)),
        ("Runs", markdown(RUN_COLUMNS, rows)),
        ("Baselines: their objective over ours on the same day", markdown(*ratios(runs))),
    ]
    return "\n\n".join(f"### {title}\n\n{text}" for title, text in parts)


def is_ours(run: Run) -> bool:
    """Return whether a run is no baseline's."""
    return run[0].config not in BASELINES


def objective(run: Run) -> float | None:
    """Return the plan's cost, the independent scorer's where there is one; None without a plan."""
    _, record = run
    if record["status"] not in {"optimal", "feasible"}:
        return None
    cost: float = record.get("scored_cost", _judged(run)["objective"])
    return cost


def bound(run: Run) -> float | None:
    """Return the bound of the whole objective, or of the tier that counts."""
    lower: float | None = _judged(run)["bound"]
    return lower


def gap_above_floor(run: Run) -> float | None:
    """Return the open share of what is at stake in the whole objective; None without plan or bound."""
    share: float | None = run[1]["gap_above_floor"]
    return None if objective(run) is None else share


def _judged(run: Run) -> Record:
    """Return what holds the objective and the bound that count: the whole's record, or the tier's."""
    case, record = run
    return record["tiers"][case.tier - 1] if case.tier else record


def gap(run: Run) -> float | None:
    """Return the gap of the whole objective, or of the tier that counts, as a share; None without plan or bound."""
    return _gap(objective(run), bound(run))


def seconds_to_close(run: Run) -> float | None:
    """Return when objective and bound first were within one per cent, None where they never were."""
    case, record = run
    seconds: float
    for seconds, cost, lower, _stage, tier in record["progress"]:
        share = _gap(cost, lower) if tier == case.tier else None
        if share is not None and share <= CLOSE:
            return seconds
    last, seconds = gap(run), record["seconds"]
    return seconds if last is not None and last <= CLOSE else None


def _gap(cost: float | None, lower: float | None) -> float | None:
    return None if cost is None or lower is None else (cost - lower) / max(abs(cost), 1)


def figures(runs: Sequence[Run]) -> Mapping[str, float]:
    """Return the figures of a family; a gap that is not known is infinite."""
    gaps = [inf if share is None else share for share in map(gap, runs)]
    above = [inf if share is None else share for share in map(gap_above_floor, runs)]
    seconds = [record["seconds"] for _, record in runs]
    return {
        "unproven": sum(record["status"] != "optimal" for _, record in runs),
        "without bound": gaps.count(inf),
        "median gap": median(gaps),
        "worst gap": max(gaps),
        "median above floor": median(above),
        "worst above floor": max(above),
        "median seconds": median(seconds),
        "worst seconds": max(seconds),
        "peak MB": max(record["peak_memory_mb"] for _, record in runs),
    }


def family_row(name: str, runs: Sequence[Run], asked: int) -> Sequence[str]:
    """Return a family's figures beside its target, which is judged once all that was asked for has run."""
    known = figures(runs)
    target = TARGETS.get(name, Target())
    is_kept = all(known[figure] <= most for figure, most in target.at_most)
    shares = ("median gap", "worst gap", "median above floor", "worst above floor")
    return (
        name,
        f"{len(runs)} of {asked}",
        f"{len(runs) - int(known['unproven'])}",
        *(percent(known[share]) for share in shares),
        f"{known['median seconds']:.1f}",
        f"{known['worst seconds']:.1f}",
        number(known["peak MB"]),
        "; ".join(demand(*figure) for figure in target.at_most) or "-",
        "-" if len(runs) < asked or not target.at_most else "yes" if is_kept else "no",
        target.aim or "-",
    )


def demand(figure: str, most: float) -> str:
    """Return one demand of a target in words."""
    return f"{figure} at most {f'{most:.2%}'.replace('%', ' %') if 'gap' in figure else f'{most:g}'}"


def run_row(run: Run) -> Sequence[str]:
    """Return what is shown of one run."""
    case, record = run
    return (
        case.name,
        number(record["turns"]),
        number(objective(run)),
        number(bound(run)),
        percent(gap(run)),
        percent(gap_above_floor(run)),
        f"{record['seconds']:.1f}",
        number(seconds_to_close(run), 1),
        number(record["peak_memory_mb"]),
        record["status"],
    )


def ratios(runs: Sequence[Run]) -> tuple[Sequence[str], Iterable[Sequence[str]]]:
    """Return columns and rows of the baselines' objectives as multiples of ours on the same day.

    Ours is that of the run with the longest limit that the baselines' limit covers.
    """
    of_baselines = {(case.day, case.config): (case, record) for case, record in runs if case.config in BASELINES}
    days = list(dict.fromkeys(day for day, _ in of_baselines))

    def rows() -> Iterator[Sequence[str]]:
        for day in days:
            ours = _ours(runs, day, max(case.limit for case, _ in of_baselines.values()))
            if ours is None:
                continue
            cost = objective(ours)
            theirs = (of_baselines.get((day, config)) for config in BASELINES)
            yield day, ours[0].name, number(cost), *(_ratio(run, cost) for run in theirs)

    return ("day", "ours", "objective", *BASELINES), rows()


def _ours(runs: Sequence[Run], day: str, most: float) -> Run | None:
    fitting = [run for run in runs if is_ours(run) and run[0].day == day and run[0].limit <= most]
    return max(fitting, key=lambda run: run[0].limit, default=None)


def _ratio(run: Run | None, ours: float | None) -> str:
    if run is None:
        return "-"
    cost = objective(run)
    return "no plan" if cost is None else f"{cost / ours:.3f}" if ours else "-"


def percent(share: float | None) -> str:
    """Return a share in per cent, without the sign."""
    return "-" if share is None or share == inf else f"{100 * share:.3f}"


def number(value: float | None, digits: int = 0) -> str:
    """Return a number with thousands apart."""
    return "-" if value is None else f"{value:,.{digits}f}"


def markdown(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table."""
    return "\n".join([_line(columns), _line(["---"] * len(columns)), *map(_line, rows)])


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
