"""`adborth publish`: the draft of a survey's report becomes its next number, or the reason is said why it can't."""

from pathlib import Path

import click

from services.cli.options import data_option
from services.cli.publishing_refused import telling_refusals
from services.embedded import drain_if_alone
from services.reports.application.default_draft import prepare_draft
from services.reports.application.publish_report import publish_at_once
from services.reports.config import read_settings
from services.reports.domain.redactions import SYSTEM
from services.reports.domain.surveys import SurveyKey
from services.reports.main import build_reports
from shared.contracts.teams import DEFAULT_TEAM


@click.command("publish")
@click.option("--survey", "slug", required=True, metavar="SLUG", help="The survey.")
@click.option(
    "--address", envvar="ADBORTH_ADDRESS", default="", help="Where adborth answers, put before the link's path."
)
@data_option
def publish(slug: str, address: str, data: Path) -> None:
    """Publish the report of a survey under its next number; prints the address."""
    drain_if_alone(data)
    reports = build_reports(read_settings(data))
    try:
        reports.migrations.upgrade()
        key = SurveyKey(DEFAULT_TEAM, slug)
        with telling_refusals(slug):
            prepare_draft(key, SYSTEM, desk=reports.publishing)
            done = publish_at_once(key, SYSTEM, desk=reports.publishing)
    finally:
        reports.close()
    drain_if_alone(data)
    # Last, so that whoever calls this from a script finds it at the end of the log.
    click.echo(address.rstrip("/") + done.path)
