"""Codings anew that somebody asked for, and themes that were looked for: what is known of them so far."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final, NamedTuple

from services.reports.domain.codebook_history import Author, CodebookKey
from services.reports.domain.masking import Mask, masked_text, widened
from services.reports.domain.surveys import SurveyKey
from shared.contracts.coding_work import ModelAdopted, RecodeProgressed, ThemeProposed, ThemesProposed

ASKED: Final = "asked"
COMPARED: Final = "compared"
ADOPTING: Final = "adopting"
ENDED: Final = frozenset({"adopted", "discarded", "failed"})
DISMISSED: Final = ""
"""In place of the code that a candidate became."""


@dataclass(frozen=True, slots=True)
class Recoding:
    """Answers coded anew by `version` of a codebook: how far, and what a person decided about it.

    `progress` is the last that was told. `decision` is what somebody here asked for: "", "adopt" or "discard".
    `model` and `adopted_at` are known once it holds.
    """

    key: CodebookKey
    recode_id: str
    version: int
    author: Author = Author("", "")
    asked_at: datetime | None = None
    progress: RecodeProgressed | None = None
    decision: str = ""
    decided_by: str = ""
    model: str = ""
    adopted_at: datetime | None = None

    @property
    def state(self) -> str:
        """The state as it was told last; `asked` before anything was.

        Its model is adopted as soon as it codes what is new, and `adopting` until what was there is coded anew too.
        """
        told = self.progress.state if self.progress else ASKED
        return "adopted" if self.adopted_at is not None and told != ADOPTING else told

    @property
    def is_running(self) -> bool:
        """Whether there will be more to hear of it without anybody doing anything."""
        return self.state not in ENDED and (self.state != COMPARED or bool(self.decision))

    @property
    def can_be_decided(self) -> bool:
        """Whether somebody may adopt or discard it now."""
        return self.state == COMPARED and not self.decision

    def after(self, told: RecodeProgressed | ModelAdopted) -> "Recoding":
        """The same once this is heard: of its progress the highest step counts, in whatever order it is told."""
        if isinstance(told, ModelAdopted):
            return replace(self, model=told.model, adopted_at=told.adopted_at)
        known = self.progress
        if known is None or told.step == known.step:
            return self if known else replace(self, progress=told)
        last, earlier = (told, known) if told.step > known.step else (known, told)
        # Analysis forgets its examples once it has told them: later steps come without.
        return replace(self, progress=replace(last, examples=last.examples or earlier.examples))


def heard_of(told: RecodeProgressed | ModelAdopted) -> Recoding:
    """What is known of a coding anew that was not asked for here, or whose asking was restored away."""
    return Recoding(CodebookKey(told.team_id, told.codebook), told.recode_id, told.codebook_version)


class AnswerPlace(NamedTuple):
    """An answer: of which response, under which question."""

    response_id: str
    question: str


@dataclass(frozen=True, slots=True)
class AnswerWords:
    """What an answer says; `quotable`: the person permits that it is quoted without a name.

    `personal` are the masks that were suggested over what may tell who that is.
    """

    text: str
    language: str
    quotable: bool
    personal: tuple[Mask, ...] = ()

    def masked(self, start: int, end: int) -> str:
        """The characters `[start, end)` as they may stand where a withdrawal does not reach."""
        masks = [
            Mask(max(mask.start, start) - start, min(mask.end, end) - start, mask.kind)
            for mask in widened(self.text, self.personal)
            if mask.start < end and start < mask.end
        ]
        return masked_text(self.text[start:end], masks, self.language).strip()


@dataclass(frozen=True, slots=True)
class Discovery:
    """What the answers of a survey speak of beside the codes of a codebook, as candidates for people to judge.

    `decided` tells, by the number of a candidate from 0, which code it became (DISMISSED: none).
    """

    discovery_id: str
    survey: SurveyKey
    question: str | None
    codebook: str
    author: Author
    asked_at: datetime
    proposed_at: datetime | None = None
    answers: int = 0
    reason: str = ""
    themes: tuple[ThemeProposed, ...] = ()
    decided: Mapping[int, str] = field(default_factory=dict)

    def after(self, told: ThemesProposed, at: datetime) -> "Discovery":
        """The same once something was proposed; the first proposal stands, since people may have judged it."""
        if self.proposed_at is not None:
            return self
        return replace(self, proposed_at=at, answers=told.answers, reason=told.reason, themes=told.themes)

    def deciding(self, candidate: int, became: str) -> "Discovery":
        """The same once a candidate became a code, or DISMISSED."""
        return replace(self, decided={**self.decided, candidate: became})

    def is_open(self, candidate: int) -> bool:
        """Whether there is such a candidate and nobody has judged it."""
        return 0 <= candidate < len(self.themes) and candidate not in self.decided
