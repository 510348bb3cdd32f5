"""The commands that make scenario files of your own tables."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from sim.imports.dates import Order

_HELP = {"help_option_names": ["-h", "--help"]}

dates_option = click.option("--dates", type=click.Choice(["day-first", "month-first"]),
                            callback=lambda context, parameter, value: value or "",
                            help="What 03-02-2026 means, where the file does not tell.")
to_option = click.option("--to", "target", metavar="FILE",
                         help="Where to write it (default: here, named as the table).")


@click.group("import", context_settings=_HELP)
def import_() -> None:
    """Make a scenario file of what your own systems report (.xlsx or .csv)."""


@import_.command(context_settings=_HELP, short_help="Make a scenario of a TABLE of intervals.")
@click.argument("table", metavar="TABLE")
@to_option
@dates_option
def intervals(table: str, target: str | None, dates: Order) -> None:
    """Make a runnable scenario of a TABLE of intervals: offered, answered, abandoned, handle time, staff.

    Whatever is taken for granted is said, here and in the file. A file that is there is never touched.
    """
    import sim
    from sim.cli.output import this_program, written_new

    made = sim.import_intervals(table, dates)
    file = Path(target or f"{Path(table).stem}.yaml")
    written_new(file, made.text)
    say_notes(made.notes)
    click.echo(f"{file} is written. Look at it, run it, and set it beside the record, with")
    click.echo(f"  {this_program()} explain {file}")
    click.echo(f"  {this_program()} {file}")
    click.echo(f"  {this_program()} actuals {file} {table}")


@import_.command(context_settings=_HELP, short_help="Make shifts of a TABLE of who works when.")
@click.argument("table", metavar="TABLE")
@click.option("--for", "base", metavar="SCENARIO", help="Write an alternative to this scenario, which runs.")
@to_option
@dates_option
def roster(table: str, base: str | None, target: str | None, dates: Order) -> None:
    """Make shifts of a TABLE of who works when: agent or count, team, date or weekday, from, to.

    Without --for the part `teams` of a scenario is written, to paste. A file that is there is never touched.
    """
    import sim
    from sim.cli.output import this_program, written_new

    file = Path(target or f"{Path(table).stem}.yaml")
    made = sim.import_roster(table, base, file, dates)
    written_new(file, made.text)
    say_notes(made.notes)
    if base is None:
        click.echo(f"{file} is written: paste its teams' shifts into your scenario.")
    else:
        click.echo(f"{file} is written. Compare it with")
        click.echo(f"  {this_program()} {base} {file}")


def say_notes(notes: Sequence[str]) -> None:
    """Say on stderr what was taken for granted."""
    import textwrap

    click.echo("Taken for granted:", err=True)
    for note in notes:
        click.echo("\n".join(textwrap.wrap(note, 78, initial_indent="- ", subsequent_indent="  ")), err=True)
