"""The page put together: words, charts' numbers, style and script in one file that asks for nothing.

In: a result. Out: HTML; the same result gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from sim.errors import RunFailed
from sim.report.charts.recorded import Recorded, read_recorded
from sim.report.finished import Finished
from sim.report.language import say
from sim.report.page.body import answers, cautions, masthead, method
from sim.report.page.drawings import drawings_of
from sim.report.page.figures import figures, teams, touchpoints
from sim.report.page.frame import filled, framed, part
from sim.report.page.markup import Html, embedded, joined
from sim.report.page.sections import body
from sim.report.page.series import series_of
from sim.report.page.words import labels, words
from sim.report.reading import Findings
from sim.study.result import Result
from sim.sweeps.result import SweepResult
from sim.sweeps.staffing.result import OptimiseResult

_SCRIPTS = ("marks.js", "rows.js", "lines.js", "maps.js", "figures.js", "tables.js", "page.js")


def page_html(result: Finished, record: Sequence[Recorded] = ()) -> str:
    """The page of a result, of a sweep, or of a search for staffing.

    Parameters
    ----------
    record : what the organisation has recorded itself, to be set beside the base of a comparison.
    """
    if isinstance(result, SweepResult):
        from sim.report.page.sweeps import sweep_page_html

        return sweep_page_html(result)
    if isinstance(result, OptimiseResult):
        from sim.report.page.optimised import optimised_page_html

        return optimised_page_html(result)
    findings = Findings(result)
    charts = drawings_of(findings, record)
    numbers = {**series_of(findings), **words(), "charts": charts}
    sections, links = body(findings, numbers)
    inside = filled("page.html", {
        "masthead": masthead(findings), "links": links, "answers": answers(findings),
        "cautions": cautions(findings), "sections": sections, "figures": figures(findings),
        "teams": teams(findings), "touchpoints": touchpoints(findings), "method": method(findings),
        "answer_heading": _heading(result), "data": embedded(numbers), **labels(),
    })  # fmt: skip
    return framed(
        result.base.question or result.base.title, inside, part("page.css"), "\n".join(map(part, _SCRIPTS))
    )


def write_page(result: Finished, file: Path, recorded: Path | None = None) -> Path:
    """Write the page of a result: whole, or not at all.

    Parameters
    ----------
    recorded : a CSV file of what the organisation has recorded itself.

    Raises
    ------
    RunFailed
        Where the file cannot be written.
    """
    record = () if recorded is None else read_recorded(recorded)
    draft = file.with_name(f".{file.name}.unfinished")
    try:
        draft.write_text(page_html(result, record), encoding="utf-8", newline="\n")
        return draft.replace(file)
    except OSError as error:
        raise RunFailed(f"{file}: cannot be written: {error.strerror or error}") from None
    finally:
        draft.unlink(missing_ok=True)


def _heading(result: Result) -> Html:
    return joined([say("The answer") if result.alternatives else say("What was found")])
