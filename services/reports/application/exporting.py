"""What files are made of: a number that was published, or the report as it is now, which is then a draft."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from services.reports.application.draft_publication import read_prospect
from services.reports.application.export_responses import ExportedResponses
from services.reports.application.publishing import Publishing
from services.reports.application.read_publications import read_publication
from services.reports.domain.data_set import DataSet
from services.reports.domain.publications import Document, digest_of_document
from services.reports.domain.report_content import ReportContent
from services.reports.domain.surveys import SurveyKey


@dataclass(frozen=True, slots=True)
class Told:
    """A document with where it stands; a draft has no number and no date."""

    key: SurveyKey
    document: Document
    number: int | None = None
    published_at: datetime | None = None

    @property
    def digest(self) -> str:
        """What changes with everything that a file may tell."""
        return digest_of_document(self.document)


@dataclass(frozen=True, slots=True)
class MadeFile:
    """A file with what it is; `ending` stands in its name."""

    content: bytes
    mimetype: str
    ending: str


class FileMaker(Protocol):
    """Makes files of a report, and keeps those of publications for whoever asks next."""

    def offers(self, name: str) -> bool:
        """Whether there is a file of this name, such as `report.pdf` or `charts/themes.svg`."""
        ...

    def make(self, name: str, content: ReportContent) -> MadeFile:
        """The file of this name. Raises FileNotOffered."""
        ...

    def kept(self, name: str, told: Told, language: str, word: "Wording") -> MadeFile:
        """The same, made once for a document and a language. Raises FileNotOffered, FileNotReady."""
        ...


class DataMaker(Protocol):
    """Makes files of data for a team."""

    @property
    def endings(self) -> tuple[str, ...]:
        """The formats there are."""
        ...

    def make_data(self, ending: str, data: DataSet) -> MadeFile:
        """The data in this format. Raises FileNotOffered."""
        ...


Wording = Callable[[Told, str], ReportContent]
"""Puts a document into words of a language."""


@dataclass(frozen=True, slots=True)
class Exporting:
    """The ports of exporting."""

    publishing: Publishing
    files: FileMaker
    data: DataMaker
    responses: ExportedResponses


def told_by_number(key: SurveyKey, number: int, *, desk: Publishing) -> Told:
    """A number that was published. Raises PublicationNotFound."""
    found = read_publication(key, number, desk=desk).publication
    return Told(key, found.document, found.number, found.published_at)


def told_now(key: SurveyKey, *, desk: Publishing) -> Told:
    """The report as it is now, with no quote that is not approved and permitted. Raises ReportNotFound."""
    return Told(key, read_prospect(key, desk=desk).proposal.composed.document)


def told_newest(key: SurveyKey, *, desk: Publishing) -> Told:
    """The newest number, or the report as it is now where nothing was published. Raises ReportNotFound."""
    newest = desk.archive.publication(key)
    return told_now(key, desk=desk) if newest is None else told_by_number(key, newest.number, desk=desk)
