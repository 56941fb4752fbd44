"""The page on which paper cards are typed: one after the other, without a hand leaving the keys."""

from collections.abc import Mapping
from typing import Any, Final

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l

from services.intake.application.print_cards import known_attributes, new_card
from services.intake.application.type_card import Typed, Typing, type_card
from services.intake.domain.errors import AlreadyWithdrawn, InvalidAnswers
from services.intake.domain.paper_cards import NUMBER_BITS, number_from, read_number, shown_number
from services.intake.domain.paper_errors import CardNotFound, UnreadablePhoto
from services.intake.domain.surveys import Survey
from services.intake.entrypoints.paper_at_hand import PROBLEMS, own_survey, paper_at_hand
from services.intake.entrypoints.sent_answers import answers_sent
from services.intake.entrypoints.sentences import SENTENCES, sentence
from shared.identity.access import Role, access, current_caller
from shared.web.languages import current_language

pages = Blueprint("intake_type_in", __name__, url_prefix="/team/surveys/<slug>/type-in")

# No question's key holds a hyphen.
NUMBER: Final = "card-number"
LANGUAGE: Final = "card-language"
PHOTO: Final = "card-photo"
FRESH: Final = "card-fresh"
_OUR_OWN: Final = frozenset({NUMBER, LANGUAGE, FRESH, "csrf_token"})
_MOST_BYTES: Final = 11 * 1024 * 1024
_WRONG_NUMBER: Final = _l("Compare the number with the card: a character of it must be wrong")


@pages.before_app_request
def admit_photos() -> None:
    """Let a photo come with a card; before anybody looks at the form, since its length is judged then."""
    if request.endpoint == f"{pages.name}.save":
        request.max_content_length = _MOST_BYTES


@pages.get("")
@access(Role.REVIEWER)
def show(slug: str) -> str:
    """An empty card to be typed, with what became of the one before."""
    survey = own_survey(slug)
    return _page(survey, {}, request.args.get("language") or current_language())


@pages.post("")
@access(Role.REVIEWER)
def save(slug: str) -> ResponseReturnValue:
    """Keep a card and show an empty one, or show it again with what is wrong."""
    survey = own_survey(slug)
    language = survey.language_for(request.form.get(LANGUAGE, ""))
    answers: dict[str, str] = {}
    try:
        answers = answers_sent(survey, _posted())
        typed = type_card(_typing(survey, language, answers), survey, desk=paper_at_hand())
    except InvalidAnswers as error:
        wrong = {fault.question: sentence(fault) for fault in error.faults}
    except (CardNotFound, AlreadyWithdrawn, UnreadablePhoto) as error:
        wrong = {PHOTO if isinstance(error, UnreadablePhoto) else NUMBER: _told(error)}
    else:
        return redirect(_next(slug, typed, language), 303)
    return _page(survey, answers, language, wrong), 400


def _posted() -> dict[str, list[str]]:
    # Browsers send line ends as CR LF whatever was typed.
    return {
        name: [text.replace("\r\n", "\n") for text in texts]
        for name, texts in request.form.lists()
        if name not in _OUR_OWN
    }


def _typing(survey: Survey, language: str, answers: Mapping[str, str]) -> Typing:
    """The typed card; one without a number gets the fresh one of its page. Raises CardNotFound."""
    given = request.form.get(NUMBER, "")
    number = read_number(given or request.form.get(FRESH, ""))
    if number is None:
        raise CardNotFound(number="")
    photo = request.files.get(PHOTO)
    caller = current_caller()
    return Typing(
        number=number,
        language=language,
        answers=answers,
        by=caller.id,
        by_name=caller.name,
        photo=photo.read() if photo is not None and photo.filename else None,
        new=None if given.strip() else new_card(survey, request.args, number),
    )


def _told(error: CardNotFound | AlreadyWithdrawn | UnreadablePhoto) -> str:
    if isinstance(error, CardNotFound) and not error.details["number"]:
        return str(_WRONG_NUMBER)
    if isinstance(error, AlreadyWithdrawn):
        return str(SENTENCES[error.code])
    problem = PROBLEMS[error.code]
    return f"{problem.title}. {problem.what_to_do}"


def _next(slug: str, typed: Typed, language: str) -> str:
    became = "again" if typed.again else typed.state.value
    told: dict[str, Any] = known_attributes(request.args)
    told |= {"last": typed.number, "was": became, "language": language}
    if not request.form.get(NUMBER, "").strip():
        told["fresh"] = 1
    return url_for("intake_type_in.show", slug=slug, **told)


def _page(survey: Survey, answers: Mapping[str, str], language: str, wrong: Mapping[str, str] | None = None) -> str:
    last = read_number(request.args.get("last", "")) if not wrong else None
    fresh = request.form.get(FRESH) or number_from(paper_at_hand().random_bits(NUMBER_BITS))
    return render_template(
        "intake/type_in.html",
        survey=survey,
        answers=answers,
        language=survey.language_for(language),
        wrong=wrong or {},
        number=request.form.get(NUMBER, ""),
        fresh=fresh,
        last=shown_number(last) if last else "",
        was=request.args.get("was", ""),
    )
