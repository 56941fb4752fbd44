"""A desk that tells others, with a server outside and a letter box."""

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from services.reports.adapters.news_sender import NewsSender
from services.reports.application import keep_endpoints as keep
from services.reports.application.outgoing_ports import TellingDesk
from shared.contracts.teams import DEFAULT_TEAM
from shared.outbound.guarded_https import GuardedHttps
from shared.post.letters import Letter, LetterRefused, PostAway
from shared.sealing import Seal
from tests.support.outside import Outside, answering, outside
from tests.support.reports.making import NOON
from tests.support.reports.models import SqlModel

SEAL: Final = Seal("k" * 32)


class Clock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.time = NOON

    def now(self):
        return self.time


@dataclass
class LetterBox:
    """Keeps letters; refuses those to `nobody@…`, and takes none at all to `away@…`."""

    letters: list[Letter] = field(default_factory=list)

    def send(self, letter: Letter) -> None:
        if letter.to.startswith("away@"):
            raise PostAway
        if letter.to.startswith("nobody@"):
            raise LetterRefused
        self.letters.append(letter)


@dataclass
class Bench:
    """A desk with a server outside and a letter box."""

    desk: TellingDesk
    server: Outside
    clock: Clock
    box: LetterBox
    model: SqlModel

    def log(self, id_: str):
        return keep.read_log(DEFAULT_TEAM, id_, None, desk=self.desk)[1]


@contextmanager
def telling_bench(sql: SqlModel, certificate: Path) -> Iterator[Bench]:
    """All of it; the server answers until the end of the block."""
    with outside(answering(204), certificate) as server:
        clock, box = Clock(), LetterBox()
        https = GuardedHttps(
            address_of=lambda _: "127.0.0.1",
            context=ssl.create_default_context(cafile=certificate),
            port=server.server_address[1],
            patience_s=2.0,
        )

        @contextmanager
        def open_post() -> Iterator[LetterBox]:
            yield box

        wired = sql.reports.telling
        desk = replace(
            wired,
            sender=NewsSender(https, SEAL.opened),
            seal=SEAL.sealed,
            clock=clock,
            open_post=open_post,
            address="https://adborth.example.org",
            jitter=lambda: 0.0,
        )
        yield Bench(desk, server, clock, box, sql)
