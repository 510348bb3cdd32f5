"""The command that writes a result as a spreadsheet."""

from __future__ import annotations

import click


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("result", metavar="RESULT")
@click.option("--to", "target", metavar="FILE", help="Where to write it (default: in RESULT).")
def spreadsheet(result: str, target: str | None) -> None:
    """Write a RESULT folder as a spreadsheet, with units, which way is better, and verdicts."""
    import sim

    click.echo(sim.spreadsheet(result, target))
