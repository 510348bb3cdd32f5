"""A front desk, and what `explain` says of it or of any other scenario, as one line."""

from pathlib import Path

from sim.report.explanation.explain import explained
from sim.scenario.document import Document, read

FRONT_DESK = """\
title: Front desk
hours: {open: mon-fri 08:00-16:00}
teams:
  desk: {scheduled: 5, hours: open, shrinkage: 12 %, cost: 34 EUR/h, handles: {question: {resolves: 85 %}}}
  billing: {scheduled: 3, hours: open, cost: 38 EUR/h, handles: {invoice: {time_factor: 1.2}}}
reasons:
  question: {takes: {exponential: 4 min}}
  invoice: {takes: {lognormal: {mean: 5 min, sd: 2 min}}}
demand:
  calls: {rate: 2000/w, contact: {question: 70 %, invoice: 30 %}}
patience: {exponential: 6 min}
after:
  redial: {on: abandoned, share: {by: attempt, first: 50 %, further: 30 %}, go: again, delay: 20 min, max: 5}
assumed:
  teams.desk.handles.question.resolves: {low: 80 %, high: 90 %, source: a survey}
"""


def told(document: Document) -> str:
    """The explanation without its line breaks."""
    return " ".join(explained(document).split())


def told_of(folder: Path, text: str) -> str:
    """The explanation of a scenario's text, without its line breaks."""
    path = folder / "base.yaml"
    path.write_text(text, encoding="utf-8")
    return told(read(path))
