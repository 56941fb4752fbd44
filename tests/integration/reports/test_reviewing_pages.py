"""Reviewing in a browser without scripts: what is pressed holds, is told, and never overwrites somebody else's."""

import re
from collections.abc import Mapping

import pytest
from sqlalchemy import select

from services.reports.adapters import tables
from services.reports.domain.decisions import AnswerAt, fingerprint, reference_of
from shared.codebooks.loading import builtin_codebook
from tests.support.reports.making import coded, parcel, published, withdrawn
from tests.support.reports.web import Site

REVIEW = "/team/reports/journey/review"
ANN = {"X-Test-Caller": "ann", "X-Test-Role": "reviewer"}
BEN = {"X-Test-Caller": "ben", "X-Test-Role": "reviewer"}
TEXT = "words of r1"
VERSION = builtin_codebook("improvement").version


def _tell(site: Site, *told: object) -> None:
    site.reports.consumer([parcel(each) for each in told])


@pytest.fixture
def desk(closed_site: Site) -> Site:
    """A survey with two answers that a model coded."""
    chances = {"time_and_space": 0.6, "resources": 0.1}
    _tell(closed_site, published(), coded("r1", chances=chances), coded("r2", chances={"time_and_space": 0.9}))
    return closed_site


def _path(response_id: str = "r1") -> str:
    return f"{REVIEW}/answers/{reference_of(AnswerAt(response_id, 'q_next'))}"


def _page(site: Site, path: str, who: Mapping[str, str] = ANN) -> str:
    return re.sub(r"\s+", " ", site.client.get(path, headers=who).get_data(as_text=True))


def _post(site: Site, path: str, who: Mapping[str, str] = ANN, **fields: object):
    token = re.search(r'name="csrf_token" value="([^"]+)"', _page(site, REVIEW, who))
    assert token
    return site.client.post(path, headers=who, data={"csrf_token": token[1], **fields})


def _fields(number: int = 0, **more: object) -> dict[str, object]:
    kept = {"rows": 1, "code-0": "time_and_space", "keep-0": "yes", "start-0": 0, "end-0": 5}
    kept |= {"first-0": 1, "last-0": 1, "number": number, "words": fingerprint(TEXT), "version": VERSION}
    return kept | more


def _codings(site: Site, response_id: str = "r1") -> dict[str, tuple[str, list[list[int]]]]:
    table = tables.codings.c
    with site.reports.database.read() as connection:
        rows = connection.execute(select(table.code, table.coder, table.spans).where(table.response_id == response_id))
        return {row.code: (row.coder, row.spans) for row in rows}


def test_reviewers_and_nobody_below_them_come_in(desk: Site) -> None:
    viewer = {"X-Test-Caller": "vi"}
    for path in (REVIEW, f"{REVIEW}/next", _path(), f"{REVIEW}/disagreements"):
        assert desk.client.get(path, headers=viewer).status_code == 403
    assert desk.client.get(f"{REVIEW}/agreement", headers=viewer).status_code == 200


def test_the_least_sure_comes_first_and_saving_leads_on(desk: Site) -> None:
    assert "0 of 2 answers reviewed." in _page(desk, REVIEW)
    first = desk.client.get(f"{REVIEW}/next", headers=ANN)
    assert first.location == _path() + "?queue=unsure"
    page = _page(desk, first.location)
    assert "<mark>words</mark> of r1" in page
    assert "the model improvement-1" in page
    saved = _post(desk, _path(), **_fields(do="accept", queue="unsure"))
    assert saved.status_code == 303
    following = desk.client.get(saved.location, headers=ANN)
    assert following.location.startswith(_path("r2"))
    assert _path() in _page(desk, following.location), "the way back to what was saved"
    assert _codings(desk) == {"time_and_space": ("person:ann", [[0, 5]])}
    assert "1 of 2 answers reviewed." in _page(desk, REVIEW)
    end = _post(desk, _path("r2"), **_fields(do="none", words=fingerprint("words of r2")))
    assert "Nothing more to review here" in _page(desk, end.location)


def test_codes_are_removed_added_and_moved_by_the_numbers_of_words(desk: Site) -> None:
    moved = {"first-0": 2, "last-0": 3, "code": "shared_learning", "first": 3, "last": "", "do": "save"}
    assert _post(desk, _path(), **_fields(**moved)).status_code == 303
    assert _codings(desk) == {
        "time_and_space": ("person:ann", [[6, 11]]),
        "shared_learning": ("person:ann", [[9, 11]]),
    }
    without = {name: value for name, value in _fields(1, do="save", code="resources").items() if name != "keep-0"}
    assert _post(desk, _path(), **without).status_code == 303
    assert _codings(desk) == {"resources": ("person:ann", [[0, 11]])}


def test_adding_draws_the_form_again_and_keeps_nothing(desk: Site) -> None:
    answer = _post(desk, _path(), **_fields(do="add", code="resources", first="1", last="2", comment="two of them"))
    page = re.sub(r"\s+", " ", answer.get_data(as_text=True))
    assert answer.status_code == 200
    assert 'name="code-1" value="resources"' in page
    assert "two of them" in page
    assert _codings(desk) == {"time_and_space": ("improvement-1", [[0, 5]])}


@pytest.mark.parametrize(("first", "last"), [("9", ""), ("2", "1"), ("x", "1"), ("0", "1")])
def test_numbers_that_no_word_has_are_told_at_their_field(desk: Site, first: str, last: str) -> None:
    answer = _post(desk, _path(), **_fields(do="save", code="resources", first=first, last=last))
    assert answer.status_code == 400
    assert '<a href="#first">' in answer.get_data(as_text=True)
    assert _codings(desk) == {"time_and_space": ("improvement-1", [[0, 5]])}


def test_two_at_once_see_both_and_choose(desk: Site) -> None:
    assert _post(desk, _path(), ANN, **_fields(do="none", comment="Only a greeting.")).status_code == 303
    late = _post(desk, _path(), BEN, **_fields(do="save", code="resources", first=1))
    page = re.sub(r"\s+", " ", late.get_data(as_text=True))
    assert late.status_code == 409
    assert "What holds: by ann" in page
    assert "Only a greeting." in page
    assert _codings(desk) == {}, "nothing was overwritten"
    mine = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page.split('id="mine"')[1]))
    assert _post(desk, _path(), BEN, **(mine | {"do": "accept"})).status_code == 303
    assert set(_codings(desk)) == {"time_and_space", "resources"}


def test_undo_brings_back_what_held(desk: Site) -> None:
    _post(desk, _path(), **_fields(do="none"))
    assert _codings(desk) == {}
    assert _post(desk, _path(), **_fields(1, do="undo")).status_code == 303
    assert _codings(desk) == {"time_and_space": ("improvement-1", [[0, 5]])}
    assert "undone, the model's codes hold" in _page(desk, _path())
    again = _post(desk, _path(), **_fields(2, do="undo"))
    assert again.status_code == 409


def test_words_that_changed_and_answers_that_went_are_told(desk: Site) -> None:
    assert _post(desk, _path(), **_fields(do="none", words=fingerprint("others"))).status_code == 409
    assert _post(desk, _path(), **_fields(do="save", code="of_my_own")).status_code == 422
    _tell(desk, withdrawn("r1"))
    assert desk.client.get(_path(), headers=ANN).status_code == 404


def test_a_sample_is_coded_without_anybodys_codes_in_sight(desk: Site) -> None:
    assert _post(desk, f"{REVIEW}/sample", question="q_next", more="x").status_code == 400
    assert _post(desk, f"{REVIEW}/sample", question="q_next", more="2").status_code == 303
    assert _post(desk, f"{REVIEW}/sample", question="q_next", more="2").status_code == 409
    assert "2 drawn of 2 answers" in _page(desk, REVIEW)
    first = desk.client.get(f"{REVIEW}/next?queue=sample", headers=ANN).location
    blind = _page(desk, first)
    assert "<mark>" not in blind
    assert "keep-0" not in blind
    assert "improvement-1" not in blind
    response_id = "r1" if first.startswith(_path()) else "r2"
    told = {"do": "save", "queue": "sample", "code": "resources", "words": fingerprint(f"words of {response_id}")}
    fields = {name: value for name, value in _fields(**told).items() if not name.endswith("-0")} | {"rows": 0}
    assert _post(desk, first.split("?")[0], **fields).status_code == 303
    assert set(_codings(desk, response_id)) == {"resources"}
    assert _post(desk, first.split("?")[0], **fields).status_code == 409, "once only"
    assert _post(desk, first.split("?")[0], BEN, **(fields | {"code": "shared_learning"})).status_code == 303
    assert set(_codings(desk, response_id)) == {"resources"}, "the second is kept beside the first"
    differing = _page(desk, f"{REVIEW}/disagreements")
    assert f"words of {response_id}" in differing
    for name in ("ann", "ben", "The model"):
        assert f">{name}</h2>" in differing
    assert "Not enough data" in _page(desk, f"{REVIEW}/agreement")


def test_the_report_says_that_people_checked_it(desk: Site) -> None:
    _tell(desk, *(coded(f"s{n:02}", chances={"time_and_space": 0.9}) for n in range(40)))
    _post(desk, f"{REVIEW}/sample", question="q_next", more="35")
    for _ in range(35):
        place = desk.client.get(f"{REVIEW}/next?queue=sample", headers=ANN).location.split("?")[0]
        text = re.search(r"<blockquote[^>]*>([^<]*)</blockquote>", _page(desk, place + "?queue=sample"))
        assert text
        fields = {
            "do": "none",
            "queue": "sample",
            "words": fingerprint(text[1]),
            "rows": 0,
            "number": 0,
            "version": VERSION,
        }
        assert _post(desk, place, **fields).status_code == 303
    page = _page(desk, "/team/reports/journey")
    assert "35 answers drawn at random, of which people coded 35 without seeing the model's codes" in page.replace(
        "&#39;", "'"
    )
    told = desk.client.get("/api/v1/reports/journey", headers=ANN).json
    (question,) = [each for each in told["questions"] if each["question"] == "q_next"]
    assert question["sample"] == {"drawn": 35, "reviewed": 35, "used": True}
    assert {line["method"] for line in question["codes"]} == {"prediction-powered-95"}
    assert all(line["share"] < 0.2 for line in question["codes"]), "nobody found what the model was sure of"
