"""The draft of a codebook: what it says, how it is published, and how it is thrown away."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from services.reports.application.edit_codebooks import change_draft, discard_draft, put_on_top
from services.reports.application.look_through_draft import draft_standing
from services.reports.application.publish_codebook import LONGEST_WHY, Reason, publish_draft
from services.reports.domain.codebook_edits import rename
from services.reports.domain.codebook_errors import DraftChanged, NothingChanged, ReasonMissing, VersionChanged
from services.reports.entrypoints.codebook_forms import LANGUAGES, WordsForm, Wrong, posted_title
from services.reports.entrypoints.codebooks_at_hand import author, key_of, own_draft, recodings_at_hand, seen_whole
from shared.identity.access import Role, access

pages = Blueprint("codebook_draft", __name__, url_prefix="/team/codebooks/<codebook>/edit")


@pages.get("")
@access(Role.EDITOR)
def overview(codebook: str) -> str:
    """All themes and codes of the draft, each with a way to change it."""
    draft = own_draft(codebook)
    return render_template("reports/codebooks/edit.html", draft=draft, book=draft.book, wrong=[])


@pages.get("/title")
@access(Role.EDITOR)
def ask_for_title(codebook: str) -> str:
    """The codebook's own title."""
    draft = own_draft(codebook)
    texts = {f"title-{language}": draft.book.title.get(language, "") for language in LANGUAGES}
    return render_template("reports/codebooks/title.html", draft=draft, form=WordsForm(texts))


@pages.post("/title")
@access(Role.EDITOR)
def save_title(codebook: str) -> ResponseReturnValue:
    """Give the codebook another title."""
    title, form = posted_title(request.form)
    if form.wrong:
        return render_template("reports/codebooks/title.html", draft=own_draft(codebook), form=form), 400
    desk = recodings_at_hand().codebooks
    change_draft(key_of(codebook), seen_whole(), lambda book: rename(book, title), author=author(), desk=desk)
    return redirect(url_for("codebook_draft.overview", codebook=codebook), 303)


@pages.get("/publish")
@access(Role.EDITOR)
def ask_to_publish(codebook: str) -> str:
    """What the next version changes, and the sentence why."""
    return _page(codebook)


@pages.post("/publish")
@access(Role.EDITOR)
def publish(codebook: str) -> ResponseReturnValue:
    """Make the draft the next version."""
    why, desk = request.form.get("why", ""), recodings_at_hand().codebooks
    try:
        made = publish_draft(key_of(codebook), seen_whole(), Reason(author(), why), desk=desk)
    except ReasonMissing as error:
        told = _("Say why, in a sentence of at most %(limit)s characters", limit=error.details["limit"])
        return _page(codebook, Wrong("why", told), why), 400
    except DraftChanged:
        return _page(codebook, Wrong("", _("The draft was changed since you looked at it. Look again.")), why), 409
    except VersionChanged:
        return _page(codebook, None, why), 409
    except NothingChanged:
        return _page(codebook, Wrong("", _("Nothing has changed")), why), 409
    return redirect(url_for("codebooks.show", codebook=codebook, made=made.version), 303)


@pages.post("/on-top")
@access(Role.EDITOR)
def on_top(codebook: str) -> ResponseReturnValue:
    """Go on from the version that was made meanwhile, with what the draft says."""
    put_on_top(key_of(codebook), seen_whole(), author=author(), desk=recodings_at_hand().codebooks)
    return redirect(url_for("codebook_draft.ask_to_publish", codebook=codebook), 303)


@pages.get("/discard")
@access(Role.EDITOR)
def ask_to_discard(codebook: str) -> str:
    """Ask before a draft is thrown away."""
    draft = own_draft(codebook)
    return render_template("reports/codebooks/discard.html", draft=draft)


@pages.post("/discard")
@access(Role.EDITOR)
def discard(codebook: str) -> ResponseReturnValue:
    """Throw the draft away: what is published stays."""
    discard_draft(key_of(codebook), seen_whole(), desk=recodings_at_hand().codebooks)
    return redirect(url_for("codebook_list.listed"), 303)


def _page(codebook: str, wrong: Wrong | None = None, why: str = "") -> str:
    standing = draft_standing(key_of(codebook), desk=recodings_at_hand().codebooks)
    return render_template(
        "reports/codebooks/publish.html",
        standing=standing,
        draft=standing.draft,
        missing=[code for code in standing.draft.book.codes() if "cy" not in code.title],
        wrong=[wrong] if wrong else [],
        why=why,
        limit=LONGEST_WHY,
    )
