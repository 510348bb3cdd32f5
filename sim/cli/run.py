"""The main command: run one scenario, or compare alternatives with a base."""

from __future__ import annotations

import click

from sim.cli.options import DRAWS, Settings, scenario_files, study_options


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@scenario_files
@study_options
@click.option("--watch", "watched", is_flag=True,
              help="First show a replication as it goes, in the terminal; results are the same.")
def run(files: tuple[str, ...], settings: Settings, watched: bool) -> int:
    """Run one scenario FILE, or compare each ALTERNATIVE with it.

    The same customers live through every alternative; every figure comes with its interval, and every
    difference with a verdict. Results go to a folder of their own and are never overwritten.
    """
    import sim
    from sim.cli.output import shown
    from sim.cli.progress import progress_of

    documents = [sim.load(file, sets=settings.sets) for file in files]
    if watched:
        from sim.cli.watch import watch

        watch(documents[0], settings.seed)
    try:
        with progress_of(settings.quiet) as progress:
            result = sim.compare(
                *documents,
                replications=settings.replications,
                precision=dict(settings.precision),
                at_most=settings.at_most,
                seed=settings.seed,
                workers=settings.workers,
                records=settings.records,
                uncertain=_draws(settings),
                what_matters=settings.what_matters,
                out=settings.out,
                name=settings.name,
                progress=progress,
            )
    except sim.NotStored as unstored:
        shown(unstored.result, settings)
        raise
    code = shown(result, settings)
    if settings.charts and result.alternatives and code == 0:
        from sim.cli.report import shown_once

        shown_once(result, settings.language)
    return code


def _draws(settings: Settings) -> int:
    """How often the assumed numbers are drawn; 0: not at all."""
    if not settings.uncertain:
        if settings.draws is not None:
            raise click.UsageError("--draws goes with --uncertain")
        return 0
    return DRAWS if settings.draws is None else settings.draws
