"""The gate before the public form and API: what a request brings beside its answers, and how it is refused."""

from collections.abc import Iterable, Mapping
from typing import Final, cast

from flask import Flask, current_app, request
from flask_babel import lazy_gettext as _l

from services.intake.application.door import Visit
from services.intake.application.gate import NOTHING_TO_TELL, Gate, Terms, terms_of
from services.intake.domain.admission import Quota
from services.intake.domain.errors import StorageAway
from services.intake.domain.invitations import INVITE
from services.intake.domain.refusals import NotLetIn
from services.intake.domain.signs import STAMP, TRAP, Signs
from services.intake.domain.surveys import Survey
from services.intake.entrypoints.unfinished_at_hand import beside_saved, key_beside
from shared.web.problems import Problem, register_problems

_EXTENSION: Final = "adborth-intake-gate"

REFUSALS: Final[Mapping[str, Problem]] = {
    "too-many-cards": Problem(
        429,
        _l("Very many cards are coming in at the moment"),
        _l("Keep what you wrote and send it again in a minute. Sending the same card twice counts once."),
    ),
    "invitation-needed": Problem(
        403,
        _l("This survey is for people who were invited"),
        _l("Open the link in your invitation. If you have none, ask the organiser."),
    ),
    "invitation-unknown": Problem(
        403,
        _l("This invitation is not known"),
        _l("Check that you opened the whole link in your invitation, or ask the organiser for a new one."),
    ),
    "invitation-used": Problem(
        410,
        _l("An answer was sent with this invitation before"),
        _l("Thank you: it is stored. An invitation takes one answer. Ask the organiser if you did not send it."),
    ),
    "survey-full": Problem(
        410,
        _l("This survey has as many answers as it needs"),
        _l("Thank you for wanting to take part. Ask the organiser if you still want to say something."),
    ),
    "resumed-sent": Problem(
        409,
        _l("These answers were sent before, from another page or device"),
        _l("What you see here is not stored. With the receipt that was given then you can see what was sent."),
    ),
    "not-by-invitation": Problem(
        409,
        _l("This survey is open to everybody"),
        _l("To invite people, set invitations to personal or anonymous in the survey."),
    ),
    "secret-changed": Problem(
        409,
        _l("The links of these invitations can't be made again"),
        _l("The secret of this installation was changed. The links that were sent still work."),
    ),
}


def install_gate(app: Flask, gate: Gate) -> None:
    """Give the application its gate, and its pages what a form carries beside the answers."""
    app.extensions[_EXTENSION] = gate
    register_problems(app, REFUSALS)
    app.jinja_env.globals.update(carried_invite=carried_invite, carried_stamp=carried_stamp, quota_words=quota_words)


def gate_at_hand() -> Gate:
    """The gate that this application was given."""
    return cast(Gate, current_app.extensions[_EXTENSION])


def check_pace(slug: str) -> None:
    """Count a card to this survey from the request's address. Raises TooManyCards."""
    gate = gate_at_hand()
    gate.pace.check(request.remote_addr or "", slug, gate.desk.clock.now())


def carried_invite() -> str:
    """The invitation's token that a page carries on, "" without one."""
    return request.form.get(INVITE) or request.args.get(INVITE, "")


def carried_stamp() -> str:
    """When the page was drawn first: a page that is shown again keeps its stamp."""
    gate = gate_at_hand()
    return request.form.get(STAMP) or gate.stamps.at(gate.desk.clock.now())


def visit_by_form(words: Iterable[str]) -> Visit:
    """What came beside the words of a posted form."""
    return visit(words, _beside_form())


def _beside_form() -> dict[str, str | None]:
    carried = {INVITE: carried_invite()} | beside_saved()
    return carried | {name: request.form.get(name) for name in (TRAP, STAMP)}


def visit(words: Iterable[str], beside: Mapping[str, str | None]) -> Visit:
    """What came beside the words, by the names of the fields."""
    gate = gate_at_hand()
    signs = Signs(beside.get(TRAP) or "", gate.stamps.read(beside.get(STAMP) or ""))
    suspect = signs.suspect(words, gate.desk.clock.now())
    return Visit(beside.get(INVITE) or "", suspect, key_beside(beside))


def terms_here(survey: Survey) -> Terms:
    """What the reader of this survey's form is told before they type; raises what `terms_of` raises."""
    return terms_of(survey, carried_invite(), request.args, gate=gate_at_hand())


def terms_told_before(survey: Survey) -> Terms:
    """The same on a page that somebody has typed on: whatever has changed meanwhile, their words stay before them."""
    try:
        return terms_here(survey)
    except (NotLetIn, StorageAway):
        return NOTHING_TO_TELL


def quota_words(survey: Survey, quota: Quota, language: str) -> str:
    """Whom a quota is about: the option that they choose where a question asks for it, else the value as it is."""
    options = (
        option for question in survey.questions if question.key == quota.attribute for option in question.options
    )
    named = (option.text.said_in(language) for option in options if option.key == quota.value)
    return next(named, quota.value)
