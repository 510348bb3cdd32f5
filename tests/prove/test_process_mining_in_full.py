"""A replication told as an event log, read back by a process-mining tool of others and equal in every event.

PM4PY names the Python of an environment that has pm4py (2.7.23 was tried); it is large and has a licence of
its own, so that it is no part of this project's environment.
"""

from __future__ import annotations

import json
import os
import subprocess
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

import sim
from sim.records.events import Event
from sim.study.logs.telling import told
from sim.study.result import Result

pytestmark = pytest.mark.skipif(not os.environ.get("PM4PY"), reason="not run (PM4PY is not set)")
ROOT = Path(__file__).parents[2]
READS = """
import sys, json, warnings
warnings.simplefilter("ignore")
import pm4py
form, file = sys.argv[1:]
if form == "xes":
    rows = pm4py.read_xes(file, show_progress_bar=False)
    columns = ["case:concept:name", "concept:name", "lifecycle:transition", "org:resource", "org:group"]
    rows = rows.assign(when=rows["time:timestamp"].astype("datetime64[us, UTC]").astype("int64"))
    found = rows[[*columns, "when", "wait_s"]].astype(object).where(rows.notna(), None).values.tolist()
else:
    log = getattr(pm4py, "read_ocel2_" + form)(file)
    when = log.events["ocel:timestamp"].astype("datetime64[us, UTC]").astype("int64")
    events = log.events.assign(when=when)
    links = {}
    table = log.relations[["ocel:eid", "ocel:oid", "ocel:qualifier"]].values.tolist()
    for event, thing, how in table:
        links.setdefault(event, {})[how] = thing.split(":", 1)[1]
    found = []
    for row in events.astype(object).where(events.notna(), None).to_dict("records"):
        of = links[row["ocel:eid"]]
        found.append([of["in"], row["ocel:activity"], row["lifecycle"], of.get("by"), of.get("with"),
                      row["when"], row["wait_s"]])
print(json.dumps(found))
"""


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> Result:
    out = tmp_path_factory.mktemp("results")
    short = ["run.warm_up=0 s", "run.measure=1 d", "run.follow_up=2 d", "run.arrivals=stop"]
    base = sim.load(ROOT / "scenarios" / "ivr_transfers.yaml", sets=short)
    return sim.simulate(base, replications=1, records=True, out=out)


@pytest.mark.parametrize(("form", "ending"), [("xes", ".xes.gz"), ("json", ".json"), ("sqlite", ".sqlite")])
def test_every_event_reads_back_the_same(result: Result, tmp_path: Path, form: str, ending: str) -> None:
    file = tmp_path / f"log{ending}"
    count = sim.write_log(result, file)
    assert count > 10_000
    ours = Counter(_told(case.name, event) for case in told(result, None, 0)() for event in case.events)
    assert sum(ours.values()) == count
    read = subprocess.run(
        [os.environ["PM4PY"], "-c", READS, form, str(file)], capture_output=True, text=True, check=True
    )
    theirs = Counter(tuple(row) for row in json.loads(read.stdout.splitlines()[-1]))
    assert theirs == ours


def _told(case: str, event: Event) -> tuple[Any, ...]:
    micros = (event.at - datetime(1970, 1, 1)) // timedelta(microseconds=1)
    wait = event.attributes.get("wait_s")
    who = (event.person or None, event.team or None)
    return (case, event.activity, event.lifecycle, *who, micros, wait)
