"""The forms on which codes and themes are written: what was typed, and what is wrong with it, field by field."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from flask_babel import gettext as _

from services.reports.domain.codebook_edits import CodeWords
from shared.codebooks.codebook import Code, Theme, Words
from shared.codebooks.errors import InvalidCodebook

LANGUAGES: Final = ("en", "cy")
Texts = Mapping[str, str]
_CODE: Final = ("title", "include", "exclude", "examples")
_THEME: Final = ("title", "definition")


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is wrong with a field, as the list of errors on top of a page takes it."""

    field: str
    message: str


@dataclass(frozen=True, slots=True)
class WordsForm:
    """What was typed, by the name of the control, and what is wrong with it."""

    texts: Texts = field(default_factory=dict)
    wrong: Sequence[Wrong] = ()

    def errors(self) -> dict[str, str]:
        """The first error of each field."""
        return {each.field: each.message for each in reversed(self.wrong)}


def code_texts(code: Code | CodeWords, prefix: str = "") -> dict[str, str]:
    """What stands in the fields of a code."""
    texts = {}
    for language in LANGUAGES:
        for name in ("title", "include", "exclude"):
            texts[f"{prefix}{name}-{language}"] = getattr(code, name).get(language, "")
        texts[f"{prefix}examples-{language}"] = "\n".join(code.examples.get(language, ()))
    return texts


def theme_texts(theme: Theme, prefix: str = "") -> dict[str, str]:
    """What stands in the fields of a theme."""
    return {f"{prefix}{name}-{lang}": getattr(theme, name).get(lang, "") for name in _THEME for lang in LANGUAGES}


def posted_code(form: Texts, prefix: str = "") -> tuple[CodeWords, WordsForm]:
    """The words of a code, and what is wrong with them."""
    texts = _posted(form, _CODE, prefix)
    wrong = [*_titles(texts, prefix), *_rule(texts, f"{prefix}include", _("Say when the code is given, in English"))]
    examples = {
        language: tuple(line.strip() for line in texts[f"{prefix}examples-{language}"].splitlines() if line.strip())
        for language in LANGUAGES
    }
    words = CodeWords(
        _words(texts, f"{prefix}title"),
        _words(texts, f"{prefix}include"),
        _words(texts, f"{prefix}exclude"),
        {language: phrases for language, phrases in examples.items() if phrases},
    )
    return words, WordsForm(texts, wrong)


def posted_theme(form: Texts, prefix: str = "") -> tuple[Words, Words, WordsForm]:
    """Title and definition of a theme, and what is wrong with them."""
    texts = _posted(form, _THEME, prefix)
    wrong = [*_titles(texts, prefix), *_rule(texts, f"{prefix}definition", _("Say what the theme is, in English"))]
    return _words(texts, f"{prefix}title"), _words(texts, f"{prefix}definition"), WordsForm(texts, wrong)


def posted_title(form: Texts) -> tuple[Words, WordsForm]:
    """The title of a codebook, and what is wrong with it."""
    texts = _posted(form, ("title",), "")
    return _words(texts, "title"), WordsForm(texts, _titles(texts, ""))


def both(one: WordsForm, other: WordsForm) -> WordsForm:
    """Two parts of one page together."""
    return WordsForm({**one.texts, **other.texts}, [*one.wrong, *other.wrong])


def refused(form: WordsForm, error: InvalidCodebook, prefix: str = "") -> WordsForm:
    """The form with what the reader of codebooks said, beside the field that it is about."""
    control = f"{prefix}{error.details['key']}-en"
    said = _("The codebook cannot be like this: %(rule)s", rule=error.details["rule"])
    return WordsForm(form.texts, [*form.wrong, Wrong(control if control in form.texts else "", said)])


def _posted(form: Texts, names: Sequence[str], prefix: str) -> dict[str, str]:
    controls = [f"{prefix}{name}-{language}" for name in names for language in LANGUAGES]
    return {control: form.get(control, "").replace("\r\n", "\n").strip() for control in controls}


def _titles(texts: Texts, prefix: str) -> list[Wrong]:
    told = {"en": _("Enter the title in English"), "cy": _("Enter the title in Welsh")}
    controls = {f"{prefix}title-{language}": message for language, message in told.items()}
    return [Wrong(control, message) for control, message in controls.items() if not texts[control]]


def _rule(texts: Texts, name: str, message: str) -> list[Wrong]:
    return [] if texts[f"{name}-en"] else [Wrong(f"{name}-en", message)]


def _words(texts: Texts, name: str) -> dict[str, str]:
    return {language: texts[f"{name}-{language}"] for language in LANGUAGES if texts[f"{name}-{language}"]}
