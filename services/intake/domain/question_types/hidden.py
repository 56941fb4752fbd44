"""What the address of the form says, such as `?source=poster`; nobody is asked."""

from collections.abc import Iterator

from services.intake.domain.errors import Fault
from services.intake.domain.question_types.choosing import KEY
from services.intake.domain.question_types.question_type import Asked, Control, Option, QuestionType, text_fault


class Hidden(QuestionType):
    """An attribute from the address: one of the options where the survey lists some, else a short text."""

    name = "hidden"
    control = Control.HIDDEN
    takes = frozenset({"options"})
    longest = 100
    says = False
    always_attribute = True

    def rules(self, asked: Asked) -> Iterator[str]:
        """Options have keys of their own; they need no text."""
        keys = [option.key for option in asked.options]
        if not all(KEY.fullmatch(key) for key in keys) or len(set(keys)) < len(keys):
            yield "options must have different keys of letters, digits, _, . and -"
        if any(option.other or option.permits for option in asked.options):
            yield "options of a hidden question take no own words and permit nothing"

    def choices(self, asked: Asked) -> tuple[Option, ...]:
        """The values that are listed, if any."""
        return asked.options

    def chosen(self, asked: Asked, text: str) -> tuple[str, ...]:  # noqa: ARG002  because other types look at the question
        """The value."""
        return (text,) if text.strip() else ()

    def fault(self, asked: Asked, text: str) -> Fault | None:
        """A listed value, or a short text."""
        keys = [option.key for option in asked.options]
        if keys and text not in keys:
            return Fault("answer-no-option", asked.key, {"options": keys})
        return text_fault(asked.key, text, asked.limit)

    def shown(self, asked: Asked, text: str, language: str) -> str:
        """The label of a listed value where it has one."""
        labels = {option.key: option.text.said_in(language) for option in asked.options}
        return labels.get(text) or text
