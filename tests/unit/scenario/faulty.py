"""Faulty scenario files: each a small slip in a good one, with the line, path and rule it must be told by.

The rules are written here as an analyst should read them, not copied from a run.
"""

from __future__ import annotations

from dataclasses import dataclass

DESK = """\
title: Desk
hours: {open: mon-fri 08:00-16:00}
teams:
  desk: {scheduled: 5, hours: open, shrinkage: 12 %, cost: 34 EUR/h, handles: {question: {resolves: 85 %}}}
  billing: {scheduled: 3, hours: open, handles: {invoice: {}}}
reasons:
  question: {takes: {exponential: 4 min}}
  invoice: {takes: {exponential: 5 min}}
demand:
  calls: {rate: 2000/w, contact: {question: 70 %, invoice: 30 %}}
patience: {exponential: 6 min}
"""

ORDERS = """\
segments: {consumer: {}, business: {customers: 100}}
teams:
  desk: {scheduled: 5, hours: always, handles: {question: {}, packing: {}}}
  sales: {scheduled: 2, hours: always, channels: [phone], handles: {question: {}}}
reasons:
  question: {takes: 4 min}
  packing: {takes: 3 min}
demand:
  orders: {rate: 100/d, process: order}
processes:
  order:
    start: ask
    steps:
      ask: {contact: question, on: {resolved: pack, rest: lost}}
      pack: {work: packing, promise: 1 d, next: ship}
      ship: {touchpoint: parcel, takes: 2 d, next: {done: 98 %, back: 2 %}}
      back: {process: return, on: {refunded: done, rest: lost}}
      done: {end: fulfilled}
      lost: {end: lost_sale}
  return:
    start: post
    steps:
      post: {takes: 3 d, next: paid}
      paid: {end: refunded}
after:
  redial: {on: abandoned, share: 50 %, go: again, delay: 20 min}
"""


@dataclass(frozen=True)
class Case:
    """A slip: `old` replaced by `new` in a good text, and how it must be told."""

    name: str
    old: str
    new: str
    line: int
    path: str
    rule: str
    text: str = DESK

    @property
    def file_text(self) -> str:
        assert self.text.count(self.old) >= 1, self.name
        return self.text.replace(self.old, self.new, 1)


def _in_orders(name: str, old: str, new: str, line: int, path: str, rule: str) -> Case:
    return Case(name, old, new, line, path, rule, ORDERS)


_COUNT = "must be a whole number of at least 0"
_NO_UNIT = "needs a unit: write for example 4 min, 90 s or 2 d"
_HOURS = 'must be opening hours such as "mon-fri 08:00-17:00, sat 10:00-16:00", or always'
_CUT = "a number or text was cut at a comma: write 0.85 or 85 %, and quote a text with a comma"

VALUES = (
    Case("negative count", "scheduled: 5", "scheduled: -5", 4, "teams.desk.scheduled", f"{_COUNT}, got -5"),
    Case("count in words", "scheduled: 5", "scheduled: five", 4, "teams.desk.scheduled", f"{_COUNT}, got five"),
    Case("count with a fraction", "scheduled: 5", "scheduled: 5.5", 4, "teams.desk.scheduled", f"{_COUNT}, got 5.5"),
    Case("truth for a count", "scheduled: 5", "scheduled: true", 4, "teams.desk.scheduled", f"{_COUNT}, got true"),
    Case("yes is a text", "scheduled: 5", "scheduled: yes", 4, "teams.desk.scheduled", f"{_COUNT}, got yes"),
    Case("duration without unit", "{exponential: 4 min}", "4", 7, "reasons.question.takes", f"{_NO_UNIT}, got 4"),
    Case("mean without unit", "exponential: 4 min", "exponential: 4", 7,
         "reasons.question.takes.exponential", f"{_NO_UNIT}, got 4"),
    Case("unknown unit", "exponential: 4 min", "exponential: 4 minutes", 7, "reasons.question.takes.exponential",
         "has an unknown unit of time; use ms, s, min, h, d, w, got 4 minutes"),
    Case("negative duration", "exponential: 4 min", "exponential: -4 min", 7,
         "reasons.question.takes.exponential", "must not be negative, got -4 min"),
    Case("no duration", "exponential: 4 min", "exponential: 0 min", 7,
         "reasons.question.takes.exponential", "needs mean above 0, got 0 min"),
    Case("endless duration", "exponential: 4 min", "exponential: 9000 w", 7, "reasons.question.takes.exponential",
         "is longer than 5200 w, the longest duration there is, got 9000 w"),
    Case("unknown law", "{exponential: 4 min}", "{exponental: 4 min}", 7, "reasons.question.takes",
         "must be one law, such as {exponential: 4 min}; known laws: "
         "constant, exponential, lognormal, gamma, weibull, uniform, triangular"),
    Case("law lacks a parameter", "{exponential: 4 min}", "{lognormal: {mean: 4 min}}", 7,
         "reasons.question.takes.lognormal", "needs mean and sd, or median and mean"),
    Case("uniform upside down", "{exponential: 4 min}", "{uniform: {low: 4 min, high: 2 min}}", 7,
         "reasons.question.takes.uniform", "needs low below high"),
    Case("list for a law", "{exponential: 6 min}", "[6 min]", 11, "patience",
         "must be a duration such as 4 min, or a law such as {exponential: 4 min}"),
    Case("share above 100 %", "resolves: 85 %", "resolves: 120 %", 4, "teams.desk.handles.question.resolves",
         "must be from 0 to 1, or from 0 % to 100 %, got 120 %"),
    Case("share of 85", "resolves: 85 %", "resolves: 85", 4, "teams.desk.handles.question.resolves",
         "must be from 0 to 1, or from 0 % to 100 %, got 85"),
    Case("rate without time", "rate: 2000/w", "rate: 2000", 10, "demand.calls.rate",
         "must be a rate such as 12000/w, 100/h or 4.2/min, got 2000"),
    Case("rate by the month", "2000/w", "2000/month", 10, "demand.calls.rate",
         "must be a rate such as 12000/w, 100/h or 4.2/min, got 2000/month"),
    Case("cost without unit", "34 EUR/h", "34", 4, "teams.desk.cost", "must be an amount such as 25 EUR/h, got 34"),
    Case("foreign money", "34 EUR/h", "34 USD/h", 4, "teams.desk.cost",
         "must be in the scenario's currency, EUR, got 34 USD/h"),
    Case("impossible date", "title: Desk", "run: {starts: 2026-13-02}", 1, "run.starts",
         "must be a date such as 2026-02-02, got 2026-13-02"),
    Case("unknown word", "title: Desk", "transfer: {manner: warmm}", 1, "transfer.manner",
         "must be one of cold, warm, got warmm; did you mean 'warm'?"),
    Case("section is a number", "patience: {exponential: 6 min}", "channels: 5", 11, "channels",
         "must be a map of names, got 5"),
    Case("list is a name", "hours: open, shrinkage", "channels: phone, hours: open, shrinkage", 4,
         "teams.desk.channels", "must be a list in brackets, got phone"),
)

TRAPS = (
    Case("comma in a share", "resolves: 85 %", "resolves: 0,85", 4, "teams.desk.handles.question.85", _CUT),
    Case("comma in a percentage", "shrinkage: 12 %", "shrinkage: 0,5 %", 4, "teams.desk.5 %", _CUT),
    Case("comma outside braces", "rate: 2000/w", "rate: '2,5/h'", 10, "demand.calls.rate",
         "has a decimal comma: write 2.5, or a percentage such as 85 %, got 2,5/h"),
    Case("unquoted hours", "open: mon-fri 08:00-16:00", "open: mon-fri 08:00-20:00, sat 10:00-16:00", 2,
         "hours.sat 10:00-16:00", "the hours hold a comma: quote the hours"),
    Case("hours of another language", "mon-fri 08:00-16:00", "mo-fr 8-16", 2, "hours.open", f"{_HOURS}, got mo-fr 8-16"),
    Case("hours without days", "mon-fri 08:00-16:00", "9:30", 2, "hours.open", f"{_HOURS}, got 9:30"),
    Case("hour 25", "08:00-16:00", "08:00-25:00", 2, "hours.open",
         "25:00 is not a time of day; days end at 24:00, got mon-fri 08:00-25:00"),
    Case("hours overlap", "mon-fri 08:00-16:00", "'mon-fri 08:00-16:00, fri 15:00-18:00'", 2, "hours.open",
         "hours overlap on fri, got mon-fri 08:00-16:00, fri 15:00-18:00"),
    Case("no value", "question: {takes: {exponential: 4 min}}", "question:", 7, "reasons.question",
         "has no value: write {} for an empty map, or leave the key out"),
    Case("duplicate key", "title: Desk", "title: Desk\ntitle: Front desk", 2, "title",
         "is a duplicate key: it already stands in line 1"),
    Case("duplicate key further down", "cost: 34 EUR/h", "scheduled: 6", 4, "teams.desk.scheduled",
         "is a duplicate key: it already stands in line 4"),
    Case("merge key", "question: {takes", "question: {<<: {}, takes", 7, "",
         "merge keys (<<) are not read: use extends, or write it out"),
    Case("tag", "scheduled: 5", "scheduled: !!int 5", 4, "", "tags (!...) are not part of the language"),
    Case("tab", "  desk:", "\tdesk:", 4, "", "a tab stands where only blanks may: indent with blanks"),
    Case("two colons", "title: Desk", "title: Desk: front", 1, "",
         "a second colon in one line: quote the text or begin a new line"),
    Case("open quote", "title: Desk", "title: 'Desk", 1, "", "a quote is never closed"),
    Case("open brace", "{exponential: 6 min}", "{exponential: 6 min", 11, "",
         "a bracket or brace is never closed"),
    Case("unknown alias", "scheduled: 5", "scheduled: *five", 4, "",
         "there is no anchor &five above: quote a text that begins with *"),
    Case("alias inside itself", "title: Desk", "title: &a [*a]", 1, "", "the alias *a stands inside what it repeats"),
    Case("second document", "reasons:", "---\nreasons:", 6, "", "holds a second document: one scenario a file"),
    Case("nested too deep", "title: Desk", "title: " + "[" * 60 + "]" * 60, 1, "", "is nested more than 40 deep"),
)

NAMES = (
    Case("misspelt key", "shrinkage", "shrinkige", 4, "teams.desk.shrinkige", "unknown key; did you mean 'shrinkage'?"),
    Case("misspelt section", "patience:", "patiense:", 11, "patiense", "unknown key; did you mean 'patience'?"),
    Case("missing key", "{takes: {exponential: 4 min}}", "{}", 7, "reasons.question.takes", "is missing"),
    Case("misspelt hours", "hours: open, shr", "hours: opem, shr", 4, "teams.desk.hours",
         "there is no entry in `hours` named 'opem'; did you mean 'open'?"),
    Case("misspelt reason", "handles: {question", "handles: {questoin", 4, "teams.desk.handles.questoin",
         "there is no reason 'questoin'; did you mean 'question'?"),
    Case("reserved name", "  billing:", "  rest:", 5, "teams.rest", "is a word of the language; choose another name, got rest"),
    Case("dot in a name", "  billing:", "  billing.eu:", 5, "teams.billing.eu",
         "must be a name: letters, digits, _ and - (a dot separates names in a path), "
         "got billing.eu"),
    Case("unknown dimension", "{exponential: 6 min}", "{by: segmnet, rest: 6 min}", 11, "patience.by",
         "must be one of segment, reason, channel, team, previous_team, attempt, transferred, hour, day, "
         "got segmnet; did you mean 'segment'?"),
    Case("unknown case", "{exponential: 6 min}", "{by: reason, invoise: 1 min, rest: 2 min}", 11, "patience.invoise",
         "there is no reason 'invoise'; did you mean 'invoice'?"),
    Case("unknown day", "{exponential: 6 min}", "{by: day, sunday: 1 min, rest: 2 min}", 11, "patience.sunday",
         "is not a case of day; use mon to sun, got sunday"),
    Case("case left out", "{exponential: 6 min}", "{by: reason, question: 1 min}", 11, "patience",
         "does not say what holds for reason invoice: add it, or rest"),
    Case("dimension not known yet", "{exponential: 6 min}", "{by: team, desk: 1 min, rest: 2 min}", 11, "patience.by",
         "cannot vary by team here; can vary by segment, reason, channel, attempt, hour, day only"),
    Case("shares above 100 %", "invoice: 30 %", "invoice: 40 %", 10, "demand.calls.contact",
         "shares must add up to 100 %, not 110 %"),
    Case("shares below 100 %", "invoice: 30 %", "invoice: 20 %", 10, "demand.calls.contact",
         "shares must add up to 100 %, not 90 %"),
    Case("two rests", "question: 70 %, invoice: 30 %", "question: rest, invoice: rest", 10, "demand.calls.contact",
         "has more than one rest"),
    Case("shares wrong on one day", "question: 70 %", "question: {by: day, sat: 60 %, rest: 70 %}", 10,
         "demand.calls.contact", "shares must add up to 100 % for day sat, not 90 %"),
    Case("nobody can", "billing: {scheduled: 3, hours: open, handles: {invoice: {}}}",
         "billing: {scheduled: 3, hours: open, handles: {question: {}}}", 10, "demand.calls.contact",
         "no team on phone handles invoice"),
    Case("team without agents", "scheduled: 3, hours: open, ", "hours: open, ", 5, "teams.billing",
         "has no agents: needs `scheduled`, or `agents` with `every`"),
    Case("team without hours", "scheduled: 3, hours: open, ", "", 5, "teams.billing",
         "has no agents: needs `scheduled` and `hours`, or `shifts`"),
    Case("agents without interval", "scheduled: 3, hours", "agents: [3, 4], hours", 5, "teams.billing",
         "needs both `agents` and `every`, the length of its intervals"),
    Case("no rate", "rate: 2000/w, ", "", 10, "demand.calls", "needs `rate`, such as 2000/w"),
    Case("unknown measure", "title: Desk", "goals: {wait_meen_s: {at_most: 20 s}}", 1, "goals.wait_meen_s",
         "there is no measure 'wait_meen_s'; did you mean 'wait_mean_s'?"),
    Case("goal without unit", "title: Desk", "goals: {wait_mean_s: {at_most: 20}}", 1, "goals.wait_mean_s.at_most",
         "needs a unit: write for example 15 s or 2 h"),
    Case("nothing to guess", "title: Desk", "assumed: {teams.desk.shrinkige: {low: 1 %, high: 2 %}}", 1,
         "assumed.teams.desk.shrinkige", "there is no such value in the scenario"),
    Case("guess upside down", "title: Desk", "assumed: {teams.desk.shrinkage: {low: 9 %, high: 2 %}}", 1,
         "assumed.teams.desk.shrinkage", "needs low below high"),
    Case("route to nobody", "title: Desk", "routing: {phone: [{to: desks}]}", 1, "routing.phone.0.to",
         "there is no team or target 'desks'; did you mean 'desk'?"),
    Case("chosen without a menu", "title: Desk", "routing: {phone: [{to: chosen_team}]}", 1, "routing.phone.0.to",
         "needs a stage {to: ivr} before it, where the team is chosen"),
    Case("nobody owns", "title: Desk", "routing: {phone: [{to: owner}]}", 1, "routing.phone.0.to",
         "no team owns customers, so there is no owner"),
    Case("not yet", "title: Desk", "routing: {phone: [{to: callback}]}", 1, "routing.phone.0.to",
         "callback cannot be simulated yet"),
    Case("missing profile", "rate: 2000/w", "profile: gone.csv, rate: 2000/w", 10, "demand.calls.profile",
         "there is no such file, got gone.csv"),
    Case("change without base", "title: Desk", "change: {}", 1, "change", "needs `extends`, the file that it changes"),
)

JOURNEYS = (
    _in_orders("unreachable step", "  return:", "      spare: {end: spare}\n  return:", 20,
               "processes.order.steps.spare", "cannot be reached: no step leads to it"),
    _in_orders("misspelt step", "next: ship", "next: shipp", 15, "processes.order.steps.pack.next",
               "there is no step 'shipp'; did you mean 'ship'?"),
    _in_orders("misspelt outcome", "on: {resolved: pack", "on: {resolvd: pack", 14,
               "processes.order.steps.ask.on.resolvd", "there is no outcome 'resolvd'; did you mean 'resolved'?"),
    _in_orders("misspelt end of a process", "on: {refunded: done", "on: {refundet: done", 17,
               "processes.order.steps.back.on.refundet", "there is no outcome 'refundet'; did you mean 'refunded'?"),
    _in_orders("outcome without a way on", "on: {resolved: pack, rest: lost}", "on: {resolved: pack, closed: lost}", 14,
               "processes.order.steps.ask.on",
               "does not say where unresolved, abandoned, blocked leads: add it, or rest"),
    _in_orders("dead end", "next: {done: 98 %, back: 2 %}", "promise: 3 d", 16, "processes.order.steps.ship",
               "leads nowhere: needs `next`, or `end` if the journey ends here"),
    _in_orders("two kinds of step", "{work: packing, ", "{work: packing, contact: question, ", 15,
               "processes.order.steps.pack", "is both contact and work: a step is one of them"),
    _in_orders("process inside itself", "post: {takes: 3 d, next: paid}", "post: {process: return, on: {refunded: paid}}",
               20, "processes.return", "contains itself: return -> return"),
    _in_orders("loop without time", "ship: {touchpoint: parcel, takes: 2 d, next: {done: 98 %, back: 2 %}}",
               "ship: {next: {done: 90 %, back: 2 %, ship: 8 %}}", 16, "processes.order.steps.ship",
               "a loop that takes no time: ship -> ship"),
    _in_orders("asking again at once", "rest: lost}}\n      pack", "unresolved: lost, rest: ask}}\n      pack", 14,
               "processes.order.steps.ask", "a loop that takes no time: ask -> ask"),
    _in_orders("two sources", "process: order", "process: order, contact: question", 9, "demand.orders",
               "needs exactly one of process, contact and proactive"),
    _in_orders("redial at once", ", delay: 20 min", "", 26, "after.redial",
               "a loop that takes no time: needs `delay` or `max`"),
    _in_orders("chase without promise", "takes: 2 d, ", "takes: 2 d, if_late: {chase: {contact: question}}, ", 16,
               "processes.order.steps.ship.if_late", "needs `promise`, the time after which it is late"),
    _in_orders("time twice", "work: packing, promise", "work: packing, takes: 1 h, promise", 15,
               "processes.order.steps.pack.takes", "does not fit a step with `work`: the reason says how long it takes"),
    _in_orders("unskilled target", "on: abandoned, share: 50 %, go: again, delay: 20 min",
               "on: unresolved, go: {team: sales, reason: packing}", 26,
               "after.redial.go", "team sales does not handle packing"),
    _in_orders("customer pool unknown", "customers: 100", "customers: 0", 4, "teams.sales.owns",
               "segment business needs `customers`, the number to own"),
)
_OWNS = "channels: [phone], handles"
JOURNEYS = tuple(
    Case(c.name, c.old, c.new, c.line, c.path, c.rule, ORDERS.replace(_OWNS, f"owns: {{segment: business, customers_each: 50}}, {_OWNS}"))
    if c.name == "customer pool unknown" else c
    for c in JOURNEYS
)

CASES = (*VALUES, *TRAPS, *NAMES, *JOURNEYS)
