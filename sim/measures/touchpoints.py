"""Touchpoints: each contact and each step that the customer sees, scored on what happened at it alone.

In: the rows of a record and its contacts. Out: a table as `TOUCHPOINTS` describes it.
"""

from __future__ import annotations

import numpy as np

from sim.measures.experience.model import ExperienceModel, features, probabilities
from sim.measures.places import Places, asks, channel_touchpoint
from sim.plan.model import Plan
from sim.records.columns import Column, Flag, Kind
from sim.records.log import Columns, Record

TOUCHPOINTS = (
    Column("touchpoint", "int16", "", "index of the touchpoint (of a contact: its channel); -1 none"),
    Column("journey", "int32", "", "number of the journey"),
    Column("segment", "int16", "", "index of the customer's segment"),
    Column("process", "int16", "", "index of the process"),
    Column("begins", "int64", "us", "its first moment"),
    Column("measured", "bool", "", "begins in the measured window"),
    Column("time_s", "float64", "s", "the customer's time at it"),
    Column("waited", "bool", "", "the customer joined a queue where one waits"),
    Column("wait_s", "float64", "s", "waited at it"),
    Column("longest_wait_s", "float64", "s", "the longest single wait at it"),
    Column("menu_s", "float64", "s", "spent in its menu"),
    Column("handoffs", "int16", "", "changes of the person who deals with the matter, on entering it too"),
    Column("transfers", "int16", "", "transfers in it"),
    Column("re_explanations", "int16", "", "handoffs at which the customer told it again"),
    Column("abandonments", "int16", "", "1 if the customer broke it off"),
    Column("promises_kept", "int16", "", "promises kept at it"),
    Column("promises_missed", "int16", "", "promises broken at it"),
    Column("told_of_trouble", "int16", "", "1 if the company announced trouble in it"),
    Column("csat", "float64", "1..5", "expected satisfaction with it"),
    Column("csat_top2", "float64", "", "probability of a satisfaction of 4 or 5"),
)

LIVED = ("wait_s", "longest_wait_s", "menu_s", "handoffs", "transfers", "re_explanations", "abandonments",
         "promises_kept", "promises_missed", "told_of_trouble")


def touchpoints(
    plan: Plan, record: Record, found: Columns, views: tuple[Places, ExperienceModel]
) -> Columns:
    """All touchpoints of a bounded record; `found` are its contacts.

    Returns
    -------
    Columns as `TOUCHPOINTS` describes them: contacts first, then steps.
    """
    places, model = views
    parts = (_contacts(plan, found), _steps(plan, record, places))
    table = {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
    instrument = model.instruments["csat"]
    chances = probabilities(instrument, features(model, table, local=True))
    window = plan.window
    table["measured"] = (table["begins"] >= window.begins) & (table["begins"] < window.ends)
    table |= {"csat": chances @ instrument.scores, "csat_top2": chances[:, -2:].sum(axis=1)}
    return {column.name: table[column.name].astype(column.dtype, copy=False) for column in TOUCHPOINTS}


def _contacts(plan: Plan, found: Columns) -> Columns:
    as_they_are = ("journey", "segment", "process", "begins", "time_s", *LIVED)
    return {name: found[name] for name in as_they_are if name != "abandonments"} | {
        "touchpoint": channel_touchpoint(plan, found["channel"]),
        "waited": found["waiting"] & found["joined"],
        "abandonments": found["abandoned"] | found["hung_up"],
    }


def _steps(plan: Plan, record: Record, places: Places) -> Columns:
    """Steps that the customer sees; those at which he gets in touch are seen as contacts."""
    legs = record.legs
    seen = (legs["kind"] == Kind.STEP) & (places.touchpoint[legs["step"]] >= 0) & ~asks(plan, legs["step"])
    rows = np.flatnonzero(seen)
    segments = np.array([demand.segment for demand in plan.demands], np.int16)
    journey, step, flags, begins = (legs[name][rows] for name in ("journey", "step", "flags", "started"))
    table = {name: np.zeros(len(rows), np.int16) for name in (*LIVED, "waited")}
    return table | {
        "journey": journey,
        "segment": segments[record.trips["demand"][journey]],
        "process": places.process[step],
        "begins": begins,
        "time_s": (legs["ended"][rows] - begins) / 1e6,
        "touchpoint": places.touchpoint[step],
        "promises_kept": (flags & Flag.PROMISE_KEPT) > 0,
        "promises_missed": (flags & Flag.PROMISE_MISSED) > 0,
    }
