"""Publications, masks and what stands in the way of publishing, as sentences in both languages."""

from collections.abc import Mapping
from typing import Any, Final

from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _l
from markupsafe import Markup

from services.reports.domain.masking import CUT, OTHER
from services.reports.domain.publication_errors import Objection
from services.reports.domain.publications import CORRECTION, FIRST, WITHDRAWAL
from services.reports.domain.redactions import Verdict
from services.reports.entrypoints.telling import in_language
from services.reports.entrypoints.wording import between, percent, responses
from services.reports.findings.lines import CodeLine, Title, code_lines
from services.reports.findings.thawing import Published
from shared.web.languages import current_language

_MOST_FINDINGS: Final = 4
_KINDS: Final[Mapping[str, Any]] = {
    "name": _l("Name"),
    "email": _l("E-mail address"),
    "phone": _l("Phone number"),
    "postcode": _l("Postcode"),
    "nhs_number": _l("NHS number"),
    "date_of_birth": _l("Date of birth"),
    "place": _l("Place"),
    "organisation": _l("Organisation"),
    OTHER: _l("Something else that may tell who it is"),
    CUT: _l("Left out to make the quote shorter"),
}
_VERDICTS: Final[Mapping[str, Any]] = {
    Verdict.OPEN: _l("Not decided"),
    Verdict.APPROVED: _l("Approved"),
    Verdict.REFUSED: _l("Refused"),
}
_REASONS: Final[Mapping[str, Any]] = {
    FIRST: _l("First number"),
    CORRECTION: _l("Newer or corrected figures"),
    WITHDRAWAL: _l("Answers were withdrawn"),
}
_OBJECTIONS: Final[Mapping[str, Any]] = {
    "no-responses": _l("Nobody has answered this survey yet."),
    "note-missing": _l("Say what changed since the last number: readers of that one will ask."),
    "not-approved": _l("The draft is not approved."),
    "second-person": _l("Somebody else than whoever changed the draft last must approve it."),
    "quotes-changed": _l("Quotes changed since the draft was approved. Approve it again."),
    "too-few-responses": _l("Only %(responses)s answered; figures of fewer than %(smallest)s are not shown."),
    "smallest-group-raised": _l("The smallest group that is shown is %(smallest)s since. Approve the draft again."),
}


def kind_words(kind: str) -> str:
    """What a mask hides."""
    return str(_KINDS.get(kind, _KINDS[OTHER]))


def verdict_words(verdict: Verdict) -> str:
    """What was decided."""
    return str(_VERDICTS[verdict])


def number_reason(reason: str) -> str:
    """Why there is a number."""
    return str(_REASONS.get(reason, _REASONS[CORRECTION]))


def objection_words(objection: Objection) -> str:
    """What stands in the way, as a sentence; another part's objection brings its own under `message`."""
    if objection.code == "quotes-void":
        count = int(str(objection.details["count"]))
        told = ngettext(
            "%(num)s chosen quote can't be shown: it was changed, refused, or is coded otherwise now. Choose again.",
            "%(num)s chosen quotes can't be shown: changed, refused, or coded otherwise now. Choose again.",
            count,
        )
        return str(told)
    words = _OBJECTIONS.get(objection.code)
    if words is None:
        return _of_another_part(objection)
    return str(words) % dict(objection.details)


def _of_another_part(objection: Objection) -> str:
    message = objection.details.get("message", objection.code)
    return in_language(message) if isinstance(message, Mapping) else str(message)


def key_findings(published: Published) -> list[str]:
    """What stands out, a sentence for each of the codes with the largest shares."""
    told = [line for line in code_lines(published.themes) if line.n and line.share]
    largest = sorted(told, key=lambda line: -line.share.estimate if line.share else 0.0)
    return [_finding(line) for line in largest[:_MOST_FINDINGS]]


def figures_sentence(published: Published) -> str:
    """How many answered, out of which everything is told."""
    return str(gettext("%(responses)s are in these figures.", responses=responses(published.plain["responses"])))


def paragraphs(text: str) -> list[str]:
    """A text of the team by its paragraphs."""
    return [part.strip() for part in text.replace("\r\n", "\n").split("\n\n") if part.strip()]


def foreign(text: Title) -> Markup:
    """The attribute that says in which language a text is, where it is not there in the page's own."""
    own = current_language()
    if not text or text.get(own):
        return Markup("")
    return Markup(' lang="{}"').format("en" if text.get("en") else next(iter(text)))


def _finding(line: CodeLine) -> str:
    share = line.share
    told = gettext("%(share)s of those who answered spoke of %(code)s (95%% interval: %(between)s).")
    return str(
        told
        % {
            "share": percent(share.estimate) if share else "",
            "code": in_language(line.title),
            "between": between(share),
        }
    )
