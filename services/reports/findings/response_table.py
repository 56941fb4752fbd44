"""Responses as a table whose columns keep their names, as objects, and as a project of coded texts."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from services.reports.domain.coded_project import CodedSpan, Source
from services.reports.domain.exported_responses import AnswerHeld, ResponseHeld, masked_answer
from services.reports.domain.report_content import Row, Sheet
from services.reports.domain.surveys import Survey
from services.reports.findings.anonymity import untold
from shared.contracts.exported_table import ATTRIBUTE, DAY, LANGUAGE, REFERENCE

_MOST_OPTIONS: Final = 40
_DIGITS: Final = 4
_NEVER: Final = frozenset({"invitation"})


class ResponseTable:
    """The responses of a survey; attributes and days of fewer than `smallest` are left out."""

    def __init__(self, responses: Sequence[ResponseHeld], survey: Survey, smallest: int) -> None:
        self._responses = sorted(responses, key=lambda response: response.name)
        self._attributes = sorted({key for each in responses for key in each.attributes} - _NEVER)
        self._questions = _questions(survey, responses, self._attributes)
        self._traits = untold([_traits(each) for each in self._responses], self._order(), smallest)
        self._options = {question: self._options_of(question) for question in self._questions}
        self._coded = {
            answer.question for each in responses for answer in each.answers if answer.coded and answer.text.strip()
        }

    def sheet(self, name: str) -> Sheet:
        """A row for each response."""
        columns = [REFERENCE, DAY, LANGUAGE, *(f"{ATTRIBUTE}{key}" for key in self._attributes)]
        for question in self._questions:
            columns += [question, *(f"{question}.{option}" for option in self._options[question])]
            if question in self._coded:
                columns += [f"{question}.{part}" for part in ("codes", "themes", "facets", "tone", "coder")]
        return Sheet(name, tuple(columns), tuple(self._rows()))

    def objects(self) -> tuple[Mapping[str, Any], ...]:
        """An object for each response, with spans and confidences."""
        return tuple(self._object(*each) for each in zip(self._responses, self._traits, strict=True))

    def sources(self, titles: Mapping[str, str]) -> tuple[Source, ...]:
        """A text for each answer that has a codebook and words; `titles` word the questions."""
        return tuple(
            _source(response, answer, titles.get(answer.question, answer.question))
            for response in self._responses
            for answer in response.answers
            if answer.coded and answer.text.strip()
        )

    def _order(self) -> list[str]:
        """What is left out first stands first: the day, then the attributes with the most values."""
        values = {key: len({each.attributes.get(key, "") for each in self._responses}) for key in self._attributes}
        return [DAY, *sorted(self._attributes, key=lambda key: -values[key]), LANGUAGE]

    def _options_of(self, question: str) -> list[str]:
        """What was ticked under a question that takes several; none where people wrote."""
        said = [_lines(answer) for each in self._responses for answer in each.answers if answer.question == question]
        if not any(len(lines) > 1 for lines in said):
            return []
        counted = Counter(line for lines in said for line in set(lines))
        options = sorted(line for line, n in counted.items() if n > 1)
        return options if len(options) <= _MOST_OPTIONS else []

    def _rows(self) -> Iterator[Row]:
        for response, traits in zip(self._responses, self._traits, strict=True):
            row: dict[str, Any] = {REFERENCE: response.name, DAY: traits[DAY], LANGUAGE: traits[LANGUAGE]}
            row |= {f"{ATTRIBUTE}{key}": traits[key] for key in self._attributes}
            for answer in response.answers:
                if answer.question in self._options:
                    row |= dict(self._cells(answer, response.language))
            yield row

    def _cells(self, answer: AnswerHeld, language: str) -> Iterator[tuple[str, Any]]:
        text, _spans = masked_answer(answer, language)
        lines = _lines(answer)
        yield answer.question, "; ".join(lines) if lines else text
        for option in self._options[answer.question]:
            yield f"{answer.question}.{option}", int(option in lines)
        told = {
            "codes": (coding.code for coding in answer.codings),
            "themes": dict.fromkeys(coding.theme for coding in answer.codings),
            "facets": answer.facets,
            "coder": dict.fromkeys(coding.coder for coding in answer.codings),
        }
        for part, values in told.items():
            yield f"{answer.question}.{part}", "; ".join(values)
        yield f"{answer.question}.tone", answer.tone

    def _object(self, response: ResponseHeld, traits: Mapping[str, str]) -> Mapping[str, Any]:
        return {
            REFERENCE: response.name,
            DAY: traits[DAY],
            LANGUAGE: traits[LANGUAGE],
            "attributes": {key: traits[key] for key in self._attributes if traits[key]},
            "answers": {
                answer.question: _answer_object(answer, response.language)
                for answer in response.answers
                if answer.question in self._options
            },
        }


def _questions(survey: Survey, responses: Sequence[ResponseHeld], attributes: Sequence[str]) -> list[str]:
    """In the order of the survey; an answer that responses can be split by stands among the attributes only."""
    given = {answer.question for each in responses for answer in each.answers}
    known = [question.key for question in survey.questions]
    apart = {*attributes, *(attribute.key for attribute in survey.attributes), *_NEVER}
    return [key for key in (*known, *sorted(given - set(known))) if key in given and key not in apart]


def _traits(response: ResponseHeld) -> dict[str, str]:
    told = {key: value for key, value in response.attributes.items() if key not in _NEVER}
    return {**told, DAY: response.received_on.isoformat(), LANGUAGE: response.language}


def _lines(answer: AnswerHeld) -> list[str]:
    """What was ticked, a line each; nothing where words were written."""
    return [] if answer.coded or answer.masks else [line for line in answer.text.split("\n") if line.strip()]


def _answer_object(answer: AnswerHeld, language: str) -> Mapping[str, Any]:
    text, spans = masked_answer(answer, language)
    codes = [
        {
            "code": coding.code,
            "theme": coding.theme,
            "confidence": round(coding.confidence, _DIGITS),
            "spans": [list(span) for span in places],
            "coder": coding.coder,
        }
        for coding, places in zip(answer.codings, spans, strict=True)
    ]
    chosen = _lines(answer)
    told = {"codes": codes, "facets": list(answer.facets), "tone": answer.tone} if answer.coded else {}
    return {"text": text, **({"chosen": chosen} if len(chosen) > 1 else {}), **told}


def _source(response: ResponseHeld, answer: AnswerHeld, title: str) -> Source:
    text, spans = masked_answer(answer, response.language)
    codings = tuple(
        CodedSpan(coding.code, start, end, coding.coder)
        for coding, places in zip(answer.codings, spans, strict=True)
        for start, end in places
    )
    return Source(f"{response.name}/{answer.question}", title, text, codings)
