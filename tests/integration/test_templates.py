"""Every template in both languages: filled in without JavaScript, coded by the built-in model, read in the report."""

import html
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import requests
import yaml

from services.intake.adapters.survey_files import BuiltInTemplates
from services.intake.domain.surveys import Survey
from shared.codebooks.loading import builtin_codebook
from tests.support.servers.waiting import wait_until
from tests.support.system.one_process import OneProcess
from tests.support.templates import publish_templates

SAID: Mapping[str, Any] = yaml.safe_load(Path(__file__).with_name("template_answers.yaml").read_text(encoding="utf-8"))
TEMPLATES = {template.slug: template for template in BuiltInTemplates().all()}
LANGUAGES = ("en", "cy")
THANKS = {"en": "Thank you, your card is stored", "cy": "Diolch, mae eich cerdyn wedi'i gadw"}
CODED = [
    (slug, question.key) for slug, survey in TEMPLATES.items() for question in survey.questions if question.codebook
]


class Hall:
    """adborth in one process with every template published, its reports read by a token of the team's."""

    def __init__(self, system: OneProcess) -> None:
        self._address = system.client.intake
        self._token = system.run("users", "token", "reader").split()[-1]

    def fill_in(self, survey: Survey, language: str) -> requests.Response:
        """Open the form, write what is said in this language into its own fields, and send it as a browser does."""
        said = SAID[survey.slug]
        hidden = {question.key for question in survey.questions if question.kind == "hidden"}
        of_address = {key: value for key, value in said["beside"].items() if key in hidden}
        address = f"{self._address}/s/{survey.slug}"
        page = requests.get(address, params={"lang": language, **of_address}, timeout=20).text
        typed = {key: value for key, value in said["beside"].items() if key not in hidden}
        typed |= {key: answer[language] for key, answer in said["answers"].items()}
        assert typed.keys() <= set(re.findall(r' name="(\w+)"', page))
        carried = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page)
        fields = {name: html.unescape(value) for name, value in carried}
        assert of_address.items() <= fields.items()
        return requests.post(address, params={"lang": language}, data=fields | typed, timeout=20)

    def told(self, path: str) -> Any:
        """What the API of reports tells."""
        return self._read(f"/api/v1/reports/{path}").json()

    def page(self, path: str) -> str:
        """A page of the report, without the marks on its words, unescaped."""
        return html.unescape(re.sub(r"</?mark>", "", self._read(f"/team/reports/{path}").text))

    def _read(self, path: str) -> requests.Response:
        answer = requests.get(self._address + path, headers={"Authorization": f"Bearer {self._token}"}, timeout=20)
        answer.raise_for_status()
        return answer


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hall]:
    with OneProcess(tmp_path_factory.mktemp("templates")) as system:
        publish_templates(system.data)
        yield Hall(system.start())


@pytest.fixture(scope="module")
def sent(hall: Hall) -> dict[tuple[str, str], requests.Response]:
    """The answers to a card for each template in each language; all of them are coded when it is there."""
    answers = {(slug, name): hall.fill_in(survey, name) for slug, survey in TEMPLATES.items() for name in LANGUAGES}
    for slug in TEMPLATES:
        wait_until(lambda slug=slug: hall.told(slug)["responses"] == 2, 30, what=f"two responses to {slug}")
    return answers


def part_of(report: Mapping[str, Any], question: str) -> Mapping[str, Any]:
    return next(part for part in report["questions"] if part["question"] == question)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("slug", TEMPLATES)
def test_a_card_is_stored_and_thanked_for_in_its_language(sent, slug, language) -> None:
    answer = sent[slug, language]
    assert answer.status_code == 201
    page = html.unescape(answer.text)
    assert THANKS[language] in page
    assert TEMPLATES[slug].thanks.texts[language] in page


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("slug", TEMPLATES)
def test_the_report_shows_every_question_and_codes_where_there_is_a_codebook(hall, sent, slug, language) -> None:
    page = hall.page(f"{slug}?lang={language}")
    for question in TEMPLATES[slug].questions:
        if question.kind == "hidden" or question.type.private:
            assert f"question-{question.key}" not in page
            continue
        shown = page.partition(f'id="question-{question.key}"')[2].partition("rp-axis")[0].partition("<details")[0]
        assert question.text.texts[language] in shown
        assert bool(re.search(rf'id="{question.key}-\w+" href', shown)) == bool(question.codebook)


@pytest.mark.parametrize(("slug", "question"), CODED)
def test_the_welsh_answer_stands_in_the_same_theme_as_the_english_one(hall, sent, slug, question) -> None:
    code = SAID[slug]["answers"][question]["code"]
    theme = next(
        theme.id for theme in builtin_codebook("improvement").themes for each in theme.codes if each.id == code
    )
    part = part_of(hall.told(slug), question)
    assert part["answers"] == 2
    assert {line["theme"]: line["n"] for line in part["themes"]}[theme] == 2


@pytest.mark.parametrize(("slug", "question"), CODED)
def test_the_words_stand_behind_the_figures_and_nobodys_name_or_address_does(hall, sent, slug, question) -> None:
    said = SAID[slug]["answers"][question]
    given = [line["code"] for line in part_of(hall.told(slug), question)["codes"] if line["n"]]
    pages = [hall.page(f"{slug}/codes/{code}") for code in given]
    for language in LANGUAGES:
        assert any(said[language] in page for page in pages)
    aside = [SAID[slug]["beside"][key] for key in ("q_contact", "q_who") if key in SAID[slug]["beside"]]
    assert not [name for name in aside for page in [*pages, hall.page(slug)] if name in page]
