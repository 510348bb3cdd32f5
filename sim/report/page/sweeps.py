"""The page of a sweep: what was found, its charts by measure, and the tidy table that sorts.

In: a sweep. Out: HTML that asks for nothing; the same sweep gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator

from sim.report.charts.sweeps.basis import sample_of, source_of
from sim.report.charts.sweeps.gallery import sweep_gallery
from sim.report.language import say, several
from sim.report.locales import listed
from sim.report.page.markup import Cell, Html, joined, sortable, tag
from sim.report.page.pictured import figure, pictured
from sim.report.sweeps.finding import findings_of
from sim.report.sweeps.reading import Swept
from sim.report.wording import value_in_words
from sim.sweeps.result import SweepResult

_MOST_ROWS = 3000
_FIRST = ("best", "alternative", "frontier")


def sweep_page_html(result: SweepResult) -> str:
    """The page of a sweep."""
    swept = Swept(result)
    found = findings_of(swept)
    return pictured(result.title, {
        "masthead": _masthead(swept),
        "answer": joined(tag("p", one.sentence) for one in found if one.kind in _FIRST),
        "charts": _charts(swept),
        "words": joined(tag("p", one.sentence) for one in found if one.kind not in _FIRST),
        "table": _table(swept),
        "method": _method(swept),
    }, _headings())  # fmt: skip


def _headings() -> dict[str, str]:
    return {
        "answer_heading": say("What was found"), "look_heading": say("Look into it"),
        "words_heading": say("Measure by measure"), "table_heading": say("All points"),
        "method_heading": say("How to read this"), "to_answer": say("To the answer"),
    }  # fmt: skip


def _masthead(swept: Swept) -> Html:
    names = [tag("li", tag("b", note.title)) for note in swept.notes]
    return joined([
        tag("h1", swept.result.title), tag("ul", *names, class_="compared"),
        tag("p", f"{sample_of(swept)}; {source_of(swept)}", class_="faint"),
    ])  # fmt: skip


def _charts(swept: Swept) -> Html:
    """Every chart as a picture; a choice of the measure shows some of them and hides the others."""
    charts = sweep_gallery(swept).charts
    measures = {f"-{one}": swept.head(one) for one in swept.measures}
    options = [tag("option", title, value=mark) for mark, title in measures.items()]
    choose = tag("label", say("Measure"), " ", tag("select", *options, id="measure"))
    figures = (figure(one, next(filter(one.name.endswith, measures), "")) for one in charts)
    return joined([tag("form", choose, id="choices", hidden="hidden"), *figures])


def _table(swept: Swept) -> Html:
    """A row a point and scenario: its settings, and every measure with its interval."""
    heads = [say("Point"), say("Scenario"), *(factor.name for factor in swept.factors),
             *(swept.head(one) for one in swept.measures)]  # fmt: skip
    rows = list(_rows(swept))
    left_out = len(swept.points) * len(swept.notes) - len(rows)
    more = several(left_out, "One more point is in points.csv.", "{n} more points are in points.csv.")
    return joined([sortable(say("Every point, with 95 % intervals; choose a heading to sort"), heads, rows),
                   *([tag("p", more)] if left_out > 0 else [])])  # fmt: skip


def _rows(swept: Swept) -> Iterator[tuple[str, list[Cell]]]:
    for point in range(min(len(swept.points), _MOST_ROWS // len(swept.notes))):
        for note in swept.notes:
            cells = [Cell(str(point), point), Cell(note.title)]
            for place, _ in enumerate(swept.factors):
                number = swept.position(place, point)
                words = swept.setting(place, point)
                cells.append(Cell(words, number) if number == number else Cell(words))
            for measure in swept.measures:
                found = swept.value(note, point, measure)
                cells.append(Cell(value_in_words(found, swept.form(measure)), found.value))
            yield "", cells


def _method(swept: Swept) -> Html:
    told = [
        say("All points share their customers and their luck, so that a difference between points is one of "
            "their values. Differences are taken replication by replication."),
        say("Each interval holds for itself with 95 % confidence; of many, some miss by chance."),
    ]  # fmt: skip
    if swept.held:
        told.append(say("The best point and the frontier are looked for where {factors} is as written, for "
                        "nobody chooses that.", factors=listed(swept.held)))  # fmt: skip
    return joined(tag("p", one) for one in told)
