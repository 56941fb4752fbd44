"""Whose delivery it is: every tool, proved right, wrong, not at all, late, and while a secret is changed."""

from dataclasses import replace
from datetime import timedelta

import pytest

from services.intake.providers.provider import RawRequest, Verdict
from services.intake.providers.registry import PROVIDERS
from tests.support.providers.sealing import NOW, SEALS, by_basic, by_bearer, by_standard_webhooks, configured, sealed

ONE, OTHER = "secret-one", "secret-other"
OVER_THE_BODY = ["standard-webhooks", "formbricks", "typeform", "tally", "smartsurvey", "surveymonkey", "google-forms"]
TIMED = [name for name, (_, seal) in SEALS.items() if seal is by_standard_webhooks]
every = pytest.mark.parametrize("name", SEALS)


def verdict(name: str, raw: RawRequest, *secrets: str) -> Verdict:
    return PROVIDERS[name].verify(raw, [configured(name, secret) for secret in secrets], NOW)


def test_every_tool_is_proved() -> None:
    assert list(PROVIDERS) == list(SEALS)


@every
def test_the_right_secret_proves_a_delivery(name: str) -> None:
    assert verdict(name, sealed(name, ONE), ONE) is Verdict.GOOD


@every
def test_another_secret_does_not(name: str) -> None:
    assert verdict(name, sealed(name, OTHER), ONE) is Verdict.WRONG


@every
def test_both_secrets_hold_while_one_is_changed_and_only_the_new_one_afterwards(name: str) -> None:
    for sent in (ONE, OTHER):
        assert verdict(name, sealed(name, sent), OTHER, ONE) is Verdict.GOOD
    assert verdict(name, sealed(name, ONE), OTHER) is Verdict.WRONG


@every
def test_a_proof_is_missing_when_nothing_is_sent(name: str) -> None:
    bare = RawRequest(body=b'{"id": 1}')
    assert verdict(name, bare, ONE) is Verdict.MISSING


@every
def test_without_a_secret_there_is_nothing_to_judge_by(name: str) -> None:
    assert verdict(name, sealed(name, ONE)) is Verdict.UNSECURED
    assert PROVIDERS[name].verify(sealed(name, ONE), [""], NOW) is Verdict.UNSECURED


@every
def test_an_empty_proof_is_not_an_open_door(name: str) -> None:
    raw = sealed(name, ONE)
    emptied = replace(
        raw,
        headers=dict.fromkeys(raw.headers, ""),
        query=dict.fromkeys(raw.query, ""),
        body=b"HMAC=&MSG=&Topic=" if name == "qualtrics" else b'{"api_token":""}',
    )
    assert verdict(name, emptied, ONE) in {Verdict.MISSING, Verdict.WRONG}


@pytest.mark.parametrize("name", OVER_THE_BODY)
def test_one_altered_byte_is_seen(name: str) -> None:
    raw = sealed(name, ONE)
    assert verdict(name, replace(raw, body=raw.body.replace(b"1", b"2", 1)), ONE) is Verdict.WRONG


def test_an_altered_message_in_a_form_is_seen() -> None:
    raw = sealed("qualtrics", ONE)
    assert verdict("qualtrics", replace(raw, body=raw.body.replace(b"R_1", b"R_2")), ONE) is Verdict.WRONG


@pytest.mark.parametrize("name", OVER_THE_BODY)
def test_a_signature_that_is_not_ascii_is_wrong_and_no_error(name: str) -> None:
    raw = sealed(name, ONE)
    header = next(key for key in raw.headers if "signature" in key)
    for nonsense in ("ü" * 44, "v1,ü", "v1a,ü", "\udcff", "no comma", "v2,abc", "v1,", ","):
        altered = replace(raw, headers={**raw.headers, header: nonsense})
        assert verdict(name, altered, ONE) is Verdict.WRONG, nonsense


@pytest.mark.parametrize("name", TIMED)
@pytest.mark.parametrize(("seconds", "expected"), [(300, "good"), (301, "stale"), (-300, "good"), (-301, "stale")])
def test_a_signed_time_may_be_five_minutes_off(name: str, seconds: int, expected: str) -> None:
    assert verdict(name, sealed(name, ONE, NOW + timedelta(seconds=seconds)), ONE) == expected


@pytest.mark.parametrize("name", TIMED)
@pytest.mark.parametrize("time", ["soon", "1e9", "-5", "9" * 30, "١٢٣"])
def test_a_time_that_is_no_number_is_wrong(name: str, time: str) -> None:
    raw = sealed(name, ONE)
    assert verdict(name, replace(raw, headers={**raw.headers, "webhook-timestamp": time}), ONE) is Verdict.WRONG


def test_a_secret_may_be_sent_in_several_ways() -> None:
    for seal in (by_basic, by_bearer):
        assert verdict("jotform", seal(b"{}", ONE, NOW), ONE) is Verdict.GOOD
        assert verdict("jotform", seal(b"{}", OTHER, NOW), ONE) is Verdict.WRONG
    whole = by_basic(b"{}", ONE, NOW)
    assert verdict("kobotoolbox", whole, f"adborth:{ONE}") is Verdict.GOOD
    broken = RawRequest(headers={"authorization": "Basic ~"})
    assert verdict("kobotoolbox", broken, ONE) is Verdict.WRONG


def test_tally_may_have_signed_what_it_wrote_again() -> None:
    compact = b'{"eventType":"FORM_RESPONSE","data":{"formName":"Pl\xc3\xaes"}}'
    raw = sealed("tally", ONE, body=compact)
    spaced = compact.replace(b":", b": ")
    assert verdict("tally", replace(raw, body=spaced), ONE) is Verdict.GOOD
    assert verdict("tally", replace(raw, body=b"[" * 100_000), ONE) is Verdict.WRONG


def test_surveymonkeys_secret_may_bring_its_client() -> None:
    raw = sealed("surveymonkey", ONE)
    assert verdict("surveymonkey", raw, f"client&{ONE}") is Verdict.GOOD
    assert verdict("surveymonkey", raw, f"other&{ONE}") is Verdict.WRONG
