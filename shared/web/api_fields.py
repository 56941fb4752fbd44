"""Fields and rules of our schemas that mean to marshmallow what they mean to readers of OpenAPI."""

import re
from typing import Any, Final

import marshmallow as ma

from shared.web.languages import LANGUAGES


class Whole(ma.validate.Regexp):
    """A pattern that a whole text must fit; written `^…$`, which the readers of OpenAPI and Python read alike here."""

    def __call__(self, value: Any) -> Any:
        """The text; raises ValidationError. Python's `$` alone would let a line end pass."""
        if re.fullmatch(str(self.regex.pattern), value) is None:
            raise ma.ValidationError(self._format_error(value))
        return value


class WholeNumber(ma.fields.Integer):
    """A whole number in a JSON body, as JSON Schema has it: 3 and 3.0, but neither 3.5 nor "3"."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int | float) or not float(value).is_integer():
            raise self.make_error("invalid")
        return int(super()._deserialize(int(value), attr, data, **kwargs) or 0)


STORABLE: Final = Whole(r"^[^\x00-\x1f\x7f]*$", error="Control characters are not allowed.")


class LanguageWanted(ma.Schema):
    """The language of titles and messages."""

    lang = ma.fields.String(
        validate=ma.validate.OneOf(list(LANGUAGES)),
        metadata={"description": "The language of titles; else by Accept-Language"},
    )
