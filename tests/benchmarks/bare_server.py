"""The floors of intake: as little as a Flask route can do, under the gunicorn settings of `adborth web`.

python -m tests.benchmarks.bare_server PORT WORKERS [DATABASE]: an empty route, or one with a single INSERT.
"""

import sys

from flask import Flask, Response, request
from sqlalchemy import create_engine, text

from services.cli.serving import Server
from tests.support.servers.ports import LOOPBACK

TABLE = "CREATE TABLE bare (id text PRIMARY KEY, body jsonb NOT NULL)"
_INSERT = text("INSERT INTO bare (id, body) VALUES (:id, :body)")


def empty() -> Flask:
    """A route that does nothing."""
    app = Flask(__name__)

    @app.post("/")
    def nothing() -> Response:
        return Response(status=201)

    return app


def inserting(database: str) -> Flask:
    """A route that reads the body and commits it in one row."""
    app = Flask(__name__)
    engine = create_engine(database, pool_size=10)

    @app.post("/")
    def insert() -> Response:
        body = request.get_json()
        with engine.begin() as connection:
            connection.execute(_INSERT, {"id": body["id"], "body": request.get_data(as_text=True)})
        return Response(status=201)

    return app


def main(port: str, workers: str, database: str = "") -> None:
    """Serve until stopped."""
    Server(lambda: inserting(database) if database else empty(), f"{LOOPBACK}:{port}", workers=int(workers)).run()


if __name__ == "__main__":
    main(*sys.argv[1:])
