"""API tokens, in SQL."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, RowMapping, delete, insert, select, update

from shared.identity.adapters.tables import api_tokens
from shared.identity.domain.roles import Role
from shared.identity.domain.scopes import scopes_of, words_of
from shared.identity.domain.tokens import ApiToken


class SqlTokens:
    """The port ``Tokens`` on a connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, token: ApiToken) -> None:
        """Keep a token."""
        whose = {"team_id": token.team_id, "name": token.name, "role": token.role.word, "made_by": token.made_by}
        kept_to = {"scopes": " ".join(words_of(token.scopes))}
        moments = {"created_at": token.created_at, "expires_at": token.expires_at, "last_used_at": token.last_used_at}
        self._connection.execute(
            insert(api_tokens).values(id=token.id, digest=token.digest, **whose, **kept_to, **moments)
        )

    def find(self, digest: str) -> ApiToken | None:
        """The token, also when it no longer holds."""
        row = self._connection.execute(select(api_tokens).where(api_tokens.c.digest == digest)).mappings().first()
        return _to_token(row) if row else None

    def used(self, token_id: str, at: datetime) -> None:
        """Note when it was last used."""
        self._connection.execute(update(api_tokens).where(api_tokens.c.id == token_id).values(last_used_at=at))

    def of_team(self, team_id: str) -> Sequence[ApiToken]:
        """The team's tokens, newest first."""
        order = (api_tokens.c.created_at.desc(), api_tokens.c.id)
        query = select(api_tokens).where(api_tokens.c.team_id == team_id).order_by(*order)
        return [_to_token(row) for row in self._connection.execute(query).mappings()]

    def remove(self, token_id: str) -> None:
        """Revoke it."""
        self._connection.execute(delete(api_tokens).where(api_tokens.c.id == token_id))


def _to_token(row: RowMapping) -> ApiToken:
    return ApiToken(**{**row, "role": Role.of(row["role"]), "scopes": scopes_of(row["scopes"].split())})
