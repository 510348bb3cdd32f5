"""The store: whatever ends a write, nothing finished is lost, and nothing half-written counts."""

from __future__ import annotations

import json
import zlib
from pathlib import Path

import pytest

from sim.errors import RunFailed
from sim.sweeps.store.index import Entry, Index
from sim.sweeps.store.store import Store, Task, store_of

KEYS = [f"{number:032x}" for number in (7, 8, 2**64 + 7)]   # the third shares its half with the first


def task(key: str, first: int = 0, count: int = 2, **more: object) -> Task:
    return {"point": key, "first": first, "count": count, **(more or {"measures": {}})}


def test_what_was_added_is_found_again(tmp_path: Path) -> None:
    for key, first in ((KEYS[0], 0), (KEYS[1], 0), (KEYS[0], 3)):
        with store_of(tmp_path) as store:
            store.add(task(key, first))
    with Store(tmp_path) as again:
        assert list(again.tasks(KEYS[0])) == [task(KEYS[0], 0), task(KEYS[0], 3)]
        assert again.missing(KEYS[0], 7) == [(2, 1), (5, 2)]
        assert again.missing(KEYS[0], 4) == [(2, 1)]
        assert again.missing(KEYS[1], 2) == []
        assert again.missing(KEYS[2], 2) == [(0, 2)]
        assert again.damaged == 0


def test_a_failure_is_done_unless_it_is_tried_again(tmp_path: Path) -> None:
    with store_of(tmp_path) as store:
        store.add(task(KEYS[0], error="no"))
        assert store.missing(KEYS[0], 2) == []
        assert store.missing(KEYS[0], 2, again=True) == [(0, 2)]
        store.add(task(KEYS[0]))
        assert store.missing(KEYS[0], 2, again=True) == []


@pytest.mark.parametrize("left", [1, 30, 60, -1])
def test_a_torn_last_line_costs_itself_alone(tmp_path: Path, left: int) -> None:
    with store_of(tmp_path) as store:
        store.add(task(KEYS[0]))
        store.add(task(KEYS[1]))
    file = tmp_path / "tasks-00001.jsonl"
    whole = file.read_bytes()
    first = whole.index(b"\n") + 1
    file.write_bytes(whole[: first + left] if left > 0 else whole[:left])
    with store_of(tmp_path) as store:
        assert (store.missing(KEYS[0], 2), store.missing(KEYS[1], 2)) == ([], [(0, 2)])
        assert store.damaged == 1
        store.add(task(KEYS[1]))
    again = Store(tmp_path)
    assert (again.missing(KEYS[0], 2), again.missing(KEYS[1], 2)) == ([], [])


def test_a_changed_byte_is_noticed(tmp_path: Path) -> None:
    with store_of(tmp_path) as store:
        store.add(task(KEYS[0], measures={"wait_mean_s": {"all": [[120.5], [10]]}}))
    file = tmp_path / "tasks-00001.jsonl"
    file.write_bytes(file.read_bytes().replace(b"120.5", b"121.5"))
    assert Store(tmp_path).missing(KEYS[0], 2) == [(0, 2)]


def test_others_can_read_and_check_it(tmp_path: Path) -> None:
    with store_of(tmp_path) as store:
        store.add(task(KEYS[0], scenario="Büro"))
    line = (tmp_path / "tasks-00001.jsonl").read_bytes()
    read = json.loads(line)
    assert read["task"]["scenario"] == "Büro"
    text = line.removesuffix(b"}\n").partition(b'"task": ')[2]
    assert read["sum"] == f"{zlib.crc32(text):08x}"


def test_only_one_writes(tmp_path: Path) -> None:
    refused = pytest.raises(RunFailed, match=r"another sweep writes here \(process \d+ on .*, since 20")
    with store_of(tmp_path), refused, store_of(tmp_path):
        raise AssertionError("two at a time")
    with store_of(tmp_path):
        Store(tmp_path)   # anyone may read


def test_a_store_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(RunFailed, match="cannot be written"), store_of(tmp_path / "file" / "tasks"):
        raise AssertionError("no folder")


def test_the_index_finds_what_it_was_told_also_beyond_what_it_keeps_loose() -> None:
    index = Index()
    keys = [f"{number * 2**61 % 2**128:032x}" for number in range(5000)]
    for place, key in enumerate(keys):
        index.add(key, Entry(0, 1, 3, place, False))
    index.add(keys[0], Entry(1, 1, 4, 9, True))
    assert index.entries(keys[4999]) == [Entry(0, 1, 3, 4999, False)]
    assert index.entries(keys[0]) == [Entry(0, 1, 3, 0, False), Entry(1, 1, 4, 9, True)]
    assert index.entries("f" * 32) == []
