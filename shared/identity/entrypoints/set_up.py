"""The page behind a one-time link: the first owner, people invited, and a forgotten password."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from shared.identity.access import PUBLIC, access
from shared.identity.application.set_up import accept_link, open_link
from shared.identity.domain.errors import InvalidDetails
from shared.identity.domain.people import SHORTEST_PASSWORD, Details
from shared.identity.entrypoints.pages import desk, enter
from shared.identity.entrypoints.wording import sentences

pages = Blueprint("identity_set_up", __name__)


@pages.get("/set-up/<secret>")
@access(PUBLIC)
def set_up_page(secret: str) -> ResponseReturnValue:
    """The form; opening it does not use the link up, because mail programmes open links to look at them."""
    return _form(secret, {})


@pages.post("/set-up/<secret>")
@access(PUBLIC, csrf=True)
def accept(secret: str) -> ResponseReturnValue:
    """Enter the team and sign in, or say what is missing."""
    typed = Details(*(request.form.get(field, "") for field in ("name", "email", "password", "repeated")))
    try:
        session = desk().told(accept_link(secret, typed, desk()))
    except InvalidDetails as error:
        return _form(secret, error.fields), 400
    return enter(session, None)


def _form(secret: str, broken: dict[str, str]) -> str:
    return render_template(
        "identity/set_up.html",
        link=open_link(secret, desk()),
        errors=sentences(broken),
        typed=request.form,
        shortest=SHORTEST_PASSWORD,
    )
