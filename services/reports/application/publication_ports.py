"""What redaction and publication keep, as protocols."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from services.reports.domain.decisions import AnswerAt
from services.reports.domain.publications import Chosen, Draft, Listed, Publication, Rules
from services.reports.domain.quotes import Place
from services.reports.domain.redactions import Candidate, Redaction
from services.reports.domain.surveys import SurveyKey


class Redactions(Protocol):
    """Answers that may be quoted, and what was decided about them."""

    def candidate(self, key: SurveyKey, code: str, reference: str) -> Candidate | None:
        """The answer of this reference, if it bears the code and its writer permits quoting it."""
        ...

    def candidates(self, key: SurveyKey, code: str, before: Place | None, limit: int) -> list[Candidate]:
        """Answers that bear the code and may be quoted, newest first, older than `before`."""
        ...

    def chosen(self, key: SurveyKey, chosen: Collection[Chosen]) -> Mapping[Chosen, Candidate]:
        """Those of these that still bear their code and may be quoted."""
        ...

    def approved(self, key: SurveyKey) -> list[Chosen]:
        """Every approved answer under each code that it bears, newest first."""
        ...

    def keep(self, redaction: Redaction) -> bool:
        """Keep a decision of version n in place of version n - 1; False when that is not what is there."""
        ...

    def forget(self, ids: Collection[str]) -> None:
        """Forget what was decided about the answers of these responses."""
        ...


class Publications(Protocol):
    """Drafts, rules and numbers of every survey."""

    def draft(self, key: SurveyKey) -> Draft | None:
        """The next number of a survey, None where nobody has begun one."""
        ...

    def put_draft(self, draft: Draft) -> bool:
        """Keep version n of a draft in place of version n - 1; False when that is not what is there."""
        ...

    def rules(self, key: SurveyKey) -> Rules:
        """The rules of a survey."""
        ...

    def put_rules(self, key: SurveyKey, rules: Rules) -> None:
        """Keep these rules."""
        ...

    def newest(self, key: SurveyKey) -> int:
        """The highest number; 0 where nothing was published."""
        ...

    def add(self, publication: Publication, links: Mapping[str, AnswerAt]) -> None:
        """Keep a new number, and whose answers its quotes are."""
        ...

    def quoting(self, ids: Collection[str]) -> list[tuple[Publication, frozenset[str]]]:
        """The publications that quote these responses, each with the ids of those quotes."""
        ...

    def replace(self, publication: Publication) -> None:
        """Keep the document of a publication as it is now."""
        ...

    def unlink(self, ids: Collection[str]) -> None:
        """Forget that these responses were quoted anywhere."""
        ...

    def drafts(self, keys: Collection[SurveyKey]) -> list[Draft]:
        """The drafts of these surveys."""
        ...


class Archive(Protocol):
    """What was published, as anybody reads it."""

    def publication(self, key: SurveyKey, number: int | None = None) -> Publication | None:
        """A number of a survey, the newest unless one is named."""
        ...

    def numbers(self, team_id: str, slug: str | None, limit: int) -> list[Listed]:
        """What was published of a survey, or of all, newest first."""
        ...


@dataclass(frozen=True, slots=True)
class Span:
    """When the first and the last of a survey's responses came in."""

    first: datetime | None
    last: datetime | None

    def told(self) -> Mapping[str, str | None]:
        """As a document tells it."""
        ends = {"first_response_at": self.first, "last_response_at": self.last}
        return {name: moment.isoformat() if moment else None for name, moment in ends.items()}


class Sources(Protocol):
    """What a document tells besides figures."""

    def span(self, key: SurveyKey) -> Span:
        """When responses came in."""
        ...

    def models(self, key: SurveyKey) -> tuple[str, ...]:
        """The versions of the models whose codings stand in a survey."""
        ...
