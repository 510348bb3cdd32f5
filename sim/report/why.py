"""Why ease differs: the largest drivers of each alternative, and where they come about.

In: findings of a comparison. Out: lines of text.
"""

from __future__ import annotations

from collections.abc import Iterator

from sim.report.findings.drivers import Driver, drivers_of
from sim.report.language import message, say
from sim.report.locales import listed
from sim.report.numbers import Form
from sim.report.reading import Findings
from sim.report.tables import heading, paragraph
from sim.report.wording import why_no_interval
from sim.stats.estimate import Estimate
from sim.study.result import ScenarioNote

MOST = 4      # drivers that are told of each alternative
_PART = 0.25  # of a driver: what a touchpoint must hold to be named
_EASE = Form("", 2)


def why_lines(findings: Findings, width: int) -> Iterator[str]:
    """The drivers of each alternative whose ease differs."""
    found = [(one, drivers_of(findings, one)) for one in findings.result.alternatives]
    told = [(one, drivers) for one, drivers in found if drivers is not None]
    if not told:
        return
    yield from heading("Why ease differs", width)
    for alternative, (parts, total) in told:
        yield from paragraph(f"{alternative.title}, {ease_in_words(total.estimate)}:", width, "", "  ")
        for part in parts[:MOST]:
            words = f"{part.words}: {ease_in_words(part.estimate)}{_where(findings, alternative, part)}"
            yield from paragraph(words, width, "  ", "    ")
        if len(parts) > MOST:
            rest = "1 more, smaller" if len(parts) == MOST + 1 else f"{len(parts) - MOST} more, each smaller"
            yield from paragraph(rest, width, "  ")
    yield from paragraph(
        "Parts of the difference of the mean score, which add up to it: an accounting by the weights of the "
        "experience model, not proof of causes.",
        width,
    )


def ease_in_words(estimate: Estimate) -> str:
    """A difference in ease: `0.03 easier (0.02 to 0.04)`."""
    way = message("{size} easier") if estimate.value >= 0 else message("{size} harder")
    if estimate.has_interval:
        return _EASE.change_with_interval(estimate, way)
    return f"{say(way, size=_EASE.change(estimate.value))} ({why_no_interval(estimate)})"


def _where(findings: Findings, alternative: ScenarioNote, driver: Driver) -> str:
    """The touchpoints that hold most of a driver, the largest first."""
    sizes = findings.touchpoints_of(alternative, driver.name)
    least = _PART * sum(sizes.values())
    named = sorted((name for name in sizes if sizes[name] >= least > 0), key=lambda name: -sizes[name])
    return f", at {listed(named)}" if named else ""
