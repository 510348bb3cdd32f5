"""Who takes a contact: routes in stages, right teams, the menu, ranks and transfers.

In: the routing, ivr, rank and transfer parts of a scenario. Out: those of a plan.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from sim.plan.index import WORK, Index
from sim.plan.model import Callback, Choice, Manner, Menu, Rank, Stage, StageKind, Team, Transfer
from sim.plan.tables import Table, constant
from sim.plan.usage import WORDS, Usage, stage_teams
from sim.plan.varying import NamedCase, keys_of, split_table, table, tabulate, targets_of, value_at
from sim.scenario.laws import Law

if TYPE_CHECKING:
    from sim.scenario import schema

_KINDS = {
    "ivr": StageKind.IVR,
    "chosen_team": StageKind.CHOSEN_TEAM,
    "any_skilled": StageKind.ANY_SKILLED,
    "owner": StageKind.OWNER,
    "colleague": StageKind.COLLEAGUE,
    "callback": StageKind.CALLBACK,
    "message": StageKind.MESSAGE,
    "cut_off": StageKind.CUT_OFF,
}
PROACTIVE = "proactive"
"""Stands for the company's own calls among the classes of `rank`."""


def routes_of(index: Index, usage: Usage) -> tuple[Table[tuple[Stage, ...]], ...]:
    """The route of each channel."""
    return tuple(_route(index, usage, channel) for channel in index.channels)


def _route(index: Index, usage: Usage, channel: str) -> Table[tuple[Stage, ...]]:
    written = index.scenario.routing.get(channel)
    if written is None:
        return constant(default_route(index, usage, channel))
    path = f"routing.{channel}"
    limits = (stage.for_ for stages in targets_of(written) for stage in stages)

    def stages(case: NamedCase) -> tuple[Stage, ...]:
        return tuple(_stage(index, path, stage, case) for stage in value_at(written, case))

    return tabulate(index.names, keys_of(written, *limits), stages)


def default_route(index: Index, usage: Usage, channel: str) -> tuple[Stage, ...]:
    """Any skilled team; on the phone behind the menu if there is one; nobody at a self-service channel."""
    if channel != WORK and index.scenario.channels[channel].self_service:
        return ()
    if channel == menu_channel(index, usage):
        return (_endless(StageKind.IVR), _endless(StageKind.CHOSEN_TEAM))
    return (_endless(StageKind.ANY_SKILLED),)


def menu_channel(index: Index, usage: Usage) -> str:
    """The channel that has the menu unless its routing says otherwise: the phone, or where one waits.

    Empty where there is no menu, or no channel on which customers wait.
    """
    channels = index.scenario.channels
    waiting = [name for name in sorted(channels) if channels[name].waits and not channels[name].self_service]
    if index.scenario.ivr is None or not waiting:
        return ""
    return "phone" if "phone" in waiting else waiting[0]


def _endless(kind: StageKind) -> Stage:
    return Stage(kind, (), -1, True)


def _stage(index: Index, path: str, stage: schema.Stage, case: NamedCase) -> Stage:
    limit = -1 if stage.for_ is None else value_at(stage.for_, case)
    if isinstance(stage.to, str) and stage.to in WORDS:
        return Stage(_KINDS[stage.to], (), limit, stage.keep)
    kind = StageKind.ANY_OF if isinstance(stage.to, dict) else StageKind.TEAMS
    return Stage(kind, tuple(index.team(name) for name in stage_teams(stage)), limit, stage.keep)


def any_skilled(index: Index, teams: Sequence[Team]) -> tuple[tuple[tuple[tuple[int, ...], ...], ...], ...]:
    """By channel, reason and segment: teams that are on it, handle it and serve it, in file order."""
    return tuple(
        tuple(
            tuple(_skilled(teams, channel, reason, segment) for segment in range(len(index.segments)))
            for reason in range(len(index.reasons))
        )
        for channel in range(len(index.channels))
    )


def _skilled(teams: Sequence[Team], channel: int, reason: int, segment: int) -> tuple[int, ...]:
    return tuple(
        number
        for number, team in enumerate(teams)
        if team.channels[channel] and team.skills[reason] is not None and team.serves[segment]
    )


def right_team(skilled: Sequence[Sequence[Sequence[Sequence[int]]]]) -> NDArray[np.int64]:
    """The first skilled team of each (channel, reason, segment), -1 where there is none."""
    shape = (len(skilled), len(skilled[0]), len(skilled[0][0]))
    first = np.full(shape, -1, np.int64)
    for channel, reason, segment in product(*map(range, shape)):
        if teams := skilled[channel][reason][segment]:
            first[channel, reason, segment] = teams[0]
    return first


def menu_of(index: Index) -> Menu | None:
    """The IVR, None where there is none."""
    ivr = index.scenario.ivr
    if ivr is None:
        return None
    names, person = index.names, ivr.asks_for_a_person
    return Menu(
        takes=laws(index, ivr.takes),
        hangs_up=table(names, ivr.hangs_up, float),
        self_service=table(names, ivr.self_service, float),
        asks_for_a_person=table(names, person.share, float) if person else constant(0.0),
        person_team=index.team(person.to) if person else -1,
        right_team=table(names, ivr.right_team, float),
        wrong_team=split_table(names, ivr.wrong_team, index.team) if ivr.wrong_team is not None else None,
    )


def callback_of(index: Index) -> Callback | None:
    """The offer of a callback, None where there is none."""
    callback, names = index.scenario.callback, index.names
    if callback is None:
        return None
    return Callback(
        above=callback.above,
        accepts=table(names, callback.accepts, float),
        rings=laws(index, callback.rings),
        answers=table(names, callback.answers, float),
        attempts=callback.attempts,
        every=laws(index, callback.every),
    )


def rank_of(index: Index) -> Rank:
    """What a freed agent takes first; channels that `class` does not list come after those it lists."""
    rank = index.scenario.rank

    def place(name: str, case: NamedCase) -> int:
        classes = value_at(rank.class_, case)
        return classes.index(name) if name in classes else len(classes)

    keys = keys_of(rank.class_)
    return Rank(
        classes=tabulate(index.names, keys | {"channel"}, lambda case: place(case["channel"], case)),
        points=table(index.names, rank.points, _millionths),
        per_second=table(index.names, rank.per_second, _millionths),
        proactive=tabulate(index.names, keys, lambda case: place(PROACTIVE, case)),
        choice=Choice[rank.free_agent.upper()],
    )


def _millionths(points: float) -> int:
    return round(points * 1_000_000)


def transfer_of(index: Index) -> Transfer:
    """What happens when the one who answers cannot help."""
    transfer, names = index.scenario.transfer, index.names
    return Transfer(
        noticed_after=laws(index, transfer.noticed_after),
        manner=table(names, transfer.manner, manner),
        hold=laws(index, transfer.hold),
        brief_takes=laws(index, transfer.brief_takes),
        consult_waits=laws(index, transfer.consult_waits),
        consult_takes=laws(index, transfer.consult_takes),
        explain_again_takes=laws(index, transfer.explain_again_takes),
        history_passed=table(names, transfer.history_passed, float),
        most=table(names, transfer.max_transfers, lambda most: -1 if most is None else most),
    )


def manner(word: str) -> Manner:
    """How a contact is passed on, of its word."""
    return Manner[word.upper()]


def laws(index: Index, value: Any) -> Table[Law]:
    """The table of a varying law."""
    return table(index.names, value, lambda law: law)
