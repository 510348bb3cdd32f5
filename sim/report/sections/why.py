"""Why ease differs: the largest drivers of each alternative, and where they come about.

In: findings of a comparison. Out: lines of text.
"""

from __future__ import annotations

from collections.abc import Iterator

from sim.report.findings.drivers import Driver, drivers_of
from sim.report.language import message, say, several
from sim.report.locales import COMMAS, chained, headed, listed
from sim.report.numbers import Form
from sim.report.reading import Findings
from sim.report.tables import heading, paragraph
from sim.report.wording import without_interval
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
    yield from heading(say("Why ease differs"), width)
    for alternative, (parts, total) in told:
        head = chained((alternative.title, ease_in_words(total.estimate)), COMMAS)
        yield from paragraph(say("{text}:", text=head), width, "", "  ")
        for part in parts[:MOST]:
            words = headed(part.words, ease_in_words(part.estimate))
            words = chained((words, _where(findings, alternative, part)), COMMAS)
            yield from paragraph(words, width, "  ", "    ")
        if len(parts) > MOST:
            rest = several(len(parts) - MOST, "{n} more, smaller", "{n} more, each smaller")
            yield from paragraph(rest, width, "  ")
    yield from paragraph(
        say(
            "Parts of the difference of the mean score, which add up to it: an accounting by the weights of "
            "the experience model, not proof of causes."
        ),
        width,
    )


def ease_in_words(estimate: Estimate) -> str:
    """A difference in ease: `0.03 easier (0.02 to 0.04)`."""
    way = message("{size} easier") if estimate.value >= 0 else message("{size} harder")
    if estimate.has_interval:
        return _EASE.change_with_interval(estimate, way)
    return without_interval(way, _EASE.change(estimate.value), estimate)


def _where(findings: Findings, alternative: ScenarioNote, driver: Driver) -> str:
    """The touchpoints that hold most of a driver, the largest first."""
    sizes = findings.touchpoints_of(alternative, driver.name)
    least = _PART * sum(sizes.values())
    named = sorted((name for name in sizes if sizes[name] >= least > 0), key=lambda name: -sizes[name])
    return say("at {places}", places=listed(named)) if named else ""
