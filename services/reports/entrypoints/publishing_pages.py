"""The next number of a survey as the team writes it, looks at it, approves and publishes it."""

from typing import Final

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from services.reports.application.draft_publication import Prospect, read_prospect, save_draft
from services.reports.application.publication_rules import is_own
from services.reports.application.read_publications import list_publications
from services.reports.domain.publication_errors import ChangedMeanwhile
from services.reports.domain.publications import REASONS, Choices, Draft, Publication, numbered
from services.reports.entrypoints.draft_fields import TEXTS, read_choices, wrong_texts
from services.reports.entrypoints.publishing_at_hand import own_survey, person, posted, posted_number, publishing
from services.reports.findings.thawing import thawed
from shared.identity.access import Role, access, current_caller

pages: Final = Blueprint("publishing", __name__, url_prefix="/team/reports/<slug>/publication")


@pages.get("")
@access(Role.VIEWER)
def draft(slug: str) -> str:
    """What stands in the draft, what stands in the way, and what was published before."""
    prospect = read_prospect(own_survey(slug), desk=publishing())
    return _page(slug, prospect, prospect.proposal.draft.choices)


@pages.post("")
@access(Role.EDITOR, tokens=False)
def save(slug: str) -> ResponseReturnValue:
    """Keep texts and parts."""
    key = own_survey(slug)
    prospect = read_prospect(key, desk=publishing())
    choices = read_choices(posted(), prospect)
    if wrong := wrong_texts(choices):
        return _page(slug, prospect, choices, wrong), 400
    try:
        save_draft(key, posted_number("version"), choices, person(), desk=publishing())
    except ChangedMeanwhile:
        told = _("Somebody else changed the draft meanwhile. Your texts stand below: save again to put them in place.")
        return _page(slug, prospect, choices, [{"field": "", "message": told}]), 409
    return _back(slug)


@pages.get("/preview")
@access(Role.VIEWER)
def preview(slug: str) -> str:
    """The page as it would be published: the approved document, or the draft as it is now."""
    proposal = read_prospect(own_survey(slug), desk=publishing()).proposal
    now, approval = publishing().clock.now(), proposal.draft.approval
    document = approval.document if approval else numbered(proposal.composed.document, proposal.number, now)
    by = approval.by if approval else person()
    shown = Publication(own_survey(slug), proposal.number, document, now, by, by, now)
    return render_template(
        "reports/publication.html",
        published=thawed(document),
        publication=shown,
        newest=proposal.number,
        preview=True,
    )


def _page(slug: str, prospect: Prospect, choices: Choices, errors: list[dict[str, str]] | None = None) -> str:
    key = own_survey(slug)
    return render_template(
        "reports/publication_draft.html",
        slug=slug,
        prospect=prospect,
        draft=prospect.proposal.draft,
        choices=choices,
        limits=TEXTS,
        reasons=REASONS,
        errors=errors or [],
        offered=prospect.proposal.composed.report,
        numbers=list_publications(key.team_id, slug, desk=publishing()),
        more=_more(prospect.proposal.draft, prospect),
        may_write=current_caller().role >= Role.EDITOR,
        may_approve=not is_own(prospect.proposal, current_caller().id),
        may_review=current_caller().role >= Role.REVIEWER,
        may_rule=current_caller().role >= Role.OWNER,
    )


def _more(draft: Draft, prospect: Prospect) -> bool:
    """Whether figures have changed since the draft was approved."""
    approval, now = draft.approval, prospect.proposal.composed.document
    return approval is not None and any(
        approval.document[name] != now[name] for name in ("figures_at", "responses", "themes")
    )


def _back(slug: str) -> ResponseReturnValue:
    return redirect(url_for("publishing.draft", slug=slug), 303)
