"""The page's own words: labels of its template, kinds of charts, and the messages of its script.

The script looks its messages up by their English template; in English none need be sent along.
"""

from __future__ import annotations

KINDS = {
    "journey_map": "Journey map: satisfaction at every touchpoint, and with the whole journey",
    "process_map": "Process map: who does what, where it goes on, where one waits",
    "funnel": "Where customers drop out",
    "staffing": "Staffing and queues over the week",
    "wait_by_hour": "Waiting by hour and weekday",
    "recorded": "Simulated beside recorded",
    "convergence": "How the answer settles as replications add up",
    "warm_up": "How the pilot settled, and where the warm-up was cut",
}
"""Charts that are folded away, by what they are about."""

LABELS = {
    "contents": "Contents", "all_figures": "All figures", "how_to_read": "How to read this",
    "to_the_answer": "To the answer", "journeys": "Journeys", "beside": "Beside the base",
    "all_alternatives": "all alternatives",
    "no_script": "The charts need scripts; every number is in the tables below.",
}  # fmt: skip
"""Words of the template."""

SCRIPT = (
    "{n} ({low} to {high})",
    "\N{LEFTWARDS ARROW} better",
    "better \N{RIGHTWARDS ARROW}",
    "{low} to {high}",
    "{range}: turns the answer",
    "at the low end of its range",
    "at the high end",
    "as written",
    "Step",
    "Reach it, of 1,000 begun",
    "{scenario}: {n}",
    "{n} of 1,000 reach it",
    "end without success from here",
    "The columns of scenarios: end without success from here, of 1,000; hatched: in the base",
    "Mean wait:",
    "satisfied",
    "wait, s",
    "handoffs",
    "the journey",
    "hardly anybody comes",
    "mean wait {n} s",
    "Difference: {measure}",
    "Difference to {base}",
    "With 95 % intervals; grey band: too little to matter; {journeys}",
    "Level",
    "Measure",
    "0",
    "10 s",
    "1 min",
    "3 min",
    "5 min",
    "10 min",
    "20 min",
    "30 min",
    "60 min",
    "Share that waited longer than a time; move over it, or use the arrow keys; {journeys}",
    "Waited at all",
    "Waited longer than {n} s",
    "Waited longer than {n} min",
    "target {n} s",
    "Alternative",
    "What each driver adds to the mean ease: an "
    "accounting by the model's weights, not proof of causes; {journeys}",
    "Why ease differs with {scenario}",
    "Drivers of ease, {scenario}",
    "points, 1 to 7",
    "The same customers under both, per cent of journeys; {journeys}",
    "better off",
    "as before",
    "worse off",
    " (on the frontier)",
    "{currency} a week; \N{LEFTWARDS ARROW} cheaper",
    "hard journeys of 1,000; \N{DOWNWARDS ARROW} easier",
    "too long {gap}, importance {importance}; {who}",
    "nobody named",
    "visits that take longer than customers accept \N{RIGHTWARDS ARROW}",
    "importance: part in the spread of ease \N{UPWARDS ARROW}",
    "act here first",
    "Team",
    "simulated",
    "simulated, not met",
    "recorded",
    "per cent of the recorded value",
    "agents scheduled",
    "agents busy",
    "agents needed",
    "contacts waiting",
    "{team}: agents",
    "{team}: queue",
    "After {n} replications",
    "{n} days since the pilot began",
    "Scenario",
    "Per cent of journeys by the number of their handoffs",
    "Per cent of journeys by predicted answer: 1 very hard, 7 very easy; hard are 1 to 3",
    "Alternative and measure",
)
"""What the script says; `{...}` are its fields."""


def words() -> dict[str, str]:
    """The script's messages in the language that is spoken, by their English; nothing in English."""
    return {}
