"""Slips that say what nobody would ever live: keys without a meaning where they stand."""

from __future__ import annotations

from .slips import DESK, ORDERS, Case
from .slips_in_contacts import PEOPLE


def in_orders(name: str, old: str, new: str, line: int, path: str, rule: str) -> Case:
    return Case(name, old, new, line, path, rule, ORDERS)


NEVER_LIVED = (
    in_orders(
        "a price of a web site",
        "segments:",
        "channels: {phone: {}, web: {self_service: true, cost: 1 EUR/min}}\nsegments:",
        1,
        "channels.web.cost",
        "does not fit a channel with `self_service`: nobody is asked at it",
    ),
    in_orders(
        "a touchpoint of a contact",
        "ask: {contact: question,",
        "ask: {contact: question, touchpoint: helpline,",
        14,
        "processes.order.steps.ask.touchpoint",
        "does not fit a step with `contact`: a contact is a touchpoint by its channel",
    ),
    in_orders(
        "a touchpoint of a contact in a branch",
        "post: {takes: 3 d, next: paid}",
        "post: {together: {branches: {call: {contact: question, touchpoint: line}}}, next: paid}",
        23,
        "processes.return.steps.post.together.branches.call.touchpoint",
        "does not fit a branch with `contact`: a contact is a touchpoint by its channel",
    ),
    in_orders(
        "work that stays unresolved",
        "packing: {takes: 3 min}",
        "packing: {takes: 3 min, resolves: 80 %}",
        7,
        "reasons.packing.resolves",
        "goes with what customers get in touch about: all else is resolved once it is done",
    ),
    in_orders(
        "a team whose work stays unresolved",
        "packing: {}",
        "packing: {resolves: {by: hour, 8: 80 %, rest: 90 %}}",
        3,
        "teams.desk.handles.packing.resolves",
        "goes with what customers get in touch about: all else is resolved once it is done",
    ),
    in_orders(
        "work by phone",
        "packing: {takes: 3 min}",
        "packing: {takes: 3 min, channels: phone}",
        7,
        "reasons.packing.channels",
        "does not fit back-office work: it has no channel",
    ),
    Case(
        "a limit to the menu",
        "patience:",
        "ivr: {takes: 30 s}\nrouting: {phone: [{to: ivr, for: 1 min}, {to: chosen_team}]}\npatience:",
        12,
        "routing.phone.0.for",
        "goes with stages that ask people; the menu takes what `ivr.takes` says",
        DESK,
    ),
    Case(
        "nobody kept at a callback",
        "{to: callback}]",
        "{to: callback, keep: false}]",
        9,
        "routing.phone.1.keep",
        "goes with stages that ask people: those asked before are no longer asked there",
        PEOPLE,
    ),
)
