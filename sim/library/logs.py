"""Event logs in a notebook: results told as one for process-mining tools, and real ones measured.

In: results and files of logs. Out: files, and results like those of simulations.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sim.errors import RunFailed, WrongUse

if TYPE_CHECKING:
    from sim.imports.dates import Order
    from sim.records.events import Case
    from sim.study.logs.summary import Summary
    from sim.study.result import Result

_FORMS = (".xes", ".xes.gz", ".json", ".jsonocel", ".sqlite")


@dataclass(frozen=True, slots=True)
class MeasuredLogs:
    """Real event logs in numbers.

    Attributes
    ----------
    summaries : of each log.
    result : its measures, flows and all else, for charts, page and deck; the first log is the base.
    """

    summaries: tuple[Summary, ...]
    result: Result

    def text(self, width: int = 80) -> str:
        """The logs in words, at most `width` characters wide."""
        from sim.report.logged import log_text

        return log_text(self.summaries, width)


def write_log(
    result: Result | str | Path,
    file: str | Path,
    scenario: str | None = None,
    replication: int = 0,
    measured: bool = False,
) -> int:
    """Write one replication of a result as an event log; how many events it holds.

    Parameters
    ----------
    result : a result that kept its rows (`records=True`), or its folder.
    file : its ending says the form: .xes and .xes.gz (IEEE 1849-2016), .json or .jsonocel and .sqlite
        (OCEL 2.0). A file that is there is replaced.
    scenario : by name; None: the base.
    measured : only the customers' journeys that begin in the measured window; else warm-up, follow-up and
        journeys begun by the company as well.

    Raises
    ------
    WrongUse
        Where the result kept no rows, has no such scenario or replication, or the form is not known.
    RunFailed
        Where the file cannot be written.
    """
    import sqlite3
    from shutil import rmtree

    from sim.records.ocel import write_ocel_json, write_ocel_sqlite
    from sim.records.xes import write_xes
    from sim.study.logs.telling import told
    from sim.study.storage import load_result

    found = load_result(Path(result)) if isinstance(result, str | Path) else result
    target = Path(file)
    form = next((form for form in _FORMS if target.name.lower().endswith(form)), None)
    if form is None:
        raise WrongUse(f"{target}: must end with {', '.join(_FORMS)}")
    cases = told(found, scenario, replication, measured)
    aside = target.with_name(f".unfinished-{target.name}")   # a folder: a packed log holds its own name
    draft = aside / target.name
    try:
        aside.mkdir(exist_ok=True)
        if form.startswith(".xes"):
            count = write_xes(cases(), draft)
        else:
            count = write_ocel_sqlite(cases, draft) if form == ".sqlite" else write_ocel_json(cases, draft)
        draft.replace(target)
    except (OSError, sqlite3.Error) as error:
        raise RunFailed(f"{target}: cannot be written: {getattr(error, 'strerror', error)}") from None
    finally:
        rmtree(aside, ignore_errors=True)
    return count


def measure_logs(
    *files: str | Path,
    columns: Mapping[str, str] | None = None,
    segment: str = "",
    dates: Order = "",
    out: str | Path | None = None,
) -> MeasuredLogs:
    """Measure real event logs with the measures of simulated journeys; compare each with the first.

    Parameters
    ----------
    files : XES (.xes, .xes.gz), or tables (.xlsx, .csv) with a row for each thing that was done.
    columns : what a column of a table holds (case, activity, queued, start, time, person, team) to its
        heading, where the heading does not tell. Of XES, what names the activity, person or team to the key
        of the attribute, or to several: {"activity": "concept:name+lifecycle:transition"}.
    segment : the attribute that tells kinds of customers apart.
    dates : "day-first" or "month-first", where a table does not tell.
    out : folder in which the result folder is made; None: nothing is written.

    Raises
    ------
    WrongInput
        Where a file cannot be read as a log.
    WrongUse
        Where it holds no event, or the segment does not tell customers apart.
    RunFailed
        Where the folder cannot be written.
    """
    from sim.library.results import findings
    from sim.report.logged import log_text
    from sim.study.entrants import told_apart
    from sim.study.logs.keeping import manifest_of_logs, measured_into
    from sim.study.logs.log import log_of
    from sim.study.logs.summary import summary

    if not files:
        raise WrongUse("which event log is to be measured? Name a file")
    paths, map_ = [Path(file) for file in files], dict(columns or {})
    names = told_apart([path.name.split(".")[0] or path.name for path in paths])
    logs = [
        log_of(name, _cases(path, map_, dates), segment)
        for name, path in zip(names, paths, strict=True)
    ]
    summaries = tuple(summary(log) for log in logs)
    choices = {"columns": map_, "segment": segment, "dates": dates}
    result = measured_into(
        logs,
        manifest_of_logs(paths, names, choices),
        None if out is None else Path(out),
        lambda result: log_text(summaries) + "\n" + findings(result),
    )
    return MeasuredLogs(summaries, result)


def _cases(path: Path, columns: Mapping[str, str], dates: Order) -> Iterator[Case]:
    from sim.records.event_table import read_table
    from sim.records.xes import read_xes

    if path.name.lower().endswith((".xes", ".xes.gz")):
        return read_xes(path, columns)
    return read_table(path, columns, dates)
