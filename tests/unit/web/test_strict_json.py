"""Hostile JSON is refused with a code of its own; what is sound comes through unchanged."""

import json
from contextlib import suppress

import pytest
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.contracts.errors import CodedError
from shared.web.strict_json import MAX_DEPTH, InvalidJson, parse_json
from tests.support.tries import tries

TEXT = st.text(st.characters(exclude_characters="\x00", exclude_categories=("Cs",)), max_size=8)
SOUND = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**17), 10**17) | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=8,
)

REFUSED = {
    "nothing": (b"", "empty-body"),
    "blank": (b" \n", "empty-body"),
    "no JSON": (b"{'a': 1}", "invalid-json"),
    "two values": (b"{} {}", "invalid-json"),
    "byte order mark": (b"\xef\xbb\xbf{}", "invalid-json"),
    "cut off": (b'{"a": "', "invalid-json"),
    "raw line end in a text": (b'"a\nb"', "invalid-json"),
    "not UTF-8": (b'{"a": "\xff"}', "invalid-encoding"),
    "UTF-16": ('{"a": 1}'.encode("utf-16"), "invalid-encoding"),
    "surrogate as bytes": (b'"\xed\xa0\x80"', "invalid-encoding"),
    "lone surrogate": (b'{"a": "\\ud83d"}', "lone-surrogate"),
    "lone surrogate in a key": (b'{"\\udc00": 1}', "lone-surrogate"),
    "NUL": (b'{"a": ["x\\u0000"]}', "nul-character"),
    "NUL in a key": (b'{"\\u0000": 1}', "nul-character"),
    "NaN": (b'{"a": NaN}', "number-out-of-range"),
    "infinity": (b"-Infinity", "number-out-of-range"),
    "too large": (b"1e999", "number-out-of-range"),
    "5,000 digits": (b"9" * 4900, "number-out-of-range"),
    "19 digits": (b"-" + b"9" * 19, "number-out-of-range"),
    "same key twice": (b'{"a": 1, "b": {"c": 1, "c": 1}}', "duplicate-key"),
    "too deep": (b"[" * (MAX_DEPTH + 1) + b"]" * (MAX_DEPTH + 1), "nested-too-deeply"),
    "far too deep": (b'{"a":' * 600 + b"1" + b"}" * 600, "nested-too-deeply"),
}


@pytest.mark.parametrize(("body", "code"), REFUSED.values(), ids=REFUSED)
def test_refuses_with_a_code_and_a_way_out(browser: FlaskClient, body: bytes, code: str) -> None:
    answer = browser.post("/api/json", data=body, content_type="application/json")
    told = answer.get_json(force=True)
    assert (answer.status_code, told["code"]) == (400, code)
    assert told["detail"]
    assert "?" not in told["detail"]


def test_brackets_without_end_are_refused_too() -> None:
    with pytest.raises(InvalidJson):
        parse_json(b"[1" + b" " * 100_000)


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "application/json;charset=latin1", ""]
)
def test_other_content_is_415(browser: FlaskClient, kind: str) -> None:
    answer = browser.post("/api/json", data=b"{}", content_type=kind)
    assert answer.status_code == 415
    assert "application/json" in answer.get_json(force=True)["detail"]


@pytest.mark.parametrize(
    "kind", ["application/json", "application/json; charset=UTF-8", "application/cloudevents+json"]
)
def test_json_by_any_of_its_names_is_read(browser: FlaskClient, kind: str) -> None:
    answer = browser.post("/api/json", data='{"a": "ŵ\\ud83d\\ude42", "n": 1.5}'.encode(), content_type=kind)
    assert answer.get_json() == {"value": {"a": "ŵ🙂", "n": 1.5}}


def test_says_where_the_json_is_broken(browser: FlaskClient) -> None:
    answer = browser.post("/api/json", data=b'{"a": 1,\n "b" 2}', content_type="application/json")
    assert "line 2, column 6" in answer.get_json(force=True)["detail"]


def test_a_long_key_is_not_repeated_in_full(browser: FlaskClient) -> None:
    key = b'"' + b"k" * 1000 + b'"'
    answer = browser.post("/api/json", data=b"{%s: 1, %s: 2}" % (key, key), content_type="application/json")
    assert len(answer.get_json(force=True)["detail"]) < 120


@settings(max_examples=tries(60))
@given(SOUND)
def test_what_is_sound_comes_through(value: object) -> None:
    assert parse_json(json.dumps(value).encode()) == value


@given(st.binary(max_size=60))
def test_no_bytes_do_anything_but_parse_or_be_refused(body: bytes) -> None:
    with suppress(CodedError):
        parse_json(body)


def test_as_deep_as_allowed_is_read() -> None:
    assert parse_json(b"[" * MAX_DEPTH + b'"a"' + b"]" * MAX_DEPTH)
