"""The reports for programs: figures, ETags, quotes, and who may ask."""

import base64
from datetime import timedelta

import pytest

from tests.support.reports.making import NOON, coded, parcel, parked, published, withdrawn
from tests.support.reports.web import VIEWER, Site, site

REPORT = "/api/v1/reports/journey"
QUOTES = f"{REPORT}/codes/time_and_space/quotes"


def _tell(site: Site, *told: object) -> None:
    site.reports.consumer([parcel(each) for each in told])


def test_a_report_tells_figures_themes_codes_and_when(demo_site: Site) -> None:
    _tell(demo_site, published(), coded(), coded("r2", {"q_next": []}), parked("r3"))
    report = demo_site.client.get(REPORT).get_json()
    assert (report["slug"], report["title"]) == ("journey", "Your improvement journey")
    assert (report["responses"], report["answers"], report["parked"]) == (2, 2, 1)
    assert (report["updated_at"], report["closed_at"]) == ("2026-11-22T12:00:00+00:00", None)
    assert report["themes"][0] == {
        "theme": "conditions",
        "title": "Conditions",
        "n": 1,
        "share": 0.5,
        "low": 0.0945,
        "high": 0.9055,
        "method": "probability-sum-95",
        "suppressed": False,
    }
    assert [(line["code"], line["theme"], line["n"]) for line in report["codes"][:2]] == [
        ("time_and_space", "conditions", 1),
        ("permission_and_trust", "conditions", 0),
    ]
    assert len(report["codes"]) == 18
    assert report["questions"][1]["codes"][0]["n"] == 1
    assert report["languages"] == [{"language": "en", "responses": 2, "suppressed": False}]
    assert report["codebooks"] == [{"codebook": "improvement", "version": 2}]


def test_titles_come_in_welsh_on_request_under_another_etag(demo_site: Site) -> None:
    _tell(demo_site, published(), coded())
    english, welsh = demo_site.client.get(REPORT), demo_site.client.get(f"{REPORT}?lang=cy")
    assert welsh.get_json()["codes"][0]["title"] == "Amser a lle"
    assert (english.headers["Content-Language"], welsh.headers["Content-Language"]) == ("en", "cy")
    assert english.headers["ETag"] != welsh.headers["ETag"]


def test_the_etag_of_a_database_begun_anew_is_another(tmp_path) -> None:
    tags = set()
    for start in range(2):
        begun = site(tmp_path / str(start), demo=True)
        begun.clock.time += timedelta(hours=start)
        _tell(begun, published(), coded())
        tags.add(begun.client.get(REPORT).headers["ETag"])
        begun.reports.close()
    assert len(tags) == 2


def test_the_etag_holds_until_something_changes(demo_site: Site) -> None:
    _tell(demo_site, published(), coded())
    tag = demo_site.client.get(REPORT).headers["ETag"]
    again = demo_site.client.get(REPORT, headers={"If-None-Match": tag})
    assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", tag)
    assert again.headers["Cache-Control"] == "private, no-cache"
    for change in (coded(revision=2), withdrawn(), published(2)):
        _tell(demo_site, change)
        changed = demo_site.client.get(REPORT, headers={"If-None-Match": tag})
        assert (changed.status_code, changed.headers["ETag"] != tag) == (200, True)
        tag = changed.headers["ETag"]


def test_quotes_have_words_spans_and_coder_but_no_id_that_could_withdraw_them(demo_site: Site) -> None:
    _tell(demo_site, published(), coded("r-secret-1", at=NOON - timedelta(hours=1)))
    answer = demo_site.client.get(QUOTES)
    quotes = answer.get_json()
    assert quotes["items"] == [
        {
            "question": "q_next",
            "text": "words of r-secret-1",
            "spans": [[0, 5]],
            "confidence": 0.8,
            "coder": "improvement-1",
            "language": "en",
            "received_at": "2026-11-22T11:00:00+00:00",
        }
    ]
    assert (quotes["n"], quotes["title"], quotes["next"]) == (1, "Time and space", None)


def test_quotes_go_on_from_a_cursor_that_names_no_response(demo_site: Site) -> None:
    _tell(demo_site, published(), *(coded(f"response-{i:02}", at=NOON + timedelta(seconds=i)) for i in range(25)))
    first = demo_site.client.get(QUOTES).get_json()
    rest = demo_site.client.get(QUOTES, query_string={"cursor": first["next"]}).get_json()
    assert (len(first["items"]), len(rest["items"]), rest["next"]) == (20, 5, None)
    assert first["items"][0]["text"] == "words of response-24"
    assert b"response" not in base64.urlsafe_b64decode(first["next"] + "==")


@pytest.mark.parametrize("cursor", ["", "x", "%00", "A" * 500, "MTIz", "OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTkuMQ", "é"])
def test_a_made_up_cursor_is_refused_by_name(demo_site: Site, cursor: str) -> None:
    _tell(demo_site, published(), coded())
    answer = demo_site.client.get(QUOTES, query_string={"cursor": cursor})
    assert (answer.status_code, answer.get_json()["code"]) == (400, "invalid-cursor")


@pytest.mark.parametrize(
    ("path", "code"),
    [("/api/v1/reports/nowhere", "report-not-found"), (f"{REPORT}/codes/nothing/quotes", "code-not-found")],
)
def test_what_is_not_there_is_404_by_name(closed_site: Site, path: str, code: str) -> None:
    _tell(closed_site, published())
    answer = closed_site.client.get(path, headers=VIEWER)
    assert (answer.status_code, answer.mimetype) == (404, "application/problem+json")
    assert answer.get_json()["code"] == code


def test_without_demo_a_report_needs_somebody_who_may_see_it(closed_site: Site) -> None:
    _tell(closed_site, published(), coded())
    for path in ("/api/v1/reports", REPORT, QUOTES):
        assert closed_site.client.get(path).status_code == 401
        assert closed_site.client.get(path, headers=VIEWER).status_code == 200


def test_a_demo_opens_its_own_survey_only(demo_site: Site) -> None:
    _tell(demo_site, published(), published(survey="learning"))
    assert demo_site.client.get("/api/v1/reports/learning").status_code == 401
    assert demo_site.client.get("/api/v1/reports").status_code == 401


def test_the_list_has_newest_changes_first(closed_site: Site) -> None:
    _tell(closed_site, published(survey="older", title="Older"))
    closed_site.clock.time += timedelta(minutes=5)
    _tell(closed_site, published())
    items = closed_site.client.get("/api/v1/reports", headers=VIEWER).get_json()["items"]
    assert [item["slug"] for item in items] == ["journey", "older"]


def test_the_document_describes_the_report(closed_site: Site) -> None:
    document = closed_site.client.get("/api/v1/reporting/openapi.json").get_json()
    assert document["openapi"].startswith("3.1")
    assert set(document["paths"]) >= {
        "/api/v1/reports",
        "/api/v1/reports/{slug}",
        "/api/v1/reports/{slug}/figures.csv",
        "/api/v1/reports/{slug}/codes/{code}",
        "/api/v1/reports/{slug}/codes/{code}/quotes",
        "/api/v1/reports/{slug}/answers",
        "/api/v1/reports/{slug}/feed.csv",
        "/api/v1/reports/{slug}/feed.json",
    }
    assert {"200", "304", "404"} <= set(document["paths"]["/api/v1/reports/{slug}"]["get"]["responses"])
    assert closed_site.client.get("/api/v1/reporting/docs").status_code == 200


def test_a_database_that_is_away_is_503_with_a_time_to_come_again(demo_site: Site) -> None:
    _tell(demo_site, published(), coded())
    demo_site.reports.migrations.downgrade()
    answer = demo_site.client.get(REPORT)
    assert (answer.status_code, answer.get_json()["code"]) == (503, "unavailable")
    assert answer.headers["Retry-After"] == "5"
