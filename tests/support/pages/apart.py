"""Surveys with saved answers, files and entries for others, and the pages about them."""

import io
from collections.abc import Callable, Mapping
from typing import Final

from PIL import Image
from playwright.sync_api import Page

from services.embedded import House
from services.intake.application.close_survey import close_survey
from services.intake.application.door import Visit
from services.intake.application.publish_survey import publish_survey
from services.intake.application.save_unfinished import SoFar, save_unfinished
from services.intake.application.take_files import take_files
from services.intake.domain.surveys import Survey
from services.intake.domain.wording import Wording
from services.intake.main import Intake
from shared.identity.access import Role
from tests.support.pages.page_state import PageState
from tests.support.pages.steps import Step, check, fill, press, send
from tests.support.surveys import a_question, a_submission, a_survey

_TEAM: Final = "/team/surveys/<slug>"
_RESUME: Final = "/s/<slug>/resume"
_QUESTIONS: Final = (
    a_question(),
    a_question(
        "q_photo", kind="photo", codebook=None, text=Wording({"en": "A photo of your board", "cy": "Llun o'ch bwrdd"})
    ),
    a_question("q_file", kind="file", codebook=None, text=Wording({"en": "Your notes", "cy": "Eich nodiadau"})),
)


def furnish_apart(house: House) -> None:
    """Publish surveys that people may come back to, save some answers, and send a card with a photo."""
    intake = house.intake
    title = Wording({"en": "A card to come back to", "cy": "Cerdyn i ddod yn ôl ato"})
    open_ = a_survey("wall", title=title, save_and_return=True, questions=_QUESTIONS)
    for survey in (open_, a_survey("wall-closed", title=title, save_and_return=True)):
        publish_survey(survey, uow=intake.desk.open_unit(), clock=intake.clock)
        _save(intake, survey.slug)
    _send_photo(intake)
    close_survey("wall-closed", uow=intake.desk.open_unit(), clock=intake.clock)


def choose_photo(selector: str) -> Step:
    """Choose a photo."""

    def step(page: Page) -> None:
        page.set_input_files(selector, {"name": "board.png", "mimeType": "image/png", "buffer": _photo()})

    return step


def _photo() -> bytes:
    drawn = io.BytesIO()
    Image.new("RGB", (40, 30), (9, 99, 9)).save(drawn, "PNG")
    return drawn.getvalue()


def _survey(intake: Intake, slug: str) -> Survey:
    found = intake.gate.door(Visit()).survey(slug)
    assert found is not None
    return found


def _save(intake: Intake, slug: str) -> str:
    so_far = SoFar(answers={"q_next": "Mwy o amser"}, language="cy")
    return save_unfinished(so_far, _survey(intake, slug), desk=intake.unfinished)


def _send_photo(intake: Intake) -> None:
    survey = _survey(intake, "wall")
    sent = a_submission(survey="wall")
    taken = take_files({"q_photo": _photo()}, sent.id, survey, "", desk=intake.unfinished)
    door = intake.gate.door(Visit())
    door.survey("wall")
    answered = a_submission(survey="wall", id=sent.id, answers={"q_next": "x", **taken.answers})
    assert door.keep(survey.accept(answered, at=intake.clock.now()))


APART_NAMES: Final[Mapping[str, Callable[[House], str]]] = {
    "saved": lambda house: _save(house.intake, "wall"),
    "nobodys_code": lambda house: house.intake.unfinished.codes.fresh(1),
}

APART_PAGES: Final = (
    PageState("form with files", "GET /s/<slug>", "/s/wall", picture="files-form"),
    PageState("form saved empty", "POST /s/<slug>", "/s/wall", (send("#card", by="[name=save]"),), status=400),
    PageState(
        "form with a wrong file",
        "POST /s/<slug>",
        "/s/wall",
        (choose_photo("#q_photo"), fill("#q_next", "x" * 10_001), send("#card")),
        status=400,
    ),
    PageState(
        "saved",
        f"GET {_RESUME}/<code>/saved",
        "/s/wall",
        (fill("#q_next", "Half of it"), press("[name=save]")),
        picture="saved",
    ),
    PageState("resumed", f"GET {_RESUME}/<code>", "/s/wall/resume/{saved}", picture="resumed"),
    PageState(
        "resumed, sent wrongly",
        f"POST {_RESUME}/<code>",
        "/s/wall/resume/{saved}",
        (fill("#q_next", ""), send("#card")),
        status=400,
    ),
    PageState("code of saved answers", f"GET {_RESUME}", "/s/wall/resume"),
    PageState(
        "code mistyped", f"POST {_RESUME}", "/s/wall/resume", (fill("#code", "ABCD"), send("#resume")), status=400
    ),
    PageState(
        "code turned", f"POST {_RESUME}", "/s/wall/resume", (fill("#code", "ABCD"), press(".ad-language")), turned=True
    ),
    PageState("code unknown", f"GET {_RESUME}/<code>", "/s/wall/resume/{nobodys_code}", status=404),
    PageState("nothing to come back to", f"GET {_RESUME}", "/s/card/resume", status=404),
    PageState("saved answers deleted", f"GET {_RESUME}/deleted", "/s/wall/resume/deleted"),
    PageState(
        "where people stop",
        f"GET {_TEAM}/unfinished",
        "/team/surveys/wall/unfinished",
        who=Role.VIEWER,
        picture="stops",
    ),
    PageState(
        "where people stopped", f"GET {_TEAM}/unfinished", "/team/surveys/wall-closed/unfinished", who=Role.EDITOR
    ),
    PageState("no partials", f"GET {_TEAM}/unfinished", "/team/surveys/card/unfinished", who=Role.VIEWER),
    PageState(
        "count partials?",
        f"GET {_TEAM}/unfinished/count",
        "/team/surveys/wall-closed/unfinished/count",
        who=Role.EDITOR,
    ),
    PageState(
        "count partials too early",
        f"GET {_TEAM}/unfinished/count",
        "/team/surveys/wall/unfinished/count",
        who=Role.EDITOR,
        status=409,
    ),
    PageState(
        "partials counted",
        f"POST {_TEAM}/unfinished/count",
        "/team/surveys/wall-closed/unfinished/count",
        (send("main form"),),
        who=Role.EDITOR,
    ),
    PageState("files", f"GET {_TEAM}/files", "/team/surveys/wall/files", who=Role.REVIEWER, picture="files"),
    PageState("no files", f"GET {_TEAM}/files", "/team/surveys/card/files", who=Role.REVIEWER),
    PageState(
        "file not there",
        f"GET {_TEAM}/files/<name>",
        "/team/surveys/wall/files/nothing",
        who=Role.REVIEWER,
        status=404,
    ),
    PageState("enter", f"GET {_TEAM}/enter", "/team/surveys/every-kind/enter", who=Role.REVIEWER, picture="enter"),
    PageState(
        "enter wrongly",
        f"POST {_TEAM}/enter",
        "/team/surveys/wall/enter",
        (send("#entry"),),
        who=Role.REVIEWER,
        status=400,
    ),
    PageState(
        "entered",
        f"POST {_TEAM}/enter",
        "/team/surveys/wall/enter",
        (
            check("#entry-source"),
            fill("#entry-day", "20"),
            fill("#entry-day-month", "11"),
            fill("#entry-day-year", "2025"),
            check("#entry-agreed"),
            fill("#q_next", "Mwy o amser"),
            send("#entry"),
        ),
        who=Role.REVIEWER,
        status=201,
    ),
)

NO_APART_PAGE: Final = {
    f"POST {_RESUME}/<code>/delete": "leads to the page that says that it is deleted",
}
