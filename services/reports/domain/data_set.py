"""What a team takes out of a survey to work on: a row for each response, the same with all details, and figures."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from services.reports.domain.coded_project import Project
from services.reports.domain.report_content import ReportContent, Sheet


@dataclass(frozen=True, slots=True)
class DataSet:
    """`responses` has a row for each, `objects` says the same with spans and confidences."""

    content: ReportContent
    responses: Sheet
    objects: tuple[Mapping[str, Any], ...]
    figures: Sheet
    project: Project
