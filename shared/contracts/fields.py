"""What the codecs of all messages are made of."""

from collections.abc import Callable
from typing import Any, ClassVar

from marshmallow import EXCLUDE, Schema, ValidationError, fields, post_load


class TupleOf(fields.List[Any]):
    """A list on the wire, a tuple in the frozen classes."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        return tuple(super()._deserialize(value, attr, data, **kwargs))


class Probabilities(fields.Field[dict[str, float]]):
    """A number from 0 to 1 by code. In one pass: a field a number took half of the time of reading a message."""

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> dict[str, float]:
        if not isinstance(value, dict) or not all(type(n) in (int, float) and 0 <= n <= 1 for n in value.values()):
            raise ValidationError("not numbers from 0 to 1 by code")
        return value


class Spans(fields.Field[tuple[tuple[int, int], ...]]):
    """Pairs of whole numbers, in one pass."""

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> tuple[tuple[int, int], ...]:
        if not isinstance(value, list) or not all(isinstance(span, list) and len(span) == 2 for span in value):
            raise ValidationError("not pairs")
        if not all(type(end) is int for span in value for end in span):
            raise ValidationError("not pairs of whole numbers")
        return tuple((start, end) for start, end in value)


class ContentSchema(Schema):
    """A schema that makes its class; fields that a newer sender added are passed over."""

    class Meta:
        unknown = EXCLUDE

    makes: ClassVar[Callable[..., Any]]

    @post_load
    def _make(self, data: dict[str, Any], **_: Any) -> Any:
        return self.makes(**data)


def text() -> fields.Str:
    """Words that must be there. A new field each time: a schema must not hold one field under two names."""
    return fields.Str(required=True)


def number() -> fields.Int:
    """A whole number that must be there."""
    return fields.Int(required=True, strict=True)


def moment() -> fields.AwareDateTime:
    """A time with its zone that must be there."""
    return fields.AwareDateTime(required=True, format="iso")


def text_by_language() -> fields.Dict:
    """Words in each language."""
    return fields.Dict(keys=fields.Str(), values=fields.Str(), required=True)


def number_by_code() -> fields.Dict:
    """Whole numbers by code; may be left out."""
    return fields.Dict(keys=fields.Str(), values=fields.Int(strict=True))
