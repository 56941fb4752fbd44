"""Who holds a receipt sees their card and takes it back; who guesses learns nothing and has to wait."""

import pytest

from services.intake.application.accept_response import accept_response
from services.intake.application.keep_codings import keep_codings
from services.intake.application.publish_survey import publish_survey
from services.intake.application.use_receipt import read_receipt, withdraw_by_receipt
from services.intake.domain.errors import ReceiptMistyped, ReceiptUnknown, TooManyWrongReceipts
from services.intake.domain.responses import State
from services.intake.domain.sent_cards import CodedAnswer
from services.intake.domain.wording import Wording
from shared.contracts.coded_answers import AnswerCoded, CodingMade
from shared.contracts.messages import ResponseCoded
from tests.support.fakes_intake import NOON, FakeStore, FakeUnit
from tests.support.fakes_receipts import RECEIPTS
from tests.support.surveys import a_question, a_submission, a_survey

NOBODYS = [RECEIPTS.code_for(f"nobody's {number}") for number in range(30)]


@pytest.fixture
def store() -> FakeStore:
    made = FakeStore()
    publish_survey(a_survey(), uow=FakeUnit(made), clock=made.clock)
    return made


def send(store: FakeStore, text: str = "More time", **changed) -> str:
    desk = store.desk()
    sent = a_submission(text, **changed)
    return accept_response(sent, letterbox=desk.letterbox, clock=desk.clock, receipts=desk.receipts).receipt


def coded(receipt: str, store: FakeStore, revision: int = 1, code: str = "time_and_space") -> ResponseCoded:
    card = read_receipt(receipt, "analysis", desk=store.desk())
    coding = CodingMade(code=code, theme="conditions", confidence=0.9, spans=((0, 9),))
    answer = AnswerCoded(question="q_next", text="More time", codebook="improvement", codings=(coding,))
    return ResponseCoded(
        team_id="default",
        survey="card",
        survey_version=1,
        response_id=card.id,
        received_at=NOON,
        language="en",
        revision=revision,
        answers=(answer,),
    )


def tell(store: FakeStore, *news: ResponseCoded) -> None:
    with FakeUnit(store) as unit:
        keep_codings(news, unit=unit)
        unit.commit()


def test_a_receipt_shows_what_was_sent_in_the_wording_that_was_answered(store) -> None:
    receipt = send(
        store, answers={"q_role": "nurse", "q_next": "Mwy o amser"}, language="cy", attributes={"source": "x"}
    )
    changed = a_survey(questions=(a_question(text=Wording({"en": "Other", "cy": "Arall"})),))
    publish_survey(changed, uow=FakeUnit(store), clock=store.clock)
    card = read_receipt(receipt.lower().replace("-", " "), "phone", desk=store.desk())
    assert [(each.question.text.said_in("cy"), each.shown("cy"), each.coded) for each in card.sent] == [
        ("Beth nesaf?", "Mwy o amser", None),
        ("Beth nesaf?", "nurse", None),
    ]
    assert (card.language, card.received_at, card.state, card.is_withdrawn) == ("cy", NOON, State.PENDING, False)
    assert card.beside == {"source": "x"}


def test_the_codings_of_the_highest_revision_are_shown_whatever_comes_first(store) -> None:
    receipt = send(store)
    tell(store, coded(receipt, store, 2), coded(receipt, store, 3, "resources"), coded(receipt, store, 1))
    tell(store, coded(receipt, store, 2))
    [answer] = read_receipt(receipt, "phone", desk=store.desk()).sent
    assert answer.coded == CodedAnswer("improvement", 0, (coded(receipt, store, 3, "resources").answers[0].codings))
    tell(store)
    assert store.shelf.codings.keys() == {read_receipt(receipt, "phone", desk=store.desk()).id}


def test_a_card_is_taken_back_once_and_codings_that_come_later_are_not_kept(store) -> None:
    receipt = send(store)
    news = coded(receipt, store)
    tell(store, news)
    assert withdraw_by_receipt(receipt, "phone", desk=store.desk()) is True
    assert withdraw_by_receipt(receipt, "phone", desk=store.desk()) is False
    tell(store, news)
    card = read_receipt(receipt, "phone", desk=store.desk())
    assert (card.is_withdrawn, card.sent, card.codings, card.beside) == (True, [], {}, {})
    assert len(store.told("response.withdrawn.v1")) == 1


def test_codings_of_a_response_that_was_never_here_are_not_kept(store) -> None:
    receipt = send(store)
    news = coded(receipt, store)
    store.shelf.responses.clear()
    store.shelf.states.clear()
    tell(store, news)
    assert store.shelf.codings == {}


@pytest.mark.parametrize("use", [read_receipt, withdraw_by_receipt])
def test_a_receipt_that_nobody_was_given_is_unknown_and_a_typing_error_is_told_without_a_look(store, use) -> None:
    desk = store.desk()
    with pytest.raises(ReceiptUnknown):
        use(NOBODYS[0], "phone", desk=desk)
    store.shelf = None
    with pytest.raises(ReceiptMistyped):
        use("ABCD", "phone", desk=desk)


def guess(store: FakeStore, times: int, desk) -> list[type[Exception]]:
    told = []
    for number in range(times):
        with pytest.raises((ReceiptUnknown, TooManyWrongReceipts)) as refused:
            read_receipt(NOBODYS[number % 30], "hall", desk=desk)
        told.append(refused.type)
    return told


def test_after_twenty_wrong_ones_the_next_waits_and_right_ones_are_still_shown(store) -> None:
    receipt, desk = send(store), store.desk()
    assert set(guess(store, 20, desk)) == {ReceiptUnknown}
    with pytest.raises(TooManyWrongReceipts) as refused:
        read_receipt(NOBODYS[20], "hall", desk=desk)
    assert refused.value.details == {"retry_after_s": 30}
    assert read_receipt(receipt, "hall", desk=desk).state is State.PENDING
    with pytest.raises(ReceiptUnknown):
        read_receipt(NOBODYS[20], "home", desk=desk)
    store.clock.move(seconds=30)
    assert guess(store, 2, desk) == [ReceiptUnknown, TooManyWrongReceipts]


def test_after_two_hundred_wrong_ones_nothing_is_looked_up_for_that_address(store) -> None:
    receipt, desk = send(store), store.desk()
    guess(store, 200, desk)
    with pytest.raises(TooManyWrongReceipts) as refused:
        withdraw_by_receipt(receipt, "hall", desk=desk)
    assert refused.value.details == {"retry_after_s": 3}
    assert read_receipt(receipt, "home", desk=desk).state is State.PENDING
    store.clock.move(seconds=3)
    assert read_receipt(receipt, "hall", desk=desk).state is State.PENDING


def test_right_receipts_and_typing_errors_are_not_counted(store) -> None:
    receipt, desk = send(store), store.desk()
    for _ in range(300):
        read_receipt(receipt, "hall", desk=desk)
        with pytest.raises(ReceiptMistyped):
            read_receipt(f"{receipt}0", "hall", desk=desk)
    assert set(guess(store, 20, desk)) == {ReceiptUnknown}
