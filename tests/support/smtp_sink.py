"""A mail server that takes letters and keeps them, as much of SMTP as a client needs."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage

REFUSED = "refused@example.org"


@dataclass
class Sink:
    """Where it listens, the letters, and how often somebody connected."""

    port: int
    letters: list[EmailMessage] = field(default_factory=list)
    connections: int = 0


class _Handler(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        sink: Sink = self.server.sink  # type: ignore[attr-defined]  # set below
        sink.connections += 1
        self._say("220 sink")
        with suppress(ConnectionError):
            self._talk(sink)

    def _talk(self, sink: Sink) -> None:
        while line := self.rfile.readline():
            command = line.strip().upper()
            if command.startswith(b"DATA"):
                self._say("354 go on")
                sink.letters.append(self._letter())
                self._say("250 kept")
            elif REFUSED.upper().encode() in command:
                self._say("550 nobody here")
            elif command.startswith(b"QUIT"):
                self._say("221 bye")
                return
            else:
                self._say("250 ok")

    def _letter(self) -> EmailMessage:
        lines = []
        while (line := self.rfile.readline()) not in {b".\r\n", b""}:
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        return message_from_bytes(b"".join(lines), policy=policy.default)  # type: ignore[return-value]  # by this policy

    def _say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


@contextmanager
def smtp_sink() -> Iterator[Sink]:
    """A sink on a port of its own."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Handler) as server:
        server.daemon_threads = True
        sink = server.sink = Sink(server.server_address[1])  # type: ignore[attr-defined]  # handlers find it there
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield sink
        server.shutdown()
        thread.join()
