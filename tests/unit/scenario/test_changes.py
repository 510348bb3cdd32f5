"""Every rule of changes, by a small base worked by hand."""

from __future__ import annotations

from typing import Any

import pytest

from sim.scenario.changes import Change, apply
from sim.scenario.reading import read_text
from sim.scenario.tree import Node, plain

BASE = """\
hours: {office: mon-fri 08:00-17:00}
patience: {by: segment, consumer: {exponential: 6 min}, rest: {lognormal: {mean: 9 min, sd: 50 %}}}
demand:
  calls: {rate: {by: segment, consumer: 12000/w, business: 400/w}, contact: {question: 70 %, invoice: 30 %}}
  mail: {rate: 100/h, contact: question}
teams:
  sales: {shifts: {early: {hours: office, scheduled: 10}, late: {hours: office, scheduled: 4}},
    shrinkage: 12 %}
  service: {shifts: {early: {hours: office, scheduled: 6}}, shrinkage: 0.2, cost: 30 EUR/h}
routing: {phone: [{to: ivr}, {to: chosen_team, for: 4 min}, {to: any_skilled}]}
reasons: {question: {takes: {lognormal: {mean: 4 min, sd: 3 min}}}, invoice: {takes: 90 s}}
transfer: {manner: cold}
assumed: {teams.sales.shrinkage: {low: 8 %, high: 20 %}}
"""


def change(text: str) -> tuple[dict[str, Any], list[Change], list[str]]:
    """The changed scenario, the changes and the faults of a map of changes."""
    tree, changes, faults = apply(read_text(BASE, "base.yaml"), read_text(text, "what_if.yaml"))
    return plain(tree), changes, [str(fault) for fault in faults]


def changed(text: str, *path: str | int) -> Any:
    tree, _, faults = change(text)
    assert faults == []
    value: Any = tree
    for name in path:
        value = value[name]
    return value


def fault(text: str) -> str:
    tree, changes, faults = change(text)
    assert tree == plain(read_text(BASE, "base.yaml")) and changes == []
    (only,) = faults
    return only


def test_a_map_merges_and_leaves_the_rest() -> None:
    after = changed("teams: {sales: {shrinkage: 15 %, cost: 34 EUR/h}}", "teams")
    assert after["sales"]["shrinkage"] == "15 %" and after["sales"]["cost"] == "34 EUR/h"
    assert after["sales"]["shifts"]["early"]["scheduled"] == 10
    assert after["service"]["shrinkage"] == 0.2


def test_a_dotted_path_and_nested_maps_say_the_same() -> None:
    dotted = changed("teams.sales.shifts.early.scheduled: 12")
    assert dotted == changed("teams: {sales: {shifts: {early: {scheduled: 12}}}}")
    assert dotted == changed("teams: {sales.shifts: {early.scheduled: 12}}")
    assert dotted["teams"]["sales"]["shifts"]["early"]["scheduled"] == 12


@pytest.mark.parametrize(
    ("change", "path", "value"),
    [
        ("teams.sales.shifts.early.scheduled: {add: -1}", "teams sales shifts early scheduled", 9),
        ("teams.sales.shifts.early.scheduled: {times: 1.5}", "teams sales shifts early scheduled", 15),
        ("teams.sales.shifts.early.scheduled: {times: 1.25}", "teams sales shifts early scheduled", 12.5),
        ("demand.mail.rate: {times: 1.1}", "demand mail rate", "110/h"),
        ("demand.mail.rate: {add: 20/h}", "demand mail rate", "120/h"),
        ("teams.sales.shrinkage: {times: 1.5}", "teams sales shrinkage", "18 %"),
        ("teams.sales.shrinkage: {add: 3 %}", "teams sales shrinkage", "15 %"),
        ("teams.sales.shrinkage: {add: 0.03}", "teams sales shrinkage", "15 %"),
        ("teams.service.shrinkage: {add: 5 %}", "teams service shrinkage", 0.25),
        ("teams.service.cost: {add: 2.5 EUR/h}", "teams service cost", "32.5 EUR/h"),
        ("reasons.invoice.takes: {add: 1 min}", "reasons invoice takes", "150 s"),
        ("reasons.invoice.takes: {times: 1.1}", "reasons invoice takes", "99 s"),
        (
            "reasons.question.takes: {times: 0.5}",
            "reasons question takes",
            {"lognormal": {"mean": "2 min", "sd": "1.5 min"}},
        ),
        ("routing.phone.1.for: {times: 2}", "routing phone 1 for", "8 min"),
    ],
)
def test_arithmetic_keeps_the_unit(change: str, path: str, value: Any) -> None:
    steps = [int(name) if name.isdigit() else name for name in path.split()]
    after = changed(change, *steps)
    assert after == value and type(after) is type(value)


def test_times_reaches_all_cases_of_a_varying_value_and_no_percentage_of_a_mean() -> None:
    rate = changed("demand.calls.rate: {times: 1.1}", "demand", "calls", "rate")
    assert rate == {"by": "segment", "consumer": "13200/w", "business": "440/w"}
    patience = changed("patience: {times: 2}", "patience")
    assert patience["consumer"] == {"exponential": "12 min"}
    assert patience["rest"] == {"lognormal": {"mean": "18 min", "sd": "50 %"}}


def test_changes_apply_in_written_order() -> None:
    first = "teams.*.shifts.early.scheduled: {times: 2}\nteams.sales.shifts.early.scheduled: {add: 1}"
    last = "teams.sales.shifts.early.scheduled: {add: 1}\nteams.*.shifts.early.scheduled: {times: 2}"
    assert changed(first, "teams", "sales", "shifts", "early", "scheduled") == 21
    assert changed(last, "teams", "sales", "shifts", "early", "scheduled") == 22


def test_replace_takes_the_place_of_a_map() -> None:
    assert changed("demand.calls.contact: {replace: {invoice: 100 %}}", "demand", "calls", "contact") == {
        "invoice": "100 %"
    }
    assert changed("demand.calls.contact: {invoice: 40 %}", "demand", "calls", "contact") == {
        "question": "70 %",
        "invoice": "40 %",
    }


def test_a_scalar_replaces_a_by_map_and_a_list_a_list() -> None:
    assert changed("demand.calls.rate: 500/h", "demand", "calls", "rate") == "500/h"
    assert changed("routing.phone: [{to: any_skilled}]", "routing", "phone") == [{"to": "any_skilled"}]


def test_remove_takes_a_name_or_a_value_away() -> None:
    assert "service" not in changed("teams.service: remove", "teams")
    assert "cost" not in changed("teams: {service: {cost: remove}}", "teams", "service")


def test_unchanged_is_the_value_of_the_base() -> None:
    base = plain(read_text(BASE, "base.yaml"))
    assert changed("teams.sales.shrinkage: unchanged") == base
    route = changed(
        "routing.phone: {by: segment, business: [{to: owner}], rest: unchanged}", "routing", "phone"
    )
    assert route == {"by": "segment", "business": [{"to": "owner"}], "rest": base["routing"]["phone"]}
    manner = changed(
        "transfer.manner: {by: previous_team, sales: warm, rest: unchanged}", "transfer", "manner"
    )
    assert manner["rest"] == "cold"
    within = changed("transfer: {replace: {manner: unchanged, hold: 20 s}}", "transfer")
    assert within == {"manner": "cold", "hold": "20 s"}


def test_a_by_map_of_the_same_dimension_merges_and_of_another_replaces() -> None:
    merged = changed("demand.calls.rate: {by: segment, business: 500/w}", "demand", "calls", "rate")
    assert merged == {"by": "segment", "consumer": "12000/w", "business": "500/w"}
    replaced = changed("demand.calls.rate: {by: day, sun: 0/h, rest: 60/h}", "demand", "calls", "rate")
    assert replaced == {"by": "day", "sun": "0/h", "rest": "60/h"}
    assert changed("patience.consumer: 5 min", "patience", "consumer") == "5 min"


def test_a_law_replaces_another_law_and_merges_with_its_own_parameters() -> None:
    assert changed("reasons.question.takes: {exponential: 3 min}", "reasons", "question", "takes") == {
        "exponential": "3 min"
    }
    assert changed("reasons.question.takes: {lognormal: {sd: 2 min}}", "reasons", "question", "takes") == {
        "lognormal": {"mean": "4 min", "sd": "2 min"}
    }
    assert changed(
        "reasons.question.takes: {lognormal: {median: 2 min, mean: 4 min}}", "reasons", "question", "takes"
    ) == {"lognormal": {"median": "2 min", "mean": "4 min"}}


def test_a_star_reaches_every_name_and_tells_what_it_hit() -> None:
    tree, changes, faults = change("teams.*.shifts.*.scheduled: {add: 1}")
    assert faults == []
    assert tree["teams"]["sales"]["shifts"]["late"]["scheduled"] == 5
    (only,) = changes
    assert only.path == "teams.*.shifts.*.scheduled"
    assert only.hits == (
        "teams.sales.shifts.early.scheduled",
        "teams.sales.shifts.late.scheduled",
        "teams.service.shifts.early.scheduled",
    )
    assert list(only.before.values()) == [10, 4, 6] and list(only.after.values()) == [11, 5, 7]


def test_a_star_matches_parts_of_names_and_passes_over_what_lacks_the_value() -> None:
    _, changes, _ = change("teams.s*s.cost: {times: 2}\nteams.*.cost: {times: 2}")
    assert [one.hits for one in changes] == [("teams.service.cost",)]
    tree, _, faults = change("teams.*es.absent: 3 %")
    assert (
        faults == []
        and "absent" not in tree["teams"]["service"]
        and tree["teams"]["sales"]["absent"] == "3 %"
    )


def test_new_names_and_known_keys_may_appear() -> None:
    assert changed("teams.new: {scheduled: 2, hours: office}", "teams", "new", "scheduled") == 2
    assert changed("run.replications: 5", "run") == {"replications": 5}
    assert changed("routing.chat: [{to: any_skilled}]", "routing", "chat") == [{"to": "any_skilled"}]
    assert changed("assumed: {teams.service.shrinkage: {low: 0.1, high: 0.3}}", "assumed")[
        "teams.service.shrinkage"
    ] == {"low": 0.1, "high": 0.3}


def test_the_paths_of_assumptions_are_whole_keys() -> None:
    low = changed("assumed.teams.sales.shrinkage.low: 10 %", "assumed")
    assert low == {"teams.sales.shrinkage": {"low": "10 %", "high": "20 %"}}
    new = changed("assumed.teams.service.shrinkage: {low: 0.1, high: 0.3}", "assumed")
    assert new["teams.service.shrinkage"] == {"low": 0.1, "high": 0.3}
    assert changed("assumed.teams.sales.shrinkage: remove", "assumed") == {}


def test_what_was_changed_is_told_with_before_after_and_place() -> None:
    _, changes, _ = change("transfer.manner: warm\nteams.service.cost: remove\nteams.sales.shrinkage: 12 %")
    told = [(one.path, one.before, one.after, one.hits, one.place.line) for one in changes]
    assert told == [
        ("transfer.manner", "cold", "warm", (), 1),
        ("teams.service.cost", "30 EUR/h", None, (), 2),
    ]


def test_the_base_stays_as_it_is() -> None:
    base = read_text(BASE, "base.yaml")
    before = plain(base)
    apply(base, read_text("{teams.*.shrinkage: {times: 2}, demand.mail: remove}", "x"))
    assert plain(base) == before


def test_changed_values_stand_where_the_change_is_written() -> None:
    tree, _, _ = apply(
        read_text(BASE, "base.yaml"), read_text("x: 1\nteams.sales.shrinkage: {times: 2}", "x.yaml")
    )
    node: Node = tree
    for name in ("teams", "sales", "shrinkage"):
        node = node.entries[name]
    assert (node.place.file, node.place.line) == ("x.yaml", 2)
    assert tree.entries["teams"].entries["service"].place.file == "base.yaml"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "teams.saels.shrinkage: 10 %",
            "teams.saels.shrinkage: there is no saels in teams; did you mean 'sales'?",
        ),
        (
            "teams.sales.shrinkige: 10 %",
            "teams.sales.shrinkige: there is no shrinkige in teams.sales; did you mean 'shrinkage'?",
        ),
        (
            "temas.sales.shrinkage: 1 %",
            "temas.sales.shrinkage: there is no temas in the scenario; did you mean 'teams'?",
        ),
        ("teams.nobody: remove", "teams.nobody: cannot be removed: the base has no value here"),
        ("teams.nobody: unchanged", "teams.nobody: cannot stay unchanged: the base has no value here"),
        (
            "teams.sales.cost: {times: 2}",
            "teams.sales.cost: has no value in the base for `times`: write the value itself",
        ),
        ("teams.*.colour: {times: 2}", "teams.*.colour: there is no colour in teams.sales"),
        ("teams.x*.cost: {times: 2}", "teams.x*.cost: x* matches nothing in teams"),
        (
            "teams.sales: {times: 2}",
            "teams.sales: stands for a whole map; name the number in it that is to change",
        ),
        (
            "transfer.manner: {times: 2}",
            "transfer.manner: is not a number in the base, so it cannot be multiplied or added to",
        ),
        (
            "demand.mail.rate: {times: much}",
            "demand.mail.rate: times needs a plain number, such as {times: 1.1}",
        ),
        ("demand.mail.rate: {times: 1e300}", "demand.mail.rate: comes to more than any value may be"),
        ("demand.mail.rate: {add: 1e90/h}", "demand.mail.rate: comes to more than any value may be"),
        ("demand.mail.rate: {add: 20}", "demand.mail.rate: add needs the unit of the base's value, /h"),
        (
            "reasons.invoice.takes: {add: 20/h}",
            "reasons.invoice.takes: add has the unit /h, the base's value s",
        ),
        ("patience: {add: 1 min}", "patience: add does not fit a law: change its mean, or use times"),
        ("routing.phone.5.for: 1 min", "routing.phone.5.for: there is no 5 in routing.phone"),
        (
            "routing.phone.0: remove",
            "routing.phone.0: items of a list cannot be removed: write the list anew",
        ),
        ("teams.new: {cost: {times: 2}}", "teams.new: changes a part of the base inside a value that is new"),
        (
            "demand.mail.rate.business: 5/h",
            "demand.mail.rate.business: has nothing below demand.mail.rate in the base; "
            "to let a value vary write {by: KEY, name: value, rest: value}",
        ),
    ],
)
def test_changes_that_cannot_be_made(text: str, message: str) -> None:
    assert fault(text).startswith(f"what_if.yaml:1:1 {message}")
