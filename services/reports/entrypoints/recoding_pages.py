"""Coding anew as pages: asking for a comparison, how far it is, what would change, and adopting or discarding it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from services.reports.application.ask_recoding import ask_comparison, decide_recoding
from services.reports.domain.codebook_errors import RecodingNotFound
from services.reports.domain.recodings import AnswerPlace, AnswerWords, Recoding
from services.reports.entrypoints.codebooks_at_hand import author, key_of, own_book, recodings_at_hand
from services.reports.entrypoints.reading import team
from shared.codebooks.codebook import Codebook, Words
from shared.contracts.coding_work import AnswerChanged, RecodeProgressed
from shared.identity.access import Role, access

pages = Blueprint("recoding", __name__, url_prefix="/team/codebooks/<codebook>/recoding")


@dataclass(frozen=True, slots=True)
class CodeChange:
    """How many answers would gain and lose a code."""

    title: Words
    gains: int
    losses: int


@dataclass(frozen=True, slots=True)
class Example:
    """An answer that would change, with the titles of the codes that go and come."""

    words: AnswerWords
    gone: Sequence[Words]
    new: Sequence[Words]


@pages.get("")
@access(Role.VIEWER)
def listed(codebook: str) -> str:
    """All codings anew of a codebook."""
    book = own_book(codebook)
    with recodings_at_hand().read() as recodings:
        found = recodings.recodings(key_of(codebook))
    return render_template("reports/codebooks/recodings.html", book=book, recodings=found)


@pages.post("")
@access(Role.EDITOR)
def ask(codebook: str) -> ResponseReturnValue:
    """Ask what coding anew would change."""
    recoding = ask_comparison(key_of(codebook), author=author(), desk=recodings_at_hand())
    return redirect(url_for("recoding.show", codebook=codebook, recode_id=recoding.recode_id), 303)


@pages.get("/<recode_id>")
@access(Role.VIEWER)
def show(codebook: str, recode_id: str) -> str:
    """How far a coding anew is, and what it would change or has changed."""
    book = own_book(codebook)
    with recodings_at_hand().read() as recodings:
        recoding = recodings.recoding(team(), recode_id)
        if recoding is None or recoding.key.codebook != codebook:
            raise RecodingNotFound(asked=recode_id)
        told = recoding.progress.examples if recoding.progress else ()
        words = recodings.words(team(), [AnswerPlace(each.response_id, each.question) for each in told])
    return render_template(
        "reports/codebooks/recoding.html",
        book=book,
        recoding=recoding,
        progress=recoding.progress,
        changes=_changes(recoding, book),
        examples=_examples(told, words, book),
    )


@pages.post("/<recode_id>/adopt")
@access(Role.EDITOR)
def adopt(codebook: str, recode_id: str) -> ResponseReturnValue:
    """Let what was compared hold."""
    return _decided(codebook, recode_id, "adopt")


@pages.post("/<recode_id>/discard")
@access(Role.EDITOR)
def discard(codebook: str, recode_id: str) -> ResponseReturnValue:
    """Leave everything as it is."""
    return _decided(codebook, recode_id, "discard")


def _decided(codebook: str, recode_id: str, purpose: str) -> ResponseReturnValue:
    decide_recoding(team(), recode_id, purpose, author=author(), desk=recodings_at_hand())
    return redirect(url_for("recoding.show", codebook=codebook, recode_id=recode_id), 303)


def _changes(recoding: Recoding, book: Codebook) -> list[CodeChange]:
    """The codes that answers would gain or lose, most changes first."""
    progress: RecodeProgressed | None = recoding.progress
    if progress is None:
        return []
    titles = _titles(book)
    codes = dict.fromkeys((*progress.gains, *progress.losses))
    found = [
        CodeChange(titles.get(code, {"en": code}), progress.gains.get(code, 0), progress.losses.get(code, 0))
        for code in codes
    ]
    return sorted(found, key=lambda each: -(each.gains + each.losses))


def _examples(told: Sequence[AnswerChanged], words: Mapping[AnswerPlace, AnswerWords], book: Codebook) -> list[Example]:
    """The examples whose words are still there: a response that was withdrawn is none any more."""
    titles = _titles(book)

    def titled(codes: Sequence[str]) -> list[Words]:
        return [titles.get(code, {"en": code}) for code in codes]

    return [
        Example(words[place], titled(each.gone), titled(each.new))
        for each in told
        if (place := AnswerPlace(each.response_id, each.question)) in words
    ]


def _titles(book: Codebook) -> dict[str, Words]:
    return {code.id: code.title for theme in book.themes for code in theme.codes}
