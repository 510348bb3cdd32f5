"""One row of what happened to a customer, as a sentence.

In: a row of `legs` with its names. Out: words; nothing for what the customer neither does nor waits for.
"""

from __future__ import annotations

from typing import Any

from sim.records.columns import Flag

Row = dict[str, Any]
_S = 1_000_000
_UNITS = (("d", 86_400), ("h", 3_600), ("min", 60), ("s", 1))
_SOLVED = {"resolved": "solved", "unresolved": "not solved", "self_served": "solved", "open": "not over yet",
           "interrupted": "put down for what is more urgent"}


def span(us: int) -> str:
    """A length of time in its two largest units: `5 min 32 s`, `4 d 3 h`; below a second `0 s`."""
    left = round(us / _S)
    parts: list[tuple[int, str]] = []
    for place, (unit, seconds) in enumerate(_UNITS):
        count = left // seconds
        if count or parts:
            parts.append((count, unit))
            left -= count * seconds
        if len(parts) == 2 or (parts and place == len(_UNITS) - 1):
            break
    return " ".join(f"{count} {unit}" for count, unit in parts if count) or "0 s"


def happening(row: Row) -> str:
    """What a row tells, or nothing where it is of no length and no consequence."""
    tell = {
        "step": _step, "menu": _menu, "human": _talk, "queue": _queue, "turned_away": _turned_away,
        "work": _work, "proactive": _proactive, "end": _end, "joined": _joined,
        "at_home": _at_home, "ringing": _ringing,
    }[row["kind"]]
    return tell(row)


def _step(row: Row) -> str:
    name = _name(row["step"])
    if row["ended"] < 0:
        return f"{name}: not over when the simulation ended"
    if row["ended"] == row["started"] and not _promise(row):
        return ""
    if row["outcome"] == "abandoned":
        return f"{name}: given up after {span(row['ended'] - row['started'])}{_promise(row)}"
    if row["outcome"] == "withdrawn":
        return f"{name}: no longer needed after {span(row['ended'] - row['started'])}{_promise(row)}"
    return f"{name}: {span(row['ended'] - row['started'])}{_promise(row)}"


def _menu(row: Row) -> str:
    length = "" if row["ended"] < 0 else f" {span(row['ended'] - row['started'])}"
    ways = {"hung_up": ", and hangs up in it", "self_served": ", which solves it"}
    wrong = ", which leads to the wrong team" if _has(row, Flag.MISROUTED) else ""
    return f"{_begins(row)}the menu{length}{ways.get(row['outcome'], wrong)}"


def _talk(row: Row) -> str:
    waited = row["started"] - row["queued"] if row["queued"] >= 0 else 0
    after = f"after {span(waited)} " if waited >= _S else ""
    length = f" ({span(row['ended'] - row['started'])})" if row["ended"] >= 0 else ""
    return f"{_begins(row)}{after}{row['agent']} answers{length}{_manner(row)}: {_outcome(row)}"


def _manner(row: Row) -> str:
    said = [
        text for flag, text in (
            (Flag.OWNER, "the customer's own agent"),
            (Flag.WARM, "introduced by the one before"),
            (Flag.CONFERENCE, "the one before stays"),
            (Flag.RE_EXPLAINED, "everything is told again"),
        ) if _has(row, flag)
    ]  # fmt: skip
    return "".join(f", {text}" for text in said)


def _outcome(row: Row) -> str:
    if row["outcome"] == "passed_on":
        return "the wrong team, passed on" if _has(row, Flag.WRONG_TEAM) else "passed on"
    gave_up = row["outcome"] == "unresolved" and _has(row, Flag.LAST_OF_MATTER)
    return _SOLVED.get(str(row["outcome"]), "over") + (", and left at that" if gave_up else "")


def _at_home(row: Row) -> str:
    if row["ended"] < 0:
        return "waits at home to be called back, still"
    found = "is called in vain" if row["outcome"] == "not_reached" else "is called back"
    return f"goes home and {found} after {span(row['ended'] - row['queued'])}"


def _ringing(row: Row) -> str:
    return ""   # the talk that follows tells it


def _joined(row: Row) -> str:
    length = f" ({span(row['ended'] - row['started'])})" if row["ended"] >= 0 else ""
    return f"{row['agent']} joins the conversation{length}"


def _queue(row: Row) -> str:
    if row["outcome"] == "balked":
        return f"{_begins(row)}nobody is free, and the customer leaves at once"
    whom = f" for {row['team']}" if row["team"] else ""
    waited = f"waits {span(row['ended'] - row['queued'])}{whom}" if row["ended"] >= 0 else f"waits{whom}"
    ends = {
        "withdrawn": " and is no longer needed", "abandoned": " and hangs up",
        "closed": " and is sent away at closing", "open": ", still",
        "passed_on": ", longer than promised, and goes on to another team",
    }  # fmt: skip
    return f"{_begins(row)}{waited}{ends.get(row['outcome'], '')}"


def _turned_away(row: Row) -> str:
    ways = {"blocked": "all lines are engaged", "left_message": "leaves a message"}
    return _begins(row) + ways.get(row["outcome"], "it is closed")


def _work(row: Row) -> str:
    name, begin = _name(row["step"]), row["queued"] if row["queued"] >= 0 else row["started"]
    if row["ended"] < 0:
        return f"{name}: {row['reason']} is not done when the simulation ended"
    who = f" by {row['agent']}" if row["agent"] else ""
    if row["outcome"] == "withdrawn":
        return f"{name}: {row['reason']} no longer needed"
    if row["outcome"] == "interrupted":
        return f"{name}: {row['reason']} put down{who} for what is more urgent"
    return f"{name}: {row['reason']} done{who} after {span(row['ended'] - begin)}{_promise(row)}"


def _proactive(row: Row) -> str:
    if row["outcome"] == "withdrawn":
        return f"{row['team']} need not get in touch about {row['reason']} any more"
    news = ", with the bad news before the customer asks" if _has(row, Flag.TROUBLE) else ""
    return f"{row['agent'] or row['team']} gets in touch about {row['reason']}{news}"


def _end(row: Row) -> str:
    return f"the end: {_name(row['step'])}"


def _begins(row: Row) -> str:
    """The contact's beginning, where a row is its first."""
    if not _has(row, Flag.FIRST_OF_CONTACT):
        return ""
    again = f" again (contact {row['contact'] + 1})" if row["contact"] else ""
    return f"gets in touch by {row['channel']} about {row['reason']}{again}: "


def _promise(row: Row) -> str:
    if _has(row, Flag.PROMISE_MISSED):
        return ", later than promised"
    return ", as promised" if _has(row, Flag.PROMISE_KEPT) else ""


def _name(path: str) -> str:
    """A step without its process: `order.ship` is ship."""
    return path.partition(".")[2].replace(".", ", ") or path


def _has(row: Row, flag: Flag) -> bool:
    return bool(row["flags"] & flag)
