"""Scenario files in a notebook: read, checked, explained, begun.

In: paths or loaded scenarios. Out: documents and texts.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from sim.errors import Fault
    from sim.imports.dates import Order
    from sim.imports.writing import Imported
    from sim.scenario.document import Document


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


def given(scenario: Document | str | Path) -> Document:
    """A scenario that was loaded before, or the one in the file at a path."""
    return load(scenario) if isinstance(scenario, str | Path) else scenario


def check(scenario: Document | str | Path) -> tuple[Fault, ...]:
    """What is legal in a scenario and probably wrong, such as more work offered than a team can do.

    The path of a sweep file, or of one for `optimise`, is welcome, too: each of its values is tried on each
    of its scenarios.

    Raises
    ------
    WrongInput
        With all faults, where it cannot be simulated at all.

    Examples
    --------
    >>> check("scenarios/front_desk.yaml")
    ()
    """
    from sim.sweeps.design.reading import names_a_sweep, read_sweep
    from sim.sweeps.staffing.reading import names_a_search, read_problem
    from sim.sweeps.staffing.space import boxes_of

    if isinstance(scenario, str | Path) and names_a_sweep(scenario):
        return tuple(fault for one in read_sweep(scenario).documents for fault in check(one))
    if isinstance(scenario, str | Path) and names_a_search(scenario):
        sought = read_problem(scenario)
        for _ in boxes_of(sought.sweep.documents, sought.choices, sought.staffing, sought.tree):
            pass   # each is tried
        return tuple(fault for one in sought.sweep.documents for fault in check(one))
    from sim.plan.compile import compile_plan
    from sim.plan.warnings import warnings_of
    from sim.study.load import offered_load

    document = given(scenario)
    plan = compile_plan(document.provisional)
    return (*document.warnings, *warnings_of(document, plan, offered_load(plan)))


def explain(scenario: Document | str | Path, width: int = 80) -> str:
    """What a scenario models, in plain sentences, with the load of its teams and every default it uses.

    Parameters
    ----------
    width : most characters in a line.

    Raises
    ------
    WrongInput
        With all faults of the file, each with its place.
    """
    from sim.plan.compile import compile_plan
    from sim.plan.load import planned
    from sim.report.explanation.explain import explained, load_text
    from sim.study.load import offered_load

    document = given(scenario)
    plan = compile_plan(document.provisional)
    return explained(document, width, load_text(plan, offered_load(plan), planned(plan), width))


def schema(of: Literal["scenario", "sweep", "optimise"] = "scenario") -> dict[str, Any]:
    """The JSON Schema of scenario files, of sweep files, or of those for `optimise`, for editors."""
    if of == "optimise":
        from sim.sweeps.staffing.schema import optimise_schema

        return optimise_schema()
    if of == "sweep":
        from sim.sweeps.design.schema import sweep_schema

        return sweep_schema()
    from sim.scenario.jsonschema import json_schema

    return json_schema()


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


def what_if(base: Document | str | Path, beside: str | Path = "what_if.yaml") -> str:
    """The text of an alternative to a base: one change, and others to choose from as comments.

    Parameters
    ----------
    beside : the file that the text is for; it names its base from there.

    Raises
    ------
    WrongInput
        With all faults of the base's file, each with its place.
    """
    from sim.scenario.starter import what_if

    document = given(base)
    return what_if(document, Path(beside))


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
    document = given(base)
    return alternative_of(roster, document, Path(beside))
