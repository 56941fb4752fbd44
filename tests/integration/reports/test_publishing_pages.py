"""Drafts, quotes and publications by their pages, feeds and API, as browsers and programs meet them."""

import json
import re
from xml.etree import ElementTree

import pytest

from tests.support.reports.making import parcel, published, withdrawn
from tests.support.reports.publishing import MASKED, PUBLICATION, QUOTES, WORDS, Worker, others, quotable
from tests.support.reports.web import Site

PUBLIC = (
    "/p/journey/1",
    "/p/journey/1?lang=cy",
    "/p/journey/1/embed",
    "/p/journey/1/figures.csv",
    "/p/journey/1/quotes.csv",
    "/p/journey/1/publication.json",
    "/p/journey/numbers",
    "/p/journey/feed.xml",
    "/p/feed.xml",
    "/p/oembed.json?url=http://localhost/p/journey/1",
    "/api/v1/publications",
    "/api/v1/publications/journey/1",
    "/api/v1/publications/journey/1/figures.csv",
    "/api/v1/publications/journey/1/quotes.csv",
)
WITH_QUOTES = [
    path for path in PUBLIC if path.endswith(("/1", "cy", "quotes.csv", "publication.json")) and "?url" not in path
]


@pytest.fixture
def site(closed_site: Site) -> Site:
    told = [published(), *others(), quotable(), quotable("r2", "Words that nobody approved")]
    closed_site.reports.consumer([parcel(each) for each in told])
    return closed_site


@pytest.fixture
def olwen(site: Site) -> Worker:
    return Worker(site.client)


@pytest.fixture
def out(site: Site, olwen: Worker) -> Site:
    """Number 1 is out, with one quote."""
    assert olwen.decide(words="[name]").status_code == 303
    assert olwen.approve().status_code == 303
    assert olwen.publish().headers["Location"] == "/p/journey/1"
    return site


def test_nothing_is_public_before_somebody_publishes(site: Site) -> None:
    for path in PUBLIC:
        answer = site.client.get(path)
        assert answer.status_code == (200 if path in ("/p/feed.xml", "/api/v1/publications") else 404), path
        assert "journey" not in answer.text or answer.status_code == 404


def test_what_is_public_needs_no_cookie_sets_none_and_is_asked_about_again(out: Site) -> None:
    for path in PUBLIC:
        answer = out.client.get(path)
        assert answer.status_code == 200, path
        assert "Set-Cookie" not in answer.headers
        assert answer.headers["Cache-Control"] == "public, no-cache" or path == "/api/v1/publications"
        for secret in ("Ann", "Jones", "2087", "nobody approved", "Words of"):
            assert secret not in answer.text, path


def test_an_approved_quote_is_there_as_it_was_masked_and_after_a_withdrawal_a_tombstone(out: Site) -> None:
    before = {path: out.client.get(path) for path in WITH_QUOTES}
    known = {path: {"If-None-Match": answer.headers["ETag"]} for path, answer in before.items()}
    assert len(before) == 6
    for path, answer in before.items():
        assert MASKED in answer.text
        assert out.client.get(path, headers=known[path]).status_code == 304
    out.reports.consumer([parcel(withdrawn("r1"))])
    for path in before:
        after = out.client.get(path, headers=known[path])
        assert after.status_code == 200
        assert "Bangor" not in after.text
        assert "withdrawn by the person who wrote it" in after.text or "Tynnwyd dyfyniad" in after.text


def test_a_draft_is_written_looked_at_and_corrected(site: Site, olwen: Worker) -> None:
    fields = {
        "title-en": "What we heard <b>",
        "introduction-cy": "Helo\r\n\r\nByd",
        "questions": ["q_next", "no"],
        "splits": ["language"],
    }
    assert olwen.post(PUBLICATION, fields).status_code == 303
    page = olwen.get(PUBLICATION).text
    assert 'value="What we heard &lt;b&gt;"' in page
    assert re.search(r'value="q_next"[^>]*checked', page)
    assert not re.search(r'value="q_support"[^>]*checked', page)
    preview = olwen.get(f"{PUBLICATION}/preview?lang=cy").text
    assert '<p class="nhsuk-body-l">Helo</p>' in preview
    assert '<h1 lang="en">' not in preview
    assert "Iaith y ffurflen" in preview


def test_texts_that_are_too_long_are_said_and_kept(olwen: Worker) -> None:
    answer = olwen.post(PUBLICATION, {"title-en": "x" * 201})
    assert answer.status_code == 400
    assert "Use 200 characters or fewer" in answer.text
    assert "x" * 201 in answer.text


def test_two_editors_at_once_lose_no_text(olwen: Worker) -> None:
    stale = olwen.hidden(PUBLICATION)
    olwen.post(PUBLICATION, {"title-en": "First"})
    answer = olwen.client.post(PUBLICATION, data={**stale, "title-en": "Second"}, headers=olwen._headers())
    assert answer.status_code == 409
    assert 'value="Second"' in answer.text
    assert "Somebody else changed the draft meanwhile" in answer.text
    assert olwen.client.post(f"{PUBLICATION}/approve", data=stale, headers=olwen._headers()).status_code == 409


def test_a_reviewer_decides_an_editor_writes_and_an_owner_makes_the_rules(site: Site, olwen: Worker) -> None:
    seen = {
        "viewer": [PUBLICATION, f"{PUBLICATION}/preview"],
        "reviewer": [f"{PUBLICATION}/quotes", QUOTES, f"{QUOTES}/{olwen.reference()}"],
        "owner": [f"{PUBLICATION}/rules"],
    }
    order = ["viewer", "reviewer", "editor", "owner"]
    for least, paths in seen.items():
        for role in order:
            allowed = order.index(role) >= order.index(least)
            for path in paths:
                assert Worker(site.client, "Mair", role).get(path).status_code == (200 if allowed else 403), (
                    role,
                    path,
                )
    for path in ("", "/approve", "/publish"):
        assert Worker(site.client, "Mair", "reviewer").post(f"{PUBLICATION}{path}").status_code == 403
    assert site.client.get(PUBLICATION).status_code == 302


def test_a_second_person_approves(site: Site, olwen: Worker) -> None:
    assert (
        olwen.post(f"{PUBLICATION}/rules", {"smallest": "", "second_person": "yes"}, f"{PUBLICATION}/rules").status_code
        == 303
    )
    olwen.post(PUBLICATION, {"title-en": "Findings"})
    assert 'id="approve"' not in olwen.get(PUBLICATION).text
    assert olwen.approve().status_code == 409
    mair = Worker(site.client, "Mair", "editor")
    assert 'id="approve"' in mair.get(PUBLICATION).text
    assert mair.approve().status_code == 303
    assert "by Mair on" in olwen.get(PUBLICATION).text
    assert olwen.publish().status_code == 303


def test_the_smallest_group_holds_for_the_report_and_for_what_is_published(site: Site, olwen: Worker) -> None:
    rules = f"{PUBLICATION}/rules"
    for wrong in ("2", "101", "x", "5.5"):
        assert olwen.post(rules, {"smallest": wrong}, rules).status_code == 400
    assert olwen.post(rules, {"smallest": "11"}, rules).status_code == 303
    assert 'value="11"' in olwen.get(rules).text
    assert "Only 10 answered; figures of fewer than 11 are not shown." in olwen.get(PUBLICATION).text
    assert olwen.approve().status_code == 409


def test_masks_are_ticked_words_and_a_reason_is_asked_for(olwen: Worker) -> None:
    page = f"{QUOTES}/{olwen.reference('[name]')}"
    shown = olwen.post(page, {"word": ["0", "5", "999", "x"], "kind": "place", "verdict": "open"}, page)
    assert shown.status_code == 303
    text = olwen.get(page).text
    assert text.count("[place]") == 2
    bare = olwen.post(page, {"word": ["5"], "verdict": "approved"}, page)
    assert bare.status_code == 400
    assert "Say why words that were suggested to be masked can be read" in bare.text
    refused = olwen.post(page, {"verdict": "refused"}, page)
    assert "Say why the answer is not quoted" in refused.text
    assert olwen.post(page, {"verdict": "refused", "reason": "x" * 501}, page).status_code == 400
    assert olwen.post(page, {"verdict": "refused", "reason": "Too personal"}, page).status_code == 303
    assert "Reason: Too personal" in olwen.get(QUOTES).text


def test_somebody_else_s_decision_is_not_overwritten(olwen: Worker) -> None:
    page = f"{QUOTES}/{olwen.reference('[name]')}"
    stale = olwen.hidden(page)
    olwen.decide(words="[name]")
    late = olwen.client.post(page, data={**stale, "verdict": "refused", "reason": "no"}, headers=olwen._headers())
    assert late.status_code == 409


def test_a_chosen_quote_is_taken_out_and_put_in(olwen: Worker) -> None:
    olwen.decide(words="[name]")
    page = f"{QUOTES}/{olwen.reference('[name]')}"
    assert "Take out of the draft" in olwen.get(QUOTES).text
    assert olwen.post(f"{page}/out", page=QUOTES).status_code == 303
    assert MASKED not in olwen.get(f"{PUBLICATION}/preview").text
    assert olwen.post(f"{page}/in", page=QUOTES).status_code == 303
    assert MASKED in olwen.get(f"{PUBLICATION}/preview").text
    assert "1 approved" in olwen.get(f"{PUBLICATION}/quotes").text


def test_only_the_short_form_may_stand_in_a_frame(out: Site) -> None:
    framed = out.client.get("/p/journey/1/embed")
    assert "frame-ancestors *" in framed.headers["Content-Security-Policy"]
    assert framed.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert "X-Frame-Options" not in framed.headers
    for path in ("/p/journey/1", "/p/journey/numbers"):
        assert "frame-ancestors 'none'" in out.client.get(path).headers["Content-Security-Policy"]


def test_other_sites_find_out_how_to_embed(out: Site) -> None:
    page = out.client.get("/p/journey/1").text
    found = re.search(r'type="application/json\+oembed"[^>]*href="([^"]+)"', page)
    assert found is not None
    told = out.client.get(found[1].replace("&amp;", "&")).json
    assert (told["version"], told["type"], told["width"]) == ("1.0", "rich", 640)
    assert 'src="http://localhost/p/journey/1/embed"' in told["html"]
    small = out.client.get("/p/oembed.json?url=http://localhost/p/journey&maxwidth=300&maxheight=x").json
    assert (small["width"], small["height"]) == (300, 720)
    for wrong in ("http://elsewhere.example/p/journey/1", "http://localhost/s/journey", ""):
        assert out.client.get(f"/p/oembed.json?url={wrong}").status_code == 404
    assert out.client.get("/p/oembed.json?url=http://localhost/p/journey&format=xml").status_code == 501


def test_numbers_are_listed_and_fed(out: Site, olwen: Worker) -> None:
    assert "What changed since the last number" in olwen.get(PUBLICATION).text
    olwen.post(PUBLICATION, {"note-en": "Two & more", "note-cy": "Dau", "reason": "withdrawal"})
    olwen.approve()
    olwen.publish()
    assert out.client.get("/p/journey").headers["Location"] == "/p/journey/2"
    assert "A newer number stands in place of this one" in out.client.get("/p/journey/1").text
    assert "Dau" in out.client.get("/p/journey/2?lang=cy").text
    assert "Two &amp; more" in out.client.get("/p/journey/numbers").text
    for path in ("/p/journey/feed.xml", "/p/feed.xml"):
        feed = out.client.get(path)
        assert feed.mimetype == "application/rss+xml"
        items = ElementTree.fromstring(feed.data).findall("./channel/item")
        assert [item.findtext("link") for item in items] == [f"http://localhost/p/journey/{n}" for n in (2, 1)]
        assert "Two & more" in items[0].findtext("description")
        assert out.client.get(path, headers={"If-None-Match": feed.headers["ETag"]}).status_code == 304
    listed = out.client.get("/api/v1/publications?survey=journey").json["items"]
    assert [(each["number"], each["reason"]) for each in listed] == [(2, "withdrawal"), (1, "first")]
    assert out.client.get("/api/v1/publications?survey=other").json == {"items": [], "next": None}


def test_numbers_that_no_database_holds_are_not_there(out: Site) -> None:
    for number in ("0", "2", "999999", "1000000", "99999999999999999999"):
        for path in (f"/p/journey/{number}", f"/api/v1/publications/journey/{number}"):
            assert out.client.get(path).status_code == 404, path


def test_the_document_is_the_same_on_the_page_and_in_the_api(out: Site) -> None:
    document = json.loads(out.client.get("/p/journey/1/publication.json").data)
    assert document == out.client.get("/api/v1/publications/journey/1").json
    assert (document["schema"], document["number"], document["path"]) == (1, 1, "/p/journey/1")
    assert WORDS not in json.dumps(document)


def test_a_public_page_is_small(out: Site) -> None:
    page = out.client.get("/p/journey/1", headers={"Accept-Encoding": "identity"})
    print(f"a public page: {len(page.data) / 1000:.1f} KB of HTML")
    assert len(page.data) < 60_000
