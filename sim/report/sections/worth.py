"""Is it worth it? What each scenario costs, what an alternative's money buys, and the same money otherwise.

In: findings of a base and its alternatives. Out: lines of text that can be read aloud.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from math import isnan

from sim.measures.definitions import MEASURES
from sim.measures.spending import ITEMS
from sim.report.language import message, say, word
from sim.report.locales import COMMAS, SENTENCES, chained, headed
from sim.report.numbers import Form
from sim.report.reading import Compared, Findings, form_of
from sim.report.tables import heading, paragraph
from sim.report.wording import begun, difference_in_words, group_in_words, value_in_words
from sim.stats.estimate import Estimate
from sim.stats.fieller import MAY_BE_NONE
from sim.stats.verdict import Verdict
from sim.study.result import ScenarioNote

_COUNT = Form("", 0)
_COMPARED = {
    "wait_mean_s": message("waiting"), "handoffs_mean": message("handoffs"), "ces_mean": message("ease"),
}  # fmt: skip


def worth_lines(findings: Findings, width: int) -> Iterator[str]:
    """What the alternatives cost and buy, beside the base and beside one another."""
    yield from heading(say("Is it worth it?"), width)
    for scenario in findings.result.scenarios:
        yield from paragraph(cost_sentence(findings, scenario), width, "", "  ")
    yield from paragraph(about_customers(findings), width)
    for alternative in findings.result.alternatives:
        yield ""
        yield from paragraph(chained(worth_sentences(findings, alternative), SENTENCES), width)
    for rival, other in findings.rivals():
        yield ""
        yield from paragraph(chained(same_money(findings, rival, other), SENTENCES), width)


def cost_sentence(findings: Findings, scenario: ScenarioNote) -> str:
    """What a scenario costs a week, by item, and what comes once."""
    form, once = _money(scenario), findings.cost(scenario, "one_off").value
    total = value_in_words(findings.cost(scenario, "total"), form)
    found = {item: findings.cost(scenario, item).value for item in ITEMS}
    parts = [say("{item} {cost}", item=word(item.replace("_", " ")), cost=_COUNT.number(cost))
             for item, cost in found.items() if cost]  # fmt: skip
    told = say("{scenario} costs {cost} a week", scenario=scenario.title, cost=total)
    told = headed(told, chained(parts, COMMAS)) if len(parts) > 1 else told
    return say("{text}.", text=chained((told, say("once {cost}", cost=form.number(once)) if once else "")))


def about_customers(findings: Findings) -> str:
    """Whether customers who are driven away are counted."""
    if any(findings.cost(scenario, "defection").value for scenario in findings.result.scenarios):
        return say(
            "Defection, the customers whom hard journeys drive away, is counted as the scenario states it: "
            "the evidence for any such share is weak."
        )
    return say("Customers whom hard journeys may drive away are not counted.")


def worth_sentences(findings: Findings, alternative: ScenarioNote) -> Iterator[str]:
    """What an alternative costs more, what it avoids, at what price, and when it is paid back."""
    form = _money(alternative)
    week, year = (findings.worth(alternative, f"cost_per_{span}") for span in ("week", "year"))
    costs = (message("{alternative} costs {difference} a week, {yearly} a year of 52 weeks.") if year.value
             else message("{alternative} costs {difference} a week."))  # fmt: skip
    yield say(costs, alternative=alternative.title, difference=difference_in_words(week, form),
              yearly=form.change(year.value))  # fmt: skip
    yield avoided_sentence(findings.worth(alternative, "hard_journeys_per_week"))
    yield from _price(findings, alternative, form)
    yield from _once(findings, alternative, form)
    customer = findings.worth(alternative, "break_even_kept_customer")
    if customer.value > 0:
        worth = value_in_words(customer, form)
        yield say("With the share stated, it pays once a customer is worth {worth}.", worth=worth)


def avoided_sentence(avoided: Estimate) -> str:
    """How many hard journeys a week an alternative avoids or adds."""
    if isnan(avoided.value):
        return say("No journeys were seen, so none that it avoids.")
    if avoided.value == 0:
        return say("It avoids no hard journeys (CES 1-3).")
    if not avoided.has_interval or not avoided.low <= 0 <= avoided.high:
        told = (message("It avoids {n} hard journeys (CES 1-3) a week.") if avoided.value > 0
                else message("It adds {n} hard journeys (CES 1-3) a week."))  # fmt: skip
        return say(told, n=_size(avoided))
    return say(
        "Whether it avoids hard journeys (CES 1-3) cannot be told: between {more} more and {fewer} fewer a "
        "week.", more=_COUNT.number(-avoided.low), fewer=_COUNT.number(avoided.high),
    )  # fmt: skip


def avoided_in_short(avoided: Estimate) -> str:
    """The same without its interval, as the second half of a heading."""
    if isnan(avoided.value):
        return say("no journeys were seen, so none that it avoids")
    if avoided.value == 0:
        return say("it avoids no hard journeys")
    if avoided.has_interval and avoided.low <= 0 <= avoided.high:
        return say("whether it avoids hard journeys cannot be told")
    told = (message("it avoids {n} hard journeys a week") if avoided.value > 0
            else message("it adds {n} hard journeys a week"))  # fmt: skip
    return say(told, n=_COUNT.number(abs(avoided.value)))


def _price(findings: Findings, alternative: ScenarioNote, form: Form) -> Iterator[str]:
    """What a hard journey avoided costs, or what one that is added saves, where either can be told."""
    price = findings.worth(alternative, "cost_per_1000_hard_avoided")
    saving = findings.worth(alternative, "saved_per_1000_hard_added")
    each = Form(alternative.currency, 2)
    if price.method == MAY_BE_NONE:
        yield say("So what each one avoided costs cannot be told: it may avoid none.")
    elif price.high <= 0:
        yield say("It avoids them and costs less: it pays for itself.")
    elif price.low <= 0:
        yield say("Each 1,000 avoided cost {cost}: it may pay for itself.", cost=form.with_interval(price))
    elif price.has_interval:
        yield say(
            "Each 1,000 avoided cost {cost}: it pays if avoiding one is worth more than {most}, and not if "
            "it is worth less than {least}.", cost=form.with_interval(price),
            most=each.number(price.high / 1000), least=each.number(price.low / 1000),
        )  # fmt: skip
    elif saving.low > 0:
        yield say(
            "It saves {saving} for each 1,000 added: it pays only if avoiding one is worth less than "
            "{least}.", saving=form.with_interval(saving), least=each.number(saving.low / 1000),
        )  # fmt: skip


def _once(findings: Findings, alternative: ScenarioNote, form: Form) -> Iterator[str]:
    once = findings.worth(alternative, "one_off").value
    weeks = findings.worth(alternative, "payback_weeks")
    if once < 0:
        yield say("Once, it costs {cost} less.", cost=form.change(once))
    elif once > 0 and not isnan(weeks.value):
        after = value_in_words(weeks, Form("weeks", 1))
        yield say("Once, it costs {cost}, paid back after {weeks}.", cost=form.number(once), weeks=after)
    elif once > 0:
        never = (message("Once, it costs {cost}, which may never be paid back.")
                 if weeks.method == MAY_BE_NONE
                 else message("Once, it costs {cost}, which is never paid back."))  # fmt: skip
        yield say(never, cost=form.number(once))


def same_money(findings: Findings, rival: ScenarioNote, other: ScenarioNote) -> Iterator[str]:
    """Two alternatives that cost alike, compared with one another."""
    base, form = findings.result.base, _money(rival)
    budget = findings.difference(other, "budget_per_week", rival=rival).estimate
    spent = (
        message("The same money spent on today's teams: against {rival}, {alternative} costs {difference} "
                "a week for staff and channels.")
        if set(rival.teams) == set(base.teams) else
        message("The same money spent otherwise: against {rival}, {alternative} costs {difference} a week "
                "for staff and channels.")
    )  # fmt: skip
    yield say(spent, rival=rival.title, alternative=other.title, difference=difference_in_words(budget, form))
    for group in ("all", *(f"segment={name}" for name in base.segments if len(base.segments) > 1)):
        told = headed(begun(group_in_words(group)), _against(findings, rival, other, group))
        yield say("{text}.", text=told)


def _against(findings: Findings, rival: ScenarioNote, other: ScenarioNote, group: str) -> str:
    parts = []
    for measure, words in _COMPARED.items():
        found = findings.difference(other, measure, group, rival)
        size = difference_in_words(found.estimate, form_of(MEASURES[measure], rival))
        parts.append(say("{measure} {difference}, {verdict}",
                         measure=say(words), difference=size, verdict=_judged(found)))  # fmt: skip
    return chained(parts)


def _judged(found: Compared) -> str:
    """The verdict; where the interval alone would tell, it is open journeys that leave it open."""
    sure = found.estimate.has_interval and not found.estimate.low <= 0 <= found.estimate.high
    if sure and found.verdict is Verdict.CANNOT_BE_TOLD:
        return say("cannot be told, as journeys are still open")
    return word(str(found.verdict))


def _size(estimate: Estimate) -> str:
    """A count without its sign, with its interval."""
    near, far = sorted((abs(estimate.low), abs(estimate.high)))
    return value_in_words(replace(estimate, value=abs(estimate.value), low=near, high=far), _COUNT)


def _money(scenario: ScenarioNote) -> Form:
    return form_of(MEASURES["cost_per_week"], scenario)
