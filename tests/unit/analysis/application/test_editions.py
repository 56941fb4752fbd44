"""Words that were sent again are coded anew: the highest edition holds, whatever order they come in."""

import itertools
from dataclasses import fields

import pytest

from services.analysis.entrypoints.messages import MessageHandler
from shared.contracts.clock import SystemClock
from shared.contracts.messages import Message, ResponseCoded, ResponseReceived, ResponseRevised
from shared.contracts.names import MessageName, Service
from tests.support.fakes_analysis import FakeCoder, FakeUnit, fixed_coders, nothing_noticed
from tests.support.received import MOMENT, received, withdrawn


@pytest.fixture
def unit() -> FakeUnit:
    return FakeUnit()


@pytest.fixture
def hear(unit):
    handler = MessageHandler(fixed_coders({"improvement": FakeCoder()}), nothing_noticed, SystemClock())
    return lambda *messages: handler(messages, unit)


def revised(id_: str, edition: int, *texts: str) -> Message:
    content = received(id_, *texts).content
    told = {field.name: getattr(content, field.name) for field in fields(ResponseReceived)}
    return Message(
        id=f"revised {id_} {edition}",
        name=MessageName.RESPONSE_REVISED,
        source=Service.INTAKE,
        subject=id_,
        time=MOMENT,
        content=ResponseRevised(edition=edition, **told),
        correlation_id=f"edition {edition} of {id_}",
    )


def told(unit: FakeUnit) -> list[tuple[int, str]]:
    contents = [message.content for message in unit.outbox.messages]
    return [(each.revision, each.answers[0].text) for each in contents if isinstance(each, ResponseCoded)]


def test_a_new_edition_is_coded_as_the_next_revision(hear, unit) -> None:
    hear(received("r1", "time"))
    hear(revised("r1", 2, "more time"))
    assert told(unit) == [(1, "time"), (2, "more time")]
    kept = unit.responses.kept["r1"]
    assert (kept.edition, kept.revision, kept.since, kept.answers[0].text) == (2, 2, 2, "more time")


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
@pytest.mark.parametrize("together", [True, False])
def test_the_highest_edition_holds_in_any_order(hear, unit, order, together) -> None:
    messages = [received("r1", "one"), revised("r1", 2, "two"), revised("r1", 3, "three")]
    ordered = [messages[number] for number in order]
    for batch in [ordered] if together else [[each] for each in ordered]:
        hear(*batch)
    revisions = [revision for revision, _ in told(unit)]
    assert told(unit)[-1][1] == unit.responses.kept["r1"].answers[0].text == "three"
    assert revisions == list(range(1, len(revisions) + 1))
    if together:
        assert revisions == [1]


def test_an_edition_that_comes_twice_is_coded_once(hear, unit) -> None:
    hear(received("r1", "time"))
    hear(revised("r1", 2, "more"))
    hear(revised("r1", 2, "more"))
    assert len(told(unit)) == 2


def test_a_withdrawn_response_has_no_new_edition(hear, unit) -> None:
    hear(withdrawn("r1"))
    hear(revised("r1", 2, "more"))
    assert (told(unit), unit.responses.kept) == ([], {})


def test_the_story_of_an_edition_goes_on(hear, unit) -> None:
    hear(received("r1", "time"), revised("r2", 2, "more"))
    assert [message.correlation_id for message in unit.outbox.messages] == ["story of r1", "edition 2 of r2"]
