"""The built-in codebooks are told to everybody once, whole, in a form that a codebook file has too."""

from dataclasses import replace

from services.reports.adapters.builtin import builtin_codebooks
from services.reports.application.publish_codebooks import publish_builtin_codebooks
from shared.codebooks.loading import builtin_codebook, codebook_from
from shared.contracts.clock import SystemClock
from shared.contracts.schemas import decode, encode
from tests.support.reports.memory import MemoryUnit


def test_a_version_is_told_once_and_a_newer_one_again() -> None:
    unit, books = MemoryUnit(), builtin_codebooks()
    assert publish_builtin_codebooks(books, unit=unit, clock=SystemClock()) == len(books)
    assert publish_builtin_codebooks(builtin_codebooks(), unit=unit, clock=SystemClock()) == 0
    newer = replace(books[0], version=books[0].version + 1)
    assert publish_builtin_codebooks([newer], unit=unit, clock=SystemClock()) == 1
    assert len({message.id for message in unit.outbox.told}) == len(books) + 1


def test_the_id_follows_from_the_version_so_that_telling_again_is_recognised() -> None:
    units = MemoryUnit(), MemoryUnit()
    for unit in units:
        publish_builtin_codebooks(builtin_codebooks(), unit=unit, clock=SystemClock())
    assert [message.id for message in units[0].outbox.told] == [message.id for message in units[1].outbox.told]


def test_the_body_comes_through_the_queue_as_the_codebook_it_was() -> None:
    unit = MemoryUnit()
    publish_builtin_codebooks(builtin_codebooks(), unit=unit, clock=SystemClock())
    for message in unit.outbox.told:
        content = decode(encode(message)).content
        assert codebook_from(content.body, source="queue") == builtin_codebook(content.codebook)
