"""The rules a plan is judged by: one function each, under the rule's id."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Final

from standalloc.check.admission import ADMISSION, admission
from standalloc.check.capacity import bus_capacity, tow_capacity
from standalloc.check.closure import closure
from standalloc.check.exclusion import exclusion
from standalloc.check.layout import Layout
from standalloc.check.overlap import overlap
from standalloc.check.pin import pin
from standalloc.check.split import split
from standalloc.check.taxilane import taxilane
from standalloc.model import Violation

Rule = Callable[[Layout], Iterator[Violation]]

#: Every rule by its id, in the order reports show them.
CHECKS: Final[Mapping[str, Rule]] = {
    **{rule: partial(admission, rule) for rule in ADMISSION},
    "overlap": overlap,
    "exclusion": exclusion,
    "closure": closure,
    "pin": pin,
    "split": split,
    "tow_capacity": tow_capacity,
    "taxilane": taxilane,
    "bus_capacity": bus_capacity,
}


def violations(layout: Layout) -> Iterator[Violation]:
    """Yield every breach of every rule, rule by rule, each once."""
    for rule in CHECKS.values():
        yield from dict.fromkeys(rule(layout))
