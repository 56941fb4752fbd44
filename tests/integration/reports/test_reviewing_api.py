"""Reviews and agreement for programs with a token: what comes next, decisions by hand, undoing, and figures."""

import pytest

from services.reports.domain.decisions import AnswerAt, reference_of
from shared.codebooks.loading import builtin_codebook
from tests.support.reports.making import coded, parcel, published
from tests.support.reports.web import Site

PATH = "/api/v1/reports/journey"
TOKEN = {"X-Test-Caller": "board", "X-Test-Role": "reviewer", "X-Test-Via": "token"}
OTHER = TOKEN | {"X-Test-Caller": "other"}
VERSION = builtin_codebook("improvement").version


@pytest.fixture
def desk(closed_site: Site) -> Site:
    """A survey with two answers that a model coded."""
    told = [published(), coded("r1", chances={"time_and_space": 0.6}), coded("r2", chances={"time_and_space": 0.9})]
    closed_site.reports.consumer([parcel(each) for each in told])
    return closed_site


def _next(site: Site, query: str = "") -> dict[str, object]:
    return dict(site.client.get(f"{PATH}/reviews{query}", headers=TOKEN).json["next"])


def _new(site: Site, **more: object) -> dict[str, object]:
    told = _next(site)
    return {name: told[name] for name in ("reference", "words", "number", "codebook_version")} | more


def _post(site: Site, new: dict[str, object], who: dict[str, str] = TOKEN):
    return site.client.post(f"{PATH}/reviews", json=new, headers=who)


def test_what_comes_next_can_be_judged_as_it_is(desk: Site) -> None:
    told = _next(desk)
    assert told["reference"] == reference_of(AnswerAt("r1", "q_next"))
    assert (told["text"], told["codebook_version"], told["coder"]) == ("words of r1", VERSION, "improvement-1")
    assert told["codes"] == [{"code": "time_and_space", "spans": [[0, 5]]}]
    made = _post(desk, _new(desk, codes=[{"code": "resources", "spans": [[0, 5], [9, 11]]}, {"code": "voice"}][:1]))
    assert made.status_code == 201
    assert (made.json["number"], made.json["coder"]) == (1, "person:board")
    assert made.json["codes"] == [{"code": "resources", "spans": [[0, 5], [9, 11]]}]
    (progress,) = desk.client.get(f"{PATH}/reviews", headers=TOKEN).json["questions"]
    assert progress == {"question": "q_next", "answers": 2, "decided": 1, "blind": 0, "drawn": 0, "reviewed": 0}
    undone = _post(desk, {"reference": told["reference"], "number": 1, "undo": True})
    assert (undone.status_code, undone.json["number"], undone.json["coder"]) == (201, 2, "improvement-1")


def test_what_cannot_be_is_told_by_its_code(desk: Site) -> None:
    new = _new(desk)
    assert _post(desk, new).status_code == 201
    told = [
        (_post(desk, new, OTHER), 409, "decision-overtaken"),
        (_post(desk, new | {"number": 1, "words": "0" * 64}), 409, "words-changed"),
        (_post(desk, new | {"number": 1, "codes": [{"code": "x"}]}), 422, "review-code-unknown"),
        (
            _post(desk, new | {"number": 1, "codes": [{"code": "resources", "spans": [[0, 99]]}]}),
            422,
            "review-span-outside",
        ),
        (_post(desk, new | {"reference": "0" * 24}), 404, "answer-not-found"),
        (_post(desk, {"codes": []}), 400, "invalid-fields"),
    ]
    for answer, status, code in told:
        assert answer.status_code == status
        if status != 400:
            assert answer.json["code"] == code


def test_a_blind_coding_is_one_of_two_and_shows_nobodys_codes(desk: Site) -> None:
    new = _new(desk, blind=True, codes=[{"code": "resources"}])
    assert _post(desk, new).status_code == 201
    assert _post(desk, new).json["code"] == "already-coded"
    assert _post(desk, new | {"codes": []}, OTHER).status_code == 201
    told = desk.client.get(f"{PATH}/agreement", headers=TOKEN).json
    assert (told["answers"], told["least"], told["enough"]) == (1, 30, False)
    assert [each["id"] for each in told["coders"]] == ["model", "board", "other"]
    assert [each["code"] for each in told["codes"]] == ["resources", "time_and_space"]
    nothing = {"n": 1, "value": None, "low": None, "high": None}
    assert told["codes"][0]["alpha"] == nothing
    assert told["codes"][0]["kappas"][0] == nothing | {"between": ["model", "board"]}
    assert desk.client.get(f"{PATH}/reviews?queue=sample", headers=TOKEN).json["next"] is None


def test_only_reviewers_review_and_every_reader_sees_the_agreement(desk: Site) -> None:
    viewer = TOKEN | {"X-Test-Role": "viewer"}
    assert desk.client.get(f"{PATH}/reviews", headers=viewer).status_code == 403
    assert desk.client.post(f"{PATH}/reviews", headers=viewer, json={}).status_code == 403
    assert desk.client.get(f"{PATH}/agreement", headers=viewer).status_code == 200
    assert desk.client.get("/api/v1/reports/nowhere/agreement", headers=viewer).status_code == 404
    assert desk.client.get("/api/v1/reports/nowhere/reviews", headers=TOKEN).status_code == 404
