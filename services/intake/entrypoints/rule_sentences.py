"""What is wrong with a draft, as a sentence: the rules of surveys speak of keys, people see fields.

A rule that is not listed is shown as it is: a new type of question needs no line here, though it is welcome.
"""

import re
from collections.abc import Sequence
from typing import Any, Final

from flask_babel import lazy_gettext as _l

from services.intake.entrypoints.field_names import field_name, type_name
from services.intake.entrypoints.survey_languages import language_name

_RULES: Final[Sequence[tuple[str, Any]]] = (
    ("%(name)s is missing in: %(languages)s", _l("“%(name)s” is missing in: %(languages)s")),
    ("unknown key '%(name)s'; known are %(known)s", _l("“%(name)s” has no meaning here")),
    (
        "%(name)s must give a text and a state (one of %(states)s) for each language",
        _l("Choose a state for each text of “%(name)s”"),
    ),
    (
        "%(name)s must say nothing where its state is missing, and something elsewhere",
        _l("Choose a state for each text of “%(name)s”"),
    ),
    ("%(name)s must give a text for each language%(rest)s", _l("“%(name)s” must give a text for each language")),
    ("%(name)s must name options by their keys", _l("“%(name)s” must name options by their keys")),
    ("%(name)s must be a text", _l("Fill in “%(name)s”")),
    ("%(name)s must be a list", _l("Fill in “%(name)s”")),
    ("%(name)s must be a time such as %(example)s", _l("Enter “%(name)s” as a day and a time")),
    ("%(name)s must say its time zone, such as %(example)s", _l("Enter “%(name)s” as a day and a time")),
    ("%(name)s must be of the type int", _l("Enter “%(name)s” as a whole number")),
    ("%(name)s must be a whole number", _l("Enter “%(name)s” as a whole number")),
    ("%(name)s must be of the type %(type)s", _l("“%(name)s” can't be read")),
    ("most of a quota must be a whole number", _l("Enter how many cards a quota takes as a whole number")),
    ("most of a quota must be 1 or more", _l("A quota takes at least one card")),
    ("most_responses must be 1 or more", _l("Enter at least one card, or leave it empty")),
    ("each of quotas must give %(parts)s", _l("Fill in every part of a quota, or empty its row")),
    ("attribute and value of a quota must be texts", _l("Fill in every part of a quota, or empty its row")),
    ("quotas name the same attribute and value twice", _l("Two quotas are about the same answer")),
    (
        "quotas name '%(attribute)s', which is no attribute of the survey; its attributes are: %(given)s",
        _l("A quota is about %(attribute)s, which no card can have. Reports can be split by: %(given)s"),
    ),
    (
        "languages must name at least one language by its code, such as en or cy",
        _l("Enter at least one language by its code, such as en or cy"),
    ),
    (
        "questions must hold at least one question that people answer",
        _l("Add at least one question that people answer"),
    ),
    ("questions with the same key: %(key)s", _l("Another question has the key %(key)s")),
    ("closes_at must be later than opens_at", _l("Enter a closing time that is later than the opening")),
    (
        "key must be 1 to 40 of a-z, 0-9 and _, beginning with a letter",
        _l("Enter a key of 1 to 40 of a-z, 0-9 and _, beginning with a letter"),
    ),
    ("key '%(key)s' has a meaning of its own in forms and imports", _l("Enter another key: %(key)s means something")),
    ("type must be one of %(known)s, not '%(type)s'", _l("Choose a type")),
    ("text must say what is asked", _l("Enter the question")),
    ("%(name)s must be 1 to %(most)s", _l("Enter “%(name)s” from 1 to %(most)s")),
    ("%(name)s has no meaning for the type %(kind)s", _l("“%(name)s” means nothing to the type “%(kind)s”")),
    (
        "nobody is asked a hidden question: it can be neither required nor shown",
        _l("Nobody is asked a hidden question: it can't have to be answered, nor hang on another"),
    ),
    ("options must hold at least two options and at most %(most)s", _l("Add two to %(most)s options")),
    ("option key '%(key)s' must be %(rule)s", _l("Enter other keys of options: letters, digits, _, . and -")),
    ("options must have different keys of letters, digits, _, . and -", _l("Enter different keys of options")),
    ("options with the same key: %(keys)s", _l("Some options have the same key: %(keys)s")),
    ("options without a text: %(keys)s", _l("Enter a text for each option. It is missing for: %(keys)s")),
    ("the text of option %(key)s is missing in: %(languages)s", _l("The option %(key)s is missing in: %(languages)s")),
    ("only one option can ask for own words (other: true)", _l("Only one option can ask for own words")),
    (
        "options of a hidden question take no own words and permit nothing",
        _l("Options of a hidden question can't ask for own words"),
    ),
    ("options of a yes_no question must have the keys yes and no", _l("Give two options the keys yes and no, or none")),
    ("options of a yes_no question take no own words", _l("Yes and no can't ask for own words")),
    ("options of a consent take no own words", _l("Options of a consent can't ask for own words")),
    ("one option must permit something and one nothing", _l("Let one option permit something and one nothing")),
    (
        "least_choices must not exceed most_choices, nor either the number of options",
        _l("Enter fewest and most answers that can be chosen together from these options"),
    ),
    (
        "from and to must say where the scale begins and ends",
        _l("Enter the lowest and the highest number of the scale"),
    ),
    (
        "from and to must make a scale of 2 to %(most)s numbers from 0 up",
        _l("Enter a lowest and a highest number that make a scale of 2 to %(most)s numbers, from 0 up"),
    ),
    (
        "show_when must name an earlier question, not '%(key)s'",
        _l("The question it hangs on (%(key)s) is not before it"),
    ),
    (
        "show_when must name a question with options, not '%(key)s'",
        _l("The question it hangs on (%(key)s) has no options"),
    ),
    ("show_when must name some of the options of '%(key)s': %(known)s", _l("Choose answers after which it is asked")),
)


def _pattern(rule: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"%\\?\((\w+)\\?\)s", r"(?P<\1>.*?)", re.escape(rule)), re.DOTALL)


# The more a rule says itself, the sooner it is compared.
_KNOWN: Final = tuple(
    (_pattern(rule), sentence)
    for rule, sentence in sorted(_RULES, key=lambda each: len(re.sub(r"%\(\w+\)s", "", each[0])), reverse=True)
)


def rule_sentence(rule: str) -> tuple[str, bool]:
    """The sentence for a broken rule in the reader's language, and whether there is one; else the rule itself."""
    for pattern, sentence in _KNOWN:
        if found := pattern.fullmatch(rule):
            told = found.groupdict()
            if "name" in told:
                told["name"] = field_name(told["name"])
            if "kind" in told:
                told["kind"] = type_name(told["kind"])
            if "languages" in told:
                told["languages"] = ", ".join(map(language_name, told["languages"].split(", ")))
            return str(sentence) % told, True
    return rule, False
