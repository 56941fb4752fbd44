"""The team's pages of connections and deliveries: a secret is shown once, what was sent is looked into and replayed."""

import json
import re

import pytest

from services.intake.application.publish_survey import publish_survey
from services.intake.domain.deliveries import Payload
from services.intake.entrypoints.delivery_chores import handle_all
from services.intake.entrypoints.payload_text import payload_text
from services.intake.entrypoints.tool_words import HINTS
from services.intake.providers.registry import PROVIDERS
from tests.support.paper_web import NamedCallers, Person
from tests.support.surveys import a_survey
from tests.support.tool_calls import TYPEFORM_SECRET, typeform_body, typeform_headers

PAGE = "/team/surveys/card/connections"
HAT = [
    {"type": "text", "text": "<b>red</b>", "field": {"id": "a2", "ref": "hat"}},
    {"type": "text", "text": "Mwy o amser", "field": {"id": "a1", "ref": "next"}},
]


@pytest.fixture
def app(intake):
    publish_survey(a_survey("theirs", team_id="others"), uow=intake.desk.open_unit(), clock=intake.clock)
    return intake.web_app(NamedCallers())


@pytest.fixture
def sian(app) -> Person:
    return Person.at(app, "sian/editor")


@pytest.fixture
def connected(sian) -> str:
    """The path at which the tool calls."""
    made = sian.post(f"{PAGE}/new", {"provider": "typeform", "secret": TYPEFORM_SECRET})
    assert made.status_code == 201
    return re.search(r"http://localhost(/hooks/typeform/\w+)", made.text)[1]


def page_of(path: str) -> str:
    return f"{PAGE}/{path.rpartition('/')[2]}"


def deliver(person: Person, path: str, body: bytes) -> None:
    assert person.client.post(path, data=body, headers=typeform_headers(body)).status_code == 200


def press(person: Person, path: str, fields: dict[str, str] | None = None, *, at: str = PAGE):
    """Send a form that stands on another page."""
    sent = {"csrf_token": person.secret(f"{at}/new"), **(fields or {})}
    return person.client.post(path, data=sent, headers={"X-Test-Caller": person.who})


def words(person: Person, path: str) -> str:
    answer = person.get(path)
    assert answer.status_code == 200, answer.text
    return " ".join(answer.text.split())


def test_a_tool_is_connected_and_its_secret_shown_once(sian) -> None:
    assert "No tool is connected" in words(sian, PAGE)
    made = sian.post(f"{PAGE}/new", {"provider": "tally", "secret": ""})
    secret = re.search(r"whsec_[\w+/]{32}", made.text)[0]
    path = re.search(r"/hooks/tally/(\w+)", made.text)[1]
    assert secret not in words(sian, f"{PAGE}/{path}")
    assert "Tally" in words(sian, PAGE)


def test_a_secret_in_the_address_is_shown_there(sian) -> None:
    made = sian.post(f"{PAGE}/new", {"provider": "jotform", "secret": ""})
    assert re.search(r"/hooks/jotform/\w+\?secret=[\w-]{32}<", made.text)


@pytest.mark.parametrize(
    ("fields", "told"),
    [({"provider": ""}, "Choose a tool"), ({"provider": "tally", "secret": "short"}, "Use 8 to 500 letters")],
)
def test_what_is_wrong_is_told_on_the_form(sian, fields, told) -> None:
    answer = sian.post(f"{PAGE}/new", fields)
    assert (answer.status_code, told in answer.text) == (400, True)


def test_a_mapping_is_corrected_and_what_was_put_aside_is_handled_again(sian, intake, connected) -> None:
    page = page_of(connected)
    assert "as soon as its first delivery has come" in words(sian, f"{page}/mapping")
    hat = typeform_body(answers=HAT[:1])
    deliver(sian, connected, hat)
    handle_all(intake.connecting)
    shown = words(sian, f"{page}/mapping")
    assert "&lt;b&gt;red&lt;/b&gt;" in shown
    ref = re.search(r'name="ref" value="([^"]+)"', shown)[1]
    assert sian.post(f"{page}/mapping", {"ref": ref, "key": "q_role"}).status_code == 303
    assert "Chosen by a person" in words(sian, f"{page}/mapping")
    answer = press(sian, f"{page}/replay")
    assert answer.location.endswith("replayed=1")
    handle_all(intake.connecting)
    assert "Stored" in words(sian, f"{PAGE}/deliveries")
    with intake.desk.open_reading() as reading:
        [ledger] = [each for each in reading.responses.ledger() if each.survey == "card"]
    assert ledger.received == 1


def test_a_connection_is_paused_changed_and_deleted(sian, connected) -> None:
    page = page_of(connected)
    assert press(sian, f"{page}/settings", {"paused": "yes"}).status_code == 303
    assert "Paused: what comes waits" in words(sian, page)
    assert press(sian, f"{page}/settings", {"paused": "no"}).status_code == 303
    assert press(sian, f"{page}/settings", {"takes_partials": "yes"}).status_code == 303
    assert re.search(r'name="takes_partials"[^>]*checked', words(sian, page))
    rotated = press(sian, f"{page}/secret", {"secret": "another-secret"})
    assert (rotated.status_code, "another-secret" in rotated.text) == (201, True)
    assert "Old secret" in words(sian, page)
    assert press(sian, f"{page}/secret", {"secret": "ŵ"}).status_code == 400
    assert "for good" in words(sian, f"{page}/delete")
    assert press(sian, f"{page}/delete").status_code == 303
    assert sian.get(page).status_code == 404
    assert "The connection is deleted" in words(sian, f"{PAGE}?deleted=1")


def test_a_token_is_kept_and_never_shown(sian) -> None:
    made = sian.post(f"{PAGE}/new", {"provider": "qualtrics", "secret": ""})
    page = page_of(re.search(r"/hooks/qualtrics/\w+", made.text)[0])
    fields = {"token": "a-token-of-theirs", "host": "yul1.qualtrics.com"}
    assert press(sian, f"{page}/settings", fields).status_code == 303
    shown = words(sian, page)
    assert ("a-token-of-theirs" in shown, "yul1.qualtrics.com" in shown, "Kept already" in shown) == (False, True, True)
    assert press(sian, f"{page}/settings", {"token": "", "host": ""}).status_code == 303
    assert "Kept already" in words(sian, page)
    assert press(sian, f"{page}/settings", {"host": "example.org"}).status_code == 400
    assert press(sian, f"{page}/settings", {"token": "ŵ"}).status_code == 400
    assert press(sian, f"{page}/settings", {"no_token": "yes"}).status_code == 303
    assert "Kept already" not in words(sian, page)


def test_deliveries_are_searched_and_looked_into(sian, intake, connected) -> None:
    deliver(sian, connected, typeform_body("t1", answers=HAT))
    handle_all(intake.connecting)
    deliver(sian, connected, b"{")
    handle_all(intake.connecting)
    every = f"{PAGE}/deliveries"
    ids = re.findall(rf'href="{every}/([0-9a-f-]{{36}})', words(sian, every))
    assert len(ids) == 2
    aside = words(sian, f"{every}?state=put-aside&from=2026-11-22&to=2026-11-22")
    [bad] = re.findall(rf'href="{every}/([0-9a-f-]{{36}})', aside)
    [good] = set(ids) - {bad}
    shown = words(sian, f"{every}/{good}")
    assert "The question is linked to none of yours." in shown
    assert "&lt;b&gt;red&lt;/b&gt;" in shown
    response_id = re.search(r'Response: <code class="in-words">([0-9a-f-]{36})', shown)[1]
    assert good in words(sian, f"{every}?id={response_id}")
    for nothing in ("to=2026-11-21", "from=2026-11-23", "id=%25", "id=nobody", "state=refused"):
        assert "No delivery fits." in words(sian, f"{every}?{nothing}")
    for odd in ("from=yesterday", "state=odd", "after=odd"):
        assert good in words(sian, f"{every}?{odd}")
    assert press(sian, f"{every}/{good}/replay").status_code == 303
    handle_all(intake.connecting)
    assert "It waits to be handled once more" in words(sian, f"{every}/{good}?replayed=1")


def test_the_list_says_how_many_answers_were_left_out(sian, intake, connected) -> None:
    long = {"type": "text", "text": "x" * 3_000, "field": {"id": "a3", "ref": "q_role"}}
    deliver(sian, connected, typeform_body("t1", answers=[*HAT, long]))
    handle_all(intake.connecting)
    every = f"{PAGE}/deliveries"
    listed = words(sian, every)
    assert 'Stored<br><span class="in-small">1 answer left out</span></td>' in listed
    assert "Gadawyd 1 ateb allan" in words(sian, f"{every}?lang=cy")
    [id_] = re.findall(rf'href="{every}/([0-9a-f-]{{36}})', listed)
    assert "Stored. Not every answer in it could be taken over." in words(sian, f"{every}/{id_}")


def test_a_long_list_goes_on_at_another_page(sian, intake, connected) -> None:
    for number in range(51):
        deliver(sian, connected, typeform_body(f"t{number}"))
    shown = sian.get(f"{PAGE}/deliveries").text
    more = re.search(r'href="([^"]+after=[^"]+)"', shown)[1].replace("&amp;", "&")
    assert len(re.findall(r'/deliveries/[0-9a-f-]{36}"', shown)) == 50
    assert len(re.findall(r'/deliveries/[0-9a-f-]{36}"', sian.get(more).text)) == 1


def test_who_may_do_what(app, sian, connected) -> None:
    mair, nobody = Person.at(app, "mair/reviewer"), Person.at(app, "vic/viewer")
    page = page_of(connected)
    deliver(sian, connected, typeform_body())
    [id_] = re.findall(r"/deliveries/([0-9a-f-]{36})", sian.get(f"{PAGE}/deliveries").text)
    for path in (PAGE, page, f"{page}/mapping", f"{PAGE}/deliveries", f"{PAGE}/deliveries/{id_}"):
        assert mair.get(path).status_code == 200
        assert nobody.get(path).status_code == 403
    for path in (f"{PAGE}/new", f"{page}/delete"):
        assert mair.get(path).status_code == 403
    for path in (f"{page}/settings", f"{page}/replay", f"{PAGE}/deliveries/{id_}/replay"):
        assert press(mair, path).status_code == 403
    foreign = Person.at(app, "eve/owner/others")
    for path in (PAGE, page, f"{page}/mapping", f"{PAGE}/deliveries", f"{PAGE}/deliveries/{id_}"):
        assert foreign.get(path).status_code == 404
    other = f"/team/surveys/theirs/connections/deliveries/{id_}"
    assert foreign.get(other).status_code == sian.get(other).status_code == 404
    theirs = "/team/surveys/theirs/connections"
    assert press(foreign, f"{page}/delete", at=theirs).status_code == 404
    assert press(foreign, f"{theirs}/{page.rpartition('/')[2]}/delete", at=theirs).status_code == 404


def test_every_tool_has_a_hint_in_words() -> None:
    assert {name: str(hint) for name, hint in HINTS.items()} == {
        name: tool.setup.hint for name, tool in PROVIDERS.items()
    }


def test_what_was_sent_is_shown_as_it_can_be_read() -> None:
    assert payload_text(Payload(body=b'{"a":"\xc5\xb5"}', fetched=(b"<x/>",))) == '{\n  "a": "ŵ"\n}\n\n<x/>'
    assert payload_text(Payload(body=b"\xff" + b"x" * 300_000)).startswith("\ufffdxx")
    assert len(payload_text(Payload(body=json.dumps(["x" * 300_000]).encode()))) == 200_000
    assert payload_text(Payload(body=b"[" * 5_000)) == "[" * 5_000
