"""What follows a contact, and a team for every contact that can come.

In: the findings so far. Out: more of them.
"""

from __future__ import annotations

from collections.abc import Iterator

from sim.scenario.checks.findings import Findings, listed, parts_of, possible
from sim.scenario.checks.journeys import check_where
from sim.scenario.checks.loops import check_retries
from sim.scenario.schema import After, Demand, Goes, Promise, Step
from sim.scenario.tree import Path

_TRIED_AGAIN = ("same_channel", "delay")
_LIVED_BY = ("patience", "work")
_NOT_LATE = {
    "manner": "nobody has answered yet, who could pass the customer on",
    "patience": "who waits on has what is left, and who asks again a new one",
    "work": "nothing has been done yet that could be left",
}


def check_after(findings: Findings) -> None:
    """The rows of `after`."""
    for name, row in findings.scenario.after.items():
        path = ("after", name)
        check_where(findings, path, row.where, ("segment", "reason", "channel", "team"))
        for at, go in possible(row.go):
            _check_go(findings, (*path, "go", *at), row, go)
        _check_fitting_keys(findings, path, row)
        if row.on == "message" and not findings.leaves_messages:
            findings.wrong((*path, "on"), "nobody leaves a message: a route needs a stage {to: message}")
        if row.on == "late":
            _check_late(findings, path, row)
        check_retries(findings, path, row)


def _check_late(findings: Findings, path: Path, row: After) -> None:
    """A row on a broken promise: something is promised, and what only who was answered can do is left out."""
    promises = list(_promises(findings))
    if not promises:
        rule = "nothing is promised: needs `promise` of a channel, or of a step of contact"
        findings.wrong((*path, "on"), rule)
    for at, promise in promises:
        if (promise if isinstance(promise, int) else promise.within) == 0:
            findings.wrong(at, "must be longer than 0, as rows of `after` act on late")
    for key, why in _NOT_LATE.items():
        if key in row.model_fields_set:
            findings.wrong((*path, key), f"does not go with `on: late`: {why}")


def _promises(findings: Findings) -> Iterator[tuple[Path, int | Promise]]:
    """What is promised to who gets in touch, by channel or step."""
    for name, channel in findings.scenario.channels.items():
        yield from possible(channel.promise, ("channels", name, "promise"))
    for name, process in findings.scenario.processes.items():
        for step_name, step in process.steps.items():
            for at, part in parts_of(step):
                if part.contact:
                    yield from possible(part.promise, ("processes", name, "steps", step_name, *at, "promise"))


def _check_go(findings: Findings, path: Path, row: After, go: str | Goes) -> None:
    scenario = findings.scenario
    if isinstance(go, str):
        if go not in ("again", "end"):
            findings.wrong(path, "must be again, end, {team: NAME}, {step: NAME} or {work: REASON}", go)
        return
    if [go.team or go.reason, go.step, go.work].count(None) != 2:
        findings.wrong(path, "needs exactly one of team (or reason), step and work")
    findings.expect((*path, "work"), go.work, scenario.reasons, "reason")
    known = findings.expect((*path, "team"), go.team, scenario.teams, "team")
    known &= findings.expect((*path, "reason"), go.reason, scenario.reasons, "reason")
    if known and go.team and go.reason and go.reason not in scenario.teams[go.team].handles:
        findings.wrong(path, f"team {go.team} does not handle {go.reason}")
    if known and go.reason and not go.team and not _handled(findings, go.reason):
        findings.wrong((*path, "reason"), f"no team handles {go.reason}")
    if (go.team or go.reason) and row.on not in ("served", "unresolved", "late"):
        here = (*path, "team" if go.team else "reason")
        findings.wrong(here, "needs a contact that an agent answered, or one that waits: `on` served, "
                             "unresolved or late")   # fmt: skip
    if go.with_ is not None and row.on == "late":
        findings.wrong((*path, "with"), "does not go with `on: late`: nobody has answered yet")
    homes = [name for name, process in scenario.processes.items() if go.step in process.steps]
    if go.step and len(homes) > 1:
        findings.wrong((*path, "step"), f"there is a step '{go.step}' in {' and '.join(homes)}: rename one")
    steps = [step for process in scenario.processes.values() for step in process.steps]
    findings.expect((*path, "step"), go.step, steps, "step")


def _check_fitting_keys(findings: Findings, path: Path, row: After) -> None:
    """What only some rows use is an error in the others."""
    goes = [go for _, go in possible(row.go)]
    again = any(go == "again" for go in goes)
    passed_on = any(isinstance(go, Goes) and (go.team or go.reason) for go in goes)
    for key in _TRIED_AGAIN:
        if key in row.model_fields_set and not again:
            findings.wrong((*path, key), "goes with `go: again`")
    if row.manner is not None and not passed_on:
        findings.wrong((*path, "manner"), "goes with `go: {team: NAME}`")
    for key in _LIVED_BY:
        if key in row.model_fields_set and not (again or passed_on):
            findings.wrong((*path, key), "goes with `go: again` or `go: {team: NAME}`")
    if row.max is None and any(word == "rest" for _, word in possible(row.work)):
        findings.wrong((*path, "work"), "rest needs `max`: once nothing is left it would go round for ever")
    if row.spread is not None and row.delay != "next_opening":
        findings.wrong((*path, "spread"), "goes with `delay: next_opening`")


def _handled(findings: Findings, reason: str) -> bool:
    return any(reason in team.handles for team in findings.scenario.teams.values())


def check_able(findings: Findings) -> None:
    """A team for every reason on every channel by which it comes, and for all work."""
    told: set[tuple[str, str]] = set()
    for path, reason, segments in _contacts(findings):
        for channel in findings.channels_of(reason):
            lost = [name for name in segments if not _able(findings, reason, channel, name)]
            if lost and (reason, channel) not in told:
                told.add((reason, channel))
                whose = "" if len(lost) == len(segments) else f" of {' and '.join(lost)}"
                findings.wrong(path, f"no team on {channel} handles {reason}{whose}")
    for path, reason in works(findings):
        if not _handled(findings, reason):
            findings.wrong(path, f"no team handles {reason}")


def _able(findings: Findings, reason: str, channel: str, segment: str) -> bool:
    return any(
        reason in team.handles
        and channel in (findings.staffed_channels if team.channels is None else team.channels)
        and (team.owns is None or team.owns.pool or team.owns.segment == segment)
        for team in findings.scenario.teams.values()
    )


def _contacts(findings: Findings) -> Iterator[tuple[Path, str, list[str]]]:
    """Where customers get in touch: path, reason, segments."""
    for name, demand in findings.scenario.demand.items():
        path, segments = ("demand", name), _segments(findings, demand)
        for at, contact in possible(demand.contact):
            for reason in [contact] if isinstance(contact, str) else contact:
                yield (*path, "contact", *at), reason, segments
        if demand.process:
            yield from _contacts_in(findings, demand.process, segments)


def _contacts_in(findings: Findings, top: str, segments: list[str]) -> Iterator[tuple[Path, str, list[str]]]:
    for process in _nested(findings, top):
        for name, step in findings.scenario.processes[process].steps.items():
            path = ("processes", process, "steps", name)
            for at, part in parts_of(step):
                if part.contact:
                    yield (*path, *at, "contact"), part.contact, segments
            yield from _asides(path, step, segments)


def _asides(path: Path, step: Step, segments: list[str]) -> Iterator[tuple[Path, str, list[str]]]:
    for where, asides in (("beside", step.beside), ("if_late", step.if_late)):
        for name, aside in asides.items():
            if aside.contact:
                wanted = listed(aside.where.get("segment")) or segments
                yield (*path, where, name, "contact"), aside.contact, wanted


def _segments(findings: Findings, demand: Demand) -> list[str]:
    return listed(demand.where.get("segment")) or list(findings.scenario.segments)


def _nested(findings: Findings, top: str) -> list[str]:
    found, waiting = [], [top]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.append(name)
            steps = findings.scenario.processes[name].steps.values()
            waiting += [process for step in steps for process in step.processes()]
    return found


def works(findings: Findings) -> Iterator[tuple[Path, str]]:
    """The reasons that are back-office work somewhere, with the places that make them so."""
    for name, row in findings.scenario.after.items():
        for at, go in possible(row.go):
            if isinstance(go, Goes) and go.work:
                yield ("after", name, "go", *at, "work"), go.work
    for name, process in findings.scenario.processes.items():
        for step_name, step in process.steps.items():
            for at, part in parts_of(step):
                if part.work:
                    yield ("processes", name, "steps", step_name, *at, "work"), part.work
