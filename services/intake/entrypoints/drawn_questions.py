"""What the pages that draw questions need to know of them, in the reader's language."""

from flask import render_template
from flask_babel import gettext as _

from services.intake.domain.questions import Question
from services.intake.domain.surveys import Survey
from services.intake.entrypoints.sent_answers import OWN_WORDS

_Item = dict[str, object]


def options_shown(question: Question, value: str, language: str) -> list[_Item]:
    """The options as the macros of `adborth/forms.html` take them, with the field for own words."""
    own_words = question.type.own_words(question, value)
    items: list[_Item] = []
    for option in question.choices:
        item: _Item = {"value": option.key, "text": option.text.said_in(language)}
        if option.other:
            item["conditional"] = {"html": _own_words(question, option.key, own_words)}
        items.append(item)
    return items


def after_words(survey: Survey, question: Question, language: str) -> str:
    """On which answer a question hangs, in words, for those who see all questions."""
    if question.show_when is None:
        return ""
    before = next(each for each in survey.questions if each.key == question.show_when.question)
    answers = [before.shown(value, language) for value in question.show_when.values]
    told = {"answers": ", ".join(answers), "question": before.text.said_in(language) or before.key}
    return str(_("Only if you answered “%(answers)s” to “%(question)s”", **told))


def _own_words(question: Question, option: str, words: str) -> str:
    name = question.key + OWN_WORDS
    return render_template("intake/controls/_own_words.html", name=name, option=option, words=words)
