"""Migrations as a discipline: each service's own chain, run by the same code in set-up, in `up` and in tests."""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, MetaData, text
from sqlalchemy.schema import CreateSchema

from shared.database.engine import Database


class Migrations:
    """The migrations in a package's folder (`services.intake.migrations`), applied to one database."""

    def __init__(self, database: Database, package: str) -> None:
        self._database = database
        location = Path(next(iter(import_module(package).__path__)))
        config = Config()
        config.set_main_option("script_location", str(location))
        config.set_main_option("version_locations", str(location))
        config.set_main_option("path_separator", "os")
        self._scripts = ScriptDirectory.from_config(config)

    # The two private methods below are what alembic's own commands call; the public way wants an env.py per service.

    def upgrade(self) -> None:
        """Bring the database to the newest form; does nothing when it is there."""
        self._run(lambda rev, _: self._scripts._upgrade_revs("head", rev))

    def downgrade(self) -> None:
        """Take everything back to the empty database: for tests, and for leaving."""
        self._run(lambda rev, _: self._scripts._downgrade_revs("base", rev))

    def pending(self) -> bool:
        """Whether a migration has not been applied yet."""
        with self._database.read() as connection:
            context = MigrationContext.configure(connection)
            return context.get_current_heads() != tuple(self._scripts.get_heads())

    def difference(self, metadata: MetaData) -> list[object]:
        """What would still have to change for the database to look like the tables in code: [] when nothing."""
        with self._database.read() as connection:
            context = MigrationContext.configure(connection, opts={"compare_type": True})
            return list(compare_metadata(context, metadata))

    def _run(self, steps: Callable[..., object]) -> None:
        with self._database.write() as connection:
            self._prepare(connection)
            context = MigrationContext.configure(connection, opts={"fn": steps, "transaction_per_migration": False})
            with Operations.context(context):
                context.run_migrations()

    def _prepare(self, connection: Connection) -> None:
        if self._database.is_sqlite:
            return
        # Two processes that start together must not both apply the same step, nor both make the schema: "if not
        # exists" fails in whoever comes second while the first has not committed.
        schema = self._database.schema or "public"
        connection.execute(text("SELECT pg_advisory_xact_lock(hashtext(:schema))"), {"schema": schema})
        if self._database.schema:
            connection.execute(CreateSchema(self._database.schema, if_not_exists=True))
