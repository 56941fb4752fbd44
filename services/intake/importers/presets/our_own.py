"""adborth's own tables: of cards, a column per question named by its key, and of exported responses."""

from typing import Final

from services.intake.domain.questions import KEY
from services.intake.importers.layout import Asked, Head, Layout, Preset
from services.intake.importers.own_export import ABOUT_RESPONSES, Exported, is_own_export
from services.intake.importers.presets.columns import asked_in
from shared.contracts.exported_table import ATTRIBUTE, DAY, LANGUAGE, REFERENCE

_ABOUT_THEM: Final = frozenset({"id", "language", "received_at", "survey", "receipt"})


class OurOwn:
    """What `adborth import` takes without any mapping."""

    name = "adborth"
    provider = "adborth"

    def recognises(self, head: Head) -> float:
        """An export by what it calls responses; else by names that are keys, all of them, and by ours among them."""
        if is_own_export(head.headings):
            return 1.0
        headings = [heading for heading in head.headings if heading]
        ours = sum(name in headings for name in ("id", "language", "received_at"))
        if "received_at" not in headings and ours < 2:
            return 0.0
        return 0.6 if all(map(KEY.fullmatch, headings)) else 0.0

    def layout(self, head: Head) -> Layout:
        """Headings are the keys of questions; an export tells codes and themes beside the answers."""
        if is_own_export(head.headings):
            return _layout_of_export(head)
        return Layout(
            questions=tuple(asked_in(head, lambda heading: heading in _ABOUT_THEM)),
            id_at=head.position("id"),
            time_at=head.position("received_at"),
            language_at=head.position("language"),
        )


def _layout_of_export(head: Head) -> Layout:
    asked = [
        Asked(name, name, Exported(at, heading))
        for at, heading in enumerate(head.headings)
        if KEY.fullmatch(name := heading.removeprefix(ATTRIBUTE)) and heading not in ABOUT_RESPONSES
    ]
    return Layout(
        questions=tuple(asked),
        id_at=head.position(REFERENCE),
        time_at=head.position(DAY),
        language_at=head.position(LANGUAGE),
    )


PRESET: Final[Preset] = OurOwn()
