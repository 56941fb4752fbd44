"""A chat endpoint that does what a test says, faults included, and remembers what it was asked."""

import json
import threading
import time
from collections.abc import Callable, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self

from tests.support.servers.ports import LOOPBACK

Handler = BaseHTTPRequestHandler
Act = Callable[[Handler, dict[str, Any]], None]


class ChatStub:
    """Each request is met by the next of `acts`; the last one stays."""

    def __init__(self, *acts: Act) -> None:
        self.asked: list[dict[str, Any]] = []
        self.paths: list[str] = []
        self.headers: list[Mapping[str, str]] = []
        self._acts = list(acts)
        self._server = ThreadingHTTPServer((LOOPBACK, 0), self._handler())
        self._server.daemon_threads = True
        self._server.block_on_close = False
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)

    @property
    def url(self) -> str:
        """The base address, as a client is told it."""
        return f"http://{LOOPBACK}:{self._server.server_address[1]}/v1"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()

    def _handler(self) -> type[Handler]:
        stub = self

        class Scripted(Handler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                stub.asked.append(body)
                stub.paths.append(self.path)
                stub.headers.append(dict(self.headers))
                act = stub._acts.pop(0) if len(stub._acts) > 1 else stub._acts[0]
                try:
                    act(self, body)
                except (BrokenPipeError, ConnectionResetError):
                    self.close_connection = True

            do_GET = do_POST

            def log_message(self, format: str, *args: object) -> None:
                pass

        return Scripted


def says(content: str, **more: Any) -> Act:
    """A proper reply with the model's words."""
    return sends(json.dumps({"choices": [{"message": {"role": "assistant", "content": content}}], **more}).encode())


def suggests(*codes: tuple[str, list[str]], facets: list[tuple[str, list[str]]] | None = None) -> Act:
    """A proper reply that suggests codes with quotes."""
    return says(json.dumps({"codes": _listed(codes), "facets": _listed(facets or ())}))


def sends(body: bytes, status: int = 200, headers: Mapping[str, str] | None = None) -> Act:
    """Any response at all."""

    def act(handler: Handler, _: dict[str, Any]) -> None:
        handler.send_response(status)
        for name, value in {"Content-Type": "application/json", **(headers or {})}.items():
            handler.send_header(name, value)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    return act


def refuses_schemas(otherwise: Act) -> Act:
    """As a server that does not know `response_format`."""

    def act(handler: Handler, body: dict[str, Any]) -> None:
        (sends(b"{}", 400) if "response_format" in body else otherwise)(handler, body)

    return act


def waits(seconds: float, then: Act) -> Act:
    """A slow server."""

    def act(handler: Handler, body: dict[str, Any]) -> None:
        time.sleep(seconds)
        then(handler, body)

    return act


def drips(every: float, times: int) -> Act:
    """A server that sends a byte now and then: each within any timeout, all of them for ever."""

    def act(handler: Handler, _: dict[str, Any]) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "100000")
        handler.end_headers()
        for _byte in range(times):
            handler.wfile.write(b" ")
            handler.wfile.flush()
            time.sleep(every)

    return act


def floods(most: int) -> Act:
    """A body that does not end before `most` bytes, whose length is not said."""

    def act(handler: Handler, _: dict[str, Any]) -> None:
        handler.send_response(200)
        handler.send_header("Connection", "close")
        handler.end_headers()
        for _piece in range(most // 65_536):
            handler.wfile.write(b"x" * 65_536)

    return act


def hangs_up(handler: Handler, _: dict[str, Any]) -> None:
    """The connection ends without a response."""
    handler.close_connection = True


def _listed(marked: Any) -> list[dict[str, Any]]:
    return [{"id": id_, "quotes": quotes} for id_, quotes in marked]
