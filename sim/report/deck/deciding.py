"""The slides to decide by: what it costs and buys, what could change the answer, who must act.

In: findings. Out: slides.
"""

from __future__ import annotations

import re
from math import isnan

from sim.measures.expectations import Expectation
from sim.report.answer import beside_rivals
from sim.report.deck.content import Grid, Slide
from sim.report.deck.exhibits import FEW, tornado_exhibits
from sim.report.deck.speaking import basis, definitions, numbers
from sim.report.expected import asked_in_words, pressing, standing_in_words
from sim.report.findings.found import headline
from sim.report.findings.phrases import lowered, shown_form
from sim.report.mattering import changing_in_words
from sim.report.numbers import Form
from sim.report.reading import Findings
from sim.report.sureness import chance_in_words
from sim.report.turning import turning_sentences
from sim.report.wording import value_in_words
from sim.report.worth import about_customers, avoided_sentence, cost_sentence, same_money, worth_sentences
from sim.stats.estimate import Estimate
from sim.study.result import ScenarioNote

_COST = "cost_per_week"
_COST_HEAD = ("", "Cost a week", "Difference a week", "Hard journeys avoided a week",
              "Each one avoided costs", "Once", "Paid back after")  # fmt: skip
_SHARE = Form("share", 3)


def cost_slide(findings: Findings) -> Slide:
    """Cost, what it avoids, payback, and the same money spent otherwise."""
    result = findings.result
    unit = f", {result.base.currency}".rstrip(", ")
    head = tuple(f"{one}{unit}" if "week" in one and "Hard" not in one else one for one in _COST_HEAD)
    rows: list[tuple[str, ...]] = [head, *(_cost_row(findings, one) for one in result.scenarios)]
    if not result.alternatives:
        rows = [(row[0], row[1], row[5]) for row in rows]
    full = [" ".join(worth_sentences(findings, one)) for one in result.alternatives]
    full += [" ".join(same_money(findings, rival, other)) for rival, other in findings.rivals()]
    notes = [*full, *definitions((_COST,)), *(cost_sentence(findings, one) for one in result.scenarios),
             about_customers(findings), *numbers(findings, (_COST, "budget_per_week"))]  # fmt: skip
    points = [f"{one.title}: {sentence}" for one in result.alternatives
              for sentence in (_price(findings, one), *beside_rivals(findings, one)) if sentence]  # fmt: skip
    points.append(about_customers(findings))
    if result.alternatives and not findings.rivals():
        points.append("No two alternatives cost alike: the same money spent otherwise was not tried.")
    grid = Grid(tuple(rows), "What each scenario costs, and what its money buys")
    return Slide("cost", _cost_title(findings), (grid,), tuple(points), basis(findings), tuple(notes))


def _cost_title(findings: Findings) -> str:
    """What the first alternative costs, and what that buys; of many, how they stand."""
    alternatives = findings.result.alternatives
    if not 0 < len(alternatives) <= FEW:
        return headline(findings, _COST)
    first = alternatives[0]
    week, form = findings.worth(first, _COST), shown_form(_COST, first)
    if isnan(week.value) or not week.value:
        return headline(findings, _COST)
    avoided = avoided_sentence(findings.worth(first, "hard_journeys_per_week"))
    way = "more" if week.value > 0 else "less"
    words = re.sub(r" \([^)]*\)", "", lowered(avoided)).partition(":")[0].rstrip(".")   # intervals: the notes
    return f"{first.title} costs {form.change_of(week)} {way} a week; {words}"


def _price(findings: Findings, alternative: ScenarioNote) -> str:
    """What it avoids and at what price, what it costs once, and when that is paid back."""
    return " ".join(list(worth_sentences(findings, alternative))[1:])


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
    each = Estimate(price.value / 1000, price.low / 1000, price.high / 1000, price.n, price.method)
    told = each.has_interval and each.low > 0
    return (
        scenario.title, total, form.give_or_take(week, signed=True),
        Form("", 0).give_or_take(avoided, signed=True),
        form.with_interval(each) if told else "cannot be told",
        said_once, "-" if isnan(weeks.value) else value_in_words(weeks, Form("weeks", 1)),
    )  # fmt: skip


def change_slide(findings: Findings) -> Slide:
    """What could turn the answer: other inputs, other weights, more luck."""
    shown = tornado_exhibits(findings)
    alternatives = findings.result.alternatives
    said = [] if shown else ["The assumed numbers were not moved one by one; --what-matters does that."]
    for alternative in alternatives:
        name = f"{alternative.title}: " if len(alternatives) > 1 else ""
        sentences = (*changing_in_words(findings, alternative), *turning_sentences(findings, alternative),
                     *chance_in_words(findings, alternative))  # fmt: skip
        said += [f"{name}{lowered(one) if name else one}" for one in sentences if one]
    note = "Where only luck was varied, probabilities take every assumed number and weight for true."
    return Slide("change", _change_title(findings), shown or (), tuple(said), basis(findings), (note, *said))


def _change_title(findings: Findings) -> str:
    """Whether anything that is assumed turns the answer, as far as that was tried."""
    tables = findings.result.tables
    flips = list(dict.fromkeys(row["input"] for row in tables.sensitivity.to_pylist() if row["flips"]))
    if flips:
        more = f" and {len(flips) - 1} more" if len(flips) > 1 else ""
        return f"The answer hangs on {flips[0]}{more}"
    if tables.sensitivity.num_rows:
        return "No assumed number alone, within its range, changes the answer"
    turning = {row["alternative"] for row in tables.break_even.to_pylist() if row["inside"]}
    for one in findings.result.alternatives:
        if one.name in turning:
            sentence = next(turning_sentences(findings, one))
            return f"{one.title}: {lowered(sentence).rstrip('.')}"
    if tables.break_even.num_rows:
        return "No weight of the experience model alone, within its range, turns the answer"
    return "What could change the answer has not been tried"


def act_slide(findings: Findings) -> Slide:
    """Who answers for which expectation, the most pressing first."""
    scenarios = findings.result.scenarios
    asked = {one.name: one for note in scenarios for one in note.expectations}
    order = sorted(asked.values(), key=lambda one: -pressing(findings, one))
    if not order:
        title = "Who must act is not said: the scenarios name nobody who answers for a touchpoint"
        points = ("A scenario can state expectations: what customers accept at a touchpoint, and who answers "
                  "for it. This slide then sets them against what was seen, the most pressing first.",)
        return Slide("act", title, (), points, basis(findings))
    head = ("What customers expect", "Who answers for it", *(f"Too long: {one.title}" for one in scenarios))
    rows = (head, *(_act_row(findings, one) for one in order))
    points = ("The most pressing first: how often it takes too long, times the touchpoint's part in the "
              "spread of ease.",)  # fmt: skip
    grid = Grid(rows, "Expectations, who answers for them, and how often it takes longer")
    notes = [
        f"{asked_in_words(own)}. {note.title}: {standing_in_words(findings, note, own)}."
        for one in order for note in scenarios for own in note.expectations if own.name == one.name
    ]  # fmt: skip
    return Slide("act", _act_title(order[0]), (grid,), points, basis(findings, True), tuple(notes))


def _act_title(first: Expectation) -> str:
    name = first.name.replace("_", " ")
    if first.responsible:
        return f"{first.responsible} must act first: {name} is the most pressing"
    return f"The most pressing is {name}, and nobody is named to answer for it"


def _act_row(findings: Findings, asked: Expectation) -> tuple[str, ...]:
    """An expectation, its owner, and the share of visits that took longer, by scenario."""
    cells = []
    for note in findings.result.scenarios:
        below = findings.touchpoint(note, (asked.touchpoint, asked.name), "below_minimum")
        held = any(one.name == asked.name for one in note.expectations)
        told = "none seen" if isnan(below.value) else f"{_SHARE.give_or_take(below)} %"
        cells.append(told if held else "not asked")
    words = asked_in_words(asked).removesuffix(f" ({asked.responsible})")
    return (words, asked.responsible or "nobody named", *cells)
