"""A survey is started from one that comes with adborth."""

import pytest

from services.intake.adapters.survey_files import SAMPLE, BuiltInTemplates, builtin_survey_file
from services.intake.application.templates import start_from
from services.intake.domain.errors import InvalidSurvey
from services.intake.domain.print_sheets import CardSize, card_size
from services.intake.domain.templates import TemplateNotFound
from services.intake.domain.wording import Translation
from shared.codebooks.loading import builtin_names

TEMPLATES = BuiltInTemplates()
EACH = pytest.mark.parametrize("template", TEMPLATES.all(), ids=lambda template: template.slug)


def test_a_survey_of_ones_own_differs_from_its_template_by_its_address_alone() -> None:
    mine = start_from(SAMPLE, "spring-2027", templates=TEMPLATES)
    (template,) = [each for each in TEMPLATES.all() if each.slug == SAMPLE]
    assert (mine.slug, mine.version) == ("spring-2027", 0)
    assert (mine.title, mine.questions) == (template.title, template.questions)


def test_what_comes_with_adborth_has_a_name_and_the_new_survey_an_address() -> None:
    with pytest.raises(TemplateNotFound) as unknown:
        start_from("no-such", "mine", templates=TEMPLATES)
    assert unknown.value.details == {"template": "no-such"}
    with pytest.raises(InvalidSurvey, match="slug"):
        start_from(SAMPLE, "My Survey", templates=TEMPLATES)


def test_the_sample_is_one_of_the_templates() -> None:
    assert builtin_survey_file(SAMPLE).exists()


@EACH
def test_the_welsh_of_a_template_waits_for_a_translator(template) -> None:
    whole = [template.title, template.intro, template.thanks, template.closed_message, template.caution]
    said = [*whole, *(wording for question in template.questions for _, wording in question.wordings())]
    assert {wording.state("cy") for wording in said if wording} == {Translation.UNCHECKED}
    assert {wording.state("en") for wording in said if wording} == {Translation.TRANSLATED}
    assert all(template.thanks.texts.values())


@EACH
def test_a_template_asks_little_asks_leave_to_quote_and_hears_where_people_came_from(template) -> None:
    kinds = [question.kind for question in template.questions]
    assert 2 <= kinds.count("long_text") <= 5
    assert kinds.count("consent") == 1
    assert [question.key for question in template.questions if question.kind == "hidden"] == [
        "source",
        "event",
        "session",
        "cohort",
    ]
    assert all(question.codebook in builtin_names() for question in template.questions if question.kind == "long_text")
    assert all(question.help for question in template.questions if question.kind == "long_text")
    assert [question.key for question in template.questions if question.required] == (
        ["q_who"] if template.slug == "nomination" else []
    )


@EACH
def test_a_template_fits_a_printed_card(template) -> None:
    assert card_size(template) is (CardSize.A6 if template.slug == SAMPLE else CardSize.A5)
