"""Where printed cards, the copies typed from them and their photos are kept."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Select, case, delete, func, insert, select, update

from services.intake.adapters.answer_files import SqlAnswerFiles
from services.intake.adapters.paper_tables import (
    CARD_BATCHES,
    CARD_COPIES,
    CARD_PHOTOS,
    PAPER_CARDS,
    SHORT_ADDRESSES,
)
from services.intake.adapters.tables import RESPONSES
from services.intake.domain.answer_files import id_in
from services.intake.domain.paper_cards import Batch, BatchCount, Channel, Copy, CopyState, PaperCard, Words
from shared.database.upserts import insert_new, upsert


class SqlPaperCards:
    """Implements the port PaperCards."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add_batch(self, batch: Batch, cards: Sequence[PaperCard]) -> None:
        """Keep a batch with its cards."""
        self._connection.execute(insert(CARD_BATCHES), [_batch_row(batch)])
        self._connection.execute(insert(PAPER_CARDS), [_card_row(card) for card in cards])

    def batches(self, survey: str) -> list[BatchCount]:
        """The batches of a survey and how far each is, the newest first."""
        return [_count(row) for row in self._connection.execute(_counting(survey))]

    def batch(self, id_: str) -> tuple[Batch, list[str]] | None:
        """A batch and the numbers of its cards, in the order of their numbers; None when there is none."""
        row = self._connection.execute(select(CARD_BATCHES).where(CARD_BATCHES.c.id == id_)).one_or_none()
        if row is None:
            return None
        numbers = select(PAPER_CARDS.c.number).where(PAPER_CARDS.c.batch == id_).order_by(PAPER_CARDS.c.number)
        return _batch(row), list(self._connection.execute(numbers).scalars())

    def add(self, card: PaperCard) -> None:
        """Keep a card that is in no batch; nothing happens when its number is there."""
        insert_new(self._connection, PAPER_CARDS, [_card_row(card)], PAPER_CARDS.c.number)

    def find(self, number: str) -> PaperCard | None:
        """The card of this number, None when there is none."""
        return self._card(select(PAPER_CARDS).where(PAPER_CARDS.c.number == number))

    def take(self, number: str) -> PaperCard | None:
        """The same, and until this transaction ends nobody else takes it."""
        return self._card(select(PAPER_CARDS).where(PAPER_CARDS.c.number == number).with_for_update())

    def count_as(self, number: str, response_id: str) -> None:
        """Note which response a card's words are now."""
        changed = update(PAPER_CARDS).where(PAPER_CARDS.c.number == number).values(response_id=response_id)
        self._connection.execute(changed)

    def words(self, response_id: str) -> Words | None:
        """What a stored response says, None when it is not there."""
        told = RESPONSES.c
        wanted = select(told.language, told.answers, told.survey_version).where(told.id == response_id)
        row = self._connection.execute(wanted).one_or_none()
        return Words(*row) if row else None

    def copies(self, number: str) -> list[Copy]:
        """The copies of a card, the first first."""
        return self._copies(select(CARD_COPIES).where(CARD_COPIES.c.number == number))

    def copy(self, id_: str) -> Copy | None:
        """The copy of this id, None when there is none."""
        return next(iter(self._copies(select(CARD_COPIES).where(CARD_COPIES.c.id == id_))), None)

    def differing(self, survey: str) -> list[Copy]:
        """The copies of a survey's cards that wait for a decision, the first first."""
        table = CARD_COPIES.c
        return self._copies(select(CARD_COPIES).where(table.survey == survey, table.state == CopyState.DIFFERS.value))

    def keep(self, copy: Copy) -> None:
        """Keep a copy, in place of one with its id."""
        upsert(self._connection, CARD_COPIES, [_copy_row(copy)])

    def keep_photo(self, number: str, photo: bytes) -> None:
        """Keep a card's photo, in place of the one it had."""
        team = self._connection.execute(select(PAPER_CARDS.c.team_id).where(PAPER_CARDS.c.number == number))
        row = {"number": number, "team_id": team.scalar_one(), "content": photo}
        upsert(self._connection, CARD_PHOTOS, [row])

    def photo(self, number: str) -> bytes | None:
        """A card's photo, None when it has none."""
        wanted = select(CARD_PHOTOS.c.content).where(CARD_PHOTOS.c.number == number)
        return self._connection.execute(wanted).scalar_one_or_none()

    def _card(self, wanted: Select[Any]) -> PaperCard | None:
        row = self._connection.execute(wanted).one_or_none()
        return PaperCard(**row._asdict()) if row else None

    def _copies(self, wanted: Select[Any]) -> list[Copy]:
        found = self._connection.execute(wanted.order_by(CARD_COPIES.c.at, CARD_COPIES.c.id))
        return [_copy(row._asdict()) for row in found]


def hold_card_of(connection: Connection, response_id: str) -> None:
    """Wait for whoever types the card of a response: what they keep must be seen before it is forgotten.

    Before the response is touched, since a decision between copies takes the two in this order.
    """
    cards = PAPER_CARDS.c
    connection.execute(select(cards.number).where(cards.response_id == response_id).with_for_update())


def forget_copies(connection: Connection, response_id: str) -> None:
    """Take away what is kept of a card whose response was withdrawn: words that wait for a decision, and the photo."""
    copies = CARD_COPIES.c
    numbers = select(PAPER_CARDS.c.number).where(PAPER_CARDS.c.response_id == response_id)
    forgotten = copies.number.in_(numbers) & (copies.state != CopyState.APART.value)
    said = connection.execute(select(CARD_COPIES.c.answers).where(forgotten)).scalars()
    SqlAnswerFiles(connection).remove_untaken({id_in(text) for answers in said for text in answers.values()})
    gone = {"answers": {}, "state": CopyState.SET_ASIDE.value}
    connection.execute(update(CARD_COPIES).where(forgotten).values(gone))
    # The photo may show what a copy says that counts as a response of its own.
    apart = select(copies.number).where(copies.response_id == response_id)
    connection.execute(delete(CARD_PHOTOS).where(CARD_PHOTOS.c.number.in_(numbers.union(apart))))


def forget_cards_of(connection: Connection, survey: str) -> None:
    """Take away everything about printed cards of a survey that is deleted, and its short addresses."""
    numbers = select(PAPER_CARDS.c.number).where(PAPER_CARDS.c.survey == survey)
    connection.execute(delete(CARD_PHOTOS).where(CARD_PHOTOS.c.number.in_(numbers)))
    for table in (CARD_COPIES, PAPER_CARDS, CARD_BATCHES, SHORT_ADDRESSES):
        connection.execute(delete(table).where(table.c.survey == survey))


def _counting(survey: str) -> Select[Any]:
    """One row a batch with its counts; a card is counted once however many copies it has."""
    cards, copies = PAPER_CARDS.c, CARD_COPIES.c
    states = {"confirmed": CopyState.CONFIRMED, "held": CopyState.HELD, "differing": CopyState.DIFFERS}
    with_state = [
        func.count(case((copies.state == state.value, cards.number)).distinct()).label(name)
        for name, state in states.items()
    ]
    return (
        select(
            CARD_BATCHES,
            func.count(cards.number.distinct()).label("cards"),
            func.count(copies.number.distinct()).label("typed"),
            *with_state,
        )
        .join(PAPER_CARDS, cards.batch == CARD_BATCHES.c.id)
        .outerjoin(CARD_COPIES, copies.number == cards.number)
        .where(CARD_BATCHES.c.survey == survey)
        .group_by(*CARD_BATCHES.c)
        .order_by(CARD_BATCHES.c.printed_at.desc(), CARD_BATCHES.c.id)
    )


def _count(row: Any) -> BatchCount:
    return BatchCount(
        batch=_batch(row),
        cards=row.cards,
        typed=row.typed,
        confirmed=row.confirmed,
        held=row.held,
        differing=row.differing,
    )


def _batch(row: Any) -> Batch:
    return Batch(**{column.name: getattr(row, column.name) for column in CARD_BATCHES.c})


def _batch_row(batch: Batch) -> dict[str, Any]:
    return {column.name: getattr(batch, column.name) for column in CARD_BATCHES.c} | {
        "attributes": dict(batch.attributes)
    }


def _card_row(card: PaperCard) -> dict[str, Any]:
    return {column.name: getattr(card, column.name) for column in PAPER_CARDS.c} | {"attributes": dict(card.attributes)}


def _copy_row(copy: Copy) -> dict[str, Any]:
    changed = {"channel": copy.channel.value, "state": copy.state.value, "answers": dict(copy.answers)}
    return {column.name: getattr(copy, column.name) for column in CARD_COPIES.c} | changed


def _copy(row: dict[str, Any]) -> Copy:
    return Copy(**row | {"channel": Channel(row["channel"]), "state": CopyState(row["state"])})
