"""What two people wrote in the same fields, shown side by side to the one who was slower."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.intake.domain.drafts import Part
from services.intake.entrypoints.draft_fields import Field
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
    found = ((field, _text(field, stored), _text(field, typed)) for field in fields)
    return [Clash(field_name(field.name), field.anchor, there, here) for field, there, here in found if there != here]


def _text(field: Field, part: Part) -> str:
    return "\n".join(text for texts in field.shown(part).values() for text in texts if text)
