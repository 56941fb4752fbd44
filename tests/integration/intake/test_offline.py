"""What phones fetch to open a form without a connection: the worker, its page, and the rules that the form carries."""

import json
import re
from html import unescape

import pytest

from services.intake.application.publish_survey import publish_survey
from tests.support.surveys import a_question, a_survey


def test_the_worker_may_control_every_form_and_is_never_kept(client) -> None:
    script = client.get("/s/worker.js")
    assert script.mimetype == "text/javascript"
    assert script.headers["Cache-Control"] == "no-store"
    assert re.search(r'const NAME = "adborth-[0-9a-f]{12}";', script.text)
    assert 'const OFFLINE = ["/s/offline.html?lang=en", "/s/offline.html?lang=cy"];' in script.text
    (imported,) = re.findall(r'importScripts\("(/static/intake/worker\.[0-9a-f]{12}\.js)"\)', script.text)
    with client.get(imported) as answer:
        assert answer.status_code == 200


def test_the_worker_is_the_same_for_every_reader(client) -> None:
    scripts = [client.get("/s/worker.js", headers={"Accept-Language": language}).text for language in ("en", "cy")]
    assert scripts[0] == scripts[1] == client.get("/s/worker.js?lang=cy").text


@pytest.mark.parametrize(("language", "heading"), [("en", "No connection"), ("cy", "Dim cysylltiad")])
def test_a_page_that_is_not_kept_has_one_to_stand_for_it(client, language: str, heading: str) -> None:
    assert f"<h1>{heading}</h1>" in client.get(f"/s/offline.html?lang={language}").text


def test_the_form_tells_its_script_what_the_survey_asks(client, intake) -> None:
    questions = (
        a_question(longest=500, required=True),
        a_question("source", kind="hidden", codebook=None),
        a_question("q_yes", kind="yes_no", codebook=None),
    )
    publish_survey(a_survey(questions=questions), uow=intake.desk.open_unit(), clock=intake.clock)
    page = client.get("/s/card?lang=en").text
    assert json.loads(unescape(re.search(r'data-questions="([^"]+)"', page)[1])) == {
        "q_next": {"says": True, "required": True, "limit": 500},
        "source": {"hidden": True},
        "q_yes": {"says": True},
    }
    assert 'data-worker="/s/worker.js"' in page
    assert 'data-to="/api/v1/surveys/card/responses"' in page
