"""Lets values of a company vary: any of many numbers and laws, by any dimension that is known there, nested.

In: Hypothesis and a company as a plain map. Out: nothing; the company is changed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

from .clockwork import CHOICE, SHARE, Clockwork, Draw, Plain

CASES = {
    "segment": "gold", "reason": "invoice", "channel": "phone", "team": "team_1", "previous_team": "team_0",
    "attempt": "further", "transferred": "yes", "hour": "9", "day": "tue-fri",
}  # fmt: skip
"""One case of each dimension; the others fall to `rest`."""
CUSTOMER = ("segment", "hour", "day")
BEFORE = (*CUSTOMER, "reason", "channel", "attempt", "previous_team")
QUEUED = (*BEFORE, "transferred")

Value = Callable[[Draw, Clockwork], Any]


def _minutes(low: int, high: int) -> Value:
    return lambda draw, clockwork: clockwork.minutes(low, high)


def _limit(draw: Draw, clockwork: Clockwork) -> str:
    return clockwork.limit(1, 20)


def _count(draw: Draw, clockwork: Clockwork) -> int:
    return int(draw(st.integers(0, 3)))


def _share(draw: Draw, clockwork: Clockwork) -> Any:
    return draw(SHARE)


VALUES: tuple[tuple[str, tuple[str, ...], Value], ...] = (
    ("reasons.question.takes", tuple(CASES), _minutes(1, 12)),
    ("reasons.fault.wrap_up", tuple(CASES), _minutes(0, 3)),
    ("reasons.invoice.resolves", tuple(CASES), _share),
    ("reasons.packing.takes", CUSTOMER, _minutes(1, 9)),
    ("transfer.noticed_after", tuple(CASES), _minutes(0, 2)),
    ("transfer.hold", tuple(CASES), _minutes(1, 3)),
    ("transfer.brief_takes", tuple(CASES), _minutes(0, 2)),
    ("transfer.history_passed", tuple(CASES), _share),
    ("transfer.max_transfers", tuple(CASES), _count),
    ("ivr.right_team", BEFORE, _share),
    ("ivr.hangs_up", BEFORE, _share),
    ("callback.accepts", QUEUED, _share),
    ("callback.every", QUEUED, _minutes(1, 30)),
    ("balks", BEFORE, _share),
    ("channels.email.promise", tuple(key for key in BEFORE if key != "channel"), _limit),
    ("teams.team_0.absent", ("day",), _share),
    ("teams.team_2.shrinkage", ("hour", "day"), _share),
    ("processes.order.steps.browse.takes", CUSTOMER, _minutes(0, 9)),
    ("processes.order.steps.ask.promise", CUSTOMER, _limit),
    ("processes.order.steps.ship.takes", CUSTOMER, _minutes(20, 200)),
    ("after.redial.delay", tuple(CASES), _minutes(1, 30)),
    ("after.ask_again.same_channel", tuple(CASES), _share),
    ("after.chase.delay", tuple(CASES), _minutes(0, 20)),
)
"""Where a value may vary, by what, and what else it may be."""


def vary(draw: Draw, clockwork: Clockwork, company: Plain) -> None:
    """Up to four values of those that the company has."""
    for path, keys, value in draw(st.permutations(VALUES))[: draw(st.integers(0, 4))]:
        *way, last = path.split(".")
        inside: Any = company
        for name in way:
            inside = inside.get(name, {})
        if last in inside:
            inside[last] = _by(draw, keys, lambda: value(draw, clockwork), inside[last])   # noqa: B023


def _by(draw: Draw, keys: tuple[str, ...], other: Callable[[], Any], rest: Any) -> Plain:
    """A value for one case; for all others what it was, or that by another dimension."""
    key = draw(CHOICE(keys))
    below = tuple(one for one in keys if one != key)
    case = _by(draw, below, other, other()) if below and draw(st.integers(0, 3)) == 0 else other()
    return {"by": key, CASES[key]: case, "rest": rest}
