"""Three hundred paper cards typed twice through the page: each planted slip is found, and nothing else."""

import random
import time

import pytest

from services.intake.application.print_cards import PrintOrder, number_cards
from services.intake.application.settle_copies import differences
from tests.integration.intake.kept import answers_in, promises_in
from tests.support.paper_web import NamedCallers, Person

CARDS = 300
SLIPS = 20
PATH = "/team/surveys/card/type-in"
_WORDS = "we began with two nurses an hour each week on Ward 7 and ŵyneb a'r tîm listened more than planned".split()


def slipped(text: str, luck: random.Random) -> str:
    """A text with one slip as fingers make them: a letter too many, too few, another one, two swapped, a word lost."""
    words = text.split(" ")
    at = luck.randrange(len(words))
    word = words[at]
    slips = [word + word[-1], word[:-1] + "q", word[1:] + "x", "", word.swapcase()]
    return " ".join([*words[:at], luck.choice(slips), *words[at + 1 :]])


def typed(who: Person, secret: str, number: str, text: str, role: str) -> str:
    """Type a card and give what became of it."""
    fields = {"csrf_token": secret, "card-number": number, "card-language": "en", "q_next": text, "q_role": role}
    answer = who.client.post(PATH, data=fields, headers={"X-Test-Caller": who.who})
    assert answer.status_code == 303, answer.text
    return answer.headers["Location"].partition("was=")[2].partition("&")[0]


@pytest.fixture
def numbers(intake) -> list[str]:
    survey = intake.paper.survey_of("card", "default")
    order = PrintOrder(sheets=CARDS // 4, attributes={"event": "spring"}, double_entry=True, by="Olwen")
    batch = number_cards(order, survey, desk=intake.paper)
    with intake.paper.open_reading() as reading:
        return reading.cards.batch(batch.id)[1]


def test_double_entry_finds_each_planted_mismatch_and_no_other(intake, numbers: list[str], show_figure) -> None:
    luck = random.Random(20)
    app = intake.web_app(NamedCallers())
    first, second = Person.at(app, "mair/reviewer"), Person.at(app, "sian/reviewer")
    cards = {number: " ".join(luck.choices(_WORDS, k=luck.randint(3, 25))) for number in numbers}
    planted = set(luck.sample(numbers, SLIPS))
    secret = first.secret(PATH)
    began = time.perf_counter()
    assert {typed(first, secret, number, text, "nurse") for number, text in cards.items()} == {"held"}
    took = time.perf_counter() - began
    assert answers_in(intake) == []

    secret = second.secret(PATH)
    found = set()
    for number, text in luck.sample(sorted(cards.items()), CARDS):
        # The second person ends lines and fields in their own way, which is no difference.
        again = slipped(text, luck) if number in planted else f" {text}\r\n"
        if typed(second, secret, number, again, "nurse ") == "differs":
            found.add(number)
    assert found == planted
    assert {each.card.number for each in differences(intake.paper.survey_of("card", "default"), desk=intake.paper)} == (
        planted
    )
    assert len(answers_in(intake)) == promises_in(intake) == CARDS - SLIPS
    with intake.paper.open_reading() as reading:
        [count] = reading.cards.batches("card")
    assert (count.cards, count.typed, count.confirmed, count.differing) == (CARDS, CARDS, CARDS - SLIPS, SLIPS)
    show_figure(f"{CARDS} cards typed through the page: {took:.1f} s; {SLIPS} of {SLIPS} planted slips found, 0 others")
