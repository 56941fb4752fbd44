"""The team's pages about what people said: every figure with its table and its quotes, in both languages."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from shared.contracts.coded_answers import AnswerCoded
from shared.contracts.messages import SurveyQuestion
from tests.support.reports.making import answer, closed, coded, parcel, parked, published
from tests.support.reports.web import VIEWER, Site

PAGE = "/team/reports/journey"


def _tell(site: Site, *told: object) -> None:
    site.reports.consumer([parcel(each) for each in told])


def _text(site: Site, path: str, **options: object) -> str:
    return re.sub(r"\s+", " ", site.client.get(path, **options).get_data(as_text=True))


def test_the_live_page_has_count_time_headline_bars_table_and_quotes(demo_site: Site) -> None:
    _tell(demo_site, published(), *(coded(f"r{i}") for i in range(3)), coded("r9", {"q_next": ["shared_learning"]}))
    page = _text(demo_site, PAGE)
    assert 'data-count="4 responses"' in page
    assert '<time datetime="2026-11-22T12:00:00+00:00">12:00:00</time>' in page
    assert "Named most often: Time and space, by an estimated 75% of 4 (30% to 95%)." in page
    assert f'href="{PAGE}/codes/time_and_space"' in page
    assert page.count("<table") == 1 + 3 + 2 + 1, "themes, each theme, facets, time, and the one question with answers"
    assert "<svg" in page
    assert "style=" not in page


def test_the_page_is_cheap_to_ask_again_and_tells_a_change(demo_site: Site) -> None:
    _tell(demo_site, published(), coded())
    first = demo_site.client.get(PAGE)
    tag = first.headers["ETag"]
    assert f'data-tag="{first.get_etag()[0]}"' in first.get_data(as_text=True)
    assert demo_site.client.get(PAGE, headers={"If-None-Match": tag}).status_code == 304
    _tell(demo_site, coded("r2"))
    assert demo_site.client.get(PAGE, headers={"If-None-Match": tag}).status_code == 200


def test_a_page_kept_from_before_signing_in_is_not_taken_for_the_present_one(demo_site: Site) -> None:
    _tell(demo_site, published(), coded())
    tag = demo_site.client.get(PAGE).headers["ETag"]
    answered = demo_site.client.get(PAGE, headers={**VIEWER, "If-None-Match": tag})
    assert answered.status_code == 200
    assert "Sign out" in answered.get_data(as_text=True)


def test_a_survey_that_went_quiet_is_said_to_be_so_and_a_closed_one_is_not(demo_site: Site) -> None:
    _tell(demo_site, published(), coded())
    tag = demo_site.client.get(PAGE).headers["ETag"]
    demo_site.clock.time += timedelta(minutes=16)
    answered = demo_site.client.get(PAGE, headers={"If-None-Match": tag})
    assert answered.status_code == 200, "the warning is a change"
    assert "Nothing new since 12:00" in answered.get_data(as_text=True)
    _tell(demo_site, closed())
    demo_site.clock.time += timedelta(minutes=16)
    page = _text(demo_site, PAGE)
    assert "Nothing new" not in page
    assert "This survey closed on 22 November 2026." in page


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "Answers to this question are counted here, but not coded into themes."),
        ("cy", "Caiff atebion i'r cwestiwn hwn eu cyfrif yma, ond ni chânt eu codio yn ôl themâu."),
    ],
)
def test_a_question_without_a_codebook_is_not_said_to_have_no_themes(demo_site: Site, language: str, told: str) -> None:
    role = SurveyQuestion(key="q_role", kind="one_choice", text={"en": "Your role", "cy": "Eich rôl"})
    survey = replace(published(), questions=(*published().questions, role))
    chosen = AnswerCoded(question="q_role", text="nurse")
    _tell(demo_site, survey, replace(coded(), answers=(*coded().answers, chosen)))
    page = _text(demo_site, f"{PAGE}?lang={language}").partition('id="question-q_role"')[2].partition("</details>")[0]
    assert told in page
    assert "(1 " in page
    assert "rp-rows" not in page


def test_what_was_put_aside_is_said(demo_site: Site) -> None:
    _tell(demo_site, published(), parked("r1"), parked("r2"))
    assert "2 responses could not be processed" in _text(demo_site, PAGE)


def test_a_report_without_responses_says_so(demo_site: Site) -> None:
    _tell(demo_site, published())
    assert "No responses yet." in _text(demo_site, PAGE)


def test_the_page_is_welsh_throughout_on_request(demo_site: Site) -> None:
    _tell(demo_site, published(), coded())
    page = _text(demo_site, f"{PAGE}?lang=cy")
    assert '<html lang="cy">' in page
    assert "Crybwyllir amlaf: Amser a lle, gan amcangyfrif o 100% o 1 (21% i 100%)." in page
    assert f'href="{PAGE}/codes/time_and_space?lang=cy"' in page


def test_quotes_mark_the_words_name_the_coder_and_escape_everything(demo_site: Site) -> None:
    response = coded(codes={})
    hostile = answer("q_next", ["resources"], "no <b>backfill</b> & no time", [(3, 18)])
    _tell(demo_site, published(), replace(response, answers=(hostile,)))
    page = _text(demo_site, f"{PAGE}/codes/resources")
    assert "no <mark>&lt;b&gt;backfill&lt;/b&gt;</mark> &amp; no time" in page
    assert "coded by improvement-1, 80% sure" in page
    assert "What is next for you?" in page


def test_quotes_are_paged_in_the_language_of_the_reader(demo_site: Site) -> None:
    _tell(demo_site, published(), *(coded(f"r{i:02}") for i in range(21)))
    page = _text(demo_site, f"{PAGE}/codes/time_and_space?lang=cy")
    (older,) = re.findall(r'rel="next" href="([^"]+)"', page)
    assert "Dyfyniadau hŷn" in page
    following = _text(demo_site, older.replace("&amp;", "&"))
    assert following.count("ad-quote") == 1
    assert "Dyfyniadau diweddaraf" in following


def test_the_front_door_shows_what_is_open_and_tells_no_figures(closed_site: Site) -> None:
    _tell(closed_site, published(), coded(), published(survey="done", title="Done"), closed(survey="done"))
    page = _text(closed_site, "/")
    assert 'href="/s/journey"' in page
    assert f'href="{PAGE}"' in page
    assert "for the team, after signing in" in page
    assert "Done" not in page
    assert "1 response" not in page


@pytest.mark.parametrize("path", ["/team/reports", PAGE, f"{PAGE}/codes/resources"])
def test_strangers_are_sent_to_sign_in(closed_site: Site, path: str) -> None:
    _tell(closed_site, published(), coded())
    answered = closed_site.client.get(path)
    assert (answered.status_code, answered.headers["Location"].startswith("/sign-in?")) == (302, True)
    assert closed_site.client.get(path, headers=VIEWER).status_code == 200


def test_the_list_names_every_report_even_before_its_survey_is_known(closed_site: Site) -> None:
    _tell(closed_site, published(), coded("r2", survey="overtaken"))
    page = _text(closed_site, "/team/reports", headers=VIEWER)
    assert "Your improvement journey</a>" in page
    assert ">overtaken</a>" in page
