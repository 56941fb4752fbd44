"""Two copies of a card say different things: a person who sees both decides which words count."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from services.intake.application.card_copies import counting, held, id_as_decided, store, submission_for
from services.intake.application.card_ports import PaperReading, PaperUnit
from services.intake.application.paper_desk import PaperDesk
from services.intake.application.withdraw_response import withdraw_in
from services.intake.domain.paper_cards import Channel, Copy, CopyState, PaperCard, Words
from services.intake.domain.paper_errors import NothingToSettle
from services.intake.domain.surveys import Survey


class Choice(StrEnum):
    """What a person decides: the first words, the other copy's, words of their own, or that both are cards."""

    FIRST = "first"
    OTHER = "other"
    CORRECTED = "corrected"
    BOTH = "both"


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A copy that differs, beside the words that count (`waiting` None) or that wait for a second person."""

    card: PaperCard
    copy: Copy
    words: Words
    waiting: Copy | None


def differences(survey: Survey, *, desk: PaperDesk) -> list[Difference]:
    """What waits for a decision on a survey's cards, the first first."""
    with desk.open_reading() as reading:
        found = [_difference(copy, reading) for copy in reading.cards.differing(survey.slug)]
    return [difference for difference in found if difference is not None]


def difference(id_: str, survey: Survey, *, desk: PaperDesk) -> Difference:
    """The one of this copy. Raises NothingToSettle."""
    with desk.open_reading() as reading:
        return _open(id_, survey, reading)


def settle(id_: str, choice: Choice, corrected: Mapping[str, str], survey: Survey, *, desk: PaperDesk) -> None:
    """Make the chosen words count. A response that said something else is withdrawn and comes again with them.

    Raises NothingToSettle, InvalidAnswers.
    """
    with desk.open_unit() as uow:
        copy = uow.cards.copy(id_)
        if copy is not None:
            uow.cards.take(copy.number)
        case = _Case(_open(id_, survey, uow), survey, desk, uow)
        case.settle(choice, corrected)
        uow.commit()


def _open(id_: str, survey: Survey, reading: PaperReading) -> Difference:
    copy = reading.cards.copy(id_)
    found = _difference(copy, reading) if copy is not None and copy.survey == survey.slug else None
    if found is None:
        raise NothingToSettle(copy=id_)
    return found


def _difference(copy: Copy, reading: PaperReading) -> Difference | None:
    card = reading.cards.find(copy.number)
    if card is None or copy.state is not CopyState.DIFFERS:
        return None
    waiting = held(reading.cards.copies(copy.number))
    words = counting(card, reading) or (Words(waiting.language, waiting.answers) if waiting else None)
    return Difference(card=card, copy=copy, words=words, waiting=waiting) if words else None


@dataclass(frozen=True, slots=True)
class _Case:
    """One decision in one transaction."""

    seen: Difference
    survey: Survey
    desk: PaperDesk
    uow: PaperUnit

    def settle(self, choice: Choice, corrected: Mapping[str, str]) -> None:
        copy, words = self.seen.copy, self.seen.words
        if choice is Choice.BOTH:
            self._count(words)
            self._apart()
            return
        chosen = {
            Choice.FIRST: words,
            Choice.OTHER: Words(copy.language, copy.answers),
            Choice.CORRECTED: Words(copy.language, corrected),
        }[choice]
        self._count(chosen, copy.channel if choice is Choice.OTHER else Channel.PAPER)
        state = CopyState.CONFIRMED if choice is Choice.OTHER else CopyState.SET_ASIDE
        self.uow.cards.keep(copy.settled(state))

    def _count(self, chosen: Words, channel: Channel = Channel.PAPER) -> None:
        """Let these words be the response: as it is, stored for the first time, or in place of what it said."""
        card, waiting, uow = self.seen.card, self.seen.waiting, self.uow
        stored = uow.responses.standings([card.response_id]).get(card.response_id)
        submission = submission_for(card, chosen.language, chosen.answers, channel)
        if stored is None:
            # A phone may send the card at this moment: then it has other words to be compared with.
            if not store(self.survey.accept(submission, at=self.desk.clock.now()), uow):
                raise NothingToSettle(copy=self.seen.copy.id)
        elif dict(chosen.answers) != dict(self.seen.words.answers):
            again = replace(submission, id=id_as_decided(card, self.seen.copy.id), sent_at=stored.received_at)
            response = self.survey.accept(again, at=self.desk.clock.now())
            store(response, uow)
            # First the new one: what is forgotten with the old one are the copies of its card.
            uow.cards.count_as(card.number, response.id)
            withdraw_in(stored, uow, self.desk.clock.now())
        if waiting is not None:
            first = dict(chosen.answers) == dict(waiting.answers)
            uow.cards.keep(waiting.settled(CopyState.COUNTED if first else CopyState.SET_ASIDE))

    def _apart(self) -> None:
        """Let the copy be another person's card: its code was copied, or its number was typed wrong."""
        copy = self.seen.copy
        submission = submission_for(self.seen.card, copy.language, copy.answers, copy.channel)
        own = replace(submission, id=id_as_decided(self.seen.card, copy.id))
        response = self.survey.accept(own, at=self.desk.clock.now())
        store(response, self.uow)
        self.uow.cards.keep(copy.settled(CopyState.APART, response.id))
