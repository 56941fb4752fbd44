"""Stories in which a codebook is edited while responses come, are coded anew, reviewed and withdrawn, in any order."""

import random
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from services.reports.application.codebook_ports import CodebookDesk
from services.reports.application.publish_codebook import Reason, go_back, publish_book
from services.reports.application.recount import recount_all, recount_some
from services.reports.domain import codebook_edits as edits
from services.reports.domain.carrying import Carrying, carry_codings
from services.reports.domain.codebook_history import CodebookKey
from services.reports.domain.decisions import AnswerAt, Decision
from services.reports.domain.needing import Decided, needing_a_person
from shared.codebooks.codebook import Codebook
from shared.contracts.coded_answers import AnswerCoded
from shared.contracts.errors import CodedError
from shared.contracts.messages import ResponseCoded
from shared.contracts.teams import DEFAULT_TEAM
from tests.support.reports.codebook_making import OLWEN, words
from tests.support.reports.making import coded
from tests.support.reports.review_stories import KINDS

KEY = CodebookKey(DEFAULT_TEAM, "improvement")
WHY = Reason(OLWEN, "It reads better")
ALL_KINDS = (
    *KINDS,
    "withdrawn",
    "recoded",
    "merge",
    "split",
    "retire",
    "move",
    "rename",
    "new",
    "back",
    "count",
    "go-back",
)
_IDS = ("r1", "r2", "r3", "r4", "r5", "r6")


def edited(kind: str, rng: random.Random, tell: Callable[..., None], desk: CodebookDesk) -> bool:
    """One thing happens to the codebook or by a new model; False where `kind` is something else."""
    if kind == "recoded":
        tell(_coded_anew(rng, newest(desk)))
    elif kind == "count":
        recount_some(desk=desk, limit=rng.randint(1, 3))
    elif kind in _EDITS or kind == "go-back":
        _publish(kind, rng, desk)
    else:
        return False
    return True


def newest(desk: CodebookDesk) -> Codebook:
    """The newest version."""
    with desk.read() as shelf:
        told = shelf.body(KEY)
    assert told is not None
    return desk.bodies.read(told.body)


def settled(desk: CodebookDesk) -> Carrying:
    """Count until nothing waits; how codes are carried then."""
    recount_all(desk=desk)
    with desk.read() as shelf:
        return shelf.carryings([KEY])[KEY]


def expected(said: AnswerCoded, decision: Decision | None, carrying: Carrying) -> dict[str, str]:
    """Which codes hold by whom, worked out for one answer alone."""
    if decision is not None and decision.fits(said):
        return {made.code: decision.reviewer.coder for made in carry_codings(decision.codings, carrying)}
    return {made.code: said.model for made in carry_codings(said.codings, carrying)}


def holding(held: AnswerCoded) -> dict[str, str]:
    """Which codes hold by whom, as the read model has it."""
    return {made.code: held.model for made in held.codings}


def check_decisions(last: Mapping[AnswerAt, Decision], answers: Mapping[AnswerAt, Any], carrying: Carrying) -> None:
    """Every decision is in place with all that it gave, or listed as needing a person; `answers`: as they hold."""
    decided = [
        Decided(made, at in answers and made.fits(answers[at][0]), "", "", "") for at, made in sorted(last.items())
    ]
    listed = {each.decided.decision.at for each in needing_a_person(decided, {KEY: carrying})}
    for at, made in last.items():
        if made.undone or at in listed:
            continue
        said, held = answers[at]
        given = {carrying.carried(coding.code) for coding in made.codings}
        assert held.model == made.reviewer.coder, "a person's decision holds against every model"
        assert {coding.code for coding in held.codings} == given, "and with all codes that they gave"
        assert said.text == held.text


def _publish(kind: str, rng: random.Random, desk: CodebookDesk) -> None:
    book = newest(desk)
    try:
        if kind == "go-back":
            go_back(KEY, rng.randint(1, book.version), book.version, WHY, desk=desk)
        else:
            publish_book(KEY, _EDITS[kind](book, rng), book.version, WHY, desk=desk)
    except CodedError:
        return


def _coded_anew(rng: random.Random, book: Codebook) -> ResponseCoded:
    """A higher revision by a new model, which knows the newest version."""
    codes = {"q_next": rng.sample(book.code_ids, rng.randint(0, min(3, len(book.code_ids)))), "q_journey": []}
    made = coded(rng.choice(_IDS), codes, revision=rng.randint(5, 9))
    return replace(made, answers=tuple(_by_new_model(answer, rng, book) for answer in made.answers))


def _by_new_model(answer: AnswerCoded, rng: random.Random, book: Codebook) -> AnswerCoded:
    themes = book.theme_of_code
    return replace(
        answer,
        model=f"learned-{rng.randint(1, 3)}",
        codebook_version=book.version,
        codings=tuple(replace(made, theme=themes[made.code]) for made in answer.codings),
        probabilities={code: round(rng.random(), 3) for code in book.code_ids},
    )


def _any(book: Codebook, rng: random.Random) -> str:
    return rng.choice(book.code_ids)


_EDITS: Mapping[str, Callable[[Codebook, random.Random], Codebook]] = {
    "merge": lambda book, rng: edits.merge_codes(book, [_any(book, rng)], _any(book, rng)),
    "split": lambda book, rng: edits.split_code(book, _any(book, rng), [words("One"), words("Two")]),
    "retire": lambda book, rng: edits.retire_code(book, _any(book, rng)),
    "move": lambda book, rng: edits.move_code(book, _any(book, rng), rng.choice(book.themes).id),
    "rename": lambda book, rng: edits.describe_code(book, _any(book, rng), words(f"Idea {rng.randint(1, 9)}")),
    "new": lambda book, rng: edits.add_code(book, rng.choice(book.themes).id, words("New idea")),
    "back": lambda book, rng: edits.bring_back(book, rng.choice([*(code.id for code in book.gone()), _any(book, rng)])),
}
