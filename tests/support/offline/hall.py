"""Intake behind a line that a test damages: answers get lost, strangers answer instead, the server is away."""

import io
import json
import socket
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import select
from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server
from werkzeug.wrappers import Request, Response

from services.intake.adapters.tables import RESPONSES
from services.intake.application.close_survey import close_survey
from services.intake.application.publish_survey import publish_survey
from services.intake.domain.surveys import Survey
from services.intake.main import Intake
from tests.support.intake import NobodySignedIn, opened_intake


class _Quiet(WSGIRequestHandler):
    def log(self, type: str, message: str, *args: Any) -> None:
        pass


class Hall:
    """One survey's server. `posts` are the ids of the cards that arrived, each time they did, in their order.

    `answer_lost`: what is sent arrives and is stored, its answer never comes. `instead`: answers the next cards in
    place of intake, one each, until there are none left. `held`: while it is cleared, answers wait. `worker_suffix`
    makes the service worker another one; `only_worker`: all but its script is away.
    """

    def __init__(self, intake: Intake) -> None:
        self.intake = intake
        self.posts: list[str] = []
        self.answer_lost = False
        self.instead: list[Response] = []
        self.held = threading.Event()
        self.held.set()
        self.worker_suffix = ""
        self.only_worker = False
        self._app = intake.web_app(NobodySignedIn())
        self._server: BaseWSGIServer | None = None
        self.port = 0

    @property
    def address(self) -> str:
        """Where it is."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Serve, at the same address as before."""
        self._server = make_server("127.0.0.1", self.port, self, threaded=True, request_handler=_Quiet)
        self.port = self._server.server_port
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    def stop(self) -> None:
        """Nobody listens any more."""
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
            self._server = None

    def as_new(self) -> None:
        """Whole again, and empty."""
        self.held.set()
        self.answer_lost, self.only_worker, self.worker_suffix = False, False, ""
        self.posts.clear()
        self.instead.clear()
        if self._server is None:
            self.start()

    def publish(self, survey: Survey) -> None:
        """Open a survey, or its next version."""
        publish_survey(survey, uow=self.intake.desk.open_unit(), clock=self.intake.clock)

    def close(self, slug: str) -> None:
        """Close a survey by hand."""
        close_survey(slug, uow=self.intake.desk.open_unit(), clock=self.intake.clock)

    def stored(self, slug: str) -> list[dict[str, str]]:
        """The answers of a survey's responses."""
        with self.intake.database.read() as connection:
            return list(connection.execute(select(RESPONSES.c.answers).where(RESPONSES.c.survey == slug)).scalars())

    def attributes(self, slug: str) -> list[dict[str, str]]:
        """The attributes of a survey's responses."""
        with self.intake.database.read() as connection:
            found = select(RESPONSES.c.attributes).where(RESPONSES.c.survey == slug)
            return list(connection.execute(found).scalars())

    def states(self, slug: str) -> list[str]:
        """The states of a survey's responses."""
        with self.intake.database.read() as connection:
            return list(connection.execute(select(RESPONSES.c.state).where(RESPONSES.c.survey == slug)).scalars())

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """Answer as intake does, over the line as it is."""
        asked = Request(environ)
        is_card = asked.method == "POST" and asked.path.startswith("/api/")
        if is_card:
            body = asked.get_data()
            environ["wsgi.input"] = io.BytesIO(body)
            self.posts.append(json.loads(body)["id"])
            if self.instead:
                return self.instead.pop(0)(environ, start_response)
        if self.only_worker and not asked.path.endswith(".js"):
            return Response(status=502)(environ, start_response)
        answer = Response.from_app(self._app, environ)
        if asked.path == "/s/worker.js":
            answer.data = answer.data.replace(b'";\n', self.worker_suffix.encode() + b'";\n', 1)
        if is_card:
            self.held.wait(20)
            if self.answer_lost:
                environ["werkzeug.socket"].shutdown(socket.SHUT_RDWR)
                raise ConnectionAbortedError("the answer got lost")
        return answer(environ, start_response)


@contextmanager
def hall_in(folder: Path) -> Iterator[Hall]:
    """A hall on SQLite; ends with everything that it opened."""
    with opened_intake(f"sqlite:///{folder}/intake.db") as intake:
        hall = Hall(intake)
        hall.start()
        yield hall
        hall.held.set()
        hall.stop()
