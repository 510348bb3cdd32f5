"""Every option of the program, declared once: its flag, check, default and help."""

from __future__ import annotations

import functools
import os
from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])

DRAWS = 20   # of the assumed numbers, where nobody says how many
LONGEST_NAME = 200   # of the 255 bytes that file systems allow, the rest for the digest


@dataclass(frozen=True, slots=True)
class Settings:
    """What the options of a study say; None where the scenario file decides."""

    replications: int | None
    seed: int | None
    sets: tuple[str, ...]
    out: str
    name: str | None
    workers: int
    records: bool
    charts: bool
    language: str
    quiet: bool
    details: bool
    json: bool
    precision: tuple[tuple[str, str], ...]
    at_most: int | None
    uncertain: bool
    draws: int | None
    what_matters: bool


def _path_and_value(
    ctx: click.Context, parameter: click.Parameter, values: tuple[str, ...]
) -> tuple[str, ...]:
    for value in values:
        path, equals, _ = value.partition("=")
        if not equals or not path.strip():
            raise click.BadParameter(f"{value!r} is not PATH=VALUE, such as teams.desk.scheduled=4")
    return values


def _measure_and_half_width(
    ctx: click.Context, parameter: click.Parameter, values: tuple[str, ...]
) -> tuple[tuple[str, str], ...]:
    parts = [value.partition("=") for value in values]
    for value, (measure, _, half_width) in zip(values, parts, strict=True):
        if not measure.strip() or not half_width.strip():
            raise click.BadParameter(f"{value!r} is not MEASURE=HALF_WIDTH, such as 'wait_mean_s=2 s'")
    return tuple((measure.strip(), half_width.strip()) for measure, _, half_width in parts)


def _plain_name(ctx: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    if value is not None and (not value.strip(". ") or any(c in value for c in '/\\:*?"<>|\0')):
        raise click.BadParameter(f"{value!r} cannot be part of a folder's name")
    if value is not None and len(value.encode()) > LONGEST_NAME:
        raise click.BadParameter(f"is longer than {LONGEST_NAME} bytes: too long for a folder's name")
    return value


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1


scenario_files = click.argument("files", nargs=-1, required=True, metavar="FILE [ALTERNATIVE]...")
set_option = click.option("--set", "sets", multiple=True, metavar="PATH=VALUE", callback=_path_and_value,
                          help="Change one value in every scenario; may be repeated.")
language_option = click.option(
    "--language", type=click.Choice(("en", "da", "sv", "zh")), default="en", show_default=True,
    help="Of charts, deck and page: English, Danish, Swedish, Chinese; the terminal stays English.",
)  # fmt: skip

_OPTIONS = (
    click.option("--replications", type=click.IntRange(min=1, max=100_000), metavar="N",
                 help="How often the window is repeated with fresh luck (default: as the base says)."),
    click.option("--precision", multiple=True, metavar="MEASURE=HALF_WIDTH", callback=_measure_and_half_width,
                 help="As many replications as it takes to know a measure, or its differences, so well: "
                 "'wait_mean_s=2 s'; may be repeated."),
    click.option("--at-most", type=click.IntRange(min=1, max=100_000), metavar="N",
                 help="With --precision: never more replications than this (default: 1000)."),
    click.option("--seed", type=click.IntRange(min=0, max=10**12), metavar="N",
                 help="Another seed is another luck (default: as the base says)."),
    set_option,
    click.option("--out", default="results", show_default=True, metavar="DIR",
                 help="Where the result folder is made."),
    click.option("--name", metavar="NAME", callback=_plain_name,
                 help="How the result folder's name begins (default: the base file's name)."),
    click.option("--workers", type=click.IntRange(min=1, max=1024), metavar="N", default=cores,
                 show_default="all cores", help="Replications side by side; the results are the same."),
    click.option("--uncertain", is_flag=True,
                 help="Vary the assumed numbers together, too: how sure is the answer then?"),
    click.option("--draws", type=click.IntRange(min=5), metavar="N",
                 help=f"With --uncertain: how often they are drawn (default: {DRAWS}); each is run twice."),
    click.option("--what-matters", is_flag=True,
                 help="Move each assumed number through its range, too: which could change the answer?"),
    click.option("--records", is_flag=True, help="Also keep every leg and journey, as Parquet files."),
    click.option("--charts/--no-charts", default=True, show_default=True,
                 help="Make charts, a deck and a page of a comparison in its result folder."),
    language_option,
    click.option("--quiet", is_flag=True, help="No progress; only the result."),
    click.option("--details", is_flag=True, help="Print all that was found, not only the answer."),
    click.option("--json", is_flag=True, help="Print the result as JSON instead of text."),
)


def _formats(ctx: click.Context, parameter: click.Parameter, value: str) -> tuple[str, ...]:
    found = tuple(dict.fromkeys(part.strip().lower() for part in value.split(",")))
    for one in found:
        if one not in ("png", "svg", "pdf"):
            raise click.BadParameter(f"{one!r} is none of png, svg, pdf")
    return found


chart_formats = click.option("--format", "formats", default="png,svg", show_default=True, callback=_formats,
                             metavar="LIST", help="File formats of the charts: png, svg, pdf.")


def study_options(command: F) -> F:
    """Give a command the options of a study, handed to it as `settings`."""

    @functools.wraps(command)
    def with_settings(**values: Any) -> Any:
        settings = Settings(**{field.name: values.pop(field.name) for field in fields(Settings)})
        return command(settings=settings, **values)

    decorated: Any = with_settings
    for option in reversed(_OPTIONS):
        decorated = option(decorated)
    return decorated  # type: ignore[no-any-return]


_WHERE_OPTIONS = (
    click.option("--on", default="local", show_default=True, metavar="WHERE",
                  help="local, serial, dask:tcp://HOST:PORT or slurm."),
    click.option("--workers", type=click.IntRange(min=1, max=10_000), metavar="N", default=cores,
                  show_default="all cores", help="Processes, or jobs of Slurm; the results are the same."),
    click.option("--out", default="results", show_default=True, metavar="DIR",
                  help="Folder of the result, and of the finished work that all sweeps there share."),
    click.option("--time-limit", type=click.FloatRange(min=0, min_open=True), metavar="S", default=3600.0,
                  show_default=True, help="Seconds after which a task counts as hanging."),
    click.option("--memory", type=click.FloatRange(min=0, min_open=True), metavar="GB",
                  help="What one local process may take (default: its share of the machine)."),
    click.option("--retry-failed", is_flag=True, help="Try again what failed before."),
)


def where_options(command: F) -> F:
    """Give a command the options that say where many points are computed, and where their results go."""
    decorated: Any = command
    for option in reversed(_WHERE_OPTIONS):
        decorated = option(decorated)
    return decorated  # type: ignore[no-any-return]
