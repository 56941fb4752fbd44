"""A question that is answered by a number between two ends."""

from collections.abc import Iterator

from services.intake.domain.question_types.choosing import ChoiceType
from services.intake.domain.question_types.question_type import Asked, Option
from services.intake.domain.wording import Wording

_LONGEST_SCALE = 11


class Scale(ChoiceType):
    """A whole number `from` … `to`, with what the ends mean."""

    name = "scale"
    takes = frozenset({"lowest", "highest", "lowest_label", "highest_label", "attribute"})

    def rules(self, asked: Asked) -> Iterator[str]:
        """The ends make a scale that fits on a phone."""
        if asked.lowest is None or asked.highest is None:
            yield "from and to must say where the scale begins and ends"
        elif asked.lowest < 0 or not 1 <= asked.highest - asked.lowest < _LONGEST_SCALE:
            yield f"from and to must make a scale of 2 to {_LONGEST_SCALE} numbers from 0 up"

    def choices(self, asked: Asked) -> tuple[Option, ...]:
        """The numbers; the ends with their meaning."""
        lowest, highest = asked.lowest or 0, asked.highest or 0
        ends = {lowest: asked.lowest_label, highest: asked.highest_label}
        numbers = range(lowest, highest + 1)
        return tuple(Option(key=str(number), text=_labelled(number, ends.get(number))) for number in numbers)


def _labelled(number: int, meaning: Wording | None) -> Wording:
    if not meaning:
        return Wording({"en": str(number)})
    return Wording({language: f"{number} – {text}" for language, text in meaning.texts.items()})
