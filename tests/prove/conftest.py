"""Long proofs are collected only when asked for by name: `pytest tests/prove`."""

from __future__ import annotations

from pathlib import Path

import pytest


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave this folder out unless an argument names it."""
    return None if any("prove" in argument for argument in config.args) else True
