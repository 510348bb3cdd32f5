"""Writes an experience model as the file that a scenario's `experience` key names.

In: a fitted model. Out: YAML of the same form as `default.yaml`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import suppress
from math import isfinite, isnan
from pathlib import Path

from sim.errors import RunFailed, WrongUse
from sim.measures.experience.fit import FittedExperience, InstrumentFit
from sim.measures.experience.model import ExperienceModel, Feature, Instrument

_HEAD = """\
# Fitted to a survey: P(score <= k) = logistic(c_k - slope x eta), eta = sum of coefficient x feature.
# sd is the standard error; covariance is of the cutpoints, then the coefficients in the order of `features`.
"""


def write_model(found: FittedExperience, file: Path) -> None:
    """Write the file of a fitted model, whole or not at all.

    Raises
    ------
    WrongUse
        Where there is such a file already.
    RunFailed
        Where the disk refuses.
    """
    if file.exists():
        raise WrongUse(f"{file}: exists already; name another file, or remove it")
    aside = file.with_name(f".{file.name}.unfinished")
    try:
        aside.write_text(model_text(found), encoding="utf-8")
        aside.rename(file)
    except OSError as error:
        raise RunFailed(f"{file}: cannot be written ({error.strerror})") from None
    finally:
        with suppress(OSError):
            aside.unlink(missing_ok=True)


def model_text(found: FittedExperience) -> str:
    """The file of a fitted model, diagnostics included."""
    fits = {one.name: one for one in found.fits}
    lines = [f"title: {json.dumps(found.model.title, ensure_ascii=False)}"]
    lines.append(f"perceived_wait: {_map(factor=found.model.perceived, sd=found.model.perceived_sd)}")
    lines.append("features:")
    lines += [f"  {one.name}: {_feature(one)}" for one in found.model.features]
    lines.append("instruments:")
    for one in found.model.instruments.values():
        lines += _instrument(found.model, one, fits.get(one.name))
    lines += ["touchpoint:", f"  features: [{', '.join(found.model.local)}]"]
    return _HEAD + "\n".join(lines) + "\n"


def _feature(feature: Feature) -> str:
    more: dict[str, object] = {"cap": feature.cap} if isfinite(feature.cap) else {}
    if feature.name in ("wait", "menu"):
        more["scale"] = feature.scale_min
    if feature.either_sign:
        more["either_sign"] = True
    return _map(mean=feature.mean, sd=feature.sd, **more)


def _instrument(model: ExperienceModel, instrument: Instrument, fit: InstrumentFit | None) -> Iterator[str]:
    yield f"  {instrument.name}:"
    yield f"    lowest: {instrument.lowest}"
    yield f"    cutpoints: {_list(instrument.cutpoints.tolist())}"
    yield f"    shift_sd: {_value(instrument.shift_sd)}"
    yield f"    slope: {_map(mean=instrument.slope, sd=instrument.slope_sd)}"
    pairs = zip(model.features, instrument.coefficients, instrument.coefficient_sds, strict=True)
    own = [(one.name, mean, sd) for one, mean, sd in pairs if (mean, sd) != (one.mean, one.sd)]
    if own:
        yield "    coefficients:"
        yield from (f"      {name}: {_map(mean=mean, sd=sd)}" for name, mean, sd in own)
    if instrument.covariance is not None:
        yield "    covariance:"
        yield from (f"      - {_list(row)}" for row in instrument.covariance.tolist())
    if fit is not None:
        yield from _diagnostics(fit)


def _diagnostics(fit: InstrumentFit) -> Iterator[str]:
    yield "    fitted:      # how it was found; nothing reads it"
    yield f"      answers: {fit.answers}"
    yield f"      customers: {fit.customers}"
    yield f"      log_likelihood: {_value(fit.fitted.log_likelihood)}"
    yield "      converged: true"
    yield f"      penalised: [{', '.join(fit.penalised)}]   # pulled to the model before: seldom shown"
    yield f"      unseen_scores: {_list(fit.unseen)}"
    yield f"      answers_that_show: {_map(**fit.seen)}"
    tested = {name: chance for name, chance in fit.proportional.items() if not isnan(chance)}
    yield f"      proportional_odds_p: {_map(**tested)}   # small: low scores move otherwise"


def _map(**entries: object) -> str:
    return "{" + ", ".join(f"{name}: {_value(value)}" for name, value in entries.items()) + "}"


def _list(values: Iterable[object]) -> str:
    return "[" + ", ".join(_value(value) for value in values) + "]"


def _value(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value:.10g}" if isinstance(value, float) else str(value)
