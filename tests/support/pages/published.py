"""A survey whose findings were published twice, with quotes of every kind, and the pages about it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from services.embedded import House
from services.reports.application.draft_publication import approve, read_prospect, save_draft
from services.reports.application.publish_report import publish
from services.reports.application.quote_candidates import list_candidates
from services.reports.application.redact_quotes import Seen, decide
from services.reports.domain.decisions import fingerprint
from services.reports.domain.publications import Choices
from services.reports.domain.redactions import Candidate, Person, Verdict, Wish
from services.reports.domain.surveys import SurveyKey
from shared.contracts.messages import ResponseCoded
from shared.contracts.teams import DEFAULT_TEAM
from shared.identity.access import Role
from tests.support.pages.page_state import PageState
from tests.support.pages.steps import fill, send
from tests.support.reports.crowd import crowd, crowded
from tests.support.reports.making import parcel, withdrawn
from tests.support.reports.publishing import WORDS, quotable

_KEY: Final = SurveyKey(DEFAULT_TEAM, "findings")
_CODE: Final = "time_and_space"
_MAIR: Final = Person("mair", "Mair Editor")
_TEAM: Final = "/team/reports/<slug>/publication"
_HERE: Final = "/team/reports/findings/publication"
_QUOTES: Final = f"{_HERE}/quotes/{_CODE}"
_LOOK: Final = f"{_TEAM}/quotes/<code>/<reference>"
_NUMBER: Final = "/p/<slug>/<int(max=999999):number>"
_WELSH: Final = "Roedd angen amser arnom, a rhywun i ofyn iddo."
_GONE: Final = "It was taken back by the one who wrote it."


def furnish_publications(house: House) -> None:
    """Publish a number with two quotes, withdraw one, publish the next, and leave a draft behind."""
    words = {"q-approved": WORDS, "q-gone": _GONE, "q-refused": "A story about a colleague", "q-open": WORDS * 2}
    told = [_said(name, text) for name, text in words.items()]
    welsh = replace(_said("q-welsh", _WELSH), language="cy")
    crowd_here = [replace(each, response_id=f"f-{each.response_id}") for each in crowd("findings")]
    house.reports.consumer([parcel(each) for each in (crowded("findings"), *crowd_here, *told, welsh)])
    for name in ("q-approved", "q-gone", "q-welsh"):
        _decide(house, name, Verdict.APPROVED)
    _decide(house, "q-refused", Verdict.REFUSED, "It tells of somebody else")
    choices = Choices(
        introduction={"en": "We asked what gets in the way.", "cy": "Gofynnom beth sydd yn y ffordd."},
        method={"en": "A card on every chair.", "cy": "Cerdyn ar bob cadair."},
        questions=("q_next",),
        splits=("role",),
    )
    _publish(house, choices)
    house.reports.consumer([parcel(withdrawn("q-gone", "findings"))])
    note = {"en": "One answer was withdrawn.", "cy": "Tynnwyd un ateb yn ôl."}
    _publish(house, replace(choices, note=note, reason="withdrawal"))
    draft = read_prospect(_KEY, desk=house.reports.publishing).proposal.draft
    save_draft(_KEY, draft.version, replace(draft.choices, note=note), _MAIR, desk=house.reports.publishing)


def _said(name: str, text: str) -> ResponseCoded:
    said = quotable(name, text, survey="findings")
    return replace(said, answers=tuple(replace(answer, facets=("need", "barrier")) for answer in said.answers))


def _candidate(house: House, response_id: str) -> Candidate:
    page = list_candidates(_KEY, _CODE, None, desk=house.reports.publishing)
    return next(each for each in page.candidates if each.at.response_id == response_id)


def _decide(house: House, response_id: str, verdict: Verdict, reason: str = "") -> None:
    found = _candidate(house, response_id)
    seen = Seen(found.version, fingerprint(found.text))
    wish = Wish(found.masks, verdict, reason)
    decide(_KEY, (_CODE, found.reference), seen, wish, _MAIR, desk=house.reports.publishing)


def _publish(house: House, choices: Choices) -> None:
    desk = house.reports.publishing
    version = read_prospect(_KEY, desk=desk).proposal.draft.version
    version = save_draft(_KEY, version, choices, _MAIR, desk=desk).version
    version = approve(_KEY, version, _MAIR, desk=desk).version
    publish(_KEY, version, _MAIR, desk=desk)


def _open(house: House) -> str:
    return _candidate(house, "q-open").reference


def _refused(house: House) -> str:
    return _candidate(house, "q-refused").reference


PUBLISHED_NAMES: Final[Mapping[str, Callable[[House], str]]] = {"open_quote": _open, "refused_quote": _refused}

PUBLISHED_PAGES: Final = (
    PageState("publication", f"GET {_NUMBER}", "/p/findings/2", picture="publication"),
    PageState("publication of before", f"GET {_NUMBER}", "/p/findings/1"),
    PageState("publication unknown", f"GET {_NUMBER}", "/p/findings/9", status=404),
    PageState("nothing published", "GET /p/<slug>", "/p/journey", status=404),
    PageState("numbers published", "GET /p/<slug>/numbers", "/p/findings/numbers"),
    PageState("publication in a frame", f"GET {_NUMBER}/embed", "/p/findings/2/embed"),
    PageState("draft to publish", f"GET {_TEAM}", _HERE, who=Role.OWNER, picture="draft"),
    PageState("draft, looking on", f"GET {_TEAM}", _HERE, who=Role.VIEWER),
    PageState("draft of nothing", f"GET {_TEAM}", "/team/reports/empty/publication", who=Role.EDITOR),
    PageState(
        "draft too long",
        f"POST {_TEAM}",
        _HERE,
        (fill("#title-en", "x" * 201), send("#draft")),
        who=Role.EDITOR,
        status=400,
    ),
    PageState("publication to be", f"GET {_TEAM}/preview", f"{_HERE}/preview", who=Role.VIEWER),
    PageState(
        "publication with agreement",
        f"GET {_TEAM}/preview",
        "/team/reports/reviewed/publication/preview",
        who=Role.VIEWER,
    ),
    PageState("rules of publishing", f"GET {_TEAM}/rules", f"{_HERE}/rules", who=Role.OWNER),
    PageState(
        "rules wrongly",
        f"POST {_TEAM}/rules",
        f"{_HERE}/rules",
        (fill("#smallest", "1"), send("main form")),
        who=Role.OWNER,
        status=400,
    ),
    PageState("codes to quote", f"GET {_TEAM}/quotes", f"{_HERE}/quotes", who=Role.REVIEWER),
    PageState("answers to quote", f"GET {_TEAM}/quotes/<code>", _QUOTES, who=Role.REVIEWER, picture="candidates"),
    PageState("no answers to quote", f"GET {_TEAM}/quotes/<code>", f"{_HERE}/quotes/resources", who=Role.REVIEWER),
    PageState("answer to mask", f"GET {_LOOK}", f"{_QUOTES}/{{open_quote}}", who=Role.REVIEWER, picture="masking"),
    PageState("answer refused", f"GET {_LOOK}", f"{_QUOTES}/{{refused_quote}}", who=Role.REVIEWER),
    PageState(
        "refused without a reason",
        f"POST {_LOOK}",
        f"{_QUOTES}/{{open_quote}}",
        (send("#decide", by="[value=refused]"),),
        who=Role.REVIEWER,
        status=400,
    ),
    PageState("answer not to quote", f"GET {_LOOK}", f"{_QUOTES}/nothing", who=Role.REVIEWER, status=404),
)

NO_PUBLISHED_PAGE: Final = {
    f"GET {_NUMBER}/figures.csv": "is a table",
    f"GET {_NUMBER}/quotes.csv": "is a table",
    f"GET {_NUMBER}/publication.json": "is for programs",
    "GET /p/<slug>/feed.xml": "is a feed",
    "GET /p/feed.xml": "is a feed",
    "GET /p/oembed.json": "is for programs",
    f"POST {_TEAM}/approve": "leads to the draft",
    f"POST {_TEAM}/publish": "leads to what was published",
    f"POST {_LOOK}/in": "leads to the answers",
    f"POST {_LOOK}/out": "leads to the answers",
}
