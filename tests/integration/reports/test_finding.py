"""The search through answers, how people speak, the wall and the feed: the same figures everywhere."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from services.reports.entrypoints.feed import COLUMNS
from tests.support.reports.crowd import crowd, crowded
from tests.support.reports.making import answer, coded, parcel
from tests.support.reports.web import VIEWER, Site, site

PAGE, API = "/team/reports/crowd", "/api/v1/reports/crowd"


@pytest.fixture
def crowd_site(tmp_path: Path) -> Iterator[Site]:
    """A survey with many nurses, few managers and three volunteers, and one answer by a person."""
    made = site(tmp_path)
    seen = replace(answer("q_next", ["resources"], "Mae gymuned yn bwysig <b>"), model="person:p1", facets=("need",))
    said = replace(coded("seen", {}, survey="crowd", language="cy"), answers=(seen,))
    made.reports.consumer([parcel(each) for each in (crowded(), *crowd(), said)])
    yield made
    made.reports.close()


def _get(made: Site, path: str, **asked: Any) -> Any:
    return made.client.get(path, headers=VIEWER, query_string=asked or None)


def _text(made: Site, path: str) -> str:
    return re.sub(r"\s+", " ", _get(made, path).get_data(as_text=True))


def _n(made: Site, **asked: Any) -> Any:
    return _get(made, f"{API}/answers", **asked).get_json()["n"]


def test_every_number_of_how_people_speak_opens_so_many_answers(crowd_site: Site) -> None:
    report = _get(crowd_site, API).get_json()
    for facet in report["facets"]:
        assert _n(crowd_site, facet=facet["facet"]) == facet["n"]
        for line in facet["codes"]:
            assert _n(crowd_site, facet=facet["facet"], code=line["code"]) == line["n"]
    assert report["aspects"][1]["facets"] == report["facets"], "there are answers to one question only"
    for pair in report["together"]["pairs"]:
        assert _n(crowd_site, code=pair["codes"][0], beside=pair["codes"][1]) == pair["n"]
    assert sum(report["tone"].values()) == report["responses"]
    assert sum(part["responses"] or 0 for part in report["time"]["parts"]) <= report["responses"]
    assert "facets" not in _get(crowd_site, f"{API}?by=role").get_json()


def test_the_page_sets_what_worked_beside_what_is_missing_and_links_each_number(crowd_site: Site) -> None:
    page = _text(crowd_site, PAGE)
    report = _get(crowd_site, API).get_json()
    worked = next(facet for facet in report["facets"] if facet["facet"] == "success")
    for line in worked["codes"]:
        assert f'href="{PAGE}/codes/{line["code"]}?facet=success">{line["n"]}<' in page
        assert f'href="{PAGE}/codes/{line["code"]}?facet=%2Bproblem">' in page
    for at in ("themes", "speaking", "balance", "together", "when", "tone", "questions", "made"):
        assert f'href="#{at}"' in page
        assert f'id="{at}"' in page
    assert "style=" not in page
    assert len(_get(crowd_site, PAGE).data) < 64_000


def test_quotes_by_how_people_speak_are_those_that_were_counted_and_of_no_group(crowd_site: Site) -> None:
    quotes = _get(crowd_site, f"{API}/codes/resources/quotes?facet=%2Bproblem").get_json()
    assert len(quotes["items"]) == 20
    refused = _get(crowd_site, f"{API}/codes/resources/quotes?facet=need&by=role&value=nurse&question=q_next")
    assert refused.status_code == 403


def test_a_person_is_named_to_no_stranger_and_a_model_says_how_sure_it_was(crowd_site: Site) -> None:
    page = _text(crowd_site, f"{PAGE}/find?words=cymuned")
    assert "Mae <mark>gymuned</mark> yn bwysig &lt;b&gt;" in page, "a mutated word is found in a Welsh answer"
    assert "coded by a reviewer" in page
    assert "1 of 137" in page
    assert "coded by improvement-1" in _text(crowd_site, f"{PAGE}/codes/resources")
    assert _n(crowd_site, coder="person") == 1
    assert _n(crowd_site, coder="model", code="resources") + 1 == _n(crowd_site, code="resources")


def test_a_filter_is_kept_in_the_address_of_the_next_page(crowd_site: Site) -> None:
    page = _text(crowd_site, f"{PAGE}/find?code=resources&question=q_next&lang=cy")
    (older,) = re.findall(r'rel="next" href="([^"]+)"', page)
    assert "code=resources" in older
    assert "question=q_next" in older
    assert "lang=cy" in older
    following = _text(crowd_site, older.replace("&amp;", "&"))
    assert "Dyfyniadau diweddaraf" in following


def test_a_group_is_told_by_question_and_without_words_and_as_the_split_tells_it(crowd_site: Site) -> None:
    split = _get(crowd_site, f"{API}?by=role").get_json()["split"]
    sizes = {group["value"]: group["answers"] for group in split["questions"][0]["groups"]}
    assert _n(crowd_site, question="q_next", who="role:nurse") == sizes["nurse"] == 70
    for asked, status, code in (
        ({"who": "role:nurse"}, 400, "question-needed"),
        ({"who": "role:nurse", "words": "words", "question": "q_next"}, 400, "words-of-everyone"),
        ({"who": "role:volunteer", "question": "q_next"}, 403, "group-too-small"),
        ({"who": "role:volunteer", "question": "q_next", "facet": "need"}, 403, "group-too-small"),
        ({"who": ["role:nurse", "site:Bangor"], "question": "q_next"}, 403, "group-too-small"),
        ({"who": "invitation:ann", "question": "q_next"}, 404, "attribute-not-found"),
        ({"who": ["role:nurse", "invitation:ann"], "question": "q_next"}, 404, "attribute-not-found"),
        ({"code": "nothing"}, 404, "code-not-found"),
        ({"beside": "nothing"}, 404, "code-not-found"),
        ({"cursor": "x"}, 400, "invalid-cursor"),
    ):
        refused = _get(crowd_site, f"{API}/answers", **asked)
        assert (refused.status_code, refused.get_json()["code"]) == (status, code)
    assert _get(crowd_site, f"{API}/answers", coder="somebody").status_code == 400
    asked = {"question": "q_next", "who": "role:nurse", "code": "resources"}
    found = _get(crowd_site, f"{API}/answers", **asked).get_json()
    assert (found["n"], found["total"]) == (36, 70), "the split tells so"
    assert {coding["code"] for item in found["items"] for coding in item["codings"]} == {"resources"}
    needing = sum("need" in each.answers[0].facets for each in crowd()[:70])
    assert _n(crowd_site, question="q_next", who="role:nurse", facet="need") == needing > 0


def test_what_is_hidden_of_a_group_is_not_to_be_counted_in_its_answers(crowd_site: Site) -> None:
    found = _get(crowd_site, f"{API}/answers", question="q_next", who="role:manager").get_json()
    told = {code["code"] for code in found["codes"] if not code["suppressed"]}
    assert told < {code["code"] for code in found["codes"]}, "else nothing is hidden here"
    assert len(found["items"]) == found["n"] == 14
    assert {coding["code"] for item in found["items"] for coding in item["codings"]} <= told
    assert not any(item["facets"] for item in found["items"]), "how a group speaks is told nowhere"
    everyone = _get(crowd_site, f"{API}/answers", question="q_next").get_json()["items"]
    assert any(item["facets"] and item["codings"] for item in everyone)


def test_without_a_filter_the_newest_answers_are_read_and_no_figure_is_made(crowd_site: Site) -> None:
    found = _get(crowd_site, f"{API}/answers").get_json()
    assert (found["n"], found["codes"], len(found["items"])) == (None, [], 20)
    assert set(found["items"][0]["codings"][0]) == {"code", "theme", "spans", "confidence", "coder"}
    assert b"response" not in re.sub(rb'"[a-z_]*":', b"", _get(crowd_site, f"{API}/answers").data)


def test_one_code_tells_what_goes_with_it(crowd_site: Site) -> None:
    code = _get(crowd_site, f"{API}/codes/resources").get_json()
    assert {facet["facet"] for facet in code["facets"]} == {"need", "barrier", "success", "plan", "offer"}
    assert sum(code["tone"].values()) == code["n"]
    assert all("n" in part for part in code["time"]["parts"])
    assert _get(crowd_site, f"{API}/codes/nothing").status_code == 404


def test_the_wall_shows_figures_no_quotes_and_nothing_to_press(crowd_site: Site) -> None:
    answered = _get(crowd_site, f"{PAGE}/wall")
    page = answered.get_data(as_text=True)
    assert 'data-count="137 responses"' in page
    for kind in ("<a ", "<button", "<form", "<blockquote"):
        assert kind not in page
    again = crowd_site.client.get(f"{PAGE}/wall", headers={**VIEWER, "If-None-Match": answered.headers["ETag"]})
    assert again.status_code == 304


def test_the_feed_has_the_same_columns_in_both_forms_and_the_figures_of_the_report(crowd_site: Site) -> None:
    answered = _get(crowd_site, f"{API}/feed.csv")
    rows = list(csv.DictReader(io.StringIO(answered.get_data(as_text=True).removeprefix("\ufeff"))))
    assert tuple(rows[0]) == COLUMNS
    told = _get(crowd_site, f"{API}/feed.json").get_json()
    assert (told["version"], tuple(told["columns"]), len(told["rows"])) == (1, COLUMNS, len(rows))
    assert [row["n"] if row["n"] is not None else "" for row in told["rows"]] == [
        int(row["n"]) if row["n"] else "" for row in rows
    ]
    report = _get(crowd_site, API).get_json()
    whole = {row["code"]: int(row["n"]) for row in rows if row["kind"] == "code" and not row["question"]}
    assert whole == {line["code"]: line["n"] for line in report["codes"]}
    assert {row["kind"] for row in rows} == {"theme", "code", "group", "facet", "tone", "time"}
    volunteers = [row for row in rows if row["value"] == "volunteer"]
    assert volunteers
    assert all((row["n"], row["suppressed"]) == ("", "True") for row in volunteers)
    kept = crowd_site.client.get(f"{API}/feed.csv", headers={**VIEWER, "If-None-Match": answered.headers["ETag"]})
    assert kept.status_code == 304
    json_kept = crowd_site.client.get(f"{API}/feed.json", headers={**VIEWER, "If-None-Match": "x"})
    assert json_kept.status_code == 200


def test_the_columns_of_the_feed_are_a_promise() -> None:
    assert ",".join(COLUMNS) == (
        "version,survey,survey_title,updated_at,kind,question,question_text,theme,code,title,attribute,value,value_title,"
        "facet,begins,answers,n,share,low,high,method,suppressed"
    )


def test_a_spreadsheet_that_was_refused_hears_that_a_password_will_do(crowd_site: Site) -> None:
    refused = crowd_site.client.get(f"{API}/feed.csv")
    assert refused.status_code == 401
    assert 'Basic realm="adborth", charset="UTF-8"' in refused.headers.getlist("WWW-Authenticate")
    assert len(crowd_site.client.get(API).headers.getlist("WWW-Authenticate")) == 1, "no browser asks for passwords"
