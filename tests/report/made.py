"""Results made by hand: any number of alternatives, teams and segments, names as long as one likes.

Nothing is simulated; every number follows from its place, so that a chart's numbers can be foretold.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any

from sim.measures.definitions import MEASURES
from sim.measures.distributions import WAIT_S
from sim.measures.expectations import Expectation
from sim.study.columns import COLUMNS
from sim.study.result import Result, ScenarioNote, Tables
from sim.study.tables import table

EXPECTED = (
    Expectation("phone_wait", "phone", "wait", 180.0, 30.0, "Head of service"),
    Expectation("electronic_mail_wait", "electronic_mail", "time", 172_800.0, None, ""),
)
LONG = "Account managers for business customers, worth waiting for it"
MATTERS = {"wait_mean_s": 15.0, "handoffs_mean": 0.05, "ces_mean": 0.1}
TYPICAL = {
    "wait_mean_s": 60.0, "handoffs_mean": 0.2, "ces_mean": 5.2, "ces_hard": 0.15, "cost_per_week": 50_000.0,
}  # fmt: skip


@dataclass(frozen=True)
class Shape:
    """What a made result is like."""

    alternatives: int = 1
    teams: int = 3
    segments: tuple[str, ...] = ("business", "consumer")
    titles: tuple[str, ...] = ()
    difference: float = -0.2    # of the base's value; 0: nothing differs
    half: float = 0.05          # half-width of every interval, of the base's value
    replications: int = 5

    @property
    def names(self) -> list[str]:
        """Names of the scenarios, the base first."""
        return ["today", *(f"other_{n}" for n in range(1, self.alternatives + 1))]

    def title(self, place: int) -> str:
        """Title of the scenario at a place."""
        return self.titles[place] if place < len(self.titles) else self.names[place].replace("_", " ").title()

    @property
    def groups(self) -> list[str]:
        """All, and each segment where there are several."""
        return ["all", *(f"segment={one}" for one in self.segments if len(self.segments) > 1)]


def result(shape: Shape = Shape(), **rows: list[dict[str, Any]]) -> Result:
    """A result of that shape; `rows` replace those of a table."""
    made = {"measures": _measures, "estimates": _estimates, "comparison": _comparison, "changes": _changes,
            "distributions": _distributions, "drivers": _drivers, "flows": _flows,
            "staffing": _staffing, "touchpoints": _touchpoints}  # fmt: skip
    found = {}
    for field in fields(Tables):
        maker = made.get(field.name)
        found[field.name] = rows.get(field.name, list(maker(shape)) if maker else [])
    notes = tuple(_note(shape, place) for place in range(1 + shape.alternatives))
    tables = Tables(**{name: _table(name, given) for name, given in found.items()})
    return Result(notes, tables, 7, shape.replications, shape.replications, {"scenarios": []})


def _table(name: str, rows: list[dict[str, Any]]) -> Any:
    order = [column.name for column in COLUMNS[name]]
    return table(name, [[row.get(column) for column in order] for row in rows])


def _note(shape: Shape, place: int) -> ScenarioNote:
    return ScenarioNote(
        name=shape.names[place], title=shape.title(place), question="Is it worth it?", currency="EUR",
        segments=shape.segments, teams={f"team_{n}": 4 + n for n in range(shape.teams)},
        matters=MATTERS, goals={}, experience="Default experience model (its weights are assumed)",
        measured_weeks=4.0, answer_within_s=20.0, expectations=EXPECTED,
    )  # fmt: skip


def _value(measure: str, place: int, shape: Shape) -> float:
    """The base's typical value, and of each alternative a little more away from it."""
    return TYPICAL.get(measure, 0.5) * (1 + shape.difference * place / max(shape.alternatives, 1))


def _estimates(shape: Shape) -> Iterator[dict[str, Any]]:
    for place, name in enumerate(shape.names):
        for measure in MEASURES:
            for group in shape.groups:
                value = _value(measure, place, shape)
                half = shape.half * TYPICAL.get(measure, 0.5)
                ends = {"low": value - half, "high": value + half, "method": "made"}
                if shape.replications == 1:
                    ends = {"method": "one replication"}
                yield {"scenario": name, "measure": measure, "group": group, "value": value,
                       "n": shape.replications, **ends}


def _measures(shape: Shape) -> Iterator[dict[str, Any]]:
    """Replications that differ a little, the same way in all scenarios."""
    for place, name in enumerate(shape.names):
        for replication in range(shape.replications):
            for measure in ("wait_mean_s", "handoffs_mean", "ces_mean"):
                value = _value(measure, place, shape) * (1 + 0.02 * (-1) ** replication * (1 + 0.5 * place))
                yield {"scenario": name, "replication": replication, "measure": measure, "group": "all",
                       "value": value, "numerator": 1000 * value, "denominator": 1000.0}


def _comparison(shape: Shape) -> Iterator[dict[str, Any]]:
    for place, name in enumerate(shape.names[1:], 1):
        for measure, defined in MEASURES.items():
            base = _value(measure, 0, shape)
            change, half = _value(measure, place, shape) - base, shape.half * TYPICAL.get(measure, 0.5)
            good = (change > 0) == (defined.better == "higher")
            told = "cannot be told" if abs(change) <= half else "better" if good else "worse"
            same, alone = shape.difference == 0, shape.replications == 1
            told = "cannot be told" if alone else told
            for group in shape.groups:
                yield {
                    "measure": measure, "group": group, "baseline": "today", "alternative": name,
                    "mean_baseline": base, "mean_alternative": base + change, "difference": change,
                    "low": None if same or alone else change - half,
                    "high": None if same or alone else change + half,
                    "n": shape.replications, "family": "individual",
                    "verdict": "the same in every replication" if same else told,
                    "method": "no variation" if same else "one replication" if alone else "made",
                }  # fmt: skip


def _drivers(shape: Shape) -> Iterator[dict[str, Any]]:
    """Twelve drivers, each half as large as the one before, and their sum."""
    names = ("wait", "unresolved", "menu", *(f"a_feature_of_a_fitted_model_{n}" for n in range(9)))
    for name in shape.names[1:]:
        parts = {driver: shape.difference * (-0.5) ** n for n, driver in enumerate(names)}
        for driver, value in {**parts, "unmatched": 0.0, "total": sum(parts.values())}.items():
            yield {"baseline": "today", "alternative": name, "group": "all", "place": "", "driver": driver,
                   "value": value, "low": value - 0.01, "high": value + 0.01, "n": shape.replications,
                   "method": "made"}


MOVES = (
    ("start", "order.browse", 1000.0), ("order.browse", "order.ask", 200.0),
    ("order.browse", "order.pay", 800.0), ("order.ask", "order.pay", 150.0),
    ("order.ask", "order.lost_sale", 50.0), ("order.pay", "order.pick_and_pack_the_parcel", 950.0),
    ("order.pick_and_pack_the_parcel", "order.done", 850.0),
    ("order.pick_and_pack_the_parcel", "order.return.post", 100.0),
    ("order.return.post", "order.done", 90.0), ("order.return.post", "order.given_up", 10.0),
)  # fmt: skip


def _flows(shape: Shape) -> Iterator[dict[str, Any]]:
    for place, name in enumerate(shape.names):
        for level, source, target, count in [*(("steps", *move) for move in MOVES), *_contacts(shape.teams)]:
            many = count * (1 - 0.1 * place * bool(shape.difference) * (target == "order.lost_sale"))
            yield {"scenario": name, "level": level, "segment": shape.segments[0], "source": source,
                   "target": target, "count": many, "journeys": many, "between_s": 60.0, "wait_s": 5.0}


def _contacts(teams: int) -> Iterator[tuple[str, str, str, float]]:
    """Two channels, a menu, teams that answer, the last of which does the work."""
    yield from (("asks", "order.ask", "phone", 150.0), ("asks", "order.ask", "electronic_mail", 50.0),
                ("asks", "order.return.post.chase", "phone", 10.0),
                ("beside", "order.return.post", "order.return.post.chase", 10.0))  # fmt: skip
    yield from (("reaches", "phone", "menu", 160.0), ("reaches", "phone", "blocked", 0.1))
    for team in range(teams - 1):
        share = 150.0 / (teams - 1)
        yield "legs", "menu", f"team_{team}", share
        yield "reaches", "electronic_mail", f"team_{team}", share / 3
        yield "legs", f"team_{team}", "resolved", 4 * share / 3
    yield "work", "order.pick_and_pack_the_parcel", f"team_{teams - 1}", 950.0


def _touchpoints(shape: Shape) -> Iterator[dict[str, Any]]:
    for place, name in enumerate(shape.names):
        for number, touchpoint in enumerate(("phone", "electronic_mail")):
            satisfied = 0.9 - 0.1 * number + 0.01 * place
            expected = f"{touchpoint}_wait"
            known = {("", "csat_top2"): satisfied, ("", "wait_s"): 40.0 * (1 - number), ("", "handoffs"): 0.1,
                     (expected, "importance"): 0.6 - 0.2 * number,
                     (expected, "below_minimum"): 0.3 - 0.2 * number}  # fmt: skip
            for (expectation, quantity), value in known.items():
                yield {"scenario": name, "touchpoint": touchpoint, "expectation": expectation,
                       "quantity": quantity, "value": value, "low": 0.9 * value, "high": 1.1 * value,
                       "n": shape.replications, "method": "made"}


def _staffing(shape: Shape) -> Iterator[dict[str, Any]]:
    for name in shape.names:
        for team in range(shape.teams):
            for day in range(7):
                for hour in range(24):
                    heads = (4.0 + team) * (day < 5 and 8 <= hour < 17)
                    for minute in (0, 30):
                        yield {
                            "scenario": name, "team": f"team_{team}", "length_s": 1800.0,
                            "begins": f"2026-02-{2 + day:02}T{hour:02}:{minute:02}", "scheduled": heads,
                            "present": heads, "busy": 0.75 * heads, "away": 0.0, "overtime": 0.0,
                            "queue": 0.5 * heads, "needed": 0.8 * heads, "joined": heads,
                            "waited_s": heads * (30.0 + hour),
                        }  # fmt: skip


def _changes(shape: Shape) -> Iterator[dict[str, Any]]:
    shares = {"better": 0.3, "worse": 0.1, "unchanged": 0.6} if shape.difference else {
        "better": 0.0, "worse": 0.0, "unchanged": 1.0}  # fmt: skip
    for name in shape.names[1:]:
        for quantity in ("wait_s", "handoffs", "ces"):
            for group in shape.groups:
                key = {"baseline": "today", "alternative": name, "quantity": quantity, "group": group,
                       "n": shape.replications, "method": "made"}  # fmt: skip
                for change, value in shares.items():
                    yield {**key, "change": change, "value": value, "low": 0.9 * value, "high": 1.1 * value}
                for change, value in (("matched", 1000.0), ("avoided", 0.0), ("new", 0.0),
                                      ("better_by_luck", 0.08), ("worse_by_luck", 0.07)):
                    yield {**key, "change": change, "value": value}


def _distributions(shape: Shape) -> Iterator[dict[str, Any]]:
    waits = [*map(float, WAIT_S), None]
    kinds = {
        "wait_s": ("s", waits, 1.6), "answer_wait_s": ("s", waits, 1.4), "abandoned_wait_s": ("s", waits, 2),
        "handoffs": ("", [*map(float, range(6)), None], 8), "ces": ("score", [*map(float, range(1, 8))], 0.7),
    }  # fmt: skip
    for place, name in enumerate(shape.names):
        for quantity, (unit, uppers, ratio) in kinds.items():
            for group in shape.groups:
                for replication in [*range(shape.replications), None]:
                    for step, upper in enumerate(uppers):
                        steeper = 1 + 0.1 * place * bool(shape.difference) + 0.02 * (replication or 0)
                        yield {"scenario": name, "replication": replication, "quantity": quantity,
                               "unit": unit, "group": group, "upper": upper,
                               "count": 1000 / ratio ** (step * steeper)}
