"""`adborth users …`: who may sign in, and tokens for programs, from the machine that adborth runs on."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from shared.contracts.errors import CodedError
from shared.contracts.teams import DEFAULT_TEAM
from shared.identity.application.people import people_of
from shared.identity.application.set_up import invite
from shared.identity.application.tokens import TokenWish, make_token
from shared.identity.domain.roles import Role
from shared.identity.domain.scopes import Scope, scopes_of
from shared.identity.domain.tokens import TOKEN_DAYS
from shared.identity.main import Identity, open_identity, set_up_path
from shared.observability.logs import configure

_DATA = click.option(
    "--data",
    type=click.Path(file_okay=False, path_type=Path),
    envvar="ADBORTH_DATA",
    help="The data directory.",
)
_ADDRESS = click.option(
    "--address", default="", envvar="ADBORTH_ADDRESS", help="Where adborth answers, put before the link's path."
)
_ROLE = click.option(
    "--role", type=click.Choice([role.word for role in Role]), default=Role.VIEWER.word, show_default=True
)


@click.group()
def users() -> None:
    """People of the team, and tokens for programs."""


@users.command("list")
@_DATA
def list_people(data: Path | None) -> None:
    """Show who is in the team and who is invited."""
    with _identity(data) as identity:
        members, invitations = people_of(DEFAULT_TEAM, identity.desk)
    for member in members:
        click.echo(f"{member.role.word:10}{member.person.email}  {member.person.name}")
    for link in invitations:
        click.echo(
            f"{link.role.word:10}{link.email or '(first owner)'}  invited until {link.expires_at:%Y-%m-%d %H:%M} UTC"
        )


@users.command("setup-link")
@_DATA
@_ADDRESS
def setup_link(data: Path | None, address: str) -> None:
    """Print a one-time link for the first owner; an earlier one ends."""
    with _identity(data) as identity:
        path = identity.setup_link()
    if path is None:
        raise click.ClickException("the team has an owner: use `adborth users add EMAIL` for everyone else")
    _print_link(address, path)


@users.command("add")
@click.argument("email")
@_ROLE
@_DATA
@_ADDRESS
def add(email: str, role: str, data: Path | None, address: str) -> None:
    """Print a one-time link by which EMAIL joins the team, or chooses a new password if already in it."""
    with _identity(data) as identity:
        secret = identity.desk.told(invite(email, Role.of(role), None, identity.desk))
    _print_link(address, set_up_path(secret))


@users.command("token")
@click.argument("name")
@_ROLE
@click.option("--scope", "scopes", multiple=True, type=click.Choice([scope.value for scope in Scope]))
@click.option("--days", type=click.Choice([str(days) for days in TOKEN_DAYS]), default="90", show_default=True)
@_DATA
def token(name: str, role: str, scopes: tuple[str, ...], days: str, data: Path | None) -> None:
    """Print a new API token called NAME; it is not shown again. With scopes it is kept to these parts of the API."""
    wish = TokenWish(name, Role.of(role), int(days), scopes_of(scopes))
    with _identity(data) as identity:
        secret = identity.desk.told(make_token(wish, None, identity.desk))
    click.echo(secret)


@contextmanager
def _identity(data: Path | None) -> Iterator[Identity]:
    configure("users")  # what happened goes to standard error, so that standard output holds only the answer
    identity = open_identity(data)
    try:
        identity.migrate()
        yield identity
    except CodedError as error:
        raise click.ClickException(str(error)) from error
    finally:
        identity.close()


def _print_link(address: str, path: str) -> None:
    click.echo(address.rstrip("/") + path)
    click.echo("It works once, within 24 hours.", err=True)
