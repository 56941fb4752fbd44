"""What a check list says of a survey before it is published, as sentences."""

from flask_babel import gettext as _
from flask_babel import ngettext

from services.intake.domain.check_list import Remark
from services.intake.entrypoints.survey_languages import language_name


def remark_sentence(remark: Remark) -> str:
    """The sentence for a remark, in the reader's language."""
    if "language" in remark.details:
        return _about_texts(remark.code, language_name(remark.details["language"]), remark.details["number"])
    keys = ", ".join(remark.details.get("keys", ()))
    told = {
        "no-codebook": _("Answers to these questions will not be coded: %(keys)s", keys=keys),
        "own-codebook": _(
            "These codebooks don't come with adborth: make sure that they are there: %(keys)s", keys=keys
        ),
        "no-closing-words": _("There are no closing words: who comes too late reads only that the survey has closed"),
        "no-thanks": _("There are no words of thanks"),
        "closed-at-once": _("The closing time is over: nobody will be able to answer"),
        "questions-gone": _("These questions are published and will not be asked any more: %(keys)s", keys=keys),
    }
    return str(told[remark.code])


def _about_texts(code: str, language: str, number: int) -> str:
    told = {
        "missing-texts": ngettext(
            "%(language)s: %(num)s text is missing",
            "%(language)s: %(num)s texts are missing",
            number,
            language=language,
        ),
        "machine-texts": ngettext(
            "%(language)s: %(num)s text was translated by a machine",
            "%(language)s: %(num)s texts were translated by a machine",
            number,
            language=language,
        ),
        "unchecked-texts": ngettext(
            "%(language)s: %(num)s text was not checked by a translator",
            "%(language)s: %(num)s texts were not checked by a translator",
            number,
            language=language,
        ),
    }
    return str(told[code])
