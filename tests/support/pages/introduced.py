"""The pages on which people are introduced to each other, in their states."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Final

from services.embedded import House
from services.intake.domain.introductions import Introduction, Party, Standing
from services.intake.domain.submissions import Submission
from services.reports.application.introduce import Chosen, propose, read_matches
from services.reports.domain.redactions import Person
from shared.contracts.messages import message_id
from shared.contracts.teams import DEFAULT_TEAM
from shared.identity.access import Role
from tests.support.pages.page_state import PageState
from tests.support.pages.steps import fill, send
from tests.support.reports.making import answer, coded, parcel, published

_EDITOR: Final = Role.EDITOR
_HOME: Final = "/team/introductions"
_PAIR: Final = f"{_HOME}/<need>/<offer>"
_LINK: Final = "/r/-/introductions/<key>"
_SURVEY: Final = "what-works"
_SAID: Final = (
    ("need", "We need somebody to coach our ward team in testing changes"),
    ("need", "Mae angen hyfforddwr arnom ar gyfer y ward"),
    ("need", "Somebody who has done this before"),
    ("offer", "I could coach a ward team that is testing changes"),
    ("offer", "Gallaf gynnig amser i fentora"),
)

INTRODUCED_PAGES: Final = (
    PageState("introductions", f"GET {_HOME}", _HOME, who=_EDITOR, picture="introductions"),
    PageState("introduction to propose", f"GET {_PAIR}", f"{_HOME}/{{pair}}", who=_EDITOR),
    PageState(
        "introduction without words",
        f"POST {_PAIR}",
        f"{_HOME}/{{pair}}",
        (fill("#about_offer", ""), send("main form[method=post]", "button[value=propose]")),
        who=_EDITOR,
        status=400,
    ),
    PageState("introduction of nobody", f"GET {_PAIR}", f"{_HOME}/none/none", who=_EDITOR, status=404),
    *(
        PageState(f"introduction {standing}", f"GET {_LINK}", f"/r/-/introductions/{{{standing}_meeting}}")
        for standing in ("asking", "waiting", "agreed", "met", "over")
    ),
    PageState("introduction by a wrong link", f"GET {_LINK}", "/r/-/introductions/none", status=404),
)
NO_INTRODUCED_PAGE: Final = {f"POST {_LINK}": "leads back to what is asked"}


def furnish_introductions(house: House) -> None:
    """People who need and offer the same, some of whom were asked."""
    told = [published(survey="meeting", title="Who could help whom?")]
    for number, (facet, text) in enumerate(_SAID):
        said = replace(answer("q_next", ["shared_learning"], text), facets=(facet,))
        response = coded(
            f"meet-{number}", survey="meeting", language="cy" if text.startswith(("Mae", "Gall")) else "en"
        )
        told.append(replace(response, answers=(said,), consents=("contact", "quote")))
    house.reports.consumer([parcel(each) for each in told])
    desk, by = house.reports.introducing, Person("1", "Ann Jones")
    about = ("They offer coaching.", "They look for a coach.")
    first = read_matches(DEFAULT_TEAM, desk=desk).pairs[-1]
    propose(Chosen(DEFAULT_TEAM, first.need.reference, first.offer.reference), about, by, desk=desk)
    _ask(house)


def _ask(house: House) -> None:
    """Introductions of two cards in intake, one in each state."""
    intake = house.intake
    with intake.open_unit() as unit:
        survey, now = unit.surveys.find(_SURVEY), intake.clock.now()
        ids = []
        for number in (1, 2):
            said = {"q_barriers": "Coaching", "q_use": "contact", "q_contact": f"olwen{number}@example.org"}
            card = Submission(survey=_SURVEY, id=message_id("meeting", str(number)), language="en", answers=said)
            response = survey.accept(card, at=now)
            unit.responses.add([response])
            ids.append(response.id)
        first, second = (Party(id_, "They offer to coach a team that is testing changes.", asked=True) for id_ in ids)
        asking = Introduction(
            id="asking", team_id=DEFAULT_TEAM, parties=(first, second), expires_at=now + timedelta(days=36_500)
        )
        waiting = replace(asking.answered(0, agreed=True), id="waiting")
        agreed = replace(waiting.answered(1, agreed=True), id="agreed")
        met = replace(agreed.written_to(0).written_to(1), id="met")
        for each in (asking, waiting, agreed, met, replace(asking.ended(), id="over")):
            unit.introductions.add(each)
        assert met.standing is Standing.MET
        unit.commit()


def _pair(house: House) -> str:
    best = read_matches(DEFAULT_TEAM, desk=house.reports.introducing).pairs[0]
    return f"{best.need.reference}/{best.offer.reference}"


def _key(standing: str) -> Callable[[House], str]:
    return lambda house: house.intake.introducing.links.key_for(standing, 0)


INTRODUCED_NAMES: Final[Mapping[str, Callable[[House], str]]] = {
    "pair": _pair,
    **{f"{standing}_meeting": _key(standing) for standing in ("asking", "waiting", "agreed", "met", "over")},
}
