"""A reply is exactly what was asked for, or none."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.analysis.adapters.generative.errors import UnusableReply
from services.analysis.adapters.generative.reply import Completion, read_completion, read_proposals
from services.analysis.domain.suggestions import Proposal
from tests.support.tries import tries

SECRET = "the words of an answer"
GOOD = '{"codes": [{"id": "time", "quotes": ["no time"]}], "facets": []}'
KINDS = ("codes", "facets")


def completion(content: object, **more: object) -> bytes:
    return json.dumps({"choices": [{"message": {"content": content}}], **more}).encode()


@pytest.mark.parametrize(
    ("usage", "tokens"),
    [({"total_tokens": 7}, 7), ({"total_tokens": -1}, None), ({"total_tokens": True}, None), ([], None), (None, None)],
)
def test_a_completion_is_words_and_tokens_if_they_are_told(usage: object, tokens: int | None) -> None:
    assert read_completion(completion("yes", usage=usage)) == Completion("yes", tokens)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>busy</html>",
        b"\xff\xfe\xfd",
        b"[]",
        b"{}",
        b'{"choices": []}',
        b'{"choices": {}}',
        b'{"choices": [{"message": null}]}',
        completion(None),
        completion(["x"]),
        b"[" * 100_000,
        completion("yes")[:-3],
    ],
)
def test_another_body_is_no_completion(body: bytes) -> None:
    with pytest.raises(UnusableReply):
        read_completion(body)


@pytest.mark.parametrize("content", [GOOD, f" {GOOD}\n", f"```json\n{GOOD}\n```", f"```\n{GOOD}\n```\n"])
def test_proposals_are_read_bare_or_in_one_fence(content: str) -> None:
    assert read_proposals(content, KINDS) == {"codes": [Proposal("time", ["no time"])], "facets": []}


@pytest.mark.parametrize(
    "content",
    [
        f"Here you are: {GOOD}",
        f"{GOOD} {GOOD}",
        GOOD[:-1],
        "[]",
        '{"codes": []}',
        '{"codes": [], "facets": [], "note": "x"}',
        '{"codes": {}, "facets": []}',
        '{"codes": ["time"], "facets": []}',
        '{"codes": [{"id": "time"}], "facets": []}',
        '{"codes": [{"id": "time", "quotes": "no time"}], "facets": []}',
        '{"codes": [{"id": "time", "quotes": [1]}], "facets": []}',
        '{"codes": [{"id": 1, "quotes": []}], "facets": []}',
        '{"codes": [{"id": "time", "quotes": [], "confidence": 1}], "facets": []}',
    ],
)
def test_anything_else_is_unusable(content: str) -> None:
    with pytest.raises(UnusableReply):
        read_proposals(content, KINDS)


@settings(max_examples=tries(40))
@given(
    st.recursive(
        st.none() | st.integers() | st.text(), lambda x: st.lists(x) | st.dictionaries(st.text(), x), max_leaves=8
    )
)
def test_no_json_at_all_breaks_the_reading(value: object) -> None:
    for read in (lambda: read_proposals(json.dumps(value), KINDS), lambda: read_completion(json.dumps(value).encode())):
        with pytest.raises(UnusableReply):
            read()


@pytest.mark.parametrize("content", [SECRET, f'{{"{SECRET}": 1}}', f'["{SECRET}"', f'"{SECRET}"'])
def test_an_error_repeats_no_word_of_the_reply(content: str) -> None:
    with pytest.raises(UnusableReply) as caught:
        read_proposals(content, KINDS)
    assert SECRET not in repr(caught.value) + str(caught.value) + repr(caught.value.details)
    assert caught.value.__cause__ is caught.value.__context__ is None
