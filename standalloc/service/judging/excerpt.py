"""An excerpt of a day: some turns with the rows that concern them, which the checker judges like a whole day."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from standalloc.model import Closure, Connection, Exclusion, Handling, Instance, Stand, Turn, Visit, VisitKey
from standalloc.model.condition import Aircraft
from standalloc.model.transfers import TransferTimes


@dataclass(frozen=True)
class Excerpt(Instance):
    """Some turns of a day that was checked as a whole; minutes count from the start of that day.

    Attributes:
        whole: the day. All that is derived from it is looked up there, nothing is worked out anew.
    """

    whole: Instance = field(kw_only=True)

    def __post_init__(self) -> None:
        """Check nothing: the whole day was."""

    @cached_property
    def start(self) -> datetime:
        """The minute 0 of the whole day."""
        return self.whole.start

    @cached_property
    def stand(self) -> Mapping[str, Stand]:
        """All stands by id."""
        return self.whole.stand

    @cached_property
    def turn(self) -> Mapping[str, Turn]:
        """All turns of the day by id."""
        return self.whole.turn

    @cached_property
    def visits_of(self) -> Mapping[str, tuple[Visit, ...]]:
        """Visits of each turn of the excerpt, in order of time."""
        visits_of = self.whole.visits_of
        return {turn.id: visits_of[turn.id] for turn in self.turns}

    @cached_property
    def aircraft(self) -> Mapping[str, Aircraft]:
        """The aircraft of each turn of the day, by turn id."""
        return self.whole.aircraft

    @cached_property
    def pinned(self) -> Mapping[VisitKey, str]:
        """Stand of every pinned visit of the excerpt."""
        return {key: stand for key in self.visit if (stand := self.whole.pinned.get(key)) is not None}

    @cached_property
    def references(self) -> Mapping[VisitKey, str]:
        """Reference stand of every visit of the excerpt that has one."""
        return {key: stand for key in self.visit if (stand := self.whole.references.get(key)) is not None}

    @cached_property
    def handling(self) -> Mapping[str, Handling]:
        """Handling times of the day's half-turns, by turn id."""
        return self.whole.handling

    @cached_property
    def transfer_times(self) -> TransferTimes:
        """Transfer minutes between zones."""
        return self.whole.transfer_times


def excerpt(
    whole: Instance,
    turns: Iterable[Turn],
    *,
    exclusions: Iterable[Exclusion] = (),
    closures: Iterable[Closure] = (),
    connections: Iterable[Connection] = (),
) -> Excerpt:
    """Return turns of a day with the rows given and no others of their kind.

    Args:
        whole: the day.
        turns: of it, in the order of its schedule.
        exclusions: of its airport.
        closures: of its stands.
        connections: between turns given.
    """
    return Excerpt(
        airport=whole.airport.model_copy(update={"exclusions": tuple(exclusions)}),
        turns=tuple(turns),
        closures=tuple(closures),
        connections=tuple(connections),
        name=whole.name,
        whole=whole,
    )
