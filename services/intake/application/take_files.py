"""Files come with a card: each is judged by its content, cleaned, and kept until a response takes it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from services.intake.application.unfinished_desk import UnfinishedDesk
from services.intake.domain.answer_files import (
    CONTENT_TYPES,
    MEGABYTE,
    AnswerFile,
    FileEntry,
    FileNotFound,
    TooManyFiles,
    UnreadableFile,
    file_id,
    id_in,
)
from services.intake.domain.errors import Fault
from services.intake.domain.questions import Question
from services.intake.domain.surveys import Survey

_KEPT_UNSENT: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class TakenFiles:
    """What became of files: the answers that name those that are kept, by question key, and what is wrong elsewhere."""

    answers: Mapping[str, str]
    faults: tuple[Fault, ...] = ()


def take_files(
    given: Mapping[str, bytes], card: str, survey: Survey, client: str, *, desk: UnfinishedDesk
) -> TakenFiles:
    """Keep the files that were given for questions of a survey, by question key; `card` is the id of their card.

    The same file for the same card once more gets the same name. Where files that nobody sent have taken the room that
    a survey has for them, which would fill a disk, no more are kept. Raises TooManyFiles, StorageAway.
    """
    kept: list[AnswerFile] = []
    faults: list[Fault] = []
    questions = {question.key: question for question in survey.questions}
    came = _Card(card, survey, client)
    for key, content in given.items():
        question = questions.get(key)
        made = _taken(question, content, came, desk) if question else Fault("unknown-question", key)
        if isinstance(made, Fault):
            faults.append(made)
        else:
            kept.append(made)
    if kept and not _keep(kept, survey, desk):
        return TakenFiles({}, (*faults, *(Fault("answer-file-no-room", file.question) for file in kept)))
    return TakenFiles({file.question: file.name for file in kept}, tuple(faults))


def list_files(slug: str, *, desk: UnfinishedDesk) -> list[FileEntry]:
    """The files of a survey's responses, the last given first."""
    with desk.open_reading() as reading:
        return reading.files.of_survey(slug)


def find_file(slug: str, name: str, *, desk: UnfinishedDesk) -> AnswerFile:
    """The file of this name that a response of the survey holds. Raises FileNotFound."""
    with desk.open_reading() as reading:
        found = reading.files.find(slug, id_in(name))
    if found is None or found.name != name:
        raise FileNotFound(file=name)
    return found


@dataclass(frozen=True, slots=True)
class _Card:
    """What a file comes with: the card's id, its survey, and the address that it came from."""

    id: str
    survey: Survey
    client: str


def _taken(question: Question, content: bytes, card: _Card, desk: UnfinishedDesk) -> AnswerFile | Fault:
    most = question.megabytes_taken
    if not most:
        return Fault("unknown-question", question.key)
    if len(content) > most * MEGABYTE:
        return Fault("answer-file-large", question.key, {"most": most})
    # Before it is read, which costs the most, whatever comes of it.
    _check_pace(card.client, card.survey, desk)
    text_too = question.kind == "file"
    try:
        clean = desk.clean(content, text_too)
    except UnreadableFile:
        return Fault("answer-file-unreadable" if text_too else "answer-photo-unreadable", question.key)
    now = desk.clock.now()
    return AnswerFile(
        id=file_id(card.id, question.key, clean.content),
        team_id=card.survey.team_id,
        survey=card.survey.slug,
        question=question.key,
        kind=clean.kind,
        content=clean.content,
        given_at=now,
        keep_until=now + _KEPT_UNSENT,
    )


def _keep(files: Sequence[AnswerFile], survey: Survey, desk: UnfinishedDesk) -> bool:
    """Keep files of one card if there is room for them."""
    with desk.open_unit() as unit:
        waiting = unit.files.bytes_untaken(survey.slug)
        if waiting + sum(len(file.content) for file in files) > desk.most_unsent:
            return False
        for file in files:
            unit.files.add(file)
        unit.commit()
    return True


def _check_pace(client: str, survey: Survey, desk: UnfinishedDesk) -> None:
    now = desk.clock.now()
    if wait := desk.by_address.take(client, now) or desk.by_survey.take(survey.slug, now):
        raise TooManyFiles(retry_after_s=wait)


def content_type_of(file: AnswerFile) -> str:
    """What a file is told to be: one of the kinds that were checked."""
    return CONTENT_TYPES[file.kind]
