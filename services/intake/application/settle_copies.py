"""Two copies of a card say different things: a person who sees both decides which words count."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from services.intake.application.card_copies import (
    counting,
    files_of,
    held,
    id_as_decided,
    store,
    submission_for,
    words_of,
)
from services.intake.application.card_ports import PaperReading, PaperUnit
from services.intake.application.paper_desk import PaperDesk
from services.intake.application.withdraw_response import withdraw_in
from services.intake.domain.paper_cards import Channel, Copy, CopyState, PaperCard, Words
from services.intake.domain.paper_errors import NothingToSettle
from services.intake.domain.questions import Question
from services.intake.domain.responses import Response
from services.intake.domain.submissions import Submission
from services.intake.domain.surveys import Survey


class Choice(StrEnum):
    """What a person decides: the first words, the other copy's, words of their own, or that both are cards."""

    FIRST = "first"
    OTHER = "other"
    CORRECTED = "corrected"
    BOTH = "both"


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A copy that differs, beside the words that count (`waiting` None) or that wait for a second person.

    `survey` is the version on which they are corrected, `questions` are all that either was asked.
    """

    card: PaperCard
    copy: Copy
    words: Words
    waiting: Copy | None
    survey: Survey
    questions: Sequence[Question]


def differences(survey: Survey, *, desk: PaperDesk) -> list[Difference]:
    """What waits for a decision on a survey's cards, the first first."""
    with desk.open_reading() as reading:
        found = [_difference(copy, survey, reading) for copy in reading.cards.differing(survey.slug)]
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
        case = _Case(_open(id_, survey, uow), desk, uow)
        case.settle(choice, corrected)
        uow.commit()


def _open(id_: str, survey: Survey, reading: PaperReading) -> Difference:
    copy = reading.cards.copy(id_)
    found = _difference(copy, survey, reading) if copy is not None and copy.survey == survey.slug else None
    if found is None:
        raise NothingToSettle(copy=id_)
    return found


def _difference(copy: Copy, newest: Survey, reading: PaperReading) -> Difference | None:
    card = reading.cards.find(copy.number)
    if card is None or copy.state is not CopyState.DIFFERS:
        return None
    waiting = held(reading.cards.copies(copy.number))
    words = counting(card, reading) or (words_of(waiting) if waiting else None)
    if words is None:
        return None
    versions = [newest, *(reading.surveys.find(newest.slug, each) or newest for each in (copy.version, words.version))]
    said = words.answers.keys() | copy.answers.keys()
    asking = (survey for survey in versions if said <= {question.key for question in survey.questions})
    return Difference(
        card=card,
        copy=copy,
        words=words,
        waiting=waiting,
        survey=next(asking, versions[1]),
        questions=_asked(versions),
    )


def _asked(versions: Sequence[Survey]) -> list[Question]:
    """The questions of all these versions, each as the first that has it asks it."""
    asked = {question.key: question for survey in reversed(versions) for question in survey.questions}
    keys = dict.fromkeys(question.key for survey in versions for question in survey.questions)
    return [asked[key] for key in keys]


@dataclass(frozen=True, slots=True)
class _Case:
    """One decision in one transaction."""

    seen: Difference
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
            Choice.OTHER: words_of(copy),
            Choice.CORRECTED: Words(copy.language, corrected, self.seen.survey.version),
        }[choice]
        self._count(chosen, copy.channel if choice is Choice.OTHER else Channel.PAPER)
        state = CopyState.CONFIRMED if choice is Choice.OTHER else CopyState.SET_ASIDE
        self.uow.cards.keep(copy.settled(state))
        self.uow.files.remove_untaken(files_of(copy.answers, self._version(copy.version)))

    def _count(self, chosen: Words, channel: Channel = Channel.PAPER) -> None:
        """Let these words be the response: as it is, stored for the first time, or in place of what it said."""
        card, waiting, uow = self.seen.card, self.seen.waiting, self.uow
        stored = uow.responses.standings([card.response_id]).get(card.response_id)
        submission = submission_for(card, chosen.language, chosen.answers, channel)
        if stored is None:
            # A phone may send the card at this moment: then it has other words to be compared with.
            if not self._stored(submission, chosen.version)[1]:
                raise NothingToSettle(copy=self.seen.copy.id)
        elif dict(chosen.answers) != dict(self.seen.words.answers):
            again = replace(submission, id=id_as_decided(card, self.seen.copy.id), sent_at=stored.received_at)
            response, _ = self._stored(again, chosen.version)
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
        response, _ = self._stored(own, copy.version)
        self.uow.cards.keep(copy.settled(CopyState.APART, response.id))

    def _stored(self, submission: Submission, version: int) -> tuple[Response, bool]:
        """The response that these words become by the version they answer, and whether it is new; it has its files."""
        survey = self._version(version)
        response = survey.accept(submission, at=self.desk.clock.now())
        is_new = store(response, self.uow)
        self.uow.files.take(files_of(submission.answers, survey), survey.slug, response.id)
        return response, is_new

    def _version(self, version: int) -> Survey:
        return self.uow.surveys.find(self.seen.survey.slug, version) or self.seen.survey
