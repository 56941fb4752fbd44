"""Telling others on SQLite and PostgreSQL, to a real server that stands for somebody else's."""

import json
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

import pytest
from standardwebhooks import Webhook

from services.reports.adapters.news_sender import NewsSender
from services.reports.application import keep_endpoints as keep
from services.reports.application.keep_thresholds import add_threshold, list_thresholds, new_threshold, remove_threshold
from services.reports.application.outgoing_ports import TellingDesk
from services.reports.application.send_digests import (
    ask_for_digest,
    confirm_digest,
    end_digest,
    list_digests,
    send_digests,
)
from services.reports.application.send_news import KEPT, forget_old, hear_of_publications, send_due
from services.reports.application.watch_findings import look_at_findings
from services.reports.domain.digests import DigestWish, Rhythm
from services.reports.domain.outgoing import NewsKind, SendingState
from services.reports.domain.outgoing_errors import EndpointNotFound
from services.reports.domain.watching import Measure
from services.reports.entrypoints.digest_letters import confirmation, digest_letter, headline
from shared.contracts.giving_back import ReportPublished
from shared.contracts.teams import DEFAULT_TEAM
from shared.outbound.guarded_https import GuardedHttps
from shared.post.letters import Letter, LetterRefused
from shared.sealing import Seal
from tests.support.outside import HOST, Outside, answering, certificate_in, outside
from tests.support.reports.making import NOON, coded, published
from tests.support.reports.models import JOURNEY, SqlModel

URL = f"https://{HOST}/hook?of=adborth"
SEAL = Seal("k" * 32)


class Clock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.time = NOON

    def now(self):
        return self.time


@dataclass
class LetterBox:
    """Keeps letters; refuses those to `nobody@…`."""

    letters: list[Letter] = field(default_factory=list)

    def send(self, letter: Letter) -> None:
        if letter.to.startswith("nobody@"):
            raise LetterRefused
        self.letters.append(letter)


@dataclass
class Bench:
    """A desk with a server outside and a letter box."""

    desk: TellingDesk
    server: Outside
    clock: Clock
    box: LetterBox
    model: SqlModel

    def log(self, id_: str):
        return keep.read_log(DEFAULT_TEAM, id_, None, desk=self.desk)[1]


@pytest.fixture(scope="module")
def certificate(tmp_path_factory) -> Path:
    return certificate_in(tmp_path_factory.mktemp("outside"))


@pytest.fixture
def bench(sql: SqlModel, certificate: Path) -> Iterator[Bench]:
    with outside(answering(204), certificate) as server:
        clock, box = Clock(), LetterBox()
        https = GuardedHttps(
            address_of=lambda _: "127.0.0.1",
            context=ssl.create_default_context(cafile=certificate),
            port=server.server_address[1],
            patience_s=2.0,
        )

        @contextmanager
        def open_post() -> Iterator[LetterBox]:
            yield box

        wired = sql.reports.telling
        desk = replace(
            wired,
            sender=NewsSender(https, SEAL.opened),
            seal=SEAL.sealed,
            clock=clock,
            open_post=open_post,
            address="https://adborth.example.org",
            jitter=lambda: 0.0,
        )
        yield Bench(desk, server, clock, box, sql)


def test_what_was_published_is_told_once_signed_and_logged(bench: Bench) -> None:
    endpoint, secret = keep.add_endpoint(DEFAULT_TEAM, URL, [NewsKind.REPORT_PUBLISHED], desk=bench.desk)
    told = ReportPublished(
        team_id=DEFAULT_TEAM, survey="journey", publication=2, path="/p/journey/2", title={"en": "J"}, published_at=NOON
    )
    for _ in range(2):
        with bench.desk.open_unit() as unit:
            hear_of_publications([told], unit=unit, address=bench.desk.address)
            unit.commit()
    assert [send_due(desk=bench.desk), send_due(desk=bench.desk)] == [1, 0]
    ((path, headers, body),) = bench.server.asked
    assert path == "/hook?of=adborth"
    sent = {name.lower(): value for name, value in headers.items()}
    assert sent["webhook-timestamp"] == str(int(NOON.timestamp()))
    theirs = Webhook(secret).sign(sent["webhook-id"], NOON, body.decode())
    assert sent["webhook-signature"] == theirs
    event = json.loads(body)
    assert (event["type"], event["data"]["url"]) == ("report.published", "https://adborth.example.org/p/journey/2")
    (logged,) = bench.log(endpoint.id)
    assert (logged.state, logged.status, logged.attempts) == (SendingState.SENT, 204, 1)


def test_an_endpoint_hears_only_what_it_wants_and_only_of_its_team(bench: Bench) -> None:
    keep.add_endpoint(DEFAULT_TEAM, URL, [NewsKind.THRESHOLD_CROSSED], desk=bench.desk)
    keep.add_endpoint("another", URL, list(NewsKind), desk=bench.desk)
    told = ReportPublished(
        team_id=DEFAULT_TEAM, survey="journey", publication=1, path="/p/journey/1", title={}, published_at=NOON
    )
    with bench.desk.open_unit() as unit:
        hear_of_publications([told], unit=unit, address="")
        unit.commit()
    assert send_due(desk=bench.desk) == 0
    with pytest.raises(EndpointNotFound):
        keep.read_log("another", keep.list_endpoints(DEFAULT_TEAM, desk=bench.desk)[0].id, None, desk=bench.desk)


def test_a_failure_is_tried_again_with_the_same_body_and_can_be_replayed(bench: Bench) -> None:
    endpoint, _ = keep.add_endpoint(DEFAULT_TEAM, URL, list(NewsKind), desk=bench.desk)
    keep.try_endpoint(DEFAULT_TEAM, endpoint.id, desk=bench.desk)
    bench.server.answer = answering(503)
    assert send_due(desk=bench.desk) == 1
    assert send_due(desk=bench.desk) == 0, "it is not due yet"
    bench.clock.time += timedelta(seconds=6)
    bench.server.answer = answering(200)
    assert send_due(desk=bench.desk) == 1
    (sending,) = bench.log(endpoint.id)
    assert (sending.state, sending.attempts) == (SendingState.SENT, 2)
    keep.send_again(DEFAULT_TEAM, endpoint.id, sending.id, desk=bench.desk)
    assert send_due(desk=bench.desk) == 1
    assert len({body for _, _, body in bench.server.asked}) == 1
    assert len({headers["webhook-id"] for _, headers, _ in bench.server.asked}) == 1
    with pytest.raises(EndpointNotFound):
        keep.send_again(DEFAULT_TEAM, endpoint.id, 9_999, desk=bench.desk)


def test_a_claim_that_nobody_settled_comes_again(bench: Bench) -> None:
    endpoint, _ = keep.add_endpoint(DEFAULT_TEAM, URL, list(NewsKind), desk=bench.desk)
    keep.try_endpoint(DEFAULT_TEAM, endpoint.id, desk=bench.desk)
    with bench.desk.open_unit() as unit:
        assert len(unit.outgoing.claim(NOON, NOON + timedelta(minutes=10), 5)) == 1
        unit.commit()
    assert send_due(desk=bench.desk) == 0, "somebody else has it"
    bench.clock.time += timedelta(minutes=11)
    assert send_due(desk=bench.desk) == 1


def test_both_secrets_sign_while_one_is_changed(bench: Bench) -> None:
    endpoint, first = keep.add_endpoint(DEFAULT_TEAM, URL, list(NewsKind), desk=bench.desk)
    _, second = keep.rotate_secret(DEFAULT_TEAM, endpoint.id, desk=bench.desk)
    keep.try_endpoint(DEFAULT_TEAM, endpoint.id, desk=bench.desk)
    send_due(desk=bench.desk)
    ((_, headers, body),) = bench.server.asked
    signatures = headers["webhook-signature"].split(" ")
    made = [Webhook(each).sign(headers["webhook-id"], NOON, body.decode()) for each in (second, first)]
    assert signatures == made


def test_who_asks_for_no_more_gets_no_more_until_somebody_goes_on(bench: Bench) -> None:
    endpoint, _ = keep.add_endpoint(DEFAULT_TEAM, URL, list(NewsKind), desk=bench.desk)
    bench.server.answer = answering(410)
    keep.try_endpoint(DEFAULT_TEAM, endpoint.id, desk=bench.desk)
    send_due(desk=bench.desk)
    (kept,) = keep.list_endpoints(DEFAULT_TEAM, desk=bench.desk)
    assert kept.paused
    keep.try_endpoint(DEFAULT_TEAM, endpoint.id, desk=bench.desk)
    assert send_due(desk=bench.desk) == 0
    bench.server.answer = answering(200)
    keep.pause_endpoint(DEFAULT_TEAM, endpoint.id, paused=False, desk=bench.desk)
    assert send_due(desk=bench.desk) == 1
    keep.remove_endpoint(DEFAULT_TEAM, endpoint.id, desk=bench.desk)
    assert keep.list_endpoints(DEFAULT_TEAM, desk=bench.desk) == []


def test_no_address_inside_is_ever_spoken_to(bench: Bench) -> None:
    inside = replace(bench.desk, sender=NewsSender(GuardedHttps(), SEAL.opened))
    endpoint, _ = keep.add_endpoint(DEFAULT_TEAM, "https://127.0.0.1/", list(NewsKind), desk=inside)
    keep.try_endpoint(DEFAULT_TEAM, endpoint.id, desk=inside)
    send_due(desk=inside)
    (sending,) = bench.log(endpoint.id)
    assert (sending.state, sending.reason) == (SendingState.FAILED, "address-not-public")
    assert bench.server.asked == []


def test_a_secret_of_another_installation_is_no_secret(bench: Bench) -> None:
    endpoint, _ = keep.add_endpoint(DEFAULT_TEAM, URL, list(NewsKind), desk=bench.desk)
    keep.try_endpoint(DEFAULT_TEAM, endpoint.id, desk=bench.desk)
    send_due(desk=replace(bench.desk, sender=NewsSender(GuardedHttps(), Seal("x" * 32).opened)))
    assert bench.log(endpoint.id)[0].reason == "secret-unreadable"


def test_findings_and_thresholds_are_told_when_they_change_and_once(bench: Bench) -> None:
    keep.add_endpoint(DEFAULT_TEAM, URL, [NewsKind.FINDING_CHANGED, NewsKind.THRESHOLD_CROSSED], desk=bench.desk)
    add_threshold(new_threshold(JOURNEY, "resources", Measure.FOUND_IN, 40), desk=bench.desk)
    bench.model.reports.start()
    bench.model.tell(published(), *(coded(f"a{n}", {"q_next": ["time_and_space"]}) for n in range(40)))
    assert look_at_findings(desk=bench.desk) == 1
    assert look_at_findings(desk=bench.desk) == 0, "nothing has changed since"
    assert send_due(desk=bench.desk) == 0, "what is seen for the first time is no change"
    bench.model.tell(*(coded(f"b{n}", {"q_next": ["resources"]}) for n in range(60)))
    look_at_findings(desk=bench.desk)
    while send_due(desk=bench.desk):
        pass
    told = [json.loads(body) for _, _, body in bench.server.asked]
    crossed = [each for each in told if each["type"] == "threshold.crossed"]
    assert [(each["data"]["code"], each["data"]["n"]) for each in crossed] == [("resources", 60)]
    changed = {each["data"]["code"] for each in told if each["type"] == "finding.changed"}
    assert changed == {"resources", "time_and_space"}
    assert "time to" not in str(told)
    bench.model.tell(coded("c", {"q_next": ["resources"]}))
    look_at_findings(desk=bench.desk)
    assert send_due(desk=bench.desk) == 0
    assert [each.crossed for each in list_thresholds(DEFAULT_TEAM, desk=bench.desk)] == [True]


def test_a_threshold_is_removed_once(bench: Bench) -> None:
    add_threshold(new_threshold(JOURNEY, "resources", Measure.SHARE, 40), desk=bench.desk)
    (threshold,) = list_thresholds(DEFAULT_TEAM, desk=bench.desk)
    remove_threshold(DEFAULT_TEAM, threshold.id, desk=bench.desk)
    with pytest.raises(EndpointNotFound):
        remove_threshold(DEFAULT_TEAM, threshold.id, desk=bench.desk)


def test_what_was_sent_long_ago_is_forgotten_and_what_waits_is_not(bench: Bench) -> None:
    endpoint, _ = keep.add_endpoint(DEFAULT_TEAM, URL, list(NewsKind), desk=bench.desk)
    keep.try_endpoint(DEFAULT_TEAM, endpoint.id, desk=bench.desk)
    send_due(desk=bench.desk)
    keep.try_endpoint(DEFAULT_TEAM, endpoint.id, desk=bench.desk)
    bench.clock.time += KEPT + timedelta(days=1)
    forget_old(desk=bench.desk)
    assert [each.state for each in bench.log(endpoint.id)] == [SendingState.WAITING]


def test_a_long_log_is_read_page_by_page(bench: Bench) -> None:
    endpoint, _ = keep.add_endpoint(DEFAULT_TEAM, URL, list(NewsKind), desk=bench.desk)
    for _ in range(keep.PAGE_OF_SENDINGS + 3):
        keep.try_endpoint(DEFAULT_TEAM, endpoint.id, desk=bench.desk)
    _, first, following = keep.read_log(DEFAULT_TEAM, endpoint.id, None, desk=bench.desk)
    _, rest, end = keep.read_log(DEFAULT_TEAM, endpoint.id, following, desk=bench.desk)
    assert (len(first), len(rest), end) == (keep.PAGE_OF_SENDINGS, 3, None)
    assert [each.id for each in [*first, *rest]] == sorted((each.id for each in [*first, *rest]), reverse=True)


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


def test_without_a_mail_server_no_digest_can_be_asked_for(bench: Bench) -> None:
    mute = replace(bench.desk, open_post=None)
    with pytest.raises(EndpointNotFound):
        _ask(replace(bench, desk=mute))
    assert send_digests(desk=mute, headline=headline, write=digest_letter) == 0
