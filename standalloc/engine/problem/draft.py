"""What a problem is compiled from: visits, classes, occupancies, and the happenings its rules ask for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from standalloc.engine.problem.chains import Event
from standalloc.engine.problem.classes import StandClass
from standalloc.engine.problem.happenings import Happening, Link
from standalloc.model import Instance, Stand, Visit

#: A visit's occupancy `[start, end)` on every class that admits it.
Times = Mapping[int, tuple[int, int]]


@dataclass(frozen=True)
class Draft:
    """The ground that rules build their chains on.

    Attributes:
        instance: what is compiled.
        visits: the visits, in the order of their indices.
        classes: the stand classes, in the order of theirs.
        times: for each visit, its occupancy on every class that admits it.
        links: consecutive visits.
        happenings: what has been asked for so far; `event` adds to it.
    """

    instance: Instance
    visits: tuple[Visit, ...]
    classes: tuple[StandClass, ...]
    times: Sequence[Times]
    links: tuple[Link, ...]
    happenings: dict[Happening, Event] = field(default_factory=dict)

    def event(self, happening: Happening) -> Event:
        """Return the event of a happening; equal ones share theirs."""
        return self.happenings.setdefault(happening, Event(len(self.happenings)))

    def sample(self, k: int) -> Stand:
        """Return a stand of a class: rules and costs are the same for all of them."""
        return self.classes[k].sample
