"""Whether a simulation reproduces a closed form, at a size that would show a parameter 2 % off.

An interval that holds the true value proves little if it is wide. So each check asks two things: every
estimate's 99.9 % interval holds the closed form, and for every parameter (a rate, a duration, a patience)
the closed form with that parameter 2 % higher lies more than 1.25 half-widths away from the right one in at
least one measure (mostly 1.6 to 3). An engine wrong by 2 % is then caught: its estimate lies around the wrong
value, and passes only if chance moves it back by a quarter of a half-width or more, one standard error, in
every measure. Sizes were raised until this held; `test_agreement.py` lets it happen.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tests.theory.observed import Estimate, Measure, observe, plan_of

OFF = 1.02
CLEARLY = 1.25

Model = Callable[..., Mapping[str, float]]


def reproduces(
    name: str, measures: Mapping[str, Measure], model: Model, count: int = 24, **parameters: float
) -> None:
    """Assert that a textbook scenario reproduces a model.

    Parameters
    ----------
    name : of a file in scenarios/textbook.
    measures : what is estimated, by name.
    model : gives the expected value of each of them, from the parameters.
    count : replications.
    parameters : rates and durations, in minutes; each must be told from 1.02 times itself.
    """
    found = observe(plan_of(name), measures, count)
    expected = model(**parameters)
    assert not misses(found, expected), name
    for parameter, value in parameters.items():
        off = model(**{**parameters, parameter: value * OFF})
        shifts = {m: abs(off[m] - expected[m]) / max(found[m].half_width(), 1e-12) for m in measures}
        assert max(shifts.values()) > CLEARLY, f"{name}: {parameter} 2 % off would pass: {shifts}"


def misses(
    found: Mapping[str, Estimate], expected: Mapping[str, float]
) -> dict[str, tuple[Estimate, float]]:
    """The estimates whose intervals do not hold what is expected, beside it."""
    return {
        measure: (estimate, expected[measure])
        for measure, estimate in found.items()
        if not holds(estimate, expected[measure])
    }


def holds(estimate: Estimate, expected: float) -> bool:
    """Whether the interval holds a value; a microsecond's rounding is allowed for."""
    return abs(estimate.value - expected) <= estimate.half_width() + 1e-7
