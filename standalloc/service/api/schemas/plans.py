"""Plans, judgements, moves and publications as the API takes and gives them."""

import datetime
from typing import Annotated, Any, Final, Literal

from pydantic import Field

from standalloc.service.api.schemas.common import AirportName, Id, InputProblem, Moment, Note, Row, Rows, Schema

PLAN_EXAMPLE: Final[list[Row]] = [{"turn": "AB101", "visit": "full", "stand": "A1"}]
Part = Literal["full", "arrival", "parking", "departure"]
TurnId = Annotated[str, Field(min_length=1, max_length=200, examples=["AB101"])]
StandId = Annotated[str, Field(min_length=1, max_length=200, examples=["A1"])]


class Amount(Schema):
    """How much of a term there is, in its own unit, and what that costs."""

    amount: float
    cost: float


class Figures(Schema):
    """What lists show of a plan; docs/files.md explains the names, docs/rules.md the terms.

    Attributes:
        valid: whether it keeps every rule.
        violations: how many rules it breaks, each breach counted.
        bound: proven least objective; None for a plan made by hand.
        gap: `(objective - bound) / max(|objective|, 1)`.
        status: `optimal`, `feasible`, ... of a solve.
        tiers: cost of each tier.
    """

    valid: bool
    violations: int
    objective: float
    bound: float | None = None
    gap: float | None = None
    status: str | None = None
    turns: int
    visits: int
    unallocated: int
    bus_passengers: int
    contact_rate: float
    contact_rate_flights: float
    tows: int
    peak_tugs: int = 0
    peak_buses: int = 0
    unused_bridges: int = 0
    missed_transfers: int = 0
    terms: dict[str, Amount]
    tiers: list[float]


class VisitName(Schema):
    """Names a visit."""

    turn: str
    visit: str


class Violation(Schema):
    """One rule that a plan breaks; start and end in the airport's local time."""

    rule: str = Field(examples=["overlap"])
    message: str
    turns: list[str]
    visits: list[VisitName]
    stands: list[str]
    start: str
    end: str


class Plan(Schema):
    """A stored plan, without its rows.

    Attributes:
        id: the plan.
        airport: the airport.
        airport_version: the version it was judged with.
        schedule_id: the schedule it allocates.
        job_id: the job that made it; None for one made by hand.
        parent_id: the plan it was edited from.
        name: what the user calls it.
        figures: what the checker says of it.
        created_by: who made it.
        created_at: when.
    """

    id: Id
    airport: AirportName
    airport_version: int
    schedule_id: Id
    job_id: Id | None
    parent_id: Id | None
    name: str
    figures: Figures
    created_by: str
    created_at: Moment


class PlanWithRows(Plan):
    """A stored plan with its rows, the conditions it was made under, and every rule it breaks."""

    plan: list[Row] = Field(examples=[PLAN_EXAMPLE])
    pins: Rows
    objective: dict[str, Any] | None = None
    violations: list[Violation]


class StoredPlan(Plan):
    """A plan that was just stored, with what reading it warned of and every rule it breaks."""

    violations: list[Violation]
    warnings: list[InputProblem]


class PlanUpload(Schema):
    """A plan to check or to store: rows of `plan.csv`.

    Attributes:
        plan: the rows; visits that are not there count as unallocated.
        pins: beside those of the schedule; the plan is judged with them.
        objective: weights or tiers in place of the airport's.
    """

    plan: list[Row] = Field(examples=[PLAN_EXAMPLE])
    pins: Rows
    objective: dict[str, Any] | None = None


class NewPlan(PlanUpload):
    """A plan to store, made by hand or edited from a stored one."""

    name: Note = ""
    parent_id: Id | None = None


class Judgement(Figures):
    """What the checker says of a plan that is not stored."""

    broken: list[Violation]
    reasons: list[Row] = Field(examples=[[{"turn": "AB101", "visit": "full", "code": "full", "text": "..."}]])
    warnings: list[InputProblem]


class Move(Schema):
    """A visit and where it is to go; null leaves it without a stand."""

    turn: TurnId
    visit: Part
    stand: StandId | None


class Moves(Schema):
    """Moves that are made together: one visit's, a whole turn's, two that swap."""

    moves: Annotated[list[Move], Field(min_length=1, max_length=100)] = Field(
        examples=[[{"turn": "AB101", "visit": "full", "stand": "R1"}]]
    )


class Verdict(Schema):
    """What moves would do to a plan.

    Attributes:
        answer: `allowed`, `at_cost` (allowed, and the plan gets worse) or `forbidden`.
        rules: ids of the rules that forbid it.
        broken: the breaches.
        eased: excesses of tugs or buses that were there and become no worse.
        mended: breaches of the plan that it mends.
        objective: what more the plan costs.
        terms: the change by term.
        tiers: the change of each tier.
    """

    answer: Literal["allowed", "at_cost", "forbidden"]
    rules: list[str]
    broken: list[Violation]
    eased: list[Violation]
    mended: list[Violation]
    objective: float
    terms: dict[str, Amount]
    tiers: list[dict[str, Any]]


class StandVerdict(Schema):
    """What would be if a visit went to a stand, or to none (null): what a row is tinted by while a planner drags."""

    stand: str | None
    answer: Literal["allowed", "at_cost", "forbidden"]
    rule: str
    message: str
    objective: float | None


class NewPublication(Schema):
    """A plan to publish.

    Attributes:
        plan_id: the plan.
        based_on: revision of the published plan that the user has seen; 0 where there was none.
        note: what the user says of it.
    """

    plan_id: Id
    based_on: int = Field(ge=0, le=2**31 - 1, examples=[0])
    note: Note = ""


class Publication(Schema):
    """A plan published for an airport and a day."""

    airport: AirportName
    day: datetime.date = Field(examples=["2030-06-01"])
    revision: int = Field(examples=[1])
    plan_id: Id
    note: str
    published_by: str
    published_at: Moment
