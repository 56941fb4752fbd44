"""What every service may rely on in its database, on SQLite and on PostgreSQL."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Column, MetaData, String, Table, insert
from sqlalchemy.exc import IntegrityError

from shared.database.engine import Database
from shared.database.migrate import Migrations
from shared.identity.main import MIGRATIONS

AT_ONCE = 4


def test_an_error_does_not_repeat_what_a_person_wrote(database: Database) -> None:
    metadata = MetaData()
    cards = Table("cards", metadata, Column("id", String, primary_key=True), Column("words", String, nullable=False))
    metadata.create_all(database.engine)
    twice = [{"id": "1", "words": "my own words"}] * 2
    with pytest.raises(IntegrityError) as caught, database.write() as connection:
        connection.execute(insert(cards), twice)
    assert "my own words" not in str(caught.value)


def test_processes_that_start_together_migrate_once(database_url: str) -> None:
    databases = [Database(database_url, schema="fresh") for _ in range(AT_ONCE)]
    with ThreadPoolExecutor(AT_ONCE) as processes:
        list(processes.map(lambda each: Migrations(each, MIGRATIONS).upgrade(), databases))
    assert not Migrations(databases[0], MIGRATIONS).pending()
    for each in databases:
        each.close()
