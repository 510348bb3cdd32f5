"""Slips in writing: traps of YAML, commas, hours, brackets."""

from __future__ import annotations

from .slips import Case

_HOURS = 'must be opening hours such as "mon-fri 08:00-17:00, sat 10:00-16:00", or always'
_CUT = "a number or text was cut at a comma: write 0.85 or 85 %, and quote a text with a comma"

WRITING = (
    Case("comma in a share", "resolves: 85 %", "resolves: 0,85", 4, "teams.desk.handles.question.85", _CUT),
    Case("comma in a percentage", "shrinkage: 12 %", "shrinkage: 0,5 %", 4, "teams.desk.5 %", _CUT),
    Case(
        "comma outside braces",
        "rate: 2000/w",
        "rate: '2,5/h'",
        10,
        "demand.calls.rate",
        "has a decimal comma: write 2.5, or a percentage such as 85 %, got 2,5/h",
    ),
    Case(
        "unquoted hours",
        "open: mon-fri 08:00-16:00",
        "open: mon-fri 08:00-20:00, sat 10:00-16:00",
        2,
        "hours.sat 10:00-16:00",
        "the hours hold a comma: quote the hours",
    ),
    Case(
        "hours of another language",
        "mon-fri 08:00-16:00",
        "mo-fr 8-16",
        2,
        "hours.open",
        f"{_HOURS}, got mo-fr 8-16",
    ),
    Case("hours without days", "mon-fri 08:00-16:00", "9:30", 2, "hours.open", f"{_HOURS}, got 9:30"),
    Case(
        "hour 25",
        "08:00-16:00",
        "08:00-25:00",
        2,
        "hours.open",
        "25:00 is not a time of day; days end at 24:00, got mon-fri 08:00-25:00",
    ),
    Case(
        "hours overlap",
        "mon-fri 08:00-16:00",
        "'mon-fri 08:00-16:00, fri 15:00-18:00'",
        2,
        "hours.open",
        "hours overlap on fri, got mon-fri 08:00-16:00, fri 15:00-18:00",
    ),
    Case(
        "no value",
        "question: {takes: {exponential: 4 min}}",
        "question:",
        7,
        "reasons.question",
        "has no value: write {} for an empty map, or leave the key out",
    ),
    Case(
        "needed key without value",
        "{takes: {exponential: 5 min}}",
        "{takes: }",
        8,
        "reasons.invoice.takes",
        "has no value: write {} for an empty map, or leave the key out",
    ),
    Case(
        "duplicate key",
        "title: Desk",
        "title: Desk\ntitle: Front desk",
        2,
        "title",
        "is a duplicate key: it already stands in line 1",
    ),
    Case(
        "duplicate key further down",
        "cost: 34 EUR/h",
        "scheduled: 6",
        4,
        "teams.desk.scheduled",
        "is a duplicate key: it already stands in line 4",
    ),
    Case(
        "merge key",
        "question: {takes",
        "question: {<<: {}, takes",
        7,
        "",
        "merge keys (<<) are not read: use extends, or write it out",
    ),
    Case("tag", "scheduled: 5", "scheduled: !!int 5", 4, "", "tags (!...) are not part of the language"),
    Case("tab", "  desk:", "\tdesk:", 4, "", "a tab stands where only blanks may: indent with blanks"),
    Case(
        "two colons",
        "title: Desk",
        "title: Desk: front",
        1,
        "",
        "a second colon in one line: quote the text or begin a new line",
    ),
    Case("open quote", "title: Desk", "title: 'Desk", 1, "", "a quote is never closed"),
    Case(
        "open brace",
        "{exponential: 6 min}",
        "{exponential: 6 min",
        11,
        "",
        "a bracket or brace is never closed",
    ),
    Case(
        "unknown alias",
        "scheduled: 5",
        "scheduled: *five",
        4,
        "",
        "there is no anchor &five above: quote a text that begins with *",
    ),
    Case(
        "alias inside itself",
        "title: Desk",
        "title: &a [*a]",
        1,
        "",
        "the alias *a stands inside what it repeats",
    ),
    Case(
        "second document", "reasons:", "---\nreasons:", 6, "", "holds a second document: one scenario a file"
    ),
    Case(
        "nested too deep",
        "title: Desk",
        "title: " + "[" * 60 + "]" * 60,
        1,
        "",
        "is nested more than 40 deep",
    ),
)
