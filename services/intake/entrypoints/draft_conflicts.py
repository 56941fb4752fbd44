"""What two people wrote in the same fields, shown side by side to the one who was slower."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.intake.domain.drafts import Part
from services.intake.entrypoints.draft_fields import Field, Texts
from services.intake.entrypoints.field_names import field_name


@dataclass(frozen=True, slots=True)
class Clash:
    """A field that says two things: what is stored, and what was typed."""

    name: str
    anchor: str
    stored: str
    typed: str


def clashes(fields: Sequence[Field], typed: Part, stored: Part | None) -> list[Clash]:
    """The fields that differ; none when nobody else was at it (`stored` None)."""
    if stored is None:
        return []
    found: list[Clash] = []
    for field in fields:
        there, here = field.shown(stored), field.shown(typed)
        if there != here:
            found.append(Clash(field_name(field.name), field.anchor, _told(there), _told(here)))
    return found


def _told(controls: Texts) -> str:
    """What stands in a field's controls; the state of a translation is not told in words here."""
    return "\n".join(text for name, texts in controls.items() if not name.endswith("-state") for text in texts if text)
