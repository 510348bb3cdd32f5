"""Fits the experience model to a survey: the default where answers are few, the answers where they are many.

In: a survey and the model that one believes so far. Out: a model with its covariance, and diagnostics.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from math import inf

import numpy as np

from sim.errors import Fault, Place, WrongInput, WrongUse
from sim.measures.experience.model import INSTRUMENTS, ExperienceModel, Feature, Instrument, features
from sim.measures.experience.ordered_logit import Answers, Fitted, Floats, Penalty, fit, proportional_odds
from sim.measures.experience.survey import Survey

FEWEST = 20
"""Below so many answers a question is not fitted, and a coefficient is pulled to the believed one."""

_UNSEEN = 0.5     # of an answer, for each score that nobody gave
_LEAST_SD = 1e-3  # of a belief that is sure


@dataclass(frozen=True, slots=True)
class InstrumentFit:
    """One question fitted.

    Attributes
    ----------
    name : ces, csat or nps.
    answers, customers : how many.
    fitted : cutpoints, then coefficients in the order of the model's features.
    seen : feature to the answers that show it: in which it is not as in most.
    penalised : features below `FEWEST`, whose coefficient was pulled to the believed one.
    unseen : scores that nobody gave; each stands for half an answer at an average journey.
    proportional : feature to the p-value of its proportional odds; nan where it was not seen.
    """

    name: str
    answers: int
    customers: int
    fitted: Fitted
    seen: dict[str, int]
    penalised: tuple[str, ...]
    unseen: tuple[int, ...]
    proportional: dict[str, float]

    @property
    def coefficients(self) -> Floats:
        """One a feature."""
        return self.fitted.parameters[-len(self.seen) :]

    @property
    def standard_errors(self) -> Floats:
        """Of the coefficients."""
        return self.fitted.standard_errors[-len(self.seen) :]


@dataclass(frozen=True, slots=True)
class FittedExperience:
    """A model fitted to a survey.

    Attributes
    ----------
    model : the fitted model; questions with few answers are as they were believed to be.
    believed : the model before.
    fits : the questions that were fitted.
    survey : what was fitted to.
    odds : of answering, the best score's over the worst one's, that `moved` supposes.
    moved : question to its coefficients if the satisfied answer more readily by `odds`, and if the
        dissatisfied do; empty if it was not asked for.
    """

    model: ExperienceModel
    believed: ExperienceModel
    fits: tuple[InstrumentFit, ...]
    survey: Survey
    odds: float = 1.0
    moved: dict[str, tuple[Floats, Floats]] = field(default_factory=dict)


def fit_experience(survey: Survey, believed: ExperienceModel, name: str = "survey") -> FittedExperience:
    """Fit each question that was answered often enough, for itself.

    The coefficients of CES become the model's shared ones; other questions get their own. Questions that
    were not fitted keep their cutpoints, slope and own coefficients, and follow the shared ones.

    Parameters
    ----------
    name : of the survey, for the model's title and for messages.

    Raises
    ------
    WrongInput
        Where no question was answered at least `FEWEST` times by two customers or more.
    RunFailed
        Where the answers have no largest likelihood.
    """
    observed = features(believed, survey.lived)
    fits = tuple(
        _fit_instrument(survey, observed, believed, one) for one in INSTRUMENTS if _enough(survey, one)
    )
    if not fits:
        rule = f"needs at least {FEWEST} answers to one of {', '.join(INSTRUMENTS)}, by two customers or more"
        raise WrongInput([Fault(Place(name), "", rule)])
    return FittedExperience(_fitted_model(believed, fits, name), believed, fits, survey)


def if_answering_depends(found: FittedExperience, odds: float) -> FittedExperience:
    """The same fit, with how its coefficients move if answering depends on the score, either way.

    Raises
    ------
    WrongUse
        Where `odds` is not above 1.
    """
    if not 1 < odds < inf:
        raise WrongUse(f"the odds by which answering depends on the score must be above 1, got {odds:g}")
    observed = features(found.believed, found.survey.lived)

    def coefficients(name: str, by: float) -> Floats:
        survey = reweighted(found.survey, name, by)
        return _fit_instrument(survey, observed, found.believed, name).coefficients

    moved = {fit.name: (coefficients(fit.name, odds), coefficients(fit.name, 1 / odds)) for fit in found.fits}
    return replace(found, odds=odds, moved=moved)


def reweighted(survey: Survey, instrument: str, odds: float) -> Survey:
    """The survey as if who gives the best score had answered at `odds` times the odds of the worst.

    Each answer counts by the inverse of its chance of being given (Horvitz & Thompson 1952, JASA 47), which
    falls or rises along the scale by equal factors. As few customers answer, odds stand for chances.
    """
    lowest, highest = INSTRUMENTS[instrument]
    along = np.nan_to_num((survey.scores[instrument] - lowest) / (highest - lowest))
    return replace(survey, weights=survey.weights * odds**-along)


def _enough(survey: Survey, name: str) -> bool:
    given = ~np.isnan(survey.scores.get(name, np.array([np.nan])))
    return int(given.sum()) >= FEWEST and len(np.unique(survey.customers[given])) > 1


def _fit_instrument(
    survey: Survey, observed: Floats, believed: ExperienceModel, name: str
) -> InstrumentFit:
    rows = np.flatnonzero(~np.isnan(survey.scores[name]))
    instrument, lived = believed.instruments[name], observed[rows]
    seen = {one.name: _showing(lived[:, place]) for place, one in enumerate(believed.features)}
    answers = _answers(survey, instrument, lived, tuple(seen))
    penalty = _penalty(instrument, [count < FEWEST for count in seen.values()])
    fitted = fit(answers, penalty)
    tested = proportional_odds(answers, penalty, fitted).tolist()
    return InstrumentFit(
        name=name,
        answers=len(rows),
        customers=len(np.unique(survey.customers[rows])),
        fitted=fitted,
        seen=seen,
        penalised=tuple(one for one, count in seen.items() if count < FEWEST),
        unseen=tuple(np.setdiff1d(instrument.scores, survey.scores[name]).tolist()),
        proportional=dict(zip(seen, tested, strict=True)),
    )


def _showing(column: Floats) -> int:
    """Answers in which a feature is not as in most."""
    _, counts = np.unique(column, return_counts=True)
    return int(len(column) - counts.max())


def _answers(
    survey: Survey, instrument: Instrument, lived: Floats, names: tuple[str, ...]
) -> Answers:
    """The answers, and half of one for each category that nobody chose, at an average journey."""
    rows = np.flatnonzero(~np.isnan(survey.scores[instrument.name]))
    weights = survey.weights[rows] / survey.weights[rows].mean()
    category = (survey.scores[instrument.name][rows] - instrument.lowest).astype(np.int64)
    unseen = np.setdiff1d(np.arange(len(instrument.scores)), category)
    extra = len(unseen)
    return Answers(
        category=np.concatenate([category, unseen]),
        observed=np.vstack([lived, np.tile(np.average(lived, axis=0, weights=weights), (extra, 1))]),
        cutpoints=len(instrument.cutpoints),
        weights=np.concatenate([weights, np.full(extra, _UNSEEN)]),
        clusters=np.concatenate([survey.customers[rows], -1 - np.arange(extra)]),
        names=names,
    )


def _penalty(instrument: Instrument, pulled: list[bool]) -> Penalty:
    """Beliefs about the coefficients of which little is seen; none about the others and the cutpoints."""
    sds = np.maximum(instrument.slope * instrument.coefficient_sds, _LEAST_SD)
    free = np.zeros(len(instrument.cutpoints))
    return Penalty(
        centre=np.concatenate([free, instrument.slope * instrument.coefficients]),
        precision=np.concatenate([free, np.where(pulled, 1.0 / sds**2, 0.0)]),
    )


def _fitted_model(
    believed: ExperienceModel, fits: tuple[InstrumentFit, ...], name: str
) -> ExperienceModel:
    found = {one.name: one for one in fits}
    shared = believed.features
    if "ces" in found:
        pairs = zip(shared, found["ces"].coefficients, found["ces"].standard_errors, strict=True)
        shared = tuple(
            replace(one, mean=float(mean), sd=float(sd), either_sign=True) for one, mean, sd in pairs
        )
    return replace(
        believed,
        title=f"Experience model fitted to {name}",
        features=shared,
        instruments={
            one.name: _fitted_instrument(one, found[one.name]) if one.name in found
            else _following(one, believed, shared)
            for one in believed.instruments.values()
        },
    )


def _fitted_instrument(instrument: Instrument, found: InstrumentFit) -> Instrument:
    size = len(instrument.cutpoints)
    return replace(
        instrument,
        cutpoints=found.fitted.parameters[:size],
        coefficients=found.coefficients,
        coefficient_sds=found.standard_errors,
        slope=1.0,
        slope_sd=0.0,
        shift_sd=0.0,
        covariance=found.fitted.covariance,
    )


def _following(instrument: Instrument, believed: ExperienceModel, shared: tuple[Feature, ...]) -> Instrument:
    """A question that was not fitted: the shared coefficients are the new ones, its own stay."""
    means, sds = instrument.coefficients.copy(), instrument.coefficient_sds.copy()
    for place, (before, after) in enumerate(zip(believed.features, shared, strict=True)):
        if (means[place], sds[place]) == (before.mean, before.sd):
            means[place], sds[place] = after.mean, after.sd
    return replace(instrument, coefficients=means, coefficient_sds=sds)
