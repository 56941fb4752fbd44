"""What a person decided about quoting an answer: nothing is published without it, and it holds for these words only."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final, NamedTuple

from services.reports.domain.decisions import AnswerAt, fingerprint
from services.reports.domain.masking import Mask, masked_text, widened, words_of
from services.reports.domain.quotes import Place
from services.reports.domain.surveys import SurveyKey

QUOTE: Final = "quote"
LONGEST_REASON: Final = 500


class Verdict(StrEnum):
    """Whether an answer may be quoted; `open` while nobody has decided."""

    OPEN = "open"
    APPROVED = "approved"
    REFUSED = "refused"


class Person(NamedTuple):
    """Who did something, by id and by the name that pages show."""

    id: str
    name: str


SYSTEM: Final = Person("system", "adborth")
"""A command that nobody gave a name: no second person to anybody."""


@dataclass(frozen=True, slots=True)
class Redaction:
    """A decision about one answer; `version` counts its changes, and `digest` is of the words that it is about."""

    survey: SurveyKey
    at: AnswerAt
    digest: str
    masks: tuple[Mask, ...]
    verdict: Verdict
    reason: str
    by: Person
    decided_at: datetime
    version: int = 1


@dataclass(frozen=True, slots=True)
class Candidate:
    """An answer that bears a code and whose writer permits quoting it, with what was decided about it so far.

    `suggested` are the masks that were suggested; `reference` is what an address calls the answer.
    """

    reference: str
    place: Place
    survey: SurveyKey
    at: AnswerAt
    code: str
    text: str
    language: str
    spans: tuple[tuple[int, int], ...]
    suggested: tuple[Mask, ...]
    redaction: Redaction | None = None

    @property
    def holds(self) -> bool:
        """Whether what was decided is about these very words."""
        return self.redaction is not None and self.redaction.digest == fingerprint(self.text)

    @property
    def changed(self) -> bool:
        """Whether somebody decided about other words than those that stand here now."""
        return self.redaction is not None and not self.holds

    @property
    def verdict(self) -> Verdict:
        """What holds: open again where the words have changed since."""
        return self.redaction.verdict if self.redaction is not None and self.holds else Verdict.OPEN

    @property
    def version(self) -> int:
        """How often it was decided; 0 where nobody has yet."""
        return self.redaction.version if self.redaction is not None else 0

    @property
    def masks(self) -> tuple[Mask, ...]:
        """The masks as a person left them; as they were suggested, over whole words, where nobody has."""
        if self.redaction is not None and self.holds:
            return self.redaction.masks
        return widened(self.text, self.suggested)

    @property
    def masked(self) -> str:
        """The words as they would be quoted."""
        return masked_text(self.text, self.masks, self.language)

    def bares(self, masks: tuple[Mask, ...]) -> bool:
        """Whether these masks leave a word open that was suggested to be hidden."""
        hidden = {word.number for word in words_of(self.text, masks) if word.kind}
        return any(word.kind and word.number not in hidden for word in words_of(self.text, self.suggested))


class Wish(NamedTuple):
    """What somebody wants to be decided."""

    masks: tuple[Mask, ...]
    verdict: Verdict
    reason: str = ""


def decided(candidate: Candidate, wish: Wish, by: Person, at: datetime) -> Redaction:
    """The decision about a candidate as it stands."""
    return Redaction(
        survey=candidate.survey,
        at=candidate.at,
        digest=fingerprint(candidate.text),
        masks=wish.masks,
        verdict=wish.verdict,
        reason=wish.reason.strip(),
        by=by,
        decided_at=at,
        version=candidate.version + 1,
    )
