"""A desk small enough to simulate in a tenth of a second, for studies of doubt; some numbers are guesses."""

from __future__ import annotations

from pathlib import Path

from sim.scenario.document import Document, read

DESK = """\
title: Small desk
run: {warm_up: 0 d, measure: 2 d, follow_up: 1 d, replications: 4, seed: 3}
matters: {wait_mean_s: 5 s, handoffs_mean: 0.05, ces_mean: 0.1}
hours: {open: mon-fri 09:00-17:00}
segments: {private: {}, company: {}}
teams:
  desk: {scheduled: 2, hours: open, cost: 30 EUR/h, handles: {question: {resolves: 85 %}}}
reasons: {question: {takes: {exponential: 4 min}}}
demand:
  calls: {rate: {by: segment, private: 20/h, company: 5/h}, contact: question}
patience: {exponential: 6 min}
after:
  redial: {on: abandoned, share: 50 %, go: again, delay: {exponential: 10 min}}
assumed:
  after.redial.share: {low: 10 %, high: 90 %, source: hearsay}
  demand.calls.rate.company: {low: 2/h, high: 8/h}
"""
BETTER = """\
extends: desk.yaml
title: One person more
change:
  teams.desk.scheduled: 3
"""
RIVAL = """\
extends: desk.yaml
title: Faster talks
change:
  reasons.question.takes: {exponential: 3 min}
  after.redial.share: {times: 0.5}
  demand.calls.rate.company: 6/h
  assumed: {teams.desk.handles.question.resolves: {low: 70 %, high: 95 %}}
"""


def desks(folder: Path, *sets: str) -> tuple[Document, Document, Document]:
    """The desk, the desk with one person more, and its rival that changes what is assumed."""
    for name, text in (("desk", DESK), ("better", BETTER), ("rival", RIVAL)):
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    base, better, rival = (read(folder / f"{name}.yaml", sets) for name in ("desk", "better", "rival"))
    return base, better, rival
