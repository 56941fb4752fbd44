"""Cards whose receipts the registry names, each in another state, and a guest who guesses receipts."""

from types import SimpleNamespace

from playwright.sync_api import Page

from services.embedded import House
from services.intake.application.use_receipt import withdraw_by_receipt
from services.intake.domain.receipts import Receipts
from services.intake.domain.responses import State
from shared.contracts.coded_answers import AnswerCoded, CodingMade
from shared.contracts.messages import ResponseCoded
from tests.support.fakes_intake import NOON
from tests.support.pages.steps import Step
from tests.support.surveys import a_submission, a_survey

_WORDS = "Time to meet, and a coach who knows our ward"


def waiting(house: House) -> str:
    """The receipt of a card that was not read yet."""
    return _sent(house, State.PENDING)


def late(house: House) -> str:
    """The receipt of a card that came after closing."""
    return _sent(house, State.LATE)


def withdrawn(house: House) -> str:
    """The receipt of a card that was taken back."""
    receipt = waiting(house)
    withdraw_by_receipt(receipt, "the stand", desk=house.intake.desk)
    return receipt


def coded(house: House) -> str:
    """The receipt of a card with two codes on one answer and none on the other."""
    receipt = waiting(house)
    desk = house.intake.desk
    given = (("time_and_space", (0, 12)), ("coaching_and_mentoring", (18, 43)))
    codings = tuple(CodingMade(code=code, theme="conditions", confidence=0.9, spans=(span,)) for code, span in given)
    with house.intake.open_unit() as unit:
        card = unit.sent_cards.find(desk.receipts.key_for(receipt))
        news = ResponseCoded(
            team_id="default",
            survey="card",
            survey_version=1,
            response_id=card.id if card else "",
            received_at=NOON,
            language="en",
            revision=1,
            answers=(
                AnswerCoded(question="q_next", text=_WORDS, codebook="improvement", codings=codings),
                AnswerCoded(question="q_role", text="nurse"),
            ),
        )
        house.intake.consumer._handle([SimpleNamespace(content=news)], unit)
        unit.commit()
    return receipt


def nobodys(house: House) -> str:
    """A receipt that is sound and was never given."""
    return house.intake.desk.receipts.code_for("nobody's")


def guess(times: int) -> Step:
    """Ask for receipts that nobody was given, then for the page's own again."""

    def step(page: Page) -> None:
        address = page.url.partition("/r/")[0]
        for number in range(times):
            page.request.get(f"{address}/r/{Receipts('a guest').code_for(str(number))}")
        page.reload()

    return step


def _sent(house: House, state: State) -> str:
    sent = a_submission(_WORDS, answers={"q_next": _WORDS, "q_role": "nurse"}, attributes={"source": "poster"})
    with house.intake.open_unit() as unit:
        survey = unit.surveys.find("card") or a_survey()
        response = survey.accept(sent, at=NOON, late=state is State.LATE)
        unit.responses.add([response])
        unit.commit()
    return house.intake.desk.receipts.code_for(response.id)
