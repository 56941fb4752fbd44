"""KoboToolbox: groups behind `/`, several choices also as a column per option; ids as its webhooks tell them."""

from typing import Final

from services.intake.importers.layout import Head, Layout, Preset
from services.intake.importers.presets.split_choices import questions_of

_ABOUT_THEM: Final = frozenset(
    "start end today username deviceid phonenumber simserial subscriberid audit __version__ _version_".split()
    + "_id _uuid _submission_time _validation_status _notes _status _submitted_by _tags _index _attachments".split()
    + "_geolocation _xform_id_string _parent_table_name _parent_index _submission__id _submission__uuid".split()
    + "_submission__submission_time meta/instanceid meta/instancename meta/rootuuid meta/deprecatedid".split()
    + "formhub/uuid instanceid _bamboo_dataset_id _version".split()
)
_ADDRESS: Final = "_URL"


class KoboToolbox:
    """Times are UTC without saying so. A row of HXL tags below the headings is passed over."""

    name = "kobotoolbox"
    provider = "kobotoolbox"

    def recognises(self, head: Head) -> float:
        """By what it keeps of every submission."""
        if head.has("_uuid", "_submission_time"):
            return 1.0
        return 0.8 if head.has("_id", "_index") or head.has("_submission_time") else 0.0

    def layout(self, head: Head) -> Layout:
        """A file is told by its address where there is one, else by its name."""
        headers = 2 if _is_hxl(head) else 1
        return Layout(
            headers=headers,
            questions=tuple(questions_of(head, headers, "/", lambda heading: self._ref(head, heading))),
            id_at=head.position("_uuid", "meta/instanceID", "_id"),
            time_at=head.position("_submission_time", "end"),
            form_at=head.position("_xform_id_string"),
        )

    def _ref(self, head: Head, heading: str) -> str:
        if not heading or heading.casefold() in _ABOUT_THEM or f"{heading}{_ADDRESS}" in head.headings:
            return ""
        stem = heading.removesuffix(_ADDRESS)
        return stem if stem in head.headings else heading


def _is_hxl(head: Head) -> bool:
    tags = [text for text in head.heading_row(1) if text]
    return bool(tags) and all(text.startswith("#") for text in tags)


PRESET: Final[Preset] = KoboToolbox()
