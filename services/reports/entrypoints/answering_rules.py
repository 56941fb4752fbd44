"""A team decides what it owes an answer to, and whether its publications take and show comments."""

from typing import Final, NamedTuple

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from services.reports.application.answer_codes import set_answering_rules
from services.reports.application.comment_publications import read_answering_rules
from services.reports.application.read_report import read_report
from services.reports.domain.answering import AnsweringRules, Measure, OwedFrom
from services.reports.domain.comments import LONGEST_POLICY
from services.reports.entrypoints.answering_at_hand import answering_desk
from services.reports.entrypoints.publishing_at_hand import own_survey, posted, publishing
from shared.identity.access import Role, access
from shared.observability.logs import get_logger
from shared.web.languages import LANGUAGES

pages: Final = Blueprint("answering_rules", __name__, url_prefix="/team/reports/<slug>/answers/rules")
_HIGHEST: Final = {Measure.FOUND_IN: 1_000_000, Measure.SHARE: 100}
_DIGITS: Final = 7
_log = get_logger(__name__)


class Fields(NamedTuple):
    """The rules as they stand in the form."""

    measure: str
    level: str
    comments_open: bool
    comments_shown: bool
    policy: dict[str, str]


@pages.get("")
@access(Role.EDITOR, tokens=False)
def show(slug: str) -> str:
    """What holds now."""
    rules = read_answering_rules(own_survey(slug), desk=answering_desk())
    owed, policy = rules.owed_from, rules.policy or {}
    fields = Fields(
        owed.measure.value if owed else "",
        str(owed.level) if owed else "",
        rules.comments_open,
        rules.comments_shown,
        {language: policy.get(language, "") for language in LANGUAGES},
    )
    return _page(slug, fields, [])


@pages.post("")
@access(Role.EDITOR, tokens=False)
def keep(slug: str) -> ResponseReturnValue:
    """Keep what was decided; it holds at once."""
    fields = _posted()
    if errors := _wrong(fields):
        return _page(slug, fields, errors), 400
    owed = OwedFrom(Measure(fields.measure), int(fields.level)) if fields.measure else None
    policy = {language: text for language, text in fields.policy.items() if text}
    rules = AnsweringRules(owed, fields.comments_open, fields.comments_shown, policy or None)
    set_answering_rules(own_survey(slug), rules, desk=publishing())
    _log.info("answering rules set", survey=slug, owed=bool(owed), comments=fields.comments_open)
    return redirect(url_for("answering.every", slug=slug), 303)


def _posted() -> Fields:
    found = posted()
    measure = found.get("measure", "")
    return Fields(
        measure if measure in list(Measure) else "",
        found.get("level", "").strip(),
        found.get("comments_open") == "yes",
        found.get("comments_shown") == "yes",
        {language: found.get(f"policy-{language}", "").replace("\r\n", "\n").strip() for language in LANGUAGES},
    )


def _wrong(fields: Fields) -> list[dict[str, str]]:
    errors = []
    if fields.measure:
        highest, level = _HIGHEST[Measure(fields.measure)], fields.level
        if not (level.isascii() and level.isdigit() and 0 < int(level[:_DIGITS]) <= highest and len(level) <= _DIGITS):
            told = _("Enter a whole number from 1 to %(highest)s", highest=highest)
            errors.append({"field": "level", "message": told})
    errors += [
        {"field": f"policy-{language}", "message": _("Use %(limit)s characters or fewer", limit=LONGEST_POLICY)}
        for language, text in fields.policy.items()
        if len(text) > LONGEST_POLICY
    ]
    return errors


def _page(slug: str, fields: Fields, errors: list[dict[str, str]]) -> str:
    report = read_report(own_survey(slug), shelf=publishing().shelf).report
    return render_template(
        "reports/answering/rules.html", slug=slug, report=report, fields=fields, errors=errors, limit=LONGEST_POLICY
    )
