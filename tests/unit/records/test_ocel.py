"""Event logs as OCEL 2.0: one journey by hand, the same in JSON and in SQLite."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path

from sim.records.events import Case, Event
from sim.records.ocel import write_ocel_json, write_ocel_sqlite

EIGHT = datetime(2026, 2, 2, 8)
TOLD = {"matter": 7, "wait_s": 1.5, "handoff": True}
TALK = Event("talk with: desk", EIGHT, "complete", "7.0", "Anna", "desk", TOLD)
END = Event("talk with_ desk", EIGHT, "complete", "8.0", attributes={"wait_s": 2, "note": "Ærø 汉字"})


def log() -> Iterator[Case]:
    yield Case("calls/all/0@0", {"customer": "all/3", "ces": 5.5, "resolved": True}, (TALK, END))


def test_json_holds_events_objects_and_what_they_are_to_each_other(tmp_path: Path) -> None:
    assert write_ocel_json(log, tmp_path / "log.json") == 2
    found = json.loads((tmp_path / "log.json").read_text(encoding="utf-8"))
    assert {one["name"] for one in found["objectTypes"]} == {"journey", "customer", "matter", "agent", "team"}
    talk, end = found["events"]
    assert talk == {
        "id": "calls/all/0@0#0", "type": "talk with: desk", "time": "2026-02-02T08:00:00.000000Z",
        "attributes": [{"name": "lifecycle", "value": "complete"}, {"name": "wait_s", "value": 1.5},
                       {"name": "handoff", "value": True}],
        "relationships": [
            {"objectId": "journey:calls/all/0@0", "qualifier": "in"},
            {"objectId": "matter:calls/all/0@0/7", "qualifier": "about"},
            {"objectId": "agent:Anna", "qualifier": "by"}, {"objectId": "team:desk", "qualifier": "with"},
        ],
    }  # fmt: skip
    assert end["attributes"][-1] == {"name": "note", "value": "Ærø 汉字"}
    objects = {one["id"]: one for one in found["objects"]}
    journey = objects["journey:calls/all/0@0"]
    assert journey["relationships"] == [{"objectId": "customer:all/3", "qualifier": "of"}]
    assert objects["matter:calls/all/0@0/7"]["relationships"][0]["objectId"] == "journey:calls/all/0@0"
    ease = {"name": "ces", "time": "2026-02-02T08:00:00.000000Z", "value": 5.5}
    assert ease in journey["attributes"]


def test_sqlite_holds_the_same_and_its_references_hold(tmp_path: Path) -> None:
    assert write_ocel_sqlite(log, tmp_path / "log.sqlite") == 2
    with closing(sqlite3.connect(tmp_path / "log.sqlite")) as base:
        assert base.execute("PRAGMA foreign_key_check").fetchall() == []
        tables = dict(base.execute("SELECT ocel_type, ocel_type_map FROM event_map_type"))
        # Two types that differ in marks only must not share a table.
        assert len({name.casefold() for name in tables.values()}) == 2
        table = f"event_{tables['talk with: desk']}"
        rows = base.execute(f'SELECT ocel_id, ocel_time, wait_s, handoff FROM "{table}"').fetchall()
        assert rows == [("calls/all/0@0#0", "2026-02-02T08:00:00.000000Z", 1.5, 1)]
        assert base.execute("SELECT ces, resolved FROM object_journey").fetchall() == [(5.5, 1)]
        related = base.execute("SELECT ocel_object_id, ocel_qualifier FROM event_object ORDER BY 1")
        assert related.fetchall() == [
            ("agent:Anna", "by"), ("journey:calls/all/0@0", "in"), ("journey:calls/all/0@0", "in"),
            ("matter:calls/all/0@0/7", "about"), ("team:desk", "with"),
        ]  # fmt: skip


def test_a_file_that_is_there_is_replaced(tmp_path: Path) -> None:
    for _ in range(2):
        assert write_ocel_sqlite(log, tmp_path / "log.sqlite") == 2
