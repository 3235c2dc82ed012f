"""The planner's page: drafts of a plan, and the board that shows one, as the API takes and gives them."""

from typing import Annotated, Any, Final, Literal

from pydantic import Field, JsonValue

from standalloc.service.api.schemas.common import AirportName, Id, Row, Schema
from standalloc.service.api.schemas.plans import Figures, Move, Part, TurnId, Violation

#: Moves that one draft may have.
MOST_MOVES: Final = 5_000
#: Pairs of a name and a text.
Facts = Annotated[
    list[Annotated[list[str], Field(min_length=2, max_length=2)]], Field(examples=[[["Stand", "A1, contact, bridge"]]])
]


class Draft(Schema):
    """A plan with a planner's moves that are not stored.

    Attributes:
        plan_id: the plan it began from; null for one without any visit on a stand.
        moves: made one after the other, the last one of a visit holds.
        pins: rows of `pins.csv` beside the schedule's own; null for those of the plan.
        objective: weights or tiers; null for those of the plan.
    """

    plan_id: Id | None = None
    moves: list[Move] = Field([], max_length=MOST_MOVES, examples=[[{"turn": "AB101", "visit": "full", "stand": "R1"}]])
    pins: list[Row] | None = Field(
        None, max_length=100_000, examples=[[{"turn": "AB101", "visit": "*", "stand": "A1"}]]
    )
    objective: dict[str, Any] | None = Field(None, examples=[{"tow": 100}])


class DraftVisit(Draft):
    """A visit of a draft."""

    turn: TurnId
    visit: Part


class DraftVisits(Draft):
    """Visits of one turn in a draft that go to a stand together."""

    turn: TurnId
    visits: Annotated[list[Part], Field(min_length=1, max_length=4)] = Field(examples=[["full"]])


class Tick(Schema):
    """A whole hour; `date` is filled where a local day begins."""

    minute: int
    label: str = Field(examples=["06:00"])
    date: str


class BoardRow(Schema):
    """A stand, or the heading of those of one terminal and pier.

    Attributes:
        note: the largest code letter or wingspan of a stand; of a heading how many stands it has.
        pier: the stands' zone where it is not the terminal's, else their apron.
    """

    kind: Literal["heading", "stand"]
    label: str
    note: str
    stand_kind: Literal["contact", "remote"]
    terminal: str
    pier: str
    facts: Facts


class Flight(Schema):
    """A flight of a turn; `airport` is where it comes from or goes to, `time` is local."""

    flight: str
    airport: str
    time: str = Field(examples=["2030-06-01T06:05+02:00"])


class UnallocatedReason(Schema):
    """Why a visit has no stand; docs/rules.md lists the codes."""

    code: str
    text: str


class BoardBar(Schema):
    """A visit on its stand, or on none.

    Attributes:
        kind: what its passengers do: board at a `contact` stand, ride a `bus`, do so with the bridge `unused`, use a
            `remote` stand without one; `parking` between two flights; `unallocated`.
        lane: from 0; above that where it overlaps another on its stand.
        start: first minute from the board's origin.
        end: minute it ends, itself excluded.
        buffer_end: minute the buffer after it ends; `end` where the turn stays on.
        labels: what to write on it, longest first.
        names: what it is found by.
        code: the aircraft's code letter.
        type: of the aircraft.
        passengers: who disembark or board in this visit.
        pinned: whether it has to be on its stand.
        fixed: whether the schedule itself pins it, so that a draft cannot unpin it.
        broken: whether a rule is broken here.
        misses_transfer: whether passengers miss a transfer from or to its flights.
        moved: whether it is elsewhere than in the plan as it is stored.
        reason: why it has no stand.
    """

    turn: str
    visit: Part
    stand: str | None
    kind: Literal["contact", "bus", "unused", "remote", "parking", "unallocated"]
    lane: int
    start: int
    end: int
    buffer_end: int
    labels: list[str]
    names: list[str]
    airline: str
    code: str
    terminal: str
    type: str
    passengers: int
    arrival: Flight | None
    departure: Flight | None
    pinned: bool
    fixed: bool
    broken: bool
    misses_transfer: bool
    moved: bool
    reason: UnallocatedReason | None


class BoardLink(Schema):
    """A tow: at `minute` the aircraft leaves the stand `from` for the stand `to`."""

    turn: str
    minute: int
    source: str = Field(alias="from")
    target: str = Field(alias="to")


class BoardBlock(Schema):
    """When a stand is closed, or excluded by an aircraft on another."""

    kind: Literal["closure", "exclusion"]
    stand: str
    start: int
    end: int
    label: str
    facts: Facts


class BoardProfile(Schema):
    """How many there are from each minute to the next, in layers on each other, the lowest first.

    Attributes:
        kind: `stands` occupied, `buses` or `tugs` in use.
        minutes: when a count changes.
        layers: the counts by what is counted; `beyond` exceeds the capacity.
        capacity: how many there are; null where that is no rule.
    """

    kind: Literal["stands", "buses", "tugs"]
    minutes: list[int]
    layers: dict[str, list[int]]
    capacity: int | None
    facts: Facts


class Board(Schema):
    """A day and a draft of its plan, as the planner's page draws them; minutes count from `origin`.

    Attributes:
        airport_version: the version the draft is judged with.
        name: of the schedule.
        plan_id: the plan the draft began from.
        title: of the day.
        zone: time zone of the airport.
        origin: the moment of minute 0.
        start: first minute shown, a whole hour of local time.
        end: last one.
        rows: from the top.
        bars: all visits, in order of time.
        links: tows.
        blocks: when stands cannot be used.
        profiles: demand over the day.
        supply: from which minute on how many stands can be used.
        figures: `bound`, `gap` and `status` only where the draft is the plan as it is stored.
        violations: rules broken.
        missed_transfers: a line for each.
        pins: beside the schedule's own.
        objective: weights or tiers of the draft; null for the airport's.
        weights: what a unit of every term costs.
        tiers: terms that come first, and so on.
    """

    airport: AirportName
    airport_version: int
    day: str = Field(examples=["2030-06-01"])
    schedule_id: Id
    name: str
    plan_id: Id | None
    title: str
    zone: str = Field(examples=["Europe/Paris"])
    origin: str = Field(examples=["2030-06-01T06:05+02:00"])
    start: int
    end: int
    ticks: list[Tick]
    rows: list[BoardRow]
    bars: list[BoardBar]
    links: list[BoardLink]
    blocks: list[BoardBlock]
    profiles: list[BoardProfile]
    supply: list[tuple[int, int]]
    figures: Figures
    violations: list[Violation]
    missed_transfers: list[str]
    pins: list[dict[str, JsonValue]]
    objective: dict[str, JsonValue] | None
    weights: dict[str, float]
    tiers: list[list[str]]


class VisitFacts(Schema):
    """What there is to say of a visit."""

    facts: Facts
