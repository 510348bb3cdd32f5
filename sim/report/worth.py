"""Is it worth it? What each scenario costs, what an alternative's money buys, and the same money otherwise.

In: findings of a base and its alternatives. Out: lines of text that can be read aloud.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from math import isnan

from sim.measures.definitions import MEASURES
from sim.measures.spending import ITEMS
from sim.report.numbers import Form
from sim.report.reading import Compared, Findings, form_of
from sim.report.tables import heading, paragraph
from sim.report.wording import difference_in_words, group_in_words, value_in_words
from sim.stats.estimate import Estimate
from sim.stats.fieller import MAY_BE_NONE
from sim.stats.verdict import Verdict
from sim.study.result import ScenarioNote

_COUNT = Form("", 0)
_COMPARED = {"wait_mean_s": "waiting", "handoffs_mean": "handoffs", "ces_mean": "ease"}


def worth_lines(findings: Findings, width: int) -> Iterator[str]:
    """What the alternatives cost and buy, beside the base and beside one another."""
    yield from heading("Is it worth it?", width)
    for scenario in findings.result.scenarios:
        yield from paragraph(cost_sentence(findings, scenario), width, "", "  ")
    yield from paragraph(about_customers(findings), width)
    for alternative in findings.result.alternatives:
        yield ""
        yield from paragraph(" ".join(worth_sentences(findings, alternative)), width)
    for rival, other in findings.rivals():
        yield ""
        yield from paragraph(" ".join(same_money(findings, rival, other)), width)


def cost_sentence(findings: Findings, scenario: ScenarioNote) -> str:
    """What a scenario costs a week, by item, and what comes once."""
    form, once = _money(scenario), findings.cost(scenario, "one_off").value
    total = value_in_words(findings.cost(scenario, "total"), form)
    found = {item: findings.cost(scenario, item).value for item in ITEMS}
    parts = [f"{item.replace('_', ' ')} {_COUNT.number(cost)}" for item, cost in found.items() if cost]
    spent = f": {', '.join(parts)}" if len(parts) > 1 else ""
    return f"{scenario.title} costs {total} a week{spent}{f'; once {form.number(once)}' if once else ''}."


def about_customers(findings: Findings) -> str:
    """Whether customers who are driven away are counted."""
    if any(findings.cost(scenario, "defection").value for scenario in findings.result.scenarios):
        return (
            "Defection, the customers whom hard journeys drive away, is counted as the scenario states it: "
            "the evidence for any such share is weak."
        )
    return "Customers whom hard journeys may drive away are not counted."


def worth_sentences(findings: Findings, alternative: ScenarioNote) -> Iterator[str]:
    """What an alternative costs more, what it avoids, at what price, and when it is paid back."""
    form = _money(alternative)
    week, year = (findings.worth(alternative, f"cost_per_{span}") for span in ("week", "year"))
    yearly = f", {form.change(year.value)} a year of 52 weeks" if year.value else ""
    yield f"{alternative.title} costs {difference_in_words(week, form)} a week{yearly}."
    yield avoided_sentence(findings.worth(alternative, "hard_journeys_per_week"))
    yield from _price(findings, alternative, form)
    yield from _once(findings, alternative, form)
    customer = findings.worth(alternative, "break_even_kept_customer")
    if customer.value > 0:
        yield f"With the share stated, it pays once a customer is worth {value_in_words(customer, form)}."


def avoided_sentence(avoided: Estimate) -> str:
    """How many hard journeys a week an alternative avoids or adds."""
    if isnan(avoided.value):
        return "No journeys were seen, so none that it avoids."
    if avoided.value == 0:
        return "It avoids no hard journeys (CES 1-3)."
    words = "avoids" if avoided.value > 0 else "adds"
    if not avoided.has_interval or not avoided.low <= 0 <= avoided.high:
        return f"It {words} {_size(avoided)} hard journeys (CES 1-3) a week."
    ends = f"between {_COUNT.number(-avoided.low)} more and {_COUNT.number(avoided.high)} fewer"
    return f"Whether it avoids hard journeys (CES 1-3) cannot be told: {ends} a week."


def _price(findings: Findings, alternative: ScenarioNote, form: Form) -> Iterator[str]:
    """What a hard journey avoided costs, or what one that is added saves, where either can be told."""
    price = findings.worth(alternative, "cost_per_1000_hard_avoided")
    saving = findings.worth(alternative, "saved_per_1000_hard_added")
    each = Form(alternative.currency, 2)
    if price.method == MAY_BE_NONE:
        yield "So what each one avoided costs cannot be told: it may avoid none."
    elif price.high <= 0:
        yield "It avoids them and costs less: it pays for itself."
    elif price.low <= 0:
        yield f"Each 1,000 avoided cost {form.with_interval(price)}: it may pay for itself."
    elif price.has_interval:
        yield (
            f"Each 1,000 avoided cost {form.with_interval(price)}: it pays if avoiding one is worth more "
            f"than {each.number(price.high / 1000)}, and not if it is worth less than "
            f"{each.number(price.low / 1000)}."
        )
    elif saving.low > 0:
        yield (
            f"It saves {form.with_interval(saving)} for each 1,000 added: it pays only if avoiding one is "
            f"worth less than {each.number(saving.low / 1000)}."
        )


def _once(findings: Findings, alternative: ScenarioNote, form: Form) -> Iterator[str]:
    once = findings.worth(alternative, "one_off").value
    weeks = findings.worth(alternative, "payback_weeks")
    if once < 0:
        yield f"Once, it costs {form.change(once)} less."
    elif once > 0 and not isnan(weeks.value):
        after = value_in_words(weeks, Form("weeks", 1))
        yield f"Once, it costs {form.number(once)}, paid back after {after}."
    elif once > 0:
        never = "may never be paid back" if weeks.method == MAY_BE_NONE else "is never paid back"
        yield f"Once, it costs {form.number(once)}, which {never}."


def same_money(findings: Findings, rival: ScenarioNote, other: ScenarioNote) -> Iterator[str]:
    """Two alternatives that cost alike, compared with one another."""
    base, form = findings.result.base, _money(rival)
    budget = findings.difference(other, "budget_per_week", rival=rival).estimate
    how = "on today's teams" if set(rival.teams) == set(base.teams) else "otherwise"
    yield (
        f"The same money spent {how}: against {rival.title}, {other.title} costs "
        f"{difference_in_words(budget, form)} a week for staff and channels."
    )
    for group in ("all", *(f"segment={name}" for name in base.segments if len(base.segments) > 1)):
        words = group_in_words(group)
        yield f"{words[0].upper()}{words[1:]}: {_against(findings, rival, other, group)}."


def _against(findings: Findings, rival: ScenarioNote, other: ScenarioNote, group: str) -> str:
    parts = []
    for measure, words in _COMPARED.items():
        found = findings.difference(other, measure, group, rival)
        size = difference_in_words(found.estimate, form_of(MEASURES[measure], rival))
        parts.append(f"{words} {size}, {_judged(found)}")
    return "; ".join(parts)


def _judged(found: Compared) -> str:
    """The verdict; where the interval alone would tell, it is open journeys that leave it open."""
    sure = found.estimate.has_interval and not found.estimate.low <= 0 <= found.estimate.high
    open_journeys = ", as journeys are still open" if sure and found.verdict is Verdict.CANNOT_BE_TOLD else ""
    return f"{found.verdict}{open_journeys}"


def _size(estimate: Estimate) -> str:
    """A count without its sign, with its interval."""
    near, far = sorted((abs(estimate.low), abs(estimate.high)))
    return value_in_words(replace(estimate, value=abs(estimate.value), low=near, high=far), _COUNT)


def _money(scenario: ScenarioNote) -> Form:
    return form_of(MEASURES["cost_per_week"], scenario)
