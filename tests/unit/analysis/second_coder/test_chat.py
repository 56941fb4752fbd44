"""What may pass is tried again, with pauses; what will not is said at once; nothing goes beyond the budget."""

from datetime import UTC, datetime

import pytest

from services.analysis.adapters.generative.budget import Budget
from services.analysis.adapters.generative.chat import Chat
from services.analysis.adapters.generative.connection import Response
from services.analysis.adapters.generative.errors import BudgetSpent, SecondCoderAway, SecondCoderRefused, UnusableReply
from services.analysis.adapters.generative.patience import Patience, retry_after
from tests.support.fakes_intake import FakeClock
from tests.support.fakes_second_coder import FakePost

MESSAGES = [{"role": "user", "content": "x" * 300}]
SCHEMA = {"type": "object"}
NOON = datetime(2026, 11, 26, 12, 0, tzinfo=UTC)


def says(words: str, tokens: int = 9) -> Response:
    body = f'{{"choices": [{{"message": {{"content": "{words}"}}}}], "usage": {{"total_tokens": {tokens}}}}}'
    return Response(200, body.encode(), None)


def status(number: int, retry_after: str | None = None) -> Response:
    return Response(number, b"", retry_after)


class Talk:
    """A chat over fake responses, with its pauses remembered instead of slept."""

    def __init__(self, *responses: Response | str, requests: int = 100, tokens: int = 100_000) -> None:
        self.post = FakePost(*responses)
        self.pauses: list[float] = []
        self.budget = Budget(requests=requests, tokens=tokens)
        patience = Patience(sleep=self.pauses.append)
        self.chat = Chat(self.post, "m", self.budget, clock=FakeClock(NOON), patience=patience)

    def ask(self) -> str:
        return self.chat.ask(MESSAGES, SCHEMA, 50)


def test_a_request_is_as_repeatable_as_servers_allow_and_has_an_end() -> None:
    talk = Talk(says("yes"))
    assert talk.ask() == "yes"
    body = talk.post.bodies[0]
    assert (body["model"], body["temperature"], body["seed"], body["max_tokens"]) == ("m", 0, 1, 50)
    assert body["response_format"]["json_schema"]["schema"] == SCHEMA


@pytest.mark.parametrize("passing", ["too slow", "no connection", status(500), status(503), status(429)])
def test_what_may_pass_is_tried_again(passing: Response | str) -> None:
    talk = Talk(passing, passing, says("yes"))
    assert talk.ask() == "yes"
    first, second = talk.pauses
    assert 0.25 <= first <= 0.5 <= second <= 1.0


@pytest.mark.parametrize(("passing", "reason"), [("too slow", "too slow"), (status(502), "status 502")])
def test_what_does_not_pass_is_given_up(passing: Response | str, reason: str) -> None:
    talk = Talk(passing)
    with pytest.raises(SecondCoderAway) as caught:
        talk.ask()
    assert caught.value.details == {"reason": reason, "attempts": 4}
    assert len(talk.post.bodies) == 4


@pytest.mark.parametrize("number", [204, 301, 302, 307, 401, 403, 404, 413])
def test_a_refusal_is_final(number: int) -> None:
    talk = Talk(status(number))
    with pytest.raises(SecondCoderRefused) as caught:
        talk.ask()
    assert caught.value.details == {"status": number}
    assert len(talk.post.bodies) == 1


def test_a_busy_server_says_how_long_to_wait_and_is_not_asked_sooner() -> None:
    talk = Talk(status(429, "7"), status(503, "Thu, 26 Nov 2026 12:00:09 GMT"), says("yes"))
    assert talk.ask() == "yes"
    assert 7 <= talk.pauses[0] <= 8
    assert 9 <= talk.pauses[1] <= 10


def test_a_server_that_wants_too_long_a_pause_is_given_up_at_once() -> None:
    talk = Talk(status(429, "3600"))
    with pytest.raises(SecondCoderAway):
        talk.ask()
    assert (talk.pauses, len(talk.post.bodies)) == ([], 1)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        (None, None),
        ("12", 12.0),
        ("Thu, 26 Nov 2026 12:01:00 GMT", 60.0),
        ("Thu, 26 Nov 2026 12:01:00", 60.0),
        ("Thu, 26 Nov 2026 11:00:00 GMT", 0.0),
        ("soon", None),
        ("-5", None),
        ("", None),
        ("Thu, 26 Nov 99999999999999999999 11:00:00 GMT", None),
    ],
)
def test_retry_after_is_seconds_or_a_date(header: str | None, seconds: float | None) -> None:
    assert retry_after(header, NOON) == seconds


@pytest.mark.parametrize("number", [400, 422])
def test_a_server_without_schemas_is_asked_without_and_remembered(number: int) -> None:
    talk = Talk(status(number), says("yes"), says("again"))
    assert (talk.ask(), talk.ask()) == ("yes", "again")
    assert ["response_format" in body for body in talk.post.bodies] == [True, False, False]


def test_a_request_that_is_wrong_without_a_schema_too_is_no_proof_against_schemas() -> None:
    talk = Talk(status(400), status(400), says("yes"))
    with pytest.raises(SecondCoderRefused):
        talk.ask()
    assert talk.ask() == "yes"
    assert "response_format" in talk.post.bodies[-1]


def test_every_attempt_counts_as_a_request() -> None:
    talk = Talk(status(500), requests=2)
    with pytest.raises(BudgetSpent) as caught:
        talk.ask()
    assert caught.value.details == {"unit": "requests", "limit": 2}
    assert len(talk.post.bodies) == 2


def test_what_could_go_beyond_the_tokens_is_not_sent() -> None:
    talk = Talk(says("yes"), tokens=149)
    with pytest.raises(BudgetSpent) as caught:
        talk.ask()
    assert (caught.value.details["unit"], talk.post.bodies) == ("tokens", [])


def test_the_servers_own_count_of_tokens_holds() -> None:
    talk = Talk(says("yes", tokens=9), tokens=300)
    for _ in range(5):
        talk.ask()
    assert talk.budget.spent == {"requests": 5, "tokens": 45}


def test_a_server_that_does_not_count_is_counted_by_what_was_reserved() -> None:
    talk = Talk(Response(200, b'{"choices": [{"message": {"content": "yes"}}]}', None), tokens=300)
    assert talk.ask() == "yes"
    with pytest.raises(BudgetSpent):
        talk.ask()


def test_nonsense_is_not_asked_for_twice() -> None:
    talk = Talk(Response(200, b"nonsense", None))
    with pytest.raises(UnusableReply):
        talk.ask()
    assert len(talk.post.bodies) == 1
