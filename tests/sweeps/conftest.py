"""What the tests of sweeps share: a folder with a sweep, and what the sweep gives if nothing disturbs it."""

from __future__ import annotations

from pathlib import Path

import pytest

from .running import run, tables, written


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the sweep."""
    return written(tmp_path)


@pytest.fixture(scope="session")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The tables of a serial run."""
    folder = written(tmp_path_factory.mktemp("undisturbed"))
    run(folder, "--on", "serial")
    return tables(folder)
