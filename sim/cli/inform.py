"""Commands that run nothing: check files, explain one, print the schema and the measures."""

from __future__ import annotations

from typing import Literal

import click

from sim.cli.options import set_option

_HELP = {"help_option_names": ["-h", "--help"]}


@click.command(context_settings=_HELP)
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@set_option
def check(files: tuple[str, ...], sets: tuple[str, ...]) -> int:
    """Check FILEs of any kind: every fault with its place, and what is probably wrong."""
    import sim

    code = 0
    for file in files:
        try:
            warnings = sim.check(sim.load(file, sets=sets) if sets else file)
        except sim.SimError as error:
            click.echo(str(error), err=True)
            code = max(code, error.exit_code)
            continue
        for warning in warnings:
            click.echo(f"warning: {warning}")
        click.echo(f"{file}: fine" + _warned(len(warnings)))
    return code


def _warned(count: int) -> str:
    return "" if not count else ", but for one warning" if count == 1 else f", but for {count} warnings"


@click.command(context_settings=_HELP)
@click.argument("file")
@set_option
def explain(file: str, sets: tuple[str, ...]) -> None:
    """Say in plain sentences what the scenario in FILE models, and every default it uses."""
    import sim
    from sim.cli.output import text_width

    click.echo(sim.explain(sim.load(file, sets=sets), text_width()))


@click.command(context_settings=_HELP)
@click.option("--sweep", "of", flag_value="sweep", help="Of sweep files instead.")
@click.option("--optimise", "of", flag_value="optimise", help="Of files for `optimise` instead.")
def schema(of: Literal["sweep", "optimise"] | None) -> None:
    """Print the JSON Schema of scenario files, for editors."""
    import json

    import sim

    click.echo(json.dumps(sim.schema(of or "scenario"), indent=2, ensure_ascii=False))


@click.command(context_settings=_HELP)
def measures() -> None:
    """Print what each measure means: unit, numerator, denominator, which way is better."""
    import sim
    from sim.cli.output import text_width

    click.echo(sim.definitions(text_width()))
