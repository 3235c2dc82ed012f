"""Minutes of a policy and a schedule that cannot be planned together."""

from collections.abc import Iterator, Sequence
from itertools import chain

from standalloc.model.airport import Airport
from standalloc.model.policy import Policy
from standalloc.model.problems import Problem
from standalloc.model.turn import Turn


def timing_problems(airport: Airport, turns: Sequence[Turn]) -> Iterator[Problem]:
    """Yield an error for each contradiction between the policy's minutes, the stands' and the turns' times."""
    runway = airport.policy.times == "runway"
    return chain(_too_short_split(airport.policy), _runway_problems(airport, turns) if runway else ())


def _too_short_split(policy: Policy) -> Iterator[Problem]:
    least = policy.arrival_min + policy.departure_min
    if policy.split_min < least:
        yield Problem(
            "split_too_short",
            f"split_min {policy.split_min} is below arrival_min + departure_min = {least}",
            fix=f"set split_min to at least {least}",
            table="policy",
            column="split_min",
        )


def _runway_problems(airport: Airport, turns: Sequence[Turn]) -> Iterator[Problem]:
    """Yield the turns that runway times do not suit: those that split, and those that would not reach a stand."""
    taxi = max(((stand.taxi_in_min + stand.taxi_out_min, stand.id) for stand in airport.stands), default=(0, ""))
    for row, turn in enumerate(turns):
        if turn.arrival_time is None or turn.departure_time is None:
            continue
        stay = int((turn.departure_time - turn.arrival_time).total_seconds()) // 60
        if turn.towable and stay >= airport.policy.split_min:
            yield Problem(
                "runway_split",
                f"turn {turn.id} stays {stay} min and would split, which times = 'runway' does not allow",
                fix=f"set towable to no, or split_min above {stay}",
                table="schedule",
                row=row,
                column="towable",
            )
        elif stay <= taxi[0]:
            yield Problem(
                "stay_too_short",
                f"turn {turn.id} stays {stay} min between its runway times, no longer than the {taxi[0]} min of taxi "
                f"in and out of stand {taxi[1]}",
                fix="correct the times or the stand's taxi minutes",
                table="schedule",
                row=row,
                column="departure_time",
            )
