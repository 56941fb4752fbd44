"""The rules of telling others: what is tried again, what signs, which change is worth telling."""

import base64
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from standardwebhooks import Webhook

from services.reports.domain.digests import SurveyNews, is_worth_telling
from services.reports.domain.outgoing import (
    Attempt,
    Endpoint,
    News,
    NewsKind,
    Secret,
    Sending,
    SendingState,
    secret_of,
    signature_of,
    usable_url,
)
from services.reports.domain.outgoing_errors import AddressNotUsable
from services.reports.domain.watching import Measure, SeenFinding, Threshold, ToldShare, changes, to_remember
from shared.sealing import Seal, Unsealable
from tests.support.reports.making import NOON

NEWS = News(team_id="default", id="msg_1", kind=NewsKind.TEST, at=NOON, data={})
SENDING = Sending(id=1, endpoint_id="e", news=NEWS, state=SendingState.WAITING, attempts=0, next_at=NOON)
ENDPOINT = Endpoint(
    team_id="default",
    id="e",
    url="https://hooks.example.org/",
    kinds=frozenset(NewsKind),
    secrets=(Secret("first"),),
    paused=False,
    made_at=NOON,
)


@pytest.mark.parametrize("status", [200, 202, 204])
def test_what_was_received_is_done(status):
    done = SENDING.after(Attempt(status), NOON, 0)
    assert (done.state, done.attempts, done.status) == (SendingState.SENT, 1, status)


@pytest.mark.parametrize("attempt", [Attempt(500), Attempt(503), Attempt(429), Attempt(408), Attempt(None, "away")])
def test_what_may_get_better_is_tried_again_ever_later_and_given_up_at_last(attempt):
    sending, now, waits = SENDING, NOON, []
    while sending.state is SendingState.WAITING:
        sending = sending.after(attempt, now, 0)
        waits.append(sending.next_at - now)
        now = sending.next_at
    assert sending.state is SendingState.FAILED
    assert waits[0] == timedelta(seconds=5)
    assert waits[:-1] == sorted(waits[:-1])
    assert sum(waits, timedelta()) > timedelta(days=3)
    assert sending.again(now).state is SendingState.WAITING


@pytest.mark.parametrize("attempt", [Attempt(400), Attempt(404), Attempt(410), Attempt(None, "redirected", final=True)])
def test_a_refusal_is_final(attempt):
    assert SENDING.after(attempt, NOON, 0).state is SendingState.FAILED


@given(st.floats(0, 1))
def test_jitter_spreads_attempts_by_a_tenth_at_most(jitter):
    wait = SENDING.after(Attempt(500), NOON, jitter).next_at - NOON
    assert timedelta(seconds=5) <= wait <= timedelta(seconds=5.5)


def test_a_secret_that_was_replaced_signs_for_another_day_and_no_longer():
    rotated = ENDPOINT.rotated("second", NOON)
    assert [each.sealed for each in rotated.signing(NOON + timedelta(hours=23))] == ["second", "first"]
    assert [each.sealed for each in rotated.signing(NOON + timedelta(hours=25))] == ["second"]
    again = rotated.rotated("third", NOON + timedelta(hours=20))
    assert [each.sealed for each in again.signing(NOON + timedelta(hours=25))] == ["third", "second"]


@given(st.binary(min_size=24, max_size=64), st.binary(max_size=200))
def test_signatures_are_those_of_the_independent_library(key, body):
    secret = secret_of(key)
    text = base64.b64encode(body).decode()
    theirs = Webhook(secret).sign("msg_1", NOON, text)
    assert signature_of(secret, "msg_1", NOON, text.encode()) == theirs


@pytest.mark.parametrize("url", ["https://hooks.example.org", "https://hooks.example.org/a?b=c", " https://a.b/ "])
def test_an_address_of_a_named_host_can_be_used(url):
    assert usable_url(url) == url.strip()


@pytest.mark.parametrize(
    "url",
    [
        "",
        "http://hooks.example.org/",
        "https://localhost/",
        "https://hooks.example.org:8443/",
        "https://hooks.example.org:x/",
        "https://me:secret@hooks.example.org/",
        "https://hooks.example.org/#there",
        "https://127.0.0.1/x",
        "https://169.254.169.254/",
        "https://203.0.113.9/",
        "https://[::1]/",
        "https://[2001:db8::1.2.3.4]/",
        "https://hwcs.cymrŵ.example/",
        "https://" + "a" * 500 + ".org",
        "file:///etc/passwd",
        "//hooks.example.org/",
    ],
)
def test_any_other_address_is_refused(url):
    with pytest.raises(AddressNotUsable):
        usable_url(url)


def seen(estimate: float, cases: int = 100, n: int = 10) -> SeenFinding:
    return SeenFinding("resources", "conditions", n, cases, ToldShare(estimate, estimate - 0.05, estimate + 0.05))


def test_a_finding_is_told_when_it_leaves_what_was_told_and_not_before():
    told = to_remember({}, [seen(0.3)])
    assert list(changes({}, [seen(0.3)])) == []
    assert list(changes(told, [seen(0.34)])) == []
    (change,) = changes(told, [seen(0.36)])
    assert change.before.estimate == 0.3
    assert to_remember(told, [seen(0.34)]) == told
    assert to_remember(told, [seen(0.36)])["resources"].estimate == 0.36


def test_of_few_answers_nothing_is_told():
    assert to_remember({}, [seen(0.3, cases=29)]) == {}
    assert list(changes({"resources": ToldShare(0.1, 0.05, 0.15)}, [seen(0.3, cases=29)])) == []


@pytest.mark.parametrize(
    ("measure", "level", "reached"),
    [
        (Measure.FOUND_IN, 10, True),
        (Measure.FOUND_IN, 11, False),
        (Measure.SHARE, 30, True),
        (Measure.SHARE, 31, False),
    ],
)
def test_a_threshold_looks_at_a_number_or_a_share(measure, level, reached):
    threshold = Threshold(team_id="t", id="1", survey="s", code="resources", measure=measure, level=level)
    assert threshold.is_reached(seen(0.3)) is reached


def test_a_digest_without_news_is_not_worth_telling():
    quiet = SurveyNews("A survey", "/team/reports/a", 10, 0, "")
    assert not is_worth_telling([quiet])
    assert is_worth_telling([quiet, replace(quiet, new=1)])


def test_what_is_sealed_is_opened_by_the_same_key_only():
    sealed = Seal("k" * 32).sealed("whsec_secret")
    assert "secret" not in sealed
    assert Seal("k" * 32).opened(sealed) == "whsec_secret"
    for stored in (sealed, "whsec_secret", ""):
        with pytest.raises(Unsealable):
            Seal("x" * 32).opened(stored)
