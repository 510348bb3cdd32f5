"""A search for staffing on the terminal: the answer and what it rests on."""

from __future__ import annotations

from collections.abc import Iterator

from sim.report.optimised.finding import (
    answer,
    beside_today,
    goal_sentences,
    how_found,
    instead,
    money_of,
    neighbour_sentences,
)
from sim.report.optimised.words import group_named, setting, settings_listed, standing_in_words
from sim.report.tables import WIDEST, columns, heading, paragraph
from sim.sweeps.staffing.result import OptimiseResult, Staffing

_MOST_ERRORS = 5


def optimised_text(result: OptimiseResult, details: bool = False, width: int = WIDEST) -> str:
    """The answer: the staffing, its cost beside today's, its goals, its neighbours, how it was found.

    Parameters
    ----------
    details : every goal of everything that was verified, and all staffings tried.
    """
    told = _Told(result, width)
    lines = [*paragraph(result.title, width), ""]
    lines += told.answer(result.plan) if result.plan else told.no_answer()
    lines += told.how_found()
    if details:
        lines += told.everything()
    return "\n".join(lines) + "\n"


class _Told:
    """A result in lines of some width."""

    def __init__(self, result: OptimiseResult, width: int) -> None:
        self.result, self.width = result, width

    def answer(self, plan: Staffing) -> Iterator[str]:
        """The staffing, what it costs beside today's, its goals, and what costs one step less."""
        yield from self._said(answer(self.result))
        yield from self._table(plan)
        beside = " ".join(beside_today(self.result))
        yield from ["", *self._said(beside)] if beside else []
        yield from self._goals(plan)
        yield from heading("One step cheaper", self.width)
        for sentence in neighbour_sentences(self.result):
            yield from paragraph(sentence, self.width, "  ", "    ")

    def no_answer(self) -> Iterator[str]:
        """That nothing was shown to keep all goals, and what came nearest."""
        yield from self._said(answer(self.result))
        shown = self.result.offered
        if shown is not None:
            what, remedy = instead(self.result)
            yield from self._said(what)
            yield from self._table(shown)
            yield from self._goals(shown, "" if self.result.looked_at else "by the search's replications")
            yield from ["", *self._said(remedy)]

    def how_found(self) -> Iterator[str]:
        """What was tried, and what the answer takes for granted."""
        yield from heading("How it was found", self.width)
        yield from paragraph(" ".join(how_found(self.result)), self.width, "  ")
        failed = self.result.searched.failed
        if failed:
            told = "One staffing" if failed == 1 else f"{failed:,} staffings"
            told += " could not be simulated, so a cheaper one may have been missed;"
            told += " --retry-failed tries again:"
            yield from paragraph(told, self.width, "  ")
            for error in self.result.manifest["failures"][:_MOST_ERRORS]:
                yield from paragraph(f"- {error}", self.width, "  ", "    ")

    def everything(self) -> Iterator[str]:
        """Every goal of everything verified, and what each staffing tried would cost."""
        parts = [("Plan", self.result.plan), ("Today", self.result.today)]
        parts += [("Looked at", one) for one in self.result.looked_at]
        parts += [(f"One step less of {name}", one) for name, one in self.result.neighbours.items()]
        for name, one in parts:
            if one is not None and one.standings:
                yield from heading(f"{name}: {settings_listed(one.settings)}", self.width)
                rows = [("goal", "for", "value", "")]
                rows += [
                    (each.target.goal.name, group_named(each.target.group) or "all",
                     standing_in_words(each, self.result.base), str(each.verdict))
                    for each in one.standings
                ]  # fmt: skip
                yield from columns(rows, self.width, left=(0, 1, 3))
        yield from self._tried()

    def _goals(self, staffing: Staffing, where: str = "") -> Iterator[str]:
        on = where or f"on {self.result.searched.verification} fresh replications"
        yield from heading(f"Goals, {on}", self.width)
        for goal in self.result.goals:
            first, *tightest = goal_sentences(self.result, staffing, goal)
            yield from paragraph(first, self.width, "  ", "    ")
            for sentence in tightest:
                yield from paragraph(sentence, self.width, "    ", "    ")

    def _tried(self) -> Iterator[str]:
        yield from heading("Staffings tried, in order", self.width)
        money = money_of(self.result)
        names = self.result.tables["candidates"].column_names
        factors = names[names.index("scenario") + 1 : names.index("pay_per_week")]
        for row in self.result.tables["candidates"].to_pylist():
            told = settings_listed({name: row[name] for name in factors if row[name] is not None})
            cost = money.number(row["budget_per_week"] or row["pay_per_week"])
            keeps = "keeps all goals" if row["keeps"] == "yes" else "does not keep all goals"
            line = f"{row['candidate']}. {row['scenario']}, {told}: {cost}, {row['error'] or keeps}"
            yield from paragraph(line, self.width, "  ", "    ")

    def _said(self, text: str) -> list[str]:
        return paragraph(text, self.width)

    def _table(self, staffing: Staffing) -> Iterator[str]:
        today = self.result.today
        yield ""
        rows = [("", "staffing", "today")]
        for path, value in staffing.settings.items():
            rows.append((path, setting(value), setting(today.settings.get(path))))
        yield from (f"  {line}" for line in columns(rows, self.width - 2))
        chosen = {**staffing.choices}
        if staffing.scenario != today.scenario:
            chosen["scenario"] = staffing.scenario
        for path, value in chosen.items():
            same = today.scenario if path == "scenario" else today.choices.get(path)
            told = "as today" if value == same else f"today {setting(same)}"
            yield from paragraph(f"{path}: {setting(value)} ({told})", self.width, "  ", "    ")
