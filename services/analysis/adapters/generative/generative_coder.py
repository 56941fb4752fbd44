"""A second coder behind the port `Coder`: a generative model whose codings are suggestions, each with its quotes."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any, Final, Protocol

from services.analysis.adapters.generative.instruction import Instruction
from services.analysis.adapters.generative.reply import read_proposals
from services.analysis.application.suggestion_cache import SuggestionCache
from services.analysis.domain.codings import Answer, AnswerCoding
from services.analysis.domain.suggestions import Suggestions, verified
from shared.codebooks.codebook import Codebook

REPLY_TOKENS: Final = 800  # a code with a quote takes about 40


class Asking(Protocol):
    """A model that can be asked; see `Chat`."""

    def ask(self, messages: Sequence[Mapping[str, str]], schema: Mapping[str, Any], most_tokens: int) -> str:
        """What the model says. Raises coded errors."""
        ...


class GenerativeCoder:
    """Suggests codes for answers, each asked about by itself, so that no answer can touch the coding of another."""

    def __init__(
        self, codebook: Codebook, model: str, chat: Asking, cache: SuggestionCache, *, reply_tokens: int = REPLY_TOKENS
    ) -> None:
        self._instruction = Instruction(codebook)
        self._chat = chat
        self._cache = cache
        self._reply_tokens = reply_tokens
        self._model = f"suggested-{model}-{self._instruction.name}"

    @property
    def model(self) -> str:
        """The coder's own name, by which suggestions are told from codings: model and instruction."""
        return self._model

    @property
    def codebook(self) -> Codebook:
        """The codebook whose codes are suggested."""
        return self._instruction.codebook

    def code(self, answers: Sequence[Answer]) -> list[AnswerCoding]:
        """Suggestions for each answer. Raises SecondCoderAway, SecondCoderRefused, UnusableReply, BudgetSpent.

        After an error, what had been coded before it comes from the cache the next time.
        """
        return [self._suggested(answer).as_coding(answer, self.codebook, self.model) for answer in answers]

    def _suggested(self, answer: Answer) -> Suggestions:
        if not answer.text.strip():
            return Suggestions()
        key = self._key(answer)
        known = self._cache.get(key)
        if known is None:
            known = self._ask(answer)
            self._cache.put(key, known)
        return known

    def _ask(self, answer: Answer) -> Suggestions:
        schema = self._instruction.schema
        said = self._chat.ask(self._instruction.messages(answer), schema, self._reply_tokens)
        proposals = read_proposals(said, schema["required"])
        return verified(answer.text, proposals.get("codes", []), proposals.get("facets", []), self.codebook)

    def _key(self, answer: Answer) -> str:
        whole = [answer.text, answer.question, self.codebook.id, self.codebook.version, self.model, self._reply_tokens]
        return hashlib.sha256(json.dumps(whole).encode()).hexdigest()
