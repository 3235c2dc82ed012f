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


class Airport(Row):
    """Stands, exclusions, preferences and policy of an airport."""

    code: Identifier
    name: str = ""
    timezone: Annotated[str, AfterValidator(_known_zone)]
    policy: Policy = Field(default_factory=Policy)
    objective: Objective = Field(default_factory=Objective)
    classes: Mapping[str, Count] = Field(default_factory=lambda: dict(DEFAULT_CLASSES))
    zones: Mapping[str, Annotated[float, Number]] = Field(default_factory=dict)
    stands: tuple[Stand, ...] = ()
    exclusions: tuple[Exclusion, ...] = ()
    preferences: tuple[Preference, ...] = ()
    handling: tuple[Handling, ...] = ()

    def body_class_of(self, seats: int | None) -> str:
        """Return the body class of an aircraft by its seats: the first whose most seats suffice, else the last."""
        if seats is None or not self.classes:
            return ""
        return next((name for name, most in self.classes.items() if seats <= most), list(self.classes)[-1])
