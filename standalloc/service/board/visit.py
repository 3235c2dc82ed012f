"""One visit in words: all that there is to say of it in a draft."""

from standalloc.check.layout import Layout
from standalloc.check.transfers import transfers
from standalloc.model import Instance, Judgement, Plan, VisitKey
from standalloc.plots.chart import Facts
from standalloc.plots.facts import visit_facts
from standalloc.plots.layout import stands_around
from standalloc.plots.transfers import by_visit, transfer_facts


def facts_of(instance: Instance, plan: Plan, judgement: Judgement, key: VisitKey) -> Facts:
    """Return the facts of a visit: its flights, its stand, what it takes there, what is broken, why it has none.

    Args:
        instance: the day; it has the visit.
        plan: of it; the airport has every stand it names.
        judgement: the checker's word on it.
        key: the visit.
    """
    visit = instance.visit[key]
    changing = by_visit(transfers(Layout(instance, plan))).get(key, ())
    return visit_facts(
        instance,
        visit,
        stands_around(instance, plan, visit),
        reason=judgement.reasons.get(key) or plan.reasons.get(key),
        violations=[violation for violation in judgement.violations if key in violation.visits],
        transfers=transfer_facts(instance, key, changing),
    )
