"""Endpoints, news and their sendings in SQL."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, exists, insert, select, update

from services.reports.adapters.outgoing_tables import endpoints, news, sendings
from services.reports.domain.outgoing import Endpoint, News, NewsKind, Secret, Sending, SendingState
from shared.database.upserts import insert_new, upsert


class SqlOutgoing:
    """Implements the port Outgoing on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def endpoints(self, team_id: str) -> list[Endpoint]:
        """The team's endpoints, oldest first."""
        found = select(endpoints).where(endpoints.c.team_id == team_id).order_by(endpoints.c.made_at, endpoints.c.id)
        return [_endpoint(row) for row in self._connection.execute(found)]

    def endpoint(self, team_id: str, id_: str) -> Endpoint | None:
        """One of them, which nobody else changes before this transaction ends."""
        found = select(endpoints).where(endpoints.c.team_id == team_id, endpoints.c.id == id_)
        row = self._connection.execute(found.with_for_update()).one_or_none()
        return _endpoint(row) if row else None

    def put_endpoint(self, endpoint: Endpoint) -> None:
        """Keep this in place of what was known."""
        row = {
            "id": endpoint.id,
            "team_id": endpoint.team_id,
            "url": endpoint.url,
            "kinds": sorted(endpoint.kinds),
            "secrets": [[each.sealed, each.until.isoformat() if each.until else None] for each in endpoint.secrets],
            "paused": endpoint.paused,
            "made_at": endpoint.made_at,
        }
        upsert(self._connection, endpoints, [row])

    def remove_endpoint(self, endpoint: Endpoint) -> None:
        """Forget an endpoint with all its sendings."""
        self._connection.execute(delete(sendings).where(sendings.c.endpoint_id == endpoint.id))
        self._connection.execute(delete(endpoints).where(endpoints.c.id == endpoint.id))

    def tell(self, told: News, wanting: Sequence[Endpoint]) -> bool:
        """Keep news and a sending for each of these; False when news of this id were kept before."""
        row = {"id": told.id, "team_id": told.team_id, "kind": told.kind, "at": told.at, "data": dict(told.data)}
        if not insert_new(self._connection, news, [row], news.c.id):
            return False
        waiting = {"news_id": told.id, "state": SendingState.WAITING, "attempts": 0, "next_at": told.at, "reason": ""}
        self._connection.execute(insert(sendings), [{**waiting, "endpoint_id": each.id} for each in wanting])
        return True

    def claim(self, now: datetime, until: datetime, limit: int) -> list[tuple[Sending, Endpoint]]:
        """Sendings that are due, of endpoints that are not paused; nobody else gets them before `until`."""
        due = (
            select(sendings.c.id)
            .join(endpoints, endpoints.c.id == sendings.c.endpoint_id)
            .where(sendings.c.state == SendingState.WAITING, sendings.c.next_at <= now, endpoints.c.paused.is_(False))
            .order_by(sendings.c.next_at, sendings.c.id)
            .limit(limit)
            .with_for_update(skip_locked=True, of=sendings)
        )
        ids = list(self._connection.execute(due).scalars())
        if not ids:
            return []
        self._connection.execute(update(sendings).where(sendings.c.id.in_(ids)).values(next_at=until))
        both = (
            select(sendings, *(column.label(f"of_{column.name}") for column in endpoints.c), *_NEWS)
            .join(endpoints, endpoints.c.id == sendings.c.endpoint_id)
            .join(news, news.c.id == sendings.c.news_id)
            .where(sendings.c.id.in_(ids))
            .order_by(sendings.c.id)
        )
        return [(_sending(row), _endpoint(row, "of_")) for row in self._connection.execute(both)]

    def settle(self, sending: Sending) -> None:
        """Keep what became of a sending."""
        values = {
            "state": sending.state,
            "attempts": sending.attempts,
            "next_at": sending.next_at,
            "status": sending.status,
            "reason": sending.reason,
        }
        self._connection.execute(update(sendings).where(sendings.c.id == sending.id).values(values))

    def sendings(self, endpoint: Endpoint, before: int | None, limit: int) -> list[Sending]:
        """The sendings to an endpoint, newest first, older than the one with the number `before`."""
        found = self._of(endpoint).order_by(sendings.c.id.desc()).limit(limit)
        if before is not None:
            found = found.where(sendings.c.id < before)
        return [_sending(row) for row in self._connection.execute(found)]

    def sending(self, endpoint: Endpoint, id_: int) -> Sending | None:
        """One of them."""
        row = self._connection.execute(self._of(endpoint).where(sendings.c.id == id_)).one_or_none()
        return _sending(row) if row else None

    def forget_before(self, moment: datetime) -> None:
        """Forget news of which nothing is waiting any more, and that are older than this."""
        waiting = exists().where(sendings.c.news_id == news.c.id, sendings.c.state == SendingState.WAITING)
        old = select(news.c.id).where(news.c.at < moment, ~waiting)
        self._connection.execute(delete(sendings).where(sendings.c.news_id.in_(old)))
        self._connection.execute(delete(news).where(news.c.at < moment, ~waiting))

    def _of(self, endpoint: Endpoint) -> Any:
        joined = select(sendings, *_NEWS).join(news, news.c.id == sendings.c.news_id)
        return joined.where(sendings.c.endpoint_id == endpoint.id)


_NEWS = (news.c.team_id, news.c.kind, news.c.at, news.c.data)


def _endpoint(row: Any, prefix: str = "") -> Endpoint:
    said = {name.removeprefix(prefix): value for name, value in row._mapping.items() if name.startswith(prefix)}
    return Endpoint(
        team_id=said["team_id"],
        id=said["id"],
        url=said["url"],
        kinds=frozenset(NewsKind(kind) for kind in said["kinds"]),
        secrets=tuple(Secret(sealed, datetime.fromisoformat(end) if end else None) for sealed, end in said["secrets"]),
        paused=said["paused"],
        made_at=said["made_at"],
    )


def _sending(row: Any) -> Sending:
    return Sending(
        id=row.id,
        endpoint_id=row.endpoint_id,
        news=News(team_id=row.team_id, id=row.news_id, kind=NewsKind(row.kind), at=row.at, data=row.data),
        state=SendingState(row.state),
        attempts=row.attempts,
        next_at=row.next_at,
        status=row.status,
        reason=row.reason,
    )
