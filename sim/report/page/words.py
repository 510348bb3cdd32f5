"""The page's own words: labels of its template, kinds of charts, and the messages of its script.

The script looks its messages up by their English template; in English none need be sent along.
"""

from __future__ import annotations

from typing import Any

from sim.report.language import message, say, spoken, word
from sim.report.locales import clock, weekday
from sim.report.page.markup import Html, joined

_KINDS = {
    "journey_map": message("Journey map: satisfaction at every touchpoint, and with the whole journey"),
    "process_map": message("Process map: who does what, where it goes on, where one waits"),
    "funnel": message("Where customers drop out"),
    "staffing": message("Staffing and queues over the week"),
    "wait_by_hour": message("Waiting by hour and weekday"),
    "recorded": message("Simulated beside recorded"),
    "convergence": message("How the answer settles as replications add up"),
    "warm_up": message("How the pilot settled, and where the warm-up was cut"),
}
"""Charts that are folded away, by what they are about."""

_LABELS = {
    "contents": message("Contents"), "all_figures": message("All figures"),
    "how_to_read": message("How to read this"), "to_the_answer": message("To the answer"),
    "journeys": message("Journeys"), "beside": message("Beside the base"),
    "all_alternatives": message("all alternatives"),
    "no_script": message("The charts need scripts; every number is in the tables below."),
}  # fmt: skip

SCRIPT = (
    message("{head}: {body}"),
    message("{first}; {next}"),
    message("{number} %"),
    message("{number} s"),
    message("{number} min"),
    message("{n} ({low} to {high})"),
    message("\N{LEFTWARDS ARROW} better"),
    message("better \N{RIGHTWARDS ARROW}"),
    message("{low} to {high}"),
    message("{range}: turns the answer"),
    message("at the low end of its range"),
    message("at the high end"),
    message("as written"),
    message("{first}, {next}"),
    message("Step"),
    message("Reach it, of 1,000 begun"),
    message("{n} of 1,000 reach it"),
    message("end without success from here"),
    message("The columns of scenarios: end without success from here, of 1,000; hatched: in the base"),
    message("Mean wait:"),
    message("satisfied"),
    message("wait, s"),
    message("handoffs"),
    message("the journey"),
    message("hardly anybody comes"),
    message("mean wait {time}"),
    message("Difference: {measure}"),
    message("Difference to {base}"),
    message("With 95 % intervals; grey band: too little to matter; {journeys}"),
    message("Level"),
    message("Share that waited longer than a time; move over it, or use the arrow keys; {journeys}"),
    message("Waited longer than {time}"),
    message("Waited at all"),
    message("target {time}"),
    message("Alternative"),
    message("What each driver adds to the mean ease: an accounting "
            "by the model's weights, not proof of causes; {journeys}"),
    message("Why ease differs with {scenario}"),
    message("Drivers of ease, {scenario}"),
    message("points, 1 to 7"),
    message("better off"),
    message("as before"),
    message("worse off"),
    message("The same customers under both, per cent of journeys; {journeys}"),
    message("on the frontier"),
    message("\N{LEFTWARDS ARROW} cheaper"),
    message("hard journeys of 1,000; \N{DOWNWARDS ARROW} easier"),
    message("too long {gap}, importance {importance}; {who}"),
    message("nobody named"),
    message("visits that take longer than customers accept \N{RIGHTWARDS ARROW}"),
    message("importance: part in the spread of ease \N{UPWARDS ARROW}"),
    message("act here first"),
    message("Team"),
    message("simulated"),
    message("simulated, not met"),
    message("recorded"),
    message("per cent of the recorded value"),
    message("agents scheduled"),
    message("agents busy"),
    message("agents needed"),
    message("contacts waiting"),
    message("{team}: agents"),
    message("{team}: queue"),
    message("After {n} replications"),
    message("{n} days since the pilot began"),
    message("Measure"),
    message("Scenario"),
    message("Per cent of journeys by the number of their handoffs"),
    message("Per cent of journeys by predicted answer: 1 very hard, 7 very easy; hard are 1 to 3"),
    message("Alternative and measure"),
)
"""What the script says; `{...}` are its fields."""


def labels() -> dict[str, Html]:
    """The words of the page's parts."""
    return {name: joined([say(text)]) for name, text in _LABELS.items()}


def words() -> dict[str, Any]:
    """For the script: kinds of charts, its messages by their English, days from Monday, every half hour."""
    return {
        "kinds": {kind: say(text) for kind, text in _KINDS.items()},
        "words": {} if spoken() == "en" else {template: word(template) for template in SCRIPT},
        "days": [weekday(day) for day in range(7)],
        "clock": [clock(hour, minute) for hour in range(24) for minute in (0, 30)],
    }
