"""A survey is connected to a tool: its secret is changed without a gap, and calls are told apart by it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from services.intake.application.connect_survey import (
    Connected,
    Wish,
    change_connection,
    connect_survey,
    delete_connection,
    rotate_secret,
)
from services.intake.application.publish_survey import publish_survey
from services.intake.application.receive_delivery import NotTheTool, Receipt, connection_called, receive_delivery
from services.intake.domain.connections import (
    ConnectionGone,
    ConnectionNotFound,
    ForeignHost,
    ProviderUnknown,
    Secret,
    UnfitSecret,
    is_allowed,
)
from services.intake.domain.errors import SurveyNotFound
from services.intake.domain.mappings import Link, QuestionMapping
from services.intake.domain.survey_changes import Author
from services.intake.providers.provider import RawRequest
from tests.support.fakes_connections import FakeConnecting
from tests.support.fakes_intake import NOON, FakeUnit
from tests.support.surveys import a_survey
from tests.support.tool_calls import TYPEFORM_SECRET, typeform_body, typeform_call

OLWEN = Author(id="p1", name="Olwen", team_id="default")
STRANGER = Author(id="p2", name="Arall", team_id="others")


@pytest.fixture
def store() -> FakeConnecting:
    made = FakeConnecting()
    publish_survey(a_survey(), uow=FakeUnit(made), clock=made.clock)
    return made


def connected(store: FakeConnecting, provider: str = "typeform", secret: str = TYPEFORM_SECRET) -> Connected:
    return connect_survey("card", provider, secret, author=OLWEN, desk=store.connecting())


def received(store: FakeConnecting, made: Connected, raw: RawRequest) -> Receipt:
    connection = made.connection
    return receive_delivery(connection.provider, connection.id, raw, desk=store.connecting())


def test_a_survey_is_connected_with_the_tools_secret_or_one_made_for_it(store) -> None:
    given = connected(store, secret=f" {TYPEFORM_SECRET} ")
    assert given.secret == TYPEFORM_SECRET
    assert given.connection.path == f"/hooks/typeform/{given.connection.id}"
    assert connected(store, "standard-webhooks", "").secret.startswith("whsec_")
    assert connected(store, "kobotoolbox", "").secret.startswith("secret-number-")
    assert TYPEFORM_SECRET not in repr(given.connection)


def test_only_the_teams_own_survey_and_a_known_tool_are_connected(store) -> None:
    with pytest.raises(SurveyNotFound):
        connect_survey("card", "typeform", "", author=STRANGER, desk=store.connecting())
    with pytest.raises(SurveyNotFound):
        connect_survey("nothing", "typeform", "", author=OLWEN, desk=store.connecting())
    with pytest.raises(ProviderUnknown):
        connected(store, "carrier-pigeon")


@pytest.mark.parametrize("secret", ["short", "x" * 501, "cyfrinach-ŵ-hir", "two\nlines-of-it"])
def test_what_no_header_can_hold_is_no_secret(store, secret) -> None:
    with pytest.raises(UnfitSecret):
        connected(store, secret=secret)


def test_the_old_secret_holds_a_day_beside_the_new_one(store) -> None:
    made = connected(store)
    new = rotate_secret(made.connection.id, "card", "another-secret", author=OLWEN, desk=store.connecting())
    assert new.connection.secrets == (Secret("another-secret"), Secret(TYPEFORM_SECRET, NOON + timedelta(days=1)))
    assert received(store, made, typeform_call(typeform_body("t1"))) is Receipt.NEW
    assert received(store, made, typeform_call(typeform_body("t2"), "another-secret")) is Receipt.NEW
    store.clock.move(hours=12)
    third = rotate_secret(made.connection.id, "card", "a-third-secret", author=OLWEN, desk=store.connecting())
    assert [secret.until for secret in third.connection.secrets] == [
        None,
        NOON + timedelta(hours=36),
        NOON + timedelta(hours=24),
    ]
    store.clock.move(hours=12)
    with pytest.raises(NotTheTool):
        received(store, made, typeform_call(typeform_body("t3")))
    last = rotate_secret(made.connection.id, "card", "a-fourth-secret", author=OLWEN, desk=store.connecting())
    assert [secret.value for secret in last.connection.secrets] == [
        "a-fourth-secret",
        "a-third-secret",
        "another-secret",
    ]


def test_a_call_without_a_good_signature_leaves_nothing(store) -> None:
    made = connected(store)
    good = typeform_call(typeform_body())
    unsigned = RawRequest(body=good.body)
    altered = RawRequest(headers=good.headers, body=good.body + b" ")
    for raw, verdict in ((unsigned, "missing"), (altered, "wrong")):
        with pytest.raises(NotTheTool) as refused:
            received(store, made, raw)
        assert refused.value.details == {"verdict": verdict}
    assert store.shelf.connecting.deliveries == {}


def test_a_call_is_kept_once_without_its_secrets(store) -> None:
    made = connected(store)
    call = typeform_call(typeform_body())
    assert [received(store, made, call) for _ in range(3)] == [Receipt.NEW, Receipt.KNOWN, Receipt.KNOWN]
    [kept] = store.shelf.connecting.deliveries.values()
    assert (kept.repeats, kept.payload.body, kept.received_at) == (2, call.body, NOON)
    assert "typeform-signature" not in kept.payload.headers


def test_an_address_leads_to_its_own_tool_only(store) -> None:
    made = connected(store)
    for provider, id_ in (("tally", made.connection.id), ("typeform", "nowhere"), ("pigeon", made.connection.id)):
        with pytest.raises(ConnectionNotFound):
            connection_called(provider, id_, desk=store.connecting())
    assert connection_called("typeform", made.connection.id, desk=store.connecting())[0] == made.connection


def test_a_connection_is_changed(store) -> None:
    made = connected(store, "qualtrics", "")
    change = lambda **wish: change_connection(  # noqa: E731  because it is called many times
        made.connection.id, "card", Wish(**wish), author=OLWEN, desk=store.connecting()
    )
    assert change(paused=True, takes_partials=True).paused
    assert change(token=" a-token-of-theirs ").token == "a-token-of-theirs"
    assert change(host="YUL1.qualtrics.com ").host == "yul1.qualtrics.com"
    changed = change(paused=False)
    assert (changed.paused, changed.takes_partials, changed.token) == (False, True, "a-token-of-theirs")
    assert (change(token=" ").token, change(host="").host) == ("", "")
    with pytest.raises(ForeignHost):
        change(host="qualtrics.com.example.org")
    with pytest.raises(UnfitSecret):
        change(token="ŵ")


def test_a_mapping_is_corrected_for_questions_that_are_there(store) -> None:
    made = connected(store)
    with store.connecting().open_unit() as unit:
        links = QuestionMapping((Link(ref="a", label="A"), Link(ref="b", label="B", key="q_next")))
        unit.connections.keep(replace(made.connection, mapping=links))
        unit.commit()
    wish = Wish(mapping={"a": "q_role", "b": "nothing", "c": "q_next"})
    corrected = change_connection(made.connection.id, "card", wish, author=OLWEN, desk=store.connecting())
    assert [(link.ref, link.key) for link in corrected.mapping.links] == [("a", "q_role"), ("b", "")]


def test_a_deleted_connection_tells_the_tool_to_stop_and_keeps_no_secret(store) -> None:
    made = connected(store)
    delete_connection(made.connection.id, "card", author=OLWEN, desk=store.connecting())
    with pytest.raises(ConnectionGone):
        received(store, made, typeform_call(typeform_body()))
    with pytest.raises(ConnectionNotFound):
        rotate_secret(made.connection.id, "card", "", author=OLWEN, desk=store.connecting())
    assert store.shelf.connecting.connections[made.connection.id].secrets == ()


def test_another_teams_connection_is_not_there(store) -> None:
    made = connected(store)
    for author, slug in ((STRANGER, "card"), (OLWEN, "other")):
        with pytest.raises(ConnectionNotFound):
            delete_connection(made.connection.id, slug, author=author, desk=store.connecting())


@pytest.mark.parametrize(
    ("host", "allowed"),
    [
        ("yul1.qualtrics.com", True),
        ("api.surveymonkey.com", True),
        (".qualtrics.com", False),
        ("qualtrics.com", False),
        ("x@y.qualtrics.com", False),
        ("a/b.qualtrics.com", False),
        ("evil-api.surveymonkey.com", False),
    ],
)
def test_only_a_tools_own_hosts_are_allowed(host, allowed) -> None:
    assert is_allowed(host, {".qualtrics.com", "api.surveymonkey.com"}) is allowed
