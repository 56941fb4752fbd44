"""A team's surveys on one page, and how a new one is begun."""

from typing import Final

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from services.intake.application.start_draft import (
    Begun,
    duplicate,
    start_empty,
    start_from_file,
    start_from_template,
)
from services.intake.application.survey_overview import overviews
from services.intake.domain.draft_errors import UnfitSlug, UnreadableDraft
from services.intake.domain.drafts import Draft
from services.intake.entrypoints.rule_sentences import rule_sentence
from services.intake.entrypoints.survey_words import titled
from services.intake.entrypoints.surveys_at_hand import author, drafts_at_hand
from shared.identity.access import Role, access, current_caller
from shared.web.languages import LANGUAGES, current_language
from shared.web.strict_form import strict_form

pages = Blueprint("intake_survey_list", __name__, url_prefix="/team/surveys")

_EMPTY: Final = "empty"


@pages.get("", strict_slashes=False)
@access(Role.VIEWER)
def show_list() -> str:
    """The team's surveys, or those in its archive."""
    archived = "archived" in request.args
    found = overviews(current_caller().team_id, desk=drafts_at_hand(), archived=archived)
    return render_template("intake/surveys/list.html", found=found, archived=archived)


@pages.get("/new")
@access(Role.EDITOR)
def ask_for_new() -> str:
    """What a new survey is begun from, and what it is called."""
    return _new_page({"from": request.args.get("from", _EMPTY)}, "")


@pages.post("/new")
@access(Role.EDITOR)
def begin() -> ResponseReturnValue:
    """Begin a survey; its draft is shown next."""
    posted = strict_form(request)
    title = {code: posted.get(f"title-{code}", "").strip() for code in LANGUAGES}
    if not any(title.values()):
        return _new_page(posted, _("Enter a title")), 400
    try:
        draft = _begun(posted.get("from", _EMPTY), Begun(posted.get("slug", "").strip(), title))
    except UnfitSlug as error:
        return _new_page(posted, _slug_told(error), "slug"), 400
    return redirect(url_for("intake_survey_page.show", slug=draft.slug), 303)


@pages.get("/import")
@access(Role.EDITOR)
def ask_for_file() -> str:
    """Where a survey's file is handed in."""
    return _import_page({}, "")


@pages.post("/import")
@access(Role.EDITOR)
def import_file() -> ResponseReturnValue:
    """Begin a survey from a YAML file."""
    uploaded = request.files.get("file")
    if uploaded is None or not uploaded.filename:
        return _import_page(request.form, _("Choose a YAML file")), 400
    begun = Begun(request.form.get("slug", "").strip(), {})
    try:
        draft = start_from_file(uploaded.read(), begun, author=author(), desk=drafts_at_hand())
    except UnfitSlug as error:
        return _import_page(request.form, _slug_told(error), "slug"), 400
    except UnreadableDraft as error:
        told, _known = rule_sentence(str(error.details["rule"]))
        where = str(error.details["question"])
        return _import_page(request.form, f"{where}: {told}" if where else told), 400
    return redirect(url_for("intake_survey_page.show", slug=draft.slug), 303)


def _begun(source: str, begun: Begun) -> Draft:
    kind, _colon, name = source.partition(":")
    desk = drafts_at_hand()
    if kind == "template":
        return start_from_template(name, begun, author=author(), desk=desk)
    if kind == "survey":
        return duplicate(name, begun, author=author(), desk=desk)
    return start_empty(begun, author=author(), desk=desk)


def _slug_told(error: UnfitSlug) -> str:
    told = {
        "missing": _("Enter an address"),
        "form": _("Enter an address of a-z, 0-9 and -, 48 characters at most, with no - at either end"),
        "taken": _("Enter another address: there is a survey at this one, or there was"),
    }
    return str(told[str(error.details["reason"])])


def _new_page(typed: object, error: str, field: str = "title-en") -> str:
    desk = drafts_at_hand()
    language = current_language()
    own = overviews(current_caller().team_id, desk=desk)
    sources = [{"value": _EMPTY, "text": _("Nothing: an empty survey")}]
    sources += [
        {"value": f"template:{each.slug}", "text": _("Template: %(title)s", title=each.title.said_in(language))}
        for each in desk.templates.all()
    ]
    sources += [{"value": f"survey:{each.slug}", "text": _("Double of: %(title)s", title=titled(each))} for each in own]
    return render_template("intake/surveys/new.html", typed=typed, error=error, field=field, sources=sources)


def _import_page(typed: object, error: str, field: str = "file") -> str:
    return render_template("intake/surveys/import.html", typed=typed, error=error, field=field)
