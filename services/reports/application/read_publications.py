"""Answers what anybody may ask of publications."""

from dataclasses import dataclass

from services.reports.application.publishing import Publishing
from services.reports.domain.publication_errors import PublicationNotFound
from services.reports.domain.publications import Listed, Publication
from services.reports.domain.surveys import SurveyKey

MOST_NUMBERS = 100


@dataclass(frozen=True, slots=True)
class Standing:
    """A publication and the highest number of its survey."""

    publication: Publication
    newest: int


def read_publication(key: SurveyKey, number: int, *, desk: Publishing) -> Standing:
    """A number of a survey. Raises PublicationNotFound."""
    newest = read_newest(key, desk=desk)
    found = newest if newest.number == number else desk.archive.publication(key, number)
    if found is None:
        raise PublicationNotFound(slug=key.slug)
    return Standing(found, newest.number)


def read_newest(key: SurveyKey, *, desk: Publishing) -> Publication:
    """The newest number of a survey. Raises PublicationNotFound."""
    newest = desk.archive.publication(key)
    if newest is None:
        raise PublicationNotFound(slug=key.slug)
    return newest


def list_publications(team_id: str, slug: str | None = None, *, desk: Publishing) -> list[Listed]:
    """What was published, newest first; of one survey where it is named."""
    return desk.archive.numbers(team_id, slug, MOST_NUMBERS)
