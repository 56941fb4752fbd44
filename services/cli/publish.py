"""`adborth publish`: the draft of a survey's report becomes its next number, or the reason is said why it can't."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

import click

from services.cli.options import data_option
from services.embedded import drain_if_alone
from services.reports.application.default_draft import prepare_draft
from services.reports.application.publish_report import publish_at_once
from services.reports.application.publishing import Publishing
from services.reports.config import read_settings
from services.reports.domain.errors import ReportNotFound
from services.reports.domain.publication_errors import ChangedMeanwhile, NotToBePublished, Objection
from services.reports.domain.publications import Publication
from services.reports.domain.redactions import Person
from services.reports.domain.surveys import SurveyKey
from services.reports.main import build_reports
from shared.contracts.teams import DEFAULT_TEAM

_SYSTEM: Final = Person("system", "adborth")
_TOLD: Final = {
    "no-responses": "nobody has answered it yet",
    "too-few-responses": "{responses} answered, and fewer than {smallest} are not published",
    "note-missing": "the draft has no note of what changed",
    "quotes-void": "{count} chosen quotes changed, were refused, or are coded otherwise now",
    "not-approved": "its draft is not approved",
    "second-person": "a second person must approve its draft: /team/reports/{slug}/publication",
    "quotes-changed": "quotes changed since its draft was approved",
    "smallest-group-raised": "the smallest group is {smallest} since its draft was approved",
}


@click.command("publish")
@click.option("--survey", "slug", required=True, metavar="SLUG", help="The survey.")
@click.option("--address", envvar="ADBORTH_ADDRESS", default="", help="Where people reach adborth; put before.")
@data_option
def publish(slug: str, address: str, data: Path) -> None:
    """Publish the report of a survey under its next number; prints the address."""
    drain_if_alone(data)
    reports = build_reports(read_settings(data))
    try:
        reports.migrations.upgrade()
        done = _published(SurveyKey(DEFAULT_TEAM, slug), reports.publishing)
    finally:
        reports.close()
    click.echo(address.rstrip("/") + done.path)
    drain_if_alone(data)


def _published(key: SurveyKey, desk: Publishing) -> Publication:
    try:
        prepare_draft(key, _SYSTEM, desk=desk)
        return publish_at_once(key, _SYSTEM, desk=desk)
    except ReportNotFound:
        raise click.ClickException(f"There is no survey {key.slug!r}.") from None
    except ChangedMeanwhile:
        raise click.ClickException(f"Somebody changed the draft of {key.slug!r} meanwhile. Try again.") from None
    except NotToBePublished as error:
        reasons = "; ".join(_reason(each, key.slug) for each in error.objections)
        raise click.ClickException(f"{key.slug!r} can't be published: {reasons}.") from None


def _reason(objection: Objection, slug: str) -> str:
    told = _TOLD.get(objection.code)
    if told is None:
        message = objection.details.get("message", objection.code)
        return str(message["en"] if isinstance(message, Mapping) else message)
    return told.format(slug=slug, **objection.details)
