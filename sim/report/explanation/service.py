"""Explains what happens to a contact: routes, the menu, ranks, transfers, and what follows.

In: a source. Out: sentences, one list item each.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from sim.plan.model import Stage, StageKind
from sim.plan.routing import default_route
from sim.report.explanation.phrases import phrase, where
from sim.report.locales import listed
from sim.scenario.checks.findings import possible

if TYPE_CHECKING:
    from sim.report.explanation.source import Source
    from sim.scenario import schema

_ASKED = {
    "ivr": "the menu (IVR)",
    "chosen_team": "the team that the menu chose",
    "any_skilled": "any team that can help",
    "owner": "the customer's own agent",
    "colleague": "another agent of the owner's team",
    "callback": "a callback is offered",
    "message": "the customer leaves a message",
    "cut_off": "the customer is cut off, as if blocked",
}
_KIND_WORDS = {
    StageKind.IVR: "ivr",
    StageKind.CHOSEN_TEAM: "chosen_team",
    StageKind.ANY_SKILLED: "any_skilled",
}
_NOBODY = re.compile(r"\b0(\.0+)? ?%")
_ON = {
    "served": "After a contact with an agent",
    "unresolved": "When a contact leaves the matter unresolved",
    "abandoned": "After hanging up",
    "blocked": "When all lines are engaged",
    "closed": "When it is closed",
    "message": "After leaving a message",
    "late": "When a promise passes and nobody has answered",
}


def routing(source: Source) -> Iterator[str]:
    """Who takes a contact, channel by channel."""
    for name in source.scenario.channels:
        said = source.said("routing", name)
        if said is not None:
            yield from (f"{label}: {stages}." for label, stages in route_in_words(name, said))
        elif stages := default_route(source.index, source.usage, name):
            yield f"{name}: {'; then '.join(_default_stage(stage) for stage in stages)}."


def route_in_words(name: str, said: Any) -> Iterator[tuple[str, str]]:
    """A route as written: whose it is, and its stages in words."""
    if not isinstance(said, Mapping):
        yield name, "; then ".join(_stage(stage) for stage in said)
        return
    key = str(said["by"]).replace("_", " ")
    for case, stages in said.items():
        if case != "by":
            label = "otherwise" if case == "rest" else f"{key} {case}"
            yield from route_in_words(f"{name}, {label}", stages)


def _stage(stage: Mapping[str, Any]) -> str:
    to, limit = stage["to"], stage.get("for")
    if isinstance(to, Mapping):
        asked = f"{listed(to['any_of'], 'or')}, whoever is free"
    elif isinstance(to, list):
        asked = f"{listed(to, 'or')} in this order"
    else:
        asked = _ASKED.get(to, f"team {to}")
    if limit is not None:
        asked += " if free at once" if str(limit).startswith("0 ") else f" for up to {limit}"
    return asked + (", no longer those asked before" if stage.get("keep") is False else "")


def _default_stage(stage: Stage) -> str:
    return _ASKED[_KIND_WORDS[stage.kind]]


def callback(source: Source) -> Iterator[str]:
    """The offer to be called back."""
    offer = source.scenario.callback
    if offer is None:
        return
    above, accepts, rings, answers, every = (
        source.phrase("callback", key) for key in ("above", "accepts", "rings", "answers", "every")
    )
    yield f"Offered where a wait of more than {above or '0 s'} is predicted; {accepts or 'all'} take it."
    yield "The customer goes home and keeps the place in line; an agent who is free for it calls."
    tried = f"; {offer.attempts} attempts, {every} apart" if offer.attempts > 1 else ""
    yield f"A call rings for {rings or 'no time'} and is answered by {answers or 'all'}{tried}."


def menu(source: Source) -> Iterator[str]:
    """The IVR."""
    ivr = source.scenario.ivr
    if ivr is None:
        return
    yield f"The menu takes {source.phrase('ivr', 'takes') or 'no time'}."
    if source.said("ivr", "hangs_up") is not None:
        share = source.phrase("ivr", "hangs_up")
        yield f"{f'Some ({share})' if ',' in share else share} hang up in it."
    if source.said("ivr", "self_service") is not None:
        yield f"It resolves the matter itself: {source.phrase('ivr', 'self_service')}."
    if ivr.asks_for_a_person:
        share = source.phrase("ivr", "asks_for_a_person", "share")
        yield f"{share} ask for a person and reach {ivr.asks_for_a_person.to}."
    routes = (stages for route in source.plan.routes for stages in route.values)
    if not any(stage.kind is StageKind.CHOSEN_TEAM for stages in routes for stage in stages):
        return
    right = source.phrase("ivr", "right_team") or "all"
    wrong = source.phrase("ivr", "wrong_team") or "another team on that channel, evenly"
    yield f"It chooses the right team for: {right}; the others reach {wrong}."


def ranks(source: Source) -> Iterator[str]:
    """What a freed agent takes first."""
    rank = source.scenario.rank
    if rank.class_:
        orders = [", then ".join(order) for _, order in possible(rank.class_)]
        first = source.phrase("rank", "class") if len(orders) > 1 else orders[0]
        yield f"A freed agent takes first {first}; among those alike in this, what has the most points."
    else:
        yield "A freed agent takes what has the most points, whatever the channel."
    if rank.free_agent != "longest_idle":
        way = {"random": "one at random", "least_occupied": "the one busy for the least share of the shift"}
        yield f"Among free agents alike in preference and skill, a contact takes {way[rank.free_agent]}."
    start = source.phrase("rank", "points") or "0"
    yield (
        f"Points on joining the queue: {start}; for each second waited: "
        f"{source.phrase('rank', 'per_second') or '1'}. At equal points, who joined earlier."
    )


def transfers(source: Source) -> Iterator[str]:
    """What happens when the one who answers cannot help."""
    transfer = source.scenario.transfer
    noticed = source.phrase("transfer", "noticed_after")
    when = f"after {noticed}" if noticed else "at once"
    yield f"An agent who cannot help notices {when} and passes the customer on."
    manner = source.phrase("transfer", "manner") or "cold"
    named = {"consult": "begin with a consultation", "conference": "are conferences"}
    yield f"Transfers {named.get(manner, f'are {manner}')}."
    yield "Cold: the customer queues and tells it again."
    if "warm" in manner:
        yield (
            f"Warm: the agent stays for at most {source.phrase('transfer', 'hold') or 'no time'} and "
            f"introduces the customer ({source.phrase('transfer', 'brief_takes') or 'no time'})."
        )
    if _some_manner(source, "consult"):
        waits = source.phrase("transfer", "consult_waits")
        yield (
            f"Consulting: a colleague joins for {source.phrase('transfer', 'consult_takes')}, "
            + (f"if one comes within {waits}" if waits else "if one is free")
            + "; an agent who cannot help goes on himself, and passes on cold if nobody comes."
        )
    if _some_manner(source, "conference"):
        yield (
            "Conference: the agent stays to the end of the conversation, unless nobody has come after "
            f"{source.phrase('transfer', 'hold')}; nothing is told again."
        )
    yield f"Telling it again takes {source.phrase('transfer', 'explain_again_takes') or 'no extra time'}."
    if passed := source.phrase("transfer", "history_passed"):
        yield f"Handoffs that are spared it, as the history is passed on: {passed}."
    if transfer.max_transfers is not None:
        most = source.phrase("transfer", "max_transfers")
        yield f"After {most} transfer{'' if most == '1' else 's'} a contact ends unresolved."


def _some_manner(source: Source, word: str) -> bool:
    transfer, rows = source.scenario.transfer, source.scenario.after.values()
    manners = (transfer.manner, *(row.manner for row in rows))
    return any(other == word for manner in manners for _, other in possible(manner))


def after(source: Source) -> Iterator[str]:
    """What follows a contact, in order."""
    if not source.scenario.after:
        yield "Nothing: nobody calls again."
    for name, row in source.scenario.after.items():
        yield f"{name}: {_ON[row.on]}{where(row.where)}, {_who(source, name)} {_goes(source, name, row)}."


def _who(source: Source, name: str) -> str:
    share = source.phrase("after", name, "share")
    if not share:
        return "all"
    return f"some ({_NOBODY.sub('none', share)})" if "," in share else f"{share} of them"


def _goes(source: Source, name: str, row: schema.After) -> str:
    go = source.said("after", name, "go")
    if row.manner == "consult":
        return _consults(source, name, row)
    parts = [_target(go, waits=row.on == "late")]
    if row.delay == "next_opening":
        spread = source.phrase("after", name, "spread")
        parts.append("once it opens next" + (f", after {spread}" if spread else ""))
    elif row.delay is not None:
        parts.append(f"after {source.phrase('after', name, 'delay')}")
    if source.said("after", name, "same_channel") is not None:
        parts.append(f"{source.phrase('after', name, 'same_channel')} by the same channel")
    if row.manner is not None:
        parts.append(f"by {source.phrase('after', name, 'manner')} transfer")
    if row.patience != "fresh":
        parts.append(f"with {_luck(source, name, 'patience')} patience")
    if row.work != "fresh":
        parts.append(f"with {_luck(source, name, 'work')} handle time")
    if row.max is not None:
        parts.append(_most(source, name))
    return ", ".join(parts)


def _most(source: Source, name: str) -> str:
    said = source.phrase("after", name, "max")
    often = {"1": "once", "2": "twice"}.get(said, f"({said}) times" if "," in said else f"{said} times")
    return f"at most {often} for one matter"


def _consults(source: Source, name: str, row: schema.After) -> str:
    solves = source.phrase("after", name, "solves")
    solved = f", which solves {solves} of what was left unresolved" if solves else ""
    times = f", {_most(source, name)}" if row.max is not None else ""
    return f"consult a colleague of {phrase(source.said('after', name, 'go')['team'])}{solved}{times}"


def _luck(source: Source, row: str, key: str) -> str:
    word = source.phrase("after", row, key)
    return {"same": "the same", "rest": "what was left of the"}.get(word, word)


def _target(go: Any, waits: bool = False) -> str:
    """Where a row leads who has been answered, or `waits`."""
    if isinstance(go, str):
        return "try again" if go == "again" else "give up"
    if "by" in go:
        return f"do one of: {listed(_target(case, waits) for key, case in go.items() if key != 'by')}"
    if "work" in go:
        return f"have it done as back-office work: {go['work']}"
    if "step" in go:
        return f"go on at the step {go['step']}"
    about = f" about {go['reason']}" if "reason" in go else ""
    if waits:
        return f"wait for {phrase(go.get('team', 'the right team'))} instead{about}"
    others = go.get("with", [])
    called = [others] if isinstance(others, str) else others
    beside = f", with one agent each of {listed(called)}" if called else ""
    return f"are passed on to {phrase(go.get('team', 'the right team'))}{about}{beside}"
