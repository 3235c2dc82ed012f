"""The judgement as a whole: unknown stands, order, and planted breaches in random days."""

import dataclasses
import random

import pytest

from standalloc.check import check
from standalloc.check.rules import CHECKS
from standalloc.model import RULES, InputError, Instance, Plan, VisitKey


def test_rules_are_those_of_the_model():
    assert tuple(CHECKS) == RULES


def test_an_unknown_stand_is_bad_input(build):
    instance = build.day([build.stand("C1")], [build.turn("T1", "08:00", "14:00")])
    with pytest.raises(InputError, match=r"stand 'C9' of visit T1 \(arrival\) is not in stands.csv") as error:
        check(instance, build.plan("T1/arrival=C9 T1/parking=C1"))
    assert [p.code for p in error.value.problems] == ["unknown_stand"]


def test_an_empty_day(build):
    judgement = check(build.day([], []), Plan())
    assert judgement.is_valid
    assert judgement.objective == 0


def test_the_same_plan_in_another_order_is_judged_the_same(build):
    turns = [build.turn(f"T{i}", "08:00", "09:00", code="E") for i in range(4)]
    instance = build.day([build.stand("C1", max_code="C")], turns)
    plan = build.plan("T0=C1 T1=C1 T2=C1 T3=C1")
    backwards = Plan(dict(reversed(plan.stands.items())))
    assert check(instance, plan) == check(instance, backwards)
    assert not check(instance, plan).is_valid


# --- planted breaches -------------------------------------------------------------------------------------------------


def random_day(build, dice: random.Random) -> Instance:
    """Return a day of a few turns of every sort on a few stands with every sort of limit."""
    stands = [
        build.stand(
            f"S{i}",
            dice.choice(["contact", "contact", "remote"]),
            max_code=dice.choice("CEF"),
            terminal=dice.choice(["", "A", "B"]),
            arrival_sectors=dice.choice(["", "D", "D I"]),
            airlines=dice.choice(["", "", "AA BB"]),
            buffer_min=dice.choice([None, 0, 30]),
        )
        for i in range(6)
    ]
    turns = []
    for i in range(10):
        arrival = dice.randrange(360, 1200)
        stay = dice.choice([45, 70, 180, 181, 400])
        arrives, leaves = dice.choice([(1, 1), (1, 1), (1, 1), (1, 0), (0, 1)])
        turns.append(
            build.turn(
                f"T{i}",
                clock(arrival) if arrives else None,
                clock(arrival + stay) if leaves else None,
                code=dice.choice("CCE"),
                terminal=dice.choice(["", "A", "B"]),
                airline=dice.choice(["AA", "BB", "CC"]),
                arrival_sector=dice.choice("DI"),
                arrival_pax=dice.randrange(1, 200),
                departure_pax=dice.randrange(1, 200),
                towable=dice.choice([True, True, False]),
            )
        )
    rows = [build.exclusion("S0", "S1"), build.exclusion("S2", "S3", when_a="code>=E", gap_min=0)]
    closures = [build.closure("S4", "12:00", "13:00", when=dice.choice(["*", "code=C"]))]
    policy = {"terminal_mismatch": dice.choice(["cost", "forbid"])}
    return build.day(stands, turns, policy=policy, exclusions=rows, closures=closures)


def clock(minute: int) -> str:
    return f"{1 + minute // 1440} {minute % 1440 // 60:02}:{minute % 60:02}"


def valid_plan(instance: Instance, dice: random.Random) -> Plan:
    """Return a plan grown visit by visit, keeping what breaks no rule."""
    stands: dict[VisitKey, str] = {}
    for visit in dice.sample(instance.visits, len(instance.visits)):
        for stand in dice.sample(instance.airport.stands, len(instance.airport.stands)):
            if check(instance, Plan(stands | {visit.key: stand.id})).is_valid:
                stands[visit.key] = stand.id
                break
    return Plan(stands)


def with_stand(instance: Instance, name: str, **columns) -> Instance:
    stands = tuple(s.model_copy(update=columns) if s.id == name else s for s in instance.airport.stands)
    return dataclasses.replace(instance, airport=instance.airport.model_copy(update={"stands": stands}))


def with_policy(instance: Instance, **keys) -> Instance:
    policy = instance.airport.policy.model_copy(update=keys)
    return dataclasses.replace(instance, airport=instance.airport.model_copy(update={"policy": policy}))


def plant_size(build, instance, plan, visit, stand):
    return with_stand(instance, stand.id, max_code="B"), plan


def plant_sector(build, instance, plan, visit, stand):
    if stand.is_contact and visit.disembarks:
        return with_stand(instance, stand.id, arrival_sectors=("S",)), plan
    return None


def plant_terminal(build, instance, plan, visit, stand):
    if stand.is_contact and visit.passengers and instance.turn[visit.turn].terminal:
        return with_stand(instance, stand.id, terminal="Z"), plan
    return None


def plant_access(build, instance, plan, visit, stand):
    return with_stand(instance, stand.id, airlines=("ZZ",)), plan


def plant_overlap(build, instance, plan, visit, stand):
    if visit.part != "full":
        return None
    twin = instance.turn[visit.turn].model_copy(update={"id": "twin"})
    return dataclasses.replace(instance, turns=(*instance.turns, twin)), Plan(
        {**plan.stands, VisitKey("twin", "full"): stand.id}
    )


def plant_exclusion(build, instance, plan, visit, stand):
    for key, name in plan.stands.items():
        other = instance.visit[key]
        together = other.start < visit.end and visit.start < other.end
        if other.turn != visit.turn and name != stand.id and together:
            rows = (*instance.airport.exclusions, build.exclusion(name, stand.id, gap_min=0))
            return dataclasses.replace(instance, airport=instance.airport.model_copy(update={"exclusions": rows})), plan
    return None


def plant_closure(build, instance, plan, visit, stand):
    middle = instance.moment((visit.start + visit.end) // 2)
    row = build.closure(stand.id, "00:00", "00:01").model_copy(
        update={"start": middle, "end": instance.moment(visit.end)}
    )
    if visit.start == visit.end:
        return None
    return dataclasses.replace(instance, closures=(*instance.closures, row)), plan


def plant_pin(build, instance, plan, visit, stand):
    other = next(s.id for s in instance.airport.stands if s.id != stand.id)
    return dataclasses.replace(instance, pins=(build.pin(visit.turn, other, visit.part),)), plan


def plant_split(build, instance, plan, visit, stand):
    stranger = VisitKey(visit.turn, "full" if visit.part != "full" else "parking")
    return instance, Plan({**plan.stands, stranger: stand.id})


@pytest.fixture(scope="module")
def random_days(build) -> list[tuple[Instance, Plan]]:
    days = []
    for seed in range(25):
        dice = random.Random(seed)
        instance = random_day(build, dice)
        days.append((instance, valid_plan(instance, dice)))
    return days


@pytest.mark.parametrize("rule", RULES)
def test_a_planted_breach_is_found_and_nothing_else(build, rule, random_days):
    planted = 0
    for given, plan in random_days:
        instance = with_policy(given, terminal_mismatch="forbid") if rule == "terminal" else given
        if not check(instance, plan).is_valid:  # it had mismatches that only cost
            continue
        for key, name in plan.stands.items():
            spoilt = globals()[f"plant_{rule}"](build, instance, plan, instance.visit[key], instance.stand[name])
            if spoilt is not None:
                planted += 1
                found = check(*spoilt).violations
                assert {v.rule for v in found} == {rule}
                assert key.turn in {turn for v in found for turn in v.turns}
                break
    assert planted >= 10


def test_the_random_days_are_valid(random_days):
    assert all(check(instance, plan).is_valid for instance, plan in random_days)
    assert sum(len(plan.stands) for _, plan in random_days) > 150
