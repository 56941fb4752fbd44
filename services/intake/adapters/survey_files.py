"""Surveys come from YAML files, so that they can be reviewed, kept and shared like text."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Final

import yaml

from services.intake.adapters.survey_documents import survey_from
from services.intake.domain.errors import InvalidSurvey
from services.intake.domain.surveys import Survey

SAMPLE: Final = "journey"
"""The template that is published at a first start, so that there is something to look at."""
_BUILT_IN: Final = Path(__file__).parents[1] / "surveys"


def builtin_survey_files() -> list[Path]:
    """The files of the surveys that come with adborth as templates, by name; each is named after its slug."""
    return sorted(_BUILT_IN.glob("*.yaml"))


def builtin_survey_file(name: str) -> Path:
    """The file of the template of this name."""
    return _BUILT_IN / f"{name}.yaml"


class BuiltInTemplates:
    """The templates from their files, read once."""

    def all(self) -> Sequence[Survey]:
        """All of them, by name."""
        return _builtin_surveys()


@cache
def _builtin_surveys() -> tuple[Survey, ...]:
    return tuple(map(read_survey_file, builtin_survey_files()))


def read_survey_file(path: Path) -> Survey:
    """The survey in a YAML file, not published yet; raises InvalidSurvey naming file, question and rule."""
    try:
        document = yaml.safe_load(path.read_text(encoding="utf-8-sig"))
        survey = survey_from(document)
        survey.admission.check_attributes({question.key for question in survey.questions if question.is_attribute})
        return survey
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidSurvey(file=path.name, question="", rule=f"can't be read: {type(error).__name__}") from None
    except yaml.YAMLError as error:
        where = getattr(error, "problem_mark", None)
        line = f" in line {where.line + 1}" if where else ""
        raise InvalidSurvey(file=path.name, question="", rule=f"is not valid YAML{line}") from None
    except InvalidSurvey as error:
        raise InvalidSurvey(file=path.name, **error.details) from None
