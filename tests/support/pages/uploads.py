"""The pages of uploaded files, and what was uploaded before the court looks at them."""

from collections.abc import Callable, Mapping
from typing import Final

from playwright.sync_api import Page

from services.embedded import House
from services.intake.application.run_imports import run_next
from services.intake.application.upload_file import Upload, start, stop, upload_file
from services.intake.domain.survey_changes import Author
from shared.contracts.teams import DEFAULT_TEAM
from shared.identity.access import Role
from tests.support.pages.page_state import PageState
from tests.support.pages.steps import Step, send

_OLWEN: Final = Author(id="olwen", name="Olwen Rees", team_id=DEFAULT_TEAM)
_ALL: Final = "/team/surveys/<slug>/import"
_ONE: Final = f"{_ALL}/<id_>"
_CARD: Final = "/team/surveys/card/import"
_TYPEFORM: Final = (
    "#,What do you need next?,Which of these did you use? Please name all of them that you can remember,"
    "Submit Date (UTC),Network ID\n"
    "tok-1,Mwy o amser i ddysgu gyda'n gilydd,Averylongwordwithoutanyblankinit/andanother,2026-03-02 09:35:31,n\n"
    "tok-2,,nothing,2026-03-02 09:36:31,n\n"
)
_UPLOADS: Final = {"checked": _TYPEFORM, "unlinked": "Colour,Shape\nred,round\n", "own": "q_next,Name\nmore time,Ann\n"}


def furnish_uploads(house: House) -> None:
    """Upload files that stand in each state."""
    for name in ("done", "waiting", "stopped", *_UPLOADS):
        made = Upload(survey="card", name=f"{name}.csv", pieces=iter([_UPLOADS.get(name, _TYPEFORM).encode()]))
        job = upload_file(made, author=_OLWEN, desk=house.intake.importing)
        if name not in _UPLOADS:
            start(job.id, {"What do you need next?": "q_next"}, author=_OLWEN, desk=house.intake.importing)
        if name == "done":
            run_next(desk=house.intake.importing, rest=lambda _: False)
        if name == "stopped":
            stop(job.id, author=_OLWEN, desk=house.intake.importing)
    bad = Upload(survey="card", name="damaged.xlsx", pieces=iter([b"PK\x03\x04 nothing more"]))
    upload_file(bad, author=_OLWEN, desk=house.intake.importing)


def _id_of(name: str) -> Callable[[House], str]:
    def find(house: House) -> str:
        with house.intake.importing.open_reading() as reading:
            jobs = reading.imports.of_survey("card", DEFAULT_TEAM)
        return next(job.id for job in jobs if job.name.startswith(name))

    return find


def _choose(content: str) -> Step:
    def step(page: Page) -> None:
        file = {"name": "answers.csv", "mimeType": "text/csv", "buffer": content.encode()}
        page.set_input_files("#file", file)  # type: ignore[arg-type]  # a mapping is what it takes

    return step


def _state(name: str, route: str, path: str, *steps: Step, status: int = 200, picture: str = "") -> PageState:
    return PageState(name, route, path, steps, who=Role.EDITOR, status=status, picture=picture)


UPLOAD_NAMES: Final[Mapping[str, Callable[[House], str]]] = {
    f"upload_{name}": _id_of(name) for name in ("done", "waiting", "stopped", "damaged", *_UPLOADS)
}
UPLOAD_PAGES: Final = (
    _state("uploads", f"GET {_ALL}", _CARD),
    _state("uploads, nothing chosen", f"POST {_ALL}", _CARD, send("#upload"), status=400),
    _state("upload checked", f"GET {_ONE}", _CARD, _choose(_TYPEFORM), send("#upload"), picture="upload-checked"),
    _state("upload without a known question", f"GET {_ONE}", f"{_CARD}/{{upload_unlinked}}"),
    _state(
        "upload started without a link",
        f"POST {_ONE}/start",
        f"{_CARD}/{{upload_unlinked}}",
        send("#start"),
        status=400,
    ),
    _state("upload of our own columns", f"GET {_ONE}", f"{_CARD}/{{upload_own}}"),
    _state("upload damaged", f"GET {_ONE}", f"{_CARD}/{{upload_damaged}}"),
    _state("upload waiting", f"GET {_ONE}", f"{_CARD}/{{upload_waiting}}"),
    _state("upload stopped", f"GET {_ONE}", f"{_CARD}/{{upload_stopped}}"),
    _state("upload done", f"GET {_ONE}", f"{_CARD}/{{upload_done}}", picture="upload-done"),
    _state("upload unknown", f"GET {_ONE}", f"{_CARD}/nothing", status=404),
)
NO_UPLOAD_PAGE: Final = {
    f"POST {_ONE}/kind": "leads to the upload's page",
    f"POST {_ONE}/stop": "leads to the upload's page",
    f"POST {_ONE}/resume": "leads to the upload's page",
    f"POST {_ONE}/delete": "leads to the list of uploads",
    f"GET {_ONE}/refused.csv": "is a table of rows to be mended",
}
