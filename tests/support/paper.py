"""Printed cards and typings for tests."""

from typing import Any

from services.intake.application.accept_response import Accepted, accept_response
from services.intake.application.paper_desk import PaperDesk
from services.intake.application.print_cards import PrintOrder, number_cards
from services.intake.application.publish_survey import publish_survey
from services.intake.application.send_card import card_of, send_card
from services.intake.application.type_card import Typed, Typing, type_card
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

    def words(self) -> list[str]:
        """What counts: the texts of the responses that were not withdrawn."""
        kept = self.store.shelf.responses.values()
        return sorted(answer.text for response in kept for answer in response.answers)

    def _accept(self, submission: Submission) -> Accepted:
        return accept_response(submission, letterbox=self.letterbox, clock=self.clock, receipts=self.desk.receipts)
