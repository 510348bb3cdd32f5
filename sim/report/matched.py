"""What changed for the customers who are in both, in sentences."""

from __future__ import annotations

from collections.abc import Iterator
from math import isnan

from sim.report.numbers import Form
from sim.report.reading import Findings
from sim.report.tables import heading, paragraph
from sim.report.wording import value_in_words
from sim.study.result import ScenarioNote

_SHARE, _COUNT = Form("share", 3), Form("", 0)
_QUANTITIES = {
    "wait_s": ("waited less", "waited longer", "waited otherwise", "wait_mean_s", Form("s", 0)),
    "handoffs": ("had fewer handoffs", "had more", "had another number of handoffs", "", Form("", 0)),
    "ces": ("found it easier", "found it harder", "found it easier or harder", "ces_mean", Form("", 2)),
}
"""Of each quantity: words for a gain, a loss and either; whose smallest difference counts; its form."""


def matched_lines(findings: Findings, alternative: ScenarioNote, width: int) -> Iterator[str]:
    """The same customers under the base and under an alternative."""
    yield from heading(f"The same customers, with {alternative.title}", width)
    matched = findings.change(alternative, "ces", "all", "matched")
    avoided = findings.change(alternative, "ces", "all", "avoided")
    new = findings.change(alternative, "ces", "all", "new")
    sentence = f"{_COUNT.number(matched.value)} journeys a replication are in both"
    if avoided.value or new.value:
        sentence += f"; {_COUNT.number(avoided.value)} are avoided, {_COUNT.number(new.value)} are new"
    yield from paragraph(sentence + ".", width)
    groups = ["all"]
    if len(findings.result.base.segments) > 1:
        groups += [f"segment={name}" for name in findings.result.base.segments]
    for group in groups:
        if not isnan(findings.change(alternative, "ces", group, "better").value):
            yield from paragraph(_sentence(findings, alternative, group), width, "", "  ")


def _sentence(findings: Findings, alternative: ScenarioNote, group: str) -> str:
    """Who gained and who lost, by quantity."""
    parts = []
    for quantity, (gained, lost, either, measure, form) in _QUANTITIES.items():
        better = findings.change(alternative, quantity, group, "better")
        worse = findings.change(alternative, quantity, group, "worse")
        least = findings.result.base.matters.get(measure)
        by = f" by {form.change(least)} or more" if least else ""
        if better.value == worse.value == 0:
            parts.append(f"nobody {either}{by}")
            continue
        shares = (value_in_words(share, _SHARE) for share in (better, worse))
        parts.append(f"{next(shares)} {gained}{by}, {next(shares)} {lost}")
    who = "Of all of them" if group == "all" else f"Of segment {group.partition('=')[2]}"
    return f"{who}, {'; '.join(parts)}."
