"""What a search for staffing found: sentences, the answer first, for terminal, slides and page alike."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sim.report.language import message, say, several
from sim.report.locales import chained, listed
from sim.report.numbers import Form
from sim.report.optimised.words import (
    bound_in_words,
    counted_verdicts,
    exact_share,
    goal_title,
    group_named,
    setting,
    settings_listed,
    standing_in_words,
    verdict_named,
    worst_in_words,
    worst_of,
)
from sim.stats.estimate import Estimate
from sim.sweeps.staffing.goals import Goal, Verdict
from sim.sweeps.staffing.result import OptimiseResult, Staffing

if TYPE_CHECKING:
    from sim.sweeps.staffing.goals import Standing

_TODAYS = {
    Verdict.HOLDS: message("Today's staffing keeps all goals as well."),
    Verdict.FAILS: message("Today's staffing fails ({worst})."),
    Verdict.NOT_SHOWN: message("Today's staffing is not shown to keep all goals ({worst})."),
}
_NEIGHBOURS = {
    Verdict.HOLDS: message("{step}: holds as well: ask again with more replications of the search."),
    Verdict.FAILS: message("{step}: fails. {worst}."),
    Verdict.NOT_SHOWN: message("{step}: not shown to hold. {worst}."),
}


def money_of(result: OptimiseResult) -> Form:
    """How amounts are written."""
    return Form(result.base.currency, 0)


def cost_in_words(result: OptimiseResult, cost: Estimate) -> str:
    """What a staffing costs a week, with its interval where it has one."""
    money = money_of(result)
    return money.with_interval(cost) if cost.has_interval else money.number(cost.value)


def is_today(result: OptimiseResult) -> bool:
    """Whether the plan is what there is today."""
    def what(one: Staffing | None) -> object:
        return one and (one.scenario, one.settings, one.choices)

    return what(result.plan) == what(result.today)


def holding_steps(result: OptimiseResult) -> int:
    """How many staffings one step cheaper are shown to keep all goals as well, as the search ended there."""
    return sum(one is not None and one.verdict is Verdict.HOLDS for one in result.neighbours.values())


def headline(result: OptimiseResult) -> str:
    """The answer in a sentence, without intervals, as a title has it."""
    plan, today = result.plan, result.today
    if plan is None or plan.cost is None:
        return say("No staffing within the ranges was shown to keep all goals")
    money = money_of(result)
    cost = money.number(plan.cost.value)
    if holding_steps(result):
        return say("A staffing shown to keep all goals costs {cost} a week; one step less is shown to keep "
                   "them, too", cost=cost)  # fmt: skip
    if is_today(result):
        return say("Today's staffing is the cheapest shown to keep all goals: {cost} a week", cost=cost)
    if plan.saved is None:
        return say("The cheapest staffing shown to keep all goals costs {cost} a week", cost=cost)
    way = (message("The cheapest staffing shown to keep all goals costs {cost} a week, {saved} less than "
                   "today's, which {stands}") if plan.saved.value >= 0 else
           message("The cheapest staffing shown to keep all goals costs {cost} a week, {saved} more than "
                   "today's, which {stands}"))  # fmt: skip
    stands = {Verdict.HOLDS: message("keeps them, too"), Verdict.FAILS: message("does not"),
              Verdict.NOT_SHOWN: message("is not shown to keep them")}  # fmt: skip
    return say(way, cost=cost, saved=money.number(abs(plan.saved.value)), stands=say(stands[today.verdict]))


def answer(result: OptimiseResult) -> str:
    """What the cheapest staffing costs, or that there is none."""
    plan = result.plan
    if plan is None or plan.cost is None:
        return say("{text}.", text=headline(result))
    cost = cost_in_words(result, plan.cost)
    if holding_steps(result):
        return say("A staffing that is shown to keep all goals costs {cost} a week; one step less is shown "
                   "to keep them, too.", cost=cost)  # fmt: skip
    if is_today(result):
        return say("Today's staffing is the cheapest shown to keep all goals: {cost} a week.", cost=cost)
    return say("The cheapest staffing that is shown to keep all goals costs {cost} a week.", cost=cost)


def beside_today(result: OptimiseResult) -> Iterator[str]:
    """What the plan saves or adds, and whether today's staffing would do."""
    plan, today = result.plan, result.today
    if plan is None or is_today(result):
        return
    if today.cost is None or plan.saved is None:
        yield say("Today's staffing could not be simulated: {error}.", error=today.error)
        return
    money = money_of(result)
    way = (message("That is {saved} a week less than today's {cost}.") if plan.saved.value >= 0 else
           message("That is {saved} a week more than today's {cost}."))  # fmt: skip
    yield say(way, saved=money.number(abs(plan.saved.value)), cost=money.number(today.cost.value))
    yield say(_TODAYS[today.verdict], worst=worst_in_words(today.standings, result.base))


def instead(result: OptimiseResult) -> tuple[str, str]:
    """Without an answer: what the staffing on show is, and what would help."""
    if result.looked_at:
        many = result.searched.verification
        return (say("This one may, but {many} fresh replications do not show it:", many=many),
                say("More replications of the verification, or more staff, could show it."))  # fmt: skip
    return (say("None seems to keep them. This one comes nearest:"),
            say("Wider ranges, or other goals, are needed."))  # fmt: skip


def standings_of(staffing: Staffing, goal: Goal) -> list[Standing]:
    """How a staffing stands to a goal, for each of its groups."""
    return [one for one in staffing.standings if one.target.goal == goal]


def goal_sentences(result: OptimiseResult, staffing: Staffing, goal: Goal) -> Iterator[str]:
    """How a staffing stands to a goal, by the group that is nearest to failing."""
    those = standings_of(staffing, goal)
    worst = worst_of(those)
    yield say("{goal}, {bound}: {value}: {verdict}.", goal=goal_title(goal, result.base),
              bound=bound_in_words(goal, result.base), value=standing_in_words(worst, result.base),
              verdict=verdict_named(worst.verdict))  # fmt: skip
    if len(those) > 1:
        yield say("The tightest of the {count} is {group}; {verdicts}.", count=len(those),
                  group=group_named(worst.target.group), verdicts=counted_verdicts(those))  # fmt: skip


def step_named(result: OptimiseResult, factor: str, one: Staffing) -> str:
    """A neighbour by what it has other than the plan: `teams.desk.scheduled 5`."""
    assert result.plan is not None
    moved = {path: value for path, value in one.settings.items() if result.plan.settings[path] != value}
    if list(moved) == [factor]:
        return f"{factor} {setting(moved[factor])}"
    return f"{factor} {', '.join(map(setting, moved.values()))}"


def neighbour_sentences(result: OptimiseResult) -> Iterator[str]:
    """What costs one step less, and whether it fails."""
    for factor, one in result.neighbours.items():
        if one is None:
            yield say("{factor}: is at the low end of its range; nothing cheaper was tried.", factor=factor)
        elif one.error:
            yield say("{step}: could not be simulated: {error}", step=step_named(result, factor, one),
                      error=one.error)  # fmt: skip
        else:
            yield say(_NEIGHBOURS[one.verdict], step=step_named(result, factor, one),
                      worst=worst_in_words(one.standings, result.base))  # fmt: skip


def how_found(result: OptimiseResult) -> Iterator[str]:
    """What was tried, and what the answer takes for granted."""
    found = result.searched
    yield several(
        found.staffings,
        "{tried} of one staffing were tried on the same {search} replications, beginning where Erlang's "
        "formula would ({guess}).",
        "{tried} of {n} staffings were tried on the same {search} replications, beginning where Erlang's "
        "formula would ({guess}).",
        n=f"{found.staffings:,}", tried=f"{found.tried:,}", search=found.search,
        guess=settings_listed(found.guess.settings),
    )  # fmt: skip
    yield say("What has no more of anything that helps a goal than a staffing that missed it was left out.")
    if found.worse:
        worse = listed(f"{name} ({goal})" for name, goal in sorted(found.worse.items()))
        yield say("More staff made a goal worse, and that was allowed for: {worse}.", worse=worse)
    yield say("What was verified had fresh replications. All that is said of goals here is true together, "
              "with {confidence} confidence.", confidence=exact_share(result.confidence))  # fmt: skip


def sentences(result: OptimiseResult) -> tuple[str, ...]:
    """The answer, and how it stands beside today."""
    return tuple(filter(None, (answer(result), chained(beside_today(result), message("{first} {next}")))))
