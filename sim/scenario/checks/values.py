"""Values by dimension and splits: known cases, nothing left out, shares that add up to 100 %.

In: the findings so far. Out: more of them.
"""

from __future__ import annotations

from itertools import product
from typing import Any

from sim.scenario.checks.findings import WORK, Findings, cases_of, possible, values_in
from sim.scenario.tree import Path
from sim.scenario.varying import CASES, EVERYWHERE, KEYS, OF_A_JOURNEY, By

_NEAR = 1e-9
_CUSTOMER = ("segment", "hour", "day")
_CALLER = ("segment", "reason", "channel", "attempt", "hour", "day")
_BEFORE = (*_CALLER, "previous_team")
_QUEUED = (*_BEFORE, "transferred")

ALLOWED: tuple[tuple[Path, tuple[str, ...]], ...] = (
    (("demand", "*", "rate"), _CUSTOMER),
    (("demand", "*", "contact"), _CUSTOMER),
    (("reasons", "*", "channels"), ("segment", "attempt", "hour", "day")),
    (("reasons", "*", "yields"), _QUEUED),
    (("demand", "*", "every"), ("segment",)),
    (("demand", "*", "rates"), ("segment", "day")),
    (("demand", "*", "counts"), ("segment", "day")),
    (("demand", "*", "factor"), ("segment",)),
    (("processes",), _CUSTOMER),
    (("patience",), _QUEUED),
    (("balks",), _BEFORE),
    (("ivr",), _BEFORE),
    (("callback",), _QUEUED),
    (("routing",), _BEFORE),
    (("channels", "*", "promise"), tuple(key for key in _BEFORE if key != "channel")),
    (("channels", "*", "cost"), ("segment", "hour", "day")),
    (("channels",), ("hour", "day")),
    (("teams", "*", "handles", "*", "time_factor"), tuple(key for key in EVERYWHERE if key != "team")),
    (("teams", "*", "handles"), EVERYWHERE),
    (("teams", "*", "scheduled"), ("day",)),
    (("teams", "*", "agents"), ("day",)),
    (("teams", "*", "shifts"), ("day",)),
    (("teams", "*", "absent"), ("day",)),
    (("teams",), ("hour", "day")),
    (("segments",), OF_A_JOURNEY),
    (("costs", "defection"), ("segment",)),
    (("costs", "lost_sale"), ("segment",)),
    (("costs",), _CALLER),
    (("rank",), _QUEUED),
)
"""By what a value may vary: what is known at the moment when it is used. All else varies by anything."""


def check_values(findings: Findings) -> None:
    """By-maps and splits everywhere in the scenario."""
    inside: set[Path] = set()
    for path, value in values_in(findings.scenario):
        if isinstance(value, By):
            _check_cases(findings, path, value)
            if path[:-1] not in inside:
                _check_complete(findings, path, value)
            inside.add(path)
    for path, split in _splits(findings):
        for at, shares in possible(split):
            if isinstance(shares, dict):
                _check_sum(findings, (*path, *at), shares)


def names_of(findings: Findings, key: str) -> tuple[str, ...]:
    """The cases that a dimension has; "" stands for no team yet."""
    scenario = findings.scenario
    teams = (*scenario.teams, "")
    free: dict[str, tuple[str, ...]] = {
        "segment": tuple(scenario.segments),
        "reason": tuple(scenario.reasons),
        "channel": (*scenario.channels, WORK),
        "team": teams,
        "previous_team": teams,
    }
    return free[key] if key in free else CASES[key]


def _check_cases(findings: Findings, path: Path, varying: By[Any]) -> None:
    allowed = next((keys for pattern, keys in ALLOWED if _fits(pattern, path)), EVERYWHERE)
    if varying.key not in allowed:
        known = f"by {', '.join(allowed)} only" if allowed else "at all: write two rows with `where`"
        findings.wrong((*path, "by"), f"cannot vary by {varying.key} here; can vary {known}")
    if varying.key in CASES:
        return
    known_names = [name for name in names_of(findings, varying.key) if name]
    what = varying.key.removeprefix("previous_")
    for case in varying.cases:
        findings.expect((*path, case), case, known_names, what)


def _fits(pattern: Path, path: Path) -> bool:
    if len(path) < len(pattern):
        return False
    return all(ours in ("*", theirs) for ours, theirs in zip(pattern, path, strict=False))


def _check_complete(findings: Findings, path: Path, varying: By[Any]) -> None:
    if varying.rest is not None:   # every gap falls to rest, so rest itself must have none
        if isinstance(varying.rest, By):
            _check_complete(findings, (*path, "rest"), varying.rest)
        return
    missing = [name for name in names_of(findings, varying.key) if name not in varying.cases]
    if missing:
        spoken = {"": "no team yet", WORK: f"{WORK} (back office)"}
        shown = ", ".join(spoken.get(name, name) for name in missing[:4])
        findings.wrong(path, f"does not say what holds for {varying.key} {shown}: add it, or rest")
        return
    for case, below in cases_of(varying):
        if isinstance(below, By):
            _check_complete(findings, (*path, case), below)


def _splits(findings: Findings) -> list[tuple[Path, Any]]:
    scenario = findings.scenario
    found: list[tuple[Path, Any]] = [
        (("demand", name, "contact"), demand.contact) for name, demand in scenario.demand.items()
    ]
    found += [(("reasons", name, "channels"), reason.channels) for name, reason in scenario.reasons.items()]
    found += [
        (("processes", name, "steps", step_name, "next"), step.next)
        for name, process in scenario.processes.items()
        for step_name, step in process.steps.items()
    ]
    if scenario.ivr:
        found.append((("ivr", "wrong_team"), scenario.ivr.wrong_team))
    return found


def _check_sum(findings: Findings, path: Path, shares: dict[str, Any]) -> None:
    """Shares add up to 100 % in every case, or to at most that beside one `rest`."""
    keys = [key for key in KEYS if any(key in _keys(share) for share in shares.values())]
    for case in product(*(names_of(findings, key) for key in keys)):
        at = dict(zip(keys, case, strict=True))
        values = [_at(share, at) for share in shares.values()]
        rests = values.count("rest")
        total = sum(value for value in values if isinstance(value, float | int))
        where = f" for {', '.join(f'{key} {name}' for key, name in at.items())}" if at else ""
        if rests > 1:
            findings.wrong(path, f"has more than one rest{where}")
            return
        if total > 1 + _NEAR or (not rests and total < 1 - _NEAR and None not in values):
            sign = "at most 100 % beside rest" if rests else "100 %"
            findings.wrong(path, f"shares must add up to {sign}{where}, not {total * 100:.6g} %")
            return


def _keys(value: Any) -> set[str]:
    if not isinstance(value, By):
        return set()
    return {value.key}.union(*(_keys(below) for _, below in cases_of(value)))


def _at(value: Any, at: dict[str, str]) -> Any:
    """The value of a case; None where nothing is said about it."""
    if not isinstance(value, By):
        return value
    named = value.cases.get(at[value.key])
    found = None if named is None else _at(named, at)
    return _at(value.rest, at) if found is None and value.rest is not None else found
