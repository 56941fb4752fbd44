"""Analysis' work beside its messages in memory: hears messages, takes steps, remembers what was told."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, TypeVar

from services.analysis.application.coder_lookup import CoderLookup
from services.analysis.application.work_beside import jobs
from services.analysis.application.work_desk import WorkDesk
from services.analysis.domain.codings import AnswerCoding, Span
from services.analysis.domain.lessons import ThemeFound
from services.analysis.entrypoints.messages import MessageHandler
from shared.contracts.coded_answers import CodingMade
from shared.contracts.coding_work import CodingReviewed, DiscoveryRequested, RecodeRequested
from shared.contracts.messages import CodebookPublished, Message, message_id
from shared.contracts.names import MessageName, Service
from tests.support.fakes_analysis import FakeUnit, nothing_noticed
from tests.support.fakes_work import FakeTrainer, WordCoder, nobody_else
from tests.support.received import MOMENT

T = TypeVar("T")
OWN = "own"
BUILT_IN = "improvement"


def body(version: int = 1, name: str = OWN, **codes: Mapping[str, object]) -> dict[str, object]:
    """A codebook of these codes, each with what is said of it besides its words."""
    listed = [
        {"id": code, "title": {"en": code}, "include": {"en": f"About {code}."}, **more} for code, more in codes.items()
    ]
    theme = {"id": "all", "title": {"en": "All"}, "definition": {"en": "All."}, "codes": listed}
    return {"id": name, "version": version, "title": {"en": name}, "themes": [theme]}


def published(content: Mapping[str, object], team: str = "default") -> Message:
    """That a version of a codebook exists."""
    name, version = str(content["id"]), int(str(content["version"]))
    told = CodebookPublished(team_id=team, codebook=name, version=version, body=content)
    return _message(MessageName.CODEBOOK_PUBLISHED, name, told, team, version)


def reviewed(response_id: str, *codes: str, decision: int = 1, **more: Any) -> Message:
    """A person's decision about the answer q0 of a response."""
    made = tuple(CodingMade(code=code, theme="all", confidence=1.0, spans=((0, 1),)) for code in codes)
    about = {"question": "q0", "reviewer": "ann", "reviewed_at": MOMENT, "revision": 1, "model": "m"} | more
    content = CodingReviewed(
        **{"team_id": "default", "survey": "journey", "codebook": OWN, "codebook_version": 1} | about,
        response_id=response_id,
        decision=decision,
        codings=made,
    )
    return _message(MessageName.CODING_REVIEWED, response_id, content, decision, content.question)


def recode(purpose: str = "compare", recode_id: str = "recode 1", *, version: int = 1, **more: Any) -> Message:
    """Somebody asks for codings anew."""
    about = {"team_id": "default", "codebook": OWN} | more
    content = RecodeRequested(recode_id=recode_id, codebook_version=version, purpose=purpose, **about)
    return _message(MessageName.RECODE_REQUESTED, recode_id, content, purpose)


def discover(discovery_id: str = "discovery 1", question: str | None = None) -> Message:
    """Somebody asks what there is beside the codes."""
    content = DiscoveryRequested(team_id="default", discovery_id=discovery_id, survey="journey", question=question)
    return _message(MessageName.DISCOVERY_REQUESTED, discovery_id, content)


class MovingClock:
    """Stands at one moment until it is moved."""

    def __init__(self) -> None:
        self._now = MOMENT

    def now(self) -> datetime:
        return self._now

    def pass_by(self, time: timedelta) -> None:
        self._now += time


class Workbench:
    """One worker on a fake unit."""

    def __init__(self, built_in: Mapping[str, WordCoder] | None = None) -> None:
        self.unit = FakeUnit()
        self.trainer = FakeTrainer()
        self.clock = MovingClock()
        self.themes: list[ThemeFound] = []
        self.read: list[Sequence[AnswerCoding]] = []
        self.claimed: Callable[[str], Any] = nobody_else
        lookup = CoderLookup(built_in or {}, self.trainer, self.clock)
        self.lookup = lookup
        self.desk = WorkDesk(
            lambda: nullcontext(self.unit),
            lookup,
            nothing_noticed,
            self._find,
            self._claim,
            self.clock,  # type: ignore[arg-type,return-value]  # the fake is entered without ado
        )
        self._handler = MessageHandler(lookup, nothing_noticed, self.clock)

    def hear(self, *messages: Message) -> None:
        self._handler(messages, self.unit)

    def step(self) -> bool:
        """Take one step of each job; whether anything was done."""
        moved = [job.take_step() for job in jobs(self.desk)]
        return any(moved)

    def work(self) -> None:
        """Take steps until there is nothing left to do."""
        while self.step():
            pass

    def told(self, kind: type[T]) -> list[T]:
        return [message.content for message in self.unit.outbox.messages if isinstance(message.content, kind)]

    def _find(self, codings: Sequence[AnswerCoding]) -> list[ThemeFound]:
        self.read.append(codings)
        return self.themes

    def _claim(self, what: str) -> Any:
        return self.claimed(what)


def theme(word: str, size: int, *quotes: tuple[int, int, int]) -> ThemeFound:
    """A theme of one word."""
    return ThemeFound((word,), size, tuple((place, Span(start, end)) for place, start, end in quotes))


def again(message: Message) -> Message:
    """The same told under another id."""
    return replace(message, id="again")


def _message(name: MessageName, subject: str, content: Any, *key: str | int) -> Message:
    return Message(
        id=message_id(name, subject, *key),
        name=name,
        source=Service.REPORTS,
        subject=subject,
        time=MOMENT,
        content=content,
        correlation_id=f"story of {subject}",
    )
