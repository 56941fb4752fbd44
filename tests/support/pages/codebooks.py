"""The pages about codebooks, codings anew and discoveries, and what stands in the databases for them."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Final

from playwright.sync_api import Page

from services.embedded import House
from services.reports.adapters.builtin import builtin_codebooks
from services.reports.application.ask_recoding import ask_comparison
from services.reports.application.decide import decide
from services.reports.application.discover_themes import Candidate, ask_discovery, dismiss_candidate
from services.reports.application.edit_codebooks import begin_codebook, change_draft
from services.reports.application.publish_codebook import Reason, publish_draft
from services.reports.domain.codebook_edits import keep_known, merge_codes, rename, retire_code, split_code
from services.reports.domain.codebook_history import Author, CodebookKey, Seen
from services.reports.domain.decisions import AnswerAt, Reviewer, fingerprint, reference_of
from services.reports.domain.judging import Judgement
from services.reports.domain.surveys import SurveyKey
from shared.codebooks.codebook import Codebook
from shared.contracts.coding_work import (
    AnswerChanged,
    ModelAdopted,
    RecodeProgressed,
    ThemeProposed,
    ThemesProposed,
    WordsAt,
)
from shared.contracts.teams import DEFAULT_TEAM
from shared.identity.access import Role
from tests.support.pages.page_state import PageState
from tests.support.pages.steps import Step, send
from tests.support.reports.codebook_making import a_codebook, words
from tests.support.reports.making import parcel

_OLWEN: Final = Author("olwen", "Olwen Rees")
_OWN: Final = CodebookKey(DEFAULT_TEAM, "own")
_IMPROVEMENT: Final = CodebookKey(DEFAULT_TEAM, "improvement")
_SURVEY: Final = SurveyKey(DEFAULT_TEAM, "journey")
_ALL: Final = "/team/codebooks"
_ONE: Final = f"{_ALL}/<codebook>"
_EDIT: Final = f"{_ONE}/edit"
_RECODING: Final = f"{_ONE}/recoding"
_DISCOVERY: Final = "/team/reports/<slug>/discovery"


def furnish_codebooks(house: House) -> None:
    """A codebook of the team's own with versions and a draft, codings anew in each state, and candidates."""
    desk = house.reports.recoding
    with house.reports.open_unit() as unit:
        for book in builtin_codebooks():
            unit.codebooks.keep(book)
        unit.commit()
    _edit_own(house)
    _recode(house)
    quotes = tuple(WordsAt(response_id=f"r{n}", question="q_next", start=0, end=5) for n in range(1, 4))
    theme = ThemeProposed(words=("parking", "bus", "late"), size=12, quotes=quotes)
    asked = ask_discovery(_SURVEY, None, "improvement", author=_OLWEN, desk=desk)
    told = ThemesProposed(
        team_id=DEFAULT_TEAM, discovery_id=asked.discovery_id, survey="journey", answers=36, themes=(theme, theme)
    )
    empty = ask_discovery(_SURVEY, "q_next", "improvement", author=_OLWEN, desk=desk)
    nothing = ThemesProposed(
        team_id=DEFAULT_TEAM, discovery_id=empty.discovery_id, survey="journey", answers=3, reason="too-few-answers"
    )
    house.reports.consumer([parcel(told), parcel(nothing)])
    dismiss_candidate(Candidate(DEFAULT_TEAM, asked.discovery_id, 1), desk=desk)
    ask_discovery(_SURVEY, "q_support", "improvement", author=_OLWEN, desk=desk)
    _need_a_person(house)


def _need_a_person(house: House) -> None:
    """Somebody decides about an answer, whose words change afterwards."""
    with house.reports.open_unit() as unit:
        (said,) = unit.responses.said(["r5"])
        judged = next(answer for answer in said.answers if answer.question == "q_next")
        judgement = Judgement(
            reference=reference_of(AnswerAt("r5", "q_next")),
            words=fingerprint(judged.text),
            number=0,
            codebook_version=2,
            codes={"resources": ()},
        )
        decide(DEFAULT_TEAM, judgement, Reviewer("mair", "Mair Huws"), unit=unit, at=house.reports.clock.now())
        unit.commit()
    changed = tuple(replace(answer, text=f"Other {answer.text}", codings=()) for answer in said.answers)
    house.reports.consumer([parcel(replace(said, revision=said.revision + 1, survey_version=1, answers=changed))])


def _edit_own(house: House) -> None:
    desk = house.reports.recoding.codebooks

    def edited(*edits: Callable[[Codebook], Codebook]) -> Seen:
        for edit in edits:
            with desk.read() as shelf:
                draft = shelf.draft(_OWN)
                told = shelf.body(_OWN)
            seen = Seen(whole=draft.seen if draft else f"{told.version if told else 0}.0")
            draft = change_draft(_OWN, seen, edit, author=_OLWEN, desk=desk)
        return Seen(whole=draft.seen)

    own = Codebook("own", 1, {"en": "Our own ideas", "cy": "Ein syniadau ein hun"}, a_codebook().themes)
    begun = begin_codebook(DEFAULT_TEAM, own, author=_OLWEN, desk=desk)
    publish_draft(_OWN, Seen(whole=begun.seen), Reason(_OLWEN, "To have one of our own"), desk=desk)
    seen = edited(
        lambda book: merge_codes(book, ["resources"], "time_and_space"),
        lambda book: split_code(book, "shared_learning", [words("Telling"), words("Listening")]),
    )
    publish_draft(_OWN, seen, Reason(_OLWEN, "Nobody could tell time from means"), desk=desk)
    edited(lambda book: retire_code(rename(book, {"en": "Ideas", "cy": "Syniadau"}), "telling"))
    fresh = Codebook("fresh", 1, {"en": "Only begun", "cy": "Newydd ddechrau"}, a_codebook().themes)
    begin_codebook(DEFAULT_TEAM, keep_known(fresh, fresh), author=_OLWEN, desk=desk)


def _recode(house: House) -> None:
    desk = house.reports.recoding
    examples = tuple(
        AnswerChanged(
            survey="journey",
            response_id=f"r{n}",
            question="q_next",
            gone=("time_and_space",),
            new=("culture_and_change",),
        )
        for n in range(1, 4)
    )
    for key, state, model in ((_IMPROVEMENT, "compared", ""), (_OWN, "adopted", "own-learned-3")):
        asked = ask_comparison(key, author=_OLWEN, desk=desk)
        told = RecodeProgressed(
            team_id=DEFAULT_TEAM,
            recode_id=asked.recode_id,
            codebook=key.codebook,
            codebook_version=asked.version,
            step=7,
            state=state,
            done=60,
            total=60,
            model="improvement-learned-8",
            gains={"resources": 12, "shared_learning": 4},
            losses={"time_and_space": 5},
            examples=examples,
            reviews=64,
            present=0.58,
            candidate=0.66,
        )
        house.reports.consumer([parcel(told)])
        if model:
            at = datetime(2026, 11, 22, tzinfo=UTC)
            adopted = ModelAdopted(
                team_id=DEFAULT_TEAM,
                recode_id=asked.recode_id,
                codebook=key.codebook,
                codebook_version=asked.version,
                model=model,
                adopted_at=at,
            )
            house.reports.consumer([parcel(adopted)])
    ask_comparison(_OWN, author=_OLWEN, desk=desk)


def stale(form: str) -> Step:
    """Make the page look as if it had been opened before somebody else saved."""
    return lambda page: _set(page, f"{form} [name=seen]", "0.0")


def _set(page: Page, selector: str, value: str) -> None:
    page.eval_on_selector(selector, "(field, value) => { field.value = value; }", value)


def _recoding(key: CodebookKey, state: str) -> Callable[[House], str]:
    def find(house: House) -> str:
        with house.reports.recoding.read() as recodings:
            return next(each.recode_id for each in recodings.recodings(key) if each.state == state)

    return find


def _discovery(question: str | None) -> Callable[[House], str]:
    def find(house: House) -> str:
        with house.reports.recoding.read() as recodings:
            return next(each.discovery_id for each in recodings.discoveries(_SURVEY) if each.question == question)

    return find


CODEBOOK_NAMES: Final[Mapping[str, Callable[[House], str]]] = {
    "compared": _recoding(_IMPROVEMENT, "compared"),
    "adopted": _recoding(_OWN, "adopted"),
    "asked": _recoding(_OWN, "asked"),
    "proposed": _discovery(None),
    "found_nothing": _discovery("q_next"),
    "looking": _discovery("q_support"),
}


def _state(  # noqa: PLR0913  because a state of a page has as many sides
    name: str, route: str, path: str, *steps: Step, who: Role = Role.EDITOR, status: int = 200, picture: str = ""
) -> PageState:
    return PageState(name, route, path, steps, who=who, status=status, picture=picture)


def _empty(name: str, route: str, path: str, form: str) -> PageState:
    return _state(f"{name}, empty", f"POST {route}", path, send(form), status=400)


CODEBOOK_PAGES: Final = (
    _state("codebooks", f"GET {_ALL}", "/team/codebooks"),
    _state("codebooks, looking on", f"GET {_ALL}", "/team/codebooks", who=Role.VIEWER),
    _state("new codebook", f"GET {_ALL}/new", "/team/codebooks/new"),
    _empty("new codebook", f"{_ALL}/new", "/team/codebooks/new", "#scratch"),
    _empty("copy a codebook", f"{_ALL}/new/copy", "/team/codebooks/new", "#copy"),
    _empty("codebook from a file", f"{_ALL}/new/file", "/team/codebooks/new", "#from-file"),
    _state("codebook", f"GET {_ONE}", "/team/codebooks/own", picture="codebook"),
    _state("codebook, looking on", f"GET {_ONE}", "/team/codebooks/improvement", who=Role.VIEWER),
    _state("codebook unknown", f"GET {_ONE}", "/team/codebooks/none", status=404),
    _state("history of a codebook", f"GET {_ONE}/history", "/team/codebooks/own/history", picture="codebook-history"),
    _state("first version", f"GET {_ONE}/versions/<int:version>", "/team/codebooks/own/versions/1"),
    _state("second version", f"GET {_ONE}/versions/<int:version>", "/team/codebooks/own/versions/2", who=Role.VIEWER),
    _empty("go back", f"{_ONE}/versions/<int:version>", "/team/codebooks/own/versions/1", "#go-back"),
    _state("between versions", f"GET {_ONE}/differences", "/team/codebooks/own/differences?from=1&to=2"),
    _state("draft of a codebook", f"GET {_EDIT}", "/team/codebooks/own/edit", picture="codebook-draft"),
    _state("draft not begun", f"GET {_EDIT}", "/team/codebooks/improvement/edit"),
    _state("draft of a new codebook", f"GET {_EDIT}", "/team/codebooks/fresh/edit"),
    _empty("draft from a file", f"{_EDIT}/file", "/team/codebooks/own/edit", "#from-file"),
    _state("title of a codebook", f"GET {_EDIT}/title", "/team/codebooks/own/edit/title"),
    _state(
        "title changed meanwhile",
        f"POST {_EDIT}/title",
        "/team/codebooks/own/edit/title",
        stale("#title"),
        send("#title"),
        status=409,
    ),
    _state(
        "publish a codebook", f"GET {_EDIT}/publish", "/team/codebooks/own/edit/publish", picture="codebook-publish"
    ),
    _state("publish a new codebook", f"GET {_EDIT}/publish", "/team/codebooks/fresh/edit/publish"),
    _empty("publish a codebook", f"{_EDIT}/publish", "/team/codebooks/own/edit/publish", "#publish"),
    _state("throw a codebook draft away", f"GET {_EDIT}/discard", "/team/codebooks/own/edit/discard"),
    _state("code", f"GET {_EDIT}/codes/<code>", "/team/codebooks/own/edit/codes/time_and_space", picture="code"),
    _state("code that is gone", f"GET {_EDIT}/codes/<code>", "/team/codebooks/own/edit/codes/resources"),
    _state(
        "code changed meanwhile",
        f"POST {_EDIT}/codes/<code>",
        "/team/codebooks/own/edit/codes/time_and_space",
        lambda page: _set(page, "#title-en", "Another"),
        stale("#code"),
        send("#code"),
        status=409,
    ),
    _state("split a code", f"GET {_EDIT}/codes/<code>/split", "/team/codebooks/own/edit/codes/time_and_space/split"),
    _empty(
        "split a code", f"{_EDIT}/codes/<code>/split", "/team/codebooks/own/edit/codes/time_and_space/split", "#split"
    ),
    _state("new code", f"GET {_EDIT}/themes/<theme>/new-code", "/team/codebooks/own/edit/themes/conditions/new-code"),
    _empty(
        "new code", f"{_EDIT}/themes/<theme>/new-code", "/team/codebooks/own/edit/themes/conditions/new-code", "#code"
    ),
    _state("theme", f"GET {_EDIT}/themes/<theme>", "/team/codebooks/own/edit/themes/conditions"),
    _state("new theme", f"GET {_EDIT}/new-theme", "/team/codebooks/own/edit/new-theme"),
    _empty("new theme", f"{_EDIT}/new-theme", "/team/codebooks/own/edit/new-theme", "#theme"),
    _state("merge codes", f"GET {_EDIT}/merge", "/team/codebooks/own/edit/merge", picture="merge-codes"),
    _empty("merge codes", f"{_EDIT}/merge", "/team/codebooks/own/edit/merge", "#merge"),
    _state("code anew", f"GET {_RECODING}", "/team/codebooks/own/recoding"),
    _state(
        "what would change",
        f"GET {_RECODING}/<recode_id>",
        "/team/codebooks/improvement/recoding/{compared}",
        picture="recoding",
    ),
    _state("what changed", f"GET {_RECODING}/<recode_id>", "/team/codebooks/own/recoding/{adopted}", who=Role.VIEWER),
    _state("comparison asked for", f"GET {_RECODING}/<recode_id>", "/team/codebooks/own/recoding/{asked}"),
    _state("discoveries", f"GET {_DISCOVERY}", "/team/reports/journey/discovery"),
    _state(
        "candidates",
        f"GET {_DISCOVERY}/<discovery_id>",
        "/team/reports/journey/discovery/{proposed}",
        picture="candidates",
    ),
    _state("no candidates", f"GET {_DISCOVERY}/<discovery_id>", "/team/reports/journey/discovery/{found_nothing}"),
    _state("candidates looked for", f"GET {_DISCOVERY}/<discovery_id>", "/team/reports/journey/discovery/{looking}"),
    _state(
        "candidate", f"GET {_DISCOVERY}/<discovery_id>/<int:number>", "/team/reports/journey/discovery/{proposed}/1"
    ),
    _empty(
        "candidate",
        f"{_DISCOVERY}/<discovery_id>/<int:number>",
        "/team/reports/journey/discovery/{proposed}/1",
        "#candidate",
    ),
    _state(
        "decisions that need a person",
        "GET /team/reports/<slug>/review/needs-a-person",
        "/team/reports/journey/review/needs-a-person",
    ),
)

NO_CODEBOOK_PAGE: Final = {
    f"GET {_ONE}/versions/<int:version>.yaml": "is a file",
    f"GET {_ONE}/versions/<int:version>.qdc": "is a file",
    f"POST {_EDIT}/themes/<theme>": "leads to the draft, or draws the theme's page again as others are drawn",
    f"POST {_EDIT}/on-top": "leads to the page before publishing",
    f"POST {_EDIT}/discard": "leads to the list of codebooks",
    f"POST {_EDIT}/codes/<code>/place": "leads to the draft",
    f"POST {_RECODING}": "leads to the comparison",
    f"POST {_RECODING}/<recode_id>/adopt": "leads to the comparison",
    f"POST {_RECODING}/<recode_id>/discard": "leads to the comparison",
    f"POST {_DISCOVERY}": "leads to the candidates",
    f"POST {_DISCOVERY}/<discovery_id>/<int:number>/dismiss": "leads to the candidates",
}
