"""Charts as files, all of them or none: drawn aside, then moved to where they belong.

The same content, fonts and versions give the same bytes: no dates, no random names.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.report.charts.content import Chart
from sim.report.charts.fonts import advice, missing
from sim.report.charts.style import styled
from sim.study.folder import disk_trouble, draft_of

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_DPI = 160
_CHOICES: dict[str, dict[str, Any]] = {"png": {"pil_kwargs": {"compress_level": 4}}}   # half the time
_NAMELESS: dict[str, dict[str, Any]] = {
    "png": {"Software": None},
    "svg": {"Date": None, "Creator": None},
    "pdf": {"CreationDate": None, "Creator": None, "Producer": None},
}


def write_charts(charts: Sequence[Chart], folder: Path, formats: Sequence[str]) -> list[Path]:
    """Draw charts into a folder, which appears with all of them or is left as it was.

    Parameters
    ----------
    folder : made if it is not there; files of the same names in it are replaced.
    formats : of png, svg and pdf.

    Raises
    ------
    RunFailed
        Where the disk refuses.
    """
    with draft_of(folder.parent) as draft:
        for chart in charts:
            write_picture(chart.figure(), [draft / f"{chart.name}.{ending}" for ending in formats])
        with disk_trouble(folder):
            folder.mkdir(exist_ok=True)
            return [file.replace(folder / file.name) for file in sorted(draft.iterdir())]


def write_picture(figure: Figure, files: Iterable[Path]) -> None:
    """Write one picture, in the format of each file's ending."""
    with styled():
        for file in files:
            ending = file.suffix[1:]
            with disk_trouble(file.parent.parent):
                figure.savefig(file, dpi=_DPI, metadata=_NAMELESS[ending], **_CHOICES.get(ending, {}))


def picture_bytes(figure: Figure, ending: str, dpi: int = _DPI) -> bytes:
    """One picture as the bytes of a file of that ending."""
    written = BytesIO()
    with styled():
        figure.savefig(written, format=ending, dpi=dpi, metadata=_NAMELESS[ending])
    return written.getvalue()


def missing_font(charts: Sequence[Chart]) -> str:
    """Which font to install where letters of the charts cannot be drawn; "" where all can."""
    letters = missing(f"{one.alt} {one.heading.title} {one.heading.subtitle}" for one in charts)
    return advice(letters) if letters else ""
