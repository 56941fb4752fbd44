"""What the use cases of redaction and publication work with: one transaction, and the rules of further parts."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Protocol, Self

from services.reports.application.ports import Unit
from services.reports.application.publication_ports import Archive, Sources
from services.reports.application.read_report import Shelf
from services.reports.domain.decisions import AnswerAt
from services.reports.domain.publication_errors import Objection
from services.reports.domain.publications import Chosen, Document, Draft, Rules
from services.reports.domain.surveys import SurveyKey
from services.reports.findings.report import Report
from shared.contracts.clock import Clock


class PublishingUnit(Unit, Protocol):
    """One transaction in which quotes are decided about, or something is published."""

    @property
    def sources(self) -> Sources:
        """What else a document tells, inside this transaction."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    def commit(self) -> None:
        """Make everything since the beginning true."""
        ...


@dataclass(frozen=True, slots=True)
class Composed:
    """What would be published now: the document, and whose answers its quotes are, by the quotes' ids.

    `void` are chosen quotes that can't stand: withdrawn, changed, coded otherwise, or not approved any more.
    `report` is the live one that the document was made from.
    """

    report: Report
    document: Document
    links: Mapping[str, AnswerAt]
    void: tuple[Chosen, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is about to be published as `number`; `composed` is as it would be now, an approved draft has its own."""

    draft: Draft
    rules: Rules
    number: int
    composed: Composed
    smallest: int


Rule = Callable[[Proposal, PublishingUnit], Iterable[Objection]]
"""A rule of a further part of reports that publishing has to meet, such as that answers are owed."""

Addition = Callable[[SurveyKey, PublishingUnit], Mapping[str, object]]
"""Further entries of a document, such as facets or the agreement of coders."""


@dataclass(frozen=True, slots=True)
class Publishing:
    """The ports of redaction and publication; `rules` and `additions` are those of further parts of reports."""

    open_unit: Callable[[], PublishingUnit]
    archive: Archive
    shelf: Shelf
    clock: Clock
    rules: Sequence[Rule] = ()
    additions: Sequence[Addition] = ()
