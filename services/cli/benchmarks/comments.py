"""Reads labelled patients' comments with their split, as `adborth benchmark nhs` trains and tests on them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

from services.analysis.domain.codings import Answer
from services.analysis.engine.exemplars import Exemplar
from services.analysis.engine.measuring.errors import InvalidGold
from services.analysis.engine.measuring.gold import Line, json_objects, names_of, text_of
from shared.codebooks.codebook import Codebook
from shared.codebooks.loading import load_codebook

_SPLITS: Final = ("train", "test")


def patient_experience() -> Codebook:
    """The labels of the comments as a codebook: titles are the labels, word for word."""
    return load_codebook(Path(__file__).with_name("patient_experience.yaml"))


@dataclass(frozen=True, slots=True)
class Comment:
    """One comment with its labels' codes; `duplicate`: it stands in the train split word for word."""

    id: str
    answer: Answer
    codes: tuple[str, ...]
    duplicate: bool

    def exemplar(self) -> Exemplar:
        """The comment to learn from; each is by a writer of its own."""
        return Exemplar(f"n{self.id}-0", self.answer.text, self.answer.question, self.codes)


@dataclass(frozen=True)
class Comments:
    """The comments of both splits, in the order of the file."""

    train: Sequence[Comment]
    test: Sequence[Comment]

    @cached_property
    def train_answers(self) -> list[Answer]:
        """What is learned from, without its codes."""
        return [comment.answer for comment in self.train]

    @cached_property
    def test_answers(self) -> list[Answer]:
        """What is coded, without its codes."""
        return [comment.answer for comment in self.test]


def load_comments(path: Path, codebook: Codebook) -> Comments:
    """The comments of a JSON-lines file of {id, question, text, labels, split, duplicate_of_train}; raises InvalidGold.

    `duplicate_of_train` may be missing: the comment is no duplicate then.
    """
    code_of = {code.title["en"]: code.id for code in codebook.codes()}
    found: dict[str, list[Comment]] = {split: [] for split in _SPLITS}
    for number, line in json_objects(path):
        split = text_of(path, number, line, "split")
        if split not in _SPLITS:
            raise InvalidGold(path, number, f"split must be one of {', '.join(_SPLITS)}")
        labels = names_of(path, number, line, "labels", tuple(code_of))
        found[split].append(_comment(path, number, line, {code_of[label] for label in labels}, codebook))
    if len(found["train"]) < 2 or all(comment.duplicate for comment in found["test"]):
        raise InvalidGold(path, 0, "must hold two comments to train with and one to test with that is no duplicate")
    return Comments(found["train"], found["test"])


def _comment(path: Path, number: int, line: Line, codes: Collection[str], codebook: Codebook) -> Comment:
    return Comment(
        id=str(line.get("id", number)),
        answer=Answer(text_of(path, number, line, "text"), text_of(path, number, line, "question")),
        codes=tuple(code for code in codebook.code_ids if code in codes),
        duplicate=line.get("duplicate_of_train") is True,
    )
