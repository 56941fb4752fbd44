"""How copies of one card become one response: stored, compared and put aside inside a transaction."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Final

from services.intake.application.card_ports import PaperReading, PaperUnit
from services.intake.domain.answer_files import files_in
from services.intake.domain.errors import AlreadyWithdrawn
from services.intake.domain.paper_cards import Channel, Copy, CopyState, PaperCard, Words, same_words, submission_of
from services.intake.domain.responses import Response, State
from services.intake.domain.submissions import Submission
from services.intake.domain.surveys import Survey
from shared.contracts.messages import message_id

WAITS_AT_MOST: Final = timedelta(days=3650)
"""How long files of a copy are kept that waits for a decision: no decision has a last day."""


def submission_for(card: PaperCard, language: str, answers: Mapping[str, str], channel: Channel) -> Submission:
    """A copy as the submission that its card makes of it."""
    attributes = dict(card.attributes)
    if channel is Channel.PAPER:
        attributes["channel"] = channel.value
    return Submission(
        survey=card.survey,
        id=submission_of(card.number),
        language=language,
        answers=answers,
        attributes=attributes,
    )


def copy_id(card: PaperCard, by: str, submission: Submission) -> str:
    """The id of a copy: the same person with the same words is a repetition."""
    return message_id("card-copy", card.number, by, submission.digest)


def id_as_decided(card: PaperCard, copy: str) -> str:
    """The id of the submission that a copy (by its id) becomes where a person lets its words count.

    No decision before had it: words that were chosen, withdrawn and chosen again come again.
    """
    return message_id("submission", submission_of(card.number), copy)


def counting(card: PaperCard, uow: PaperReading) -> Words | None:
    """What counts for a card: None when nothing does yet. Raises AlreadyWithdrawn when it was taken back."""
    standing = uow.responses.standings([card.response_id]).get(card.response_id)
    if standing is None:
        return None
    if standing.state is State.WITHDRAWN:
        raise AlreadyWithdrawn(id=standing.submission_id)
    return uow.cards.words(card.response_id)


def words_of(copy: Copy) -> Words:
    """What a copy says that keeps its words."""
    return Words(copy.language, copy.answers, copy.version)


def held(copies: list[Copy]) -> Copy | None:
    """The copy that waits for a second person, None when none does."""
    return next((copy for copy in copies if copy.state is CopyState.HELD), None)


def same(survey: Survey, one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    """Whether two copies of a card of this survey say the same; what the address told doesn't count."""
    hidden = {question.key for question in survey.questions if question.type.always_attribute}
    return same_words(one, other, hidden)


def files_of(answers: Mapping[str, str], survey: Survey) -> set[str]:
    """The ids of the files that these answers to this version of a survey name."""
    return set(files_in(survey, answers).values())


def store(response: Response, uow: PaperUnit) -> bool:
    """Keep a response and promise its analysis; False, and nothing, when somebody was quicker with its id."""
    if not uow.responses.add([response]):
        return False
    uow.outbox.add(response.received())
    return True
