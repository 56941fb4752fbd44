"""Answers, comments and thanks by their pages, as the team and readers without scripts meet them."""

import re
from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import pytest
from docx import Document
from openpyxl import load_workbook
from werkzeug.test import TestResponse

from shared.contracts.messages import ResponseCoded
from tests.support.reports.making import parcel, published, withdrawn
from tests.support.reports.publishing import MASKED, PUBLICATION, Worker, others, quotable
from tests.support.reports.web import Site

ANSWERS = "/team/reports/journey/answers"
RULES = f"{ANSWERS}/rules"
CODE = f"{ANSWERS}/to/time_and_space"
COMMENTS = "/team/reports/journey/comments"
THANKS = "/team/reports/journey/thanks"
FORM = "/p/journey/1/comment"
WILL = {"state": "will", "text-en": "Two hours a month", "day": ["31", "3", "2027"], "owner": "Gwen Ellis"}


def success(said: ResponseCoded) -> ResponseCoded:
    return replace(said, answers=tuple(replace(each, facets=("success",)) for each in said.answers))


@pytest.fixture
def site(closed_site: Site) -> Site:
    told = [published(), *others(), success(quotable())]
    closed_site.reports.consumer([parcel(each) for each in told])
    return closed_site


@pytest.fixture
def olwen(site: Site) -> Worker:
    return Worker(site.client)


def rules(worker: Worker, **fields: object) -> TestResponse:
    chosen = {"measure": "", "level": "", "comments_open": "no", "comments_shown": "yes", **fields}
    return worker.post(RULES, chosen, RULES)


def publish(worker: Worker) -> None:
    assert worker.approve().status_code == 303
    assert worker.publish().status_code == 303


def comment(site: Site, words: str = "Thank you for asking", seconds: int = 30, **fields: str) -> TestResponse:
    page = site.client.get(FORM).text
    found = re.search(r'name="drawn" value="([^"]+)"', page)
    assert found is not None
    site.clock.time += timedelta(seconds=seconds)
    sent = {"drawn": found[1], "website": "", "words": words, **fields}
    return site.client.post(FORM, data=sent, environ_base={"REMOTE_ADDR": "192.0.2.1"})


def own_link(sent: TestResponse) -> str:
    found = re.search(r'id="take-back" href="([^"]+)"', sent.text)
    assert found is not None
    return found[1]


def decide(worker: Worker, verdict: str, **fields: object) -> TestResponse:
    found = re.search(rf"{COMMENTS}/(\w+)", worker.get(COMMENTS).text)
    assert found is not None
    return worker.post(found[0], {"verdict": verdict, **fields}, COMMENTS)


def test_nothing_is_published_while_a_code_is_owed_an_answer(site: Site, olwen: Worker) -> None:
    assert rules(olwen, measure="n", level="5").status_code == 303
    told = "These codes have no answer yet: Time and space"
    assert told in olwen.get(PUBLICATION).text
    assert olwen.approve().status_code == 303
    assert told in olwen.get(PUBLICATION).text
    assert "Nid oes ateb" in olwen.get(f"{PUBLICATION}?lang=cy").text
    assert olwen.publish().status_code == 409
    assert "Answer owed" in olwen.get(ANSWERS).text
    assert olwen.post(CODE, WILL, CODE).status_code == 303
    assert "These codes have no answer" not in olwen.get(PUBLICATION).text
    publish(olwen)
    page = site.client.get("/p/journey/1").text
    assert "Two hours a month" in page
    assert "by 31 March 2027" in page
    assert "Gwen Ellis" not in page


def test_an_answer_makes_an_approval_void_and_names_its_owner_where_the_team_wants_it(
    site: Site, olwen: Worker
) -> None:
    olwen.approve()
    fields = {**WILL, "state": "wont", "day": ["", "", ""], "owner_shown": "yes", "text-cy": "Dim arian"}
    assert olwen.post(CODE, fields, CODE).status_code == 303
    assert olwen.publish().status_code == 409
    publish(olwen)
    assert "Gwen Ellis" in site.client.get("/p/journey/1").text
    assert "Dim arian" in site.client.get("/p/journey/1?lang=cy").text
    (told,) = site.client.get("/p/journey/1/publication.json").json["what_we_did"]
    assert told == {
        "code": "time_and_space",
        "state": "wont",
        "text": {"en": "Two hours a month", "cy": "Dim arian"},
        "by": "Gwen Ellis",
        "date": None,
        "promised": False,
    }
    table = site.client.get("/p/journey/1/answers.csv").text.splitlines()
    assert table[1] == "time_and_space,Time and space,wont,Two hours a month,Dim arian,Gwen Ellis,,no,"


def test_files_tell_of_answers_too(site: Site, olwen: Worker) -> None:
    olwen.post(CODE, {**WILL, "owner_shown": "yes", "text-cy": "=Dwy awr"}, CODE)
    publish(olwen)
    told = site.client.get("/p/journey/1/files/report.docx?lang=en").data
    words = "\n".join(each.text for each in Document(BytesIO(told)).paragraphs)
    assert "Time and space – We will: Two hours a month (Gwen Ellis, by 31 March 2027)" in words
    book = load_workbook(BytesIO(site.client.get("/p/journey/1/files/figures.xlsx?lang=en").data))
    cells = [cell.value for cell in book["You said, we did"][2]]
    assert "Two hours a month" in cells
    assert "f" not in {cell.data_type for cell in book["You said, we did"][2]}


def test_the_script_to_be_read_aloud_tells_of_answers_without_a_numeral(site: Site, olwen: Worker) -> None:
    olwen.post(CODE, {**WILL, "owner_shown": "yes", "text-cy": "Dwy awr y mis."}, CODE)
    publish(olwen)
    told, welsh = (site.client.get(f"/p/journey/1/files/script.txt?lang={lang}").text for lang in ("en", "cy"))
    words = "Time and space. We will: Two hours a month. Gwen Ellis, by March two thousand and twenty-seven."
    assert words in " ".join(told.split())
    assert "Dwy awr y mis. Gwen Ellis, erbyn Mawrth dwy fil a dau ddeg saith." in " ".join(welsh.split())
    assert not re.search(r"\d", told + welsh)


def test_what_is_wrong_with_an_answer_is_said_and_what_was_typed_stays(olwen: Worker) -> None:
    wrong = {"text-en": "x" * 2001, "day": ["31", "2", "2027"], "owner": "y" * 101}
    answer = olwen.post(CODE, wrong, CODE)
    assert answer.status_code == 400
    for told in ("Choose what became of it", "Use 2000 characters", "Use 100 characters", "Enter a day that there is"):
        assert told in answer.text
    assert "x" * 2001 in answer.text
    assert "Write the answer in one language" in olwen.post(CODE, {"day": ["1", "x"]}, CODE).text


def test_two_who_answer_at_once_lose_nothing_and_what_was_said_before_is_kept(olwen: Worker) -> None:
    stale = olwen.hidden(CODE)
    olwen.post(CODE, WILL, CODE)
    late = olwen.client.post(CODE, data={**stale, **WILL, "text-en": "Second"}, headers=olwen._headers())
    assert late.status_code == 409
    assert "Second" in late.text
    assert "Somebody else answered meanwhile" in late.text
    olwen.post(CODE, {**WILL, "state": "did"}, CODE)
    page = olwen.get(CODE).text
    assert page.count("by Olwen on") == 2
    assert "as promised, on 31 March 2027" in page


def test_promises_are_followed_at_a_later_event(site: Site, olwen: Worker) -> None:
    olwen.post(CODE, WILL, CODE)
    later = [replace(each, received_at=each.received_at + timedelta(days=300)) for each in others(survey="next")]
    later = [replace(each, response_id=f"n-{each.response_id}") for each in later]
    site.reports.consumer([parcel(each) for each in (published(survey="next", title="The year after"), *later)])
    page = "/team/reports/next/answers"
    assert "Promised at earlier events" in olwen.get(page).text
    assert "Promised at earlier events" not in olwen.get(ANSWERS).text
    assert "It was kept" not in Worker(site.client, "Vi", "viewer").get(page).text
    assert olwen.post(f"{CODE}/kept?from=next", {}, page).headers["Location"] == page
    assert "Kept" in olwen.get(page).text
    preview = olwen.get("/team/reports/next/publication/preview").text
    assert "Two hours a month" in preview
    assert "Your improvement journey" in preview
    assert olwen.post(f"{CODE}/kept?from=next", {"version": "2"}, page).status_code == 409
    assert olwen.post(f"{ANSWERS}/to/resources/kept", {}, page).status_code == 404


def test_rules_that_make_no_sense_are_refused(olwen: Worker) -> None:
    for level in ("", "0", "101", "1.5", "9" * 9):
        assert rules(olwen, measure="share", level=level).status_code == 400, level
    assert rules(olwen, **{"policy-en": "x" * 5001}).status_code == 400
    assert rules(olwen, measure="share", level="100").status_code == 303
    assert 'value="100"' in olwen.get(RULES).text


def test_each_role_may_do_what_it_may(site: Site, olwen: Worker) -> None:
    order = ["viewer", "reviewer", "editor", "owner"]
    least = {ANSWERS: "viewer", CODE: "viewer", COMMENTS: "reviewer", THANKS: "reviewer", RULES: "editor"}
    for path, role_needed in least.items():
        for role in order:
            allowed = order.index(role) >= order.index(role_needed)
            assert Worker(site.client, "Mair", role).get(path).status_code == (200 if allowed else 403), (path, role)
        assert site.client.get(path).status_code == 302
    for path in (CODE, f"{CODE}/kept", RULES):
        assert Worker(site.client, "Mair", "reviewer").post(path).status_code == 403


def test_comments_are_off_until_the_team_wants_them_and_go_at_once(site: Site, olwen: Worker) -> None:
    publish(olwen)
    assert site.client.get(FORM).status_code == 403
    assert FORM not in site.client.get("/p/journey/1").text
    rules(olwen, comments_open="yes")
    assert FORM in site.client.get("/p/journey/1").text
    assert comment(site).status_code == 201
    assert "Thank you for asking" not in site.client.get("/p/journey/1").text
    decide(olwen, "approved")
    shown = site.client.get("/p/journey/1")
    assert "Thank you for asking" in shown.text
    rules(olwen, comments_open="no")
    known = {"If-None-Match": shown.headers["ETag"]}
    after = site.client.get("/p/journey/1", headers=known)
    assert after.status_code == 200
    assert FORM not in after.text
    assert "Thank you for asking" in after.text
    assert site.client.post(FORM, data={"words": "late"}).status_code == 403
    rules(olwen, comments_open="no", comments_shown="no")
    assert "Thank you for asking" not in site.client.get("/p/journey/1").text


def test_an_e_mail_address_is_for_the_team_only_and_no_cookie_is_set(site: Site, olwen: Worker) -> None:
    publish(olwen)
    rules(olwen, comments_open="yes")
    sent = comment(site, "Diolch", name="Siân", email="sian@example.org")
    assert (sent.status_code, sent.headers["Cache-Control"]) == (201, "no-store")
    assert "Set-Cookie" not in sent.headers
    assert "sian@example.org" in olwen.get(COMMENTS).text
    decide(olwen, "approved")
    for path in ("/p/journey/1", "/p/journey/1/publication.json", "/p/journey/feed.xml", own_link(sent)):
        assert "sian@example.org" not in site.client.get(path).text, path
    assert "Siân" in site.client.get("/p/journey/1").text


def test_a_comment_is_taken_back_by_its_link_alone(site: Site, olwen: Worker) -> None:
    publish(olwen)
    rules(olwen, comments_open="yes")
    link = own_link(comment(site))
    assert "The team has not looked at it yet" in site.client.get(link).text
    assert site.client.get(f"{link}0").status_code == 404
    decide(olwen, "approved")
    assert "It is shown under the findings" in site.client.get(link).text
    assert "It was deleted" in site.client.post(link).text
    assert "Thank you for asking" not in site.client.get("/p/journey/1").text
    assert "Thank you for asking" not in olwen.get(COMMENTS).text
    assert site.client.get(link).status_code == 404
    assert site.client.post(link).status_code == 404


def test_a_refusal_needs_a_reason_that_only_the_team_reads(site: Site, olwen: Worker) -> None:
    publish(olwen)
    rules(olwen, comments_open="yes")
    link = own_link(comment(site))
    assert decide(olwen, "refused").status_code == 400
    assert decide(olwen, "refused", reason="x" * 501).status_code == 400
    assert decide(olwen, "refused", reason="It names somebody").status_code == 303
    assert "Reason: It names somebody" in olwen.get(COMMENTS).text
    own = site.client.get(link).text
    assert "did not approve it" in own
    assert "names somebody" not in own
    assert decide(olwen, "delete").status_code == 303
    assert "Nothing waits" in olwen.get(COMMENTS).text
    assert olwen.post(f"{COMMENTS}/nothing", {"verdict": "approved"}, RULES).status_code == 404


def test_programs_and_floods_are_held_up_and_words_are_kept_in_the_form(site: Site, olwen: Worker) -> None:
    publish(olwen)
    rules(olwen, comments_open="yes")
    for robot in (comment(site, seconds=1), comment(site, website="x"), site.client.post(FORM, data={"words": "mine"})):
        assert robot.status_code == 429
        assert "then send it again" in robot.text
    assert "mine" in robot.text
    assert site.client.post(FORM, data={"words": "x", "drawn": "1.2"}).status_code == 429
    codes = [comment(site, f"Number {n}", seconds=3).status_code for n in range(7)]
    assert codes == [201] * 5 + [429] * 2
    site.clock.time += timedelta(minutes=10)
    assert comment(site).status_code == 201


def test_what_is_wrong_with_a_comment_is_said(site: Site, olwen: Worker) -> None:
    publish(olwen)
    rules(olwen, comments_open="yes")
    told = comment(site, "", name="x" * 81, email="nobody").text
    for words in ("Write your comment", "Use 80 characters", "Enter an e-mail address like"):
        assert words in told
    assert "Use 2000 characters" in comment(site, "x" * 2001).text


def test_the_language_is_changed_without_losing_words(site: Site, olwen: Worker) -> None:
    publish(olwen)
    rules(olwen, comments_open="yes")
    turned = site.client.post(f"{FORM}?lang=cy", data={"words": "Half a tho", "change_language": "cy"})
    assert turned.status_code == 200
    assert "Half a tho" in turned.text
    assert "Gadael sylw" in turned.text
    assert "Half a tho" not in olwen.get(COMMENTS).text


def test_the_policy_is_the_teams_or_a_usual_one(site: Site, olwen: Worker) -> None:
    policy = "/p/journey/comments/policy"
    assert site.client.get(policy).status_code == 404
    publish(olwen)
    assert "Somebody of the team reads every comment" in site.client.get(policy).text
    rules(olwen, **{"policy-en": "Be kind.\n\nBe brief.", "policy-cy": "Byddwch yn garedig."})
    assert "<p>Be brief.</p>" in site.client.get(policy).text
    assert "Byddwch yn garedig." in site.client.get(f"{policy}?lang=cy").text


def thanks(worker: Worker, **fields: object) -> TestResponse:
    found = re.search(rf"{THANKS}/(\w+)", worker.get(THANKS).text)
    assert found is not None
    return worker.post(found[0], fields, THANKS)


def test_thanks_are_approved_masked_and_go_with_the_response(site: Site, olwen: Worker) -> None:
    assert "There are none yet" in olwen.get(THANKS).text
    olwen.decide(words="[name]")
    assert site.client.get("/p/journey/thanks").status_code == 404
    assert thanks(olwen, named="Gwen Ellis", show="yes").status_code == 400
    assert thanks(olwen, named="x" * 101, agreed="yes").status_code == 400
    assert thanks(olwen, named="Gwen Ellis", agreed="yes", show="yes").status_code == 303
    page = site.client.get("/p/journey/thanks").text
    assert MASKED in page
    assert "Thank you, Gwen Ellis" in page
    assert "Diolch" in site.client.get("/p/journey/thanks?lang=cy").text
    site.reports.consumer([parcel(withdrawn("r1"))])
    assert site.client.get("/p/journey/thanks").status_code == 404
    assert "There are none yet" in olwen.get(THANKS).text


def test_thanks_are_taken_off(site: Site, olwen: Worker) -> None:
    olwen.decide(words="[name]")
    thanks(olwen, show="yes")
    assert "<figcaption>" not in site.client.get("/p/journey/thanks").text
    assert thanks(olwen, show="no").status_code == 303
    assert site.client.get("/p/journey/thanks").status_code == 404
    assert olwen.post(f"{THANKS}/nothing", {"show": "yes"}, THANKS).status_code == 404
    olwen.decide(verdict="refused", words="[name]", reason="no")
    assert "There are none yet" in olwen.get(THANKS).text
