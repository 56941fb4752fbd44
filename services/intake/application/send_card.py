"""Somebody sends a printed card from a phone: it counts once, whichever of phone and paper came first."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

from services.intake.application.accept_response import Accepted
from services.intake.application.card_copies import (
    WAITS_AT_MOST,
    copy_id,
    counting,
    files_of,
    id_as_decided,
    same,
    submission_for,
)
from services.intake.application.paper_desk import PaperDesk
from services.intake.domain.errors import IdConflict
from services.intake.domain.paper_cards import Channel, Copy, CopyState, PaperCard, read_number
from services.intake.domain.submissions import Submission
from services.intake.domain.surveys import Survey

Accept = Callable[[Submission], Accepted]


def card_of(typed: str, slug: str, *, desk: PaperDesk) -> PaperCard | None:
    """The survey's card that an address names, None when it names none that was printed."""
    number = read_number(typed)
    if number is None:
        return None
    with desk.open_reading() as reading:
        card = reading.cards.find(number)
    return card if card is not None and card.survey == slug else None


def send_card(submission: Submission, card: PaperCard, survey: Survey, accept: Accept, *, desk: PaperDesk) -> Accepted:
    """Store what a phone sent for a card, by `accept`; words that differ from those that count wait for a decision.

    The sender is answered under the id that they gave. Who says something else gets no receipt of the words that count,
    which may be another person's, but that of the response which theirs become if a person decides so.

    Raises what `accept` raises but IdConflict, or AlreadyWithdrawn.
    """
    of_card = submission_for(card, submission.language, submission.answers, Channel.PHONE)
    sent = replace(submission, id=of_card.id, attributes={**submission.attributes, **of_card.attributes})
    if sent.response_id == card.response_id:
        # A conflict means that the card was typed from paper, or that its code was copied: both are looked at below.
        with suppress(IdConflict):
            return replace(accept(sent), id=submission.id)
    survey.accept(sent, at=desk.clock.now())
    with desk.open_unit() as uow:
        taken = uow.cards.take(card.number) or card
        words = counting(taken, uow)
        agrees = same(survey, words.answers if words else {}, sent.answers)
        copy = _copy(replace(sent, version=survey.version), taken, agrees, desk)
        if uow.cards.copy(copy.id) is None:
            uow.cards.keep(copy)
            uow.files.keep_until(files_of(copy.answers, survey), copy.at + WAITS_AT_MOST)
        uow.commit()
        counts = uow.responses.standings([taken.response_id])[taken.response_id]
    becomes = counts.id if agrees else replace(sent, id=id_as_decided(taken, copy.id)).response_id
    return Accepted(
        id=submission.id,
        response_id=becomes,
        receipt=desk.receipts.code_for(becomes),
        received_at=counts.received_at if agrees else copy.at,
        is_new=False,
    )


def _copy(sent: Submission, card: PaperCard, agrees: bool, desk: PaperDesk) -> Copy:
    return Copy(
        id=copy_id(card, "", sent),
        number=card.number,
        team_id=card.team_id,
        survey=card.survey,
        channel=Channel.PHONE,
        by="",
        by_name="",
        at=desk.clock.now(),
        version=sent.version,
        language=sent.language,
        answers={} if agrees else dict(sent.answers),
        state=CopyState.CONFIRMED if agrees else CopyState.DIFFERS,
    )
