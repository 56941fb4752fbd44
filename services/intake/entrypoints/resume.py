"""The pages of those who come back to what they saved: the code is the proof, so that they ask for no cookie."""

from flask import Response, redirect, render_template, url_for
from werkzeug.wrappers import Response as AnyResponse

from services.intake.application.list_surveys import survey_to_show
from services.intake.application.save_unfinished import delete_unfinished, read_unfinished
from services.intake.domain.receipts import read_code
from services.intake.entrypoints.desk_at_hand import desk_at_hand
from services.intake.entrypoints.received_form import receive_form
from services.intake.entrypoints.resume_entry import keeping, pages
from services.intake.entrypoints.resumed_form import resumed_form
from services.intake.entrypoints.saving import kept_on
from services.intake.entrypoints.unfinished_at_hand import client_here, unfinished_at_hand
from shared.identity.access import PUBLIC, access

__all__ = ["pages"]


@pages.get("/<code>")
@access(PUBLIC)
def show(slug: str, code: str) -> Response:
    """The form with what was saved, as its version of the survey asked it."""
    return resumed_form(read_unfinished(slug, code, client_here(), desk=unfinished_at_hand()))


@pages.post("/<code>")
@access(PUBLIC)
def go_on(slug: str, code: str) -> AnyResponse:  # noqa: ARG001  because the address bears it for the whole request
    """Send what was resumed, save it again, or turn its language: as the form without a code does."""
    return receive_form(slug)


@pages.get("/<code>/saved")
@access(PUBLIC)
def saved(slug: str, code: str) -> str:
    """The code and the link to come back by, and until when."""
    found = read_unfinished(slug, code, client_here(), desk=unfinished_at_hand())
    survey = survey_to_show(slug, desk=desk_at_hand())
    address = url_for("intake_resume.show", slug=slug, code=read_code(code), _external=True, **kept_on(found.language))
    return render_template(
        "intake/saved.html",
        survey=survey,
        code=read_code(code),
        address=address,
        until=found.expires_at,
    )


@pages.post("/<code>/delete")
@access(PUBLIC)
def delete(slug: str, code: str) -> AnyResponse:
    """Forget what was saved, and show that it is gone."""
    delete_unfinished(slug, code, client_here(), desk=unfinished_at_hand())
    return redirect(url_for("intake_resume.deleted", slug=slug, **kept_on()), 303)


@pages.get("/deleted")
@access(PUBLIC)
def deleted(slug: str) -> str:
    """What was saved is gone."""
    return render_template("intake/saved_deleted.html", survey=keeping(slug))
