"""Hours, channels, teams, reasons and routes: names that exist, and people for every contact.

In: the findings so far. Out: more of them.
"""

from __future__ import annotations

from sim.scenario.checks.findings import WORK, Findings, listed, possible
from sim.scenario.checks.loops import takes_no_time
from sim.scenario.schema import Channel, Shift, Stage, Team
from sim.scenario.tree import Path

WORDS = ("ivr", "chosen_team", "any_skilled", "owner", "colleague", "callback", "message", "cut_off")
"""What a stage may ask besides teams."""
_LAST = ("message", "cut_off")
_ASK_NOBODY = ("ivr", "callback", *_LAST)
_OWNED = ("owner", "colleague")
_NEVER_EMPTY = ("segments", "channels", "teams", "reasons", "demand")
PROACTIVE = "proactive"
MOST_AGENTS = 20_000
"""In one shift: more is a slip of the pen, and would take minutes to plan."""


def check_service(findings: Findings) -> None:
    """Everything about who answers, when and where."""
    for key in _NEVER_EMPTY:
        if not getattr(findings.scenario, key):
            findings.wrong((key,), "must name at least one")
    for name, channel in findings.scenario.channels.items():
        _check_channel(findings, ("channels", name), name, channel)
    for name, team in findings.scenario.teams.items():
        _check_team(findings, ("teams", name), name, team)
    _check_reasons(findings)
    _check_ivr(findings)
    _check_routing(findings)
    _check_callbacks(findings)
    for at, classes in possible(findings.scenario.rank.class_):
        for position, name in enumerate(classes):
            path = ("rank", "class", *at, str(position))
            findings.expect(path, name, (*findings.scenario.channels, WORK, PROACTIVE), "channel")
            if name in classes[:position]:
                findings.wrong(path, f"names {name} a second time")


def _check_channel(findings: Findings, path: Path, name: str, channel: Channel) -> None:
    if name in (WORK, PROACTIVE):
        findings.wrong(path, "is a word of the language; choose another name")
    _check_hours(findings, (*path, "hours"), channel.hours)
    if channel.self_service:
        for key in sorted(channel.model_fields_set - {"self_service"}):
            findings.wrong((*path, key), "does not fit a channel with `self_service`: nobody is asked at it")
    elif channel.pickup is not None and not channel.waits:
        findings.wrong((*path, "pickup"), "goes with channels on which customers wait")
    if channel.at_once < 1:
        findings.wrong((*path, "at_once"), "must be at least 1", channel.at_once)


def _check_hours(findings: Findings, path: Path, hours: object) -> None:
    if isinstance(hours, str):
        findings.expect(path, hours, findings.scenario.hours, "entry in `hours` named")


def _check_team(findings: Findings, path: Path, name: str, team: Team) -> None:
    scenario = findings.scenario
    if name in WORDS:
        findings.wrong(path, "is a word of the language; choose another name")
    _check_shifts(findings, path, team)
    if not team.handles:
        findings.wrong((*path, "handles"), "must name at least one reason")
    for reason in team.handles:
        findings.expect((*path, "handles", reason), reason, scenario.reasons, "reason")
    for position, channel in enumerate(team.channels or ()):
        here = (*path, "channels", str(position))
        findings.expect(here, channel, findings.staffed_channels, "staffed channel")
    if team.owns is None:
        return
    findings.expect((*path, "owns", "segment"), team.owns.segment, scenario.segments, "segment")
    if team.owns.customers_each < 1:
        findings.wrong((*path, "owns", "customers_each"), "must be at least 1", team.owns.customers_each)
    segment = scenario.segments.get(team.owns.segment)
    if segment is not None and not segment.customers:
        findings.wrong((*path, "owns"), f"segment {team.owns.segment} needs `customers`, the number to own")


def _check_shifts(findings: Findings, path: Path, team: Team) -> None:
    only = [key for key in ("scheduled", "agents", "every", "hours") if getattr(team, key) is not None]
    if team.recorded is not None:
        for key in (*only, *(("shifts",) if team.shifts else ())):
            findings.wrong((*path, key), "goes without `recorded`")
        if team.recorded.every == 0:
            findings.wrong((*path, "recorded", "every"), "must be longer than 0")
    elif team.shifts and only:
        findings.wrong((*path, only[0]), "goes without `shifts`: state it in a shift")
    elif not team.shifts and team.hours is None:
        findings.wrong(path, "has no agents: needs `scheduled` and `hours`, or `shifts`")
    elif not team.shifts:
        _check_shift(findings, path, team)
    for name, shift in team.shifts.items():
        _check_shift(findings, (*path, "shifts", name), shift)


def _check_shift(findings: Findings, path: Path, shift: Shift | Team) -> None:
    _check_hours(findings, (*path, "hours"), shift.hours)
    if shift.scheduled is not None and shift.agents is not None:
        findings.wrong((*path, "agents"), "goes without `scheduled`")
    elif shift.scheduled is None and shift.agents is None:
        findings.wrong(path, "has no agents: needs `scheduled`, or `agents` with `every`")
    elif (shift.agents is None) != (shift.every is None):
        findings.wrong(path, "needs both `agents` and `every`, the length of its intervals")
    elif shift.every == 0:
        findings.wrong((*path, "every"), "must be longer than 0")
    elif not any(_heads(shift)):
        findings.doubtful(path, "has no agents")
    for key, written in (("scheduled", shift.scheduled), ("agents", shift.agents)):
        for at, heads in possible(written):
            most = max(heads, default=0) if isinstance(heads, list) else heads
            if most > MOST_AGENTS:
                findings.wrong((*path, key, *at), f"must be at most {MOST_AGENTS:,}", most)


def _heads(shift: Shift | Team) -> list[int]:
    """All numbers of heads that a shift can have."""
    lists = [heads for _, heads in possible(shift.agents)]
    return [heads for _, heads in possible(shift.scheduled)] + [one for heads in lists for one in heads]


def _check_reasons(findings: Findings) -> None:
    for name, reason in findings.scenario.reasons.items():
        for at, shares in possible(reason.channels):
            for channel in shares:
                path = ("reasons", name, "channels", *at, channel)
                findings.expect(path, channel, findings.staffed_channels, "staffed channel")


def _check_ivr(findings: Findings) -> None:
    ivr, teams = findings.scenario.ivr, findings.scenario.teams
    if ivr is None:
        return
    if ivr.asks_for_a_person:
        findings.expect(("ivr", "asks_for_a_person", "to"), ivr.asks_for_a_person.to, teams, "team")
    for at, shares in possible(ivr.wrong_team):
        for team in shares:
            findings.expect(("ivr", "wrong_team", *at, team), team, teams, "team")


def _check_routing(findings: Findings) -> None:
    uses_menu = False
    for channel, written in findings.scenario.routing.items():
        path = ("routing", channel)
        findings.expect(path, channel, findings.staffed_channels, "staffed channel")
        for at, stages in possible(written):
            uses_menu |= any(stage.to == "ivr" for stage in stages)
            _check_route(findings, (*path, *at), channel, stages)
    unused = _menu_channel(findings) in (None, *findings.scenario.routing)
    if findings.scenario.ivr and unused and not uses_menu:
        findings.wrong(("ivr",), "no route leads to it: add a stage {to: ivr}")


def _menu_channel(findings: Findings) -> str | None:
    """The channel in front of which the menu stands where no route says so."""
    waiting = sorted(n for n in findings.staffed_channels if findings.scenario.channels[n].waits)
    return "phone" if "phone" in waiting else next(iter(waiting), None)


def _check_route(findings: Findings, path: Path, channel: str, stages: list[Stage]) -> None:
    if not stages:
        findings.wrong(path, "needs at least one stage, such as {to: any_skilled}")
    menu_seen = False
    for position, stage in enumerate(stages):
        here = (*path, str(position), "to")
        menu_seen |= stage.to == "ivr"
        if stage.to == "chosen_team" and not menu_seen:
            findings.wrong(here, "needs a stage {to: ivr} before it, where the team is chosen")
        if stage.to == "ivr" and findings.scenario.ivr is None:
            findings.wrong(here, "needs the section `ivr`")
        if stage.to == "ivr" and stage.for_ is not None:
            rule = "goes with stages that ask people; the menu takes what `ivr.takes` says"
            findings.wrong((*path, str(position), "for"), rule)
        if stage.to in _ASK_NOBODY and not stage.keep:
            rule = "goes with stages that ask people: those asked before are no longer asked there"
            findings.wrong((*path, str(position), "keep"), rule)
        if stage.to in _OWNED and not any(team.owns for team in findings.scenario.teams.values()):
            findings.wrong(here, f"no team owns customers, so there is no {stage.to}")
        if stage.to in _LAST:
            _check_last(findings, (*path, str(position)), channel, stage, position == len(stages) - 1)
        if stage.to == "callback":
            _check_callback(findings, (*path, str(position)), channel, stages[:position], stage)
        for team in listed(stage.to["any_of"] if isinstance(stage.to, dict) else stage.to):
            _check_target(findings, here, channel, team, alone=isinstance(stage.to, str))


def _check_last(findings: Findings, path: Path, channel: str, stage: Stage, is_last: bool) -> None:
    """Where a contact ends nobody waits, and nothing comes after."""
    if not is_last:
        findings.wrong((*path, "to"), f"{stage.to} ends the contact: it must be the last stage")
    if stage.for_ is not None:
        findings.wrong((*path, "for"), f"goes with stages that ask people; {stage.to} takes no time")
    if channel in findings.scenario.channels and not findings.scenario.channels[channel].waits:
        findings.wrong((*path, "to"), f"nobody waits on {channel}, so that nobody has to be sent away")


def _check_callback(
    findings: Findings, path: Path, channel: str, before: list[Stage], stage: Stage
) -> None:
    """Who is called back stands in line, and can be told how long it would be."""
    callback = findings.scenario.callback
    if callback is None:
        findings.wrong((*path, "to"), "needs the section `callback`")
    if not before or before[-1].to in ("ivr", "callback"):
        findings.wrong((*path, "to"), "needs a stage before it that asks people, who call back")
    if stage.for_ is not None:
        findings.wrong((*path, "for"), "goes with stages that ask people; nobody waits at a callback's")
    if channel in findings.scenario.channels and not findings.scenario.channels[channel].waits:
        findings.wrong((*path, "to"), f"nobody waits on {channel}, so that nobody has to be called back")


def _check_callbacks(findings: Findings) -> None:
    callback = findings.scenario.callback
    if callback is None:
        return
    routes = (route for written in findings.scenario.routing.values() for _, route in possible(written))
    if not any(stage.to == "callback" for route in routes for stage in route):
        findings.wrong(("callback",), "no route offers it: add a stage {to: callback}")
    if callback.attempts < 1:
        findings.wrong(("callback", "attempts"), "must be at least 1", callback.attempts)
    if callback.attempts > 1 and takes_no_time(callback.every):
        findings.wrong(("callback",), "needs `every`: the time until the next attempt")


def _check_target(findings: Findings, path: Path, channel: str, team: str, alone: bool) -> None:
    teams = findings.scenario.teams
    if team in WORDS and not alone:
        findings.wrong(path, f"{team} needs a stage of its own")
    elif team not in WORDS and findings.expect(path, team, (*teams, *WORDS), "team or target"):
        channels = teams[team].channels
        if channels is not None and channel not in channels:
            findings.wrong(path, f"team {team} does not answer {channel}")
