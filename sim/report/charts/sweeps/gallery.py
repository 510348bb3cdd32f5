"""All charts of a sweep: which can be drawn, which cannot and why."""

from __future__ import annotations

from collections.abc import Sequence

from sim.report.charts.content import Gallery, gathered
from sim.report.charts.sweeps.fit import fit
from sim.report.charts.sweeps.frontier import frontier
from sim.report.charts.sweeps.heat import heat
from sim.report.charts.sweeps.indices import indices
from sim.report.charts.sweeps.one_at_a_time import one_at_a_time
from sim.report.charts.sweeps.responses import curves
from sim.report.sweeps.reading import Swept

KINDS = {
    "curves": curves, "heat": heat, "frontier": frontier, "indices": indices, "one_at_a_time": one_at_a_time,
    "fit": fit,
}  # fmt: skip
"""Charts in the order in which a reader meets them, and what makes their content."""


def sweep_gallery(swept: Swept, kinds: Sequence[str] = tuple(KINDS)) -> Gallery:
    """The charts of a sweep; nothing is drawn yet."""
    return gathered((kind, KINDS[kind](swept)) for kind in kinds)

