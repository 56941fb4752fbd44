"""Answers are fetched from a tool's own hosts and from nowhere else: no inner address, no redirect, nothing endless."""

import contextlib
import ipaddress
import socket
import ssl
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.intake.adapters.tool_documents import ToolDocuments
from services.intake.application.connection_ports import FetchFailed
from services.intake.providers.provider import Fetch
from shared.outbound.guarded_https import GuardedHttps
from shared.outbound.public_addresses import is_public, public_address
from shared.outbound.unreachable import Unreachable
from tests.support.outside import Outside, answering, certificate_in, outside

HOSTS = frozenset({"api.example.org", ".tool.example"})
WANTED = Fetch(host="api.example.org", path="/v3/responses/1", query={"simple": "true"})


def failure(act: Callable[[], object]) -> tuple[str, bool]:
    with pytest.raises((FetchFailed, Unreachable)) as failed:
        act()
    return failed.value.reason, failed.value.final


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "127.8.8.8",
        "0.0.0.0",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "192.0.2.1",
        "::1",
        "::",
        "fe80::1",
        "fe80::1%eth0",
        "fc00::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "2002:7f00:1::",
        "64:ff9b::7f00:1",
        "2001:0:1::ffff:fffe",
        "2130706433",
        "0x7f.1",
        "nonsense",
        "",
    ],
)
def test_no_address_inside_is_public(address) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "151.101.1.1", "2606:4700::1111", "::ffff:8.8.8.8"])
def test_an_address_of_the_open_internet_is_public(address) -> None:
    assert is_public(address)


@given(st.ip_addresses())
def test_what_is_public_is_global(address) -> None:
    if is_public(str(address)):
        assert ipaddress.ip_address(address).is_global


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "0x7f000001", "[::1]", "017700000001"])
def test_a_name_of_this_machine_leads_nowhere(host) -> None:
    reason, _ = failure(lambda: public_address(host))
    assert reason in {"address-not-public", "host-not-found"}


def test_all_addresses_of_a_name_must_be_public(monkeypatch) -> None:
    # The resolver is the outside world here: nothing stands between it and the check.
    found = [(2, 1, 6, "", ("8.8.8.8", 443)), (2, 1, 6, "", ("127.0.0.1", 443))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    assert failure(lambda: public_address("api.example.org")) == ("address-not-public", True)
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found[:1])
    assert public_address("api.example.org") == "8.8.8.8"


def test_a_name_that_is_not_there_may_be_there_later(monkeypatch) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    assert failure(lambda: public_address("api.example.org")) == ("host-not-found", False)


@pytest.mark.parametrize(
    "host",
    ["example.org", "api.example.org.evil.test", "tool.example", "xtool.example", "127.0.0.1", "", "a@b.tool.example"],
)
def test_other_hosts_are_never_asked(host) -> None:
    fetch = Fetch(host=host, path="/")
    assert failure(lambda: ToolDocuments().fetch(fetch, "token-of-theirs", HOSTS)) == ("host-not-allowed", True)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory) -> Path:
    """A certificate that nobody but this test believes, with its key."""
    return certificate_in(tmp_path_factory.mktemp("tool"))


def documents(server: Outside, certificate: Path, **limits: float) -> ToolDocuments:
    context = ssl.create_default_context(cafile=certificate)
    port = server.server_address[1]
    return ToolDocuments(GuardedHttps(address_of=lambda _: "127.0.0.1", context=context, port=port, **limits))  # type: ignore[arg-type]  # limits are numbers of either kind


def test_a_document_is_fetched_with_the_teams_token(certificate) -> None:
    with outside(answering(200, b'{"id": "1"}'), certificate) as server:
        assert documents(server, certificate).fetch(WANTED, "token-of-theirs", HOSTS) == b'{"id": "1"}'
        [(path, headers, _)] = server.asked
    assert path == "/v3/responses/1?simple=true"
    assert (headers["Host"], headers["Authorization"]) == ("api.example.org", "Bearer token-of-theirs")


@pytest.mark.parametrize(
    ("status", "reason", "final"),
    [
        (301, "redirected", True),
        (307, "redirected", True),
        (400, "refused", True),
        (401, "token-refused", True),
        (403, "token-refused", True),
        (404, "not-there", True),
        (429, "tool-away", False),
        (500, "tool-away", False),
        (503, "tool-away", False),
    ],
)
def test_whatever_else_is_answered_is_told(certificate, status, reason, final) -> None:
    with outside(answering(status, Location="https://127.0.0.1/"), certificate) as server:
        fetch = lambda: documents(server, certificate).fetch(WANTED, "token-of-theirs", HOSTS)  # noqa: E731  because it is handed on
        assert failure(fetch) == (reason, final)
        assert len(server.asked) == 1


def test_what_is_too_large_is_cut_off(certificate) -> None:
    def endless(asked: Any) -> None:
        asked.send_response(200)
        asked.end_headers()
        with contextlib.suppress(OSError):
            while True:
                asked.wfile.write(b"x" * 65_536)

    with outside(endless, certificate) as server:
        fetch = lambda: documents(server, certificate, most_bytes=100_000).fetch(WANTED, "t" * 9, HOSTS)  # noqa: E731  because it is handed on
        assert failure(fetch) == ("too-large", True)


@pytest.mark.parametrize(("pause", "reason"), [(0.05, "too-slow"), (2.0, "tool-away")])
def test_what_trickles_or_stops_is_not_waited_for(certificate, pause, reason) -> None:
    def trickling(asked: Any) -> None:
        asked.send_response(200)
        asked.end_headers()
        with contextlib.suppress(OSError):
            for _ in range(40):
                asked.wfile.write(b"x" * 8_192)
                asked.wfile.flush()
                time.sleep(pause)

    with outside(trickling, certificate) as server:
        hurried = documents(server, certificate, patience_s=0.5, whole_s=0.4)
        assert failure(lambda: hurried.fetch(WANTED, "t" * 9, HOSTS)) == (reason, False)


def test_a_certificate_of_another_name_or_of_nobody_is_not_believed(certificate) -> None:
    with outside(answering(200), certificate) as server:
        other = Fetch(host="eu.tool.example", path="/")
        assert failure(lambda: documents(server, certificate).fetch(other, "t" * 9, HOSTS)) == ("tool-away", False)
        port = server.server_address[1]
        strict = ToolDocuments(GuardedHttps(address_of=lambda _: "127.0.0.1", port=port))
        assert failure(lambda: strict.fetch(WANTED, "t" * 9, HOSTS)) == ("tool-away", False)
        assert server.asked == []


def test_nobody_there_is_a_tool_that_is_away() -> None:
    nobody = ToolDocuments(GuardedHttps(address_of=lambda _: "127.0.0.1", port=1))
    assert failure(lambda: nobody.fetch(WANTED, "t" * 9, HOSTS)) == ("tool-away", False)
