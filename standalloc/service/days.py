"""Days and plans as the store keeps them: an airport's version and a schedule to an instance, a plan to its document.

API and workers share this module, so that both mean the same day. A job and a hand-made plan may set `conditions` of
their own on a day; they are kept in the plan's document, and the plan is judged under them ever after.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

from standalloc.io import plan_rows, read_instance_document, violation_document
from standalloc.io.tables import CLOSURES, PINS, REFERENCE
from standalloc.model import Instance, Judgement, Plan, Reason, Result, VisitKey

Document = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Conditions:
    """What one job or plan sets on a day.

    Attributes:
        pins: rows of `pins.csv`, beside those of the schedule.
        objective: weights or tiers in place of the airport's; None keeps these.
        reference: rows of the plan to change little of, in place of the schedule's; None keeps this.
    """

    pins: Sequence[Document] = ()
    objective: Document | None = None
    reference: Sequence[Document] | None = None

    @classmethod
    def of_plan(cls, document: Document) -> "Conditions":
        """Return the conditions under which a stored plan was made."""
        return cls(tuple(document.get("pins", ())), document.get("objective"), document.get("reference"))


#: The day as it is stored.
AS_STORED: Final = Conditions()


def day_document(airport: Document, schedule: Document, name: str = "", conditions: Conditions = AS_STORED) -> Document:
    """Return the instance document of a day.

    Args:
        airport: document of the airport's version; closures in it hold on all its days.
        schedule: document of the schedule.
        name: of the schedule.
        conditions: of the job or the plan.
    """
    lasting = {key: value for key, value in airport.items() if key != CLOSURES.name}
    if conditions.objective is not None:
        lasting["objective"] = dict(conditions.objective)
    closures = [*airport.get(CLOSURES.name, ()), *schedule.get(CLOSURES.name, ())]
    pins = [*schedule.get(PINS.name, ()), *conditions.pins]
    day = {**schedule, "name": name, "airport": lasting, CLOSURES.name: closures, PINS.name: pins}
    return day if conditions.reference is None else day | {REFERENCE.name: list(conditions.reference)}


def read_day(airport: Document, schedule: Document, name: str = "", conditions: Conditions = AS_STORED) -> Instance:
    """Return the instance of a day; the arguments are those of `day_document`.

    Raises:
        InputError: with every problem found: the conditions do not fit the day.
    """
    return read_instance_document(day_document(airport, schedule, name, conditions))


def plan_document(plan: Plan, instance: Instance, judgement: Judgement, conditions: Conditions = AS_STORED) -> Document:
    """Return what the store keeps of a plan.

    Args:
        plan: with the reasons of the visits it leaves out; those the judgement has are added.
        instance: it is for, under the conditions.
        judgement: the checker's word on it.
        conditions: it was made under.
    """
    told = Plan(plan.stands, {**judgement.reasons, **plan.reasons})
    return {
        "plan": plan_rows(told, instance),
        "others": [
            {"turn": key.turn, "visit": key.part, "stand": stand}
            for key, stand in plan.stands.items()
            if key not in instance.visit
        ],
        "pins": [dict(pin) for pin in conditions.pins],
        "objective": None if conditions.objective is None else dict(conditions.objective),
        "reference": None if conditions.reference is None else [dict(row) for row in conditions.reference],
        "violations": [violation_document(violation, instance) for violation in judgement.violations],
    }


def stored_plan(document: Document) -> Plan:
    """Return the plan of a document that `plan_document` made."""
    rows = [*document["plan"], *document["others"]]
    stands = {VisitKey(row["turn"], row["visit"]): row["stand"] for row in rows if row["stand"]}
    left_out = [row for row in rows if not row["stand"] and row["reason"]]
    return Plan(stands, {VisitKey(row["turn"], row["visit"]): _reason(row["reason"]) for row in left_out})


def plan_figures(judgement: Judgement, result: Result | None = None) -> Document:
    """Return what lists and comparisons show of a plan.

    Args:
        judgement: the checker's word on it.
        result: of the solve that made it, which knows a bound.
    """
    return {
        "valid": judgement.is_valid,
        "violations": len(judgement.violations),
        "objective": judgement.objective,
        "bound": None if result is None else result.bound,
        "gap": None if result is None else result.gap,
        "status": None if result is None else result.status,
        **asdict(judgement.figures),
        "terms": {name: {"amount": term.amount, "cost": term.cost} for name, term in judgement.terms.items()},
        "tiers": list(judgement.tiers),
    }


def _reason(text: str) -> Reason:
    code, colon, words = text.partition(": ")
    return Reason(code, words) if colon and code.replace("_", "").isalpha() and code.islower() else Reason("", text)
