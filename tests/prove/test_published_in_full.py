"""Published simulation results at their full size or more; the findings go to docs/proofs.md."""

from __future__ import annotations

import pytest

from tests.prove import proofs
from tests.theory.agreement import holds
from tests.theory.published import Printed, Study
from tests.theory.studies import STUDIES

LEAST = 400
"""Ten runs of a call line are too few to tell much; ours are more."""


@pytest.mark.parametrize("study", STUDIES, ids=lambda study: study.scenario)
def test_published_result_in_full(study: Study) -> None:
    count = max(study.replications, LEAST)
    found = study.observe(count)
    apart = study.apart(found)
    rows = [
        (name, theirs(printed), f"{found[name].value:.5g} ± {found[name].half_width(0.95):.2g}",
         f"{apart[name][0]:+.2g}", f"{apart[name][1]:.2g}")
        for name, printed in study.results.items()
    ]
    for name, true in (("rate", study.rate), ("work", study.service)):
        interval = f"{found[name].value:.5g} ± {found[name].half_width(0.95):.2g}"
        rows.append((name, f"{true:.5g} (true)", interval, f"{found[name].value - true:+.2g}",
                     f"{found[name].half_width():.2g}"))
    proofs.write(
        f"Published results: {study.scenario}",
        f"{count} replications of ours against {study.replications} published (95 % intervals of ours).",
        ("measure", "published", "ours", "difference", "at most"),
        rows,
    )
    assert all(abs(difference) <= most for difference, most in apart.values()), apart
    assert holds(found["rate"], study.rate)
    assert holds(found["work"], study.service)


def theirs(printed: Printed) -> str:
    value = f"{printed.value:.{printed.digits}f}"
    if printed.half_width is None:
        return value
    return f"{value} ± {printed.half_width:.2g} ({printed.level:.0%})"
