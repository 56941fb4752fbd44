"""A codebook as it stands, its history, and what changed from one version to another."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from services.reports.application.publish_codebook import LONGEST_WHY, Reason, go_back
from services.reports.domain.codebook_differences import Difference, differences
from services.reports.domain.codebook_errors import CodebookNotFound, NothingChanged, ReasonMissing, VersionChanged
from services.reports.entrypoints.codebook_forms import Wrong
from services.reports.entrypoints.codebooks_at_hand import author, key_of, own_book, recodings_at_hand
from services.reports.entrypoints.posted_numbers import number
from shared.identity.access import Role, access

pages = Blueprint("codebooks", __name__, url_prefix="/team/codebooks/<codebook>")


@pages.get("")
@access(Role.VIEWER)
def show(codebook: str) -> ResponseReturnValue:
    """The newest version, with whether somebody works on the next one and whether figures are counted anew."""
    key, desk = key_of(codebook), recodings_at_hand().codebooks
    with desk.read() as shelf:
        told, draft = shelf.body(key), shelf.draft(key)
        versions = shelf.versions(key)
        counting = any(each.key == key for each in shelf.recounts())
    if told is None and draft is not None:
        return redirect(url_for("codebook_draft.overview", codebook=codebook), 303)
    if told is None:
        raise CodebookNotFound(asked=codebook)
    book = desk.bodies.read(told.body)
    return render_template(
        "reports/codebooks/show.html", book=book, version=versions[0], draft=draft, counting=counting
    )


@pages.get("/history")
@access(Role.VIEWER)
def history(codebook: str) -> str:
    """Every version with who made it and why, and which model was adopted when."""
    key, desk = key_of(codebook), recodings_at_hand()
    book = own_book(codebook)
    with desk.codebooks.read() as shelf:
        versions = shelf.versions(key)
    with desk.read() as recodings:
        adopted = [each for each in recodings.recodings(key) if each.adopted_at is not None]
    return render_template("reports/codebooks/history.html", book=book, versions=versions, adopted=adopted)


@pages.get("/versions/<int:version>")
@access(Role.VIEWER)
def one_version(codebook: str, version: int) -> str:
    """A version as it was, and what changed in it."""
    return _version_page(codebook, version)


@pages.post("/versions/<int:version>")
@access(Role.EDITOR)
def make_newest(codebook: str, version: int) -> ResponseReturnValue:
    """Go back to a version: it is made once more, as the newest."""
    replaces, why = number(request.form.get("newest")), request.form.get("why", "")
    try:
        made = go_back(key_of(codebook), version, replaces, Reason(author(), why), desk=recodings_at_hand().codebooks)
    except ReasonMissing as error:
        wrong = Wrong("why", _("Say why, in a sentence of at most %(limit)s characters", limit=error.details["limit"]))
        return _version_page(codebook, version, wrong, why), 400
    except NothingChanged:
        return _version_page(codebook, version, Wrong("", _("The newest version says the same"))), 409
    except VersionChanged:
        return _version_page(codebook, version, Wrong("", _("A newer version was made meanwhile"))), 409
    return redirect(url_for("codebooks.show", codebook=codebook, made=made.version), 303)


@pages.get("/differences")
@access(Role.VIEWER)
def between(codebook: str) -> str:
    """What changed from one version to another."""
    first, last = number(request.args.get("from")), number(request.args.get("to"))
    changed = differences(own_book(codebook, first), own_book(codebook, last))
    book = own_book(codebook)
    return render_template("reports/codebooks/differences.html", book=book, first=first, last=last, changed=changed)


def _version_page(codebook: str, version: int, wrong: Wrong | None = None, why: str = "") -> str:
    with recodings_at_hand().codebooks.read() as shelf:
        versions = {each.version: each for each in shelf.versions(key_of(codebook))}
    if version not in versions:
        raise CodebookNotFound(asked=str(version))
    earlier = max((each for each in versions if each < version), default=None)
    book = own_book(codebook, version)
    changed: list[Difference] = differences(own_book(codebook, earlier), book) if earlier else []
    return render_template(
        "reports/codebooks/version.html",
        book=book,
        version=versions[version],
        newest=max(versions),
        earlier=earlier,
        changed=changed,
        wrong=[wrong] if wrong else [],
        why=why,
        limit=LONGEST_WHY,
    )
