"""What matters, in sentences: which guesses could change the answer, and how far each moves it.

In: findings of a comparison that was screened. Out: lines of text.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sim.measures.definitions import MEASURES
from sim.report.language import message, say, word
from sim.report.locales import COMMAS, chained, local
from sim.report.numbers import Form
from sim.report.reading import Findings, form_of
from sim.report.sections.turning import EQUAL
from sim.report.tables import heading, paragraph
from sim.study.result import ScenarioNote

Row = dict[str, Any]
Moves = dict[str, dict[str, Row]]
"""Input to kind to row, the input that moves most first."""

_ENDS = ("low", "high")
_UNEVEN = 0.5   # of mu*: a sigma above it says that the effect hangs on where the others stand


def mattering_lines(findings: Findings, width: int) -> Iterator[str]:
    """For each alternative what could change its answers, then how far each guess moves them."""
    rows = findings.result.tables.sensitivity.to_pylist()
    if not rows:
        return
    yield from heading(say("What matters"), width)
    for alternative in findings.result.alternatives:
        own = [row for row in rows if row["alternative"] == alternative.name]
        yield from paragraph(alternative.title, width, "", "  ")
        yield from paragraph(_answer(own), width, "  ", "    ")
        for measure in dict.fromkeys(row["measure"] for row in own):
            moves = _moves([row for row in own if row["measure"] == measure])
            form = form_of(MEASURES[measure], findings.result.base)
            about = say("What moves the difference of {measure}:", measure=say(EQUAL[measure]).lower())
            yield from paragraph(about, width, "  ", "    ")
            for sentence in _sentences(moves, form):
                yield from paragraph(sentence, width, "    ", "      ")
    yield from paragraph(say(
        "Each number was moved alone to the ends of its range, then all of them together along random paths "
        "(Morris); the same customers, with the same luck, lived through every setting.",
    ), width)  # fmt: skip


def changing_in_words(findings: Findings, alternative: ScenarioNote) -> Iterator[str]:
    """The sentence on what could change the answers about an alternative; nothing where nobody asked."""
    rows = findings.result.tables.sensitivity.to_pylist()
    own = [row for row in rows if row["alternative"] == alternative.name]
    if own:
        yield _answer(own)


def _answer(rows: list[Row]) -> str:
    """Which inputs turn a verdict, and where."""
    turning = [row for row in rows if row["flips"]]
    if not turning:
        return say("Nothing that is assumed, moved alone within its range, changes an answer.")
    inputs = list(dict.fromkeys(row["input"] for row in turning))
    told = chained(_flip_in_words(row) for row in turning)
    if len(inputs) == 1:
        return say("Only {input} could change an answer ({flips}).", input=inputs[0], flips=told)
    return say("{n} assumed numbers could change an answer ({flips}).", n=len(inputs), flips=told)


def _flip_in_words(row: Row) -> str:
    """`ease at after.again.share = 20 %: cannot be told`."""
    return say("{measure} at {input} = {setting}: {verdict}", measure=say(EQUAL[row["measure"]]).lower(),
               input=row["input"], setting=row["setting"], verdict=word(row["flips"]))  # fmt: skip


def _moves(rows: list[Row]) -> Moves:
    found: Moves = {}
    for row in rows:
        found.setdefault(row["input"], {})[row["kind"]] = row
    return dict(sorted(found.items(), key=lambda item: -_size(item[1]["mu_star"])))


def _size(row: Row) -> float:
    return float(row["value"] or 0.0)


def _sentences(moves: Moves, form: Form) -> Iterator[str]:
    """The inputs whose effect can be told, ranked; then those that luck hides, and those without a part."""
    told = [name for name, kinds in moves.items() if _is_told(kinds)]
    without = [name for name, kinds in moves.items() if not any(_size(row) for row in kinds.values())]
    hidden = [name for name in moves if name not in told and name not in without]
    for number, name in enumerate(told, start=1):
        yield say("{n}. {name}: {text}", n=number, name=name, text=_sentence(moves[name], form))
    if hidden:
        yield say("Not to be told from luck: {inputs}.", inputs=chained(hidden, COMMAS))
    if without:
        yield say("No part in it: {inputs}.", inputs=chained(without, COMMAS))


def _sentence(kinds: dict[str, Row], form: Form) -> str:
    """By how much the ends move the difference, and how far the whole range does, whatever the others are."""
    at_ends = (say("{change} at {setting}", change=_moved(kinds[end], form), setting=kinds[end]["setting"])
               for end in _ENDS)  # fmt: skip
    reach, spread = _size(kinds["mu_star"]), _size(kinds["sigma"])
    moves = (
        message("{ends}; its whole range moves it by {size}, more or less depending on where the others "
                "stand.")
        if spread > _UNEVEN * reach else
        message("{ends}; its whole range moves it by {size}, wherever the others stand.")
    )  # fmt: skip
    return say(moves, ends=chained(at_ends, COMMAS), size=form.change(reach))


def _is_told(kinds: dict[str, Row]) -> bool:
    """Whether the move to one end or the other can be told from luck."""
    return any(_moves_surely(kinds[end]) for end in _ENDS)


def _moves_surely(row: Row) -> bool:
    return bool(row["value"]) and (row["low"] is None or row["low"] > 0 or row["high"] < 0)


def _moved(row: Row, form: Form) -> str:
    if not _moves_surely(row):
        return say("next to nothing")
    return f"{local('+' if row['value'] > 0 else '-')}{form.change(row['value'])}"
