"""Studies in a notebook: scenarios run, compared, swept, and a model of ease fitted to a survey.

In: paths or loaded scenarios. Out: results whose tables pandas, polars and DuckDB read.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.library.results import findings
from sim.library.scenarios import given

if TYPE_CHECKING:
    from sim.imports.dates import Order
    from sim.measures.experience.fit import FittedExperience
    from sim.scenario.document import Document
    from sim.study.actuals import Actuals
    from sim.study.result import Result
    from sim.sweeps.result import SweepResult
    from sim.sweeps.staffing.result import OptimiseResult
    from sim.sweeps.staffing.running import Progress as SearchProgress
    from sim.sweeps.watching import Progress


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

    documents = [given(one) for one in (base, *alternatives)]
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
    from sim.sweeps.design.reading import read_sweep
    from sim.sweeps.execution.choices import choices_of
    from sim.sweeps.sweeping import run_sweep

    return run_sweep(read_sweep(file), choices_of(out, **choices), progress or _silent)


def optimise(
    file: str | Path,
    *,
    out: str | Path | None = None,
    progress: Callable[[SearchProgress], None] | None = None,
    **choices: Any,
) -> OptimiseResult:
    """Find the cheapest staffing that keeps the goals; run it again to go on where it ended.

    Parameters
    ----------
    file : path of the file; docs/optimise.md says what may stand in it.
    out : folder of the result and of the finished work that all sweeps there share; None: nothing is kept.
    progress : told after each piece of work how far the search is.
    choices : as for `sweep`. Results do not depend on them.

    Returns
    -------
    OptimiseResult
        With the `plan`, its `neighbours`, and `tables`: candidates, estimates, shown, verification.

    Raises
    ------
    WrongInput, WrongUse
        Where the file or a scenario is wrong, or no such engine is there.
    RunFailed
        Where the cluster is gone, another sweep writes to `out`, or the disk refuses.

    Examples
    --------
    >>> result = optimise("scenarios/sweeps/front_desk_least_cost.yaml", on="serial")  # doctest: +SKIP
    >>> result.plan.settings  # doctest: +SKIP
    {'teams.desk.scheduled': 5, 'teams.billing.scheduled': 3}
    """
    from sim.sweeps.execution.choices import choices_of
    from sim.sweeps.staffing.reading import read_problem
    from sim.sweeps.staffing.running import run_optimise

    return run_optimise(read_problem(file), choices_of(out, **choices), progress or _silent)


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
    from sim.measures.experience import file, fit
    from sim.measures.experience.survey import read_survey
    from sim.measures.experience.writing import write_model

    believed = file.load(str(before))
    found = fit.fit_experience(read_survey(Path(survey)), believed, Path(survey).name)
    if answering_depends is not None:
        found = fit.if_answering_depends(found, answering_depends)
    if out is not None:
        write_model(found, Path(out))
    return found


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

    document = given(scenario)
    return beside(document, read_intervals(Path(file), dates), margin, Choices(**choices))


def _silent(*told: object) -> None:
    """Say nothing."""
