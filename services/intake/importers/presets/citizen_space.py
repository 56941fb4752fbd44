"""Citizen Space: known by the shape of its ids, such as `ANON-1A2B-3C4D-5`."""

import re
from typing import Final

from services.intake.importers.clocks import day_comes_first
from services.intake.importers.layout import Head, Layout, Preset
from services.intake.importers.presets.columns import asked_in

_ID: Final = re.compile(r"[A-Z]{3,6}-[0-9A-Z]{3,4}-[0-9A-Z]{3,4}-[0-9A-Z]{1,4}")
_IDS: Final = ("Response ID", "Respondent ID", "ResponseID", "Unique ID", "ID", "Reference")
_TIMES: Final = (
    "Submitted", "Date Submitted", "Submission date", "Submitted date", "Date of submission", "Response submitted",
    "Last edited", "Date last edited", "Created", "Date created",
)  # fmt: skip
_ABOUT_THEM: Final = frozenset(
    {name.casefold() for name in (*_IDS, *_TIMES)}
    | {"ip address", "ip addresses", "status", "user", "response type", "analysed", "published", "response status"}
    | {"publish response", "privacy status"}
)


class CitizenSpace:
    """British public consultations: the day comes first."""

    name = "citizen-space"
    provider = "citizen-space"

    def recognises(self, head: Head) -> float:
        """By the first ids."""
        ids = head.below(head.position(*_IDS))[:5]
        return 0.95 if ids and all(map(_ID.fullmatch, ids)) else 0.0

    def layout(self, head: Head) -> Layout:
        """The rest are questions; what an analyst wrote beside an answer is none."""
        time_at = head.position(*_TIMES)
        return Layout(
            questions=tuple(asked_in(head, _is_about_them)),
            id_at=head.position(*_IDS),
            time_at=time_at,
            day_first=day_comes_first(head.below(time_at), usually=True),
        )


def _is_about_them(heading: str) -> bool:
    name = heading.casefold()
    return name in _ABOUT_THEM or name.endswith((" - analyst notes", " - analyst tags"))


PRESET: Final[Preset] = CitizenSpace()
