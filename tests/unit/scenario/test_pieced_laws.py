"""Mixtures and recorded laws: quantiles and moments by hand and by scipy, how they are written and read."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest
from scipy import optimize, stats

from sim.errors import WrongInput
from sim.plan.compile import compile_plan
from sim.scenario.document import Document, read
from sim.scenario.kinds import RuleError
from sim.scenario.laws import (
    Constant,
    Exponential,
    Gamma,
    Law,
    Lognormal,
    Scaled,
    Triangular,
    Uniform,
    Weibull,
)
from sim.scenario.lawtext import duration_law, number_law
from sim.scenario.pieced_laws import Empirical, Mixture, Recorded
from sim.study.entrants import file_digests

MINUTE = 60e6
SHARES = np.concatenate([np.geomspace(1e-9, 0.01, 10), np.linspace(0.02, 0.98, 49), [0.999, 1 - 1e-9]])
TWO = Mixture((0.3, 0.7), (Exponential(MINUTE), Gamma(4.0, 2 * MINUTE)))
# 60, 120 and 300 seconds with weights 1, 2 and 1: mean 150 s, variance (90^2 + 2 * 30^2 + 150^2) / 4 s^2.
THREE = Empirical((60e6, 120e6, 300e6), (0.25, 0.75, 1.0))

SIMPLE: list[tuple[Law, object]] = [
    (Exponential(4.0), stats.expon(scale=4.0)),
    (Lognormal(0.4, 0.8), stats.lognorm(s=0.8, scale=math.exp(0.4))),
    (Gamma(0.3, 2.0), stats.gamma(0.3, scale=2.0)),
    (Weibull(2.5, 2.0), stats.weibull_min(2.5, scale=2.0)),
    (Uniform(1.0, 3.0), stats.uniform(1, 2)),
    (Triangular(5.0, 7.0, 10.0), stats.triang(0.4, 5, 5)),
    (Scaled(Exponential(2.0), 2.0), stats.expon(scale=4.0)),
]


@pytest.mark.parametrize(("law", "reference"), SIMPLE, ids=lambda value: repr(value)[:30])
def test_shares_and_spreads_are_those_of_scipy(law: Law, reference: stats.rv_frozen) -> None:
    for duration in (-1.0, 0.0, 0.7, 1.9, 5.5, 8.0, 12.0):
        assert law.share_upto(duration) == pytest.approx(reference.cdf(duration), abs=1e-12)
    assert law.sd() == pytest.approx(reference.std(), rel=1e-12)


def test_the_quantile_of_a_mixture_inverts_its_distribution_function() -> None:
    def share(duration: float) -> float:
        parts = stats.expon.cdf(duration, scale=MINUTE), stats.gamma.cdf(duration, 4, scale=2 * MINUTE)
        return 0.3 * parts[0] + 0.7 * parts[1]

    for u in SHARES.tolist():
        expected = optimize.brentq(lambda d, u=u: share(d) - u, 0, 1e4 * MINUTE, xtol=1e-10, rtol=1e-14)
        assert TWO.quantile(u) == pytest.approx(expected, rel=1e-6 if u > 1 - 1e-6 else 1e-9)
    samples = [TWO.sample(u) for u in SHARES.tolist()]
    assert samples == sorted(samples)


def test_mean_and_variance_of_a_mixture_by_hand() -> None:
    """Mean .3 * 1 + .7 * 8 min; second moment .3 * 2 + .7 * (16 + 64) min^2."""
    assert TWO.mean() == pytest.approx(5.9 * MINUTE, rel=1e-12)
    assert TWO.variance() == pytest.approx((0.6 + 56 - 5.9**2) * MINUTE**2, rel=1e-12)


def test_a_mixture_with_an_atom_keeps_it() -> None:
    law = Mixture((0.2, 0.8), (Constant(0), Exponential(MINUTE)))
    assert [law.sample(u) for u in (1e-9, 0.19, 0.2)] == [0, 0, 0]
    assert law.sample(0.2 + 1e-15) == 1
    assert law.sample(0.6) == round(MINUTE * math.log(2))


def test_a_recorded_duration_is_drawn_by_its_weight_and_nothing_between() -> None:
    below, above = math.nextafter(0.25, 0), math.nextafter(0.75, 0)
    assert [THREE.sample(u) for u in (1e-16, below, 0.25, above, 0.75, 1 - 1e-16)] == [
        60_000_000, 60_000_000, 120_000_000, 120_000_000, 300_000_000, 300_000_000,
    ]  # fmt: skip
    assert THREE.mean() == 150e6
    assert THREE.variance() == pytest.approx((90**2 + 2 * 30**2 + 150**2) / 4 * 1e12, rel=1e-12)
    assert [THREE.share_upto(d) for d in (59e6, 60e6, 299e6, 300e6)] == [0, 0.25, 0.75, 1]


def test_recorded_zeros_stay_zero() -> None:
    law = Empirical((0.0, 5e6), (0.5, 1.0))
    assert (law.sample(0.2), Scaled(law, 2.0).sample(0.2), Scaled(law, 2.0).sample(0.7)) == (0, 0, 10_000_000)


def test_laws_of_pieces_as_written() -> None:
    parts = {
        "short": {"share": "30 %", "law": "1 min"},
        "long": {"share": "rest", "law": {"exponential": "9 min"}},
    }
    assert duration_law({"mixture": parts}) == Mixture((0.3, 0.7), (Constant(60e6), Exponential(540e6)))
    written = {"empirical": {"file": "a.csv", "column": "talk", "unit": "s"}}
    assert duration_law(written) == Recorded("a.csv", "talk", "", 1_000_000)
    del written["empirical"]["unit"]
    assert number_law(written) == Recorded("a.csv", "talk", "", -1)


def mixture(*parts: dict[str, object]) -> dict[str, object]:
    """A mixture of parts a, b, ... as written."""
    return {"mixture": dict(zip("abc", parts, strict=False))}


@pytest.mark.parametrize(
    ("value", "rule"),
    [
        (mixture({"share": 1, "law": "1 min"}), "at least two named parts"),
        (mixture({"share": 0.5, "law": "1 s"}, {"share": 0.4, "law": "1 s"}), "not 90 %"),
        (
            {"mixture": {"a": {"share": "rest", "law": "1 s"}, "b": {"share": "rest", "law": "1 s"}}},
            "one rest",
        ),
        (mixture({"share": 0.5, "law": "1 s"}, {"share": 0.5}), "needs share and law"),
        (mixture({"share": 0.5, "law": 3}, {"share": 0.5, "law": "1 s"}), "needs a unit"),
        (
            {"mixture": {"a": {"share": 0.5, "law": "0 s"}, "b": {"share": 0.5, "law": "0 s"}}},
            "a part above 0",
        ),
        ({"empirical": {"file": "a.csv"}}, "needs file and column"),
        ({"empirical": {"file": "a.csv", "column": "x", "unit": "hours"}}, "must be one of ms"),
        ({"empirical": {"file": "a.csv", "column": "x", "unt": "s"}}, "unknown key"),
    ],
)
def test_what_is_no_law_of_pieces(value: object, rule: str) -> None:
    with pytest.raises(RuleError) as wrong:
        duration_law(value)
    assert rule in " ".join(text for _, text in wrong.value.found)


DESK = """
demand: {calls: {contact: help, rate: 20/h}}
teams: {desk: {scheduled: 6, hours: always, handles: {help: {}}}}
reasons: {help: {takes: {empirical: {file: talk.csv, column: talk, weights: n, unit: s}}}}
run: {warm_up: 0 d, measure: 1 d, follow_up: 1 d, replications: 2}
"""


def desk(folder: Path, rows: str, *sets: str) -> Document:
    """A desk whose handle times are recorded."""
    (folder / "talk.csv").write_text(f"talk,n\n{rows}", encoding="utf-8")
    (folder / "desk.yaml").write_text(DESK, encoding="utf-8")
    return read(folder / "desk.yaml", sets)


def test_a_column_becomes_a_law(tmp_path: Path) -> None:
    plan = compile_plan(desk(tmp_path, "300,1\n60,1\n120,1\n\n120,1\n90,0\n"))
    skill = plan.teams[0].skills[0]
    assert skill is not None
    assert skill.takes.values == (THREE,)


def test_the_content_of_the_file_is_part_of_the_digest(tmp_path: Path) -> None:
    one = file_digests(desk(tmp_path, "60,1\n"))
    other = file_digests(desk(tmp_path, "61,1\n"))
    assert one.keys() == other.keys() == {"talk.csv"}
    assert one != other


def test_a_file_with_faults_is_refused_with_its_lines(tmp_path: Path) -> None:
    with pytest.raises(WrongInput) as wrong:
        compile_plan(desk(tmp_path, "60,1\nabc,2\n300,-1\n1e300,1\n"))
    lines = [fault.place.line for fault in wrong.value.faults]
    assert lines == [3, 4, 5]
    assert "is longer than 5200 w, the longest duration there is, got 1e300" in str(wrong.value)
    assert "must be a number of at least 0, got abc" in str(wrong.value)


@pytest.mark.parametrize(
    ("rows", "rule"), [("", "no row below its headings"), ("0,1\n5,0\n", "holds nothing above 0")]
)
def test_a_file_without_a_duration_is_refused(tmp_path: Path, rows: str, rule: str) -> None:
    with pytest.raises(WrongInput, match=rule):
        compile_plan(desk(tmp_path, rows))


def test_a_missing_file_and_a_missing_column_are_refused(tmp_path: Path) -> None:
    with pytest.raises(WrongInput, match=r"no such file, got none\.csv"):
        desk(tmp_path, "60,1\n", "reasons.help.takes.empirical.file=none.csv")
    with pytest.raises(WrongInput, match="needs one column talks; there are talk, n"):
        compile_plan(desk(tmp_path, "60,1\n", "reasons.help.takes.empirical.column=talks"))


def test_recorded_laws_are_not_multiplied_and_mixtures_part_by_part(tmp_path: Path) -> None:
    with pytest.raises(WrongInput, match="time_factor multiplies it"):
        desk(tmp_path, "60,1\n", "reasons.help.takes={times: 2}")
    mixed = "{replace: {mixture: {a: {share: 0.5, law: 1 min}, b: {share: 0.5, law: {exponential: 2 min}}}}}"
    sets = (f"reasons.help.takes={mixed}", "reasons.help.takes={times: 2}")
    doubled = desk(tmp_path, "60,1\n", *sets).scenario.reasons["help"].takes
    assert doubled == Mixture((0.5, 0.5), (Constant(120e6), Exponential(240e6)))
    sets = (f"reasons.help.takes={mixed}", "reasons.help.takes.mixture.a.law=3 min")
    other = desk(tmp_path, "60,1\n", *sets).scenario.reasons["help"].takes
    assert other == Mixture((0.5, 0.5), (Constant(180e6), Exponential(120e6)))
