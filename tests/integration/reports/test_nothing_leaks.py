"""Whatever a team decides in whatever order: no word that was not approved, or was masked, ever leaves in public bytes.

Every word of every answer here is one of a kind, so that finding it tells whose it is.
"""

import random
import re
from dataclasses import dataclass, field, replace

import pytest

from services.reports.application.quote_candidates import list_candidates
from services.reports.application.redact_quotes import Seen, decide
from services.reports.domain.decisions import fingerprint
from services.reports.domain.masking import KINDS, masks_over, words_of
from services.reports.domain.redactions import Candidate, Person, Verdict, Wish
from tests.support.reports.making import parcel, published, withdrawn
from tests.support.reports.models import JOURNEY
from tests.support.reports.publishing import PUBLICATION, Worker, others, quotable
from tests.support.reports.web import Site

_WORD = re.compile(r"zq\d+x\d+")
_ADDRESSES = (
    "/p/journey/{n}",
    "/p/journey/{n}?lang=cy",
    "/p/journey/{n}/embed",
    "/p/journey/{n}/figures.csv",
    "/p/journey/{n}/quotes.csv",
    "/p/journey/{n}/publication.json",
    "/api/v1/publications/journey/{n}",
    "/api/v1/publications/journey/{n}/quotes.csv",
    "/api/v1/publications/journey/{n}/figures.csv",
    "/p/journey/numbers",
    "/p/journey/feed.xml",
    "/p/feed.xml",
    "/api/v1/publications",
    "/p/oembed.json?url=http://localhost/p/journey/{n}",
)
_MAIR = Person("mair", "Mair")


@dataclass
class Story:
    """What happened so far: the words of each number that may be seen, by response."""

    site: Site
    rng: random.Random
    texts: int = 0
    open_words: dict[str, frozenset[str]] = field(default_factory=dict)
    numbers: list[dict[str, frozenset[str]]] = field(default_factory=list)

    def tell(self, *told: object) -> None:
        self.site.reports.consumer([parcel(each) for each in told])

    def arrive(self) -> None:
        """Somebody answers, or answers again with other words, and permits quoting or does not."""
        name = f"r{self.rng.randint(1, 12)}"
        self.texts += 1
        words = [f"zq{self.texts}x{n}" for n in range(self.rng.randint(1, 8))]
        text = self.rng.choice((" ", ", ", " – ", "\n")).join(words)
        consents = ("quote",) if self.rng.random() < 0.8 else ()
        codes = self.rng.sample(("time_and_space", "resources"), self.rng.randint(0, 2))
        said = quotable(name, text, consents=consents, revision=self.texts, codes=codes)
        self.tell(replace(said, language=self.rng.choice(("en", "cy"))))
        self.open_words.pop(name, None)
        if not consents:
            self._gone(name)

    def withdraw(self) -> None:
        name = f"r{self.rng.randint(1, 12)}"
        self.tell(withdrawn(name))
        self.open_words.pop(name, None)
        self._gone(name)

    def judge(self) -> None:
        desk, code = self.site.reports.publishing, self.rng.choice(("time_and_space", "resources"))
        found = list_candidates(JOURNEY, code, None, desk=desk).candidates
        if not found:
            return
        each = self.rng.choice(found)
        words = words_of(each.text)
        hidden = {word.number: self.rng.choice(KINDS) for word in words if self.rng.random() < 0.4}
        verdict = self.rng.choice((Verdict.APPROVED, Verdict.APPROVED, Verdict.REFUSED, Verdict.OPEN))
        wish = Wish(masks_over(each.text, hidden), verdict, "because")
        seen = Seen(each.version, fingerprint(each.text))
        decide(JOURNEY, (code, each.reference), seen, wish, _MAIR, desk=desk)
        self._judged(
            each,
            verdict,
            frozenset(word.text for word in words if word.number not in hidden and _WORD.fullmatch(word.text)),
        )

    def publish(self) -> None:
        olwen = Worker(self.site.client)
        olwen.post(PUBLICATION, {"note-en": "More", "questions": ["q_next"], "splits": ["language"]})
        if olwen.approve().status_code == 303 and olwen.publish().status_code == 303:
            self.numbers.append(dict(self.open_words))

    def check(self) -> None:
        for number, allowed in enumerate(self.numbers, 1):
            may = frozenset().union(*allowed.values())
            for address in _ADDRESSES:
                answer = self.site.client.get(address.format(n=number))
                assert answer.status_code == 200
                assert frozenset(_WORD.findall(answer.text)) <= may, address

    def _judged(self, each: Candidate, verdict: Verdict, seen: frozenset[str]) -> None:
        self.open_words.pop(each.at.response_id, None)
        if verdict is Verdict.APPROVED:
            self.open_words[each.at.response_id] = seen

    def _gone(self, name: str) -> None:
        for allowed in self.numbers:
            allowed.pop(name, None)


@pytest.mark.parametrize("seed", range(3))
def test_no_word_leaves_that_nobody_approved(closed_site: Site, seed: int) -> None:
    story = Story(closed_site, random.Random(seed))
    story.tell(published(), *others())
    steps = (*(story.arrive,) * 4, *(story.judge,) * 6, *(story.publish,) * 2, story.withdraw)
    for step in range(45):
        story.rng.choice(steps if step > 20 else steps[:-1])()
        if step % 15 == 14:
            story.check()
    story.publish()
    story.check()
    shown = frozenset().union(*(words for allowed in story.numbers for words in allowed.values()))
    print(f"{len(story.numbers)} numbers; {len(shown)} words of {story.texts} answers may be read")
    pages = "".join(closed_site.client.get(f"/p/journey/{n}").text for n in range(1, len(story.numbers) + 1))
    assert shown, "the story has something to tell"
    assert shown <= frozenset(_WORD.findall(pages)), "the test sees what is there"
