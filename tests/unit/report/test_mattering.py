"""What matters in words: what can be told from luck is ranked, the rest named and left."""

from __future__ import annotations

from dataclasses import replace
from math import nan
from pathlib import Path
from typing import Any

import sim
from sim.report.reading import Findings
from sim.report.sections.mattering import mattering_lines
from sim.study.tables import table
from tests.unit.study.desks import desks


def effects(name: str, ends: tuple[float, float], walk: tuple[float, float], flips: str = "") -> list[Any]:
    """Rows of one input; ends of a size below 1 cannot be told from luck."""
    head = ("desk", "better", "wait_mean_s", name)
    told = [
        (*head, kind, setting, end, end - 1, end + 1, 5, "t", flip)
        for kind, setting, end, flip in zip(("low", "high"), ("10 %", "90 %"), ends, (flips, ""), strict=True)
    ]
    walked = zip(("mu_star", "sigma"), walk, strict=True)
    return told + [(*head, kind, "", size, nan, nan, 10, "Morris, t", "") for kind, size in walked]


def text(tmp_path: Path, *rows: list[Any]) -> str:
    base, better, _ = desks(tmp_path, "run.measure=1 d")
    result = sim.compare(base, better, replications=1)
    made = table("sensitivity", [row for some in rows for row in some])
    found = replace(result, tables=replace(result.tables, sensitivity=made))
    return " ".join(" ".join(mattering_lines(Findings(found), 80)).split())


def test_what_luck_hides_is_named_behind_what_can_be_told(tmp_path: Path) -> None:
    found = text(
        tmp_path, effects("a.hidden", (0.4, -0.2), (9.0, 1.0)), effects("a.little", (2.0, 0.1), (4.0, 3.0)),
        effects("a.much", (-12.0, 8.0), (20.0, 2.0), "worse"), effects("a.none", (0.0, 0.0), (0.0, 0.0)),
    )
    assert "Only a.much could change an answer (waiting at a.much = 10 %: worse)." in found
    assert (
        "1. a.much: -12.0 s at 10 %, +8.0 s at 90 %; its whole range moves it by 20.0 s, wherever the others "
        "stand. 2. a.little: +2.0 s at 10 %, next to nothing at 90 %; its whole range moves it by 4.0 s, "
        "more or less depending on where the others stand. Not to be told from luck: a.hidden. No part in "
        "it: a.none."
    ) in found


def test_where_nothing_changes_an_answer_that_is_said(tmp_path: Path) -> None:
    found = text(tmp_path, effects("a.little", (2.0, 0.1), (4.0, 3.0)))
    assert "Nothing that is assumed, moved alone within its range, changes an answer." in found
