"""A new survey is begun: empty, from a template, as another one's double, or from a file."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from services.intake.application.draft_desk import DraftDesk
from services.intake.domain.draft_errors import UnfitSlug
from services.intake.domain.draft_shapes import shaped
from services.intake.domain.drafts import Draft, slug_for
from services.intake.domain.survey_changes import Action, Author
from services.intake.domain.surveys import SLUG
from services.intake.domain.templates import TemplateNotFound

_LANGUAGES: Final = ("en", "cy")
_ADDRESSES_OF_PAGES: Final = frozenset({"new", "import"})


@dataclass(frozen=True, slots=True)
class Begun:
    """What a new survey is called: the slug, "" to make one from the title; the title by language, perhaps none."""

    slug: str
    title: Mapping[str, str]


def start_empty(begun: Begun, *, author: Author, desk: DraftDesk) -> Draft:
    """Begin a survey without questions, in English and Welsh. Raises UnfitSlug."""
    return _start(begun, {"languages": list(_LANGUAGES)}, Action.CREATED, author, desk)


def start_from_template(name: str, begun: Begun, *, author: Author, desk: DraftDesk) -> Draft:
    """Begin a survey from one that comes with adborth. Raises TemplateNotFound, UnfitSlug."""
    for template in desk.templates.all():
        if template.slug == name:
            return _start(begun, desk.documents.of(template), Action.CREATED, author, desk)
    raise TemplateNotFound(template=name)


def duplicate(slug: str, begun: Begun, *, author: Author, desk: DraftDesk) -> Draft:
    """Begin a survey as the double of another one of the team, with what its draft says, if it has one.

    Nothing is dropped but slug and title. Raises SurveyNotFound, UnfitSlug.
    """
    with desk.open_reading() as reading:
        source = desk.draft(slug, author.team_id, reading)
    return _start(begun, source.document, Action.DUPLICATED, author, desk)


def start_from_file(text: bytes, begun: Begun, *, author: Author, desk: DraftDesk) -> Draft:
    """Begin a survey from a YAML file, which may be unfinished. Raises UnreadableDraft, UnfitSlug.

    The file's slug is taken where none is given.
    """
    document = shaped(desk.documents.read(text))
    given = document.get("slug")
    named = Begun(begun.slug or (given if isinstance(given, str) else ""), begun.title)
    return _start(named, document, Action.IMPORTED, author, desk)


def _start(begun: Begun, document: Mapping[str, Any], what: Action, author: Author, desk: DraftDesk) -> Draft:
    title = {language: text for language, text in begun.title.items() if text.strip()}
    called = title or document.get("title") or {}
    slug = begun.slug or next(filter(None, map(slug_for, map(_said, called.values()))), "")
    _check(slug)
    named = {**document, "slug": slug, "title": called, "questions": document.get("questions") or []}
    draft = Draft(slug=slug, team_id=author.team_id, document=named)
    draft = draft.saved(author.name, desk.clock.now())
    with desk.open_unit() as unit:
        taken = unit.surveys.find(slug) is not None or unit.archive.find(slug) is not None
        if taken or not unit.drafts.start(draft):
            raise UnfitSlug(slug=slug, reason="taken")
        desk.note(what, slug, author, unit)
        unit.commit()
    return draft


def _check(slug: str) -> None:
    if not slug:
        raise UnfitSlug(slug=slug, reason="missing")
    if not SLUG.fullmatch(slug):
        raise UnfitSlug(slug=slug, reason="form")
    if slug in _ADDRESSES_OF_PAGES:
        raise UnfitSlug(slug=slug, reason="taken")


def _said(text: object) -> str:
    return str(text.get("text") or "") if isinstance(text, Mapping) else str(text)
