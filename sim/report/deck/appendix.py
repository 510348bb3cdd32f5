"""What stands behind the answer: method, assumptions with sources, the fit to the record, further charts.

In: findings, and what the organisation has recorded. Out: slides.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from sim.measures.definitions import MEASURES
from sim.report.charts.gallery import KINDS, gallery_of
from sim.report.charts.recorded import Recorded
from sim.report.deck.content import Grid, Slide
from sim.report.deck.speaking import basis, definitions
from sim.report.findings.found import TOLD
from sim.report.findings.sample import sample_of
from sim.report.language import message, say, several, word
from sim.report.locales import chained
from sim.report.reading import Findings

_SHOWN = ("waiting", "handoffs", "ease", "why", "winners", "recorded")
FURTHER = tuple(kind for kind in KINDS if kind not in _SHOWN)
"""Kinds of charts that neither the body nor the fit to the record shows."""

_MOST_ROWS = 12       # assumptions on a slide
_MOST_OF_A_KIND = 2   # charts: of the base and the first alternative; all are in the folder of charts


def appendix(findings: Findings, record: tuple[Recorded, ...]) -> Iterator[Slide]:
    """Everything after the body."""
    yield _method(findings)
    yield from _assumptions(findings)
    if record:
        yield from _charts(findings, ("recorded",), record)
    yield from _charts(findings, FURTHER, ())


def _method(findings: Findings) -> Slide:
    result = findings.result
    primary = 3 * len(result.alternatives)
    points = [
        say("Every customer was simulated, contact by contact: {sample}; seed {seed}.",
            sample=sample_of(result), seed=result.seed),
        say("The numbers are averages over that window, not a steady state. Journeys that begin in it are "
            "followed to their end."),
    ]
    if result.alternatives:
        points += [
            say("The same customers, with the same luck, live through every alternative, so a difference is "
                "one of the alternatives. They are compared customer by customer."),
            say("The {n} differences in wait, handoffs and ease of all journeys hold together with 95 % "
                "confidence (paired t, Bonferroni); the other intervals hold each for itself.", n=primary),
        ]
    models = dict.fromkeys(word(one.experience) for one in result.scenarios)
    points.append(say(
        "Waits, handoffs and costs are simulated. Ease, satisfaction and recommendation are predicted: "
        "{models}. Trust differences more than levels.",
        models=chained(models, message("{first} and {next}")),
    ))  # fmt: skip
    title = say(
        message("Appendix, how the numbers came about: the same customers live through every alternative")
        if result.alternatives else message("Appendix, how the numbers came about: one scenario")
    )
    told = [name for name in TOLD if name in MEASURES]
    return Slide("method", title, (), tuple(points), basis(findings, True), tuple(definitions(told)))


def _assumptions(findings: Findings) -> Iterator[Slide]:
    """Every number that is marked as assumed, with its range, its source, and where it is."""
    rows = list(_assumed_rows(findings))
    if not rows:
        said = say("A scenario lists its guesses, each with a range and a source; other inputs count as "
                   "measured.")
        title = say("No input is marked as assumed")
        yield Slide("assumptions", title, (), (said,), basis(findings, True))
        return
    head = (say("Assumed input"), say("from"), say("to"), say("Source"), say("In"))
    pages = [rows[at : at + _MOST_ROWS] for at in range(0, len(rows), _MOST_ROWS)]
    for number, page in enumerate(pages, 1):
        title = several(len(rows), "{n} input is assumed, the others count as measured",
                        "{n} inputs are assumed, the others count as measured")  # fmt: skip
        if len(pages) > 1:
            title = say("{title} ({n} of {all})", title=title, n=number, all=len(pages))
        grid = Grid((head, *page), say("Assumed inputs with their ranges and sources"))
        points = _models(findings) if number == len(pages) else ()
        notes = [" | ".join(row) for row in page]
        yield Slide("assumptions", title, (grid,), points, basis(findings, True), tuple(notes))


def _models(findings: Findings) -> tuple[str, ...]:
    models = dict.fromkeys(one.experience for one in findings.result.scenarios)
    return tuple(say("Scores: {model}.", model=word(one)) for one in models)


def _assumed_rows(findings: Findings) -> Iterator[tuple[str, ...]]:
    """A row an assumption; one that several scenarios share names them all."""
    titles = {one.name: one.title for one in findings.result.scenarios}
    found: dict[tuple[str, ...], list[str]] = {}
    for one in findings.result.manifest.get("scenarios", ()):
        marked: dict[str, Any] = one.get("scenario", {}).get("assumed") or {}
        for path, said in marked.items():
            key = (path, *(str(said.get(name) or "-") for name in ("low", "high", "source")))
            found.setdefault(key, []).append(titles.get(one["name"], one["name"]))
    for key, names in found.items():
        everywhere = len(names) == len(titles) and len(titles) > 1
        yield (*key, say("all") if everywhere else chained(names))


def _charts(findings: Findings, kinds: tuple[str, ...], record: tuple[Recorded, ...]) -> Iterator[Slide]:
    """A slide a picture, of each kind only the first."""
    seen: Counter[str] = Counter()
    for chart in gallery_of(findings, kinds, record).charts:
        seen[chart.kind] += 1
        if seen[chart.kind] > _MOST_OF_A_KIND:
            continue
        heading = chart.heading
        notes = (heading.subtitle, *heading.notes, chart.alt)
        yield Slide(chart.kind, heading.title, (chart,), (), "", notes)
