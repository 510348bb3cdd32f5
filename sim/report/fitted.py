"""What fitting the experience model to a survey found, in tables and sentences.

In: a fitted model. Out: plain text.
"""

from __future__ import annotations

from collections.abc import Iterator

from sim.measures.experience.fit import FEWEST, FittedExperience, InstrumentFit
from sim.measures.experience.model import INSTRUMENTS
from sim.report.explanation.phrases import plural
from sim.report.locales import listed
from sim.report.tables import WIDEST, columns, heading, paragraph

TITLES = {"ces": "Ease (CES)", "csat": "Satisfaction (CSAT)", "nps": "Recommendation (NPS)"}
_DOUBTFUL = 0.01


def fitted_text(found: FittedExperience, width: int = WIDEST) -> str:
    """All that is to be said of a fit."""
    lines = [*paragraph(found.model.title, width), *_survey(found, width)]
    for fit in found.fits:
        lines += [*heading(f"{TITLES[fit.name]}: {_size(fit)}", width), *_coefficients(found, fit, width)]
        if fit.name in found.moved:
            lines += _sensitivity(found, fit, width)
    return "\n".join([*lines, *_about(found, width)]) + "\n"


def _survey(found: FittedExperience, width: int) -> Iterator[str]:
    survey = found.survey
    if survey.unanswered:
        yield from paragraph(f"{plural(survey.unanswered, 'row')} without any answer: left out.", width)
    if survey.unused:
        yield from paragraph(f"Columns that were not used: {listed(survey.unused)}.", width)
    few = [name for name in INSTRUMENTS if name not in {fit.name for fit in found.fits}]
    if few:
        names = listed(TITLES[name] for name in few)
        yield from paragraph(f"Fewer than {FEWEST} answers, so it stays as it was: {names}.", width)


def _size(fit: InstrumentFit) -> str:
    return f"{plural(fit.answers, 'answer')} of {plural(fit.customers, 'customer')}"


def _coefficients(found: FittedExperience, fit: InstrumentFit, width: int) -> Iterator[str]:
    before = found.believed.instruments[fit.name]
    rows = [["coefficient", "fitted", "95 % interval", "before", "answers", ""]]
    estimates = zip(fit.seen.items(), fit.coefficients, fit.standard_errors, before.coefficients, strict=True)
    for (name, seen), value, error, believed in estimates:
        ends = f"{value - 1.96 * error:.2f} to {value + 1.96 * error:.2f}"
        mark = "*" if name in fit.penalised else ""
        rows.append([name, f"{value:.2f}", ends, f"{before.slope * believed:.2f}", str(seen), mark])
    yield from columns(rows, width)
    yield from paragraph("Answers: those that show it. Standard errors are by customer.", width)
    if fit.penalised:
        yield from paragraph(
            f"* fewer than {FEWEST} answers show it: pulled to the model before, as far as that one is sure.",
            width,
        )
    if fit.unseen:
        scores = listed(map(str, fit.unseen))
        yield from paragraph(f"Nobody gave {scores}: each such score counts as half an answer.", width)
    uneven = [name for name, chance in fit.proportional.items() if chance < _DOUBTFUL]
    if uneven:
        yield from paragraph(
            f"! {listed(uneven)}: low scores move otherwise than high ones (proportional odds rejected at "
            "1 %), so one coefficient tells only the average of both.",
            width,
        )
    yield from paragraph(f"Log-likelihood {fit.fitted.log_likelihood:.1f}; the fit converged.", width)


def _sensitivity(found: FittedExperience, fit: InstrumentFit, width: int) -> Iterator[str]:
    """How the coefficients move if answering depends on the score."""
    yield ""
    yield from paragraph(
        f"If answering depends on the score, {found.odds:g} times the odds from one end of the scale to the "
        "other:",
        width,
    )
    rows = [["coefficient", "fitted", "best answer more", "worst answer more"]]
    for name, *values in zip(fit.seen, fit.coefficients, *found.moved[fit.name], strict=True):
        rows.append([name, *(f"{value:.2f}" for value in values)])
    yield from columns(rows, width)


def _about(found: FittedExperience, width: int) -> Iterator[str]:
    yield ""
    yield from paragraph(
        "Fitted coefficients tell what goes together in this survey, not what causes what; those who did not "
        "answer are not in it.",
        width,
    )
