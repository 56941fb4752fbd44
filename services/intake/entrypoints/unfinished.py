"""The team's page on where people stop, and the step by which unfinished answers are counted as responses."""

from typing import Final

from flask import Blueprint, render_template
from flask_babel import gettext as _

from services.intake.application.count_unfinished import count_as_responses, read_partials
from services.intake.domain.stops import Stop
from services.intake.domain.unfinished import NotClosedYet
from services.intake.entrypoints.paper_at_hand import own_survey
from services.intake.entrypoints.unfinished_at_hand import unfinished_at_hand
from shared.identity.access import Role, access
from shared.web.languages import current_language

pages: Final = Blueprint("intake_unfinished", __name__, url_prefix="/team/surveys/<slug>/unfinished")


@pages.get("")
@access(Role.VIEWER)
def show(slug: str) -> str:
    """How many unfinished answers end at each question, and how many sent cards left it out; no words."""
    own_survey(slug)
    partials = read_partials(slug, desk=unfinished_at_hand())
    language = partials.survey.language_for(current_language())
    rows = [[stop.question.text.said_in(language), str(stop.unfinished), _left_out(stop)] for stop in partials.stops]
    return render_template("intake/unfinished.html", survey=partials.survey, partials=partials, rows=rows)


@pages.get("/count")
@access(Role.EDITOR)
def ask_to_count(slug: str) -> str:
    """What counting means, and the button for it. Raises NotClosedYet."""
    own_survey(slug)
    partials = read_partials(slug, desk=unfinished_at_hand())
    if not partials.is_closed:
        raise NotClosedYet(survey=slug)
    return render_template("intake/unfinished_count.html", survey=partials.survey, partials=partials, done=None)


@pages.post("/count")
@access(Role.EDITOR)
def count(slug: str) -> str:
    """Make responses of what was left unfinished, and say how many."""
    survey = own_survey(slug)
    done = count_as_responses(slug, desk=unfinished_at_hand())
    return render_template("intake/unfinished_count.html", survey=survey, partials=None, done=done)


def _left_out(stop: Stop) -> str:
    return str(_("%(n)s of %(of)s", n=f"{stop.left_out:,}", of=f"{stop.asked:,}"))
