"""The result folder: the same bytes for the same content, whole or absent, never overwritten."""

from __future__ import annotations

import csv
import json
import os
import resource
import subprocess
from pathlib import Path

import pytest

from tests.cli.conftest import PROGRAM, Run, contents, fine, only_result

TABLES = {"measures.csv", "estimates.csv", "distributions.csv", "flows.csv", "staffing.csv", "costs.csv"}
COMPARED = {
    "comparison.csv", "changes.csv", "drivers.csv", "selection.csv", "pairing.csv", "worth.csv",
    "sureness.csv", "break_even.csv", "sensitivity.csv",
}


def test_any_number_of_workers_and_any_hash_seed_write_the_same_bytes(run: Run, folder: Path) -> None:
    found = []
    for workers, seed in (("1", "0"), ("2", "1"), ("3", "2")):
        out = f"workers_{workers}"
        ended = run("tiny.yaml", "busier.yaml", "--workers", workers, "--out", out, PYTHONHASHSEED=seed)
        assert ended.returncode == 0
        [result] = (folder / out).iterdir()
        found.append((result.name, ended.stdout, contents(result)))
    assert found[0] == found[1] == found[2]


def test_a_result_holds_its_tables_and_a_manifest(run: Run, folder: Path) -> None:
    fine(run("tiny.yaml", "--replications", "2"))
    result = only_result(folder)
    assert {path.name for path in result.iterdir()} >= TABLES
    assert not COMPARED & {path.name for path in result.iterdir()}
    manifest = json.loads((result / "manifest.json").read_text())
    assert (manifest["seed"], manifest["replications"]) == (3, 2)
    assert manifest["scenarios"][0]["scenario"]["title"] == "Tiny desk"
    assert "simpy" in manifest["versions"]


def test_measures_are_the_quotient_of_their_parts(run: Run, folder: Path) -> None:
    fine(run("tiny.yaml", "--replications", "2"))
    with (only_result(folder) / "measures.csv").open() as file:
        rows = list(csv.DictReader(file))
    columns = "scenario replication measure group value numerator denominator"
    assert list(rows[0]) == columns.split()
    ratios = [row for row in rows if row["value"] and row["numerator"]]
    assert len(ratios) > 100
    for row in ratios:
        quotient = float(row["numerator"]) / float(row["denominator"])
        assert float(row["value"]) == pytest.approx(quotient, rel=1e-12)
    counted = {row["group"]: float(row["numerator"]) for row in rows
               if row["measure"] == "journeys" and row["replication"] == "0"}
    assert counted["all"] == counted["segment=private"] + counted["segment=company"]


def test_a_finished_result_is_shown_and_not_computed_again(run: Run, folder: Path) -> None:
    first = run("tiny.yaml", "busier.yaml")
    result = only_result(folder)
    before = {path: path.stat().st_mtime_ns for path in result.iterdir()}
    again = run("tiny.yaml", "busier.yaml")
    assert again.stdout == first.stdout
    assert again.stderr.startswith("Already there, nothing was computed")   # and no replication was told of
    assert {path: path.stat().st_mtime_ns for path in only_result(folder).iterdir()} == before


@pytest.mark.parametrize("change", [["--seed", "4"], ["--replications", "2"], ["--set", "balks=3 %"]])
def test_another_content_gets_a_folder_of_its_own(run: Run, folder: Path, change: list[str]) -> None:
    fine(run("tiny.yaml"))
    fine(run("tiny.yaml", *change))
    assert len(list((folder / "results").iterdir())) == 2


def test_a_name_begins_the_folders_name(run: Run, folder: Path) -> None:
    fine(run("tiny.yaml", "--replications", "2", "--name", "march"))
    assert only_result(folder).name.startswith("march-")


def test_records_are_kept_with_names_instead_of_indices(run: Run, folder: Path) -> None:
    import pyarrow.parquet as pq

    assert run("tiny.yaml", "busier.yaml", "--records", "--workers", "2").returncode == 0
    result = only_result(folder)
    journeys, legs = (pq.read_table(result / f"{name}.parquet") for name in ("journeys", "legs"))
    with (result / "measures.csv").open() as file:
        counted = sum(float(row["value"]) for row in csv.DictReader(file)
                      if row["measure"] == "journeys" and row["group"] == "all")
    assert sum(journeys["measured"].to_pylist()) == counted
    assert set(journeys["scenario"].to_pylist()) == {"tiny", "busier"}
    assert set(journeys["segment"].to_pylist()) == {"private", "company"}
    assert set(legs["team"].to_pylist()) <= {"desk", None}
    assert {"human", "end"} <= set(legs["kind"].to_pylist())
    assert not [path for path in result.iterdir() if path.name.startswith(".")]


def test_where_nothing_can_be_written_one_learns_it_before_the_run(run: Run, folder: Path) -> None:
    (folder / "occupied").write_text("a file")
    ended = run("tiny.yaml", "--out", "occupied/results", "--replications", "500")
    assert ended.returncode == 1
    assert ended.stderr == "occupied/results: the result cannot be written: a part of the path is a file\n"
    assert ended.stdout == ""


def test_a_full_disk_loses_no_findings(folder: Path) -> None:
    # A limit on the size of files stands for a disk that fills up while the tables are written.
    ended = subprocess.run(
        [*PROGRAM, "tiny.yaml", "--replications", "2", "--quiet"], cwd=folder, capture_output=True, text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000)), check=False,
    )  # fmt: skip
    assert ended.returncode == 1
    assert "the result cannot be written: File too large; nothing was stored" in ended.stderr
    assert "Traceback" not in ended.stderr
    assert ended.stdout.startswith("Tiny desk\n")
    assert list((folder / "results").iterdir()) == []


def test_a_full_disk_behind_stdout_is_said_and_the_result_is_kept(folder: Path) -> None:
    with Path("/dev/full").open("w") as full:
        ended = subprocess.run(
            [*PROGRAM, "tiny.yaml", "--replications", "2", "--quiet"], cwd=folder, stdout=full,
            stderr=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip
    assert ended.returncode == 1
    assert "no space left where the output goes" in ended.stderr
    assert f"Results: results/{only_result(folder).name}\n" in ended.stderr
    assert "Traceback" not in ended.stderr
    assert {path.name for path in only_result(folder).iterdir()} >= TABLES


def test_a_damaged_result_is_not_shown_as_if_it_were_whole(run: Run, folder: Path) -> None:
    fine(run("tiny.yaml", "--replications", "2"))
    estimates = only_result(folder) / "estimates.csv"
    os.truncate(estimates, 10)
    ended = run("tiny.yaml", "--replications", "2")
    assert ended.returncode == 1
    assert f"{estimates.relative_to(folder)}: " in ended.stderr
    assert "move the folder away" in ended.stderr


def test_a_file_with_the_longest_name_there_is_has_a_folder(run: Run, folder: Path) -> None:
    long = "é" * 125   # 250 bytes, and the ending
    (folder / f"{long}.yaml").write_text((folder / "tiny.yaml").read_text())
    fine(run(f"{long}.yaml", "--replications", "1"))
    assert only_result(folder).name.startswith("é" * 100 + "-")


def test_precision_gives_the_same_bytes_for_any_number_of_workers_and_is_not_computed_again(
    run: Run, folder: Path
) -> None:
    files = ("tiny.yaml", "busier.yaml", "--set", "run.measure=1 d")
    precise = (*files, "--precision", "wait_mean_s=5 s", "--at-most", "90")
    first = fine(run(*precise, "--workers", "2"))
    before = contents(only_result(folder))
    count = int(first.stdout.split(" replications of")[0].split()[-1])
    assert 20 < count < 90
    assert f"it follows that {count} are enough." in " ".join(first.stdout.split())
    again = fine(run(*precise))
    assert again.stderr.startswith("Already there, nothing was computed")
    assert again.stdout == first.stdout
    fine(run(*precise, "--workers", "1", "--out", "alone"))
    [alone] = (folder / "alone").iterdir()
    assert (alone.name, contents(alone)) == (only_result(folder).name, before)
    # As many replications, asked for as a number, are another result: other intervals, other name.
    fine(run(*files, "--replications", str(count)))
    assert len(list((folder / "results").iterdir())) == 2
