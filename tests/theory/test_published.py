"""Published simulation results, at a tenth of the long proofs in tests/prove."""

from __future__ import annotations

import pytest

from tests.theory.agreement import holds
from tests.theory.published import Study
from tests.theory.studies import STUDIES

COUNTS = {1000: 50, 10_000: 150, 300: 100, 10: 20}
"""Our replications by theirs. Call lines are run more often than their ten times, which tell little."""


@pytest.mark.parametrize("study", STUDIES, ids=lambda study: study.scenario)
def test_published_result(study: Study) -> None:
    found = study.observe(COUNTS[study.replications])
    apart = {name: (found[name], difference, most)
             for name, (difference, most) in study.apart(found).items() if abs(difference) > most}
    assert not apart
    assert holds(found["rate"], study.rate)
    assert holds(found["work"], study.service)
    # Services 2 % longer would be seen: the true mean then lies outside the interval with high probability.
    assert 0.02 * study.service > 1.5 * found["work"].half_width()
