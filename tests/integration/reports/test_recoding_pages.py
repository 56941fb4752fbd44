"""Coding anew and discovering by pages: asked for, shown as told, decided by people, words only while they are."""

from dataclasses import replace

from sqlalchemy import select

from services.reports.adapters import tables
from services.reports.application.decide import decide
from services.reports.domain.decisions import Reviewer, fingerprint
from services.reports.domain.judging import Judgement
from shared.contracts.coded_answers import PersonalMark
from shared.contracts.coding_work import (
    AnswerChanged,
    ModelAdopted,
    RecodeProgressed,
    ThemeProposed,
    ThemesProposed,
    WordsAt,
)
from shared.contracts.messages import DiscoveryRequested, RecodeRequested
from shared.contracts.schemas import decode
from shared.contracts.teams import DEFAULT_TEAM
from tests.support.reports.codebook_web import BOOK, EDITOR, hear, page, seen, send, words
from tests.support.reports.making import NOON, coded, published, withdrawn
from tests.support.reports.web import Site

DISCOVERY = "/team/reports/journey/discovery"


def _told(site: Site, kind: type) -> list[object]:
    with site.reports.database.read() as connection:
        bodies = connection.execute(select(tables.delivery.outbox.c.body)).scalars()
        told = [decode(bytes(body)).content for body in bodies if body]
    return [each for each in told if isinstance(each, kind)]


def _progress(recode_id: str, step: int, state: str, **told: object) -> RecodeProgressed:
    return RecodeProgressed(
        team_id=DEFAULT_TEAM,
        recode_id=recode_id,
        codebook="improvement",
        codebook_version=2,
        step=step,
        state=state,
        done=step,
        total=4,
        **told,  # type: ignore[arg-type]  # whatever a test is about
    )


def _asked(site: Site) -> RecodeRequested:
    shown = send(site, f"{BOOK}/recoding", {})
    assert "Asked for, not begun yet" in shown
    (asked,) = _told(site, RecodeRequested)
    assert isinstance(asked, RecodeRequested)
    return asked


def _compared(recode_id: str) -> RecodeProgressed:
    examples = tuple(
        AnswerChanged(
            survey="journey", response_id=id_, question="q_next", gone=("time_and_space",), new=("resources",)
        )
        for id_ in ("r1", "r2", "gone")
    )
    return _progress(
        recode_id,
        3,
        "compared",
        model="improvement-learned-7",
        gains={"resources": 9},
        losses={"time_and_space": 3},
        examples=examples,
        reviews=40,
        present=0.51,
        candidate=0.62,
    )


def test_a_comparison_is_asked_for_once_and_shown_with_words_that_are_still_there(closed_site: Site) -> None:
    hear(closed_site, published(), coded("r1"), coded("r2", {"q_next": ["resources"]}))
    asked = _asked(closed_site)
    assert (asked.purpose, asked.codebook, asked.codebook_version) == ("compare", "improvement", 2)
    send(closed_site, f"{BOOK}/recoding", {})
    assert len(_told(closed_site, RecodeRequested)) == 1, "one is under way"
    one = f"{BOOK}/recoding/{asked.recode_id}"
    hear(closed_site, _progress(asked.recode_id, 2, "comparing"))
    assert "Being compared: 2 of 4 answers" in page(closed_site, one)
    hear(closed_site, _compared(asked.recode_id), _progress(asked.recode_id, 1, "comparing"))
    hear(closed_site, withdrawn("r2"))
    shown = page(closed_site, one)
    for text in ("words of r1", "learned-7", "the present model 0.51, the new one 0.62", "Goes: Time and space"):
        assert text in shown
    assert "words of r2" not in shown


def test_what_was_compared_is_adopted_once_and_noted_in_the_history(closed_site: Site) -> None:
    hear(closed_site, published(), coded("r1"))
    asked = _asked(closed_site)
    compared, one = _compared(asked.recode_id), f"{BOOK}/recoding/{asked.recode_id}"
    hear(closed_site, compared)
    report = closed_site.client.get("/api/v1/reports/journey", headers=EDITOR).get_json()
    assert "About to be adopted" in send(closed_site, f"{one}/adopt", {})
    send(closed_site, f"{one}/discard", {}, status=409)
    assert [each.purpose for each in _told(closed_site, RecodeRequested)] == ["compare", "adopt"]  # type: ignore[attr-defined]  # they are of this kind
    hear(closed_site, replace(compared, step=4, state="adopting", done=1))
    assert "Being adopted: 1 of 4 answers" in page(closed_site, one)
    assert closed_site.client.get("/api/v1/reports/journey", headers=EDITOR).get_json() == report
    adopted = ModelAdopted(
        team_id=DEFAULT_TEAM,
        recode_id=asked.recode_id,
        codebook="improvement",
        codebook_version=2,
        model="improvement-learned-7",
        adopted_at=NOON,
    )
    hear(closed_site, adopted)
    assert "Being adopted: 1 of 4 answers" in page(closed_site, one), "its model codes what is new; the rest follows"
    hear(closed_site, replace(compared, step=5, state="adopted", done=4))
    assert "What it changed" in page(closed_site, one)
    assert "improvement-learned-7" in page(closed_site, f"{BOOK}/history")
    send(closed_site, f"{BOOK}/recoding", {})
    assert len(_told(closed_site, RecodeRequested)) == 3


def test_the_report_says_how_far_an_adoption_is_until_it_is_done(closed_site: Site) -> None:
    hear(closed_site, published(), coded("r1"))
    said = "coded anew by another model: 1,500 of 4,000 are done"
    report = "/team/reports/journey"
    before = closed_site.client.get(report, headers=EDITOR).headers["ETag"]
    hear(closed_site, replace(_progress("one", 3, "adopting"), done=1500, total=4000))
    shown = closed_site.client.get(report, headers={**EDITOR, "If-None-Match": before}).get_data(as_text=True)
    assert said in " ".join(shown.split())
    assert f'href="{BOOK}/recoding/one"' in shown
    hear(closed_site, _progress("one", 4, "adopted"), replace(_progress("two", 3, "adopting"), codebook="other"))
    assert "by another model" not in page(closed_site, report), "nothing under way that touches this report"


def test_what_was_not_asked_for_here_is_kept_and_a_failure_is_said(closed_site: Site) -> None:
    hear(closed_site, _progress("elsewhere", 2, "failed", reason="no-such-codebook"))
    shown = page(closed_site, f"{BOOK}/recoding/elsewhere?lang=cy")
    assert "no-such-codebook" in shown
    assert "There are too few reviews" not in shown


def _proposed(site: Site) -> str:
    """The address of a discovery with two candidates; r1 permits to be quoted, r3 was withdrawn."""
    said = replace(coded("r1").answers[0], personal=(PersonalMark(kind="name", start=6, end=7),))
    permitted = replace(coded("r1"), consents=("quote",), answers=(said,))
    hear(site, published(), permitted, coded("r2"), coded("r3"))
    waiting = send(site, DISCOVERY, {"question": "q_next", "codebook": "improvement"})
    assert "The machine is looking." in waiting
    (asked,) = _told(site, DiscoveryRequested)
    assert isinstance(asked, DiscoveryRequested)
    quotes = tuple(WordsAt(response_id=id_, question="q_next", start=0, end=8) for id_ in ("r1", "r2", "r3"))
    themes = tuple(ThemeProposed(words=("parking", mark), size=3, quotes=quotes) for mark in ("cars", "buses"))
    proposed = ThemesProposed(
        team_id=DEFAULT_TEAM, discovery_id=asked.discovery_id, survey="journey", answers=3, themes=themes
    )
    hear(site, proposed, withdrawn("r3"))
    hear(site, replace(proposed, themes=()))
    return f"{DISCOVERY}/{asked.discovery_id}"


def test_candidates_are_shown_with_quotes_that_are_still_there(closed_site: Site) -> None:
    one = _proposed(closed_site)
    shown = page(closed_site, one)
    assert shown.count("<mark>words of</mark> r2") == 2
    assert "words of</mark> r3" not in shown
    assert closed_site.client.get(f"{DISCOVERY}/nothing", headers=EDITOR).status_code == 404
    send(closed_site, DISCOVERY, {"question": "q_nothing", "codebook": "improvement"}, status=400)


def test_a_candidate_is_accepted_with_the_quotes_that_were_picked_or_dismissed(closed_site: Site) -> None:
    one = _proposed(closed_site)
    form = page(closed_site, f"{one}/1")
    assert form.count('name="quote"') == 1, "only of who permits it"
    refused = send(closed_site, f"{one}/1", {"seen": seen(closed_site), "theme": "nowhere"}, status=400)
    assert 'href="#theme"' in refused
    filled = {**words(title="Parking"), "theme": "conditions", "quote": ["0", "1"], "seen": seen(closed_site)}
    assert "A code in the draft" in send(closed_site, f"{one}/1", filled)
    code = page(closed_site, f"{BOOK}/edit/codes/parking")
    assert "words [name]" in code, "an example stays in the codebook: what marks a person is masked before"
    assert closed_site.client.get(f"{one}/1", headers=EDITOR).status_code == 404
    send(closed_site, f"{one}/1/dismiss", {}, status=409)
    assert "Dismissed" in send(closed_site, f"{one}/2/dismiss", {})


def test_nothing_found_is_said(closed_site: Site) -> None:
    hear(closed_site, published(), coded("r1"))
    send(closed_site, DISCOVERY, {"codebook": "improvement"})
    (asked,) = _told(closed_site, DiscoveryRequested)
    assert isinstance(asked, DiscoveryRequested)
    told = ThemesProposed(
        team_id=DEFAULT_TEAM, discovery_id=asked.discovery_id, survey="journey", answers=1, reason="too-few-answers"
    )
    hear(closed_site, told, replace(told, discovery_id="nobody-asked"))
    assert "too few answers" in page(closed_site, f"{DISCOVERY}/{asked.discovery_id}")
    assert page(closed_site, DISCOVERY).count("0 candidates") == 1


def test_decisions_whose_code_went_need_a_person(closed_site: Site) -> None:
    hear(closed_site, published(), coded("r1", {"q_next": ["resources"]}), coded("r2", {"q_next": ["resources"]}))
    _decide(closed_site, "r1")
    needing = "/team/reports/journey/review/needs-a-person"
    assert "There are none" in page(closed_site, needing)
    send(closed_site, f"{BOOK}/edit/codes/resources/place", {"seen": seen(closed_site), "do": "retire"})
    send(closed_site, f"{BOOK}/edit/publish", {"seen": seen(closed_site), "why": "Too wide"})
    listed = page(closed_site, needing)
    assert "words of r1" in listed
    assert "words of r2" not in listed
    assert "Codes that are no more: Resources." in listed
    assert "Decided by Mair" in listed


def _decide(site: Site, response_id: str) -> None:
    """A person says that the answer speaks of resources."""
    columns = tables.answers.c.reference, tables.answers.c.text
    with site.reports.database.read() as connection:
        row = connection.execute(select(*columns).where(tables.answers.c.response_id == response_id)).one()
    judgement = Judgement(
        reference=row.reference,
        words=fingerprint(row.text),
        number=0,
        codebook_version=2,
        codes={"resources": ()},
    )
    with site.reports.open_unit() as unit:
        decide(DEFAULT_TEAM, judgement, Reviewer("mair", "Mair"), unit=unit, at=NOON)
        unit.commit()
