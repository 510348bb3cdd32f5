"""The scenario of the bank hotline as text: every figure with a comment that says how it was measured.

In: `Figures`. Out: YAML in the language of scenarios.
"""

from __future__ import annotations

import math
import textwrap
from collections.abc import Iterable

from tools.bank.arrivals import GROUPS, OUTLIER
from tools.bank.calls import KINDS, SHORT_S
from tools.bank.figures import TYPES, Figures, Patience
from tools.bank.redial import Redial
from tools.bank.staff import BIN_S, LONGEST_S, WAITING_S
from tools.bank.survival import Fit

REASONS = {
    "PS": "regular",
    "PE": "regular_english",
    "NE": "stock_exchange",
    "IN": "internet_help",
    "NW": "prospective_enquiry",
    "TT": "called_back",
}
"""Names of the reasons by the type of the record."""

DAY_CASES = {"week": "sun-thu", "fri": "fri", "sat": "sat"}
HEAD_START_S = 90
WIDTH = 108

HEAD = """\
# A bank's hotline, measured on the fourteen days from 1999-02-01 of the call records that the Technion
# published (Mandelbaum, Sakov & Zeltyn 2000, "Empirical analysis of a call center"). Only figures stand
# here; `python -m tools.measure_bank` writes this file from the record, and docs/bank_hotline.md compares
# what it simulates with what the record tells. The bank's week runs from Sunday to Thursday.
title: Bank hotline, fourteen days of February 1999
question: Does a model of measured figures give the waits and hang-ups of the record?

# The same fourteen days; nobody calls before 07:00, so the empty start needs no warm-up.
run: {starts: 1999-02-01, warm_up: 0 s, measure: 2 w, follow_up: 1 d, replications: 20, seed: 1999}

hours:
  # Between the first and the last answers of the record; Saturday's first are at 19:24 and 19:30.
  desks: "sun-thu 07:00-24:00, fri 07:00-14:00, sat 19:30-24:00"

channels:
  phone: {hours: desks}
"""


def text(figures: Figures) -> str:
    """The whole file."""
    parts = [_demand, _menu, _queue, _work, _team, _afterwards]
    lines = [*HEAD.splitlines(), *(line for part in parts for line in part(figures))]
    return "\n".join(wrapped for line in lines for wrapped in _wrapped(line)) + "\n"


def whole_numbers(means: Iterable[float]) -> list[int]:
    """Heads by interval: rounded so that the running sum stays within half a head of the means'."""
    heads: list[int] = []
    total = 0.0
    for mean in means:
        total += mean
        heads.append(math.floor(total + 0.5) - sum(heads))
    return heads


def law_text(fit: Fit) -> str:
    """A fitted law as the language writes it."""
    if fit.law == "exponential":
        return f"{{exponential: {fit.first:.0f} s}}"
    if fit.law == "weibull":
        return f"{{weibull: {{scale: {fit.second:.0f} s, shape: {fit.first:.3f}}}}}"
    median, mean = math.exp(fit.first), math.exp(fit.first + fit.second**2 / 2)
    return f"{{lognormal: {{median: {median:.0f} s, mean: {mean:.0f} s}}}}"


def _wrapped(line: str) -> list[str]:
    """A line broken where it is too long: a comment between words, a map after a comma."""
    body = line.lstrip()
    indent = line[: len(line) - len(body)]
    if not body:
        return [""]
    if body.startswith("#"):
        return textwrap.wrap(line, WIDTH, subsequent_indent=indent + "# ", break_on_hyphens=False)
    lines = [""]
    for part in line.split(", "):
        joined = f"{lines[-1]}, {part}" if lines[-1] else part
        if len(joined) < WIDTH or not lines[-1]:
            lines[-1] = joined
        else:
            lines[-1] += ","
            lines.append(f"{indent}  {part}")
    return lines


def _percent(share: float) -> str:
    return f"{100 * share:.1f} %"


def _demand(figures: Figures) -> list[str]:
    faults = ", ".join(f"day {day + 1} {hour}:00" for day, hour in sorted(figures.faults))
    lines = [
        "",
        "# Prospective customers are known by the type of call. Priority is recorded for those who queued",
        "# only, so its share, by type, is that among them (queueing does not depend on it).",
        f"segments: {{{', '.join(f'{group}: {{}}' for group in GROUPS)}}}",
        "",
        "# Standard deviation of the calls of a day of the week about their mean, beyond Poisson noise.",
        f"factors: {{busy_day: {{gamma: {{mean: 1, sd: {_percent(figures.day_sd)}}}}}}}",
        "",
        "# First calls an hour, means of the ten, two and two days: calls less the expected calls again "
        f"(see `after`). Left out are hours with over {OUTLIER:.0f} times the calls of the median day, "
        f"faults at the bank: {faults}. Types by share of the calls. Saturday's rate of 19:00 is that "
        "from 19:30 on; who calls before finds the desks closed.",
        "demand:",
    ]
    for group in GROUPS:
        lines += [
            f"  {group}:",
            f"    contact: {_mix(figures.mix[group])}",
            f"    where: {{segment: {group}}}",
            "    factor: busy_day",
            "    rate:",
            "      by: day",
            *(f"      {DAY_CASES[kind]}: {_by_hour(figures.rates[group][kind])}" for kind in KINDS),
        ]
    return lines


def _mix(shares: dict[str, float]) -> str:
    present = [name for name in TYPES if shares[name] > 0]
    if len(present) == 1:
        return REASONS[present[0]]
    cases = [f"{REASONS[name]}: {_percent(shares[name])}" for name in present[1:]]
    return f"{{{', '.join([*cases, f'{REASONS[present[0]]}: rest'])}}}"


def _by_hour(rates: dict[int, float]) -> str:
    return f"{{by: hour, {', '.join(f'{hour}: {rate:.1f}/h' for hour, rate in rates.items())}, rest: 0/h}}"


def _menu(figures: Figures) -> list[str]:
    menu = figures.menu
    shares = ", ".join(f"{REASONS[name]}: {_percent(menu.hangs_up[name])}" for name in TYPES)
    return [
        "",
        f"# Time of {menu.n} calls that left the menu for an agent or the queue ({menu.negative} "
        f"negative ones dropped): mean {menu.mean_s:.1f} s, sd {menu.sd_s:.1f} s, median "
        f"{menu.median_s:.0f} s; lognormal by mean and sd.",
        "# Hang-ups in the menu while the desks are open, by type. They hardly depend on the queue: "
        f"{_percent(menu.quiet_hours)} in hours when less than half of the calls queue, "
        f"{_percent(menu.busy_hours)} in the others.",
        "ivr:",
        f"  takes: {_lognormal(menu.mean_s, menu.sd_s)}",
        f"  hangs_up: {{by: reason, {shares}}}",
        "routing:",
        "  phone: [{to: ivr}, {to: any_skilled}]",
    ]


def _queue(figures: Figures) -> list[str]:
    lines = [
        "",
        "# Hung up within the second in which they joined the queue.",
        f"balks: {_percent(figures.balks)}",
        "# Priority 2 has a head start of 90 s (data set's documentation).",
        f"rank: {{points: {{by: segment, priority: {HEAD_START_S}, rest: 0}}, per_second: 1}}",
        "",
        "# Patience of those who queued, who was answered counts as censored. Kaplan-Meier estimate and, by",
        "# maximum likelihood, the best by AIC of exponential, Weibull and lognormal.",
        "patience:",
        "  by: segment",
    ]
    for group in GROUPS:
        patience = figures.patience[group]
        lines += [f"  # {_survival_comment(patience)}", f"  {group}: {law_text(patience.fits[0])}"]
    return lines


def _survival_comment(patience: Patience) -> str:
    best = patience.fits[0]
    times = (30, 60, 120, 180, 300)
    measured = "/".join(f"{patience.curve.at(time):.3f}" for time in times)
    law = "/".join(f"{best.survives(time):.3f}" for time in times)
    aic = ", ".join(f"{fit.law} {fit.aic:.0f}" for fit in patience.fits)
    return (
        f"{patience.left} of {patience.n} left; still there after 30/60/120/180/300 s: {measured}, "
        f"by the law {law}; AIC {aic}"
    )


def _work(figures: Figures) -> list[str]:
    after_call = figures.staff.after_call_s
    wrap_up = _lognormal(float(after_call.mean()), float(after_call.std(ddof=1)))
    lines = [
        "",
        "# Time with the agent of those answered, by type; lognormal by mean and sd. Calls below "
        f"{SHORT_S:.0f} s are included, so that the load is right; they solve nothing, and their share is "
        f"what `resolves` lacks. `wrap_up`: {len(after_call)} gaps between two calls of an agent during "
        f"which callers waited all along, up to {WAITING_S} s (longer: away).",
        "reasons:",
    ]
    for name in TYPES:
        handling = figures.handling[name]
        lines += [
            f"  {REASONS[name]}:   # {handling.n} calls, median {handling.median_s:.0f} s",
            f"    takes: {_lognormal(handling.mean_s, handling.sd_s)}",
            f"    wrap_up: {wrap_up}",
            f"    resolves: {_percent(1 - handling.short)}",
        ]
    return lines


def _lognormal(mean_s: float, sd_s: float) -> str:
    return f"{{lognormal: {{mean: {mean_s:.1f} s, sd: {sd_s:.1f} s}}}}"


def _team(figures: Figures) -> list[str]:
    staff = figures.staff
    hours = {"week": "sun-thu 07:00-24:00", "fri": "fri 07:00-14:00", "sat": "sat 19:30-24:00"}
    lines = [
        "",
        "# Duty is not recorded. An agent counts from the first to the last call of the day; a gap between "
        f"two calls is away if callers waited for over {WAITING_S} s of it, or if it is over "
        f"{LONGEST_S // 60} min, else at the desk. Means over the days, rounded so that running sums stay "
        f"right. What is away, {_percent(staff.away)} of the time from first to last call, is left out here, "
        "so there is no shrinkage. Who waits at closing is answered still.",
        f"# One team: {_percent(figures.desks_of_internet)} of the internet-help calls were taken by agents "
        "who took other types too.",
        "teams:",
        "  desks:",
        "    at_closing: work_off",
        f"    handles: {{{', '.join(f'{REASONS[name]}: {{}}' for name in TYPES)}}}",
        "    shifts:",
    ]
    for kind in KINDS:
        lines += [
            f"      # at work {_row(staff.at_work[kind])}",
            f"      # first to last call {_row(staff.first_to_last[kind])}",
            f"      {kind}:",
            f'        hours: "{hours[kind]}"',
            f"        every: {BIN_S // 60} min",
            f"        agents: {whole_numbers(staff.at_work[kind])}",
        ]
    return lines


def _row(values: Iterable[float]) -> str:
    return " ".join(f"{value:.1f}" for value in values)


def _afterwards(figures: Figures) -> list[str]:
    hang_up, short = figures.after_hang_up, figures.after_short
    return [
        "",
        "# Calls again within an hour, of customers whose number is known, beyond those after an ordinary "
        "service. Numbers are recorded only of those who queue: each call again seen counts for those "
        "answered at once too. Assumed: the same after a hang-up in the menu and for prospective "
        "customers, whose numbers are unknown.",
        "after:",
        f"  # {_redial_comment(hang_up)}",
        f"  redial: {{on: abandoned, share: {_percent(hang_up.share)}, go: again, delay: {_delay(hang_up)}}}",
        f"  # after a short call: {_redial_comment(short)}",
        f"  cut_off: {{on: unresolved, share: {_percent(short.share)}, go: again, delay: {_delay(short)}}}",
        "",
        "assumed:",
        f"  after.redial.share: {{low: {_percent(hang_up.seen - hang_up.usual_seen)}, "
        f"high: {_percent(hang_up.weighted)}, source: as seen and uncorrected; corrected and nothing usual}}",
    ]


def _redial_comment(redial: Redial) -> str:
    return (
        f"{redial.n} calls: {_percent(redial.seen)} seen to call again, "
        f"corrected {_percent(redial.weighted)}, usual {_percent(redial.usual)}"
    )


def _delay(redial: Redial) -> str:
    return f"{{lognormal: {{median: {redial.median_s:.0f} s, mean: {redial.mean_s:.0f} s}}}}"
