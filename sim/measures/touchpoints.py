"""Touchpoints: each contact and each step that the customer sees, scored on what happened at it alone.

In: the rows of a record and its contacts. Out: a table as `TOUCHPOINTS` describes it.
"""

from __future__ import annotations

import numpy as np

from sim.measures.experience import ExperienceModel, features, probabilities
from sim.measures.places import Places
from sim.measures.spans import begins_of
from sim.plan.model import Plan
from sim.records.columns import Column, Flag, Kind
from sim.records.log import Columns, Record

TOUCHPOINTS = (
    Column("touchpoint", "int16", "", "index of the touchpoint (of a contact: its channel); -1 none"),
    Column("journey", "int32", "", "number of the journey"),
    Column("segment", "int16", "", "index of the customer's segment"),
    Column("process", "int16", "", "index of the process"),
    Column("begins", "int64", "us", "its first moment, inside the measured window"),
    Column("wait_s", "float64", "s", "waited at it"),
    Column("longest_wait_s", "float64", "s", "the longest single wait at it"),
    Column("menu_s", "float64", "s", "spent in its menu"),
    Column("transfers", "int16", "", "transfers in it"),
    Column("re_explanations", "int16", "", "handoffs at which the customer told it again"),
    Column("abandonments", "int16", "", "1 if the customer broke it off"),
    Column("promises_kept", "int16", "", "promises kept at it"),
    Column("promises_missed", "int16", "", "promises broken at it"),
    Column("told_of_trouble", "int16", "", "1 if the company announced trouble in it"),
    Column("csat", "float64", "1..5", "expected satisfaction with it"),
    Column("csat_top2", "float64", "", "probability of a satisfaction of 4 or 5"),
)

LIVED = ("wait_s", "longest_wait_s", "menu_s", "transfers", "re_explanations", "abandonments",
         "promises_kept", "promises_missed", "told_of_trouble")


def touchpoints(
    plan: Plan, record: Record, found: Columns, views: tuple[Places, ExperienceModel]
) -> Columns:
    """The touchpoints that begin in the measured window; `found` are the record's contacts.

    Returns
    -------
    Columns as `TOUCHPOINTS` describes them: contacts first, then steps.
    """
    places, model = views
    parts = (_contacts(plan, found), _steps(plan, record, places))
    table = {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
    instrument = model.instruments["csat"]
    chances = probabilities(instrument, features(model, table, local=True))
    table |= {"csat": chances @ instrument.scores, "csat_top2": chances[:, -2:].sum(axis=1)}
    return {column.name: table[column.name].astype(column.dtype, copy=False) for column in TOUCHPOINTS}


def _contacts(plan: Plan, found: Columns) -> Columns:
    rows = np.flatnonzero(found["measured"])
    table = {name: found[name][rows] for name in ("journey", "segment", "process", "begins")}
    channel = found["channel"][rows]
    table["touchpoint"] = np.where(channel < len(plan.channels) - 1, channel, -1)   # the last is work
    broken_off = found["abandoned"] | found["hung_up"]
    return table | {
        name: (broken_off if name == "abandonments" else found[name])[rows] for name in LIVED
    }


def _steps(plan: Plan, record: Record, places: Places) -> Columns:
    legs, window = record.legs, plan.window
    begins = begins_of(legs)
    inside = (legs["kind"] == Kind.STEP) & (begins >= window.begins) & (begins < window.ends)
    rows = np.flatnonzero(inside & (places.touchpoint[legs["step"]] >= 0))
    segments = np.array([demand.segment for demand in plan.demands], np.int16)
    journey, step, flags = (legs[name][rows] for name in ("journey", "step", "flags"))
    table = {name: np.zeros(len(rows), np.int16) for name in LIVED}
    return table | {
        "journey": journey,
        "segment": segments[record.trips["demand"][journey]],
        "process": places.process[step],
        "begins": begins[rows],
        "touchpoint": places.touchpoint[step],
        "promises_kept": (flags & Flag.PROMISE_KEPT) > 0,
        "promises_missed": (flags & Flag.PROMISE_MISSED) > 0,
    }
