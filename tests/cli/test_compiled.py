"""The compiled copy: made beside the source, and the same to the byte. Needs a C compiler."""

from __future__ import annotations

import subprocess
import sys

from tools.compile_engine import COPY, ROOT, main


def test_the_compiled_copy_gives_the_same_bytes(tmp_path, capsys):
    """`main` refuses a copy whose records differ; the program run from the copy, with worker processes,
    writes the same tables."""
    assert main() == 0, capsys.readouterr().err
    assert not list((ROOT / "sim").rglob("*.so"))
    tables = []
    for folder in (ROOT, COPY):
        out = tmp_path / folder.name
        command = [sys.executable, str(folder / "run_scenario.py"), str(ROOT / "scenarios/front_desk.yaml")]
        options = ["--replications", "2", "--workers", "2", "--set", "run.measure=1 w", "--quiet"]
        subprocess.run([*command, *options, "--out", str(out)], cwd=tmp_path, check=True, capture_output=True)
        (result,) = out.glob("front_desk-*")
        tables.append({path.name: path.read_bytes() for path in result.glob("*.csv")})
    assert tables[0] == tables[1]
    assert "measures.csv" in tables[0]
