"""The slides to decide by: what it costs and buys, what could change the answer, who must act.

In: findings. Out: slides.
"""

from __future__ import annotations

from math import isnan

from sim.measures.expectations import Expectation
from sim.report.deck.content import Grid, Slide
from sim.report.deck.exhibits import FEW, tornado_exhibits
from sim.report.deck.speaking import basis, definitions, numbers
from sim.report.findings.found import headline
from sim.report.findings.phrases import lowered, shown_form
from sim.report.findings.sample import assumed_inputs
from sim.report.language import message, say, several
from sim.report.locales import COMMAS, SENTENCES, chained, headed, listed, sign_of
from sim.report.numbers import Form
from sim.report.reading import Findings
from sim.report.sections.answer import beside_rivals
from sim.report.sections.expected import asked_in_words, how_pressing, pressing, standing_in_words
from sim.report.sections.mattering import changing_in_words
from sim.report.sections.sureness import chance_in_words
from sim.report.sections.turning import turning_sentences
from sim.report.sections.worth import (
    about_customers,
    avoided_in_short,
    cost_sentence,
    same_money,
    worth_sentences,
)
from sim.report.wording import value_in_words
from sim.stats.estimate import Estimate
from sim.study.result import ScenarioNote

_COST = "cost_per_week"
_SHARE = Form("share", 3)


def cost_slide(findings: Findings) -> Slide:
    """Cost, what it avoids, payback, and the same money spent otherwise."""
    result = findings.result
    rows = [_cost_head(findings), *(_cost_row(findings, one) for one in result.scenarios)]
    if not result.alternatives:
        rows = [(row[0], row[1], row[5]) for row in rows]
    full = [chained(worth_sentences(findings, one), SENTENCES) for one in result.alternatives]
    full += [chained(same_money(findings, rival, other), SENTENCES) for rival, other in findings.rivals()]
    notes = [*full, *definitions((_COST,)), *(cost_sentence(findings, one) for one in result.scenarios),
             about_customers(findings), *numbers(findings, (_COST, "budget_per_week"))]  # fmt: skip
    points = [headed(one.title, sentence) for one in result.alternatives
              for sentence in (_price(findings, one), *beside_rivals(findings, one)) if sentence]  # fmt: skip
    points.append(about_customers(findings))
    if result.alternatives and not findings.rivals():
        points.append(say("No two alternatives cost alike: the same money spent otherwise was not tried."))
    grid = Grid(tuple(rows), say("What each scenario costs, and what its money buys"))
    return Slide("cost", _cost_title(findings), (grid,), tuple(points), basis(findings), tuple(notes))


def _cost_head(findings: Findings) -> tuple[str, ...]:
    unit = sign_of(findings.result.base.currency)
    weekly = (chained((one, unit), COMMAS) for one in (say("Cost a week"), say("Difference a week")))
    return ("", *weekly, say("Hard journeys avoided a week"), say("Each one avoided costs"), say("Once"),
            say("Paid back after"))  # fmt: skip


def _cost_title(findings: Findings) -> str:
    """What the first alternative costs, and what that buys; of many, how they stand."""
    alternatives = findings.result.alternatives
    if not 0 < len(alternatives) <= FEW:
        return headline(findings, _COST)
    first = alternatives[0]
    week, form = findings.worth(first, _COST), shown_form(_COST, first)
    if isnan(week.value) or not week.value:
        return headline(findings, _COST)
    buys = avoided_in_short(findings.worth(first, "hard_journeys_per_week"))   # intervals: the notes
    told = (message("{alternative} costs {size} more a week; {buys}") if week.value > 0
            else message("{alternative} costs {size} less a week; {buys}"))  # fmt: skip
    return say(told, alternative=first.title, size=form.change_of(week), buys=buys)


def _price(findings: Findings, alternative: ScenarioNote) -> str:
    """What it avoids and at what price, what it costs once, and when that is paid back."""
    return chained(list(worth_sentences(findings, alternative))[1:], SENTENCES)


def _cost_row(findings: Findings, scenario: ScenarioNote) -> tuple[str, ...]:
    form = shown_form(_COST, scenario)
    once = findings.cost(scenario, "one_off").value
    total = form.give_or_take(findings.cost(scenario, "total"))
    said_once = form.number(once) if once else "-"
    if scenario is findings.result.base:
        return (scenario.title, total, "", "", "", said_once, "")
    week, avoided, price, weeks = (
        findings.worth(scenario, name) for name in
        (_COST, "hard_journeys_per_week", "cost_per_1000_hard_avoided", "payback_weeks")
    )  # fmt: skip
    return (
        scenario.title, total, form.give_or_take(week, signed=True),
        Form("", 0).give_or_take(avoided, signed=True),
        _each_avoided(form, week, avoided, price),
        said_once, "-" if isnan(weeks.value) else value_in_words(weeks, Form("weeks", 1)),
    )  # fmt: skip


def _each_avoided(form: Form, week: Estimate, avoided: Estimate, price: Estimate) -> str:
    """What a hard journey avoided costs: nothing, where they are avoided for less money."""
    each = Estimate(price.value / 1000, price.low / 1000, price.high / 1000, price.n, price.method)
    if each.has_interval and each.low > 0:
        return form.with_interval(each)
    free = avoided.has_interval and avoided.low > 0 and week.has_interval and week.high < 0
    return say(message("nothing") if free else message("cannot be told"))


def change_slide(findings: Findings) -> Slide:
    """What could turn the answer: other inputs, other weights, more luck."""
    shown = tornado_exhibits(findings)
    alternatives = findings.result.alternatives
    untried = message("The assumed numbers were not moved one by one; --what-matters does that.")
    if not any(assumed_inputs(findings.result).values()):
        untried = message("No input is marked as assumed, so none was moved.")
    said = [] if shown else [say(untried)]
    for alternative in alternatives:
        sentences = (*changing_in_words(findings, alternative), *turning_sentences(findings, alternative),
                     *chance_in_words(findings, alternative))  # fmt: skip
        many = len(alternatives) > 1
        said += [headed(alternative.title, lowered(one)) if many else one for one in sentences if one]
    note = say("Where only luck was varied, probabilities take every number of the scenarios and every "
               "weight for true.")
    return Slide("change", _change_title(findings), shown or (), tuple(said), basis(findings), (note, *said))


def _change_title(findings: Findings) -> str:
    """Whether anything that is assumed turns the answer, as far as that was tried."""
    tables = findings.result.tables
    flips = list(dict.fromkeys(row["input"] for row in tables.sensitivity.to_pylist() if row["flips"]))
    if flips:
        more = [several(len(flips) - 1, "{n} more", "{n} more")] if len(flips) > 1 else []
        return say("The answer hangs on {inputs}", inputs=listed([flips[0], *more]))
    if tables.sensitivity.num_rows:
        return say("No assumed number alone, within its range, changes the answer")
    turning = {row["alternative"] for row in tables.break_even.to_pylist() if row["inside"]}
    for one in findings.result.alternatives:
        if one.name in turning:
            sentence = next(turning_sentences(findings, one))
            return headed(one.title, lowered(sentence).rstrip(".。"))
    if tables.break_even.num_rows:
        return say("No weight of the experience model alone, within its range, turns the answer")
    return say("What could change the answer has not been tried")


def act_slide(findings: Findings) -> Slide:
    """Who answers for which expectation, the most pressing first."""
    scenarios = findings.result.scenarios
    asked = {one.name: one for note in scenarios for one in note.expectations}
    order = sorted(asked.values(), key=lambda one: -pressing(findings, one))
    if not order:
        title = say("Who must act is not said: the scenarios name nobody who answers for a touchpoint")
        points = say(
            "A scenario can state expectations: what customers accept at a touchpoint, and who answers for "
            "it. This slide then sets them against what was seen, the most pressing first."
        )
        return Slide("act", title, (), (points,), basis(findings))
    too_long = (say("Too long: {scenario}", scenario=one.title) for one in scenarios)
    head = (say("What customers expect"), say("Who answers for it"), *too_long)
    rows = (head, *(_act_row(findings, one) for one in order))
    grid = Grid(rows, say("Expectations, who answers for them, and how often it takes longer"))
    notes = [
        chained((say("{text}.", text=asked_in_words(own)),
                 say("{scenario}: {standing}.", scenario=note.title,
                     standing=standing_in_words(findings, note, own))), SENTENCES)
        for one in order for note in scenarios for own in note.expectations if own.name == one.name
    ]  # fmt: skip
    rests = basis(findings, True)
    return Slide("act", _act_title(order[0]), (grid,), (how_pressing(),), rests, tuple(notes))


def _act_title(first: Expectation) -> str:
    name = first.name.replace("_", " ")
    if first.responsible:
        return say("{responsible} must act first: {expectation} is the most pressing",
                   responsible=first.responsible, expectation=name)  # fmt: skip
    return say("The most pressing is {expectation}, and nobody is named to answer for it", expectation=name)


def _act_row(findings: Findings, asked: Expectation) -> tuple[str, ...]:
    """An expectation, its owner, and the share of visits that took longer, by scenario."""
    cells = []
    for note in findings.result.scenarios:
        below = findings.touchpoint(note, (asked.touchpoint, asked.name), "below_minimum")
        held = any(one.name == asked.name for one in note.expectations)
        told = (say("none seen") if isnan(below.value)
                else say("{number} %", number=_SHARE.give_or_take(below)))  # fmt: skip
        cells.append(told if held else say("not asked"))
    return (asked_in_words(asked, responsible=False), asked.responsible or say("nobody named"), *cells)
