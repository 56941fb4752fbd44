"""A cable that a test can cut: a TCP proxy in front of a server."""

import contextlib
import enum
import socket
import struct
import threading
import time

from tests.support.servers.ports import LOOPBACK

_RESET_ON_CLOSE = struct.pack("ii", 1, 0)


class Cable(enum.Enum):
    """What happens to what is sent."""

    WHOLE = "passes both ways"
    CUT = "vanishes both ways while sockets stay open, as with a cut cable"
    HALF_CUT = "arrives, but its answer vanishes: the case that makes duplicates"
    REFUSING = "new connections are reset"


class FaultProxy:
    """Passes 127.0.0.1:`port` on to 127.0.0.1:`target` as `cable` says; `delay` is seconds added to each piece."""

    def __init__(self, target: int) -> None:
        self.cable = Cable.WHOLE
        self.delay = 0.0
        self._target = target
        self._open: set[socket.socket] = set()
        self._listener = socket.create_server((LOOPBACK, 0))
        self.port: int = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def reset_all(self) -> None:
        """Reset every live connection."""
        for end in list(self._open):
            _reset(end)
        self._open.clear()

    def close(self) -> None:
        """Stop listening and reset what is open."""
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)  # wakes accept(), which close() alone does not
        self._listener.close()
        self.reset_all()

    def __enter__(self) -> "FaultProxy":
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            if self.cable is Cable.REFUSING:
                _reset(client)
                continue
            try:
                server = socket.create_connection((LOOPBACK, self._target), 3)
            except OSError:
                client.close()
                continue
            self._join(client, server)

    def _join(self, client: socket.socket, server: socket.socket) -> None:
        server.settimeout(None)
        for end in (client, server):
            end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._open |= {client, server}
        threading.Thread(target=self._pump, args=(client, server, Cable.CUT), daemon=True).start()
        threading.Thread(target=self._pump, args=(server, client, Cable.HALF_CUT), daemon=True).start()

    def _pump(self, source: socket.socket, target: socket.socket, least_cut: Cable) -> None:
        """Pass on until an end closes. `least_cut` is the least damage at which this direction is lost."""
        losing = {Cable.CUT, least_cut}
        with contextlib.suppress(OSError):
            while piece := source.recv(65536):
                time.sleep(self.delay)
                if self.cable not in losing:
                    target.sendall(piece)
        for end in (source, target):
            self._open.discard(end)
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)  # the other pump waits in recv(), under which close() alone says nothing
            end.close()


def _reset(end: socket.socket) -> None:
    with contextlib.suppress(OSError):
        end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET_ON_CLOSE)
        end.shutdown(socket.SHUT_RDWR)
    end.close()
