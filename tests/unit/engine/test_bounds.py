"""Customers who go round and round end a run with a word, before the memory or the columns are full."""

from __future__ import annotations

import numpy as np
import pytest

from sim.errors import RunFailed
from sim.records import log
from sim.records.columns import LEGS
from sim.records.log import Recorder

from .scenes import play, takes, team


def stopped(**parts):
    """What a run of one call says that cannot go on."""
    with pytest.raises(RunFailed) as failed:
        play([0], **parts)
    return str(failed.value)


def test_a_loop_that_nobody_leaves_is_told_by_its_step():
    steps = {"a": {"takes": "1 ms", "next": {"a": "99.9999999 %", "b": "rest"}}, "b": {"end": "done"}}
    said = stopped(
        demand={"calls": {"rate": "1/h", "process": "round"}},
        processes={"round": {"start": "a", "steps": steps}},
    )
    assert said.startswith("A journey came to the step round.a 16,384 times")


def test_so_is_what_comes_again_and_again_beside_a_step():
    beside = {"chase": {"contact": "question", "every": "1 s"}}
    steps = {"a": {"takes": "1 d", "next": "b", "beside": beside}, "b": {"end": "done"}}
    said = stopped(
        demand={"calls": {"rate": "1/h", "process": "round"}},
        reasons={"question": takes("10 ms")},
        processes={"round": {"start": "a", "steps": steps}},
    )
    assert said.startswith("A journey came to the step round.a.chase 16,384 times")


NEVER = {"desk": team(1) | {"handles": {"question": {"resolves": "0 %"}}}}
SUNDAYS = {"phone": {"hours": "sun 08:00-09:00"}}


@pytest.mark.parametrize(
    "parts",
    [
        {"after": {"row": {"on": "unresolved", "go": "again"}}},
        {"after": {"row": {"on": "unresolved", "go": {"team": "desk"}}}},
        {"after": {"row": {"on": "closed", "go": "again", "delay": "1 ms"}}, "channels": SUNDAYS},
    ],
    ids=["again", "passed on", "closed"],
)
def test_a_matter_without_end_is_told_by_its_step(parts):
    said = stopped(teams=NEVER, reasons={"question": takes("0 s")}, **parts)
    assert said.startswith("One matter (calls.question) came to 30,000 contacts or agents")


def test_a_customer_who_comes_again_without_end_is_told_by_his_segment():
    said = stopped(segments={"all": {"returns": {"after": "1 ms"}}}, reasons={"question": takes("1 ms")})
    assert said.startswith("A customer came again 10,000 times: give segments.all.returns a longer `after`")


def test_a_record_holds_so_many_rows_and_no_more(monkeypatch):
    monkeypatch.setattr(log, "MOST_ROWS", 3)
    recorder = Recorder(chunk=1)
    for _ in range(3):
        recorder.tell((0,) * len(LEGS))
        recorder.tidy()
    recorder.tell((0,) * len(LEGS))
    with pytest.raises(RunFailed, match="more than 3 rows"):
        recorder.tidy()


def test_no_number_of_a_leg_is_cut_off():
    """The column is of 16 bits."""
    recorder = Recorder()
    row = dict.fromkeys((column.name for column in LEGS), 0)
    recorder.tell(tuple({**row, "leg": 32_767}.values()))
    assert recorder.legs()["leg"].tolist() == [32_767]
    recorder.tell(tuple({**row, "leg": 32_768}.values()))
    assert np.iinfo(np.int16).max == 32_767
    with pytest.raises(RunFailed, match="more than 32,767 rows"):
        recorder.legs()
