"""With one team and nobody passed on, one more agent never makes anybody wait longer.

First come first served with the same customers and the same work: every wait falls or stays, customer by
customer (Kiefer & Wolfowitz 1955: the ordered workload vector of c + 1 servers lies below that of c).
"""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sim.records.columns import Kind

from .amount import SOME, tried_on
from .clockwork import Plain
from .lived import live

TAKES = [
    "7 min",
    {"exponential": "6 min"},
    {"lognormal": {"mean": "8 min", "sd": "10 min"}},
    {"uniform": {"low": "1 min", "high": "12 min"}},
]


def desk(scheduled: int, takes: object, hours: str, seed: int) -> Plain:
    """One team that handles everything, and customers who wait for ever."""
    return {
        "run": {"warm_up": "0 s", "measure": "2 d", "follow_up": "3 d", "arrivals": "stop", "seed": seed},
        "teams": {"desk": {"hours": hours, "scheduled": scheduled, "handles": {"question": {}}}},
        "reasons": {"question": {"takes": takes, "wrap_up": {"exponential": "1 min"}}},
        "demand": {"calls": {"rate": "150/d", "contact": "question"}},
    }


@tried_on(3 * SOME)
@given(
    scheduled=st.integers(1, 4),
    takes=st.sampled_from(TAKES),
    hours=st.sampled_from(["always", "mon-sun 08:00-18:00"]),
    seed=st.integers(0, 9),
    minutes=st.booleans(),
)
def test_one_more_agent_never_makes_anybody_wait_longer(
    scheduled: int, takes: object, hours: str, seed: int, minutes: bool
) -> None:
    def waits(heads: int) -> dict[int, int]:
        company = live(desk(heads, takes, hours, seed), 0, minutes)
        return {row.journey: row.started - row.queued for row in company.rows if row.kind is Kind.HUMAN}

    few, more = waits(scheduled), waits(scheduled + 1)
    assert few
    assert set(few) <= set(more)
    assert all(more[journey] <= wait for journey, wait in few.items())
