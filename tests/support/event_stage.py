"""A house for one event: its people at their browsers, a codebook that is quickly learned, and cards."""

import json
import random
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, Page

from services.analysis.engine.exemplars import exemplars_for
from services.embedded import Embedded, House
from services.intake.adapters.survey_files import builtin_survey_file, read_survey_file
from services.intake.application.accept_response import accept_response
from services.intake.application.publish_survey import publish_survey
from services.intake.domain.submissions import Submission
from services.intake.domain.wording import Wording
from services.reports.application.publish_codebook import Reason, publish_book
from services.reports.domain.codebook_history import Author, CodebookKey
from shared.codebooks.loading import builtin_codebook
from shared.contracts.teams import DEFAULT_TEAM
from shared.identity.access import Role
from shared.identity.application.set_up import accept_link, invite, make_owner_link
from shared.identity.config import read_settings
from shared.identity.domain.people import Details
from shared.identity.main import build_identity
from tests.support.identity.stage import PlainHasher

OWN_BOOK: Final = CodebookKey(DEFAULT_TEAM, "own")
_PASSWORD: Final = "correct horse battery"


@contextmanager
def house_in(folder: Path) -> Iterator[House]:
    """A migrated house with what a first start makes; nobody waits for slow passwords."""
    made = House(folder)
    made.identity = build_identity(read_settings(folder), hasher=PlainHasher())
    made.migrate()
    made.prepare()
    yield made
    made.close()


@contextmanager
def running(house: House) -> Iterator[Embedded]:
    """All services in one process, their loops at work until the block ends."""
    embedded = Embedded(house)
    worker = embedded.worker()
    worker.start()
    yield embedded
    assert worker.stop()


def team(house: House) -> dict[Role, str]:
    """The sessions of an owner and of an editor."""
    desk = house.identity.desk
    owner = desk.told(make_owner_link(desk)) or ""
    editor = desk.told(invite("mair@example.org", Role.EDITOR, None, desk))
    people = {Role.OWNER: (owner, "Olwen Rees", "olwen@example.org"), Role.EDITOR: (editor, "Mair", "mair@example.org")}
    return {
        role: desk.told(accept_link(link, Details(name, mail, _PASSWORD, _PASSWORD), desk))
        for role, (link, name, mail) in people.items()
    }


def at_work(browser: Browser, address: str, session: str) -> Page:
    """The browser of somebody who is signed in; pages may be named by their path."""
    context = browser.new_context(
        base_url=address, viewport={"width": 1280, "height": 900}, locale="en-GB", service_workers="block"
    )
    context.set_default_timeout(30_000)
    context.add_cookies([{"name": "adborth_session", "value": session, "url": address}])
    return context.new_page()


def publish_own_codebook(house: House) -> None:
    """Ten codes of the built-in codebook, without its facets, as a codebook of the team's own."""
    book = builtin_codebook("improvement")
    themes = tuple(replace(theme, codes=theme.codes[:5]) for theme in book.themes[:2])
    own = replace(book, id="own", title={"en": "Our own", "cy": "Ein hun"}, themes=themes, facets=())
    why = Reason(Author("olwen", "Olwen Rees"), "To have one of our own")
    publish_book(OWN_BOOK, own, 0, why, desk=house.reports.recoding.codebooks)


def publish_card(house: House, slug: str, title: str) -> None:
    """The sample card under another slug, coded by the team's own codebook."""
    card = read_survey_file(builtin_survey_file("journey"))
    questions = tuple(replace(each, codebook="own") if each.codebook else each for each in card.questions)
    survey = replace(card, slug=slug, title=Wording({"en": title, "cy": title}), questions=questions)
    publish_survey(survey, uow=house.intake.desk.open_unit(), clock=house.intake.clock)


def words_of_many(n: int, seed: int) -> list[str]:
    """English answers that speak of codes of the team's own codebook, drawn from the exemplars."""
    codes = {code.id for theme in builtin_codebook("improvement").themes[:2] for code in theme.codes[:5]}
    lines = exemplars_for("improvement").read_text(encoding="utf-8").splitlines()
    said = [told["text"] for told in map(json.loads, lines) if told["lang"] == "en" and codes & set(told["codes"])]
    return random.Random(seed).sample(said, n)


def send_cards(house: House, slug: str, texts: Sequence[str], question: str = "q_support") -> None:
    """Cards with these words under one question, as the form sends them."""
    desk = house.intake.desk
    for text in texts:
        card = Submission(survey=slug, id=str(uuid.uuid4()), language="en", answers={question: text}, version=1)
        accept_response(card, letterbox=desk.letterbox, clock=desk.clock, receipts=desk.receipts)
