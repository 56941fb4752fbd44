"""Responses as JSON lines: an object each, with spans in characters of the text that stands beside them."""

import json

from services.reports.domain.data_set import DataSet


def data_jsonl(data: DataSet) -> bytes:
    """A line for each response; half a letter, which no file holds, is replaced by one sign, so that spans hold."""
    lines = "".join(json.dumps(each, ensure_ascii=False) + "\n" for each in data.objects)
    return lines.encode("utf-8", "replace")
