"""What answers speak of beside the codes, as candidates that people make codes of or dismiss."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from services.reports.application.discover_themes import (
    Accepted,
    Candidate,
    accept_candidate,
    ask_discovery,
    dismiss_candidate,
)
from services.reports.application.read_report import read_report
from services.reports.domain.codebook_edits import CodeWords
from services.reports.domain.codebook_errors import RecodingNotFound
from services.reports.domain.recodings import AnswerPlace, AnswerWords, Discovery
from services.reports.domain.surveys import Survey
from services.reports.entrypoints.codebook_forms import WordsForm, Wrong, posted_code
from services.reports.entrypoints.codebooks_at_hand import author, own_draft, recodings_at_hand, seen_whole
from services.reports.entrypoints.reading import reading, survey_key, team
from shared.contracts.coding_work import WordsAt
from shared.identity.access import Role, access

pages = Blueprint("discovery", __name__, url_prefix="/team/reports/<slug>/discovery")


@dataclass(frozen=True, slots=True)
class Shown:
    """A quote of a candidate, with the words that mark it."""

    at: WordsAt
    words: AnswerWords


@pages.get("")
@access(Role.EDITOR)
def listed(slug: str) -> str:
    """All discoveries of a survey, and the form that asks for one."""
    return _list_page(slug)


@pages.post("")
@access(Role.EDITOR)
def ask(slug: str) -> ResponseReturnValue:
    """Ask for candidates."""
    survey = _survey(slug)
    question, codebook = request.form.get("question") or None, request.form.get("codebook", "")
    known = question is None or question in {each.key for each in survey.questions}
    if not known or codebook not in _codebooks(survey):
        return _list_page(slug, [Wrong("codebook", _("Choose a codebook and a question from the lists"))]), 400
    desk = recodings_at_hand()
    discovery = ask_discovery(survey_key(slug), question, codebook, author=author(), desk=desk)
    return redirect(url_for("discovery.show", slug=slug, discovery_id=discovery.discovery_id), 303)


@pages.get("/<discovery_id>")
@access(Role.EDITOR)
def show(slug: str, discovery_id: str) -> str:
    """The candidates with their quotes."""
    discovery, words = _found(slug, discovery_id)
    return render_template(
        "reports/codebooks/discovery.html",
        survey=_survey(slug),
        discovery=discovery,
        shown=[_shown(theme.quotes, words) for theme in discovery.themes],
    )


@pages.get("/<discovery_id>/<int:number>")
@access(Role.EDITOR)
def ask_to_accept(slug: str, discovery_id: str, number: int) -> str:
    """The words of the code that a candidate becomes."""
    return _accept_page(slug, discovery_id, number, WordsForm())


@pages.post("/<discovery_id>/<int:number>")
@access(Role.EDITOR)
def accept(slug: str, discovery_id: str, number: int) -> ResponseReturnValue:
    """Make a candidate a code of the draft; of its quotes only those that were picked become examples."""
    discovery, words = _found(slug, discovery_id)
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


@pages.post("/<discovery_id>/<int:number>/dismiss")
@access(Role.EDITOR)
def dismiss(slug: str, discovery_id: str, number: int) -> ResponseReturnValue:
    """Say that a candidate becomes nothing."""
    _found(slug, discovery_id)
    dismiss_candidate(Candidate(team(), discovery_id, number - 1), desk=recodings_at_hand())
    return redirect(url_for("discovery.show", slug=slug, discovery_id=discovery_id, _anchor=f"candidate-{number}"), 303)


def _list_page(slug: str, wrong: Sequence[Wrong] = ()) -> str:
    survey = _survey(slug)
    with recodings_at_hand().read() as recodings:
        found = recodings.discoveries(survey.key)
    return render_template(
        "reports/codebooks/discoveries.html",
        survey=survey,
        discoveries=found,
        codebooks=_codebooks(survey),
        wrong=wrong,
    )


def _accept_page(slug: str, discovery_id: str, number: int, form: WordsForm) -> str:
    discovery, words = _found(slug, discovery_id)
    if not discovery.is_open(number - 1):
        raise RecodingNotFound(asked=discovery_id)
    theme = discovery.themes[number - 1]
    return render_template(
        "reports/codebooks/candidate.html",
        survey=_survey(slug),
        discovery=discovery,
        number=number,
        theme=theme,
        shown=_shown(theme.quotes, words),
        draft=own_draft(discovery.codebook),
        form=form,
        chosen=request.form.get("theme", ""),
    )


def _survey(slug: str) -> Survey:
    return read_report(survey_key(slug), shelf=reading().shelf).report.survey


def _codebooks(survey: Survey) -> list[str]:
    return sorted({question.codebook for question in survey.questions if question.codebook})


def _found(slug: str, discovery_id: str) -> tuple[Discovery, Mapping[AnswerPlace, AnswerWords]]:
    with recodings_at_hand().read() as recodings:
        discovery = recodings.discovery(team(), discovery_id)
        if discovery is None or discovery.survey != survey_key(slug):
            raise RecodingNotFound(asked=discovery_id)
        places = [AnswerPlace(at.response_id, at.question) for theme in discovery.themes for at in theme.quotes]
        return discovery, recodings.words(team(), places)


def _shown(quotes: Sequence[WordsAt], words: Mapping[AnswerPlace, AnswerWords]) -> list[Shown]:
    """The quotes whose words are still there."""
    places = [(at, AnswerPlace(at.response_id, at.question)) for at in quotes]
    return [Shown(at, words[place]) for at, place in places if place in words]


def _picked(discovery: Discovery, number: int, words: Mapping[AnswerPlace, AnswerWords]) -> dict[str, tuple[str, ...]]:
    """The stretches of quotes that the editor picked, of people who permit that they are quoted."""
    if not discovery.is_open(number - 1):
        return {}
    picked: dict[str, list[str]] = {}
    wanted = set(request.form.getlist("quote"))
    for place, shown in enumerate(_shown(discovery.themes[number - 1].quotes, words)):
        text = shown.words.text[shown.at.start : shown.at.end].strip()
        if str(place) in wanted and shown.words.quotable and text:
            picked.setdefault(shown.words.language, []).append(text)
    return {language: tuple(texts) for language, texts in picked.items()}


def _joined(some: Mapping[str, tuple[str, ...]], more: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    languages = dict.fromkeys((*some, *more))
    return {each: tuple(dict.fromkeys((*some.get(each, ()), *more.get(each, ())))) for each in languages}
