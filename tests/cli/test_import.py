"""`import` makes files that run at once, says what it took for granted, and writes over nothing."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Run, fine

TABLE = "Dato;Tid;Tilbudte opkald;Besvarede;Tabte;AHT;Agenter\n" + "".join(
    f"{day:02d}-03-2026;{hour:02d}:00;40;38;2;3:00;4,5\n" for day in (2, 3, 16) for hour in (8, 9, 10)
)


def test_intervals_become_a_scenario_that_runs(run: Run, folder: Path) -> None:
    (folder / "march.csv").write_text(TABLE)
    ended = fine(run("import", "intervals", "march.csv"))
    assert "march.yaml is written" in ended.stdout
    assert "- dates are read day-first: a number above 12 tells" in ended.stderr
    said = (ended.stdout + ended.stderr).splitlines()
    assert max(len(line) for line in said if "run_scenario.py" not in line) <= 80   # a command is not broken
    assert "march, 2026-03-02 to 2026-03-16" in fine(
        run("march.yaml", "--replications", "2", "--quiet")
    ).stdout


def test_a_file_that_is_there_is_not_touched(run: Run, folder: Path) -> None:
    (folder / "march.csv").write_text(TABLE)
    (folder / "mine.yaml").write_text("mine")
    ended = run("import", "intervals", "march.csv", "--to", "mine.yaml")
    assert ended.returncode == 2
    assert ended.stderr == "mine.yaml: is there already; name another with --to FILE\n"
    assert (folder / "mine.yaml").read_text() == "mine"


def test_faults_of_a_table_end_with_code_2_and_write_nothing(run: Run, folder: Path) -> None:
    (folder / "march.csv").write_text(TABLE.replace(";38;", ";38x;").replace("16-03", "32-03"))
    ended = run("import", "intervals", "march.csv")
    assert ended.returncode == 2
    assert len(ended.stderr.splitlines()) == 12   # nine counts, three dates
    assert "march.csv:2:4 Besvarede: must be a number, got 38x" in ended.stderr
    assert "march.csv:8:1 Dato: is no day of the calendar, got 32-03-2026" in ended.stderr
    assert not (folder / "march.yaml").exists()


def test_actuals_say_yes_or_no_and_leave_a_table(run: Run, folder: Path) -> None:
    (folder / "march.csv").write_text(TABLE)
    fine(run("import", "intervals", "march.csv"))
    ended = fine(run("actuals", "march.yaml", "march.csv", "--replications", "4", "--margin", "15%"))
    assert "Does the model reproduce the record within 15 %? " in ended.stdout
    assert (folder / "actuals.csv").read_text().startswith("measure,group,value,low,high,simulated,")
    again = run("actuals", "march.yaml", "march.csv")
    assert again.returncode == 2
    assert again.stderr == "actuals.csv: is there already; name another with --to FILE\n"
    assert "must be above 0 %" in run("actuals", "march.yaml", "march.csv", "--margin", "0%").stderr


def test_a_roster_becomes_an_alternative(run: Run, folder: Path) -> None:
    (folder / "week.csv").write_text("antal;dag;fra;til\n3;mon-fri;09:00;17:00\n")
    ended = fine(run("import", "roster", "week.csv", "--for", "tiny.yaml"))
    assert "run_scenario.py tiny.yaml week.yaml\n" in ended.stdout
    assert "teams.desk.shifts" in fine(run("explain", "week.yaml")).stdout
