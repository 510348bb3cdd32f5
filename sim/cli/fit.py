"""The command that fits the experience model to a survey."""

from __future__ import annotations

import click


@click.command("fit-experience", context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("survey", metavar="SURVEY.csv")
@click.option("--out", metavar="MODEL.yaml", help="Write the model for a scenario's `experience` key.")
@click.option("--before", default="default", show_default=True, metavar="MODEL.yaml",
              help="The model believed so far; where answers are few it prevails.")
@click.option("--answering-depends", type=float, metavar="ODDS",
              help="Also fit as if the most satisfied had ODDS times the odds of answering, and the reverse.")
def fit_experience(survey: str, out: str | None, before: str, answering_depends: float | None) -> None:
    """Fit the model of ease, satisfaction and recommendation to your own customers' answers.

    SURVEY.csv has a row an answer: customer, ces, csat and nps (empty: not answered), an optional weight,
    and what the journey was like, in the columns that docs/experience.md describes.
    """
    import sim
    from sim.cli.output import text_width

    found = sim.fit_experience(survey, out=out, before=before, answering_depends=answering_depends)
    click.echo(sim.fit_findings(found, text_width()), nl=False)
    if out is not None:
        click.echo(f"Model: {out}", err=True)
