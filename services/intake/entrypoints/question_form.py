"""What a question's page holds and does: its fields, fixed once published, and buttons that change its rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from services.intake.domain.drafts import Draft, Part, question_key
from services.intake.domain.questions import Question
from services.intake.domain.surveys import Survey
from services.intake.entrypoints.draft_fields import Field, Posted, first, merged, said_and_state
from services.intake.entrypoints.draft_forms import (
    answers_before,
    drawn_in,
    fixed_option_keys,
    published_question,
    question_fields,
    stray_settings,
)
from services.intake.entrypoints.draft_rows import OptionsField


@dataclass(frozen=True, slots=True)
class QuestionForm:
    """The form of the `number`th question of a draft, whose sound questions and published version are known."""

    draft: Draft
    number: int
    published: Survey | None
    sound: Mapping[int, Question]
    languages: Sequence[str]

    def is_fixed(self, part: Part) -> bool:
        """Whether the key was published: answers are stored under it."""
        return self._published(part) is not None

    def fields(self, part: Part) -> list[Field]:
        """The fields that the question's type has; those that were published have no field any more."""
        before = answers_before(self.number, self.sound)
        found = question_fields(part, self.languages, before)
        fixed = self._published(part)
        if fixed is None:
            return found
        keys = fixed_option_keys(fixed)
        return [
            replace(field, fixed=keys) if isinstance(field, OptionsField) else field
            for field in found
            if field.name != "key"
        ]

    def stray(self, part: Part) -> list[str]:
        """The settings that mean nothing to the question's type."""
        return stray_settings(part)

    def free_key(self, part: Part) -> str:
        """A key made from what the question asks, in its first language that asks anything."""
        said = [said_and_state(text)[0] for text in dict(part.get("text") or {}).values()]
        taken = {str(each.get("key", "")) for each in self.draft.questions}
        return question_key(next(filter(None, said), ""), taken)

    def _published(self, part: Part) -> Question | None:
        return published_question(self.published, part.get("key"))


def edited(part: Part, posted: Posted, form: QuestionForm) -> dict[str, Any]:
    """The question with what was typed, and with what the pressed button does to it."""
    made = merged(drawn_in(form.fields(part), posted), part, posted)
    if not made.get("key"):
        made = {"key": form.free_key(made), **{name: value for name, value in made.items() if name != "key"}}
    return _pressed(made, first(posted, "do"))


def _pressed(part: dict[str, Any], button: str) -> dict[str, Any]:
    """`option-add`, `option-remove-2`, `option-up-2`, `option-down-2` or `drop-settings`."""
    if button == "drop-settings":
        return {name: value for name, value in part.items() if name not in stray_settings(part)}
    verb, _, rest = button.removeprefix("option-").partition("-")
    rows = list(part.get("options") or ())
    if button == "option-add":
        return {**part, "options": [*rows, {"key": ""}]}
    place = int(rest) - 1 if rest.isdecimal() and len(rest) < 4 else -1
    if not button.startswith("option-") or not 0 <= place < len(rows):
        return part
    row = rows.pop(place)
    if verb in ("up", "down"):
        rows.insert(max(0, place + (1 if verb == "down" else -1)), row)
    return {**part, "options": rows}
