"""Reads exemplars: answers written and coded towards a codebook, which the linear model learns from."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from services.analysis.engine.errors import InvalidExemplars
from shared.codebooks.codebook import Codebook


@dataclass(frozen=True, slots=True)
class Exemplar:
    """One coded answer; `writer` groups exemplars by one person, so that whole writers can be left out.

    `translation` is the same text in the codebook's first language, if the answer is in another ("" if not).
    """

    id: str
    text: str
    question: str = ""
    codes: tuple[str, ...] = ()
    facets: tuple[str, ...] = ()
    translation: str = ""

    @property
    def writer(self) -> str:
        """The part of the id before the dash."""
        return self.id.partition("-")[0]

    def translated(self) -> "Exemplar":
        """The translation as an exemplar of the same writer, with the same codes."""
        return replace(self, text=self.translation, translation="")


def exemplars_for(name: str) -> Path:
    """Where the exemplars of the built-in codebook of that name lie."""
    return Path(__file__).parent.parent / "exemplars" / f"{name}.jsonl"


def load_exemplars(path: Path, codebook: Codebook) -> list[Exemplar]:
    """The exemplars of a JSON-lines file; raises InvalidExemplars naming file, line and rule."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidExemplars(source=str(path), line=0, rule=f"cannot be read: {error}") from error
    found = [_exemplar(path, number, line, codebook) for number, line in enumerate(lines, start=1) if line.strip()]
    if not found:
        raise InvalidExemplars(source=str(path), line=0, rule="holds no exemplars")
    return found


def codebook_exemplars(codebook: Codebook) -> list[Exemplar]:
    """Titles, include rules and example phrases, in all languages of the codebook, as exemplars of their own code."""
    return [
        Exemplar(f"codebook-{code.id}-{number}", words, codes=(code.id,))
        for code in codebook.codes()
        for number, words in enumerate((*code.title.values(), *code.include.values(), *code.phrases))
    ]


def _exemplar(path: Path, number: int, line: str, codebook: Codebook) -> Exemplar:
    try:
        row = json.loads(line)
        codes, facets = _names(row["codes"]), _names(row["facets"])
        text, question, translation = (str(words) for words in (row["text"], row["question"], row.get("en", "")))
        exemplar = Exemplar(str(row["id"]), text, question, codes, facets, translation)
    except (ValueError, KeyError, TypeError) as error:
        rule = f"must be a JSON object with id, text, question, codes and facets ({error!r})"
        raise InvalidExemplars(source=str(path), line=number, rule=rule) from error
    _refuse_unknown(path, number, codes, codebook.code_ids)
    _refuse_unknown(path, number, facets, codebook.facet_ids)
    return exemplar


def _names(values: Iterable[object]) -> tuple[str, ...]:
    return tuple(str(value) for value in values)


def _refuse_unknown(path: Path, number: int, given: Sequence[str], known: Sequence[str]) -> None:
    if unknown := [name for name in given if name not in known]:
        raise InvalidExemplars(source=str(path), line=number, rule=f"{unknown[0]!r} does not stand in the codebook")
