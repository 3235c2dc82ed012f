"""The airport: what stays when the schedule changes."""

from collections.abc import Mapping
from typing import Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from standalloc.model.fields import Count, Identifier, Number, Row
from standalloc.model.policy import Objective, Policy
from standalloc.model.relations import Exclusion, Handling, Preference
from standalloc.model.stand import Stand
from standalloc.model.transfers import KEY_LENGTHS

#: Most seats of each body class, in order of size.
DEFAULT_CLASSES: Mapping[str, int] = {"Regional": 120, "Narrow_Body": 220, "Wide_Body": 1000}


def _known_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise PydanticCustomError(
            "bad_timezone", "is not a time zone of the IANA database, such as Europe/Paris"
        ) from None
    return name


def _zone_pair(name: str) -> str:
    words = name.split(".")
    if len(words) not in KEY_LENGTHS or not all(words):
        raise PydanticCustomError("bad_zone", "is not a pair of zones as in A.B, or with sectors before it D.I.A.B")
    return name


ZonePair = Annotated[str, AfterValidator(_zone_pair)]


class Airport(Row):
    """Stands, exclusions, preferences and policy of an airport."""

    code: Identifier
    name: str = ""
    timezone: Annotated[str, AfterValidator(_known_zone)]
    policy: Policy = Field(default_factory=Policy)
    objective: Objective = Field(default_factory=Objective)
    classes: Mapping[str, Count] = Field(default_factory=lambda: dict(DEFAULT_CLASSES))
    zones: Mapping[ZonePair, Annotated[float, Number, Field(ge=0, le=10_000)]] = Field(default_factory=dict)
    stands: tuple[Stand, ...] = ()
    exclusions: tuple[Exclusion, ...] = ()
    preferences: tuple[Preference, ...] = ()
    handling: tuple[Handling, ...] = ()

    def body_class_of(self, seats: int | None) -> str:
        """Return the body class of an aircraft by its seats: the first whose most seats suffice, else the last."""
        if seats is None or not self.classes:
            return ""
        return next((name for name, most in self.classes.items() if seats <= most), list(self.classes)[-1])
