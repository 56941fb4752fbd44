"""Telling others on SQLite and PostgreSQL, to a real server that stands for somebody else's."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from standardwebhooks import Webhook

from services.reports.adapters.news_sender import NewsSender
from services.reports.application import keep_endpoints as keep
from services.reports.application.keep_thresholds import add_threshold, list_thresholds, new_threshold, remove_threshold
from services.reports.application.send_news import KEPT, forget_old, hear_of_publications, send_due
from services.reports.application.watch_findings import look_at_findings
from services.reports.domain.outgoing import NewsKind, SendingState
from services.reports.domain.outgoing_errors import EndpointNotFound
from services.reports.domain.watching import Measure
from shared.contracts.giving_back import ReportPublished
from shared.contracts.teams import DEFAULT_TEAM
from shared.outbound.guarded_https import GuardedHttps
from shared.sealing import Seal
from tests.support.outside import HOST, answering
from tests.support.reports.making import NOON, coded, published
from tests.support.reports.models import JOURNEY
from tests.support.reports.telling_bench import SEAL, Bench

URL = f"https://{HOST}/hook?of=adborth"


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
    endpoint, _ = keep.add_endpoint(DEFAULT_TEAM, URL, list(NewsKind), desk=inside)
    with inside.open_unit() as unit:  # as it may have been kept before bare addresses were refused
        unit.outgoing.put_endpoint(replace(endpoint, url="https://127.0.0.1/"))
        unit.commit()
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


def test_nothing_is_told_outside_of_fewer_people_than_a_group_may_have(bench: Bench) -> None:
    keep.add_endpoint(DEFAULT_TEAM, URL, [NewsKind.THRESHOLD_CROSSED], desk=bench.desk)
    add_threshold(new_threshold(JOURNEY, "resources", Measure.FOUND_IN, 1), desk=bench.desk)
    bench.model.reports.start()
    bench.model.tell(published(), *(coded(f"a{n}", {"q_next": ["resources"]}) for n in range(4)))
    look_at_findings(desk=bench.desk)
    assert send_due(desk=bench.desk) == 0
    bench.model.tell(coded("b", {"q_next": ["resources"]}))
    look_at_findings(desk=bench.desk)
    assert send_due(desk=bench.desk) == 1
