"""Lets another coder teach the linear model: its codings become exemplars of one writer, the teacher."""

from collections.abc import Iterable
from dataclasses import replace

from services.analysis.domain.codings import AnswerCoding
from services.analysis.engine.exemplars import Exemplar

TEACHER = "teacher"


def taught(codings: Iterable[AnswerCoding]) -> list[Exemplar]:
    """The codings as exemplars of the writer "teacher"; an answer without codes teaches what to leave uncoded."""
    return [
        Exemplar(
            f"{TEACHER}-{number}",
            found.answer.text,
            found.answer.question,
            tuple(coding.code for coding in found.codings),
            tuple(found.facets),
        )
        for number, found in enumerate(codings, start=1)
    ]


def by_teacher(exemplars: Iterable[Exemplar]) -> list[Exemplar]:
    """The same exemplars under the teacher's name, so that they are left out together when others are judged."""
    return [replace(exemplar, id=f"{TEACHER}-{number}") for number, exemplar in enumerate(exemplars, start=1)]
