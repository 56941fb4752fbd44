"""Two groups beside each other: on the page and in the API the same differences, doubts and refusals."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from services.reports.domain.codebooks import Codebook
from shared.contracts.teams import DEFAULT_TEAM
from tests.support.reports.crowd import crowd, crowded, foreign_crowd
from tests.support.reports.making import answer, coded, parcel, published
from tests.support.reports.web import VIEWER, Site, site

PAGE, API = "/team/reports/crowd", "/api/v1/reports/crowd"


@pytest.fixture(scope="module")
def events(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A crowd, another one a year later, one that was asked in other words, and one coded by another codebook."""
    made = site(Path(tmp_path_factory.mktemp("events")))
    reworded = crowded("reworded")
    asked = tuple(replace(each, text={"en": "What now?"}) for each in reworded.questions)
    told = [
        *(crowded(), *crowd()),
        *(crowded("later"), *(each for number, each in enumerate(crowd("later")) if number % 3)),
        *(replace(reworded, questions=asked), *crowd("reworded")),
        *foreign_crowd(),
    ]
    made.reports.consumer([parcel(each) for each in told])
    yield made
    made.reports.close()


def _get(site: Site, path: str) -> Any:
    return site.client.get(path, headers=VIEWER)


def _text(site: Site, path: str) -> str:
    return re.sub(r"\s+", " ", _get(site, path).get_data(as_text=True))


def test_the_same_event_beside_itself_differs_nowhere(events: Site) -> None:
    told = _get(events, f"{API}/comparison?with=crowd").get_json()
    assert {line["difference"]["estimate"] for line in told["codes"]} == {0}
    assert (told["clearest"], told["doubts"]) == (None, ["same-people"])


def test_differences_are_those_of_the_two_reports(events: Site) -> None:
    told = _get(events, f"{API}/comparison?with=later&question=q_next").get_json()
    here, there = (_get(events, f"/api/v1/reports/{slug}").get_json() for slug in ("crowd", "later"))
    for side, report in (("one", here), ("other", there)):
        (part,) = [part for part in report["questions"] if part["question"] == "q_next"]
        shares = {code["code"]: (code["n"], code["share"]) for code in part["codes"]}
        assert {line["code"]: (line[side]["n"], line[side]["share"]) for line in told["codes"]} == shares
        assert told[side]["answers"] == part["answers"]
    for line in told["codes"]:
        apart = line["difference"]
        assert apart["estimate"] == pytest.approx(line["one"]["share"] - line["other"]["share"], abs=2e-4)
        assert apart["low"] <= apart["estimate"] <= apart["high"]
    sizes = [abs(line["difference"]["estimate"]) for line in told["codes"]]
    assert sizes == sorted(sizes, reverse=True)
    assert told["doubts"] == []


def test_groups_are_compared_and_small_ones_are_not(events: Site) -> None:
    nurses = f"{API}/comparison?with=crowd&question=q_next&group=role%3Dnurse&their_group=role%3D"
    told = _get(events, nurses + "doctor").get_json()
    assert (told["one"]["group"], told["other"]["group"]) == ("role=nurse", "role=doctor")
    assert told["doubts"] == []
    split = _get(events, f"{API}?by=role").get_json()["split"]
    groups = {line["code"]: {cell["value"]: cell for cell in line["groups"]} for line in split["questions"][0]["codes"]}
    for line in told["codes"]:
        assert line["one"]["n"] == groups[line["code"]]["nurse"]["n"]
        assert line["other"]["n"] == groups[line["code"]]["doctor"]["n"]
    refused = _get(events, nurses + "volunteer")
    assert (refused.status_code, refused.get_json()["code"]) == (403, "group-too-small")
    assert _get(events, nurses + "nobody").status_code == 403


def test_other_words_of_a_question_are_a_doubt(events: Site) -> None:
    assert _get(events, f"{API}/comparison?with=reworded&question=q_next").get_json()["doubts"] == ["wording"]
    page = _text(events, f"{PAGE}/compare?with=reworded&question=q_next")
    assert "not asked in the same words" in page
    assert "“What now?”" in page


def test_other_codebooks_are_refused_until_somebody_says_which_codes_are_alike(events: Site) -> None:
    refused = _get(events, f"{API}/comparison?with=foreign")
    assert (refused.status_code, refused.get_json()["code"]) == (409, "codebooks-differ")
    page = _get(events, f"{PAGE}/compare?with=foreign")
    assert page.status_code == 409
    assert 'name="map"' in page.get_data(as_text=True)
    told = _get(events, f"{API}/comparison?with=foreign&map=resources%3Dtime_and_space").get_json()
    assert [line["code"] for line in told["codes"]] == ["time_and_space"]
    assert _get(events, f"{API}/pooled?with=foreign").status_code == 409


def test_what_is_not_there_is_named(events: Site) -> None:
    assert _get(events, f"{API}/comparison?with=nowhere").status_code == 404
    unknown = _get(events, f"{API}/comparison?with=later&question=q_none")
    assert (unknown.status_code, unknown.get_json()["code"]) == (404, "question-not-found")
    assert _get(events, f"{API}/comparison?with=later&question=q_next&group=shoe%3D9").status_code == 404
    for side in ("group", "their_group"):
        unclear = _get(events, f"{API}/comparison?with=crowd&{side}=role%3Dnurse")
        assert (unclear.status_code, unclear.json["type"].rpartition("/")[2]) == (400, "question-needed")
        assert _get(events, f"{PAGE}/compare?with=crowd&{side}=role%3Dnurse").status_code == 400
    assert _get(events, f"{API}/comparison?with=crowd&question=role&group=role%3Dnurse").status_code == 404
    assert _get(events, f"{API}/comparison").status_code == 400


def test_pooled_events_are_all_who_answered(events: Site) -> None:
    told = _get(events, f"{API}/pooled?with=later&with=reworded&question=q_next").get_json()
    assert [event["slug"] for event in told["events"]] == ["crowd", "later", "reworded"]
    for line in told["codes"]:
        assert line["all"]["n"] == sum(cell["n"] for cell in line["events"])
        weighed = [
            (cell["share"], event["answers"]) for cell, event in zip(line["events"], told["events"], strict=True)
        ]
        mean = sum(share * n for share, n in weighed) / sum(n for _, n in weighed)
        assert line["all"]["share"] == pytest.approx(mean, abs=2e-4)
        assert line["all"]["high"] - line["all"]["low"] < min(cell["high"] - cell["low"] for cell in line["events"])
    page = _text(events, f"{PAGE}/pooled?with=later&with=reworded&question=q_next")
    assert "All together" in page
    assert "Pool with" in _text(events, f"{PAGE}/pooled")


def test_the_page_offers_what_can_be_compared(events: Site) -> None:
    first = _text(events, f"{PAGE}/compare")
    assert "Compare with" in first
    assert "Question here" not in first
    chosen = _text(events, f"{PAGE}/compare?with=crowd&question=q_next&group=role%3Dnurse&their_group=role%3Dmanager")
    assert "Clearest difference:" in chosen or "No difference between the two" in chosen
    assert "What do you do? – Nurse or midwife" in chosen
    assert 'value="role=volunteer"' in chosen, "the survey names it, so naming it tells of nobody"


def test_a_code_that_came_later_cannot_be_compared(tmp_path: Path) -> None:
    made = site(tmp_path)
    for version, codes in ((1, ["time_and_space"]), (2, ["time_and_space", "resources"])):
        _keep(made, version, codes)
    made.reports.consumer([parcel(each) for each in (*_own("early", 1, "old"), *_own("late", 2, "new"))])
    told = _get(made, "/api/v1/reports/early/comparison?with=late&question=q_next").get_json()
    lines = {line["code"]: line for line in told["codes"]}
    assert lines["time_and_space"]["difference"]["estimate"] == 0
    assert lines["resources"]["one"]["comparable"] is False
    assert lines["resources"]["difference"] is None
    assert told["doubts"] == ["models"]
    assert "coded before the codebook had this code" in _text(made, "/team/reports/early/compare?with=late")
    pooled = _get(made, "/api/v1/reports/early/pooled?with=late&question=q_next").get_json()
    lines = {line["code"]: line for line in pooled["codes"]}
    assert [cell["comparable"] for cell in lines["resources"]["events"]] == [False, True]
    made.reports.close()


def _own(slug: str, version: int, model: str) -> list[Any]:
    """A survey with a codebook of its own, and forty who spoke of time."""
    plain = published(survey=slug)
    survey = replace(plain, questions=tuple(replace(each, codebook="own") for each in plain.questions))
    said = replace(
        answer("q_next", ["time_and_space"], "time to think"), codebook="own", codebook_version=version, model=model
    )
    return [survey, *(replace(coded(f"{slug}-{n}", {}, survey=slug), answers=(said,)) for n in range(40))]


def _keep(site: Site, version: int, codes: list[str]) -> None:
    named = [{"id": code, "title": {"en": code}} for code in codes]
    body = {"themes": [{"id": "conditions", "title": {"en": "Conditions"}, "codes": named}]}
    with site.reports.open_unit() as unit:
        unit.codebooks.keep(Codebook(DEFAULT_TEAM, "own", version, body))
        unit.commit()
