"""The public instances: those that come with the project's source, and those that anyone can make with it."""

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from standalloc.bench.sources import INSTANCES, Folder, HubDay, NewYorkDay, Source
from standalloc.bench.suites import SUITES
from standalloc.io.schedules import schedules_of


@dataclass(frozen=True, slots=True)
class PublicInstance:
    """An instance that anyone has, or can make.

    Attributes:
        family: of instances under `instances/`.
        name: as the suites name it.
        source: it comes from.
    """

    family: str
    name: str
    source: Source


@functools.cache
def public_instances() -> Mapping[str, PublicInstance]:
    """Return the public instances by their names.

    What a suite makes of data that the user brings along is none of them: such data are not ours to publish.
    """
    return MappingProxyType({one.name: one for one in (*_tiny(), *_of_the_suites())})


def _tiny() -> Iterator[PublicInstance]:
    for path in sorted((INSTANCES / "tiny").glob("*/airport.toml")):
        [schedule] = schedules_of(path.parent)
        yield PublicInstance("tiny", f"tiny-{path.parent.name}", Folder(path.parent, schedule))


def _of_the_suites() -> Iterator[PublicInstance]:
    families = {HubDay: "hub", NewYorkDay: "nyc2013"}
    for suite in SUITES.values():
        for case in suite.cases(None):
            family = families.get(type(case.source))
            if family is not None:
                yield PublicInstance(family, case.instance, case.source)
