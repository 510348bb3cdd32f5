"""What follows the contacts of made-up companies: rows of every kind, known ones and any.

In: Hypothesis. Out: the plain map of `after`.
"""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from .clockwork import CHOICE, COIN, QUESTIONS, SHARE, Clockwork, Draw, Plain

DRAWS = CHOICE(["fresh", "same", "rest"])
ANSWERED = ("served", "unresolved")
FAILED = ("abandoned", "blocked", "closed")
STEPS = ("pack", "ship", "done", "gone")
"""Steps that lead to none of contact at once."""

_CONFERENCE = {
    "manner": "conference",
    "go": {"team": "team_1", "reason": "invoice", "with": ["team_2", "team_0"]},
}


def followings(draw: Draw, clockwork: Clockwork, messages: bool) -> Plain:
    """Some rows in any order; those on broken promises in some companies only."""
    rows = {**_known(draw, clockwork), **_any(draw, clockwork)}
    if messages:
        rows["told"] = {"on": "message", "share": draw(SHARE), "go": "again", "delay": "9 min", "max": 2}
        rows["read"] = {"on": "message", "share": draw(SHARE), "go": {"work": "packing"}}
    names = draw(st.permutations(list(rows)))
    kept = names[: draw(st.integers(0, len(rows)))]
    late = _late(draw, clockwork) if draw(COIN) else {}
    return {**{name: rows[name] for name in kept}, **late}


def _known(draw: Draw, clockwork: Clockwork) -> Plain:
    """Rows as organisations have them."""
    return {
        "redial": {
            "on": "abandoned",
            "share": draw(SHARE),
            "go": "again",
            "delay": clockwork.minutes(1, 30),
            "patience": draw(DRAWS),
            "max": 3,
        },
        "ask_again": {
            "on": "unresolved",
            "share": draw(SHARE),
            "go": "again",
            "max": 2,
            "delay": clockwork.minutes(20, 90),
            "same_channel": draw(SHARE),
        },
        "engaged": {
            "on": "blocked",
            "share": draw(SHARE),
            "go": "again",
            "delay": clockwork.minutes(1, 9),
            "max": 2,
        },
        "come_back": {
            "on": "closed", "go": "again", "delay": "next_opening", "max": 3,
            **draw(CHOICE([{}, {"spread": clockwork.minutes(0, 20)}])),
        },
        "escalate": {
            "on": "served",
            "where": {"reason": "question"},
            "share": draw(SHARE),
            "max": 1,
            "go": {"team": "team_1", "reason": "invoice"},
            "patience": draw(DRAWS),
            "work": draw(DRAWS),
            **draw(CHOICE([{"manner": "cold"}, {"manner": "warm"}, _CONFERENCE])),
        },
        "forward": {
            "on": "served",
            "where": {"reason": "invoice"},
            "share": draw(SHARE),
            "max": 1,
            "go": {"reason": "fault"},
            "manner": draw(CHOICE(["cold", "warm", "conference"])),
        },
        "advice": {
            "on": draw(CHOICE(["served", "unresolved"])),
            "share": draw(SHARE),
            "manner": "consult",
            "go": {"team": draw(CHOICE(["team_0", "team_2"]))},
            "solves": draw(SHARE),
        },
        "enough": {"on": "served", "where": {"segment": "gold"}, "share": draw(SHARE), "go": "end"},
        "gives_up": {"on": "abandoned", "where": {"reason": "fault"}, "share": draw(SHARE), "go": "end"},
    }  # fmt: skip


def _any(draw: Draw, clockwork: Clockwork) -> Plain:
    """Up to two rows of any kind, as far as it can be meant."""
    return {f"any_{number}": _row(draw, clockwork) for number in range(draw(st.integers(0, 2)))}


def _row(draw: Draw, clockwork: Clockwork) -> Plain:
    on = draw(CHOICE([*ANSWERED, *FAILED]))
    others = ["end", {"work": "packing"}, {"step": draw(CHOICE(STEPS))}]
    if on in ANSWERED:
        others += [{"team": "team_2", "reason": "fault"}, {"reason": draw(CHOICE(QUESTIONS))}]
    go = draw(CHOICE(["again", *others, {"by": "segment", "gold": "again", "rest": others[2]}]))
    row: Plain = {"on": on, "share": _share(draw), "go": go, "max": draw(st.integers(1, 2)), **_where(draw)}
    if "again" in (go, *(go.values() if isinstance(go, dict) else ())):
        row |= {"delay": clockwork.minutes(0, 30), "same_channel": draw(SHARE)}
        row |= {"patience": draw(DRAWS), "work": draw(DRAWS)}
    elif isinstance(go, dict) and ("team" in go or "reason" in go):
        row["manner"] = draw(CHOICE(["cold", "warm", "conference"]))
    return row


def _late(draw: Draw, clockwork: Clockwork) -> Plain:
    """Rows on broken promises. Where customers ask again meanwhile, fewer laws hold: so in few companies."""
    goes: list[Any] = [
        "end", {"work": "packing"}, {"step": draw(CHOICE(STEPS))}, {"reason": draw(CHOICE(QUESTIONS))},
        {"team": draw(CHOICE(["team_1", "team_2"]))}, {"team": "team_1", "reason": "invoice"},
    ]  # fmt: skip
    names = draw(st.permutations(range(len(goes))))[: draw(st.integers(1, 3))]
    rows: Plain = {
        f"late_{name}": {"on": "late", "share": _share(draw), "go": goes[name], **_where(draw)}
        for name in names
    }
    if draw(st.integers(0, 2)) == 0:
        rows["chase"] = {"on": "late", "share": draw(SHARE), "go": "again", "same_channel": draw(SHARE),
                         "delay": clockwork.minutes(0, 20), "max": draw(st.integers(1, 3))}  # fmt: skip
    return {name: rows[name] for name in draw(st.permutations(list(rows)))}


def _share(draw: Draw) -> Any:
    return draw(CHOICE([draw(SHARE), {"by": "attempt", "first": draw(SHARE), "further": draw(SHARE)}]))


def _where(draw: Draw) -> Plain:
    """Perhaps only some of the contacts."""
    ways = [{}, {}, {"segment": "gold"}, {"channel": "phone"}, {"team": ["team_0", "team_1"]}]
    where = draw(CHOICE(ways))
    return {"where": where} if where else {}
