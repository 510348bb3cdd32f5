"""Goals, staffings and how they stand, in words: the small parts of sentences and labels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sim.measures.definitions import MEASURES
from sim.report.language import message, say, several, word
from sim.report.locales import COMMAS, chained, clock, listed, local, weekday
from sim.report.numbers import Form
from sim.report.reading import form_of, title_of
from sim.report.wording import group_in_words, value_in_words
from sim.scenario.hours import DAYS
from sim.study.result import ScenarioNote
from sim.sweeps.staffing.goals import Goal, Standing, Verdict

_EACH = {
    "hour": message("each hour"), "week_hour": message("each hour of the week"), "team": message("each team"),
    "segment": message("each segment"), "reason": message("each reason"),
    "channel": message("each channel"), "process": message("each process"),
    "touchpoint": message("each touchpoint"),
}  # fmt: skip


def settings_listed(settings: Mapping[str, Any]) -> str:
    """`teams.desk.scheduled 6, teams.billing.scheduled 3`."""
    return ", ".join(f"{path} {setting(value)}" for path, value in settings.items())


def setting(value: Any) -> str:
    """What stands at a path, as one line of YAML would say it."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name}: {setting(one)}" for name, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(setting(one) for one in value) + "]"
    if isinstance(value, float):
        return f"{value:g}"
    return "-" if value is None else str(value)


def goal_title(goal: Goal, base: ScenarioNote) -> str:
    """What a goal is about: `Answered within 20 s, each hour`."""
    title = title_of(MEASURES[goal.measure], base)
    if goal.group == "all":
        return title
    whom = say(_EACH[goal.group]) if goal.group in _EACH else group_named(goal.group)
    return chained((title, whom), COMMAS)


def bound_in_words(goal: Goal, base: ScenarioNote) -> str:
    """What it asks for: `at least 75.0 %`, `at most 60 s in 90 % of weeks`."""
    bound = form_of(MEASURES[goal.measure], base).number(goal.bound)
    if goal.weeks:
        asked = (message("at least {bound} in {share} of weeks") if goal.at_least
                 else message("at most {bound} in {share} of weeks"))  # fmt: skip
        return say(asked, bound=bound, share=exact_share(goal.weeks))
    return say(message("at least {bound}") if goal.at_least else message("at most {bound}"), bound=bound)


def exact_share(share: float) -> str:
    """A share as it was asked for: `95 %`, `99.5 %`."""
    return say("{number} %", number=local(f"{100 * share:g}"))


def goal_in_words(goal: Goal, base: ScenarioNote) -> str:
    """`Answered within 20 s, each hour, at least 75.0 %`."""
    return chained((goal_title(goal, base), bound_in_words(goal, base)), COMMAS)


def form_of_goal(goal: Goal, base: ScenarioNote) -> Form:
    """How the numbers of its statistic are written."""
    return Form("share", 3) if goal.weeks else form_of(MEASURES[goal.measure], base)


def standing_in_words(one: Standing, base: ScenarioNote) -> str:
    """The statistic with its interval: `87.8 % (85.6 to 90.0)`."""
    goal = one.target.goal
    value = value_in_words(one.estimate, form_of_goal(goal, base))
    return say("{share} of weeks", share=value) if goal.weeks else value


def group_named(group: str) -> str:
    """Whom a target is for: `15:00 to 16:00`, `Tue 15:00 to 16:00`, `team billing`; all is empty."""
    kind, _, name = group.partition("=")
    if group == "all":
        return ""
    if kind not in ("hour", "week_hour"):
        return group_in_words(group)
    *day, hour = name.split()
    told = say("{low} to {high}", low=clock(int(hour)), high=clock(int(hour) + 1))
    return say("{day} {time}", day=weekday(DAYS.index(day[0])), time=told) if day else told


def worst_of(standings: Sequence[Standing]) -> Standing:
    """Who is nearest to failing."""
    return min(standings, key=lambda one: one.room)


def worst_in_words(standings: Sequence[Standing], base: ScenarioNote) -> str:
    """`Abandoned: 8.0 % (7.5 to 8.4)`; its group is told where there is one."""
    worst = worst_of(standings)
    title = chained((title_of(MEASURES[worst.target.goal.measure], base), group_named(worst.target.group)),
                    COMMAS)  # fmt: skip
    return say("{head}: {body}", head=title, body=standing_in_words(worst, base))


def verdict_named(verdict: Verdict) -> str:
    """A verdict in the language that is spoken."""
    return word(str(verdict))


def counted_verdicts(standings: Sequence[Standing]) -> str:
    """How many of several hold, fail, or are not shown to hold."""
    counts = {verdict: sum(one.verdict is verdict for one in standings) for verdict in Verdict}
    if counts[Verdict.HOLDS] == len(standings):
        return say("all hold")
    told = {
        Verdict.HOLDS: several(counts[Verdict.HOLDS], "{n} holds", "{n} hold"),
        Verdict.FAILS: several(counts[Verdict.FAILS], "{n} fails", "{n} fail"),
        Verdict.NOT_SHOWN: several(counts[Verdict.NOT_SHOWN], "{n} is not shown to hold",
                                   "{n} are not shown to hold"),
    }  # fmt: skip
    return listed(told[verdict] for verdict, count in counts.items() if count)
