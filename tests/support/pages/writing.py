"""The pages on which surveys are written and run, and what stands in the databases for them."""

from typing import Final

from playwright.sync_api import Page

from services.embedded import House
from services.intake.application.edit_draft import add_question, read_draft, save_own
from services.intake.application.publish_survey import publish_survey
from services.intake.application.retire_survey import archive
from services.intake.application.start_draft import Begun, start_empty
from services.intake.domain.drafts import fingerprint
from services.intake.domain.survey_changes import Author
from services.intake.domain.wording import Wording
from shared.contracts.teams import DEFAULT_TEAM
from shared.identity.access import Role
from tests.support.pages.page_state import PageState
from tests.support.pages.steps import Step, fill, send
from tests.support.surveys import a_submission, a_survey

_OLWEN: Final = Author(id="olwen", name="Olwen Rees", team_id=DEFAULT_TEAM)
_ALL: Final = "/team/surveys"
_ONE: Final = "/team/surveys/<slug>"
_QUESTION: Final = f"{_ONE}/questions/<int:number>"


def furnish_drafts(house: House) -> None:
    """Begin a survey that still lacks much, change a published one, put one into the archive, and a late card aside."""
    desk, intake = house.intake.drafting, house.intake
    start_empty(Begun("spring", {"en": "Spring event", "cy": "Digwyddiad y gwanwyn"}), author=_OLWEN, desk=desk)
    start_empty(Begun("blank", {"en": "A blank", "cy": "Dalen wag"}), author=_OLWEN, desk=desk)
    for question in _UNFINISHED:
        add_question("spring", question, author=_OLWEN, desk=desk)
    broken = {"opens_at": "tomorrow", "most_responses": "many", "shape": "round"}
    seen = fingerprint(read_draft("spring", DEFAULT_TEAM, desk=desk).own)
    save_own("spring", seen, lambda part: {**part, **broken}, author=_OLWEN, desk=desk)
    add_question("every-kind", _UNFINISHED[0], author=_OLWEN, desk=desk)
    for slug, english, welsh in (("past", "A card of long ago", "Cerdyn ers talwm"), ("aside", "Cards", "Cardiau")):
        survey = a_survey(slug, title=Wording({"en": english, "cy": welsh}))
        publish_survey(survey, uow=intake.desk.open_unit(), clock=intake.clock)
    archive("past", author=_OLWEN, desk=desk)
    survey = intake.desk.letterbox.survey("aside")
    assert survey is not None
    for number, language in enumerate(("en", "cy")):
        card = a_submission(f"Time <b>{number}</b>", survey="aside", language=language, filled_at=intake.clock.now())
        intake.desk.letterbox.keep(survey.accept(card, intake.clock.now(), late=True))


_UNFINISHED: Final = (
    {
        "key": "q_role",
        "type": "one_choice",
        "text": {"en": "Which role?", "cy": {"text": "Pa rôl?", "state": "machine"}},
    },
    {"key": "q_sure", "type": "scale", "text": {"en": "How sure?"}, "codebook": "improvement", "colour": "red"},
    {"key": "q_why", "type": "long_text", "text": {"cy": "Pam?"}, "show_when": {"question": "q_gone", "is": ["yes"]}},
)


def outdated(form: str = "#draft") -> Step:
    """Make the page look as if it had been opened before somebody else saved."""
    return lambda page: _forget(page, f"{form} [name=seen]", "long-ago")


def _forget(page: Page, selector: str, value: str) -> None:
    page.eval_on_selector(selector, "(field, value) => { field.value = value; }", value)


def _state(name: str, route: str, path: str, *steps: Step, who: Role = Role.EDITOR, status: int = 200) -> PageState:
    return PageState(name, route, path, steps, who=who, status=status)


WRITING_PAGES: Final = (
    _state("surveys", f"GET {_ALL}", _ALL),
    _state("surveys, looking on", f"GET {_ALL}", _ALL, who=Role.VIEWER),
    _state("surveys in the archive", f"GET {_ALL}", f"{_ALL}?archived=1"),
    _state("survey deleted", f"GET {_ALL}", f"{_ALL}?deleted=old", who=Role.OWNER),
    _state("new survey", f"GET {_ALL}/new", f"{_ALL}/new"),
    _state("new survey wrongly", f"POST {_ALL}/new", f"{_ALL}/new", send("#begin"), status=400),
    _state(
        "new survey at a taken address",
        f"POST {_ALL}/new",
        f"{_ALL}/new",
        fill("#title-en", "Mine"),
        fill("#slug", "card"),
        send("#begin"),
        status=400,
    ),
    _state("survey from a file", f"GET {_ALL}/import", f"{_ALL}/import"),
    _state("survey from no file", f"POST {_ALL}/import", f"{_ALL}/import", send("#begin"), status=400),
    _state("survey page", f"GET {_ONE}", f"{_ALL}/every-kind", who=Role.OWNER),
    _state("survey page, looking on", f"GET {_ONE}", f"{_ALL}/every-kind", who=Role.VIEWER),
    _state("survey page of a draft", f"GET {_ONE}", f"{_ALL}/spring?moved=2"),
    _state("survey page of a blank", f"GET {_ONE}", f"{_ALL}/blank"),
    _state("survey page just published", f"GET {_ONE}", f"{_ALL}/card?published=1"),
    _state("survey page in the archive", f"GET {_ONE}", f"{_ALL}/past"),
    _state("survey page unknown", f"GET {_ONE}", f"{_ALL}/nowhere", status=404),
    _state("words of a survey", f"GET {_ONE}/edit", f"{_ALL}/every-kind/edit?saved=1"),
    _state("words of a survey, unfinished", f"GET {_ONE}/edit", f"{_ALL}/spring/edit"),
    _state(
        "words of a survey by two",
        f"POST {_ONE}/edit",
        f"{_ALL}/card/edit",
        outdated(),
        fill("#intro-en", "Welcome\nall"),
        send("#draft"),
        status=409,
    ),
    *(
        _state(f"question {number} of every kind", f"GET {_QUESTION}", f"{_ALL}/every-kind/questions/{number}")
        for number in range(1, 11)
    ),
    *(
        _state(f"question {number}, unfinished", f"GET {_QUESTION}", f"{_ALL}/spring/questions/{number}?saved=1")
        for number in range(1, 4)
    ),
    _state(
        "question by two",
        f"POST {_QUESTION}",
        f"{_ALL}/card/questions/1",
        outdated(),
        fill("#text-en", "Mine?"),
        send("#draft"),
        status=409,
    ),
    _state(
        "question that is gone",
        f"POST {_QUESTION}",
        f"{_ALL}/card/questions/1",
        outdated(),
        lambda page: _forget(page, "[name=was]", "q_gone"),
        send("#draft"),
        status=409,
    ),
    _state("add a question", f"GET {_ONE}/questions/new", f"{_ALL}/spring/questions/new"),
    _state(
        "add a question wrongly",
        f"POST {_ONE}/questions/new",
        f"{_ALL}/spring/questions/new",
        lambda page: page.eval_on_selector_all("[name=type]", "(all) => all.forEach((each) => each.remove())"),
        send("#draft"),
        status=400,
    ),
    _state("take a question out", f"GET {_QUESTION}/remove", f"{_ALL}/spring/questions/1/remove"),
    _state("preview", f"GET {_ONE}/preview", f"{_ALL}/every-kind/preview", who=Role.VIEWER),
    _state("preview of what is broken", f"GET {_ONE}/preview", f"{_ALL}/spring/preview"),
    _state("preview of nothing", f"GET {_ONE}/preview", f"{_ALL}/blank/preview"),
    _state("check list", f"GET {_ONE}/publish", f"{_ALL}/card/publish"),
    _state("check list of what is broken", f"GET {_ONE}/publish", f"{_ALL}/spring/publish"),
    _state(
        "publish what was changed meanwhile",
        f"POST {_ONE}/publish",
        f"{_ALL}/card/publish",
        lambda page: _forget(page, "[name=revision]", "99"),
        send("#publish"),
        status=409,
    ),
    _state("throw a draft away", f"GET {_ONE}/discard", f"{_ALL}/every-kind/discard"),
    _state("throw a new survey away", f"GET {_ONE}/discard", f"{_ALL}/spring/discard"),
    _state("times", f"GET {_ONE}/times", f"{_ALL}/card/times"),
    _state("times of a draft", f"GET {_ONE}/times", f"{_ALL}/spring/times", status=409),
    _state(
        "times wrongly",
        f"POST {_ONE}/times",
        f"{_ALL}/card/times",
        fill("#opens_at", "2027-03-02T09:00"),
        fill("#closes_at", "2027-03-01T09:00"),
        send("#times"),
        status=400,
    ),
    _state("cards aside", f"GET {_ONE}/aside", f"{_ALL}/aside/aside?admitted=1"),
    _state("cards aside, reading", f"GET {_ONE}/aside", f"{_ALL}/aside/aside", who=Role.REVIEWER),
    _state("no cards aside", f"GET {_ONE}/aside", f"{_ALL}/past/aside", who=Role.REVIEWER),
    _state("delete a survey", f"GET {_ONE}/delete", f"{_ALL}/aside/delete", who=Role.OWNER),
    _state(
        "delete a survey wrongly",
        f"POST {_ONE}/delete",
        f"{_ALL}/aside/delete",
        send("#delete"),
        who=Role.OWNER,
        status=400,
    ),
)
"""What the court judges of these pages."""

WRITING_NO_PAGE: Final = {
    f"GET {_ONE}/survey.yaml": "is a file",
    **{
        f"POST {_ONE}/{action}": "leads to the survey's page"
        for action in ("open", "close", "archive", "restore", "discard", "aside")
    },
    f"POST {_QUESTION}/move": "leads to the survey's page",
    f"POST {_QUESTION}/remove": "leads to the survey's page",
}
"""Routes of these pages that answer with none."""
