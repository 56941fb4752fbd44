"""Somebody types a paper card: it counts at once, or waits until a second person has typed the same."""

from collections.abc import Mapping
from dataclasses import dataclass

from services.intake.application.card_copies import copy_id, counting, held, same, store, submission_for
from services.intake.application.card_ports import PaperUnit
from services.intake.application.paper_desk import PaperDesk
from services.intake.domain.paper_cards import Channel, Copy, CopyState, PaperCard
from services.intake.domain.paper_errors import CardNotFound
from services.intake.domain.responses import Response
from services.intake.domain.surveys import Survey


@dataclass(frozen=True, slots=True, kw_only=True)
class Typing:
    """What somebody typed from a card; `new` is the card itself when it bears no number of ours yet."""

    number: str
    language: str
    answers: Mapping[str, str]
    by: str
    by_name: str
    photo: bytes | None = None
    new: PaperCard | None = None


@dataclass(frozen=True, slots=True)
class Typed:
    """What became of it; `again` when the same person had typed the same before."""

    number: str
    state: CopyState
    again: bool = False


def type_card(typing: Typing, survey: Survey, *, desk: PaperDesk) -> Typed:
    """Keep what was typed; whether it counts, confirms, waits or differs is told.

    Raises CardNotFound, InvalidAnswers, AlreadyWithdrawn, UnreadablePhoto. A closed survey takes its paper cards.
    """
    photo = desk.clean_photo(typing.photo) if typing.photo else None
    with desk.open_unit() as uow:
        if typing.new is not None:
            uow.cards.add(typing.new)
        card = uow.cards.take(typing.number)
        if card is None or card.survey != survey.slug:
            raise CardNotFound(number=typing.number)
        typed = _Case(typing, survey, card, desk, uow).decide()
        if photo is not None:
            uow.cards.keep_photo(card.number, photo)
        uow.commit()
    return typed


@dataclass(frozen=True, slots=True)
class _Case:
    """One typing in one transaction."""

    typing: Typing
    survey: Survey
    card: PaperCard
    desk: PaperDesk
    uow: PaperUnit

    def decide(self) -> Typed:
        typing, card = self.typing, self.card
        submission = submission_for(card, typing.language, typing.answers, Channel.PAPER)
        # Also what only waits is judged now: the card is still in the typist's hand.
        response = self.survey.accept(submission, at=self.desk.clock.now())
        copies = self.uow.cards.copies(card.number)
        id_ = copy_id(card, typing.by, submission)
        if earlier := next((copy for copy in copies if copy.id == id_), None):
            return Typed(card.number, earlier.state, again=True)
        waiting = held(copies)
        state = self._compared(waiting) or self._beside(waiting, response)
        self.uow.cards.keep(self._copy(id_, state))
        return Typed(card.number, state)

    def _compared(self, waiting: Copy | None) -> CopyState | None:
        """What a copy of a card that counts already is, None when it does not count yet.

        A card that came by phone meanwhile counts although a typing of it waits: that waits no longer when this one
        says what the phone said.
        """
        words = counting(self.card, self.uow)
        if words is None:
            return None
        if not same(self.survey, words.answers, self.typing.answers):
            return CopyState.DIFFERS
        if waiting is not None:
            agrees = same(self.survey, words.answers, waiting.answers)
            self.uow.cards.keep(waiting.settled(CopyState.CONFIRMED if agrees else CopyState.SET_ASIDE))
        return CopyState.CONFIRMED

    def _beside(self, waiting: Copy | None, response: Response) -> CopyState:
        """What the first typing of a card becomes, or one beside a copy that waits."""
        if waiting is None and self.card.double_entry:
            return CopyState.HELD
        if waiting is not None and waiting.by == self.typing.by:
            # The same person corrects what they typed; it is no second look.
            self.uow.cards.keep(waiting.settled(CopyState.SET_ASIDE))
            return CopyState.HELD
        if waiting is not None and not same(self.survey, waiting.answers, self.typing.answers):
            return CopyState.DIFFERS
        if not store(response, self.uow):
            # A phone sent the same card at this moment.
            return self._compared(waiting) or CopyState.DIFFERS
        if waiting is not None:
            self.uow.cards.keep(waiting.settled(CopyState.COUNTED))
        return CopyState.COUNTED if waiting is None else CopyState.CONFIRMED

    def _copy(self, id_: str, state: CopyState) -> Copy:
        typing = self.typing
        keeps_words = state in {CopyState.HELD, CopyState.DIFFERS}
        return Copy(
            id=id_,
            number=self.card.number,
            team_id=self.card.team_id,
            survey=self.card.survey,
            channel=Channel.PAPER,
            by=typing.by,
            by_name=typing.by_name,
            at=self.desk.clock.now(),
            version=self.survey.version,
            language=typing.language,
            answers=dict(typing.answers) if keeps_words else {},
            state=state,
        )
