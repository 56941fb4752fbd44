"""`adborth survey templates` and `adborth survey new`: start a survey from one that comes with adborth."""

from pathlib import Path
from typing import Final

import click

from services.cli.opened_intake import opened_intake
from services.cli.options import data_option
from services.embedded import drain_if_alone
from services.intake.adapters.survey_files import BuiltInTemplates, builtin_survey_file
from services.intake.application.publish_survey import publish_survey
from services.intake.application.templates import start_from
from services.intake.domain.errors import InvalidSurvey
from services.intake.domain.surveys import Survey
from services.intake.domain.templates import TemplateNotFound

_TEMPLATES: Final = BuiltInTemplates()


@click.command("templates")
def templates() -> None:
    """List the surveys that come with adborth, to start one's own from."""
    for each in _TEMPLATES.all():
        asked = sum(not question.type.always_attribute for question in each.questions)
        click.echo(f"{each.slug}  {asked} questions  {', '.join(each.languages)}  {each.title.said_in('en')}")


@click.command("new")
@click.argument("template")
@click.option("--slug", required=True, help="The new survey's address: /s/SLUG.")
@click.option("--publish", "at_once", is_flag=True, help="Publish it as it is, instead of writing SLUG.yaml here.")
@data_option
def new(template: str, slug: str, at_once: bool, data: Path) -> None:
    """Start a survey from TEMPLATE: write it to SLUG.yaml, to be changed and published, or publish it at once."""
    survey = _started(template, slug)
    if at_once:
        _publish(survey, data)
        drain_if_alone(data)
    else:
        _write(template, Path(f"{slug}.yaml"), slug)


def _started(template: str, slug: str) -> Survey:
    try:
        return start_from(template, slug, templates=_TEMPLATES)
    except TemplateNotFound:
        known = ", ".join(each.slug for each in _TEMPLATES.all())
        raise click.ClickException(f"There is no template {template!r}. There are: {known}.") from None
    except InvalidSurvey as error:
        raise click.ClickException(f"{error.details['rule']}.") from None


def _publish(survey: Survey, data: Path) -> None:
    with opened_intake(data) as intake:
        if any(each.slug == survey.slug for each in intake.surveys()):
            raise click.ClickException(f"There is a survey {survey.slug!r} already. Choose another slug.")
        published = publish_survey(survey, uow=intake.desk.open_unit(), clock=intake.clock)
    click.echo(f"{survey.slug} version {published.survey.version} is published: /s/{survey.slug}")


def _write(template: str, file: Path, slug: str) -> None:
    text = builtin_survey_file(template).read_text(encoding="utf-8")
    try:
        with file.open("x", encoding="utf-8") as written:
            written.write(text.replace(f"\nslug: {template}\n", f"\nslug: {slug}\n", 1))
    except FileExistsError:
        raise click.ClickException(f"There is a file {file} already. Choose another slug, or move it away.") from None
    except OSError as error:
        raise click.ClickException(f"{file} can't be written: {error.strerror}.") from None
    click.echo(f"{file} is written. Change what you like, then: adborth survey publish {file}")
