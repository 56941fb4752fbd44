"""The page that lists a report's files, and the files themselves."""

from typing import Final

from shared.identity.access import Role
from tests.support.pages.page_state import PageState

_FILES: Final = "GET /team/reports/<slug>/exports"
_NUMBER: Final = "GET /p/<slug>/<int(max=999999):number>"

EXPORTED_PAGES: Final = (
    PageState("report files", _FILES, "/team/reports/crowd/exports", who=Role.EDITOR),
    PageState("report files for viewers", _FILES, "/team/reports/crowd/exports", who=Role.VIEWER),
    PageState("report files of nothing", _FILES, "/team/reports/nowhere/exports", who=Role.VIEWER, status=404),
)
NO_EXPORTED_PAGE: Final = {
    f"{_FILES}/draft/<name>": "is a file",
    f"{_FILES}/responses.<ending>": "is a file",
    f"{_NUMBER}/files/<name>": "is a file",
    f"{_NUMBER}/charts/<name>": "is a picture",
}
