"""What a team should look at before a survey is published, though nothing of it forbids that."""

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from services.intake.domain.surveys import Survey
from services.intake.domain.wording import Translation, Wording


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing to look at; `details` hold languages, counts and keys of questions."""

    code: str
    details: dict[str, Any] = field(default_factory=dict)


def remarks_on(survey: Survey, before: Survey | None, codebooks: Collection[str], now: datetime) -> Iterator[Remark]:
    """What to look at: languages, codebooks, closing words, and what changed since the version `before`."""
    yield from _about_languages(survey)
    yield from _about_codebooks(survey, codebooks)
    if not survey.closed_message:
        yield Remark("no-closing-words")
    if not survey.thanks:
        yield Remark("no-thanks")
    if survey.closes_at is not None and survey.closes_at <= now:
        yield Remark("closed-at-once")
    if before is not None:
        kept = {question.key for question in survey.questions}
        if gone := [question.key for question in before.questions if question.key not in kept]:
            yield Remark("questions-gone", {"keys": gone})


def _about_languages(survey: Survey) -> Iterator[Remark]:
    counted: Counter[tuple[Translation, str]] = Counter()
    for wording in wordings_of(survey):
        counted.update((wording.state(language), language) for language in survey.languages if wording)
    for state in (Translation.MISSING, Translation.MACHINE, Translation.UNCHECKED):
        for language in survey.languages:
            if number := counted[state, language]:
                yield Remark(f"{state}-texts", {"language": language, "number": number})


def _about_codebooks(survey: Survey, codebooks: Collection[str]) -> Iterator[Remark]:
    written = [question for question in survey.questions if question.type.free_text]
    if uncoded := [question.key for question in written if question.codebook is None]:
        yield Remark("no-codebook", {"keys": uncoded})
    if strange := sorted({question.codebook for question in written if question.codebook} - set(codebooks)):
        yield Remark("own-codebook", {"keys": strange})


def wordings_of(survey: Survey) -> Iterator[Wording]:
    """Everything that a survey says."""
    yield from (survey.title, survey.intro, survey.thanks, survey.closed_message, survey.caution)
    for question in survey.questions:
        yield from (wording for _, wording in question.wordings())
