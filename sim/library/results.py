"""Results in a notebook: told, drawn, and handed on as slides, pages and spreadsheets.

In: a result or its folder. Out: texts and files; nothing is simulated again.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.errors import WrongUse

if TYPE_CHECKING:
    from sim.measures.experience.fit import FittedExperience
    from sim.report.charts.gallery import Made
    from sim.report.finished import Finished
    from sim.study.actuals import Actuals
    from sim.study.result import Result
    from sim.sweeps.result import SweepResult
    from sim.sweeps.staffing.result import OptimiseResult


def load_result(folder: str | Path) -> Result:
    """The result that a folder holds, as `compare` returned it.

    Raises
    ------
    WrongUse
        Where the folder holds no finished result.
    RunFailed
        Where a file of it is missing or damaged.
    """
    from sim.study.storage import load_result

    return load_result(Path(folder))


def load_sweep(folder: str | Path) -> SweepResult:
    """The sweep that a folder holds, as `sweep` returned it; it can be drawn, and made slides or a page.

    Raises
    ------
    WrongUse
        Where the folder holds no finished sweep.
    RunFailed
        Where a file of it is missing or damaged.
    """
    from sim.sweeps.storage import load_sweep

    return load_sweep(Path(folder))


def load_optimised(folder: str | Path) -> OptimiseResult:
    """The search that a folder holds, as `optimise` returned it; it can be drawn, and made slides or a page.

    Raises
    ------
    WrongUse
        Where the folder holds no finished search for staffing.
    RunFailed
        Where a file of it is missing or damaged.
    """
    from sim.sweeps.staffing.storage import load_optimised

    return load_optimised(Path(folder))


def findings(result: Result, width: int = 80, details: bool = True) -> str:
    """The findings of a result as plain text for people.

    Parameters
    ----------
    width : most characters in a line.
    details : all that was found; without them, of a comparison the answer and the figures that it rests on.
    """
    from sim.report.terminal import findings_text

    return findings_text(result, width, details)


def fit_findings(found: FittedExperience, width: int = 80) -> str:
    """What a fit found, as plain text for people, at most `width` characters wide."""
    from sim.report.fitted import fitted_text

    return fitted_text(found, width)


def actuals_findings(found: Actuals, width: int = 80) -> str:
    """A scenario beside its record as plain text for people, at most `width` characters wide."""
    from sim.report.actuals import actuals_text

    return actuals_text(found, width)


def actuals_table(found: Actuals) -> str:
    """A scenario beside its record as CSV, which `draw_charts(recorded=...)` reads."""
    from sim.report.actuals import actuals_csv

    return actuals_csv(found)


def as_plain(result: Result) -> dict[str, Any]:
    """The findings of a result as plain maps and lists, for JSON."""
    from sim.report.plain import as_plain

    return as_plain(result)


def definitions(width: int = 80) -> str:
    """What every measure means: unit, which way is better, numerator and denominator, in lines of `width`."""
    from sim.report.definitions import definitions_text

    return definitions_text(width)


def draw_charts(
    result: Finished,
    folder: str | Path,
    formats: Sequence[str] = ("png", "svg"),
    recorded: str | Path | None = None,
    language: str = "en",
) -> Made:
    """Draw the charts of a result into a folder, all of them or none.

    Parameters
    ----------
    formats : any of png, svg, pdf.
    recorded : a CSV file of recorded figures (measure, group, value; low and high where known), to be set
        beside the base.
    language : en, da, sv or zh: of titles, labels and numbers.

    Returns
    -------
    Made
        The files, the charts that cannot be drawn from this result, letters that no font here has.

    Raises
    ------
    RunFailed
        Where the folder cannot be written.
    WrongUse
        Where the recorded figures cannot be read, or there is no such language.
    """
    from sim.report.charts.gallery import make
    from sim.report.language import speaking

    with speaking(language):
        return make(result, Path(folder), formats, None if recorded is None else Path(recorded))


def write_deck(
    result: Finished,
    file: str | Path,
    template: str | Path | None = None,
    recorded: str | Path | None = None,
    language: str = "en",
) -> Path:
    """Write a deck for a committee from a result: native charts and tables, notes for the speaker.

    Parameters
    ----------
    file : the .pptx file; one that is there is replaced.
    template : your organisation's own .pptx; None: a plain look.
    recorded : a CSV file of recorded figures, as for `draw_charts`.
    language : en, da, sv or zh.

    Raises
    ------
    WrongUse
        Where the template or the recorded figures cannot be used, the file is no .pptx, or there is no
        such language.
    RunFailed
        Where the file cannot be written.
    """
    from sim.report.deck.making import write_deck
    from sim.report.language import speaking

    paths = (None if one is None else Path(one) for one in (template, recorded))
    with speaking(language):
        return write_deck(result, Path(file), *paths)


def missing_font(result: Finished, language: str = "en") -> str:
    """Which font to install so that pictures show a result's names in a language; "" where all is drawn."""
    from sim.report.charts.fonts import advice_on
    from sim.report.language import speaking

    with speaking(language):
        return advice_on(result)


def write_page(
    result: Finished | str | Path,
    file: str | Path,
    recorded: str | Path | None = None,
    language: str = "en",
) -> Path:
    """Write a result as one HTML file to look into: it asks for nothing, and needs a browser only.

    Parameters
    ----------
    result : a result, or its folder.
    file : where to; a file of that name is replaced.
    recorded : a CSV file of recorded figures, as for `draw_charts`.
    language : en, da, sv or zh.

    Raises
    ------
    WrongUse
        Where the folder holds no result, the recorded figures cannot be read, or there is no such language.
    RunFailed
        Where the file cannot be written.
    """
    from sim.report.language import speaking
    from sim.report.page.assembly import write_page

    found = load_result(result) if isinstance(result, str | Path) else result
    with speaking(language):
        return write_page(found, Path(file), None if recorded is None else Path(recorded))


def spreadsheet(result: Result | str | Path, file: str | Path | None = None) -> Path:
    """Write a result as a spreadsheet with units, which way is better, and verdicts.

    Parameters
    ----------
    result : a result, or its folder.
    file : where to; None: comparison.xlsx in the folder of the result.

    Returns
    -------
    Path of the file.

    Raises
    ------
    WrongUse
        Where the folder holds no result, or there is no folder to write to.
    RunFailed
        Where the file cannot be written.
    """
    from sim.report.spreadsheet import write_spreadsheet
    from sim.study.storage import load_result

    found = load_result(Path(result)) if isinstance(result, str | Path) else result
    if file is None and found.folder is None:
        raise WrongUse("the result is not stored: say which file to write")
    target = Path(file) if file is not None else Path(found.folder or ".") / "comparison.xlsx"
    write_spreadsheet(found, target)
    return target


def story(result: Result | str | Path, journey: str | None = None, width: int = 80) -> str:
    """One customer's life under each alternative, step by step, in sentences.

    Parameters
    ----------
    result : a result that kept its rows (`records=True`), or its folder.
    journey : "DEMAND/SEGMENT/NUMBER@REPLICATION"; None: the luckiest, a typical and the unluckiest
        customer of the first replication.

    Raises
    ------
    WrongUse
        Where the result kept no rows, or nobody is called that.
    """
    from sim.report.stories.lives import who
    from sim.report.stories.story import story_text
    from sim.study.storage import load_result

    found = load_result(Path(result)) if isinstance(result, str | Path) else result
    return story_text(found, None if journey is None else who(journey), width)
