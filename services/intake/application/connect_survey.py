"""A team connects its survey to a tool, and changes, pauses or takes back what it connected."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from services.intake.application.connection_desk import ConnectionDesk, own_survey, taken_connection
from services.intake.domain.connections import Connection, ForeignHost, Secret, fit_secret, is_allowed
from services.intake.domain.survey_changes import Author
from services.intake.providers.provider import Provider, SecretPlace


@dataclass(frozen=True, slots=True, kw_only=True)
class Connected:
    """A connection with its secret, which is shown this once."""

    connection: Connection
    secret: str


def connect_survey(slug: str, provider: str, secret: str, *, author: Author, desk: ConnectionDesk) -> Connected:
    """Connect a survey; `secret` is the one that the tool made, "" to have one made.

    Raises SurveyNotFound, ProviderUnknown, UnfitSecret, StorageAway.
    """
    tool = desk.provider(provider)
    made = _secret(secret, tool, desk)
    with desk.open_unit() as unit:
        survey = own_survey(slug, author.team_id, unit)
        connection = Connection(
            id=desk.new_id(),
            team_id=survey.team_id,
            survey=survey.slug,
            provider=tool.name,
            made_at=desk.clock.now(),
            made_by=author.name,
            secrets=(Secret(made),),
        )
        unit.connections.keep(connection)
        unit.commit()
    return Connected(connection=connection, secret=made)


def rotate_secret(id_: str, slug: str, secret: str, *, author: Author, desk: ConnectionDesk) -> Connected:
    """Change the secret; the old one holds a day longer. Raises ConnectionNotFound, UnfitSecret, StorageAway."""
    with desk.open_unit() as unit:
        connection = taken_connection(id_, slug, author.team_id, unit)
        made = _secret(secret, desk.provider(connection.provider), desk)
        rotated = connection.rotated(made, desk.clock.now())
        unit.connections.keep(rotated)
        unit.commit()
    return Connected(connection=rotated, secret=made)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What shall change; None: nothing of that kind. `token` is the team's own for asking the tool, at `host`."""

    paused: bool | None = None
    takes_partials: bool | None = None
    token: str | None = None
    host: str | None = None
    mapping: Mapping[str, str] | None = None


def change_connection(id_: str, slug: str, wish: Wish, *, author: Author, desk: ConnectionDesk) -> Connection:
    """Pause or resume it, correct its mapping, give it a token.

    Raises ConnectionNotFound, UnfitSecret (the token), ForeignHost, StorageAway.
    """
    with desk.open_unit() as unit:
        connection = taken_connection(id_, slug, author.team_id, unit)
        changed = _changed(connection, wish, desk)
        if wish.mapping is not None:
            survey = own_survey(slug, author.team_id, unit)
            changed = replace(changed, mapping=changed.mapping.corrected(wish.mapping, survey))
        unit.connections.keep(changed)
        unit.commit()
    return changed


def delete_connection(id_: str, slug: str, *, author: Author, desk: ConnectionDesk) -> None:
    """Take it back for good: its address tells the tool to stop; what came stays. Raises ConnectionNotFound."""
    with desk.open_unit() as unit:
        connection = taken_connection(id_, slug, author.team_id, unit)
        unit.connections.keep(connection.deleted(desk.clock.now()))
        unit.commit()


def _changed(connection: Connection, wish: Wish, desk: ConnectionDesk) -> Connection:
    if wish.paused is not None:
        connection = replace(connection, paused=wish.paused)
    if wish.takes_partials is not None:
        connection = replace(connection, takes_partials=wish.takes_partials)
    if wish.token is not None:
        connection = replace(connection, token=fit_secret(wish.token) if wish.token.strip() else "")
    if wish.host is not None:
        connection = replace(connection, host=_host(wish.host, desk.provider(connection.provider)))
    return connection


def _host(given: str, tool: Provider) -> str:
    host = given.strip().lower()
    if host and not is_allowed(host, tool.hosts):
        raise ForeignHost(hosts=sorted(tool.hosts))
    return host


def _secret(given: str, tool: Provider, desk: ConnectionDesk) -> str:
    signs = tool.setup.secret is SecretPlace.SIGNATURE
    return fit_secret(given) if given.strip() else desk.new_secret(signs)
