"""A small retail case simulated for real: the search finds what trying everything finds."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import sim

RETAIL = """\
title: Two days of calls about orders and invoices
run: {starts: 2026-02-02, warm_up: 0 s, measure: 2 d, follow_up: 1 d, arrivals: stop, seed: 3}
hours: {office: mon-fri 09:00-15:00}
channels: {phone: {hours: office, cost: 0.30 EUR/min}}
teams:
  service:
    scheduled: 3
    hours: office
    cost: 30 EUR/h
    handles: {order: {}, invoice: {time_factor: 1.5, resolves: 50 %}}
  billing: {scheduled: 2, hours: office, cost: 39 EUR/h, handles: {invoice: {}}}
reasons:
  order: {takes: {exponential: 3 min}, wrap_up: {exponential: 30 s}, resolves: 85 %}
  invoice: {takes: {exponential: 5 min}, resolves: 85 %}
demand: {calls: {rate: 110/d, contact: {order: 65 %, invoice: 35 %}}}
patience: {exponential: 4 min}
ivr: {takes: {exponential: 20 s}, right_team: 80 %}
routing: {phone: [{to: ivr}, {to: chosen_team}]}
transfer: {noticed_after: {exponential: 60 s}, explain_again_takes: {exponential: 40 s}, manner: cold}
after: {ask_again: {on: unresolved, share: 70 %, go: again, delay: {exponential: 3 h}, max: 2}}
"""
WITHIN = """\
  teams.service.scheduled: 1..4
  teams.billing.scheduled: 1..3
"""
CHOICE = """\
  routing.phone:
    - [{to: ivr}, {to: chosen_team}]
    - [{to: ivr}, {to: chosen_team, for: 40 s}, {to: any_skilled}]
"""
GOALS = """\
goals:
  service_level: {at_least: 70 %}
  billing: {measure: service_level, at_least: 60 %, group: team=billing}
  handoffs_mean: {at_most: 0.3}
"""
SEARCH = f"""\
base: retail.yaml
staffing:
{WITHIN}choices:
{CHOICE}{GOALS}replications: {{search: 5, verification: 12}}
"""
EVERYTHING = f"""\
base: retail.yaml
factors:
{CHOICE}{WITHIN}replications: 5
measures: [service_level, handoffs_mean, budget_per_week]
groups: [all, team=billing]
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The case, with every staffing of it simulated."""
    folder = tmp_path_factory.mktemp("retail")
    for name, text in (("retail", RETAIL), ("search", SEARCH), ("everything", EVERYTHING)):
        (folder / f"{name}.yaml").write_text(text)
    return folder


def keeps(values: dict[tuple[str, str], float]) -> bool:
    return (
        values["service_level", "all"] >= 0.7
        and values["service_level", "team=billing"] >= 0.6
        and values["handoffs_mean", "all"] <= 0.3
    )


def test_the_search_finds_what_trying_everything_finds(folder: Path) -> None:
    points: dict[int, dict[tuple[str, str], float]] = {}
    settings: dict[int, dict[str, Any]] = {}
    for row in sim.sweep(folder / "everything.yaml", out=folder / "out", on="serial").points.to_pylist():
        points.setdefault(row["point"], {})[row["measure"], row["group"]] = row["value"]
        settings[row["point"]] = row
    assert len(points) == 24
    keeping = [number for number, values in points.items() if keeps(values)]
    best = min(keeping, key=lambda number: points[number]["budget_per_week", "all"])

    result = sim.optimise(folder / "search.yaml", out=folder / "out", on="serial")
    assert result.plan is not None
    chosen = {**result.plan.settings, "routing.phone": json.dumps(result.plan.choices["routing.phone"])}
    assert chosen == {path: settings[best][path] for path in chosen}
    assert chosen["routing.phone"] != json.dumps(result.today.choices["routing.phone"])

    shown = result.tables["shown"].num_rows
    assert result.searched.computed == 5 + shown * 12   # today, and what was verified: the rest was there
    assert result.searched.tried < len(points)
