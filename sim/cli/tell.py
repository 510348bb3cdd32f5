"""The command that tells what happened to a single customer."""

from __future__ import annotations

import click


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("result", metavar="RESULT")
@click.argument("journey", required=False, metavar="[JOURNEY]")
def story(result: str, journey: str | None) -> None:
    """Tell one customer's life under each alternative, step by step.

    RESULT is a result folder that was made with --records. JOURNEY is DEMAND/SEGMENT/NUMBER@REPLICATION;
    without it the luckiest, a typical and the unluckiest customer are told.
    """
    import sim
    from sim.cli.output import text_width

    click.echo(sim.story(result, journey, text_width()), nl=False)
