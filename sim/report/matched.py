"""What changed for the customers who are in both, in sentences: who gains, who loses, and by how much."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import isnan

from sim.report.numbers import Form
from sim.report.reading import Findings
from sim.report.tables import heading, paragraph
from sim.report.wording import value_in_words
from sim.stats.estimate import Estimate
from sim.study.result import ScenarioNote

_SHARE, _COUNT, _TIMES = Form("share", 3), Form("", 0), Form("", 1)
_MOST_NAMED = 3   # reasons


@dataclass(frozen=True, slots=True)
class _Words:
    """How a change of one quantity is told: a gain, a loss, either, and the loss after "would have"."""

    quantity: str
    name: str
    gained: str
    lost: str
    either: str
    by_luck: str
    measure: str   # whose smallest difference counts
    size: Form


_WORDS = (
    _Words("wait_s", "wait", "waited less", "waited longer", "waited otherwise",
           "{} would have waited less and {} longer", "wait_mean_s", Form("s", 0)),
    _Words("handoffs", "handoffs", "had fewer handoffs", "had more handoffs",
           "had another number of handoffs",
           "{} would have had fewer and {} more", "handoffs_mean", Form("", 2)),
    _Words("ces", "ease", "found it easier", "found it harder", "found it easier or harder",
           "{} would have found it easier and {} harder", "ces_mean", Form("", 2)),
)  # fmt: skip


def matched_lines(findings: Findings, alternative: ScenarioNote, width: int) -> Iterator[str]:
    """The same customers under the base and under an alternative."""
    told = _Told(findings, alternative)
    yield from heading(f"The same customers, with {alternative.title}", width)
    yield from paragraph(told.how_many(), width)
    for words in _WORDS:
        sentences = (told.shares(words, "all"), told.by_luck(words), told.losers(words))
        text = " ".join(filter(None, (f"Of all of them, {sentences[0]}.", *sentences[1:])))
        yield from paragraph(text, width, "", "  ")
    if len(findings.result.base.segments) > 1:
        for name in findings.result.base.segments:
            group = f"segment={name}"
            if not isnan(told.of("ces", group, "better").value):
                shares = "; ".join(told.shares(words, group) for words in _WORDS)
                yield from paragraph(f"Of segment {name}, {shares}.", width, "", "  ")
    yield from paragraph(told.with_a_contact(), width, "", "  ")
    yield from paragraph(told.saved(), width, "", "  ")


def who_gains(findings: Findings, alternative: ScenarioNote) -> Iterator[str]:
    """Who finds it easier and who harder: all, then each segment, then what most losers came with."""
    told, ease = _Told(findings, alternative), _WORDS[-1]
    segments = findings.result.base.segments
    groups = {"all": "all of them", **{f"segment={one}": f"segment {one}" for one in segments}}
    for group, words in groups.items():
        known = not isnan(told.of(ease.quantity, group, "better").value)
        if known and (group == "all" or len(segments) > 1):
            yield f"{alternative.title}: of {words}, {told.shares(ease, group)}."
    yield from filter(None, (told.by_luck(ease), told.losers(ease)))


class _Told:
    """Sentences about one alternative."""

    def __init__(self, findings: Findings, alternative: ScenarioNote) -> None:
        self._findings = findings
        self._alternative = alternative

    def of(self, quantity: str, group: str, change: str) -> Estimate:
        """A row of the table of changes."""
        return self._findings.change(self._alternative, quantity, group, change)

    def how_many(self) -> str:
        """How many are in both, and how many in one only."""
        matched, avoided, new = (self.of("ces", "all", name) for name in ("matched", "avoided", "new"))
        sentence = f"{_COUNT.number(matched.value)} journeys a replication are in both"
        if avoided.value or new.value:
            sentence += f"; {_COUNT.number(avoided.value)} are avoided, {_COUNT.number(new.value)} are new"
        return sentence + "."

    def shares(self, words: _Words, group: str) -> str:
        """Who gained and who lost, each with the mean size of it."""
        better, worse = (self.of(words.quantity, group, name) for name in ("better", "worse"))
        by = self._at_least(words)
        if better.value == worse.value == 0:
            return f"nobody {words.either}{by}"
        gain, loss = (self._by(words, group, name) for name in ("gain_mean", "loss_mean"))
        return f"{_who(better)} {words.gained}{by}{gain}; {_who(worse)} {words.lost}{loss}"

    def by_luck(self, words: _Words) -> str:
        """What other luck alone would have done to the same customers in the base."""
        names = ("better_by_luck", "worse_by_luck")
        better, worse = (self.of(words.quantity, "all", name) for name in names)
        if isnan(better.value):
            return ""
        if better.value == worse.value == 0:
            return "With other luck alone nobody would."
        return f"With other luck alone {words.by_luck.format(_who(better), _who(worse))}."

    def losers(self, words: _Words) -> str:
        """The reasons that most of the losers come with."""
        groups = self._findings.change_groups(self._alternative, words.quantity, "reason")
        many = {group: self._losers(words, group) for group in groups}
        most = sorted((group for group in groups if many[group] > 0), key=lambda group: -many[group])
        if len(groups) < 2 or not most:
            return ""
        told = (
            f"{group.partition('=')[2]}, {value_in_words(self.of(words.quantity, group, 'worse'), _SHARE)} "
            f"of its journeys{self._by(words, group, 'loss_mean')}"
            for group in most[:_MOST_NAMED]
        )
        return f"Most who {words.lost}, by reason: {'; '.join(told)}."

    def with_a_contact(self) -> str:
        """The mean ease of those who got in touch at all, in either alternative."""
        before, after = (self.of("ces", "contact", name) for name in ("base_mean", "alternative_mean"))
        form = Form("", 2)
        return (
            "Of the journeys with a contact in either, the mean ease is "
            f"{value_in_words(before, form)} in the base and {value_in_words(after, form)} here."
        )

    def saved(self) -> str:
        """What it saved that the same customers live through both."""
        parts = []
        for words in _WORDS:
            ratio, ceiling = self._findings.pairing(self._alternative, words.measure)
            if isnan(ratio.value):
                parts.append(f"{words.name}, cannot be said ({ratio.method})")
                continue
            most = "" if isnan(ceiling) else f", at most {_TIMES.number(ceiling)} were possible"
            parts.append(f"{words.name}, {value_in_words(ratio, _TIMES)} times{most}")
        return (
            "Had other customers lived through the alternative, the same certainty would have taken so many "
            f"times the replications: {'; '.join(parts)}."
        )

    def _losers(self, words: _Words, group: str) -> float:
        share, matched = (self.of(words.quantity, group, name).value for name in ("worse", "matched"))
        return 0.0 if isnan(share) else share * matched

    def _at_least(self, words: _Words) -> str:
        least = self._findings.result.base.matters.get(words.measure)
        return f" by {words.size.change(least)} or more" if least else ""

    def _by(self, words: _Words, group: str, name: str) -> str:
        size = self.of(words.quantity, group, name)
        return "" if isnan(size.value) else f", by {value_in_words(size, words.size)} on average"


def _who(share: Estimate) -> str:
    return value_in_words(share, _SHARE) if share.value else "nobody"
