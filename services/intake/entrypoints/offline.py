"""What a phone needs to open a form without a connection: its service worker, and a page for all that is not kept."""

import hashlib
import json
from typing import Any, Final

from flask import Blueprint, Response, render_template, url_for

from services.intake.domain.question_types.question_type import Control
from services.intake.domain.questions import Question
from services.intake.domain.surveys import Survey
from shared.identity.access import PUBLIC, access
from shared.web.languages import LANGUAGES
from shared.web.static_files import asset_url

pages = Blueprint("intake_offline", __name__)

_WORKER: Final = "intake/worker.js"
_FILES: Final = (_WORKER, "intake/form.js", "adborth.js", "adborth.css")
_LIMITED: Final = frozenset({Control.TEXT_AREA, Control.TEXT_LINE})


@pages.get("/s/worker.js")
@access(PUBLIC)
def worker() -> Response:
    """The service worker for everything below /s/; no survey's address, since a slug holds no dot.

    It changes with the files that pages name: phones then fetch what they keep anew.
    """
    name = hashlib.sha256(" ".join(map(asset_url, _FILES)).encode()).hexdigest()[:12]
    offline = [url_for("intake_offline.no_connection", lang=language) for language in LANGUAGES]
    script = (
        f'const NAME = "adborth-{name}";\nconst OFFLINE = {json.dumps(offline)};\n'
        f"importScripts({json.dumps(asset_url(_WORKER))});\n"
    )
    return Response(script, mimetype="text/javascript")


@pages.get("/s/offline.html")
@access(PUBLIC)
def no_connection() -> str:
    """What is shown without a connection instead of a page that is not kept."""
    return render_template("intake/offline.html")


@pages.app_template_global("card_rules")
def card_rules(survey: Survey) -> dict[str, dict[str, Any]]:
    """What the form's script may check itself, by question key; what has no meaning for a question is left out."""
    return {question.key: _rules(question) for question in survey.questions}


def _rules(question: Question) -> dict[str, Any]:
    rules = {
        "hidden": question.type.control is Control.HIDDEN,
        "says": question.type.says and not question.type.always_attribute,
        "required": question.required,
        "limit": question.limit if question.type.control in _LIMITED else 0,
    }
    return {name: rule for name, rule in rules.items() if rule}
