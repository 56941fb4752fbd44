"""The discoveries of a survey and their quotes, as every page about them needs them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from services.reports.application.read_report import read_report
from services.reports.domain.codebook_errors import RecodingNotFound
from services.reports.domain.recodings import AnswerPlace, AnswerWords, Discovery
from services.reports.domain.surveys import Survey
from services.reports.entrypoints.codebooks_at_hand import recodings_at_hand
from services.reports.entrypoints.reading import reading, survey_key, team
from shared.contracts.coding_work import WordsAt


@dataclass(frozen=True, slots=True)
class Shown:
    """A quote of a candidate, with the words that mark it."""

    at: WordsAt
    words: AnswerWords


def own_survey(slug: str) -> Survey:
    """The survey of this slug. Raises ReportNotFound."""
    return read_report(survey_key(slug), shelf=reading().shelf).report.survey


def found(slug: str, discovery_id: str) -> tuple[Discovery, Mapping[AnswerPlace, AnswerWords]]:
    """A discovery with the words that it points to, as far as they are there. Raises RecodingNotFound."""
    with recodings_at_hand().read() as recodings:
        discovery = recodings.discovery(team(), discovery_id)
        if discovery is None or discovery.survey != survey_key(slug):
            raise RecodingNotFound(asked=discovery_id)
        places = [AnswerPlace(at.response_id, at.question) for theme in discovery.themes for at in theme.quotes]
        return discovery, recodings.words(team(), places)


def shown(quotes: Sequence[WordsAt], words: Mapping[AnswerPlace, AnswerWords]) -> list[Shown]:
    """The quotes whose words are still there."""
    places = [(at, AnswerPlace(at.response_id, at.question)) for at in quotes]
    return [Shown(at, words[place]) for at, place in places if place in words]
