"""The team chooses quotes: by code, each looked at by a person, masked, and approved or refused with a reason."""

from collections.abc import Mapping
from typing import Final

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from services.reports.application.quote_candidates import (
    CandidatesPage,
    count_approved,
    list_candidates,
    read_candidate,
)
from services.reports.application.redact_quotes import Seen, decide, put_in, take_out
from services.reports.domain.decisions import fingerprint
from services.reports.domain.masking import KINDS, Mask, masks_over, pieces_of, words_of
from services.reports.domain.publication_errors import ReasonMissing
from services.reports.domain.redactions import LONGEST_REASON, Candidate, Verdict, Wish
from services.reports.entrypoints import cursors
from services.reports.entrypoints.publishing_at_hand import own_survey, person, posted, posted_number, publishing
from shared.identity.access import Role, access

pages: Final = Blueprint("redaction", __name__, url_prefix="/team/reports/<slug>/publication/quotes")
_ONE: Final = "/<code>/<reference>"


@pages.get("")
@access(Role.REVIEWER, tokens=False)
def codes(slug: str) -> str:
    """The codes, each with how many of its answers were approved."""
    report, approved = count_approved(own_survey(slug), desk=publishing())
    return render_template("reports/redaction_codes.html", slug=slug, report=report, approved=approved)


@pages.get("/<code>")
@access(Role.REVIEWER, tokens=False)
def candidates(slug: str, code: str) -> str:
    """The answers that may be quoted under a code, as they would be quoted."""
    asked = request.args.get("cursor")
    before = cursors.read(asked) if asked else None
    page = list_candidates(own_survey(slug), code, before, desk=publishing())
    return render_template("reports/redaction_candidates.html", slug=slug, page=page, first=before is None)


@pages.get(_ONE)
@access(Role.REVIEWER, tokens=False)
def look(slug: str, code: str, reference: str) -> str:
    """One answer by its words, with what is masked."""
    page = read_candidate(own_survey(slug), code, reference, desk=publishing())
    return _page(slug, page, page.candidates[0].masks)


@pages.post(_ONE)
@access(Role.REVIEWER, tokens=False)
def keep(slug: str, code: str, reference: str) -> ResponseReturnValue:
    """Keep masks, or approve or refuse; only about the words that were seen."""
    page = read_candidate(own_survey(slug), code, reference, desk=publishing())
    candidate, fields = page.candidates[0], posted()
    wish = Wish(_masks(candidate), _verdict(fields.get("verdict", "")), fields.get("reason", ""))
    if len(wish.reason) > LONGEST_REASON:
        told = _("Use %(limit)s characters or fewer", limit=LONGEST_REASON)
        return _page(slug, page, wish.masks, wish.reason, told), 400
    seen = Seen(posted_number("version"), fields.get("words", ""))
    try:
        decide(own_survey(slug), (code, reference), seen, wish, person(), desk=publishing())
    except ReasonMissing:
        return _page(slug, page, wish.masks, wish.reason, _reason_missing(wish)), 400
    if wish.verdict is Verdict.OPEN:
        return redirect(url_for("redaction.look", slug=slug, code=code, reference=reference), 303)
    return _to_list(slug, code)


@pages.post(f"{_ONE}/in")
@access(Role.REVIEWER, tokens=False)
def choose(slug: str, code: str, reference: str) -> ResponseReturnValue:
    """Let the draft quote an approved answer."""
    put_in(own_survey(slug), posted_number("version"), (code, reference), person(), desk=publishing())
    return _to_list(slug, code)


@pages.post(f"{_ONE}/out")
@access(Role.REVIEWER, tokens=False)
def leave_out(slug: str, code: str, reference: str) -> ResponseReturnValue:
    """Let the draft not quote it."""
    take_out(own_survey(slug), posted_number("version"), (code, reference), person(), desk=publishing())
    return _to_list(slug, code)


def _page(slug: str, page: CandidatesPage, masks: tuple[Mask, ...], reason: str | None = None, error: str = "") -> str:
    candidate = page.candidates[0]
    held = candidate.redaction.reason if candidate.redaction and candidate.holds else ""
    return render_template(
        "reports/redaction_look.html",
        slug=slug,
        page=page,
        candidate=candidate,
        words=words_of(candidate.text, masks),
        pieces=pieces_of(candidate.text, masks, candidate.language),
        digest=fingerprint(candidate.text),
        kinds=KINDS,
        reason=held if reason is None else reason,
        longest=LONGEST_REASON,
        error=error,
    )


def _masks(candidate: Candidate) -> tuple[Mask, ...]:
    """The words that were ticked; those that were masked before keep what they were masked as."""
    before = {word.number: word.kind for word in words_of(candidate.text, candidate.masks) if word.kind}
    kind = posted().get("kind", "")
    ticked = (int(each) for each in posted().getlist("word") if each.isascii() and each.isdigit() and len(each) < 7)
    hidden: Mapping[int, str] = {number: before.get(number, kind) for number in ticked}
    return masks_over(candidate.text, hidden)


def _verdict(word: str) -> Verdict:
    return Verdict(word) if word in list(Verdict) else Verdict.OPEN


def _reason_missing(wish: Wish) -> str:
    if wish.verdict is Verdict.REFUSED:
        return str(_("Say why the answer is not quoted"))
    return str(_("Say why words that were suggested to be masked can be read"))


def _to_list(slug: str, code: str) -> ResponseReturnValue:
    return redirect(url_for("redaction.candidates", slug=slug, code=code), 303)
