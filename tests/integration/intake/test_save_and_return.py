"""A card is saved without JavaScript, resumed elsewhere, sent once, and counted as a partial only."""

import re
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from services.intake.application.close_survey import close_survey
from services.intake.application.invite_people import invite_people, links_of
from services.intake.application.publish_survey import publish_survey
from services.intake.domain.admission import Admission, InvitationKind
from services.intake.domain.invitations import Invitee
from tests.integration.intake.kept import answers_in, promises_in
from tests.support.intake import NobodySignedIn, opened_intake
from tests.support.paper_web import NamedCallers, Person
from tests.support.surveys import a_survey

WORDS = "Mwy o amser\nŵ & <b>"


@pytest.fixture
def client(intake):
    publish(intake)
    return intake.web_app(NamedCallers()).test_client()


def publish(intake, slug: str = "card", **changed) -> None:
    survey = a_survey(slug, save_and_return=True, **changed)
    publish_survey(survey, uow=intake.desk.open_unit(), clock=intake.clock)


def fields_on(page) -> dict[str, str]:
    return dict(re.findall(r'<input type="hidden" name="([\w-]+)" value="([^"]*)">', page.text))


def save(client, path: str = "/s/card", **fields: str):
    given = {**fields_on(client.get(path)), "q_next": WORDS, "save": "1", **fields}
    return client.post(path, data=given)


def link_after(client, told) -> str:
    """The path of the link on the page to which saving leads."""
    assert told.status_code == 303
    page = client.get(told.location)
    assert (page.status_code, page.headers["Cache-Control"]) == (200, "no-store")
    assert page.headers["Referrer-Policy"] == "no-referrer"
    return re.findall(r'<a href="http://localhost(/s/[^"]+)" class="in-address"', page.text)[0].replace("&amp;", "&")


def partials(intake) -> int:
    with intake.database.read() as connection:
        return connection.exec_driver_sql("SELECT count(*) FROM unfinished_answers").scalar_one()


def test_the_button_stands_only_where_a_survey_wants_it(client, intake) -> None:
    publish_survey(a_survey("plain"), uow=intake.desk.open_unit(), clock=intake.clock)
    assert "Save and come back later" in client.get("/s/card").text
    assert "Cadw a dod yn ôl wedyn" in client.get("/s/card?lang=cy").text
    assert 'name="save"' not in client.get("/s/plain").text
    assert 'name="save"' not in client.get("/s/card?kiosk=1").text
    assert save(client, "/s/plain").status_code == 404
    assert client.get("/s/plain/resume").status_code == 404
    assert (partials(intake), answers_in(intake)) == (0, [])


def test_a_saved_card_is_resumed_elsewhere_saved_again_and_sent_once(client, intake, clock) -> None:
    link = link_after(client, save(client, "/s/card?lang=cy"))
    assert (answers_in(intake), promises_in(intake), partials(intake)) == ([], 0, 1)
    elsewhere = intake.web_app(NobodySignedIn()).test_client()
    page = elsewhere.get(link)
    assert (page.status_code, 'lang="cy"' in page.text) == (200, True)
    assert "Mwy o amser\nŵ &amp; &lt;b&gt;</textarea>" in page.text
    clock.move(days=1)
    again = elsewhere.post(link, data={**fields_on(page), "q_next": "Llai", "save": "1"})
    assert (link_after(elsewhere, again), partials(intake)) == (link, 1)
    page = elsewhere.get(link)
    turned = elsewhere.post(link, data={**fields_on(page), "q_next": "Llai", "change_language": "en"})
    assert (turned.status_code, "Save and come back later" in turned.text, ">\nLlai<" in turned.text) == (
        200,
        True,
        True,
    )
    sent = [client_.post(link, data={**fields_on(page), "q_next": "Llai"}) for client_ in (elsewhere, client)]
    assert [each.status_code for each in sent] == [201, 200]
    assert (answers_in(intake), promises_in(intake), partials(intake)) == ([{"q_next": "Llai"}], 1, 0)
    other = client.post(link, data={**fields_on(page), "q_next": "Another"})
    assert (other.status_code, "Another</textarea>" in other.text) == (409, True)
    assert "Anfonwyd yr atebion hyn o&#39;r blaen" in other.text
    assert save(client, link).status_code == 409
    gone = elsewhere.get(link)
    assert (gone.status_code, "Nid oes dim wedi&#39;i gadw" in gone.text) == (404, True)
    assert (len(answers_in(intake)), partials(intake)) == (1, 0)


def test_a_program_sends_saved_answers_under_any_id_once(client, intake) -> None:
    link = link_after(client, save(client))
    resume = fields_on(client.get(link))["resume"]
    ids = ("11111111-1111-4111-8111-111111111111", "22222222-2222-4222-8222-222222222222")
    bodies = [{"id": id_, "answers": {"q_next": "x"}, "resume": resume, "language": "en"} for id_ in ids]
    told = [client.post("/api/v1/surveys/card/responses", json=body) for body in bodies]
    assert [(each.status_code, each.json["id"]) for each in told] == [(201, ids[0]), (200, ids[1])]
    assert told[0].json["receipt"] == told[1].json["receipt"]
    other = client.post("/api/v1/surveys/card/responses", json={**bodies[0], "answers": {"q_next": "y"}})
    assert (other.status_code, other.json["code"]) == (409, "resumed-sent")
    assert (len(answers_in(intake)), partials(intake)) == (1, 0)


def test_the_code_is_typed_as_it_was_noted(client) -> None:
    link = link_after(client, save(client))
    code = link.partition("?")[0].rpartition("/")[2]
    led = client.post("/s/card/resume?lang=cy", data={"code": code.lower().replace("-", " ")})
    assert (led.status_code, code in led.location) == (303, True)
    wrong = client.post("/s/card/resume", data={"code": "ABCD"})
    assert (wrong.status_code, "typing error" in wrong.text, 'value="ABCD"' in wrong.text) == (400, True, True)
    turned = client.post("/s/card/resume", data={"code": "ABCD", "change_language": "cy"})
    assert (turned.status_code, "Parhau ag atebion a gadwoch" in turned.text) == (200, True)
    assert client.get("/s/card/resume/ABCD").status_code == 404


def test_guessing_waits_and_tells_nothing(client, intake) -> None:
    codes = [intake.unfinished.codes.fresh(bits) for bits in range(21)]
    statuses = [client.get(f"/s/card/resume/{code}").status_code for code in codes]
    assert statuses == [404] * 20 + [429]
    link = link_after(client, save(client))
    assert client.get(link).status_code == 200


def test_what_was_saved_is_deleted_by_its_writer_or_by_time(client, intake, clock) -> None:
    link = link_after(client, save(client))
    path = link.partition("?")[0]
    gone = client.post(f"{path}/delete", follow_redirects=True)
    assert (gone.status_code, "What you saved is deleted" in gone.text, partials(intake)) == (200, True, 0)
    link = link_after(client, save(client))
    clock.move(days=31)
    assert (client.get(link).status_code, partials(intake)) == (404, 1)


def test_an_invited_person_comes_back_with_the_invitation_which_is_not_kept(client, intake) -> None:
    publish(intake, "invited", admission=Admission(invitations=InvitationKind.ANONYMOUS))
    invite_people("invited", [Invitee("a")], gate=intake.gate)
    [invited] = links_of("invited", gate=intake.gate)
    assert client.post("/s/invited", data={"q_next": WORDS, "save": "1"}).status_code == 403
    link = link_after(client, save(client, f"/s/invited?invite={invited.token}"))
    with intake.database.read() as connection:
        assert invited.token not in str(connection.exec_driver_sql("SELECT * FROM unfinished_answers").all())
    page = client.get(link)
    assert (page.status_code, fields_on(page)["invite"]) == (200, invited.token)
    assert client.get(link.partition("?")[0]).status_code == 403
    assert client.post(link, data={**fields_on(page), "q_next": "x"}).status_code == 201
    assert (len(answers_in(intake)), partials(intake)) == (1, 0)


def test_the_team_counts_partials_once_the_survey_has_closed(client, intake) -> None:
    link = link_after(client, save(client, q_role="nurse"))
    page = "/team/surveys/card/unfinished"
    viewer, editor = (Person(client, who) for who in ("mair/viewer", "sian/editor"))
    seen = viewer.get(page)
    assert (seen.status_code, "Mwy o amser" in seen.text, "nurse" in seen.text) == (200, False, False)
    cells = re.findall(r"<t[hd] [^>]*>([^<]*)</t[hd]>", seen.text)
    assert cells[-6:] == ["What&#39;s next?", "0", "0 of 0", "What&#39;s next?", "1", "0 of 0"]
    assert viewer.get(f"{page}/count").status_code == 403
    assert editor.get(f"{page}/count").status_code == 409
    close_survey("card", uow=intake.desk.open_unit(), clock=intake.clock)
    assert client.get(link).status_code == 410
    asked = editor.get(f"{page}/count")
    assert (asked.status_code, "be undone" in asked.text, answers_in(intake)) == (200, True, [])
    done = editor.post(f"{page}/count", {})
    assert (done.status_code, "Responses now: 1." in done.text) == (200, True)
    assert (len(answers_in(intake)), promises_in(intake), partials(intake)) == (1, 1, 0)
    assert Person(client, "eve/owner/others").get(page).status_code == 404


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_two_devices_that_send_and_save_at_once_make_one_response(kind: str, tmp_path, request) -> None:
    url = f"sqlite:///{tmp_path}/intake.db" if kind == "sqlite" else str(request.getfixturevalue("postgres"))
    with opened_intake(url) as intake:
        publish(intake)
        app = intake.web_app(NobodySignedIn())
        for _ in range(5):
            with app.test_client() as first:
                link = link_after(first, save(first))
                fields = fields_on(first.get(link))
            ready = Barrier(6)

            def one(more: dict[str, str], link=link, fields=fields, ready=ready) -> int:
                with app.test_client() as client:
                    ready.wait(30)
                    return client.post(link, data={**fields, "q_next": "x", **more}).status_code

            with ThreadPoolExecutor(6) as threads:
                told = sorted(threads.map(one, [{}, {}, {}, {"q_role": "y"}, {"save": "1"}, {"save": "1"}]))
            assert told.count(201) == 1
            assert set(told) <= {200, 201, 303, 409}
        assert (len(answers_in(intake)), promises_in(intake), partials(intake)) == (5, 5, 0)
