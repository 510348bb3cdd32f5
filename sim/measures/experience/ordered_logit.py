"""Fits an ordered logit: answers on a scale and what was lived in, coefficients with their covariance out.

P(Y <= k) = logistic(c_k - x b): proportional odds, McCullagh 1980, "Regression models for ordinal data",
JRSS B 42(2), eq. 2.1. Parameters are the cutpoints c, ascending, then the coefficients b.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from sim.errors import RunFailed

Floats = NDArray[np.float64]
Codes = NDArray[np.int64]

_FLAT = 1e-6        # of the mean gradient: from there one Newton step is exact to rounding
_KNOWN = 0.01       # of the information along any direction: less is a standard error of 10
_LEAST = 1e-300     # of a probability, so that its logarithm is finite


@dataclass(frozen=True)
class Answers:
    """Answers to one question.

    Attributes
    ----------
    category : shape (n,), from 0 to the number of cutpoints.
    observed : shape (n, k), what may move the answer.
    cutpoints : their number.
    weights : shape (n,), what each answer counts.
    clusters : shape (n,), who answered; answers of one customer are not independent.
    names : of the columns of `observed`, for messages.
    """

    category: Codes
    observed: Floats
    cutpoints: int
    weights: Floats
    clusters: Codes
    names: tuple[str, ...] = ()

    @cached_property
    def upper(self) -> Floats:
        """Derivative of the upper end's argument, c_y - x b; shape (n, parameters)."""
        return self._ends(self.category, self.category < self.cutpoints)

    @cached_property
    def lower(self) -> Floats:
        """Derivative of the lower end's argument, c_(y-1) - x b."""
        return self._ends(self.category - 1, self.category > 0)

    def _ends(self, place: Codes, exists: NDArray[np.bool_]) -> Floats:
        rows = np.flatnonzero(exists)
        marks = np.zeros((len(self.category), self.cutpoints))
        marks[rows, place[rows]] = 1.0
        return np.hstack([marks, -self.observed])


@dataclass(frozen=True, slots=True)
class Penalty:
    """Normal beliefs about parameters: centre and precision (1 / SD squared, 0 for none); (parameters,)."""

    centre: Floats
    precision: Floats


@dataclass(frozen=True, slots=True)
class Fitted:
    """A fitted ordered logit.

    Attributes
    ----------
    parameters : cutpoints, then coefficients.
    covariance : shape (parameters, parameters); robust to answers that are alike within a cluster.
    log_likelihood : of the answers, without the penalty.
    """

    parameters: Floats
    covariance: Floats
    log_likelihood: float

    @property
    def standard_errors(self) -> Floats:
        """Roots of the covariance's diagonal."""
        return np.sqrt(np.diag(self.covariance))


def log_likelihoods(answers: Answers, parameters: Floats) -> Floats:
    """The logarithm of each answer's probability; shape (n,)."""
    return np.log(_probabilities(answers, parameters)[0])


def scores(answers: Answers, parameters: Floats) -> Floats:
    """The gradient of each answer's log-likelihood; shape (n, parameters)."""
    chance, above, below = _probabilities(answers, parameters)
    upper, lower = (_density(end) / chance for end in (above, below))
    return upper[:, None] * answers.upper - lower[:, None] * answers.lower


def hessian(answers: Answers, parameters: Floats) -> Floats:
    """Second derivatives of the weighted log-likelihood; negative definite (Pratt 1981, JASA 76)."""
    chance, above, below = _probabilities(answers, parameters)
    each = scores(answers, parameters)
    found: Floats = -(each.T * answers.weights) @ each
    for sign, end, design in ((1.0, above, answers.upper), (-1.0, below, answers.lower)):
        curve = _density(end) * (1 - 2 * _logistic(end)) / chance * answers.weights
        found += sign * (design.T * curve) @ design
    return found


def fit(answers: Answers, penalty: Penalty) -> Fitted:
    """The penalised maximum of the likelihood.

    Returns
    -------
    Fitted
        With the sandwich covariance H^-1 (M + P) H^-1: H the information with the penalty, M the sum over
        clusters of the outer products of their gradients, times G/(G-1) x (n-1)/(n-p), P the penalty's
        precision (Liang & Zeger 1986, Biometrika 73; White 1982, Econometrica 50). A parameter that no
        answer tells about keeps the centre and the SD of its penalty.

    Raises
    ------
    RunFailed
        Where the answers do not tell the coefficients: something foretells them without exception, or two
        features always go together.
    """
    from scipy.optimize import minimize

    total = float(answers.weights.sum())

    def loss(parameters: Floats) -> float:
        if (np.diff(parameters[: answers.cutpoints]) <= 0).any():
            return np.inf
        apart = parameters - penalty.centre
        likelihood = answers.weights @ log_likelihoods(answers, parameters)
        return float(0.5 * penalty.precision @ apart**2 - likelihood) / total

    def slope(parameters: Floats) -> Floats:
        pull = penalty.precision * (parameters - penalty.centre)
        gradient: Floats = (pull - answers.weights @ scores(answers, parameters)) / total
        return gradient

    def curve(parameters: Floats) -> Floats:
        return (np.diag(penalty.precision) - hessian(answers, parameters)) / total

    found = minimize(loss, _start(answers), jac=slope, hess=curve, method="trust-exact",
                     options={"gtol": _FLAT, "maxiter": 200})
    _check_known(answers, total * curve(found.x))
    best = found.x - np.linalg.solve(curve(found.x), slope(found.x))
    if np.abs(slope(best)).max() > _FLAT:
        raise RunFailed("the coefficients that fit best were not found in 200 steps")
    likelihood = float(answers.weights @ log_likelihoods(answers, best))
    return Fitted(best, _sandwich(answers, penalty, best), likelihood)


def _check_known(answers: Answers, information: Floats) -> None:
    values, vectors = np.linalg.eigh(information)
    if values[0] >= _KNOWN:
        return
    sizes = np.abs(vectors[answers.cutpoints :, 0])
    involved = [name for name, size in zip(answers.names, sizes, strict=False) if size > sizes.max() / 2]
    raise RunFailed(
        f"the answers do not tell the coefficients of {' and '.join(involved) or 'the features'}: either "
        "they foretell an answer without exception, or they always go together"
    )


def proportional_odds(answers: Answers, penalty: Penalty, fitted: Fitted) -> Floats:
    """How well each coefficient fits all cutpoints alike: a p-value for each.

    A score test of one that grows along the scale, b + g x (k - middle), against g = 0 (the constrained
    model of Peterson & Harrell 1990, Applied Statistics 39, eq. 4), robust to clusters (Boos 1992, American
    Statistician 46). Small: the feature moves the low scores otherwise than the high ones. nan: not seen.
    """
    from scipy.special import chdtrc

    tilted = _Tilted(**{one.name: getattr(answers, one.name) for one in fields(Answers)})
    size, features = len(fitted.parameters), answers.observed.shape[1]
    extended = np.concatenate([fitted.parameters, np.zeros(features)])
    information = -hessian(tilted, extended)
    information[:size, :size] += np.diag(penalty.precision)
    each = _by_cluster(answers, answers.weights[:, None] * scores(tilted, extended))
    found = np.full(features, np.nan)
    for place in range(features):
        more = size + place
        share = np.linalg.solve(information[:size, :size], information[:size, more])
        clear = each[:, more] - each[:, :size] @ share
        spread = float(clear @ clear)
        if answers.observed[:, place].any() and spread > 0:
            found[place] = chdtrc(1, clear.sum() ** 2 / spread)
    return found


class _Tilted(Answers):
    """Answers with a second coefficient for each feature, which grows along the scale."""

    def _ends(self, place: Codes, exists: NDArray[np.bool_]) -> Floats:
        along = (place - (self.cutpoints - 1) / 2)[:, None]
        return np.hstack([super()._ends(place, exists), -self.observed * along])


def _probabilities(answers: Answers, parameters: Floats) -> tuple[Floats, Floats, Floats]:
    """The probability of each answer, and the arguments of its upper and lower end."""
    above = np.where(answers.category < answers.cutpoints, answers.upper @ parameters, np.inf)
    below = np.where(answers.category > 0, answers.lower @ parameters, -np.inf)
    # Far out on the right, 1 - F is exact where F is 1: the difference is taken on the nearer side.
    right = np.where(np.isinf(above), below, above) > 0
    chance = np.where(right, _logistic(-below) - _logistic(-above), _logistic(above) - _logistic(below))
    return np.maximum(chance, _LEAST), above, below


def _logistic(value: Floats) -> Floats:
    from scipy.special import expit

    found: Floats = expit(value)
    return found


def _density(value: Floats) -> Floats:
    return _logistic(value) * _logistic(-value)


def _start(answers: Answers) -> Floats:
    """Cutpoints as the answers are spread, coefficients of 0."""
    counts = np.bincount(answers.category, answers.weights, answers.cutpoints + 1) + 0.5
    below = np.cumsum(counts)[:-1] / counts.sum()
    return np.concatenate([np.log(below / (1 - below)), np.zeros(answers.observed.shape[1])])


def _sandwich(answers: Answers, penalty: Penalty, parameters: Floats) -> Floats:
    each = _by_cluster(answers, answers.weights[:, None] * scores(answers, parameters))
    groups, size = len(each), len(answers.category)
    small = groups / max(groups - 1, 1) * (size - 1) / max(size - len(parameters), 1)
    beliefs = np.diag(penalty.precision)
    bread = np.linalg.inv(beliefs - hessian(answers, parameters))
    found: Floats = bread @ (small * each.T @ each + beliefs) @ bread
    return (found + found.T) / 2


def _by_cluster(answers: Answers, each: Floats) -> Floats:
    _, place = np.unique(answers.clusters, return_inverse=True)
    sums = np.zeros((int(place.max()) + 1, each.shape[1]))
    np.add.at(sums, place, each)
    return sums
