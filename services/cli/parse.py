"""`adborth parse`: a delivery or an export as adborth reads it, without a server, for tests and for support."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from services.cli.parse_import import parse_export
from services.cli.parsed_shown import as_told, show
from services.intake.importers.presets import PRESETS
from services.intake.importers.reading import AUTO
from services.intake.providers.provider import Outcome, RawRequest, Reading, Verdict
from services.intake.providers.registry import PROVIDERS


@dataclass(frozen=True, slots=True, kw_only=True)
class _Delivery:
    """What is beside the body: options of the command that mean nothing to an export."""

    provider: str | None
    content_type: str | None
    headers: Path | None
    query: tuple[str, ...]
    secret: tuple[str, ...]
    at: datetime | None


@click.command("parse")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--provider", type=click.Choice(list(PROVIDERS)), help="The tool that sent FILE to its webhook address.")
@click.option("--content-type", metavar="TYPE", help="The content type that it was sent with.")
@click.option(
    "--headers",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A JSON file with the headers that it was sent with, an object of names and values.",
)
@click.option("--query", metavar="NAME=VALUE", multiple=True, help="What stood in the address; may be repeated.")
@click.option("--secret", multiple=True, help="Judge the signature by this secret; several hold while one is changed.")
@click.option(
    "--at",
    type=click.DateTime(["%Y-%m-%dT%H:%M:%SZ"]),
    help="The time, in UTC, by which a signature is fresh or stale.  [default: now]",
)
@click.option("--import", "is_export", is_flag=True, help="FILE is an export, not a delivery.")
@click.option(
    "--preset", type=click.Choice([AUTO, *PRESETS]), default=AUTO, show_default=True, help="The export's layout."
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def parse(file: Path, is_export: bool, preset: str, as_json: bool, **given: Any) -> None:
    """Show what FILE, a delivery of a survey tool or an export of one, says."""
    delivery = _Delivery(**given)
    if is_export == bool(delivery.provider):
        raise click.UsageError(f"Give --import, or --provider with one of: {', '.join(PROVIDERS)}.")
    told = _export(file, preset) if is_export else as_told(_reading(file, delivery))
    click.echo(json.dumps(told, ensure_ascii=False, indent=2) if as_json else show(told))


def _export(file: Path, preset: str) -> dict[str, object]:
    parsed = parse_export(file, preset)
    outcome = Outcome(parsed.outcome)
    told = as_told(Reading(outcome=outcome, reason=parsed.reason or "rows", responses=tuple(parsed.responses)))
    refused = [{"line": line, "code": code} for line, code in parsed.refused]
    return {**told, "preset": parsed.preset, "refused": refused}


def _reading(file: Path, delivery: _Delivery) -> Reading:
    provider = PROVIDERS[delivery.provider or ""]
    raw = RawRequest(headers=_headers(delivery), query=_query(delivery.query), body=file.read_bytes())
    if delivery.secret:
        now = delivery.at.replace(tzinfo=UTC) if delivery.at else datetime.now(UTC)
        verdict = provider.verify(raw, delivery.secret, now)
        if verdict is not Verdict.GOOD:
            return Reading(outcome=Outcome.REJECT, reason=f"signature-{verdict}")
    return provider.read(raw)


def _headers(delivery: _Delivery) -> dict[str, str]:
    sent = {"content-type": delivery.content_type} if delivery.content_type else {}
    if not delivery.headers:
        return sent
    try:
        told = json.loads(delivery.headers.read_bytes())
    except (ValueError, RecursionError):
        raise click.UsageError(f"{delivery.headers}: is not JSON.") from None
    if not isinstance(told, dict):
        raise click.UsageError(f"{delivery.headers}: must be an object of names and values.")
    return {**{str(name).lower(): _header(value) for name, value in told.items()}, **sent}


def _header(value: object) -> str:
    """A header as servers join it, which records of calls often hold as a list."""
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _query(pairs: Sequence[str]) -> dict[str, str]:
    return {name: value for name, _, value in (pair.partition("=") for pair in pairs)}
