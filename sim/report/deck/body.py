"""The slides that a committee sees, in the order of its questions: from the findings of a result.

In: findings. Out: slides, each with what was found as its title.
"""

from __future__ import annotations

from collections.abc import Iterator

from sim.measures.definitions import MEASURES
from sim.report.charts.gallery import gallery_of
from sim.report.deck.content import Graph, Slide
from sim.report.deck.deciding import act_slide, change_slide, cost_slide
from sim.report.deck.exhibits import (
    FEW,
    ease_graph,
    handoff_graph,
    measure_grid,
    overview,
    wait_graph,
    why_exhibits,
    winner_exhibits,
)
from sim.report.deck.speaking import basis, definitions, found, numbers
from sim.report.findings.found import difference_of, headline, value_of
from sim.report.findings.phrases import lowered, shown_form
from sim.report.language import message, say, several
from sim.report.locales import SENTENCES, chained, headed, listed
from sim.report.reading import Findings, title_of
from sim.report.sections.answer import answer, beside_rivals, verdicts
from sim.report.sections.matched import who_gains
from sim.report.sections.sureness import chance_in_words
from sim.report.sections.warnings import warnings_of

_MOST_WARNINGS = 4   # on the slide
DECIDING = {"wait_mean_s": message("Wait"), "handoffs_mean": message("Handoffs"),
            "ces_hard": message("Hard journeys"), "ces_mean": message("Ease (1 to 7)"),
            "cost_per_week": message("Cost a week")}  # fmt: skip
_LOOKED_AT = message("Looked at: waiting, handoffs, the predicted effort of the journey (ease, CES 2.0, "
                     "7 = easy), and cost.")
_COMPARED_ON = message("Compared on waiting, handoffs, the predicted effort of the journey (ease, CES 2.0, "
                       "7 = easy), and cost. The same customers live through all of them.")


def body(findings: Findings) -> tuple[Slide, ...]:
    """Question, answer, waiting, handoffs, ease, why, who gains, cost, what could change it, who must act.

    A result of one scenario has no slides about differences.
    """
    compared = bool(findings.result.alternatives)
    makers = (_question, _answer if compared else _values, _waiting, _handoffs, _ease,
              *((_why, _winners) if compared else ()), cost_slide,
              *((change_slide,) if compared else ()), act_slide)  # fmt: skip
    return tuple(make(findings) for make in makers)


def _question(findings: Findings) -> Slide:
    base, titles = findings.result.base, [one.title for one in findings.result.alternatives]
    if titles:
        asked = say("What would change with {alternatives} instead of {base}?",
                    alternatives=listed(titles), base=base.title)  # fmt: skip
        points = [say("The decision asked for: keep {base}, or change to {alternatives}.",
                      base=base.title, alternatives=listed(titles, "or")), say(_COMPARED_ON)]  # fmt: skip
    else:
        asked = say("How do customers fare with {base}?", base=base.title)
        points = [say("There is nothing to decide, as no alternative was run: this is {base} alone.",
                      base=base.title), say(_LOOKED_AT)]  # fmt: skip
    warnings = [say("Mind: {warning}", warning=sentence) for sentence in warnings_of(findings)]
    points += [*_least(findings), *warnings[:_MOST_WARNINGS]]
    if len(warnings) > _MOST_WARNINGS:
        points.append(several(len(warnings) - _MOST_WARNINGS, "To mind, too: {n} more warning, in the notes.",
                              "To mind, too: {n} more warnings, in the notes."))  # fmt: skip
    note = say("Hard journeys are those whose customer is predicted to answer 1 to 3 of 7.")
    return Slide("question", base.question or asked, (), tuple(points), basis(findings), (note, *warnings))


def _least(findings: Findings) -> Iterator[str]:
    """The smallest differences that the scenario says matter."""
    base = findings.result.base
    told = [
        say("{measure} {size}", measure=title_of(MEASURES[name], base),
            size=shown_form(name, base).change(least)) for name, least in base.matters.items()
    ]  # fmt: skip
    if told and findings.result.alternatives:
        yield say("The smallest differences that matter: {differences}.", differences=chained(told))


def _values(findings: Findings) -> Slide:
    """The answer where nothing is compared."""
    base = findings.result.base
    title = chained(value_of(findings, base, one).title for one in ("wait_mean_s", "ces_hard"))
    notes = definitions(DECIDING) + numbers(findings, DECIDING)
    return Slide("answer", title, (overview(findings, DECIDING),), (), basis(findings, True), tuple(notes))


def _answer(findings: Findings) -> Slide:
    """All alternatives in a table; the first, which the question is about, in the title."""
    alternatives = findings.result.alternatives
    first = alternatives[0]
    said = {one.title: answer(findings, one) for one in alternatives}
    if len(alternatives) > FEW:
        title = headline(findings, "ces_mean")
        points = [headed(one.title, lowered(sentence)) for one in alternatives
                  for sentence in chance_in_words(findings, one)]  # fmt: skip
    else:
        title = say("{alternative}: {verdicts} ({sureness})", alternative=first.title,
                    verdicts=verdicts(findings, first), sureness=_how_sure(findings))  # fmt: skip
        rivals = beside_rivals(findings, first)   # told where the money is
        points = [one for one in said[first.title][1:] if one not in rivals]
    notes = [headed(name, sentence) for name, sentences in said.items() for sentence in sentences]
    notes = definitions(DECIDING) + notes + numbers(findings, DECIDING)
    rests = basis(findings, predicted=True)
    return Slide("answer", title, (overview(findings, DECIDING),), tuple(points), rests, tuple(notes))


def _how_sure(findings: Findings) -> str:
    if findings.result.replications > 1:
        return say("95 % confidence")
    return say("one replication, so not sure at all")


def _waiting(findings: Findings) -> Slide:
    further = ("service_level", "abandonment")
    return _measured(findings, ("waiting", "wait_mean_s"), wait_graph(findings), further)


def _handoffs(findings: Findings) -> Slide:
    further = ("re_explanations_mean",)
    return _measured(findings, ("handoffs", "handoffs_mean"), handoff_graph(findings), further)


def _ease(findings: Findings) -> Slide:
    return _measured(findings, ("ease", "ces_hard"), ease_graph(findings), ("ces_mean",))


def _measured(
    findings: Findings, what: tuple[str, str], graph: Graph | None, further: tuple[str, ...]
) -> Slide:
    """A measure: its spread beside its table, and other measures that belong to it as sentences.

    Parameters
    ----------
    what : the part of the deck, and the measure.
    """
    part, measure = what
    exhibits = (*(() if graph is None else (graph,)), measure_grid(findings, measure))
    few = len(findings.result.alternatives) <= FEW
    groups = ["all", *findings.groups(findings.result.base, measure, "segment")]
    points = [one.sentence for name in further for one in found(findings, name)] if few else []
    notes = definitions((measure, *further)) + numbers(findings, (measure,), groups)
    notes += numbers(findings, further) + ([] if graph is None else [graph.alt])
    rests = basis(findings, predicted=part == "ease")
    return Slide(part, _title(findings, measure), exhibits, tuple(points), rests, tuple(notes))


def _title(findings: Findings, measure: str) -> str:
    """What was found of a measure: with the first alternative, which the question is about; of many, all."""
    alternatives = findings.result.alternatives
    if 0 < len(alternatives) <= FEW:
        return difference_of(findings, alternatives[0], measure).title
    return headline(findings, measure)


def _why(findings: Findings) -> Slide:
    charts = gallery_of(findings, ["why"]).charts
    note = say(
        "An accounting that adds up, by the weights of the experience model; it is not proof of causes."
    )
    rests = basis(findings, predicted=True)
    shown = why_exhibits(findings)
    if shown is None:
        title = say("Ease differs by nothing: there is no difference to explain")
        return Slide("why", title, (), (say("No driver of ease moved in any alternative."),), rests, (note,))
    points = [one.heading.title for one in charts[1:]] if len(charts) <= FEW else []
    told = [chained((say("{text}.", text=one.heading.title), one.alt), SENTENCES) for one in charts]
    return Slide("why", charts[0].heading.title, shown, (*points, note), rests, tuple(told))


def _winners(findings: Findings) -> Slide:
    alternatives = findings.result.alternatives
    rests = basis(findings, predicted=True)
    shown = winner_exhibits(findings)
    if shown is None:
        title = say("Who gains and who loses cannot be told: no customer is in both")
        return Slide("winners", title, (), (say("Customers are matched by their journey."),), rests)
    chart = gallery_of(findings, ["winners"]).charts[0]
    said = [sentence for one in alternatives for sentence in who_gains(findings, one)]
    points = list(who_gains(findings, alternatives[0]))[-2:] if len(alternatives) <= FEW else []
    return Slide("winners", chart.heading.title, shown, tuple(points), rests, tuple(said))
