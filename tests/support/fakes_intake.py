"""Intake without a database: the fakes that its use cases are tested with, held to the contract of the real ones."""

import copy
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from types import TracebackType
from typing import Self

from services.intake.application.desk import Desk
from services.intake.domain.ledger import Ledger
from services.intake.domain.published_reports import PublishedReport
from services.intake.domain.responses import ASIDE, Answer, Response, Standing, State
from services.intake.domain.sent_cards import Codings
from services.intake.domain.surveys import Survey
from shared.contracts.messages import Message
from tests.support.apart_shelf import ApartShelf
from tests.support.connection_shelf import ConnectionShelf
from tests.support.draft_shelf import DraftShelf
from tests.support.fakes_receipts import RECEIPTS, FakePublishedReports, FakeSentCards
from tests.support.import_shelf import ImportShelf
from tests.support.paper_shelf import PaperShelf

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


class FakeClock:
    """Stands still until it is moved."""

    def __init__(self, at: datetime = NOON) -> None:
        self.at = at

    def now(self) -> datetime:
        return self.at

    def move(self, **by: float) -> None:
        self.at += timedelta(**by)


@dataclass
class Shelf:
    """Everything that is kept."""

    surveys: dict[str, Survey] = field(default_factory=dict)
    versions: dict[tuple[str, int], Survey] = field(default_factory=dict)
    responses: dict[str, Response] = field(default_factory=dict)
    states: dict[str, State] = field(default_factory=dict)
    digests: dict[str, str] = field(default_factory=dict)
    codings: dict[str, Codings] = field(default_factory=dict)
    told: dict[str, Message] = field(default_factory=dict)
    parked_about: set[str] = field(default_factory=set)
    paper: PaperShelf = field(default_factory=PaperShelf)
    apart: ApartShelf = field(default_factory=ApartShelf)
    drafting: DraftShelf = field(default_factory=DraftShelf)
    uploads: ImportShelf = field(default_factory=ImportShelf)
    connecting: ConnectionShelf = field(default_factory=ConnectionShelf)
    published: dict[tuple[str, str], PublishedReport] = field(default_factory=dict)

    def copy(self) -> "Shelf":
        return Shelf(*(copy.copy(kept) for kept in vars(self).values()))


class FakeSurveys:
    """The port Surveys on a shelf."""

    def __init__(self, shelf: Shelf) -> None:
        self._kept = shelf.surveys
        self._versions = shelf.versions
        self._archive = shelf.drafting.archive

    def find(self, slug: str, version: int = 0) -> Survey | None:
        newest, shown = self._kept.get(slug), self._versions.get((slug, version))
        return newest.as_shown_before(shown) if newest and shown and version < newest.version else newest

    def all(self) -> list[Survey]:
        return [self._kept[slug] for slug in sorted(self._kept)]

    def is_deleted(self, slug: str) -> bool:
        return slug in self._archive and self._archive[slug].deleted_at is not None

    def add_version(self, survey: Survey, at: datetime) -> None:
        self._kept[survey.slug] = self._versions[survey.slug, survey.version] = replace(survey, closed_at=None)

    def close(self, slug: str, at: datetime) -> None:
        self._kept[slug] = replace(self._kept[slug], closed_at=at)


class FakeResponses:
    """The port Responses on a shelf."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def add(self, responses: Sequence[Response]) -> set[str]:
        new = {response.id: response for response in responses if response.id not in self._shelf.responses}
        self._shelf.responses |= new
        self._shelf.states |= {id_: response.state for id_, response in new.items()}
        self._shelf.digests |= {id_: response.digest for id_, response in new.items()}
        return set(new)

    def standings(self, ids: Sequence[str]) -> Mapping[str, Standing]:
        return {id_: self._standing(self._shelf.responses[id_]) for id_ in ids if id_ in self._shelf.responses}

    def advance(self, ids: Sequence[str], to: State) -> set[str]:
        before = {State.CODED: {State.PENDING, State.PARKED}, State.PENDING: ASIDE}.get(to, {State.PENDING})
        changed = {id_ for id_ in ids if self._shelf.states.get(id_) in before}
        self._shelf.states |= dict.fromkeys(changed, to)
        return changed

    def aside(self, slug: str, states: Collection[State]) -> list[Response]:
        found = [
            replace(response, answers=tuple(Answer(given.question, "", given.text) for given in response.answers))
            for id_, response in self._shelf.responses.items()
            if response.survey == slug and self._shelf.states[id_] in states
        ]
        return sorted(found, key=lambda response: (response.received_at, response.id))

    def empty(self, id_: str) -> None:
        kept = self._shelf.responses[id_]
        self._shelf.responses[id_] = replace(kept, answers=(), attributes={}, consents=(), digest="")
        self._shelf.states[id_] = State.WITHDRAWN
        self._shelf.digests[id_] = ""
        self._shelf.codings.pop(id_, None)
        self._shelf.apart.forget(id_, self._shelf.paper.forget(id_))
        self._shelf.connecting.forget(id_)

    def ledger(self) -> list[Ledger]:
        ids: dict[str, dict[State, set[str]]] = {slug: {} for slug in sorted(self._shelf.surveys)}
        for id_, state in self._shelf.states.items():
            ids.setdefault(self._shelf.responses[id_].survey, {}).setdefault(state, set()).add(id_)
        return [Ledger(slug, {s: frozenset(found) for s, found in by.items()}) for slug, by in ids.items()]

    def _standing(self, response: Response) -> Standing:
        return Standing(
            id=response.id,
            submission_id=response.submission_id,
            team_id=response.team_id,
            survey=response.survey,
            received_at=response.received_at,
            digest=self._shelf.digests[response.id],
            state=self._shelf.states[response.id],
        )


class FakeDelivery:
    """The ports Outbox and ParkedMessages on a shelf."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def add(self, *messages: Message) -> None:
        for message in messages:
            self._shelf.told.setdefault(message.id, message)

    def remove_about(self, subjects: Sequence[str]) -> None:
        self._shelf.parked_about -= set(subjects)


class FakeUnit:
    """The port UnitOfWork: works on a copy of the shelf, which `commit` puts in place."""

    def __init__(self, store: "FakeStore") -> None:
        self._store = store

    def __enter__(self) -> Self:
        self._copy = self._store.shelf.copy()
        self.surveys, self.responses = FakeSurveys(self._copy), FakeResponses(self._copy)
        self.sent_cards = FakeSentCards(self._copy)
        self.published_reports = FakePublishedReports(self._copy)
        self.outbox = self.parked = FakeDelivery(self._copy)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        return None

    def commit(self) -> None:
        if self._store.failure:
            raise self._store.failure
        self._store.shelf = self._copy
        self._store.commits += 1


class FakeLetterbox:
    """The port Letterbox on units of a store."""

    def __init__(self, store: "FakeStore") -> None:
        self._store = store

    def survey(self, slug: str, version: int = 0) -> Survey | None:
        with FakeUnit(self._store) as unit:
            return unit.surveys.find(slug, version)

    def standing(self, id_: str) -> Standing | None:
        with FakeUnit(self._store) as unit:
            return unit.responses.standings([id_]).get(id_)

    def is_deleted(self, slug: str) -> bool:
        with FakeUnit(self._store) as unit:
            return unit.surveys.is_deleted(slug)

    def keep(self, response: Response) -> bool:
        with FakeUnit(self._store) as unit:
            if not unit.responses.add([response]):
                return False
            if response.state not in ASIDE:
                unit.outbox.add(response.received())
            unit.commit()
        return True


class FakeStore:
    """Makes units of work on one shelf; `failure` is raised by the next commits."""

    def __init__(self) -> None:
        self.shelf = Shelf()
        self.failure: Exception | None = None
        self.commits = 0
        self.clock = FakeClock()

    def desk(self) -> Desk:
        """A desk of use cases on this store."""
        return Desk(
            lambda: FakeUnit(self),
            lambda: FakeUnit(self),
            FakeLetterbox(self),
            self.clock,
            RECEIPTS,
        )

    def told(self, name: str) -> list[Message]:
        """The messages of this name that were promised."""
        return [message for message in self.shelf.told.values() if message.name == name]
