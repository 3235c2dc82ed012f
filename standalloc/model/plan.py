"""Plans: a stand for every visit, and a reason for each visit without one."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from standalloc.model.visit import VisitKey


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a visit is unallocated: a stable code (documented in `docs/rules.md`) and the words for a planner."""

    code: str
    text: str

    def __str__(self) -> str:
        return f"{self.code}: {self.text}"


@dataclass(frozen=True, slots=True)
class Plan:
    """Which visit is on which stand.

    Attributes:
        stands: stand id of every allocated visit; a visit that is not here is unallocated.
        reasons: why visits are unallocated, where known.
    """

    stands: Mapping[VisitKey, str] = field(default_factory=dict)
    reasons: Mapping[VisitKey, Reason] = field(default_factory=dict)
