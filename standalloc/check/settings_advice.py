"""Warnings about an airport's settings: rules that never act, minutes that are missing, costs that count nothing."""

from collections.abc import Iterator

from standalloc.check.wording import listed, named, warning
from standalloc.model import TERMS, Instance, Objective, Policy, Problem, Stand


def idle_rules(instance: Instance) -> Iterator[Problem]:
    """Warn of capacities and distances that never act: what they count takes no time or is nowhere."""
    policy = instance.airport.policy
    if policy.tow_capacity is not None and not policy.tow_min:
        yield _idle("tow_capacity", policy.tow_capacity, "tow_min is 0", "give tow_min")
    if policy.taxilane_min and not any(stand.group for stand in instance.airport.stands):
        yield _idle(
            "taxilane_min", policy.taxilane_min, "no stand has a group", "give the stands of a taxilane a group"
        )
    if policy.bus_capacity is not None and not policy.bus_use_min:
        yield _idle("bus_capacity", policy.bus_capacity, "bus_use_min is 0", "give bus_use_min")


def _idle(key: str, value: int, because: str, fix: str) -> Problem:
    message = f"{key} {value} never acts: {because}"
    return warning("idle_rule", message, fix=f"{fix}, or remove {key}", table="policy", column=key)


def unallocated_is_free(instance: Instance) -> Iterator[Problem]:
    """Warn of an objective to which a visit without a stand is no loss."""
    objective = instance.airport.objective
    if not objective.weight("unallocated"):
        column = "tiers" if objective.tiers else "unallocated"
        why = "no tier names unallocated" if objective.tiers else "the weight of unallocated is 0"
        fix = "name it in the first tier" if objective.tiers else "give it a weight"
        message = f"{why}: leaving a visit without a stand costs nothing"
        yield warning("unallocated_free", message, fix=fix, table="objective", column=column)


def costs_in_no_tier(instance: Instance) -> Iterator[Problem]:
    """Warn of terms whose costs are given, by weight or by stand, and which no tier names."""
    objective, defaults = instance.airport.objective, Objective()
    given = {term for term in TERMS if getattr(objective, term) not in (0, getattr(defaults, term))}
    given |= {f"{stand.kind}_min" for stand in instance.airport.stands if stand.cost_per_min}
    left_out = [term for term in TERMS if term in given and not objective.weight(term)]
    if objective.tiers and left_out:
        message = f"no tier names {listed(left_out)}: what they cost counts nothing"
        yield warning("not_in_tiers", message, fix="name them in a tier", table="objective", column="tiers")


def missing_taxi_minutes(instance: Instance) -> Iterator[Problem]:
    """Warn where taxi minutes are asked for and no stand has any."""
    policy, objective = instance.airport.policy, instance.airport.objective
    asked = [("policy", "times")] if policy.times == "runway" else []
    asked += [("objective", "taxi_min")] if objective.weight("taxi_min") else []
    if asked and not any(stand.taxi_in_min or stand.taxi_out_min for stand in instance.airport.stands):
        table, column = asked[0]
        message = f"{' and '.join(key for _, key in asked)} ask for taxi minutes, and no stand has any: they count as 0"
        yield warning("missing_taxi", message, fix="give taxi_in_min and taxi_out_min", table=table, column=column)


def missing_bus_minutes(instance: Instance) -> Iterator[Problem]:
    """Warn of stands from which a bus may drive to a terminal in no time, where its minutes cost something."""
    airport = instance.airport
    if airport.objective.weight("bus_trip_min"):
        terminals = {instance.turn[visit.turn].terminal for visit in instance.visits if visit.passengers}
        lacking = {
            row: stand.id
            for row, stand in enumerate(airport.stands)
            if "*" not in stand.bus_min
            and any(name not in stand.bus_min and _may_bus(airport.policy, stand, name) for name in terminals)
        }
        if lacking:
            message = f"no bus_min of {named('stand', list(lacking.values()))}: bus trips from there may cost nothing"
            fix = "give the minutes to every terminal, or one number"
            yield warning("missing_bus_min", message, fix=fix, table="stands", row=min(lacking), column="bus_min")


def _may_bus(policy: Policy, stand: Stand, terminal: str) -> bool:
    """Say whether passengers of a terminal may ride a bus from a stand."""
    off_sector = policy.bridge_mismatch == "bus" and bool(stand.arrival_sectors or stand.departure_sectors)
    off_terminal = (
        policy.terminal_mismatch == "bus" and bool(stand.terminal and terminal) and stand.terminal != terminal
    )
    return stand.boarding == "bus" or (stand.is_contact and (off_sector or off_terminal))
