"""A filter as clauses of SQL, so that a search, its figures and its safety all mean the same answers."""

from collections.abc import Iterator
from typing import Any, Final, TypeVar

from sqlalchemy import Select, String, and_, cast, exists, or_

from services.reports.adapters import tables
from services.reports.adapters.aspect_tables import spoken_answers
from services.reports.domain.aspects import PROBLEM, PROBLEMS
from services.reports.domain.attributes import LANGUAGE
from services.reports.domain.filters import CoderKind, Filter
from services.reports.domain.spoken import mutated

_SPOKEN: Final = spoken_answers.c
_WELSH: Final = "cy"
_PERSON: Final = "person:"
S = TypeVar("S", bound=Select[Any])


def joined(found: S, wanted: Filter, *, with_answers: bool = False) -> S:
    """The statement over spoken answers, with their answers and responses where the filter needs them."""
    answer, response = tables.answers, tables.responses
    whole = found.select_from(spoken_answers)
    if wanted.facet or with_answers:
        same = (answer.c.response_id == _SPOKEN.response_id) & (answer.c.question == _SPOKEN.question)
        whole = whole.join(answer, same)
    return whole.join(response, response.c.response_id == _SPOKEN.response_id) if wanted.who else whole


def clauses_of(wanted: Filter) -> list[Any]:
    """What must be so."""
    return [*_base(wanted), *map(_word, wanted.sought), *traits_of(wanted), *_who(wanted)]


def traits_of(wanted: Filter) -> list[Any]:
    """What an answer must have, besides being an answer to the question; in one order."""
    coding = tables.codings.alias()
    here = coding.c.question == _SPOKEN.question
    code = [coding.c.code == wanted.code] if wanted.code else []
    return [
        *([speaks(wanted.facet)] if wanted.facet else []),
        *([_bears(coding, here, *code)] if wanted.code else []),
        *([_bears(coding, here, *code, _given_by(coding, wanted.coder))] if wanted.coder else []),
        *([_bears(coding, coding.c.code == wanted.beside)] if wanted.beside else []),
    ]


def attribute_of(key: str) -> Any:
    """The value of an attribute, null where none was given."""
    response = tables.responses.c
    return response.language if key == LANGUAGE else response.attributes[key].as_string()


def _base(wanted: Filter) -> Iterator[Any]:
    yield _SPOKEN.team_id == wanted.survey.team_id
    yield _SPOKEN.survey == wanted.survey.slug
    if wanted.question is not None:
        yield _SPOKEN.question == wanted.question


def _word(word: str) -> Any:
    # Folded words hold letters, digits and `_`, which is escaped: it stands for any character otherwise.
    plain = _SPOKEN.words.contains(f" {word}", autoescape=True)
    others = [_SPOKEN.words.contains(f" {form}", autoescape=True) for form in mutated(word)[1:]]
    return or_(plain, and_(_SPOKEN.language == _WELSH, or_(*others))) if others else plain


def speaks(facet: str) -> Any:
    """Whether an answer has a facet."""
    # A list of short names as the database writes it, which is the same on both.
    held = cast(tables.answers.c.facets, String)
    sought = sorted(PROBLEMS) if facet == PROBLEM else [facet]
    return or_(*(held.contains(f'"{each}"', autoescape=True) for each in sought))


def _bears(coding: Any, *clauses: Any) -> Any:
    """Whether the response has such a coding."""
    return exists().where(coding.c.response_id == _SPOKEN.response_id, *clauses)


def _given_by(coding: Any, coder: CoderKind) -> Any:
    by_person = coding.c.coder.startswith(_PERSON, autoescape=True)
    return by_person if coder is CoderKind.PERSON else ~by_person


def _who(wanted: Filter) -> Iterator[Any]:
    for group in wanted.who:
        column = attribute_of(group.attribute)
        yield column == group.value if group.value else column.is_(None)
