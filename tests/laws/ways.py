"""The journeys of made-up companies: steps of every kind, with what runs along, nested and side by side.

In: Hypothesis. Out: plain maps of processes.
"""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from .clockwork import CHOICE, COIN, SHARE, Clockwork, Draw, Plain


def processes(draw: Draw, clockwork: Clockwork, teller: str) -> Plain:
    """An order, and the checking within it; `teller` is a team that gives notice."""
    ship = _ship(draw, clockwork, teller)
    ask = {
        "contact": "invoice",
        "promise": clockwork.limit(5, 60),
        "on": {"resolved": "pack", "rest": "gone"},
    }
    together = _together(draw, clockwork, teller)
    steps: Plain = {
        "browse": {
            "touchpoint": "web",
            "takes": clockwork.minutes(0, 9),
            "next": {"ask": draw(SHARE), "pack": "rest"},
        },
        "ask": ask,
        "pack": {"work": "packing", "promise": _promise(draw, clockwork), "next": "notify"},
        "notify": {"proactive": "notice", "touchpoint": "note", "from": teller, "next": "ready"},
        "ready": {"next": {"prepare": draw(CHOICE(["0 %", "60 %"])), "ship": "rest"}},
        "prepare": {"together": together, "promise": clockwork.limit(5, 60), "next": "ship"},
        "ship": ship,
        "inspect": {"process": "checking", "on": {"fine": "done", "rest": "gone"}},
        "done": {"end": "fulfilled"},
        "gone": {"end": "given_up"},
    }
    _accompany(draw, clockwork, steps)
    checking = {
        "look": {"takes": clockwork.minutes(0, 5), "next": {"good": "rest", "bad": draw(SHARE)}},
        "good": {"end": "fine"},
        "bad": {"end": "broken"},
    }
    return {
        "order": {"start": "browse", "steps": steps},
        "checking": {"start": "look", "steps": checking},
    }


def _ship(draw: Draw, clockwork: Clockwork, teller: str) -> Plain:
    """A step with something beside it, and with what follows where its promise is broken."""
    late: Plain = {
        "chase": {"contact": "fault", "share": draw(SHARE)},
        "tell": {"proactive": "notice", "share": draw(SHARE), "prevents": "chase"},
    }
    if draw(COIN):
        late["tell"] |= {"from": teller, "where": {"segment": "some"}}
    if draw(COIN):
        late["chase"]["after"] = clockwork.minutes(1, 20)
    return {
        "touchpoint": "parcel",
        "takes": clockwork.minutes(20, 200),
        "promise": clockwork.limit(30, 150),
        "beside": {"wonder": {"contact": "question", "share": draw(SHARE)}},
        "if_late": late,
        "next": "inspect",
    }


def _together(draw: Draw, clockwork: Clockwork, teller: str) -> Plain:
    """One to five branches side by side, of every kind and in any order."""
    branches: Plain = {
        "bill": {"work": "packing"},
        "call": {"contact": "question", **draw(CHOICE([{}, {"promise": clockwork.limit(1, 30)}]))},
        "tell": {"proactive": "notice", "from": teller},
        "paper": {
            "touchpoint": "letter",
            "takes": clockwork.minutes(1, 90),
            "promise": clockwork.limit(5, 60),
        },
        "check": {"process": "checking"},
    }
    joins = draw(CHOICE(["all", "first"]))
    names = draw(st.permutations(list(branches)))[: draw(st.integers(1, 5))]
    return {"branches": {name: branches[name] for name in names}, "joins": joins}


def _accompany(draw: Draw, clockwork: Clockwork, steps: Plain) -> None:
    """Some steps have a question beside them again and again, and some are borne for a time only."""
    again = {"contact": "question", "share": "30 %", "every": clockwork.minutes(5, 40)}
    for name in ("ask", "pack", "prepare", "ship"):
        if draw(COIN):
            steps[name].setdefault("beside", {})["again"] = again
        if draw(COIN):
            steps[name]["gives_up_after"] = clockwork.minutes(1, 60)
            steps[name].setdefault("on", {})["gave_up"] = "gone"


def _promise(draw: Draw, clockwork: Clockwork) -> Any:
    """In calendar time, or in hours."""
    within = clockwork.limit(5, 60)
    return draw(CHOICE([within, {"within": within, "hours": "daytime"}]))
