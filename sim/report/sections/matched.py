"""What changed for the customers who are in both, in sentences: who gains, who loses, and by how much."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import isnan

from sim.report.language import message, say, word
from sim.report.locales import COMMAS, SENTENCES, chained
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
    """How a change of one quantity is told: a gain, a loss, neither, luck, and those who lost most."""

    quantity: str
    name: str
    gained: str
    lost: str
    neither: str
    by_luck: str
    losers: str
    measure: str   # whose smallest difference counts
    size: Form


_WORDS = (
    _Words("wait_s", message("wait"), message("{who} waited less"), message("{who} waited longer"),
           message("nobody waited longer or less"),
           message("With other luck alone {better} would have waited less and {worse} longer."),
           message("Reasons for which most waited longer: {reasons}."), "wait_mean_s", Form("s", 0)),
    _Words("handoffs", message("handoffs"), message("{who} had fewer handoffs"),
           message("{who} had more handoffs"), message("nobody had more or fewer handoffs"),
           message("With other luck alone {better} would have had fewer and {worse} more."),
           message("Reasons for which most had more handoffs: {reasons}."), "handoffs_mean", Form("", 2)),
    _Words("ces", message("ease"), message("{who} found it easier"), message("{who} found it harder"),
           message("nobody found it easier or harder"),
           message("With other luck alone {better} would have found it easier and {worse} harder."),
           message("Reasons for which most found it harder: {reasons}."), "ces_mean", Form("", 2)),
)  # fmt: skip


def matched_lines(findings: Findings, alternative: ScenarioNote, width: int) -> Iterator[str]:
    """The same customers under the base and under an alternative."""
    told = _Told(findings, alternative)
    yield from heading(say("The same customers, with {alternative}", alternative=alternative.title), width)
    yield from paragraph(told.how_many(), width)
    for words in _WORDS:
        shares = say("Of all of them, {shares}.", shares=told.shares(words, "all"))
        text = chained((shares, told.by_luck(words), told.losers(words)), SENTENCES)
        yield from paragraph(text, width, "", "  ")
    if len(findings.result.base.segments) > 1:
        for name in findings.result.base.segments:
            group = f"segment={name}"
            if not isnan(told.of("ces", group, "better").value):
                shares = chained(told.shares(words, group) for words in _WORDS)
                text = say("Of segment {segment}, {shares}.", segment=name, shares=shares)
                yield from paragraph(text, width, "", "  ")
    yield from paragraph(told.with_a_contact(), width, "", "  ")
    yield from paragraph(told.saved(), width, "", "  ")


def who_gains(findings: Findings, alternative: ScenarioNote) -> Iterator[str]:
    """Who finds it easier and who harder: all, then each segment, then what most losers came with."""
    told, ease = _Told(findings, alternative), _WORDS[-1]
    segments = findings.result.base.segments
    for group in ("all", *(f"segment={one}" for one in segments)):
        known = not isnan(told.of(ease.quantity, group, "better").value)
        whom = (message("{alternative}: of all of them, {shares}.") if group == "all"
                else message("{alternative}: of segment {segment}, {shares}."))  # fmt: skip
        if known and (group == "all" or len(segments) > 1):
            yield say(whom, alternative=alternative.title, segment=group.partition("=")[2],
                      shares=told.shares(ease, group))  # fmt: skip
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
        told = say("{n} journeys a replication are in both", n=_COUNT.number(matched.value))
        others = say("{avoided} are avoided, {new} are new",
                     avoided=_COUNT.number(avoided.value), new=_COUNT.number(new.value))  # fmt: skip
        return say("{text}.", text=chained((told, others if avoided.value or new.value else "")))

    def shares(self, words: _Words, group: str) -> str:
        """Who gained and who lost, each with the mean size of it."""
        better, worse = (self.of(words.quantity, group, name) for name in ("better", "worse"))
        if better.value == worse.value == 0:
            return self._at_least(words, say(words.neither))
        gained = self._at_least(words, say(words.gained, who=_who(better)))
        gained = self._by(words, (group, "gain_mean"), gained)
        return chained((gained, self._by(words, (group, "loss_mean"), say(words.lost, who=_who(worse)))))

    def by_luck(self, words: _Words) -> str:
        """What other luck alone would have done to the same customers in the base."""
        names = ("better_by_luck", "worse_by_luck")
        better, worse = (self.of(words.quantity, "all", name) for name in names)
        if isnan(better.value):
            return ""
        if better.value == worse.value == 0:
            return say("With other luck alone nobody would.")
        return say(words.by_luck, better=_who(better), worse=_who(worse))

    def losers(self, words: _Words) -> str:
        """The reasons that most of the losers come with."""
        groups = self._findings.change_groups(self._alternative, words.quantity, "reason")
        many = {group: self._losers(words, group) for group in groups}
        most = sorted((group for group in groups if many[group] > 0), key=lambda group: -many[group])
        if len(groups) < 2 or not most:
            return ""
        return say(words.losers, reasons=chained(self._lost(words, group) for group in most[:_MOST_NAMED]))

    def _lost(self, words: _Words, group: str) -> str:
        """How many of a reason lost, and how much."""
        share = value_in_words(self.of(words.quantity, group, "worse"), _SHARE)
        told = say("{reason}, {share} of its journeys", reason=group.partition("=")[2], share=share)
        return self._by(words, (group, "loss_mean"), told)

    def with_a_contact(self) -> str:
        """The mean ease of those who got in touch at all, in either alternative."""
        before, after = (self.of("ces", "contact", name) for name in ("base_mean", "alternative_mean"))
        form = Form("", 2)
        return say(
            "Of the journeys with a contact in either, the mean ease is {before} in the base and {after} "
            "here.", before=value_in_words(before, form), after=value_in_words(after, form),
        )  # fmt: skip

    def saved(self) -> str:
        """What it saved that the same customers live through both."""
        parts = []
        for words in _WORDS:
            ratio, ceiling = self._findings.pairing(self._alternative, words.measure)
            if isnan(ratio.value):
                why = word(ratio.method)
                parts.append(say("{measure}, cannot be said ({why})", measure=say(words.name), why=why))
                continue
            so_many = value_in_words(ratio, _TIMES)
            times = say("{measure}, {ratio} times", measure=say(words.name), ratio=so_many)
            most = "" if isnan(ceiling) else say("at most {n} were possible", n=_TIMES.number(ceiling))
            parts.append(chained((times, most), COMMAS))
        return say(
            "Had other customers lived through the alternative, the same certainty would have taken so many "
            "times the replications: {times}.", times=chained(parts),
        )  # fmt: skip

    def _losers(self, words: _Words, group: str) -> float:
        share, matched = (self.of(words.quantity, group, name).value for name in ("worse", "matched"))
        return 0.0 if isnan(share) else share * matched

    def _at_least(self, words: _Words, told: str) -> str:
        """What was told, with the smallest change that counts."""
        least = self._findings.result.base.matters.get(words.measure)
        return say("{text} by {least} or more", text=told, least=words.size.change(least)) if least else told

    def _by(self, words: _Words, which: tuple[str, str], told: str) -> str:
        """What was told, with the mean size of a group's gain or loss."""
        size = self.of(words.quantity, *which)
        if isnan(size.value):
            return told
        return say("{text}, by {size} on average", text=told, size=value_in_words(size, words.size))


def _who(share: Estimate) -> str:
    return value_in_words(share, _SHARE) if share.value else say("nobody")
