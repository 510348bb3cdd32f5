"""A customer's life in sentences: every kind of row, and who is told when nobody is named."""

from __future__ import annotations

from pathlib import Path

import pytest

import sim
from sim.errors import WrongUse
from sim.records.columns import Flag, Kind
from sim.report.stories.happening import happening, span
from sim.report.stories.lives import Lives, Who, who

S = 1_000_000
DESK = """\
title: Desk
run: {starts: 2026-03-02, warm_up: 0 d, measure: 1 w, follow_up: 1 d, seed: 3}
hours: {open: mon-fri 09:00-17:00}
teams:
  desk: {scheduled: 2, hours: open, handles: {question: {resolves: 60 %}}}
reasons: {question: {takes: {exponential: 4 min}}}
demand:
  calls: {rate: 800/w, contact: question}
patience: {exponential: 3 min}
after: {ask_again: {on: unresolved, share: 80 %, go: again, delay: {exponential: 2 h}}}
"""
BETTER = "extends: desk.yaml\ntitle: Better\nchange: {teams.desk.handles.question.resolves: 95 %}\n"


def row(kind: str, outcome: str, flags: int = 0, **parts: object) -> dict[str, object]:
    return {
        "kind": kind, "outcome": outcome, "flags": flags, "step": "order.ask", "contact": 0,
        "reason": "question", "channel": "phone", "team": "desk", "agent": "desk/all/1",
        "queued": -1, "started": -1, "ended": -1, **parts,
    }  # fmt: skip


FIRST = int(Flag.FIRST_OF_CONTACT)


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (row("step", "done", started=0, ended=90 * S), "ask: 1 min 30 s"),
        (row("step", "done", Flag.PROMISE_MISSED, started=0, ended=0), "ask: 0 s, later than promised"),
        (row("step", "done", started=5, ended=5), ""),
        (row("step", "open", started=0), "ask: not over when the simulation ended"),
        (row("menu", "done", FIRST, started=0, ended=40 * S),
         "gets in touch by phone about question: the menu 40 s"),
        (row("menu", "done", FIRST | Flag.MISROUTED, started=0, ended=40 * S),
         "gets in touch by phone about question: the menu 40 s, which leads to the wrong team"),
        (row("menu", "hung_up", started=0, ended=S), "the menu 1 s, and hangs up in it"),
        (row("menu", "self_served", started=0, ended=S), "the menu 1 s, which solves it"),
        (row("human", "resolved", FIRST, queued=0, started=75 * S, ended=135 * S),
         "gets in touch by phone about question: after 1 min 15 s desk/all/1 answers (1 min): solved"),
        (row("human", "unresolved", FIRST | Flag.LAST_OF_MATTER, contact=1, queued=0, started=0, ended=S),
         "gets in touch by phone about question again (contact 2): desk/all/1 answers (1 s): not solved, "
         "and left at that"),
        (row("human", "resolved", Flag.CONFERENCE, queued=0, started=0, ended=S),
         "desk/all/1 answers (1 s), the one before stays: solved"),
        (row("joined", "done", queued=0, started=S, ended=3 * S),
         "desk/all/1 joins the conversation (2 s)"),
        (row("at_home", "done", queued=0, ended=90 * S), "goes home and is called back after 1 min 30 s"),
        (row("at_home", "not_reached", queued=0, ended=90 * S),
         "goes home and is called in vain after 1 min 30 s"),
        (row("at_home", "open", queued=0), "waits at home to be called back, still"),
        (row("ringing", "done", queued=0, started=0, ended=S), ""),
        (row("human", "passed_on", Flag.WRONG_TEAM, queued=0, started=0, ended=S),
         "desk/all/1 answers (1 s): the wrong team, passed on"),
        (row("human", "resolved", Flag.RE_EXPLAINED | Flag.OWNER, queued=0, started=0, ended=S),
         "desk/all/1 answers (1 s), the customer's own agent, everything is told again: solved"),
        (row("queue", "abandoned", queued=0, ended=600 * S), "waits 10 min for desk and hangs up"),
        (row("queue", "balked", queued=0, ended=0), "nobody is free, and the customer leaves at once"),
        (row("queue", "closed", queued=0, ended=S), "waits 1 s for desk and is sent away at closing"),
        (
            row("queue", "passed_on", queued=0, ended=S),
            "waits 1 s for desk, longer than promised, and goes on to another team",
        ),
        (row("turned_away", "blocked", FIRST, queued=0, ended=0),
         "gets in touch by phone about question: all lines are engaged"),
        (row("turned_away", "closed", queued=0, ended=0), "it is closed"),
        (row("work", "resolved", Flag.PROMISE_KEPT, queued=0, started=S, ended=7200 * S),
         "ask: question done by desk/all/1 after 2 h, as promised"),
        (row("proactive", "resolved", Flag.TROUBLE, started=0, ended=S),
         "desk/all/1 gets in touch about question, with the bad news before the customer asks"),
        (row("end", "done", started=0, ended=0, step="order.done"), "the end: done"),
    ],
)  # fmt: skip
def test_row_in_words(told: dict[str, object], said: str) -> None:
    assert happening(told) == said


def test_every_kind_of_row_has_words() -> None:
    for kind in Kind:
        assert isinstance(happening(row(kind.name.lower(), "done", started=0, ended=S)), str)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0, "0 s"), (0.4, "0 s"), (59, "59 s"), (60, "1 min"), (3599, "59 min 59 s"), (7200, "2 h"),
     (86_400 + 3 * 3600 + 59, "1 d 3 h"), (10 * 86_400, "10 d"), (3605, "1 h")],
)  # fmt: skip
def test_span_has_two_units(seconds: float, words: str) -> None:
    assert span(round(seconds * S)) == words


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("story")
    (home / "desk.yaml").write_text(DESK)
    (home / "better.yaml").write_text(BETTER)
    files = home / "desk.yaml", home / "better.yaml"
    result = sim.compare(*files, replications=2, records=True, out=home / "results")
    assert result.folder is not None
    return result.folder


def test_with_another_demand_the_same_number_is_said_to_come_at_another_time(tmp_path: Path) -> None:
    more = "extends: desk.yaml\ntitle: More\nchange: {demand.calls.rate: {times: 1.5}}\n"
    files = tmp_path / "desk.yaml", tmp_path / "more.yaml"
    for file, text in zip(files, (DESK, more), strict=True):
        file.write_text(text)
    result = sim.compare(*files, replications=1, records=True, out=tmp_path)
    of_base, of_more = sim.story(result, "calls/all/17").split("\nMore\n")
    said = "Demand is another here: number 17 of calls/all, with the same luck, comes at another time."
    assert said in " ".join(of_more.split())
    assert "Demand is another" not in of_base


def test_luckiest_gains_most_and_unluckiest_loses_most(folder: Path) -> None:
    text = sim.story(folder)
    heads = [line for line in text.splitlines() if "calls/all/" in line]
    assert [head.split(" with")[0] for head in heads] == [
        "The luckiest", "A typical customer", "The unluckiest"
    ]
    lives = Lives(folder)
    base, other = (lives.journeys(name) for name in ("desk", "better"))
    assert "Demand is another" not in text
    gains = [after["ces"] - before["ces"] for before, after in zip(base, other, strict=True)]
    told = [gains[lives.numbers("desk")[who(head.split(": ")[-1])]] for head in heads]
    assert told[0] == max(gains)
    assert told[2] == min(gains)
    assert abs(told[1] - sorted(gains)[len(gains) // 2]) < 1e-12


def test_moments_are_of_the_scenario_s_calendar(folder: Path) -> None:
    first = min(Lives(folder).journeys("desk"), key=lambda one: one["ordinal"])
    text = sim.story(folder, str(Who(first["demand"], first["segment"], first["ordinal"])))
    assert text.count("Mon 2 Mar 09:0") >= 2   # 160 calls a day of 8 hours: the first within minutes
    assert "Desk\n" in text
    assert "Better\n" in text


@pytest.mark.parametrize(
    ("journey", "says"),
    [("calls", "is no journey"), ("calls/all/99999999", "nobody is called calls/all/99999999@0"),
     ("calls/all/1@7", "there is no replication 7")],
)  # fmt: skip
def test_nobody_of_that_name_is_told(folder: Path, journey: str, says: str) -> None:
    with pytest.raises(WrongUse, match=says):
        sim.story(folder, journey)


def test_result_without_rows_says_how_to_get_them(folder: Path, tmp_path: Path) -> None:
    result = sim.simulate(folder.parent.parent / "desk.yaml", replications=1, out=tmp_path)
    with pytest.raises(WrongUse, match="run it again with --records"):
        sim.story(result)
    with pytest.raises(WrongUse, match="is no result folder"):
        sim.story(tmp_path)
