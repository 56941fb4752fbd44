"""The pages on which a candidate becomes a code of the draft, or is dismissed."""

from collections.abc import Mapping

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from services.reports.application.discover_themes import (
    Accepted,
    Candidate,
    accept_candidate,
    dismiss_candidate,
)
from services.reports.domain.codebook_edits import CodeWords
from services.reports.domain.codebook_errors import RecodingNotFound
from services.reports.domain.recodings import AnswerPlace, AnswerWords, Discovery
from services.reports.entrypoints.codebook_forms import WordsForm, Wrong, posted_code
from services.reports.entrypoints.codebooks_at_hand import author, own_draft, recodings_at_hand, seen_whole
from services.reports.entrypoints.discoveries_at_hand import found, own_survey, shown
from services.reports.entrypoints.reading import team
from shared.identity.access import Role, access

pages = Blueprint("candidate", __name__, url_prefix="/team/reports/<slug>/discovery/<discovery_id>/<int:number>")


@pages.get("")
@access(Role.EDITOR)
def ask_to_accept(slug: str, discovery_id: str, number: int) -> str:
    """The words of the code that a candidate becomes."""
    return _accept_page(slug, discovery_id, number, WordsForm())


@pages.post("")
@access(Role.EDITOR)
def accept(slug: str, discovery_id: str, number: int) -> ResponseReturnValue:
    """Make a candidate a code of the draft; of its quotes only those that were picked become examples."""
    discovery, words = found(slug, discovery_id)
    said, form = posted_code(request.form)
    theme = request.form.get("theme", "")
    wrong = list(form.wrong)
    if theme not in {each.id for each in own_draft(discovery.codebook).book.themes}:
        wrong.append(Wrong("theme", _("Choose a theme")))
    if wrong:
        return _accept_page(slug, discovery_id, number, WordsForm(form.texts, wrong)), 400
    picked = _picked(discovery, number, words)
    accepted = Accepted(theme, CodeWords(said.title, said.include, said.exclude, _joined(said.examples, picked)))
    candidate = Candidate(team(), discovery_id, number - 1)
    accept_candidate(candidate, accepted, seen_whole(), author=author(), desk=recodings_at_hand())
    return redirect(url_for("discovery.show", slug=slug, discovery_id=discovery_id, _anchor=f"candidate-{number}"), 303)


@pages.post("/dismiss")
@access(Role.EDITOR)
def dismiss(slug: str, discovery_id: str, number: int) -> ResponseReturnValue:
    """Say that a candidate becomes nothing."""
    found(slug, discovery_id)
    dismiss_candidate(Candidate(team(), discovery_id, number - 1), desk=recodings_at_hand())
    return redirect(url_for("discovery.show", slug=slug, discovery_id=discovery_id, _anchor=f"candidate-{number}"), 303)


def _accept_page(slug: str, discovery_id: str, number: int, form: WordsForm) -> str:
    discovery, words = found(slug, discovery_id)
    if not discovery.is_open(number - 1):
        raise RecodingNotFound(asked=discovery_id)
    theme = discovery.themes[number - 1]
    return render_template(
        "reports/codebooks/candidate.html",
        survey=own_survey(slug),
        discovery=discovery,
        number=number,
        theme=theme,
        shown=shown(theme.quotes, words),
        draft=own_draft(discovery.codebook),
        form=form,
        chosen=request.form.get("theme", ""),
    )


def _picked(discovery: Discovery, number: int, words: Mapping[AnswerPlace, AnswerWords]) -> dict[str, tuple[str, ...]]:
    """The stretches of quotes that the editor picked, of people who permit that they are quoted."""
    if not discovery.is_open(number - 1):
        return {}
    picked: dict[str, list[str]] = {}
    wanted = set(request.form.getlist("quote"))
    for place, each in enumerate(shown(discovery.themes[number - 1].quotes, words)):
        text = each.words.masked(each.at.start, each.at.end)
        if str(place) in wanted and each.words.quotable and text:
            picked.setdefault(each.words.language, []).append(text)
    return {language: tuple(texts) for language, texts in picked.items()}


def _joined(some: Mapping[str, tuple[str, ...]], more: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    languages = dict.fromkeys((*some, *more))
    return {each: tuple(dict.fromkeys((*some.get(each, ()), *more.get(each, ())))) for each in languages}
