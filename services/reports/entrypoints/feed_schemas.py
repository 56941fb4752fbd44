"""The form of the feed: a table by its columns and rows."""

from marshmallow import Schema, fields


class Feed(Schema):
    """The figures of a report; a row holds a value or null for each of `columns`."""

    version = fields.Integer(metadata={"description": "Of columns and their meaning"})
    columns = fields.List(fields.String())
    rows = fields.List(fields.Dict(keys=fields.String()))
