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

from typing import TYPE_CHECKING, Any

from sim.errors import RunFailed, SimError, WrongInput, WrongUse
from sim.library.logs import measure_logs, write_log
from sim.library.results import (
    actuals_findings,
    actuals_table,
    as_plain,
    definitions,
    draw_charts,
    findings,
    fit_findings,
    load_optimised,
    load_result,
    load_sweep,
    missing_font,
    spreadsheet,
    story,
    write_deck,
    write_page,
)
from sim.library.scenarios import (
    check,
    explain,
    import_intervals,
    import_roster,
    load,
    schema,
    starter,
    what_if,
)
from sim.library.studies import (
    actuals,
    compare,
    fit_experience,
    optimise,
    simulate,
    sweep,
)

if TYPE_CHECKING:
    from sim.study.storage import NotStored

__all__ = [
    "NotStored", "RunFailed", "SimError", "WrongInput", "WrongUse",
    "actuals", "actuals_findings", "actuals_table", "as_plain", "check", "compare", "definitions",
    "draw_charts", "explain", "findings", "fit_experience", "fit_findings", "import_intervals",
    "import_roster", "load", "load_optimised", "load_result", "load_sweep", "measure_logs", "missing_font",
    "optimise", "schema", "simulate", "spreadsheet", "starter", "story", "sweep", "what_if", "write_deck",
    "write_log", "write_page",
]  # fmt: skip
__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    if name == "NotStored":
        from sim.study.storage import NotStored

        return NotStored
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
