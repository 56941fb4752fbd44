"""Messages are contracts: what was sent once must be read for ever."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.contracts.coded_answers import AnswerCoded, CodingMade
from shared.contracts.messages import Message, ResponseCoded, message_id
from shared.contracts.names import MessageName, Service
from shared.contracts.schemas import SCHEMAS, UnreadableMessage, decode, encode

GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize("name", list(MessageName))
def test_the_golden_file_of_each_version_is_read_and_written_the_same(name):
    body = (GOLDEN / f"{name.value}.json").read_bytes()
    message = decode(body)
    assert message.name is name
    assert json.loads(encode(message)) == json.loads(body)


@pytest.mark.parametrize("path", sorted((GOLDEN / "earlier").glob("*.json")), ids=lambda path: path.stem)
def test_what_was_sent_before_a_field_was_added_is_read_with_the_field_empty(path):
    event, again = json.loads(path.read_bytes()), json.loads(encode(decode(path.read_bytes())))
    assert event.keys() == again.keys()
    added = {name: value for name, value in again["data"].items() if event["data"].get(name) != value}
    assert added.keys() <= {"answers", "consents", "questions"}
    assert not added.get("consents")
    for answer in added.get("answers", []):
        assert (answer["tone"], answer["personal"]) == ("", [])
    for asked in added.get("questions", []):
        assert (asked["options"], asked["attribute"]) == ({}, False)


def test_every_name_has_a_schema():
    assert set(SCHEMAS) == set(MessageName)


def test_fields_of_a_newer_sender_pass():
    event = json.loads((GOLDEN / "response.coded.v1.json").read_text())
    event["newer"] = 1
    event["data"]["newer"] = {"x": 1}
    event["data"]["answers"][0]["newer"] = []
    assert decode(json.dumps(event).encode()) == decode((GOLDEN / "response.coded.v1.json").read_bytes())


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b"null", b'"x"', b"\xff\xfe", b"{}", b"[" * 100_000, b'{"specversion":"0.3"}'],
    ids=["empty", "cut", "list", "null", "text", "not UTF-8", "nothing", "deep", "old"],
)
def test_what_is_no_message_is_refused_by_one_error(body):
    with pytest.raises(UnreadableMessage):
        decode(body)


def test_an_unknown_version_is_refused_by_naming_the_field_and_not_the_words():
    event = json.loads((GOLDEN / "response.coded.v1.json").read_text())
    event["type"] = "response.coded.v9"
    event["data"]["answers"][0]["text"] = "secret words"
    with pytest.raises(UnreadableMessage) as caught:
        decode(json.dumps(event).encode())
    assert "type" in str(caught.value)
    assert "secret words" not in str(caught.value)


def test_a_wrong_value_is_refused_without_repeating_it():
    event = json.loads((GOLDEN / "response.coded.v1.json").read_text())
    event["data"]["answers"] = "secret words"
    with pytest.raises(UnreadableMessage) as caught:
        decode(json.dumps(event).encode())
    assert "secret words" not in str(caught.value)


@given(
    text=st.text(st.characters(exclude_categories=["Cs"])),
    confidence=st.floats(0, 1),
    start=st.integers(0, 9_999),
    probabilities=st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), st.floats(0, 1), max_size=3),
)
def test_any_words_come_back_as_they_went(text, confidence, start, probabilities):
    moment = decode((GOLDEN / "response.coded.v1.json").read_bytes()).time
    coding = CodingMade(code="c", theme="t", confidence=confidence, spans=((start, start + 1),))
    answer = AnswerCoded(question="q", text=text, codings=(coding,), probabilities=probabilities)
    content = ResponseCoded(
        team_id="default",
        survey="s",
        survey_version=1,
        response_id="r",
        received_at=moment,
        language="cy",
        revision=1,
        answers=(answer,),
    )
    message = Message(
        id=message_id(text),
        name=MessageName.RESPONSE_CODED,
        source=Service.ANALYSIS,
        subject="r",
        time=moment,
        content=content,
    )
    assert decode(encode(message)) == message


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("probabilities", {"c": 1.1}),
        ("probabilities", {"c": "1"}),
        ("probabilities", {"c": True}),
        ("probabilities", []),
        ("codings", [{"code": "c", "theme": "t", "confidence": 0.5, "spans": [[1]]}]),
        ("codings", [{"code": "c", "theme": "t", "confidence": 0.5, "spans": [[1, 2.5]]}]),
        ("codings", [{"code": "c", "theme": "t", "confidence": 0.5, "spans": "12"}]),
        ("codings", [{"code": "c", "theme": "t", "confidence": 2, "spans": []}]),
    ],
)
def test_figures_that_are_none_are_refused(field, wrong):
    event = json.loads((GOLDEN / "response.coded.v1.json").read_text())
    event["data"]["answers"][0][field] = wrong
    with pytest.raises(UnreadableMessage):
        decode(json.dumps(event).encode())
