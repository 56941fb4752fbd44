"""What was published of a survey, as those who answered it are shown: a title and where it stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from shared.contracts.giving_back import ReportPublished


@dataclass(frozen=True, slots=True)
class PublishedReport:
    """A number of a survey's publications; the highest is the newest. `title` is by language."""

    team_id: str
    survey: str
    number: int
    path: str
    title: Mapping[str, str]
    published_at: datetime

    @classmethod
    def told(cls, news: ReportPublished) -> "PublishedReport":
        """The publication in a message."""
        return cls(news.team_id, news.survey, news.publication, news.path, dict(news.title), news.published_at)

    def title_in(self, language: str) -> str:
        """The title in a language, else in English, else in any."""
        return self.title.get(language) or self.title.get("en") or next(iter(self.title.values()), self.survey)
