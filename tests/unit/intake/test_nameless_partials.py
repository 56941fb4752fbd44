"""What was begun and bears no id can't be found again once it is sent: it must not count beside what was sent."""

import json

from services.intake.application.connect_survey import Wish, change_connection, connect_survey
from services.intake.application.handle_deliveries import handle_together, take_in_hand
from services.intake.application.publish_survey import publish_survey
from services.intake.application.receive_delivery import receive_delivery
from services.intake.domain.survey_changes import Author
from services.intake.providers.provider import RawRequest
from tests.support.fakes_connections import FakeConnecting
from tests.support.fakes_intake import FakeUnit
from tests.support.surveys import a_survey

OLWEN = Author(id="p1", name="Olwen", team_id="default")


def paperform(submission_id: str | None, text: str) -> bytes:
    question = {"title": "What's next?", "type": "text", "key": "k1", "custom_key": "q_next", "value": text}
    return json.dumps({"data": [question], "form_id": "f1", "submission_id": submission_id}).encode()


def test_an_answer_counts_once_that_was_told_without_an_id_while_it_was_written() -> None:
    store = FakeConnecting()
    publish_survey(a_survey(), uow=FakeUnit(store), clock=store.clock)
    desk = store.connecting()
    made = connect_survey("card", "paperform", "cyfrinach-1", author=OLWEN, desk=desk)
    change_connection(made.connection.id, "card", Wish(takes_partials=True), author=OLWEN, desk=desk)
    for body in (paperform(None, "Mwy"), paperform(None, "Mwy o amser"), paperform("s1", "Mwy o amser i bawb")):
        receive_delivery(
            "paperform", made.connection.id, RawRequest(query={"secret": "cyfrinach-1"}, body=body), desk=desk
        )
        store.clock.move(seconds=1)
        for ids in take_in_hand(desk=desk):
            handle_together(ids, desk=desk)
    states = sorted(each.state.value for each in store.shelf.connecting.deliveries.values())
    told = [answer.text for response in store.shelf.responses.values() for answer in response.answers]
    assert (states, told) == (["partial", "partial", "stored"], ["Mwy o amser i bawb"])
