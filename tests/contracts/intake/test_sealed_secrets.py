"""How secrets and tokens of connections stand in the database, on SQLite and on PostgreSQL."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, update

from services.intake.adapters.connection_tables import CONNECTIONS
from services.intake.config import Settings
from services.intake.domain.connections import Connection, Secret
from services.intake.domain.errors import StorageAway
from services.intake.main import build_intake
from tests.support.fakes_intake import NOON, FakeClock
from tests.support.intake import opened_intake

TOKEN = "tocyn&" * 80

CONNECTION = Connection(
    id="c1",
    team_id="default",
    survey="card",
    provider="surveymonkey",
    made_at=NOON,
    made_by="Olwen",
    secrets=(Secret("client&cyfrinach-1"), Secret("cyfrinach-0", NOON + timedelta(1))),
    token=TOKEN,
)


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request, tmp_path):
    sqlite = f"sqlite:///{tmp_path}/intake.db"
    return sqlite if request.param == "sqlite" else request.getfixturevalue("postgres")


def stored(intake):
    with intake.database.read() as connection:
        return connection.execute(select(CONNECTIONS).where(CONNECTIONS.c.id == "c1")).one()


def keep(intake, connection) -> None:
    with intake.desks.connecting.open_unit() as unit:
        unit.connections.keep(connection)
        unit.commit()


def test_nothing_of_a_secret_stands_in_the_database(url) -> None:
    with opened_intake(url, FakeClock()) as intake:
        keep(intake, CONNECTION)
        row = str(stored(intake)._mapping)
        assert intake.desks.connecting.box.connection("c1") == CONNECTION
    assert "cyfrinach" not in row
    assert "tocyn" not in row


def test_what_was_kept_before_there_were_seals_is_read_and_sealed_when_it_is_kept_again(url) -> None:
    old = [
        {"value": "client&cyfrinach-1", "until": None},
        {"value": "cyfrinach-0", "until": (NOON + timedelta(1)).isoformat()},
    ]
    with opened_intake(url, FakeClock()) as intake:
        keep(intake, replace(CONNECTION, secrets=(), token=""))
        with intake.database.write() as connection:
            connection.execute(update(CONNECTIONS).values(secrets=old, token=TOKEN))
        found = intake.desks.connecting.box.connection("c1")
        keep(intake, found)
        row = str(stored(intake)._mapping)
        assert found == CONNECTION
        assert intake.desks.connecting.box.connection("c1") == CONNECTION
    assert "cyfrinach" not in row
    assert "tocyn" not in row


def test_with_another_secret_key_calls_wait_and_nothing_is_lost(url) -> None:
    with opened_intake(url, FakeClock()) as intake:
        keep(intake, CONNECTION)
    other = build_intake(Settings(data=Path(), database=url, secret_key="another key"), clock=FakeClock())
    with pytest.raises(StorageAway):
        other.desks.connecting.box.connection("c1")
    with pytest.raises(StorageAway), other.desks.connecting.open_unit() as unit:
        unit.connections.take("c1")
    other.close()
    with opened_intake(url, FakeClock()) as intake:
        assert intake.desks.connecting.box.connection("c1") == CONNECTION
