"""Surveys as plain documents, and those as YAML."""

from collections.abc import Mapping
from typing import Any

import yaml

from services.intake.adapters.question_documents import question_from
from services.intake.adapters.survey_documents import document_of, survey_from
from services.intake.domain.draft_errors import UnreadableDraft
from services.intake.domain.questions import Question
from services.intake.domain.surveys import Survey


class PlainDocuments:
    """Implements the port SurveyDocuments."""

    def survey(self, document: Mapping[str, Any]) -> Survey:
        """The survey that a document holds. Raises InvalidSurvey naming the question and the rule."""
        return survey_from(document)

    def question(self, number: int, document: Mapping[str, Any]) -> Question:
        """The question that a document holds, the `number`th of its survey. Raises InvalidSurvey."""
        return question_from(number, document)

    def of(self, survey: Survey) -> dict[str, Any]:
        """The document from which `survey` reads the same survey; what is not said is left out."""
        document = document_of(survey)
        return {name: value for name, value in document.items() if value not in ({}, None, False)}

    def read(self, text: bytes) -> object:
        """What a YAML file holds. Raises UnreadableDraft."""
        try:
            told = text.decode("utf-8-sig")
            # A few aliases of aliases can stand for more than any memory holds.
            if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(told)):
                raise UnreadableDraft(question="", rule="must hold no aliases (*)")
            return yaml.safe_load(told)
        except UnicodeDecodeError:
            raise UnreadableDraft(question="", rule="can't be read: save it as UTF-8") from None
        except (yaml.YAMLError, ValueError, RecursionError):
            raise UnreadableDraft(question="", rule="is not valid YAML") from None

    def write(self, document: Mapping[str, Any]) -> str:
        """A document as YAML, from which `read` reads the same."""
        return yaml.safe_dump(dict(document), allow_unicode=True, sort_keys=False, width=100)
