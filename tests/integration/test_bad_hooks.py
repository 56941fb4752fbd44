"""Calls of tools that break HTTP itself, over a real connection: a clear answer, nothing kept, nobody else held up."""

import contextlib
import socket
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
import requests

from services.intake.entrypoints.hooks import MOST_BYTES
from tests.support.system.client import SURVEY
from tests.support.system.one_process import OneProcess
from tests.support.tool_calls import TYPEFORM_SECRET, typeform_body, typeform_headers

_KEPT = "SELECT count(*) FROM {}deliveries"


@pytest.fixture(scope="module")
def system(tmp_path_factory) -> Iterator[OneProcess]:
    with OneProcess(tmp_path_factory.mktemp("bad-hooks"), measured=True) as made:
        yield made.start()


@pytest.fixture(scope="module")
def path(system) -> str:
    return system.run("connect", "--survey", SURVEY, "--provider", "typeform", "--secret", TYPEFORM_SECRET).strip()


@contextlib.contextmanager
def connected(system: OneProcess) -> Iterator[socket.socket]:
    address = urlsplit(system.client.intake)
    with socket.create_connection((address.hostname, address.port), timeout=20) as connection:
        yield connection


def head(path: str, body: bytes, *more: str, method: str = "POST") -> bytes:
    signed = [f"{name}: {value}" for name, value in typeform_headers(body).items()]
    lines = [f"{method} {path} HTTP/1.1", "Host: x", "Connection: close", *signed, *more, "", ""]
    return "\r\n".join(lines).encode()


def status(connection: socket.socket) -> int:
    """The status of the answer, 0 for a connection that was closed without one."""
    answer = connection.recv(64)
    return int(answer.split()[1]) if answer else 0


def chunked(body: bytes, size: int = 60_000) -> bytes:
    pieces = [body[start : start + size] for start in range(0, len(body), size)]
    return b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"


def kept(system: OneProcess) -> int:
    return system.ledgers.count("intake", _KEPT)


@pytest.mark.parametrize("over", [False, True])
def test_a_body_without_a_length_is_read_whole_or_refused(system, path, over) -> None:
    before = kept(system)
    body = typeform_body("chunked")
    body += b" " * (MOST_BYTES - len(body) + 70_000 if over else 200_000)
    with connected(system) as connection:
        connection.sendall(head(path, body, "Transfer-Encoding: chunked"))
        # A server that has heard enough answers and hangs up, maybe while the rest is still on its way.
        with contextlib.suppress(ConnectionError):
            connection.sendall(chunked(body))
        assert status(connection) == (413 if over else 200)
    assert kept(system) == before + (not over)


def test_a_body_that_is_said_to_be_too_long_is_refused_before_it_comes(system, path) -> None:
    before = kept(system)
    with connected(system) as connection:
        connection.sendall(head(path, b"", f"Content-Length: {MOST_BYTES + 1}"))
        assert status(connection) == 413
    assert kept(system) == before


def test_a_body_that_ends_before_its_length_is_not_kept(system, path) -> None:
    before, body = kept(system), typeform_body("cut")
    with connected(system) as connection:
        connection.sendall(head(path, body, f"Content-Length: {len(body) + 10}") + body)
        connection.shutdown(socket.SHUT_WR)
        assert status(connection) == 400
    assert kept(system) == before


@pytest.mark.parametrize(
    "more",
    [
        ("Transfer-Encoding: chunked", "Content-Length: 5"),
        ("Content-Length: 5", "Content-Length: 6"),
        ("Content-Length: -1",),
        ("Content-Length: many",),
        ("Transfer-Encoding: gzip, chunked, odd",),
        (*(f"X-Number-{number}: {number}" for number in range(200)), "Content-Length: 0"),
    ],
    ids=["both lengths", "two lengths", "negative", "no number", "odd encoding", "200 headers"],
)
def test_a_head_that_can_be_read_in_two_ways_is_refused(system, path, more) -> None:
    before = kept(system)
    with connected(system) as connection:
        connection.sendall(head(path, b"hello", *more) + b"hello")
        assert status(connection) in {0, 400, 401, 431, 501}
    assert kept(system) == before


def test_head_and_get_answer_200_without_a_signature(system, path) -> None:
    for method in ("GET", "HEAD"):
        assert requests.request(method, system.client.intake + path, timeout=10).status_code == 200


@pytest.mark.parametrize("written", ["{path}/", "/{path}", "/.{path}"])
def test_nothing_is_redirected(system, path, written) -> None:
    body = typeform_body("redirected")
    with connected(system) as connection:
        connection.sendall(head(written.format(path=path), body, f"Content-Length: {len(body)}") + body)
        assert not 300 <= status(connection) < 400
