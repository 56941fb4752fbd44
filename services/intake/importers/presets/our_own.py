"""adborth's own table of cards: a column per question, named by its key, and id, language and received_at."""

from typing import Final

from services.intake.domain.questions import KEY
from services.intake.importers.layout import Head, Layout, Preset
from services.intake.importers.presets.columns import asked_in

_ABOUT_THEM: Final = frozenset({"id", "language", "received_at", "survey", "receipt"})


class OurOwn:
    """What `adborth import` takes without any mapping."""

    name = "adborth"
    provider = "adborth"

    def recognises(self, head: Head) -> float:
        """By names that are keys, all of them, with the time or the language as ours are called."""
        headings = [heading for heading in head.headings if heading]
        ours = sum(name in headings for name in ("id", "language", "received_at"))
        if "received_at" not in headings and ours < 2:
            return 0.0
        return 0.6 if all(map(KEY.fullmatch, headings)) else 0.0

    def layout(self, head: Head) -> Layout:
        """Headings are the keys of questions."""
        return Layout(
            questions=tuple(asked_in(head, lambda heading: heading in _ABOUT_THEM)),
            id_at=head.position("id"),
            time_at=head.position("received_at"),
            language_at=head.position("language"),
        )


PRESET: Final[Preset] = OurOwn()
