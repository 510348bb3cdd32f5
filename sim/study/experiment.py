"""A study from end to end: scenarios in, a result out, in memory and in its folder.

The replications of all scenarios run side by side; what was finished when Ctrl-C came is a result.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sim.scenario.document import Document
from sim.study.assembly import tables_of
from sim.study.doubt.further import LOST, Answers, Asked, Further, further
from sim.study.doubt.models import scoring_models
from sim.study.enough import Lived, Progress, live
from sim.study.entrants import Entrant, entrants_of, manifest_of, smallest_changes
from sim.study.execution import interrupts_held
from sim.study.folder import digest_of, draft_of, is_finished, run_log
from sim.study.job import Job, doubted_of
from sim.study.result import Precision, Result
from sim.study.storage import load_result, store
from sim.study.tables import table
from sim.study.wanted import HalfWidths, Wanted, wanted
from sim.study.warming import Found, find_warm_up, warm_up_open

_LONGEST_STEM = 200   # bytes


@dataclass(frozen=True, slots=True)
class Choices:
    """How a study is run; None where the base's file decides.

    Attributes
    ----------
    replications, seed : of all scenarios.
    workers : processes; results do not depend on it.
    records : also keep legs and journeys; needs `out`.
    out : where the result folder is made; None: nothing is written.
    name : how the folder's name begins; None: as the base's file.
    precision : measure to half-width, instead of a number of replications.
    at_most : the most replications that precision may take.
    uncertain : draws of the assumed numbers in an outer sample; 0: they are taken as written.
    what_matters : also move each assumed number through its range.
    """

    replications: int | None = None
    seed: int | None = None
    workers: int = 1
    records: bool = False
    out: Path | None = None
    name: str | None = None
    precision: HalfWidths | None = None
    at_most: int | None = None
    uncertain: int = 0
    what_matters: bool = False

    @property
    def further(self) -> Asked:
        """What is asked beyond the comparison."""
        return Asked(self.uncertain, self.what_matters)


def run_study(
    documents: Sequence[Document],
    choices: Choices,
    progress: Progress,
    text: Callable[[Result], str],
) -> Result:
    """Run scenarios, the first as the base of the others, and store what was found.

    Parameters
    ----------
    progress : told after each replication.
    text : writes the findings for people; they are stored, too.

    Returns
    -------
    Result
        A finished result of the same content is read from disk instead of being computed again. After
        Ctrl-C, the result of the first replications: `result.replications < result.asked`.

    Raises
    ------
    WrongInput, WrongUse
        Where the scenarios cannot be run or compared.
    RunFailed
        Where a worker dies or nothing can be written.
    NotStored
        Where only writing failed.
    Interrupted
        On Ctrl-C before anything was finished.
    """
    to_find = warm_up_open(documents)
    entrants = entrants_of([document.provisional for document in documents], choices.seed)
    want = _wanted(documents[0], choices)
    manifest = manifest_of(entrants, want.named, choices.records) | choices.further.manifest
    if choices.out is not None and is_finished(_folder(choices, entrants, manifest)):
        return load_result(_folder(choices, entrants, manifest))
    more = further(entrants, choices.further, want.first)
    began = time.monotonic()
    with ExitStack() as stack:
        draft = None if choices.out is None else stack.enter_context(draft_of(choices.out))
        warmed = _warmed(documents, entrants, choices, progress) if to_find else None
        if warmed:
            found = [document.in_window(warm_up=warmed.warm_up) for document in documents]
            entrants = entrants_of(found, choices.seed)
            more = further(entrants, choices.further, want.first)
        job = _job(entrants, draft if choices.records else None)
        lived = live(job, want, choices.workers, progress if more is None else more.behind(progress))
        answers = _answers(more, lived, job, choices, progress)
        with interrupts_held():
            result = _with_series(_result(entrants, lived, want, choices, answers), warmed)
            if draft is None:
                return result
            folder = _folder(choices, entrants, result.manifest)
            if is_finished(folder):
                return replace(load_result(folder), asked=lived.asked, lost=result.lost)
            if choices.records:
                from sim.study.rows import join_rows

                join_rows(draft, job.names, len(lived.replications))
            return store(result, draft, folder, text, run_log(choices.workers, time.monotonic() - began))


def _answers(
    more: Further | None, lived: Lived, job: Job, choices: Choices, progress: Progress
) -> Answers:
    """The answers to what is asked beyond the comparison, which must be whole."""
    if more is None:
        return Answers()
    if not lived.finished:
        return Answers(lost=LOST)
    ahead, first = more.behind(progress), lived.asked
    written = [doubted_of([one.seen[place] for one in lived.replications]) for place in range(len(job.plans))]
    return more.answered(written, job.settings[0], choices.workers, lambda done: ahead(first + done, first))


def _job(entrants: Sequence[Entrant], rows_to: Path | None) -> Job:
    keep = rows_to is not None
    model, seed = entrants[0].settings.experience, entrants[0].plan.seed
    models = scoring_models(model, seed) if len(entrants) > 1 else ()
    return Job(
        names=tuple(one.note.name for one in entrants),
        plans=tuple(one.plan for one in entrants),
        settings=tuple(replace(one.settings, keep_journeys=keep, models=models) for one in entrants),
        smallest=smallest_changes(entrants[0].note),
        rows_to=rows_to,
    )


def _warmed(
    documents: Sequence[Document], entrants: Sequence[Entrant], choices: Choices, progress: Progress
) -> Found:
    """The warm-up that the scenarios leave open."""
    seed = entrants[0].plan.seed
    return find_warm_up(documents, seed, choices.workers, lambda done: progress(done, None))


def _with_series(result: Result, warmed: Found | None) -> Result:
    """The result with the table of what its warm-up was found by."""
    if warmed is None:
        return result
    rows = warmed.rows([one.name for one in result.scenarios])
    return replace(result, tables=replace(result.tables, warm_up=table("warm_up", rows)))


def _wanted(base: Document, choices: Choices) -> Wanted:
    return wanted(base.scenario.run, choices.replications, choices.precision, choices.at_most)


def _result(
    entrants: Sequence[Entrant], lived: Lived, want: Wanted, choices: Choices, answers: Answers
) -> Result:
    count = len(lived.replications)
    manifest = manifest_of(entrants, want.named if lived.finished else count, choices.records)
    return Result(
        scenarios=tuple(one.note for one in entrants),
        tables=answers.added_to(tables_of(entrants, lived.replications, lived.pilots)),
        seed=entrants[0].plan.seed,
        replications=count,
        asked=lived.asked,
        manifest=manifest if answers.lost else manifest | choices.further.manifest,
        lost=answers.lost,
        precision=Precision(want.half_widths, want.most, want.first) if lived.pilots else None,
    )


def _folder(choices: Choices, entrants: Sequence[Entrant], manifest: dict[str, Any]) -> Path:
    assert choices.out is not None
    # A file's name may fill the 255 bytes that file systems allow, and the digest must find room.
    stem = entrants[0].note.name.encode()[:_LONGEST_STEM].decode(errors="ignore")
    return choices.out / f"{choices.name or stem}-{digest_of(manifest)}"
