"""What can go wrong when a survey is started from one that comes with adborth."""

from shared.contracts.errors import CodedError


class TemplateNotFound(CodedError):
    """No survey of this name comes with adborth; details: `template`."""

    code = "template-not-found"
