"""All that is measured of one replication, in one call.

In: a plan, the record of one replication, and the settings. Out: `ReplicationMeasures`, small enough to
send between processes.
"""

from __future__ import annotations

from dataclasses import dataclass

from sim.measures.attribution import Felt, felt
from sim.measures.cells import Cells, cells
from sim.measures.change import Matchable, matchable
from sim.measures.contacts import contacts
from sim.measures.counted import (
    Counted,
    counted_contacts,
    counted_journeys,
    counted_staffing,
    counted_touchpoints,
)
from sim.measures.customers import counted_customers
from sim.measures.distributions import Distribution, distributions
from sim.measures.expectations import Expectation
from sim.measures.experience.model import ExperienceModel
from sim.measures.experience.rescoring import Rescored, rescored
from sim.measures.flows.counting import Flow
from sim.measures.flows.levels import flows
from sim.measures.journeys import journeys_of
from sim.measures.places import places_of
from sim.measures.returning import leaving
from sim.measures.spans import bounded
from sim.measures.spending import counted_spending, weekly
from sim.measures.staffing import staffing, unstaffed
from sim.measures.touchpoints import touchpoints
from sim.measures.visits import Visited, visited
from sim.plan.model import Plan
from sim.records.log import Columns, Record

WEEK_US = 604_800_000_000


@dataclass(frozen=True, slots=True)
class Settings:
    """What measuring needs besides the record.

    Attributes
    ----------
    experience : the model of effort, satisfaction and recommendation.
    within_s : target of the service level, seconds (`goals.service_level.within`).
    keep_journeys : carry the table of journeys in the result.
    models : other experience models that the journeys are scored under, too.
    expectations : what customers expect of touchpoints.
    week_hours : count contacts by hour of the week, too.
    rosters : whether the record tells who was at work; one of a log does not, and has no staffing.
    """

    experience: ExperienceModel
    within_s: float = 20.0
    keep_journeys: bool = False
    models: tuple[ExperienceModel, ...] = ()
    expectations: tuple[Expectation, ...] = ()
    rosters: bool = True
    week_hours: bool = False


@dataclass(frozen=True, slots=True)
class ReplicationMeasures:
    """What one replication tells.

    Attributes
    ----------
    cells : numerators and denominators of every measure and group.
    distributions, flows : for charts.
    staffing : the table of `sim.measures.staffing.STAFFING`.
    matchable : the measured journeys, to be compared with another alternative's.
    felt : what made them easy or hard.
    weekly : money by item of `sim.measures.spending.ITEMS`, hard journeys and customers lost, a week.
    visited : sums for each touchpoint and expectation.
    journeys : the table of `sim.records.columns.JOURNEYS`, if it was asked for.
    rescored : the journeys' scores under the other models, if there are any.
    """

    cells: Cells
    distributions: tuple[Distribution, ...]
    flows: tuple[Flow, ...]
    staffing: Columns
    matchable: Matchable
    felt: Felt
    weekly: dict[str, float]
    visited: Visited
    journeys: Columns | None
    rescored: Rescored | None


def measure(plan: Plan, record: Record, settings: Settings) -> ReplicationMeasures:
    """Everything that is measured of one replication."""
    places, record = places_of(plan), bounded(plan, record)
    views = places, settings.experience
    reached = contacts(plan, record, places)
    lived = journeys_of(plan, record, reached, views)
    seen = touchpoints(plan, record, reached, views)
    made_of = felt(plan, record, (reached, lived), views)
    staff = staffing(plan, record) if settings.rosters else unstaffed()
    paid_for = {"staffing": staff, "contacts": reached, "journeys": lived}
    tables: dict[str, Counted] = {
        "journeys": counted_journeys(plan, places, lived | leaving(plan, record), seen),
        "contacts": counted_contacts(plan, places, reached, settings.within_s, settings.week_hours),
        "customers": counted_customers(plan, lived),
        "touchpoints": counted_touchpoints(plan, places, seen),
        "staffing": counted_staffing(plan, staff),
        "spending": counted_spending(plan, record, paid_for),
    }
    constants = _constants(plan, tables)
    return ReplicationMeasures(
        cells=cells(tables, constants),
        distributions=distributions(tables["journeys"], tables["contacts"], settings.experience),
        flows=flows(plan, record, lived),
        staffing=staff,
        matchable=matchable(plan, lived),
        weekly=weekly(plan, tables["spending"], lived, constants["weeks"]),
        felt=made_of,
        visited=visited(plan, record, (seen, made_of), settings.expectations),
        journeys=lived if settings.keep_journeys else None,
        rescored=rescored(settings.models, tables["journeys"]) if settings.models else None,
    )


def _constants(plan: Plan, tables: dict[str, Counted]) -> dict[str, float]:
    """What a measure may be counted by besides rows: replications, weeks, journeys, customers."""
    window, journeys = plan.window, tables["journeys"]
    return {
        "replications": 1.0,
        "weeks": (window.ends - window.begins) / WEEK_US,
        "journeys": float(journeys.size),
        "customers": float(tables["customers"].size),
        "completed_journeys": float(journeys.columns["completed"].sum()),
    }
