"""Slips in journeys: steps, outcomes, loops, what follows a contact."""

from __future__ import annotations

from .slips import ORDERS, Case


def in_orders(name: str, old: str, new: str, line: int, path: str, rule: str) -> Case:
    return Case(name, old, new, line, path, rule, ORDERS)


JOURNEYS = (
    in_orders(
        "unreachable step",
        "  return:",
        "      spare: {end: spare}\n  return:",
        20,
        "processes.order.steps.spare",
        "cannot be reached: no step leads to it",
    ),
    in_orders(
        "misspelt step",
        "next: ship",
        "next: shipp",
        15,
        "processes.order.steps.pack.next",
        "there is no step 'shipp'; did you mean 'ship'?",
    ),
    in_orders(
        "misspelt outcome",
        "on: {resolved: pack",
        "on: {resolvd: pack",
        14,
        "processes.order.steps.ask.on.resolvd",
        "there is no outcome 'resolvd'; did you mean 'resolved'?",
    ),
    in_orders(
        "misspelt end of a process",
        "on: {refunded: done",
        "on: {refundet: done",
        17,
        "processes.order.steps.back.on.refundet",
        "there is no outcome 'refundet'; did you mean 'refunded'?",
    ),
    in_orders(
        "outcome without a way on",
        "on: {resolved: pack, rest: lost}",
        "on: {resolved: pack, closed: lost}",
        14,
        "processes.order.steps.ask.on",
        "does not say where unresolved, abandoned, blocked leads: add it, or rest",
    ),
    in_orders(
        "dead end",
        "next: {done: 98 %, back: 2 %}",
        "promise: 3 d",
        16,
        "processes.order.steps.ship",
        "leads nowhere: needs `next`, or `end` if the journey ends here",
    ),
    in_orders(
        "two kinds of step",
        "{work: packing, ",
        "{work: packing, contact: question, ",
        15,
        "processes.order.steps.pack",
        "is both contact and work: a step is one of them",
    ),
    in_orders(
        "process inside itself",
        "post: {takes: 3 d, next: paid}",
        "post: {process: return, on: {refunded: paid}}",
        20,
        "processes.return",
        "contains itself: return -> return",
    ),
    in_orders(
        "loop without time",
        "ship: {touchpoint: parcel, takes: 2 d, next: {done: 98 %, back: 2 %}}",
        "ship: {next: {done: 90 %, back: 2 %, ship: 8 %}}",
        16,
        "processes.order.steps.ship",
        "a loop that takes no time: ship -> ship",
    ),
    in_orders(
        "asking again at once",
        "rest: lost}}\n      pack",
        "unresolved: lost, rest: ask}}\n      pack",
        14,
        "processes.order.steps.ask",
        "a loop that takes no time: ask -> ask",
    ),
    in_orders(
        "two sources",
        "process: order",
        "process: order, contact: question",
        9,
        "demand.orders",
        "needs exactly one of process, contact and proactive",
    ),
    in_orders(
        "redial at once",
        ", delay: 20 min",
        "",
        26,
        "after.redial",
        "a loop that takes no time: needs `delay` or `max`",
    ),
    in_orders(
        "chase without promise",
        "takes: 2 d, ",
        "takes: 2 d, if_late: {chase: {contact: question}}, ",
        16,
        "processes.order.steps.ship.if_late",
        "needs `promise`, the time after which it is late",
    ),
    in_orders(
        "time twice",
        "work: packing, promise",
        "work: packing, takes: 1 h, promise",
        15,
        "processes.order.steps.pack.takes",
        "does not fit a step with `work`: the reason says how long it takes",
    ),
    in_orders(
        "something beside work",
        "work: packing, promise",
        "work: packing, beside: {wonder: {contact: question}}, promise",
        15,
        "processes.order.steps.pack.beside",
        "does not fit a step with `work`: nobody knows beforehand how long it takes",
    ),
    in_orders(
        "unskilled target",
        "on: abandoned, share: 50 %, go: again, delay: 20 min",
        "on: unresolved, go: {team: sales, reason: packing}",
        26,
        "after.redial.go",
        "team sales does not handle packing",
    ),
    in_orders(
        "the time of a step that no customer sees",
        "segments:",
        "expectations: {return_time: {touchpoint: post, measure: time, minimum: 7 d}}\nsegments:",
        1,
        "expectations.return_time.touchpoint",
        "is a step that no customer sees: give it a `touchpoint`",
    ),
    in_orders(
        "the time of a process",
        "segments:",
        "expectations: {return_time: {touchpoint: back, measure: time, minimum: 7 d}}\nsegments:",
        1,
        "expectations.return_time.touchpoint",
        "must be a step that takes time itself: name one inside the process",
    ),
    in_orders(
        "a wait for mail",
        "segments:",
        "expectations: {slow: {touchpoint: mail, measure: wait, minimum: 1 d}}\n"
        "channels: {phone: {}, mail: {waits: false}}\nsegments:",
        1,
        "expectations.slow.measure",
        "nobody waits on mail: write time",
    ),
)
