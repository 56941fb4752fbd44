"""The surveys that come with adborth, to start one's own from."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from services.intake.domain.surveys import Survey
from services.intake.domain.templates import TemplateNotFound


class Templates(Protocol):
    """Every survey that comes with adborth, not published, its slug the template's name."""

    def all(self) -> Sequence[Survey]:
        """All of them, by name."""


def start_from(name: str, slug: str, *, templates: Templates) -> Survey:
    """The template of this name as a survey of one's own, not published; raises TemplateNotFound, InvalidSurvey."""
    for template in templates.all():
        if template.slug == name:
            return replace(template, slug=slug)
    raise TemplateNotFound(template=name)
