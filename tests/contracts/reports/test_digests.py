"""Letters on what is new, on SQLite and PostgreSQL: to whoever confirmed, once, and stopped by their link."""

from dataclasses import replace
from datetime import timedelta

import pytest

from services.reports.application.send_digests import (
    ask_for_digest,
    confirm_digest,
    end_digest,
    list_digests,
    send_digests,
)
from services.reports.domain.digests import DigestWish, Rhythm
from services.reports.domain.outgoing_errors import EndpointNotFound
from services.reports.entrypoints.digest_letters import confirmation, digest_letter, headline
from shared.contracts.teams import DEFAULT_TEAM
from shared.post.letters import LetterRefused, PostAway
from tests.support.reports.making import coded, published
from tests.support.reports.telling_bench import Bench


def _ask(bench: Bench, email: str = "olwen@example.org", language: str = "en") -> None:
    ask_for_digest(
        DigestWish(DEFAULT_TEAM, email, language, Rhythm.DAILY),
        desk=bench.desk,
        confirm=lambda digest: confirmation(digest, bench.desk.address),
    )


def _send(bench: Bench) -> int:
    return send_digests(desk=bench.desk, headline=headline, write=digest_letter)


@pytest.mark.parametrize(("language", "said"), [("en", "Named most often"), ("cy", "Enwyd amlaf")])
def test_a_digest_begins_when_it_is_confirmed_tells_what_is_new_and_ends_by_its_link(
    bench: Bench, language: str, said: str
) -> None:
    bench.model.reports.start()
    bench.model.tell(published(), coded("before"))
    _ask(bench, language=language)
    (asking,) = bench.box.letters
    (digest,) = list_digests(DEFAULT_TEAM, desk=bench.desk)
    assert f"/p/-/letters/{digest.key}" in asking.text
    bench.clock.time += timedelta(days=2)
    assert _send(bench) == 0, "nobody confirmed it"
    confirm_digest(digest.key, desk=bench.desk)
    assert _send(bench) == 0, "nothing is new"
    bench.model.tell(*(coded(f"r{n}", {"q_next": ["resources"]}) for n in range(3)))
    bench.clock.time += timedelta(days=1, minutes=1)
    assert _send(bench) == 1
    assert _send(bench) == 0
    letter = bench.box.letters[-1]
    assert said in letter.text
    assert "https://adborth.example.org/team/reports/journey" in letter.text
    assert letter.stop.endswith("end=yes")
    end_digest(digest.key, desk=bench.desk)
    end_digest(digest.key, desk=bench.desk)
    assert list_digests(DEFAULT_TEAM, desk=bench.desk) == []
    with pytest.raises(EndpointNotFound):
        confirm_digest(digest.key, desk=bench.desk)


def test_a_refused_address_gets_no_digest_and_stops_no_other(bench: Bench) -> None:
    with pytest.raises(LetterRefused):
        _ask(bench, "nobody@example.org")
    assert list_digests(DEFAULT_TEAM, desk=bench.desk) == []
    _ask(bench)
    (digest,) = list_digests(DEFAULT_TEAM, desk=bench.desk)
    confirm_digest(digest.key, desk=bench.desk)
    with bench.desk.open_unit() as unit:
        unit.watch.put_digest(replace(digest, id="x", key="x", email="nobody@example.org", confirmed=True))
        unit.commit()
    bench.model.tell(published(), coded())
    bench.clock.time += timedelta(days=2)
    assert _send(bench) == 1


def test_a_post_that_goes_away_halfway_sends_no_letter_twice(bench: Bench) -> None:
    _ask(bench)
    (digest,) = list_digests(DEFAULT_TEAM, desk=bench.desk)
    confirm_digest(digest.key, desk=bench.desk)
    with bench.desk.open_unit() as unit:
        unit.watch.put_digest(replace(digest, id="zzz", key="z", email="away@example.org", confirmed=True))
        unit.commit()
    bench.model.tell(published(), coded())
    bench.clock.time += timedelta(days=2)
    for _again in range(3):
        with pytest.raises(PostAway):
            _send(bench)
    assert len(bench.box.letters) == 1 + 1, "the asking, and one digest"


def test_without_a_mail_server_no_digest_can_be_asked_for(bench: Bench) -> None:
    mute = replace(bench.desk, open_post=None)
    with pytest.raises(EndpointNotFound):
        _ask(replace(bench, desk=mute))
    assert send_digests(desk=mute, headline=headline, write=digest_letter) == 0
