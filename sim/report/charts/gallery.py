"""All charts of a result: which can be drawn, which cannot and why, and the files they become."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from sim.report.charts.content import Absent, Chart, Gallery, gathered
from sim.report.charts.recorded import Recorded, read_recorded, recorded
from sim.report.finished import Finished
from sim.report.reading import Findings
from sim.study.result import Result
from sim.sweeps.result import SweepResult
from sim.sweeps.staffing.result import OptimiseResult

KINDS = (
    "differences", "waiting", "wait_by_hour", "handoffs", "ease", "why", "winners", "journey_map",
    "process_map", "funnel", "staffing", "touchpoints", "price", "tornado", "warm_up", "convergence",
    "recorded",
)  # fmt: skip
"""Charts in the order in which a reader meets them; the content of each is made by a function of its name."""

_MAPS = ("journey_map", "process_map")


def gallery(result: Result, kinds: Sequence[str] = KINDS, record: tuple[Recorded, ...] = ()) -> Gallery:
    """The charts of a result; nothing is simulated, and nothing drawn yet.

    Parameters
    ----------
    kinds : which of `KINDS`.
    record : what the organisation has recorded itself, to be set beside the base.
    """
    return gallery_of(Findings(result), kinds, record)


def gallery_of(
    findings: Findings, kinds: Sequence[str] = KINDS, record: tuple[Recorded, ...] = ()
) -> Gallery:
    """The same of a result that was looked up before."""
    return gathered(
        (kind, recorded(findings, record) if kind == "recorded" else _maker(kind)(findings)) for kind in kinds
    )


@dataclass(frozen=True, slots=True)
class Made:
    """Charts that became files.

    Attributes
    ----------
    files : in the order of their names.
    absent : kind to why it cannot be drawn.
    missing_font : which font to install, where letters cannot be drawn; else "".
    """

    files: tuple[Path, ...]
    absent: dict[str, str]
    missing_font: str


def make(result: Finished, folder: Path, formats: Sequence[str], record: Path | None = None) -> Made:
    """Draw every chart of a result into a folder; `record` is a CSV file of recorded figures."""
    from sim.report.charts.files import missing_font, write_charts

    if isinstance(result, SweepResult):
        from sim.report.charts.sweeps.gallery import sweep_gallery
        from sim.report.sweeps.reading import Swept

        found = sweep_gallery(Swept(result))
    elif isinstance(result, OptimiseResult):
        from sim.report.charts.optimised.gallery import optimised_gallery

        found = optimised_gallery(result)
    else:
        found = gallery(result, record=() if record is None else read_recorded(record))
    files = write_charts(found.charts, folder, formats)
    return Made(tuple(files), found.absent, missing_font(found.charts))


def _maker(kind: str) -> Callable[[Findings], tuple[Chart, ...] | Absent]:
    home = import_module(f"sim.report.charts.{'maps.' if kind in _MAPS else ''}{kind}")
    maker: Callable[[Findings], tuple[Chart, ...] | Absent] = getattr(home, kind)
    return maker
