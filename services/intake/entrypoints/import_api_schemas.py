"""The JSON of uploaded files, in and out."""

from typing import Any

from marshmallow import RAISE, Schema, fields, validate

from services.intake.application.import_ports import RefusedRow
from services.intake.domain.imports import Import
from services.intake.entrypoints.import_words import KINDS, REASONS
from services.intake.entrypoints.sentences import sentence
from shared.web.api_fields import STORABLE, Whole
from shared.web.paging import PageWanted, next_of


class UploadedFile(Schema):
    """What is said of a file beside its bytes."""

    survey = fields.String(
        required=True, validate=[validate.Length(1, 48), STORABLE], metadata={"description": "Its slug"}
    )
    name = fields.String(
        load_default="", validate=[validate.Length(max=200), STORABLE], metadata={"description": "The file's name"}
    )
    preset = fields.String(
        load_default="auto", validate=validate.OneOf(list(KINDS)), metadata={"description": "What wrote it"}
    )
    form = fields.String(
        load_default="",
        validate=[validate.Length(max=200), STORABLE],
        metadata={"description": "The form's id in the tool, where it numbers its responses anew in each form"},
    )
    map = fields.List(
        fields.String(validate=[validate.Length(max=2_000), STORABLE]),
        load_default=[],
        metadata={"description": "`QUESTION=KEY`: their question is ours; nothing behind `=` for none"},
    )


class ImportShown(Schema):
    """An uploaded file."""

    id = fields.String()
    survey = fields.String()
    name = fields.String()
    size = fields.Integer(metadata={"description": "In bytes"})
    preset = fields.String()
    state = fields.String(metadata={"description": "chosen, waiting, running, stopped, done or failed"})
    rows = fields.Integer(metadata={"description": "How many there are, 0 before they were counted"})
    looked_at = fields.Integer()
    percent = fields.Integer()
    stored = fields.Integer()
    known = fields.Integer(metadata={"description": "Already there before"})
    refused = fields.Integer()
    reason = fields.String(metadata={"description": "Why it can't be taken in, for programs; stable"})
    message = fields.String(metadata={"description": "The same for people"})
    created_at = fields.AwareDateTime()
    ended_at = fields.AwareDateTime(allow_none=True)


class ImportsWanted(PageWanted):
    """Which imports."""

    survey = fields.String(
        required=True, validate=[validate.Length(1, 48), STORABLE], metadata={"description": "Its slug"}
    )


class ImportList(Schema):
    """Uploaded files of a survey."""

    items = fields.List(fields.Nested(ImportShown))
    next = next_of()


class ImportStep(Schema):
    """Where an import shall go."""

    class Meta:
        unknown = RAISE

    state = fields.String(required=True, validate=validate.OneOf(["stopped", "waiting"]))


class RowsWanted(Schema):
    """Which refused rows."""

    cursor = fields.String(
        load_default="",
        validate=Whole(r"^[0-9]{0,9}$", error="Give what an earlier answer called next."),
        metadata={"description": "`next` of the page before; nothing for the first page"},
    )
    limit = fields.Integer(load_default=100, validate=validate.Range(1, 1_000))


class RowFault(Schema):
    """One thing that is wrong with a row."""

    code = fields.String()
    question = fields.String()
    message = fields.String()


class Refusal(Schema):
    """A row that was not stored."""

    line = fields.Integer()
    cells = fields.List(fields.String())
    faults = fields.List(fields.Nested(RowFault))


class RefusedRows(Schema):
    """Rows that were not stored."""

    items = fields.List(fields.Nested(Refusal))
    next = next_of()


def refused_shown(row: RefusedRow) -> dict[str, Any]:
    """A refused row for programs."""
    faults = [{"code": fault.code, "question": fault.question, "message": sentence(fault)} for fault in row.faults]
    return {"line": row.line, "cells": list(row.cells), "faults": faults}


def import_shown(job: Import) -> dict[str, Any]:
    """An upload for programs."""
    shown = {name: getattr(job, name) for name in ImportShown().fields if hasattr(job, name)}
    return shown | {"state": job.state.value, "reason": job.reason, "message": str(REASONS.get(job.reason, ""))}
