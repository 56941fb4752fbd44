"""Which question of another tool is which of ours, and what a response that came through that tool says to us.

Webhooks and exports of one tool go through this, so that a response that comes by both ways is one.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from services.intake.domain.foreign_answers import read_answer
from services.intake.domain.foreign_responses import ForeignAnswer, ForeignResponse
from services.intake.domain.foreign_wording import best_pairs, language_told, tells_language
from services.intake.domain.submissions import Submission
from services.intake.domain.surveys import Survey
from shared.contracts.messages import message_id

LANGUAGE: Final = "language"
"""The target of a tool's question whose answer tells the language of the response; no question of ours has this key."""
CHANNEL: Final = "channel"
"""The attribute that tells by which tool a response came."""

MOST_LINKS: Final = 1_000
"""How many questions of one form of a tool are kept in mind."""
NUMBERED_ACROSS_FORMS: Final = frozenset(
    "typeform tally surveymonkey smartsurvey qualtrics kobotoolbox odk-central formbricks govuk-forms".split()
)
"""The tools whose ids of responses are unique whatever the form: tokens, UUIDs, or numbers of one row for all."""


def foreign_submission_id(provider: str, form_id: str, response_id: str) -> str:
    """The id under which a tool's response is known here, whichever way it comes.

    `response_id` is the tool's own; where it gives none, the caller makes one of what stays the same over repetitions.
    An export seldom names its form: where a tool numbers its responses across all forms, the form is left out of it.
    """
    return message_id("foreign", provider, "" if provider in NUMBERED_ACROSS_FORMS else form_id, response_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One question of the tool and the question of ours that it is, "" for none.

    `ref` is the tool's key of it, or its wording where the tool has no keys. What a person decided is not guessed
    again.
    """

    ref: str
    label: str
    key: str = ""
    by_person: bool = False


@dataclass(frozen=True, slots=True)
class QuestionMapping:
    """The links of one form of a tool, in the order in which its questions were met."""

    links: tuple[Link, ...] = ()

    def key_of(self, ref: str) -> str:
        """The key of our question that a tool's question is, "" when it is none that is known."""
        return next((link.key for link in self.links if link.ref == ref), "")

    def learnt(self, answers: Iterable[ForeignAnswer], survey: Survey) -> "QuestionMapping":
        """The mapping with the questions that were not met before; what no person decided is guessed anew.

        A sender may name its questions otherwise each time: of those that are none of ours the newest are kept.
        """
        met = {link.ref: link for link in self.links}
        most = len(met) + MOST_LINKS
        told: dict[str, list[str]] = {}
        for answer in answers:
            ref = ref_of(answer)
            link = met.get(ref) or Link(ref=ref, label=answer.label)
            if ref in met or len(met) < most:
                met[ref] = replace(link, label=answer.label or link.label)
                told.setdefault(ref, []).append(answer.answer)
        return QuestionMapping(_bounded(list(_guessed(list(met.values()), told, survey))))

    def corrected(self, decisions: Mapping[str, str], survey: Survey) -> "QuestionMapping":
        """The mapping with a person's decisions: our key (or "" for none) by the tool's ref; unknown keys are none."""
        targets = targets_of(survey)
        links = [
            replace(link, key=wanted if (wanted := decisions[link.ref]) in targets else "", by_person=True)
            if link.ref in decisions
            else link
            for link in self.links
        ]
        return QuestionMapping(tuple(links))


@dataclass(frozen=True, slots=True)
class LeftOut:
    """One answer that was not taken over; `reason` is a stable code, `key` our question where there is one.

    `unmapped`: the question is none of ours; else the code of the fault that our question finds.
    """

    ref: str
    reason: str
    key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Translated:
    """A response as a submission, and what of it was left out; it stays in the delivery or file that it came by."""

    submission: Submission
    left_out: tuple[LeftOut, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Unfit:
    """Why a response must be put aside: `no-id`, `nothing-mapped` or `nothing-readable`."""

    reason: str
    left_out: tuple[LeftOut, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Whence responses come; `attributes` are given to every one of them."""

    provider: str
    attributes: Mapping[str, str] = field(default_factory=dict)


def translate(
    response: ForeignResponse, mapping: QuestionMapping, survey: Survey, origin: Origin
) -> Translated | Unfit:
    """A tool's response as a submission to the survey, or why it has to be put aside.

    An answer that our question can't take is left out, with the reason; the rest is not held up by it.
    """
    if not response.id:
        return Unfit(reason="no-id")
    by_key, left_out = _sorted_by_key(response.answers, mapping)
    language = _language(response, by_key.pop(LANGUAGE, []), survey)
    answers: dict[str, str] = {}
    for question in survey.questions:
        if not (texts := by_key.get(question.key)):
            continue
        text, fault = read_answer(question, [answer.answer for answer in texts])
        if fault:
            left_out += [LeftOut(ref_of(answer), fault, question.key) for answer in texts]
        else:
            answers[question.key] = text
    if not answers:
        return Unfit(reason="nothing-readable" if by_key else "nothing-mapped", left_out=tuple(left_out))
    submission = Submission(
        survey=survey.slug,
        id=foreign_submission_id(origin.provider, response.form_id, response.id),
        language=language,
        answers=answers,
        attributes={CHANNEL: origin.provider, **origin.attributes},
        sent_at=response.submitted_at,
    )
    return Translated(submission=submission, left_out=tuple(left_out))


def ref_of(answer: ForeignAnswer) -> str:
    """By what a tool's question is known again: its key, else its wording."""
    return answer.ref or answer.label


def targets_of(survey: Survey) -> tuple[str, ...]:
    """What a tool's question can be linked to."""
    return (*(question.key for question in survey.questions), LANGUAGE)


def _guessed(links: Sequence[Link], told: Mapping[str, Sequence[str]], survey: Survey) -> Iterator[Link]:
    targets = set(targets_of(survey))
    settled = {link.ref for link in links if link.by_person and (not link.key or link.key in targets)}
    taken = {link.key for link in links if link.ref in settled}
    open_links = [link for link in links if link.ref not in settled]
    free = [question for question in survey.questions if question.key not in taken]
    asked = [(link.ref, link.label, tuple(told.get(link.ref, ()))) for link in open_links]
    pairs = best_pairs(asked, free)
    # What was guessed before holds while its answers say nothing: a form that was left half empty unlearns nothing.
    held = [link for link in open_links if link.ref not in pairs and link.key in targets - taken]
    pairs |= {link.ref: link.key for link in held if link.key not in pairs.values()}
    pairs |= {
        link.ref: LANGUAGE for link in open_links if link.ref not in pairs and tells_language(link.ref, link.label)
    }
    used: set[str] = set()
    for link in links:
        if link.ref in settled:
            yield link
            continue
        key = pairs.get(link.ref, "")
        yield replace(link, key="" if key in used else key, by_person=False)
        used.add(key)


def _bounded(links: Sequence[Link]) -> tuple[Link, ...]:
    surplus = [link.ref for link in links if not link.key and not link.by_person][: max(0, len(links) - MOST_LINKS)]
    dropped = set(surplus)
    return tuple(link for link in links if link.ref not in dropped)


def _sorted_by_key(
    answers: Iterable[ForeignAnswer], mapping: QuestionMapping
) -> tuple[dict[str, list[ForeignAnswer]], list[LeftOut]]:
    by_key: dict[str, list[ForeignAnswer]] = {}
    left_out: list[LeftOut] = []
    keys = {link.ref: link.key for link in mapping.links}
    for answer in answers:
        if not answer.answer.strip():
            continue
        if key := keys.get(ref_of(answer)):
            by_key.setdefault(key, []).append(answer)
        else:
            left_out.append(LeftOut(ref_of(answer), "unmapped"))
    return by_key, left_out


def _language(response: ForeignResponse, answered: Sequence[ForeignAnswer], survey: Survey) -> str:
    """The language that was told, else the one in which the questions were asked; "" for the survey's first."""
    told = [response.language, *(answer.answer for answer in answered)]
    found = [language_told(text) for text in told if language_told(text) in survey.languages]
    if found:
        return found[-1]
    labels = {answer.label.strip() for answer in response.answers}
    said = {
        language: sum(question.text.texts.get(language, "").strip() in labels for question in survey.questions)
        for language in survey.languages
    }
    best = max(said.values())
    [first, *others] = [language for language, count in said.items() if count == best]
    return "" if others or not best else first
