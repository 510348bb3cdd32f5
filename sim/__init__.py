"""What-if simulation of customer experience: the same customers through every alternative.

Load scenarios, run one or compare several, and read the tables with what you like:

>>> import sim
>>> base = sim.load("scenarios/front_desk.yaml")
>>> pooled = sim.load("scenarios/front_desk_pooled.yaml")
>>> result = sim.compare(base, pooled, replications=2)
>>> result.replications
2
>>> result.tables.comparison.column_names[:4]
['measure', 'group', 'baseline', 'alternative']

Everything heavy is imported when it is used.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from sim.errors import RunFailed, SimError, WrongInput, WrongUse

if TYPE_CHECKING:
    from sim.errors import Fault
    from sim.imports.dates import Order
    from sim.imports.writing import Imported
    from sim.measures.experience_fit import FittedExperience
    from sim.report.charts.gallery import Made
    from sim.scenario.document import Document
    from sim.study.actuals import Actuals
    from sim.study.result import Result
    from sim.study.storage import NotStored
    from sim.sweeps.result import SweepResult
    from sim.sweeps.watching import Progress

__all__ = [
    "NotStored", "RunFailed", "SimError", "WrongInput", "WrongUse",
    "actuals", "actuals_findings", "actuals_table", "as_plain", "check", "compare", "definitions",
    "draw_charts", "explain", "findings", "fit_experience", "fit_findings", "import_intervals",
    "import_roster", "load", "load_result", "schema", "simulate", "spreadsheet", "starter", "story",
    "sweep", "what_if", "write_deck", "write_page",
]  # fmt: skip
__version__ = "0.1.0"


def load(path: str | Path, sets: Sequence[str] = ()) -> Document:
    """Read a scenario file.

    Parameters
    ----------
    path : of the YAML file.
    sets : changes on top, each `PATH=VALUE`, such as "teams.desk.scheduled=6".

    Raises
    ------
    WrongInput
        With all faults of the file, each with its place.

    Examples
    --------
    >>> load("scenarios/front_desk.yaml", sets=["teams.desk.scheduled=6"]).scenario.title
    'Front desk, March'
    """
    from sim.scenario.document import read

    return read(path, sets)


def simulate(scenario: Document | str | Path, **choices: Any) -> Result:
    """Run one scenario.

    Parameters
    ----------
    scenario : a loaded scenario, or the path of its file.
    choices : as for `compare`.

    Examples
    --------
    >>> result = simulate("scenarios/front_desk.yaml", replications=2)
    >>> result.tables.estimates.num_columns
    8
    """
    return compare(scenario, **choices)


def compare(
    base: Document | str | Path,
    *alternatives: Document | str | Path,
    out: str | Path | None = None,
    progress: Callable[[int, int | None], None] | None = None,
    **choices: Any,
) -> Result:
    """Run alternatives and compare each with the base, customer by customer.

    Parameters
    ----------
    base, alternatives : loaded scenarios, or paths of their files.
    out : folder in which the result folder is made; None: nothing is written. A result that is
        already there is read, not computed again.
    progress : told after each replication how many are finished, and of how many (None: not known yet).
    choices : `replications`, or `precision` (measure to half-width, such as {"wait_mean_s": "2 s"}) and
        `at_most`, `seed` (default: as the base says), `workers` (processes, default 1; a
        script that uses more must be importable), `records` (keep legs and journeys), `name` (of the
        folder), `uncertain` (draw the assumed numbers so often, too, e.g. 20), `what_matters`
        (move each of them through its range, too).

    Returns
    -------
    Result
        With `tables` that pandas, polars and DuckDB read as they are. After Ctrl-C, of the first
        replications: `result.replications < result.asked`.

    Raises
    ------
    WrongInput, WrongUse
        Where the scenarios cannot be run or compared.
    RunFailed
        Where a worker dies, or the folder cannot be written (`NotStored` has the result).
    """
    from sim.study.experiment import Choices, run_study

    documents = [load(one) if isinstance(one, str | Path) else one for one in (base, *alternatives)]
    where = None if out is None else Path(out)
    return run_study(documents, Choices(out=where, **choices), progress or _silent, findings)


def sweep(
    file: str | Path,
    *,
    out: str | Path | None = None,
    progress: Callable[[Progress], None] | None = None,
    **choices: Any,
) -> SweepResult:
    """Run every point of a sweep file; run it again to go on where it ended.

    Parameters
    ----------
    file : path of the sweep file; docs/sweeps.md says what may stand in it.
    out : folder of the result and of the finished work that all sweeps there share; None: nothing is kept.
    progress : told after each piece of work how far the sweep is.
    choices : `on` ("local", "serial", "dask:tcp://HOST:PORT" or "slurm"), `workers` (default 1),
        `time_limit` (seconds a task may take), `memory` (GB that a local process may take),
        `retry_failed`. Results do not depend on them.

    Returns
    -------
    SweepResult
        With the tables `points` and `failures`.

    Raises
    ------
    WrongInput, WrongUse
        Where the file or a scenario is wrong, or no such engine is there.
    RunFailed
        Where the cluster is gone, another sweep writes to `out`, or the disk refuses.

    Examples
    --------
    >>> result = sweep("scenarios/sweeps/front_desk_staffing.yaml", on="serial")  # doctest: +SKIP
    >>> result.asked, result.failed  # doctest: +SKIP
    (30, 0)
    """
    from sim.sweeps.choices import choices_of
    from sim.sweeps.reading import read_sweep
    from sim.sweeps.sweeping import run_sweep

    return run_sweep(read_sweep(file), choices_of(out, **choices), progress or _silent)


def findings(result: Result, width: int = 80, details: bool = True) -> str:
    """The findings of a result as plain text for people, at most `width` characters wide.

    Without `details`: of a comparison the answer, and the figures that it rests on.
    """
    from sim.report.terminal import findings_text

    return findings_text(result, width, details)


def import_intervals(file: str | Path, dates: Order = "") -> Imported:
    """A runnable scenario made of what a centre's reporting says of each interval.

    Parameters
    ----------
    file : .xlsx, or text with commas, semicolons or tabs: a row an interval (and queue);
        docs/from_your_data.md says which columns are read.
    dates : "day-first" or "month-first", where the file does not tell.

    Returns
    -------
    Imported
        `text` of the scenario file, and `notes` of everything that was taken for granted.

    Raises
    ------
    WrongInput
        With all faults of the file: line, column, rule and value.
    """
    from sim.imports.intervals import read_intervals
    from sim.imports.writing import scenario_of

    return scenario_of(read_intervals(Path(file), dates))


def import_roster(
    file: str | Path,
    base: Document | str | Path | None = None,
    beside: str | Path = "roster.yaml",
    dates: Order = "",
) -> Imported:
    """The shifts of a roster: the part `teams` of a scenario, or an alternative to one.

    Parameters
    ----------
    file : .xlsx, or text with commas, semicolons or tabs: a row a person (or so many) and shift.
    base : a scenario whose teams shall work so; None: only the part `teams`, to paste.
    beside : with `base`: the file that the text is for; it names its base from there.
    dates : "day-first" or "month-first", where the file does not tell.

    Raises
    ------
    WrongInput
        With all faults of the file: line, column, rule and value.
    """
    from sim.imports.roster import read_roster
    from sim.imports.shift_writing import alternative_of, fragment_of

    roster = read_roster(Path(file), dates)
    if base is None:
        return fragment_of(roster)
    document = load(base) if isinstance(base, str | Path) else base
    return alternative_of(roster, document, Path(beside))


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


def draw_charts(
    result: Result,
    folder: str | Path,
    formats: Sequence[str] = ("png", "svg"),
    recorded: str | Path | None = None,
) -> Made:
    """Draw the charts of a result into a folder, all of them or none.

    Parameters
    ----------
    formats : any of png, svg, pdf.
    recorded : a CSV file of recorded figures (measure, group, value; low and high where known), to be set
        beside the base.

    Returns
    -------
    Made
        The files, the charts that cannot be drawn from this result, letters that no font here has.

    Raises
    ------
    RunFailed
        Where the folder cannot be written.
    WrongUse
        Where the recorded figures cannot be read.
    """
    from sim.report.charts.gallery import make

    return make(result, Path(folder), formats, None if recorded is None else Path(recorded))


def write_deck(
    result: Result,
    file: str | Path,
    template: str | Path | None = None,
    recorded: str | Path | None = None,
) -> Path:
    """Write a deck for a committee from a result: native charts and tables, notes for the speaker.

    Parameters
    ----------
    file : the .pptx file; one that is there is replaced.
    template : your organisation's own .pptx; None: a plain look.
    recorded : a CSV file of recorded figures, as for `draw_charts`.

    Raises
    ------
    WrongUse
        Where the template or the recorded figures cannot be used, or the file is no .pptx.
    RunFailed
        Where the file cannot be written.
    """
    from sim.report.deck.making import write_deck

    paths = (None if one is None else Path(one) for one in (template, recorded))
    return write_deck(result, Path(file), *paths)


def fit_experience(
    survey: str | Path,
    out: str | Path | None = None,
    before: str | Path = "default",
    answering_depends: float | None = None,
) -> FittedExperience:
    """Fit the model of effort, satisfaction and recommendation to answers of your own customers.

    Parameters
    ----------
    survey : a CSV file with a row an answer: customer, scores, and what the journey was like.
    out : file that the model is written to, for the scenario key `experience`; None: nothing is written.
    before : the model believed so far; coefficients that few answers tell about are pulled to it.
    answering_depends : also fit as if who gives the best score answered at this many times the odds of
        who gives the worst, and the other way round.

    Raises
    ------
    WrongInput
        With all faults of the files.
    WrongUse
        Where `out` exists already, or the odds are not above 1.
    RunFailed
        Where no coefficients fit best, or the model cannot be written.
    """
    from sim.measures import experience_file, experience_fit
    from sim.measures import survey as answers
    from sim.measures.experience_writing import write_model

    believed = experience_file.load(str(before))
    found = experience_fit.fit_experience(answers.read_survey(Path(survey)), believed, Path(survey).name)
    if answering_depends is not None:
        found = experience_fit.if_answering_depends(found, answering_depends)
    if out is not None:
        write_model(found, Path(out))
    return found


def fit_findings(found: FittedExperience, width: int = 80) -> str:
    """What a fit found, as plain text for people."""
    from sim.report.fitted import fitted_text

    return fitted_text(found, width)


def actuals(
    scenario: Document | str | Path,
    file: str | Path,
    margin: float = 0.1,
    dates: Order = "",
    **choices: Any,
) -> Actuals:
    """Set a scenario beside what was recorded: does it reproduce the record?

    Parameters
    ----------
    scenario : a loaded scenario, or the path of its file; the recorded days are simulated.
    file : a table of intervals, as `import_intervals` reads it.
    margin : share of a recorded figure that the simulated one may be off.
    dates : "day-first" or "month-first", where the file does not tell.
    choices : `replications`, `seed` and `workers`, as for `compare`.

    Returns
    -------
    Actuals
        `reproduced`, and `figures`: recorded, simulated, and where single periods lie by luck.

    Raises
    ------
    WrongInput, WrongUse
        Where the scenario or the table cannot be used.
    """
    from sim.imports.intervals import read_intervals
    from sim.study.actuals import beside
    from sim.study.experiment import Choices

    document = load(scenario) if isinstance(scenario, str | Path) else scenario
    return beside(document, read_intervals(Path(file), dates), margin, Choices(**choices))


def actuals_findings(found: Actuals, width: int = 80) -> str:
    """A scenario beside its record as plain text for people."""
    from sim.report.actuals import actuals_text

    return actuals_text(found, width)


def actuals_table(found: Actuals) -> str:
    """A scenario beside its record as CSV, which `draw_charts(recorded=...)` reads."""
    from sim.report.actuals import actuals_csv

    return actuals_csv(found)


def check(scenario: Document | str | Path) -> tuple[Fault, ...]:
    """What is legal in a scenario and probably wrong, such as more work offered than a team can do.

    The path of a sweep file is welcome, too: each of its values is tried on each of its scenarios.

    Raises
    ------
    WrongInput
        With all faults, where it cannot be simulated at all.

    Examples
    --------
    >>> check("scenarios/front_desk.yaml")
    ()
    """
    from sim.sweeps.reading import names_a_sweep, read_sweep

    if isinstance(scenario, str | Path) and names_a_sweep(scenario):
        return tuple(fault for one in read_sweep(scenario).documents for fault in check(one))
    from sim.plan.compile import compile_plan
    from sim.plan.warnings import warnings_of
    from sim.study.load import offered_load

    document = load(scenario) if isinstance(scenario, str | Path) else scenario
    plan = compile_plan(document.provisional)
    return (*document.warnings, *warnings_of(document, plan, offered_load(plan)))


def explain(scenario: Document | str | Path) -> str:
    """What a scenario models, in plain sentences, with every default it uses and the load of its teams."""
    from sim.plan.compile import compile_plan
    from sim.plan.load import planned
    from sim.report.explain import explained, load_text
    from sim.study.load import offered_load

    document = load(scenario) if isinstance(scenario, str | Path) else scenario
    plan = compile_plan(document.provisional)
    return explained(document) + load_text(plan, offered_load(plan), planned(plan))


def as_plain(result: Result) -> dict[str, Any]:
    """The findings of a result as plain maps and lists, for JSON."""
    from sim.report.plain import as_plain

    return as_plain(result)


def definitions() -> str:
    """What every measure means: unit, which way is better, numerator and denominator."""
    from sim.report.definitions import definitions_text

    return definitions_text()


def schema(of: Literal["scenario", "sweep"] = "scenario") -> dict[str, Any]:
    """The JSON Schema of scenario files, or of sweep files, for editors."""
    if of == "sweep":
        from sim.sweeps.schema import sweep_schema

        return sweep_schema()
    from sim.scenario.jsonschema import json_schema

    return json_schema()


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


def starter(kind: str) -> str:
    """The text of a commented scenario to begin with: front_desk, hotline, retail or it_desk.

    Raises
    ------
    WrongUse
        Where there is no such starter.

    Examples
    --------
    >>> starter("front_desk").splitlines()[0]
    '# A front desk: two teams, two kinds of call, nobody calls again.'
    """
    from sim.scenario.starter import starter

    return starter(kind)


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
    from sim.report.lives import who
    from sim.report.story import story_text
    from sim.study.storage import load_result

    found = load_result(Path(result)) if isinstance(result, str | Path) else result
    return story_text(found, None if journey is None else who(journey), width)


def what_if(base: Document | str | Path, beside: str | Path = "what_if.yaml") -> str:
    """The text of an alternative to a base: one change, and others to choose from as comments.

    Parameters
    ----------
    beside : the file that the text is for; it names its base from there.
    """
    from sim.scenario.starter import what_if

    document = load(base) if isinstance(base, str | Path) else base
    return what_if(document, Path(beside))


def write_page(result: Result | str | Path, file: str | Path) -> Path:
    """Write a result as one HTML file to look into: it asks for nothing, and needs a browser only.

    Parameters
    ----------
    result : a result, or its folder.
    file : where to; a file of that name is replaced.

    Raises
    ------
    WrongUse
        Where the folder holds no result.
    RunFailed
        Where the file cannot be written.
    """
    from sim.report.page.assembly import write_page

    found = load_result(result) if isinstance(result, str | Path) else result
    return write_page(found, Path(file))


def __getattr__(name: str) -> Any:
    if name == "NotStored":
        from sim.study.storage import NotStored

        return NotStored
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def _silent(*told: object) -> None:
    """Say nothing."""
