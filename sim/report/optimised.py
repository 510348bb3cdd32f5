"""A search for staffing in plain words: the answer and what it rests on, or how far it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sim.measures.definitions import MEASURES
from sim.report.locales import listed
from sim.report.numbers import Form
from sim.report.reading import form_of, title_of
from sim.report.tables import WIDEST, columns, heading, paragraph
from sim.report.wording import duration, value_in_words
from sim.stats.estimate import Estimate
from sim.sweeps.staffing.goals import Goal, Standing, Verdict
from sim.sweeps.staffing.result import OptimiseResult, Staffing
from sim.sweeps.staffing.running import Forecast, Progress

_MOST_ERRORS = 5
_PERCENT = Form("share", 2)


def optimised_text(result: OptimiseResult, details: bool = False, width: int = WIDEST) -> str:
    """The answer: the staffing, its cost beside today's, its goals, its neighbours, how it was found.

    Parameters
    ----------
    details : every goal of everything that was verified, and all staffings tried.
    """
    told = _Told(result, width)
    lines = [*paragraph(result.title, width), "", *(told.answer() if result.plan else told.no_answer())]
    lines += [*told.goals(result.plan), *told.neighbours()] if result.plan else []
    lines += told.how_found()
    if details:
        lines += told.everything()
    return "\n".join(lines) + "\n"


def progress_text(title: str, one: Progress, width: int = WIDEST) -> str:
    """How far a search is, as the store knows it."""
    answer = " The same command without --status shows the answer." if one.over else ""
    return _titled(title, (f"{progress_line(one)}.{answer}",), width)


def progress_line(one: Progress) -> str:
    """How far a search is, in one line."""
    parts = [f"{one.doing.capitalize()}: {_counted(one.tried, 'staffing')} tried"]
    if one.computed:
        parts.append(f"{_counted(one.computed, 'replication')} computed")
    if one.cost is not None and not one.over:
        parts.append(f"cheapest that seems to do {one.cost:,.0f} a week ({_settings(one.settings)})")
    return ", ".join(parts)


def forecast_text(one: Forecast, workers: int, width: int = WIDEST) -> str:
    """How large a search is, and how long it would take at most."""
    each = one.seconds_each * one.search
    ways = "" if one.boxes == 1 else f" in {one.boxes} ways to choose"
    told = (
        f"{_counted(one.staffings, 'staffing')}{ways}, {one.search} replications each, then "
        f"{one.verification} fresh ones of those that are verified. One replication took "
        f"{one.seconds_each:.2g} s, so that a staffing takes about {duration(each / workers)} with {workers} "
        f"workers, and all of them {duration(one.staffings * each / workers)}; where more staff helps, a "
        "small part of them is tried. Nothing was stored."
    )
    guess = f"Erlang's formula would begin with {_settings(one.guess.settings)}."
    return _titled(one.title, (told, guess), width)


def _titled(title: str, told: Sequence[str], width: int) -> str:
    lines = (line for one in told for line in paragraph(one, width))
    return "\n".join([*paragraph(title, width), "", *lines]) + "\n"


class _Told:
    """A result in sentences of some width."""

    def __init__(self, result: OptimiseResult, width: int) -> None:
        self.result, self.width = result, width
        self.money = Form(result.base.currency, 0)

    def answer(self) -> Iterator[str]:
        """The staffing, and what it costs beside today's."""
        plan, today = self.result.plan, self.result.today
        assert plan is not None and plan.cost is not None
        amount = self.money.with_interval if plan.cost.has_interval else self._exactly
        cost = f"{amount(plan.cost)} a week"
        if _what(plan) == _what(today):
            yield from self._said(f"Today's staffing is the cheapest shown to keep all goals: {cost}.")
            yield from self._table(plan)
            return
        yield from self._said(f"The cheapest staffing that is shown to keep all goals costs {cost}.")
        yield from self._table(plan)
        yield ""
        yield from self._said(self._beside_today(plan, today))

    def no_answer(self) -> Iterator[str]:
        """That nothing was shown to keep all goals, and what came nearest."""
        yield from self._said("No staffing within the ranges was shown to keep all goals.")
        last = next(reversed(self.result.looked_at), None)
        if last is not None:
            many = self.result.searched.verification
            yield from self._said(f"This one may, but {many} fresh replications do not show it:")
            yield from self._table(last)
            yield from self.goals(last)
            yield ""
            yield from self._said("More replications of the verification, or more staff, could show it.")
        elif self.result.nearest is not None:
            yield from self._said("None seems to keep them. This one comes nearest:")
            yield from self._table(self.result.nearest)
            yield from self.goals(self.result.nearest, "by the search's replications")
            yield ""
            yield from self._said("Wider ranges, or other goals, are needed.")

    def goals(self, staffing: Staffing | None, where: str = "") -> Iterator[str]:
        """How a staffing stands to each goal, by the group that is nearest to failing."""
        assert staffing is not None
        on = where or f"on {self.result.searched.verification} fresh replications"
        yield from heading(f"Goals, {on}", self.width)
        for goal in self.result.goals:
            those = [one for one in staffing.standings if one.target.goal == goal]
            worst = min(those, key=lambda one: one.room)
            asked = f"{self._goal(goal)}: {self._estimate(worst)}: {worst.verdict}."
            yield from paragraph(asked, self.width, "  ", "    ")
            if len(those) > 1:
                told = f"The tightest of the {len(those)} is {_group(worst)}; {_those(those)}."
                yield from paragraph(told, self.width, "    ", "    ")

    def neighbours(self) -> Iterator[str]:
        """What costs one step less, and whether it fails."""
        yield from heading("One step cheaper", self.width)
        for factor, one in self.result.neighbours.items():
            if one is None:
                told = f"{factor}: is at the low end of its range; nothing cheaper was tried."
            elif one.error:
                told = f"{factor} {_moved(self.result.plan, one)}: could not be simulated: {one.error}"
            else:
                told = f"{factor} {_moved(self.result.plan, one)}: {self._neighbour(one)}"
            yield from paragraph(told, self.width, "  ", "    ")

    def how_found(self) -> Iterator[str]:
        """What was tried, and what the answer takes for granted."""
        found = self.result.searched
        yield from heading("How it was found", self.width)
        told = (
            f"{found.tried:,} of {_counted(found.staffings, 'staffing')} were tried on the same "
            f"{found.search} replications, beginning where Erlang's formula would "
            f"({_settings(found.guess.settings)}). "
        )
        told += "What has no more of anything that helps a goal than a staffing that missed it was left out. "
        if found.worse:
            worse = listed(f"{name} ({goal})" for name, goal in sorted(found.worse.items()))
            told += f"More staff made a goal worse, and that was allowed for: {worse}. "
        told += (
            "What was verified had fresh replications. All that is said of goals here is true together, "
            f"with {_PERCENT.number(self.result.confidence)} confidence."
        )
        yield from paragraph(told, self.width, "  ")
        if found.failed:
            failed = f"{_counted(found.failed, 'staffing')} could not be simulated, so a cheaper one may "
            failed += "have been missed; --retry-failed tries again:"
            yield from paragraph(failed, self.width, "  ")
            for error in self.result.manifest["failures"][:_MOST_ERRORS]:
                yield from paragraph(f"- {error}", self.width, "  ", "    ")

    def everything(self) -> Iterator[str]:
        """Every goal of everything verified, and what each staffing tried would cost."""
        parts = [("Plan", self.result.plan), ("Today", self.result.today)]
        parts += [("Looked at", one) for one in self.result.looked_at]
        parts += [(f"One step less of {name}", one) for name, one in self.result.neighbours.items()]
        for name, one in parts:
            if one is not None and one.standings:
                yield from heading(f"{name}: {_settings(one.settings)}", self.width)
                rows = [("goal", "for", "value", "")]
                rows += [
                    (each.target.goal.name, _group(each), self._estimate(each), str(each.verdict))
                    for each in one.standings
                ]
                yield from columns(rows, self.width, left=(0, 1, 3))
        yield from self._tried()

    def _tried(self) -> Iterator[str]:
        yield from heading("Staffings tried, in order", self.width)
        names = self.result.tables["candidates"].column_names
        factors = names[names.index("scenario") + 1 : names.index("pay_per_week")]
        for row in self.result.tables["candidates"].to_pylist():
            told = ", ".join(f"{name} {_value(row[name])}" for name in factors if row[name] is not None)
            cost = self.money.number(row["budget_per_week"] or row["pay_per_week"])
            keeps = "keeps all goals" if row["keeps"] == "yes" else "does not keep all goals"
            stands = row["error"] or keeps
            line = f"{row['candidate']}. {row['scenario']}, {told}: {cost}, {stands}"
            yield from paragraph(line, self.width, "  ", "    ")

    def _exactly(self, cost: Estimate) -> str:
        return self.money.number(cost.value)

    def _said(self, text: str) -> list[str]:
        return paragraph(text, self.width)

    def _table(self, staffing: Staffing) -> Iterator[str]:
        today = self.result.today
        yield ""
        rows = [("", "staffing", "today")]
        for path, value in staffing.settings.items():
            rows.append((path, _value(value), _value(today.settings.get(path))))
        yield from (f"  {line}" for line in columns(rows, self.width - 2))
        chosen = {**staffing.choices}
        if staffing.scenario != today.scenario:
            chosen["scenario"] = staffing.scenario
        for path, value in chosen.items():
            same = today.scenario if path == "scenario" else today.choices.get(path)
            told = "as today" if value == same else f"today {_value(same)}"
            yield from paragraph(f"{path}: {_value(value)} ({told})", self.width, "  ", "    ")

    def _beside_today(self, plan: Staffing, today: Staffing) -> str:
        if today.cost is None or plan.saved is None:
            return f"Today's staffing could not be simulated: {today.error}."
        way = "less" if plan.saved.value >= 0 else "more"
        saved = f"{self.money.number(abs(plan.saved.value))} a week {way}"
        if today.verdict is Verdict.HOLDS:
            stands = "keeps all goals as well"
        else:
            worst = min(today.standings, key=lambda one: one.room)
            verb = "fails" if today.verdict is Verdict.FAILS else "is not shown to keep all goals"
            stands = f"{verb} ({self._worst(worst)})"
        return f"That is {saved} than today's {self.money.number(today.cost.value)}, which {stands}."

    def _neighbour(self, one: Staffing) -> str:
        worst = min(one.standings, key=lambda each: each.room)
        if one.verdict is Verdict.HOLDS:
            return "holds as well: ask again with more replications of the search."
        return f"{one.verdict}. {self._worst(worst)}."

    def _worst(self, one: Standing) -> str:
        title = title_of(MEASURES[one.target.goal.measure], self.result.base)
        group = "" if one.target.group == "all" else f", {_group(one)}"
        return f"{title}{group}: {self._estimate(one)}"

    def _goal(self, goal: Goal) -> str:
        title = title_of(MEASURES[goal.measure], self.result.base)
        asked = "at least" if goal.at_least else "at most"
        whom = "" if goal.group == "all" else f", {goal.group.replace('=', ' ')}" if "=" in goal.group else \
            f", each {goal.group}"
        weeks = f" in {_PERCENT.number(goal.weeks)} of weeks" if goal.weeks else ""
        return f"{title}{whom}, {asked} {self._form(goal).number(goal.bound)}{weeks}"

    def _form(self, goal: Goal) -> Form:
        return form_of(MEASURES[goal.measure], self.result.base)

    def _estimate(self, one: Standing) -> str:
        if one.target.goal.weeks:
            return f"{value_in_words(one.estimate, Form('share', 3))} of weeks"
        return value_in_words(one.estimate, self._form(one.target.goal))


def _what(staffing: Staffing) -> tuple[object, ...]:
    return staffing.scenario, staffing.settings, staffing.choices


def _settings(settings: dict[str, Any]) -> str:
    return ", ".join(f"{path} {_value(value)}" for path, value in settings.items())


def _value(value: Any) -> str:
    """What stands at a path, as one line of YAML would say it."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name}: {_value(one)}" for name, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_value(one) for one in value) + "]"
    if isinstance(value, float):
        return f"{value:g}"
    return "-" if value is None else str(value)


def _group(one: Standing) -> str:
    return "all" if one.target.group == "all" else one.target.group.replace("=", " ", 1)


def _those(standings: Sequence[Standing]) -> str:
    """How many of several hold, fail, or are not shown to hold."""
    counts = {verdict: sum(one.verdict is verdict for one in standings) for verdict in Verdict}
    words = {Verdict.HOLDS: "hold", Verdict.FAILS: "fail", Verdict.NOT_SHOWN: "are not shown to hold"}
    if counts[Verdict.HOLDS] == len(standings):
        return "all hold"
    return listed(f"{count} {words[verdict]}" for verdict, count in counts.items() if count)


def _moved(plan: Staffing | None, one: Staffing) -> str:
    """What stands at the paths at which a neighbour is another than the plan."""
    assert plan is not None
    return ", ".join(_value(value) for path, value in one.settings.items() if plan.settings[path] != value)


def _counted(count: int, what: str) -> str:
    return f"one {what}" if count == 1 else f"{count:,} {what}s"
