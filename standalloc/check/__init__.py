"""Judges plans without any solver: every broken rule, every term, the reason of every unallocated visit."""

from standalloc.check.admission import refusals
from standalloc.check.advise import WARNINGS, advise
from standalloc.check.judge import check
from standalloc.check.pins import pin_problems
from standalloc.check.reasons import REASONS

__all__ = ["REASONS", "WARNINGS", "advise", "check", "pin_problems", "refusals"]
