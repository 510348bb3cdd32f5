"""What every number of a result rests on, in a line or two: window, sample, same customers, assumptions."""

from __future__ import annotations

from typing import Any

from sim.report.findings.phrases import lowered
from sim.report.language import message, say, several, word
from sim.report.locales import chained, local
from sim.study.result import Result


def sample_of(result: Result, intervals: bool = True) -> str:
    """`20 replications of 4 weeks; same customers; 95 % intervals`, as far as there are any."""
    base = result.base
    weeks = _span(base.measured_weeks)
    if base.recorded:
        batches = several(result.replications, "{n} batch of cases", "{n} batches of cases")
        parts = [say("a log of {weeks} in {batches}", weeks=weeks, batches=batches)]
    else:
        times = several(result.replications, "{n} replication", "{n} replications")
        parts = [say("{replications} of {weeks}", replications=times, weeks=weeks)]
    if result.alternatives and not base.recorded:
        parts.append(say("same customers"))
    if intervals:
        parts.append(say("no intervals") if result.replications == 1 else say("95 % intervals"))
    return chained(parts)


def _span(weeks: float) -> str:
    """`4 weeks`; days where it is less than one."""
    days = round(7 * weeks, 3)
    if weeks < 1:
        return several(days, "{n} day", "{n} days", n=local(f"{days:.3g}"))
    return several(weeks, "{n} week", "{n} weeks", n=local(f"{weeks:.3g}"))


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
    inputs = several(len(marked), "{n} input marked as assumed", "{n} inputs marked as assumed")
    parts = [say("Recorded, not simulated")]
    if not result.base.recorded:
        parts = [say("Simulated, seed {seed}", seed=result.seed),
                 inputs if marked else say("no input is marked as assumed")]  # fmt: skip
    if predicted:
        models = dict.fromkeys(lowered(word(one.experience)) for one in result.scenarios)
        parts.append(say("scores predicted by the {models}",
                         models=chained(models, message("{first} and the {next}"))))  # fmt: skip
    return say("{text}.", text=chained(parts))
