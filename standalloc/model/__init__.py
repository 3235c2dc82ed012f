"""What exists: stands, turns, visits, rules of the airport, plans and results. Knows no solver, no file, no pandas."""

from standalloc.model.airport import Airport
from standalloc.model.condition import Aircraft, Condition
from standalloc.model.instance import Instance
from standalloc.model.plan import Plan, Reason
from standalloc.model.policy import RULES, TERMS, Objective, Policy
from standalloc.model.problems import InputError, Problem
from standalloc.model.relations import Closure, Connection, Exclusion, Handling, Pin, Preference
from standalloc.model.result import Figures, Judgement, Progress, Result, Term, Tier, Violation
from standalloc.model.stand import Stand
from standalloc.model.turn import Turn
from standalloc.model.visit import PARTS, Part, Visit, VisitKey

__all__ = [
    "PARTS",
    "RULES",
    "TERMS",
    "Aircraft",
    "Airport",
    "Closure",
    "Condition",
    "Connection",
    "Exclusion",
    "Figures",
    "Handling",
    "InputError",
    "Instance",
    "Judgement",
    "Objective",
    "Part",
    "Pin",
    "Plan",
    "Policy",
    "Preference",
    "Problem",
    "Progress",
    "Reason",
    "Result",
    "Stand",
    "Term",
    "Tier",
    "Turn",
    "Violation",
    "Visit",
    "VisitKey",
]
