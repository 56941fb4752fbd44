"""Introductions without a database and without post."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Self

from services.intake.application.introduction_ports import IntroductionDesk
from services.intake.domain.introductions import OPEN, Introduction, IntroductionLinks
from services.intake.domain.responses import ASIDE, Response, State
from shared.contracts.messages import Message
from shared.post.letters import Letter, LetterRefused, PostAway
from tests.support.fakes_intake import FakeClock, FakeStore, FakeUnit

LINKS = IntroductionLinks("a secret of the tests")


@dataclass
class Kept:
    """What is kept of introductions."""

    known: dict[str, Introduction] = field(default_factory=dict)
    in_hand: dict[str, datetime] = field(default_factory=dict)


class FakeIntroductions:
    """The port Introductions in memory."""

    def __init__(self, kept: Kept, unit: FakeUnit) -> None:
        self._kept, self._unit = kept, unit

    def add(self, introduction: Introduction) -> None:
        self._kept.known.setdefault(introduction.id, introduction)

    def find(self, id_: str) -> Introduction | None:
        return self._kept.known.get(id_)

    def open(self, now: datetime) -> list[Introduction]:
        found = [each for each in self._kept.known.values() if each.standing in OPEN and self._is_free(each.id, now)]
        return sorted(found, key=lambda each: each.id)

    def put(self, introduction: Introduction) -> None:
        self._kept.known[introduction.id] = introduction

    def take_in_hand(self, id_: str, now: datetime, until: datetime) -> bool:
        if not self._is_free(id_, now):
            return False
        self._kept.in_hand[id_] = until
        return True

    def let_go(self, id_: str) -> None:
        self._kept.in_hand.pop(id_, None)

    def response(self, id_: str) -> Response | None:
        shelf = self._unit.responses._shelf
        state = shelf.states.get(id_)
        return None if state is None or state in {*ASIDE, State.WITHDRAWN} else shelf.responses[id_]

    def _is_free(self, id_: str, now: datetime) -> bool:
        return id_ not in self._kept.in_hand or self._kept.in_hand[id_] <= now


class UnitOfIntroductions(FakeUnit):
    """A transaction with introductions beside."""

    def __init__(self, store: FakeStore, kept: Kept) -> None:
        super().__init__(store)
        self._of_people = kept

    def __enter__(self) -> Self:
        entered = super().__enter__()
        self.introductions = FakeIntroductions(self._of_people, self)
        return entered


@dataclass
class FakePost:
    """Keeps letters; refuses those to `refused`, and all while it is `away`; `before` and `opened` happen first."""

    letters: list[Letter] = field(default_factory=list)
    refused: set[str] = field(default_factory=set)
    away: bool = False
    before: object = None
    opened: object = None

    def __enter__(self) -> Self:
        if callable(self.opened):
            self.opened()
        return self

    def __exit__(self, *_: object) -> None:
        return

    def send(self, letter: Letter) -> None:
        if callable(self.before):
            self.before()
        if self.away:
            raise PostAway
        if letter.to in self.refused:
            raise LetterRefused
        self.letters.append(letter)


@dataclass
class IntroducingHouse:
    """A desk of introductions with everything behind it in the open."""

    store: FakeStore = field(default_factory=FakeStore)
    kept: Kept = field(default_factory=Kept)
    post: FakePost = field(default_factory=FakePost)
    clock: FakeClock = field(default_factory=FakeClock)

    def unit(self) -> UnitOfIntroductions:
        return UnitOfIntroductions(self.store, self.kept)

    def desk(self, *, with_post: bool = True) -> IntroductionDesk:
        return IntroductionDesk(
            open_unit=self.unit,
            open_reading=self.unit,
            open_post=(lambda: self.post) if with_post else None,
            links=LINKS,
            clock=self.clock,
            address="https://adborth.example.org",
        )

    @property
    def told(self) -> list[Message]:
        return list(self.store.shelf.told.values())
