"""Printed cards and typings for tests."""

import itertools
from typing import Any

from services.intake.application.accept_response import Accepted, accept_response
from services.intake.application.card_copies import submission_for
from services.intake.application.paper_desk import PaperDesk
from services.intake.application.print_cards import PrintOrder, number_cards
from services.intake.application.publish_survey import publish_survey
from services.intake.application.send_card import card_of, send_card
from services.intake.application.type_card import Typed, Typing, type_card
from services.intake.domain.paper_cards import Channel
from services.intake.domain.submissions import Submission
from services.intake.domain.surveys import Survey
from tests.support.fakes_intake import FakeStore
from tests.support.fakes_paper import paper_desk
from tests.support.surveys import a_submission, a_survey


class PaperStage:
    """A published survey with printed cards, and shortcuts to typing and sending them."""

    def __init__(self, *, double_entry: bool = False, survey: Survey | None = None) -> None:
        self.store = FakeStore()
        self.desk: PaperDesk = paper_desk(self.store)
        own = self.store.desk()
        self.letterbox, self.clock = own.letterbox, own.clock
        self.survey = publish_survey(survey or a_survey(), uow=own.open_unit(), clock=own.clock).survey
        self.numbers = self.print(double_entry=double_entry)

    def print(self, *, double_entry: bool = False, sheets: int = 1, **attributes: str) -> list[str]:
        """Print a batch; its numbers."""
        given = attributes or {"event": "spring"}
        order = PrintOrder(sheets=sheets, attributes=given, double_entry=double_entry, by="Olwen")
        batch = number_cards(order, self.survey, desk=self.desk)
        with self.desk.open_reading() as reading:
            return reading.cards.batch(batch.id)[1]

    def type(self, number: str, text: str = "More time", by: str = "mair", **more: Any) -> Typed:
        """Type a card."""
        given = {"number": number, "language": "en", "answers": {"q_next": text}, "by": by, "by_name": by.title()}
        return type_card(Typing(**(given | more)), self.survey, desk=self.desk)

    def send(self, number: str, text: str = "More time", **changed: Any) -> Accepted:
        """Send a card from a phone."""
        card = card_of(number, self.survey.slug, desk=self.desk)
        assert card is not None
        return send_card(a_submission(text, **changed), card, self.survey, self._accept, desk=self.desk)

    def overtake(self, number: str, text: str, *, unseen: int) -> None:
        """Let a phone's card be committed by somebody else while each later transaction is at it.

        A transaction does not see it when it looks the first `unseen` times, only when it adds a response.
        """
        card = card_of(number, self.survey.slug, desk=self.desk)
        assert card is not None
        quick = submission_for(card, "en", {"q_next": text}, Channel.PHONE)
        first, store = self.survey.accept(quick, at=self.clock.now()), self.store

        class Overtaken(type(self.desk.open_unit())):
            def __enter__(self):
                unit = super().__enter__()
                unit.responses.add([first])
                standings, looks = unit.responses.standings, itertools.count()
                unit.responses.standings = lambda ids: standings(ids) if next(looks) >= unseen else {}
                return unit

        object.__setattr__(self.desk, "open_unit", lambda: Overtaken(store))

    def words(self) -> list[str]:
        """What counts: the texts of the responses that were not withdrawn."""
        kept = self.store.shelf.responses.values()
        return sorted(answer.text for response in kept for answer in response.answers)

    def _accept(self, submission: Submission) -> Accepted:
        return accept_response(submission, letterbox=self.letterbox, clock=self.clock, receipts=self.desk.receipts)
