"""The page put together: words, charts' numbers, style and script in one file that asks for nothing.

In: a result. Out: HTML; the same result gives the same bytes.
"""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from string import Template

from sim.errors import RunFailed
from sim.report.page.body import (
    answers,
    cautions,
    figures,
    masthead,
    method,
    teams,
    touchpoints,
    words,
)
from sim.report.page.markup import Html, embedded, joined
from sim.report.page.series import series_of
from sim.report.reading import Findings
from sim.study.result import Result
from sim.sweeps.result import SweepResult

_SCRIPTS = ("marks.js", "charts.js", "tables.js", "page.js")


def page_html(result: Result | SweepResult) -> str:
    """The page of a result, or of a sweep.

    A policy in it forbids every request, and any style or script but its own, named by their hashes.
    """
    if isinstance(result, SweepResult):
        from sim.report.page.sweeps import sweep_page_html

        return sweep_page_html(result)
    findings = Findings(result)
    style, script = part("page.css"), "\n".join(map(part, _SCRIPTS))
    filled = {
        "title": joined([result.base.question or result.base.title]), "style": style, "script": script,
        "style_hash": digest(style), "script_hash": digest(script), "data": embedded(series_of(findings)),
        "masthead": masthead(findings), "answers": answers(findings), "cautions": cautions(findings),
        "words": words(findings), "figures": figures(findings), "teams": teams(findings),
        "touchpoints": touchpoints(findings), "method": method(findings), "answer_heading": _heading(result),
    }  # fmt: skip
    return Template(part("page.html")).substitute(filled)


def write_page(result: Result | SweepResult, file: Path) -> Path:
    """Write the page of a result: whole, or not at all.

    Raises
    ------
    RunFailed
        Where the file cannot be written.
    """
    draft = file.with_name(f".{file.name}.unfinished")
    try:
        draft.write_text(page_html(result), encoding="utf-8", newline="\n")
        return draft.replace(file)
    except OSError as error:
        raise RunFailed(f"{file}: cannot be written: {error.strerror or error}") from None
    finally:
        draft.unlink(missing_ok=True)


def _heading(result: Result) -> Html:
    return Html("The answer" if result.alternatives else "What was found")


def part(name: str) -> str:
    """A file of the page: markup, style or script."""
    return (files("sim.report.page") / "parts" / name).read_text(encoding="utf-8")


def digest(text: str) -> str:
    """As a Content-Security-Policy names a text that it allows."""
    return "sha256-" + b64encode(sha256(text.encode()).digest()).decode()
