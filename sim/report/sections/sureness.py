"""How sure the findings are, in sentences: probabilities, what they take for true, and where doubt is from.

In: findings of a comparison. Out: lines of text.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import isnan
from typing import Any

from sim.measures.definitions import MEASURES
from sim.report.language import message, say, several, word
from sim.report.locales import COMMAS, SENTENCES, chained, headed, percent
from sim.report.numbers import Form
from sim.report.reading import Findings, form_of
from sim.report.sections.turning import turning_lines
from sim.report.tables import heading, paragraph
from sim.report.wording import difference_in_words
from sim.stats.estimate import Estimate
from sim.stats.paired import PRIMARY
from sim.study.result import ScenarioNote

Row = dict[str, Any]

_BETTER = {
    "wait_mean_s": message("Less waiting"), "handoffs_mean": message("Fewer handoffs"),
    "ces_mean": message("Better ease"),
}  # fmt: skip
_LEAST, _MOST = 0.01, 0.99


def sureness_lines(findings: Findings, width: int) -> Iterator[str]:
    """How probable it is that each alternative is better, for all journeys."""
    told = _told(findings)
    if not told:
        return
    yield from heading(say("How sure"), width)
    for given in dict.fromkeys(_condition(row) for row in told):
        yield from paragraph(say("{text}:", text=given), width)
        for alternative in findings.result.alternatives:
            own = [row for row in told if row["alternative"] == alternative.name and _condition(row) == given]
            yield from paragraph(alternative.title, width, "  ", "    ")
            for row in own:
                yield from _sentences(findings, row, width)
    yield from _guesses(findings, told, width)
    yield from paragraph(say("What would turn these differences:"), width)
    for alternative in findings.result.alternatives:
        yield from paragraph(alternative.title, width, "  ", "    ")
        yield from turning_lines(findings, alternative, width)


def chance_in_words(findings: Findings, alternative: ScenarioNote) -> Iterator[str]:
    """The probabilities of an alternative in one sentence for each condition; nothing where none is known."""
    rows = [row for row in _told(findings) if row["alternative"] == alternative.name]
    known = [row for row in rows if row["probability"] is not None]
    for given in dict.fromkeys(_condition(row) for row in known):
        chances = (
            say("{outcome} {probability}", outcome=say(_BETTER[row["measure"]]).lower(),
                probability=probability_in_words(row["probability"]))
            for row in known if _condition(row) == given
        )  # fmt: skip
        yield say("{given}, the probability is: {chances}.", given=given, chances=chained(chances, COMMAS))


def _told(findings: Findings) -> list[Row]:
    """What is told of: the primary family, where there is more than one replication."""
    rows = [row for row in findings.result.tables.sureness.to_pylist() if row["group"] == "all"]
    return [row for row in rows if row["measure"] in PRIMARY and row["n"] > 1]
def _guesses(findings: Findings, told: list[Row], width: int) -> Iterator[str]:
    """Where guesses were taken as they are written, that they can be varied."""
    scenarios = (one["scenario"] for one in findings.result.manifest["scenarios"])
    count = len({path for one in scenarios for path in one.get("assumed", ())})
    if count and all(row["inputs"] is None for row in told):
        yield from paragraph(several(
            count, "({n} number is a guess in these scenarios; --uncertain varies them.)",
            "({n} numbers are guesses in these scenarios; --uncertain varies them.)",
        ), width)  # fmt: skip


def probability_in_words(probability: float) -> str:
    """A probability in whole per cent, never 0 or 100: `> 99 %`, `87 %`, `< 1 %`."""
    if probability > _MOST:
        return f"> {percent(_MOST)}"
    return f"< {percent(_LEAST)}" if probability < _LEAST else percent(probability)


def _probability(row: Row) -> str:
    """The probability, and where draws that all agree let it be no higher, that they do."""
    words, sides = probability_in_words(row["probability"]), (row["probability"], 1 - row["probability"])
    agree = row["draws"] > 1 and max(sides) > 1 - 0.51 / (row["draws"] + 1)
    if not agree or max(sides) > _MOST:
        return words
    return say("{probability} (all {n} draws agree)", probability=words, n=row["draws"])


def _condition(row: Row) -> str:
    """What was varied of the inputs; the model's part is told in the sentence about scores."""
    given = str(row["given"]).partition(";")[0]
    return word(given[0].upper() + given[1:])


def _sentences(findings: Findings, row: Row, width: int) -> Iterator[str]:
    measure = row["measure"]
    form = form_of(MEASURES[measure], findings.result.base)
    if row["probability"] is None:
        why_not = say("{text}.", text=headed(say(_BETTER[measure]), word(row["method"])))
        yield from paragraph(why_not, width, "    ", "      ")
        return
    told = say("{outcome}, probability {probability}: {difference}.", outcome=say(_BETTER[measure]),
               probability=_probability(row), difference=_difference(row, form))  # fmt: skip
    yield from paragraph(chained((told, _sources(row)), SENTENCES), width, "    ", "      ")


def _difference(row: Row, form: Form) -> str:
    low, high = (float("nan") if row[end] is None else row[end] for end in ("low", "high"))
    return difference_in_words(Estimate(row["value"], low, high, row["n"], row["method"]), form)


def _sources(row: Row) -> str:
    """Where the doubt comes from, in shares of its variance; nothing where luck is all there is."""
    parts = {
        message("luck"): row["noise"], message("the assumed numbers"): row["inputs"],
        message("the experience model"): row["model"],
    }  # fmt: skip
    varied = {name: part for name, part in parts.items() if part is not None and not isnan(part)}
    whole = sum(max(part, 0.0) for part in varied.values())
    if len(varied) < 2 or not whole > 0:
        return ""
    shares = sorted(((max(part, 0.0) / whole, name) for name, part in varied.items()), reverse=True)
    if shares[0][0] > _MOST:
        return say("Nearly all of this doubt is {source}.", source=say(shares[0][1]))
    told = (say("{share} is {source}", share=_share(share), source=say(name)) for share, name in shares)
    return say("Of this doubt {shares}.", shares=chained(told, COMMAS))


def _share(share: float) -> str:
    if 0 < share < _LEAST:
        return say("less than {share}", share=percent(_LEAST))
    return say("next to nothing") if share == 0 else percent(share)
