"""A deck made: slides from a result, set out on a template, written whole or not at all."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

from sim.errors import WrongUse
from sim.report.charts.recorded import Recorded, read_recorded
from sim.report.deck.appendix import appendix
from sim.report.deck.body import body
from sim.report.deck.content import Slide
from sim.report.finished import Finished, notes_of, subject_of
from sim.report.reading import Findings
from sim.study.folder import disk_trouble, draft_of
from sim.sweeps.result import SweepResult
from sim.sweeps.staffing.result import OptimiseResult


def slides_of(result: Finished, record: tuple[Recorded, ...] = ()) -> tuple[Slide, ...]:
    """All slides of a result: the body, then the appendix; nothing is drawn yet.

    Parameters
    ----------
    record : what the organisation has recorded itself, to be set beside the base.
    """
    if isinstance(result, SweepResult):
        from sim.report.deck.sweeps import sweep_slides
        from sim.report.sweeps.reading import Swept

        return sweep_slides(Swept(result))
    if isinstance(result, OptimiseResult):
        from sim.report.deck.optimised import optimised_slides

        return optimised_slides(result)
    findings = Findings(result)
    return (*body(findings), *appendix(findings, record))


def write_deck(
    result: Finished, file: Path, template: Path | None = None, record: Path | None = None
) -> Path:
    """Write the deck of a result; the same result and template give the same bytes.

    Parameters
    ----------
    file : where to, a .pptx file; one that is there is replaced.
    template : the organisation's own .pptx; None: the built-in look.
    record : a CSV file of recorded figures.

    Raises
    ------
    WrongUse
        Where the template or the recorded figures cannot be used, or the file is no .pptx.
    RunFailed
        Where the file cannot be written.
    """
    if file.suffix.lower() != ".pptx":
        raise WrongUse(f"{file}: a deck is a .pptx file")
    content = deck_bytes(result, template, () if record is None else read_recorded(record))
    with draft_of(file.resolve().parent) as draft, disk_trouble(file):
        made = draft / file.name
        made.write_bytes(content)
        made.replace(file)
    return file


def deck_bytes(
    result: Finished, template: Path | None = None, record: tuple[Recorded, ...] = ()
) -> bytes:
    """The deck as the bytes of a file."""
    from sim.report.charts.style import styled
    from sim.report.deck.packing import packed
    from sim.report.deck.setting import set_out
    from sim.report.deck.template import stage
    from sim.report.deck.tongue import mark_letters

    ground = stage(template)
    with styled():
        for slide in slides_of(result, record):
            set_out(ground, slide)
    mark_letters(ground.presentation)
    _named(ground.presentation, result)
    written = BytesIO()
    ground.presentation.save(written)
    return packed(written.getvalue())


def _named(presentation: Any, result: Finished) -> None:
    """What the file says of itself: the question, and nobody's name."""
    core = presentation.core_properties
    core.title = subject_of(result)
    core.author = core.last_modified_by = core.comments = core.keywords = ""
    core.subject = "; ".join(one.title for one in notes_of(result))[:255]
    core.revision = 1
