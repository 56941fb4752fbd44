"""A survey is started from one that comes with adborth."""

import pytest

from services.intake.adapters.survey_files import SAMPLE, BuiltInTemplates, builtin_survey_file
from services.intake.application.templates import start_from
from services.intake.domain.errors import InvalidSurvey
from services.intake.domain.templates import TemplateNotFound

TEMPLATES = BuiltInTemplates()


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
