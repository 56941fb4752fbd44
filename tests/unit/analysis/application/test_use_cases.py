"""What analysis does with what it hears."""

from dataclasses import replace

import pytest

from services.analysis.application.code_responses import code_responses
from services.analysis.entrypoints.messages import MessageHandler
from shared.contracts.clock import SystemClock
from shared.contracts.messages import CodebookPublished, Message, ResponseCoded
from shared.contracts.names import MessageName, Service
from tests.support.fakes_analysis import FakeCoder, FakeUnit, fixed_coders, nothing_noticed
from tests.support.received import MOMENT, received, withdrawn


@pytest.fixture
def coder() -> FakeCoder:
    return FakeCoder()


@pytest.fixture
def unit() -> FakeUnit:
    return FakeUnit()


@pytest.fixture
def hear(coder, unit):
    handler = MessageHandler(fixed_coders({"improvement": coder}), nothing_noticed, SystemClock())
    return lambda *messages: handler(messages, unit)


def told(unit: FakeUnit) -> list[ResponseCoded]:
    return [message.content for message in unit.outbox.messages]


def test_a_response_is_coded_kept_and_told(hear, unit):
    hear(received("r1", "no time at all", "nothing"))
    (coded,) = told(unit)
    assert coded.response_id == "r1"
    assert coded.revision == 1
    first, second = coded.answers
    assert [(c.code, c.theme, c.spans) for c in first.codings] == [("time_and_space", "conditions", ((3, 7),))]
    assert (first.model, first.codebook, first.codebook_version) == ("fake-1", "improvement", 2)
    assert first.probabilities == {"time_and_space": 0.9, "need": 0.8}
    assert second.codings == ()
    assert unit.responses.kept["r1"].answers == coded.answers


def test_what_a_response_permits_goes_on_with_it(hear, unit):
    message = received("r1", "time")
    hear(replace(message, content=replace(message.content, consents=("quote",))))
    assert told(unit)[0].consents == unit.responses.kept["r1"].consents == ("quote",)


def test_the_story_goes_on_under_its_correlation_id(hear, unit):
    hear(received("r1", "time"), received("r2", "time"))
    assert [m.correlation_id for m in unit.outbox.messages] == ["story of r1", "story of r2"]
    assert [m.subject for m in unit.outbox.messages] == ["r1", "r2"]


def test_all_answers_of_a_batch_go_to_the_coder_at_once(hear, coder):
    hear(*[received(f"r{i}", "time", "space") for i in range(5)])
    assert coder.batches == [10]


def test_answers_without_a_codebook_are_told_uncoded(hear, unit):
    hear(received("r1", "no time", codebook=None))
    (answer,) = told(unit)[0].answers
    assert (answer.text, answer.codings, answer.model, answer.codebook) == ("no time", (), "", None)


def test_a_response_that_was_coded_before_is_not_coded_again(hear, unit):
    hear(received("r1", "time"))
    hear(received("r1", "time"))
    assert len(unit.outbox.messages) == 1


def test_a_withdrawal_that_comes_first_leaves_no_words(hear, unit):
    hear(withdrawn("r1"))
    hear(received("r1", "time"))
    assert unit.responses.kept == {}
    assert unit.outbox.messages == []


def test_a_withdrawal_in_the_same_batch_comes_first(hear, unit):
    hear(received("r1", "time"), withdrawn("r1"))
    assert unit.responses.kept == {}


def test_a_withdrawal_forgets_words_and_parked_messages(hear, unit):
    hear(received("r1", "time"))
    hear(withdrawn("r1"))
    assert unit.responses.kept == {}
    assert unit.parked.forgotten == ["r1"]


def test_every_version_of_a_codebook_is_kept(hear, unit):
    for version in (1, 2, 2):
        content = CodebookPublished(team_id="default", codebook="improvement", version=version, body={})
        name = MessageName.CODEBOOK_PUBLISHED
        hear(Message(id="x", name=name, source=Service.REPORTS, subject="", time=MOMENT, content=content))
    assert set(unit.codebooks.kept) == {("default", "improvement", 1), ("default", "improvement", 2)}


def test_a_poison_raises_and_promises_nothing(unit, coder):
    with pytest.raises(ValueError, match="poison"):
        code_responses(
            [received("r1", "poison")],
            unit=unit,
            coders=fixed_coders({"improvement": coder}),
            notice=nothing_noticed,
            clock=SystemClock(),
        )
    assert unit.outbox.messages == []
