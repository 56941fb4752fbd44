"""Whatever a body holds, an adapter answers with a reading, and keeps no secret."""

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.intake.domain.question_types.question_type import is_storable
from services.intake.providers.provider import Outcome, RawRequest, Reading
from services.intake.providers.registry import PROVIDERS
from tests.support.providers.sealing import JOTFORM_FIELDS, NOW, SEALS, configured, payload, sealed
from tests.support.providers.told import outline, read

every = pytest.mark.parametrize("name", SEALS)
IN_JSON = [name for name in SEALS if name not in {"qualtrics", "jotform"}]
DOCUMENTS = [
    *((name, SEALS[name][0]) for name in SEALS if name != "jotform"),
    ("surveymonkey", payload("surveymonkey-details.json")),
    ("qualtrics", payload("qualtrics-details.json")),
    ("jotform", JOTFORM_FIELDS["rawRequest"].replace("{", '{"submissionID":"1",', 1).encode()),
]
# A hundred times as many were tried once; what stays here keeps the suite quick.
_TRIED = 10
HOSTILE = {
    "nothing": (b"", "empty-body"),
    "blanks": (b" \r\n\t", "empty-body"),
    "depth": (b'{"a":' * 10_000 + b"1" + b"}" * 10_000, "too-deep"),
    "some depth": (b'{"a":' + b"[" * 100 + b"]" * 100 + b"}", "too-deep"),
    "NaN": (b'{"a": NaN}', "number-out-of-range"),
    "infinity": (b'{"a": -Infinity}', "number-out-of-range"),
    "a huge float": (b'{"a": 1e999}', "number-out-of-range"),
    "an endless exponent": (b'{"a": 1e9999999999999999999999}', "number-out-of-range"),
    "a huge integer": (b'{"a": ' + b"9" * 5_000 + b"}", "number-out-of-range"),
    "a key twice": (b'{"a": 1, "a": 2}', "key-twice"),
    "not UTF-8": (b'{"a": "\xff"}', "not-utf-8"),
    "broken off": (b'{"a": [1, 2', "not-json"),
    "raw NUL": (b'{"a": "\x00"}', "not-json"),
}


@pytest.mark.parametrize("name", IN_JSON)
@pytest.mark.parametrize("kind", HOSTILE)
def test_json_that_cannot_be_kept_is_put_aside_with_a_reason(name: str, kind: str) -> None:
    body, reason = HOSTILE[kind]
    assert outline(read(name, body)) == ("quarantine", reason)


@every
@pytest.mark.parametrize(
    "body", [b"[]", b"{}", b"null", b"1", b'"text"', b"[null]", b'[{"a":1}]', b"--", b"--x\r\n\r\n"]
)
def test_values_of_another_shape_are_put_aside(name: str, body: bytes) -> None:
    assert read(name, body).outcome is Outcome.QUARANTINE


@pytest.mark.parametrize("text", ["\\u0000", "\\ud800", "\\udfff x"])
@pytest.mark.parametrize("name", [name for name in IN_JSON if b"Mwy o gadeiriau" in SEALS[name][0]])
def test_characters_that_no_database_keeps_are_put_aside(name: str, text: str) -> None:
    body = SEALS[name][0].replace(b"Mwy o gadeiriau", text.encode())
    reading = read(name, body)
    assert outline(reading) in {
        ("quarantine", "unstorable"),
        ("quarantine", "not-xml"),  # within the JSON of ODK Central there is XML
        ("store", "partly-unreadable"),  # a batch
    }


def test_an_id_that_is_no_id_is_put_aside() -> None:
    assert outline(read("cognito-forms", {"Id": "x" * 301, "A": 1})) == ("quarantine", "unstorable")
    assert outline(read("limesurvey", {"respondId": 1, "response": {"startlanguage": "x" * 36}})) == (
        "quarantine",
        "unstorable",
    )


@every
def test_a_megabyte_of_words_is_read(name: str) -> None:
    body = SEALS[name][0].replace(b"Mwy o gadeiriau", b"gair " * 200_000)
    if len(body) > 1_000_000:
        assert any(len(each.answer) == 999_999 for each in read(name, body).responses[0].answers)


@every
@pytest.mark.parametrize(
    "content_type", ["", "text/plain", "application/xml", "multipart/form-data; boundary=y", "\udcff"]
)
def test_the_content_type_is_not_judged(name: str, content_type: str) -> None:
    raw = sealed(name, "secret-one")
    said = replace(raw, headers={**raw.headers, "content-type": content_type})
    assert PROVIDERS[name].read(said) == PROVIDERS[name].read(raw)


@every
def test_reading_twice_gives_the_same_and_a_key(name: str) -> None:
    raw = sealed(name, "secret-one")
    reading = PROVIDERS[name].read(raw)
    assert reading.key
    assert reading == PROVIDERS[name].read(raw)


@every
@pytest.mark.parametrize("method", ["HEAD", "GET", "OPTIONS"])
def test_an_address_may_be_asked_before_anything_is_sent(name: str, method: str) -> None:
    assert outline(PROVIDERS[name].read(RawRequest(method=method))) == ("ack_only", "address-checked")


@every
def test_what_is_kept_has_no_secret_and_reads_the_same(name: str) -> None:
    raw = sealed(name, "secret-one")
    kept = PROVIDERS[name].stripped(raw)
    held = [*kept.headers.values(), *kept.query.values(), kept.body.decode()]
    assert not any("secret-one" in text for text in held)
    assert "authorization" not in kept.headers
    assert PROVIDERS[name].read(kept) == PROVIDERS[name].read(raw)


@every
def test_a_person_is_told_how_to_set_it_up(name: str) -> None:
    provider = PROVIDERS[name]
    assert provider.name == name
    assert provider.title
    assert provider.setup.hint.endswith(".")
    assert "address" in provider.setup.hint or "flow" in provider.setup.hint


def stays_a_reading(name: str, raw: RawRequest) -> None:
    reading = PROVIDERS[name].read(raw)
    assert isinstance(reading, Reading)
    for response in reading.responses:
        assert is_storable(response.id)
        assert all(is_storable(each.answer) and each.answer.strip() and each.ref for each in response.answers)
    PROVIDERS[name].verify(raw, [configured(name, "s")], NOW)
    PROVIDERS[name].stripped(raw)


leaves = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8)
values = st.recursive(
    leaves,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


def places(value: object) -> list[tuple[object, object]]:
    """Every container in a value with every key of it."""
    if isinstance(value, dict):
        pairs = list(value.items())
    elif isinstance(value, list):
        pairs = list(enumerate(value))
    else:
        return []
    return [(value, key) for key, _ in pairs] + [place for _, inner in pairs for place in places(inner)]


@every
@settings(max_examples=_TRIED, deadline=None)
@given(data=st.data())
def test_bytes_changed_at_will_stay_a_reading(name: str, data: st.DataObject) -> None:
    body = bytearray(sealed(name, "s").body)
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(body)))
        end = data.draw(st.integers(start, min(len(body), start + 40)))
        body[start:end] = data.draw(st.binary(max_size=8))
    stays_a_reading(name, RawRequest(body=bytes(body)))


@pytest.mark.parametrize(("name", "body"), DOCUMENTS)
@settings(max_examples=_TRIED, deadline=None)
@given(data=st.data())
def test_members_changed_at_will_stay_a_reading(name: str, body: bytes, data: st.DataObject) -> None:
    told = json.loads(body)
    for _ in range(data.draw(st.integers(1, 3))):
        container, key = data.draw(st.sampled_from(places(told) or [({}, "a")]))
        container[key] = data.draw(values)  # type: ignore[index]  containers and their own keys
    stays_a_reading(name, RawRequest(body=json.dumps(told).encode()))


@every
@settings(max_examples=_TRIED, deadline=None)
@given(
    headers=st.dictionaries(
        st.sampled_from(["webhook-id", "webhook-timestamp", "webhook-signature", "authorization"]), st.text()
    )
)
def test_headers_of_any_kind_stay_a_verdict(name: str, headers: dict[str, str]) -> None:
    stays_a_reading(name, RawRequest(headers=headers, body=b"{}"))
