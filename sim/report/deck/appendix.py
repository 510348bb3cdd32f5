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
        f"Every customer was simulated, contact by contact: {sample_of(result)}; seed {result.seed}.",
        "The numbers are averages over that window, not a steady state. Journeys that begin in it are "
        "followed to their end.",
    ]
    if result.alternatives:
        points += [
            "The same customers, with the same luck, live through every alternative, so a difference is one "
            "of the alternatives. They are compared customer by customer.",
            f"The {primary} differences in wait, handoffs and ease of all journeys hold together with 95 % "
            "confidence (paired t, Bonferroni); every other interval holds for itself.",
        ]
    models = " and ".join(dict.fromkeys(one.experience for one in result.scenarios))
    points.append(
        "Waits, handoffs and costs are simulated. Ease, satisfaction and recommendation are predicted: "
        f"{models}. Trust differences more than levels."
    )
    how = "the same customers live through every alternative" if result.alternatives else "one scenario"
    title = f"Appendix, how the numbers came about: {how}"
    told = [name for name in TOLD if name in MEASURES]
    return Slide("method", title, (), tuple(points), basis(findings, True), tuple(definitions(told)))


def _assumptions(findings: Findings) -> Iterator[Slide]:
    """Every number that is marked as assumed, with its range, its source, and where it is."""
    rows = list(_assumed_rows(findings))
    if not rows:
        said = "A scenario lists its guesses, each with a range and a source; other inputs count as measured."
        yield Slide("assumptions", "No input is marked as assumed", (), (said,), basis(findings, True))
        return
    head = ("Assumed input", "from", "to", "Source", "In")
    pages = [rows[at : at + _MOST_ROWS] for at in range(0, len(rows), _MOST_ROWS)]
    for number, page in enumerate(pages, 1):
        of = f" ({number} of {len(pages)})" if len(pages) > 1 else ""
        title = f"{len(rows)} inputs are assumed, the others count as measured{of}"
        title = title.replace("1 inputs are", "1 input is") if len(rows) == 1 else title
        grid = Grid((head, *page), "Assumed inputs with their ranges and sources")
        points = _models(findings) if number == len(pages) else ()
        notes = [" | ".join(row) for row in page]
        yield Slide("assumptions", title, (grid,), points, basis(findings, True), tuple(notes))


def _models(findings: Findings) -> tuple[str, ...]:
    models = dict.fromkeys(one.experience for one in findings.result.scenarios)
    return tuple(f"Scores: {one}." for one in models)


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
        yield (*key, "all" if len(names) == len(titles) and len(titles) > 1 else "; ".join(names))


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
