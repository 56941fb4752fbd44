"""Why nothing is told of what somebody looked for."""

from typing import ClassVar

from shared.contracts.errors import CodedError


class QuestionNeeded(CodedError):
    """A group's answers were asked for without a question, and are told question by question; details: none."""

    code: ClassVar[str] = "question-needed"


class WordsOfEveryone(CodedError):
    """Words were sought within a group, which could single somebody out; details: none."""

    code: ClassVar[str] = "words-of-everyone"
