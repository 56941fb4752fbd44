"""What programs send and get of codebooks."""

import marshmallow as ma

from services.reports.application.publish_codebook import LONGEST_WHY


class CodebookSummary(ma.Schema):
    """A codebook by its newest version."""

    codebook = ma.fields.String()
    version = ma.fields.Integer()
    title = ma.fields.Dict(keys=ma.fields.String(), values=ma.fields.String())
    codes = ma.fields.Integer(metadata={"description": "How many codes are given"})


class CodebookList(ma.Schema):
    """All codebooks of a team."""

    items = ma.fields.List(ma.fields.Nested(CodebookSummary))


class CodebookVersion(ma.Schema):
    """A version with its whole body, which has the keys of a codebook file."""

    codebook = ma.fields.String()
    version = ma.fields.Integer()
    made_by = ma.fields.String(metadata={"description": "Empty where it came with adborth"})
    made_at = ma.fields.DateTime(allow_none=True)
    why = ma.fields.String()
    body = ma.fields.Dict()
    versions = ma.fields.List(ma.fields.Integer(), metadata={"description": "All versions, the newest first"})


class NewVersion(ma.Schema):
    """What the next version says, and why it is made."""

    why = ma.fields.String(required=True, validate=ma.validate.Length(min=1, max=LONGEST_WHY))
    body = ma.fields.Dict(
        required=True,
        metadata={"description": "As a codebook file; `id` and `version` are set. Codes that are left out are retired"},
    )
