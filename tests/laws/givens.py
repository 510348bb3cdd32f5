"""Lays over a company what may vary, be given, be learned, or bring customers back.

In: Hypothesis and a company as a plain map. Out: nothing; the company is changed.
"""

from __future__ import annotations

from hypothesis import strategies as st

from .clockwork import CHOICE, COIN, SHARE, Clockwork, Draw, Plain


def lay_over(draw: Draw, clockwork: Clockwork, company: Plain) -> None:
    """Each construct in some of the companies."""
    if draw(COIN):
        company["patience"] = {"mixture": {
            "hasty": {"share": draw(SHARE), "law": "0 s"}, "calm": {"share": "rest", "law": "9 min"},
        }}  # fmt: skip
    if draw(COIN):
        company["segments"]["some"]["returns"] = {
            "after": {"by": "handoffs", "0": clockwork.minutes(60, 300), "rest": clockwork.minutes(5, 90)},
            "stays": {"by": "lived", "easy": draw(SHARE), "hard": draw(SHARE)},
            "hard_if": draw(CHOICE([{"wait": "2 min"}, {"contacts": 2, "unresolved": True}])),
        }
    if draw(st.integers(0, 5)) == 0:
        company["closed_days"] = ["2026-02-03", "2026-02-07"]
    team = company["teams"]["team_1"]
    if draw(COIN):
        team["shrinkage"] = {"by": "hour", "9": "100 %", "10": "50 %", "rest": draw(SHARE)}
    if team.get("hours") != "always" and draw(COIN):
        team["learning"] = {"months": [0, 2], "time_factor": [2, 1], "resolves_factor": [0.5, 1]}
        team["turnover"] = {"monthly": "60 %", "hiring": draw(CHOICE(["0 s", "3 w"]))}
        team["tenure"] = draw(CHOICE(["settled", "experienced", "new"]))
    if draw(COIN):
        company["channels"]["phone"]["lines"] = {"by": "hour", "12": 0, "rest": 6}
        company["channels"]["phone"]["max_queue"] = {"by": "hour", "11": 3, "rest": 1}
