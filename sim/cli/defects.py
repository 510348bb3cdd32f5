"""Failures that nobody foresaw, told without a traceback: what a user can do with them."""

from __future__ import annotations

import errno
import os
import tempfile
import traceback

_OF_THE_MACHINE = {
    errno.ENOSPC: "no space left where the output goes",
    errno.EDQUOT: "the disk quota is used up where the output goes",
    errno.EIO: "the output device failed",
    errno.EMFILE: "too many open files",
}


def explained(error: Exception) -> str:
    """One line for an exception: the machine's trouble in plain words, else a defect of the program
    with the file that holds the details."""
    if isinstance(error, OSError) and error.errno in _OF_THE_MACHINE:
        where = f" ({error.filename})" if error.filename else ""
        return f"Failed: {_OF_THE_MACHINE[error.errno]}{where}."
    if isinstance(error, MemoryError):
        return "Failed: not enough memory; try fewer workers: --workers 1."
    if isinstance(error, ModuleNotFoundError) and (error.name or "sim").partition(".")[0] != "sim":
        return (
            f"Failed: {error.name} is not installed for this Python; "
            "`make demo` installs it: .venv/bin/python run_scenario.py."
        )
    summary = f"{type(error).__name__}: {error}".splitlines()[0]
    return f"A defect of this program, not of your input: {summary}. {_kept(error)}"


def _kept(error: Exception) -> str:
    """Write the details to a file and say where."""
    try:
        handle, path = tempfile.mkstemp(prefix="run_scenario-", suffix=".txt")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write("".join(traceback.format_exception(error)))
    except OSError:
        return "The details could not be written."
    return f"Details: {path}"
