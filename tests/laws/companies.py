"""Makes companies: valid scenarios of every construct, as plain maps, small enough to live a day in a blink.

In: Hypothesis. Out: the plain map of a scenario file. In a coarse company all durations are whole minutes,
so that many things happen at the same moment once arrivals come at whole minutes too.

Left out is what only measures and reports read (money, goals, expectations, what is assumed, titles), how
often and how precisely a study repeats, what comes from files (recorded arrivals and staff, profiles,
empirical laws), a channel that nobody answers (`self_service`), and the words that laws read as they are
written for all cases (`yields`, classes of `rank`, stages of `routing`, targets of rows by more than the
segment).
"""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from .clockwork import CALLS, CHOICE, COIN, ORDERS, QUESTIONS, ROUND, SHARE, Clockwork, Draw, Plain
from .followings import followings
from .givens import lay_over
from .varied import vary
from .ways import processes


@st.composite
def companies(draw: Draw, coarse: bool | None = None) -> Plain:
    """A whole company."""
    clockwork = Clockwork(draw, draw(COIN) if coarse is None else coarse)
    owners, chat, mail, menu = draw(COIN), draw(COIN), draw(COIN), draw(COIN)
    channels = _channels(draw, clockwork, chat, mail)
    teams = _teams(draw, clockwork, channels, owners)
    company: Plain = {
        "title": "A company made up",
        "run": {
            "warm_up": draw(CHOICE(["0 h", "7 h"])),
            "measure": draw(CHOICE(["9 h", "26 h"])),
            "follow_up": "20 h",
            "starts": draw(CHOICE(["2026-02-02", "2026-02-06"])),
            "arrivals": draw(CHOICE(["go_on", "stop"])),
            "seed": draw(st.integers(0, 5)),
        },
        "hours": {
            "daytime": "mon-sun 06:00-18:00",
            "early": "mon-sun 05:00-12:00",
            "evening": "mon-sun 10:00-20:00",
        },
        "segments": {"some": {}, "gold": {"customers": draw(st.integers(3, 20))}},
        "factors": {"weather": {"gamma": {"mean": 1, "sd": "30 %"}}},
        "channels": channels,
        "teams": teams,
        "reasons": _reasons(draw, clockwork, list(channels)),
        "rank": _rank(draw, list(channels)),
        "balks": draw(CHOICE(["0 %", "0 %", "20 %", "100 %"])),
        "transfer": _transfer(draw, clockwork, list(teams)),
        "processes": processes(draw, clockwork, "owners" if owners else "team_0"),
        "demand": _demand(draw, "owners" if owners else "team_0"),
        "routing": {
            channel: _route(
                draw,
                clockwork,
                [name for name in teams if channel == "phone" or name != "helpers"],
                {"ivr": menu and channel == "phone", "owner": owners, "waits": channel != "email"},
            )
            for channel in channels
            if draw(COIN) or (menu and channel == "phone")
        },
    }
    _make_way(draw, company)
    targets = [stage["to"] for route in company["routing"].values() for stage in route]
    company["after"] = followings(draw, clockwork, "message" in targets)
    if "callback" in targets:
        company["callback"] = _callback(draw, clockwork)
    if menu:
        company["ivr"] = _menu(draw, clockwork)
    if draw(COIN):
        company["patience"] = {
            "by": "segment",
            "gold": clockwork.minutes(1, 20),
            "rest": clockwork.minutes(1, 9),
        }
    lay_over(draw, clockwork, company)
    vary(draw, clockwork, company)
    return company


def _channels(draw: Draw, clockwork: Clockwork, chat: bool, mail: bool) -> Plain:
    phone: Plain = {}
    if draw(COIN):
        phone["hours"] = draw(CHOICE(["daytime", "early", "evening", "always"]))
    if draw(COIN):
        phone["lines"] = draw(st.integers(1, 9))
    if draw(COIN):
        phone["max_queue"] = draw(st.integers(0, 4))
    if draw(COIN):
        phone["pickup"] = clockwork.minutes(0, 2)
    if draw(COIN):
        phone["promise"] = clockwork.limit(1, 9)
    if draw(st.integers(0, 5)) == 0:
        phone["at_once"] = 2
    channels: Plain = {"phone": phone}
    if chat:
        channels["chat"] = {"at_once": draw(st.integers(2, 3)), "hours": "daytime"}
    if mail:
        channels["email"] = {"waits": False, "promise": clockwork.limit(30, 300)}
        channels["email"]["at_once"] = draw(CHOICE([1, 1, 2]))
    return channels


def _teams(draw: Draw, clockwork: Clockwork, channels: Plain, owners: bool) -> Plain:
    teams: Plain = {}
    for number, question in enumerate(QUESTIONS):
        handles: Plain = {question: {}, "packing": {}}
        for other in QUESTIONS:
            if other != question and draw(COIN):
                handles[other] = {"time_factor": draw(CHOICE([1, 2])), "resolves": draw(SHARE)}
                if draw(COIN):
                    handles[other] |= {"takes": clockwork.minutes(1, 9), "wrap_up": clockwork.minutes(0, 2)}
        teams[f"team_{number}"] = {
            **_people(draw),
            "handles": handles,
            "shrinkage": draw(CHOICE(["0 %", "20 %"])),
            "absent": draw(CHOICE(["0 %", "40 %"])),
            "at_closing": draw(CHOICE(["go_home", "work_off", "clear"])),
            **draw(CHOICE([{}, {}, {}, {}, {}, {"max_queue": draw(st.integers(0, 3))}])),
            "cost": "30 EUR/h",
        }
    if draw(st.integers(0, 3)) == 0:
        teams["helpers"] = {**_people(draw), "channels": ["phone"], "handles": {"question": {}, "fault": {}}}
    if owners:
        own: Plain = {
            "owns": {"segment": "gold", "customers_each": draw(st.integers(1, 9)), "pool": draw(COIN)}
        }
        handles = {"notice": {}, QUESTIONS[draw(st.integers(0, 2))]: {}}
        teams["owners"] = {
            **_people(draw),
            "absent": draw(CHOICE(["0 %", "40 %"])),
            "handles": handles,
            **own,
        }
    else:
        teams["team_0"]["handles"]["notice"] = {}
    return teams


def _people(draw: Draw) -> Plain:
    """One shift, two shifts that overlap, or heads by interval."""
    form = draw(st.integers(0, 2))
    if form == 0:
        return {"hours": draw(CHOICE(["daytime", "always"])), "scheduled": draw(st.integers(1, 3))}
    if form == 1:
        return {
            "shifts": {
                "one": {"hours": "early", "scheduled": draw(st.integers(1, 2))},
                "other": {"hours": "evening", "scheduled": draw(st.integers(0, 2))},
            }
        }
    heads = draw(st.lists(st.integers(0, 3), min_size=4, max_size=4))
    crew: Plain = {"hours": "daytime", "agents": [*heads[:3], max(heads[3], 1)], "every": "3 h"}
    return draw(CHOICE([crew, {"shifts": {"one": crew, "other": {"hours": "early", "scheduled": 1}}}]))


def _reasons(draw: Draw, clockwork: Clockwork, channels: list[str]) -> Plain:
    reasons: Plain = {}
    for question in QUESTIONS:
        share = f"{100 // len(channels)} %"
        split = dict.fromkeys(channels[1:], share)
        reasons[question] = {
            "channels": {channels[0]: "rest", **split} if split else {channels[0]: "100 %"},
            "takes": clockwork.minutes(1, 12),
            "wrap_up": clockwork.minutes(0, 3),
            "resolves": draw(SHARE),
        }
    reasons["packing"] = {"takes": clockwork.minutes(1, 9)}
    reasons["notice"] = {"channels": {"phone": "100 %"}, "takes": clockwork.minutes(1, 4)}
    return reasons


def _make_way(draw: Draw, company: Plain) -> None:
    """Work, and mail about invoices, that make way."""
    for reason, way in (("packing", "work"), ("invoice", "email")):
        classes = company["rank"]["class"]
        words = ["between", "never"]
        alone = company["channels"].get(way, {}).get("at_once", 1) == 1
        if classes and classes[0] != way and alone:
            words += ["by_interruption"] * 2
        if way in (*company["channels"], "work"):
            company["reasons"][reason]["yields"] = draw(CHOICE(words))


def _rank(draw: Draw, channels: list[str]) -> Plain:
    classes = draw(st.permutations([*channels, "work", "proactive"]))
    return {
        "class": classes[: draw(st.integers(0, len(classes)))],
        "points": draw(CHOICE([0, {"by": "transferred", "yes": 120, "no": 0}])),
        "free_agent": draw(CHOICE(["longest_idle", "longest_idle", "random", "least_occupied"])),
        "per_second": draw(CHOICE([0, 1, {"by": "segment", "gold": 2, "rest": 0.5}])),
    }


def _menu(draw: Draw, clockwork: Clockwork) -> Plain:
    menu: Plain = {
        "takes": clockwork.minutes(0, 2),
        "right_team": draw(SHARE),
        "self_service": draw(CHOICE(["0 %", "20 %"])),
        "hangs_up": draw(CHOICE(["0 %", "10 %"])),
    }
    if draw(COIN):
        menu["asks_for_a_person"] = {"share": draw(SHARE), "to": "team_1"}
    if draw(COIN):
        menu["wrong_team"] = {"team_2": "50 %", "team_1": "rest"}
    return menu


def _route(draw: Draw, clockwork: Clockwork, teams: list[str], has: dict[str, bool]) -> list[Plain]:
    """Stages of every kind, the last of them sure to lead somewhere."""

    def stage(to: Any) -> Plain:
        return {
            "to": to,
            "for": draw(CHOICE(["0 s", "1 min", clockwork.limit(2, 6)])),
            "keep": draw(CHOICE([True, True, False])),
        }

    stages: list[Plain] = []
    if has["owner"] and draw(COIN):
        stages += [stage("owner"), stage("colleague")][: draw(st.integers(1, 2))]
    if draw(COIN):
        some = draw(st.permutations(teams))[: draw(st.integers(1, 2))]
        stages.append(stage(draw(CHOICE([some, {"any_of": some}]))))
    if has["ivr"]:
        stages += [{"to": "ivr"}, stage("chosen_team")]
    if has["waits"] and draw(COIN):
        last: list[Plain] = draw(CHOICE([[], [{"to": "message"}], [{"to": "cut_off"}]]))
        offer = [{"to": "callback"}] if draw(COIN) or not last else []
        return [*stages, stage("any_skilled"), *offer, *last]
    return [*stages, {"to": "any_skilled"}]


def _callback(draw: Draw, clockwork: Clockwork) -> Plain:
    return {
        "above": clockwork.limit(0, 9),
        "accepts": draw(SHARE),
        "rings": clockwork.minutes(0, 2),
        "answers": draw(SHARE),
        "attempts": draw(st.integers(1, 3)),
        "every": clockwork.minutes(1, 30),
    }


_WARM_AND_COLD = {"team_0": "warm", "rest": "cold"}


def _transfer(draw: Draw, clockwork: Clockwork, teams: list[str]) -> Plain:
    return {
        "noticed_after": clockwork.minutes(0, 2),
        "manner": draw(
            CHOICE(["cold", "warm", "conference", "consult", {"by": "previous_team", **_WARM_AND_COLD}])
        ),
        "hold": clockwork.minutes(1, 3),
        "consult_waits": clockwork.minutes(0, 3),
        "consult_takes": clockwork.minutes(1, 3),
        "brief_takes": clockwork.minutes(0, 2),
        "explain_again_takes": clockwork.minutes(0, 2),
        "history_passed": draw(SHARE),
        "max_transfers": draw(st.integers(0, 3)),
    }


def _demand(draw: Draw, teller: str) -> Plain:
    calls: Plain = {"contact": {"question": "50 %", "invoice": "30 %", "fault": "20 %"}, **_arrivals(draw)}
    demand: Plain = {CALLS: calls, ORDERS: {"process": "order", "rate": draw(CHOICE(["1/h", "2/h"]))}}
    if draw(COIN):
        demand[ORDERS]["factor"] = "weather"
    if draw(COIN):
        demand[ROUND] = {
            "proactive": "notice",
            "where": {"segment": "gold"},
            "every": draw(CHOICE(["5 h", "12 h"])),
            **draw(CHOICE([{}, {"from": teller}])),
        }
    return demand


def _arrivals(draw: Draw) -> Plain:
    """A rate, rates by interval, or exact numbers."""
    form = draw(st.integers(0, 5))
    numbers = draw(st.lists(st.integers(0, 20), min_size=4, max_size=4))
    if form == 0:
        return {"counts": {"hours": "daytime", "every": "3 h", "each": numbers}}
    if form == 1:
        return {"rates": {"hours": "daytime", "every": "3 h", "each": [f"{number}/h" for number in numbers]}}
    return {"rate": draw(CHOICE(["2/h", "5/h", {"by": "segment", "gold": "2/h", "rest": "9/h"}]))}
