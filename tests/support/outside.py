"""A server outside, on this machine: what it answers is the test's to say, and its certificate nobody else believes."""

import ssl
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

Answer = Callable[[Any], None]
HOST = "api.example.org"


class _Answering(BaseHTTPRequestHandler):
    """Answers as the test says, and keeps what it was asked."""

    def do_GET(self) -> None:
        self._answered(b"")

    def do_POST(self) -> None:
        self._answered(self.rfile.read(int(self.headers.get("Content-Length", 0))))

    def _answered(self, body: bytes) -> None:
        self.server.asked.append((self.path, dict(self.headers), body))  # type: ignore[attr-defined]  # the server below
        self.server.answer(self)  # type: ignore[attr-defined]  # the same

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class Outside(ThreadingHTTPServer):
    """The server: `asked` holds path, headers and body of each request."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(("127.0.0.1", 0), _Answering)
        self.answer = answer
        self.asked: list[tuple[str, dict[str, str], bytes]] = []


@contextmanager
def outside(answer: Answer, certificate: Path) -> Iterator[Outside]:
    """Serve by https until the block ends."""
    server = Outside(answer)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def certificate_in(folder: Path) -> Path:
    """A certificate of api.example.org that nobody but a test believes, with its key."""
    key, made, both = (folder / name for name in ("key.pem", "made.pem", "both.pem"))
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-keyout", key, "-out", made]
        + ["-subj", f"/CN={HOST}", "-addext", f"subjectAltName=DNS:{HOST}"],
        check=True,
        capture_output=True,
    )
    both.write_bytes(key.read_bytes() + made.read_bytes())
    return both


def answering(status: int, body: bytes = b"", **headers: str) -> Answer:
    """An answer of this status."""

    def answer(asked: Any) -> None:
        asked.send_response(status)
        for name, value in headers.items():
            asked.send_header(name, value)
        asked.send_header("Content-Length", str(len(body)))
        asked.end_headers()
        asked.wfile.write(body)

    return answer
