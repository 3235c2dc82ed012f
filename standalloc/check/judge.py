"""The judgement of a plan: what it breaks, what it costs, why visits are left out."""

from collections.abc import Iterator

from standalloc.check.figures import figures
from standalloc.check.layout import Layout
from standalloc.check.reasons import reasons
from standalloc.check.rules import violations
from standalloc.check.terms import terms
from standalloc.model import Instance, Judgement, Plan, Problem, VisitKey
from standalloc.model.problems import raise_errors


def check(instance: Instance, plan: Plan) -> Judgement:
    """Judge a plan, whoever made it.

    Raises:
        InputError: the plan names a stand the airport does not have.
    """
    raise_errors(unknown_stands(instance, plan))
    layout = Layout(instance, plan)
    by_name, tiers, objective = terms(layout)
    return Judgement(
        violations=tuple(violations(layout)),
        terms=by_name,
        tiers=tiers,
        objective=objective,
        figures=figures(layout, by_name),
        reasons=reasons(layout),
    )


def unknown_stands(instance: Instance, plan: Plan) -> Iterator[Problem]:
    """Yield an error for each visit on a stand the airport does not have."""
    for (turn, part), stand in plan.stands.items():
        if stand not in instance.stand:
            yield Problem(
                "unknown_stand",
                f"stand '{stand}' of visit {VisitKey(turn, part)} is not in stands.csv",
                fix="correct the name or add the stand",
                table="plan",
                column="stand",
            )
