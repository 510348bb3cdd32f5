"""What every number of a result rests on, in a line or two: window, sample, same customers, assumptions."""

from __future__ import annotations

from typing import Any

from sim.report.findings.found import lowered
from sim.study.result import Result


def sample_of(result: Result, intervals: bool = True) -> str:
    """`20 replications of 4 weeks; same customers; 95 % intervals`, as far as there are any."""
    base = result.base
    times = "1 replication" if result.replications == 1 else f"{result.replications} replications"
    weeks = f"{base.measured_weeks:.3g} week" + ("" if base.measured_weeks == 1 else "s")
    parts = [f"{times} of {weeks}"]
    if result.alternatives:
        parts.append("same customers")
    if intervals:
        parts.append("no intervals" if result.replications == 1 else "95 % intervals")
    return "; ".join(parts)


def assumed_inputs(result: Result) -> dict[str, tuple[str, ...]]:
    """By scenario, the paths of the inputs that it marks as assumed."""
    found: dict[str, tuple[str, ...]] = {}
    for one in result.manifest.get("scenarios", ()):
        marked: dict[str, Any] = one.get("scenario", {}).get("assumed") or {}
        found[one["name"]] = tuple(marked)
    return found


def source_line(result: Result, predicted: bool = False) -> str:
    """Where the numbers of a chart come from: simulated, on how many assumed inputs, by which model.

    Parameters
    ----------
    predicted : an experience model stands between what happened and the numbers.
    """
    marked = {path for paths in assumed_inputs(result).values() for path in paths}
    inputs = "1 input marked as assumed" if len(marked) == 1 else f"{len(marked)} inputs marked as assumed"
    parts = [f"Simulated, seed {result.seed}; {inputs if marked else 'no input is marked as assumed'}"]
    if predicted:
        models = dict.fromkeys(lowered(one.experience) for one in result.scenarios)
        parts.append(f"scores predicted by the {' and the '.join(models)}")
    return "; ".join(parts) + "."
