"""What a team may ask of the surveys that come with adborth in vain."""

from shared.contracts.errors import CodedError


class TemplateNotFound(CodedError):
    """No survey of this name comes with adborth; details: `template`."""

    code = "template-not-found"


class SlugTaken(CodedError):
    """There is a survey of this slug already, which a new one would replace; details: `survey`."""

    code = "slug-taken"
