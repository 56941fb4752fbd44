"""Answers that may be quoted, and people who publish them by the pages as a browser without scripts does."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from shared.codebooks.loading import builtin_codebook
from shared.contracts.coded_answers import CodingMade, PersonalMark
from shared.contracts.messages import ResponseCoded
from tests.support.reports.making import NOON, THEME_OF, answer, coded

WORDS = "My manager Ann Jones of Bangor never gave us time, ring 029 2087 0000."
MASKED = "My manager [name] of Bangor never gave us time, ring [phone number]."
SECRETS = ("Ann", "Jones", "2087")
PUBLICATION = "/team/reports/journey/publication"
QUOTES = f"{PUBLICATION}/quotes/time_and_space"


def quotable(  # noqa: PLR0913  because a test names only what it is about
    response_id: str = "r1",
    text: str = WORDS,
    *,
    codes: Sequence[str] = ("time_and_space",),
    consents: Sequence[str] = ("quote",),
    revision: int = 1,
    language: str = "en",
    survey: str = "journey",
) -> ResponseCoded:
    """A response whose writer permits quoting it; what looks like names and numbers is marked as analysis does."""
    said = coded(response_id, {}, revision=revision, language=language, survey=survey)
    marks = tuple(
        PersonalMark(start=found.start(), end=found.end(), kind=kind)
        for kind, pattern in (("name", r"Ann Jones"), ("phone", r"029 2087 0000"))
        for found in re.finditer(pattern, text)
    )
    version = builtin_codebook("improvement").version
    made = tuple(CodingMade(code=code, theme=THEME_OF[code], confidence=0.9, spans=((0, 2),)) for code in codes)
    words = replace(answer("q_next", [], text), codings=made, personal=marks, codebook_version=version)
    return replace(said, answers=(words,), consents=tuple(consents))


def others(count: int = 8, survey: str = "journey") -> list[ResponseCoded]:
    """Responses that permit nothing, so that there is a crowd."""
    said = [quotable(f"o{n}", f"Words of number {n}", consents=(), survey=survey) for n in range(count)]
    return [replace(each, received_at=NOON - timedelta(minutes=n + 1)) for n, each in enumerate(said)]


@dataclass
class Worker:
    """Somebody of the team at the pages of reports."""

    client: FlaskClient
    name: str = "Olwen"
    role: str = "owner"

    def get(self, path: str) -> TestResponse:
        return self.client.get(path, headers=self._headers())

    def post(self, path: str, fields: dict[str, object] | None = None, page: str = PUBLICATION) -> TestResponse:
        """Send a form of `page` with the hidden fields that stand there."""
        hidden = self.hidden(page)
        return self.client.post(path, data={**hidden, **(fields or {})}, headers=self._headers())

    def hidden(self, page: str) -> dict[str, object]:
        text = self.get(page).text
        found = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', text)
        return {name: value for name, value in found if name in ("csrf_token", "version", "words")}

    def reference(self, words: str = "", code: str = "time_and_space") -> str:
        """Where the first candidate of a code stands whose masked words hold these."""
        text = self.get(f"{PUBLICATION}/quotes/{code}").text
        for card in text.split("<article")[1:]:
            if words in card:
                found = re.search(rf"/quotes/{code}/(\w+)", card)
                assert found is not None
                return found[1]
        raise AssertionError("no such candidate")

    def decide(self, verdict: str = "approved", words: str = "", **fields: object) -> TestResponse:
        """Decide about a candidate with the masks that stand on its page."""
        page = f"{QUOTES}/{self.reference(words)}"
        ticked = re.findall(r'name="word" value="(\d+)" checked', self.get(page).text)
        return self.post(page, {"word": ticked, "verdict": verdict, **fields}, page)

    def approve(self) -> TestResponse:
        return self.post(f"{PUBLICATION}/approve")

    def publish(self) -> TestResponse:
        return self.post(f"{PUBLICATION}/publish")

    def _headers(self) -> dict[str, str]:
        return {"X-Test-Caller": self.name, "X-Test-Role": self.role}
