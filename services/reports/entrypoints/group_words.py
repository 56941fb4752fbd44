"""What attributes and groups are called on pages and in answers of the API."""

from collections.abc import Mapping
from typing import Any, Final, NamedTuple
from urllib.parse import quote

from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from services.reports.domain.attributes import LANGUAGE, OTHER
from services.reports.entrypoints.telling import in_language
from services.reports.findings.groups import AttributeTitle, GroupTitle
from services.reports.findings.split import Split
from shared.web.languages import LANGUAGES

_CHANNEL: Final = "channel"
_ATTRIBUTES: Final[Mapping[str, Any]] = {LANGUAGE: _l("Language of the form"), _CHANNEL: _l("How it came in")}
_CHANNELS: Final[Mapping[str | None, Any]] = {
    "paper": _l("On paper"),
    "phone": _l("A printed card, by phone"),
    "kiosk": _l("On a shared tablet"),
    "for_someone": _l("Entered for somebody"),
    "import": _l("From a file"),
    "partial": _l("Left unfinished"),
    None: _l("By form or program"),
}


def attribute_words(attribute: AttributeTitle) -> str:
    """What an attribute is called: as its question, as we call it, else its key."""
    return in_language(attribute.text) or str(_ATTRIBUTES.get(attribute.key, attribute.key))


def group_words(group: GroupTitle, attribute: AttributeTitle) -> str:
    """What a group is called: as the survey's option, as we call it, else by its value."""
    if group.text:
        return in_language(group.text)
    if attribute.key == _CHANNEL and group.value in _CHANNELS:
        return str(_CHANNELS[group.value])
    if group.value is None:
        return str(gettext("Not stated"))
    if attribute.key == LANGUAGE:
        return LANGUAGES.get(group.value, group.value)
    return str(gettext("Other")) if group.value == OTHER else group.value


class GroupTold(NamedTuple):
    """What a group is called, and how an address asks for it; `asked` None where it can't be."""

    name: str
    asked: str | None


def groups_told(split: Split) -> list[GroupTold]:
    """The groups of a split, in its order."""
    return [
        GroupTold(group_words(group, split.attribute), None if group.value is None else quote(group.value, safe=""))
        for group in split.groups
    ]
