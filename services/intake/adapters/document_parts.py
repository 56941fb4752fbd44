"""A mapping in a survey's document, read key by key; every complaint names the question it is about."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Final

from services.intake.domain.errors import InvalidSurvey
from services.intake.domain.wording import NOTHING_SAID, Translation, Wording

_STATES: Final = ", ".join(Translation)


class Part:
    """Reads one mapping whose keys are all `allowed`. Raises InvalidSurvey naming the question and the rule."""

    def __init__(self, question: str, value: object, allowed: frozenset[str]) -> None:
        self._question = question
        if not isinstance(value, Mapping):
            raise self.broken("must be a mapping of keys to values")
        if unknown := sorted(str(key) for key in value if key not in allowed):
            raise self.broken(f"unknown key {unknown[0]!r}; known are {', '.join(sorted(allowed))}")
        self._value: Mapping[str, Any] = value

    def text(self, key: str) -> str:
        """A text that has to be there."""
        value = self._value.get(key)
        if not isinstance(value, str) or not value:
            raise self.broken(f"{key} must be a text")
        return value

    def one_of(self, key: str, allowed: Sequence[str]) -> str:
        """One of these texts."""
        value = self.text(key)
        if value not in allowed:
            raise self.broken(f"{key} must be one of {', '.join(allowed)}, not {value!r}")
        return value

    def items(self, key: str) -> list[object]:
        """A list that has to be there."""
        value = self._value.get(key)
        if not isinstance(value, list):
            raise self.broken(f"{key} must be a list")
        return value

    def names(self, key: str) -> tuple[str, ...]:
        """A list of keys of options, or a single one; left out it is empty."""
        value = self._value.get(key)
        if value is None:
            return ()
        return tuple(self.name(item, key) for item in (value if isinstance(value, list) else [value]))

    def name(self, value: object, what: str) -> str:
        """The key of an option as YAML gives it: `yes`, `no` and numbers mean what is written."""
        if isinstance(value, bool):
            return "yes" if value else "no"
        if not isinstance(value, str | int):
            raise self.broken(f"{what} must name options by their keys")
        return str(value)

    @property
    def values(self) -> Mapping[str, object]:
        """The whole mapping, for a part that is read elsewhere."""
        return self._value

    def value(self, key: str) -> object:
        """Whatever stands there; None when nothing does."""
        return self._value.get(key)

    def wording(self, key: str) -> Wording:
        """A text for each language, each with its state where it is not translated."""
        value = self._value.get(key)
        if not value:
            return NOTHING_SAID
        if not isinstance(value, Mapping) or not all(isinstance(language, str) for language in value):
            raise self._no_wording(key)
        said = {language: self._said(key, given) for language, given in value.items()}
        texts = {language: text.strip() for language, (text, _) in said.items()}
        return Wording(texts, {language: state for language, (_, state) in said.items()})

    def _said(self, key: str, given: object) -> tuple[str, Translation]:
        if isinstance(given, str):
            return given, Translation.TRANSLATED
        if not isinstance(given, Mapping) or not set(given) <= {"text", "state"}:
            raise self._no_wording(key)
        text, state = given.get("text") or "", given.get("state", "translated")
        if state not in list(Translation) or not isinstance(text, str):
            raise self.broken(f"{key} must give a text and a state (one of {_STATES}) for each language")
        if (state == Translation.MISSING) == bool(text.strip()):
            raise self.broken(f"{key} must say nothing where its state is missing, and something elsewhere")
        return text, Translation(state)

    def time(self, key: str) -> datetime | None:
        """A moment with its time zone; None when left out."""
        value = self._value.get(key)
        if value is None:
            return None
        try:
            moment = value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
        except ValueError:
            raise self.broken(f"{key} must be a time such as 2026-03-01T09:00:00Z") from None
        if moment.tzinfo is None:
            raise self.broken(f"{key} must say its time zone, such as 2026-03-01T09:00:00Z")
        return moment.astimezone(UTC)

    def optional(self, key: str, kind: type[object], missing: Any) -> Any:
        """A value of this type; `missing` when left out."""
        value = self._value.get(key)
        if value is None:
            return missing
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            raise self.broken(f"{key} must be of the type {kind.__name__}")
        return value

    def broken(self, rule: str) -> InvalidSurvey:
        """The error that names the question."""
        return InvalidSurvey(question=self._question, rule=rule)

    def _no_wording(self, key: str) -> InvalidSurvey:
        rule = "must give a text for each language, such as {en: …, cy: …}; quote the code no and the words Yes and No"
        return self.broken(f"{key} {rule}")


def wording_document(wording: Wording) -> dict[str, Any]:
    """The document of a wording: a plain text where it is translated."""
    states = wording.states
    return {
        language: {"text": text, "state": states[language].value} if language in states else text
        for language, text in wording.texts.items()
    }
