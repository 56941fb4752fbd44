"""Where responses are kept, each once, with the words exactly as they were written."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, delete, select, update

from services.intake.adapters.answer_files import forget_files
from services.intake.adapters.deliveries import forget_deliveries_of
from services.intake.adapters.paper_cards import forget_copies, hold_card_of
from services.intake.adapters.receipt_tables import RESPONSE_CODINGS
from services.intake.adapters.tables import RESPONSES, SURVEYS
from services.intake.domain.consents import Consent
from services.intake.domain.ledger import Ledger
from services.intake.domain.receipts import Receipts
from services.intake.domain.responses import ASIDE, Answer, Response, Standing, State
from shared.database.upserts import insert_new

_FROM = {State.CODED: (State.PENDING, State.PARKED), State.PARKED: (State.PENDING,), State.PENDING: tuple(ASIDE)}


class SqlResponses:
    """The responses in the database."""

    def __init__(self, connection: Connection, receipts: Receipts) -> None:
        self._connection = connection
        self._receipts = receipts

    def add(self, responses: Sequence[Response]) -> set[str]:
        """Store those whose id is not there yet; the ids that were stored."""
        # In the order of their ids, so that two imports of one file never wait for each other in a circle.
        in_order = sorted(responses, key=lambda response: response.id)
        rows = [response_row(response, self._receipts) for response in in_order]
        return set(insert_new(self._connection, RESPONSES, rows, RESPONSES.c.id))

    def standings(self, ids: Sequence[str]) -> Mapping[str, Standing]:
        """Where these stand, by id; those that are not there are left out."""
        table = RESPONSES.c
        columns = (
            table.id,
            table.submission_id,
            table.team_id,
            table.survey,
            table.received_at,
            table.digest,
            table.state,
        )
        found = self._connection.execute(select(*columns).where(table.id.in_(ids)))
        return {row.id: _standing(row) for row in found}

    def advance(self, ids: Sequence[str], to: State) -> set[str]:
        """Note what became of responses: a coded one stays coded, a withdrawn one withdrawn, one put aside aside.

        PENDING admits those that were put aside. The ids of those that changed.
        """
        table = RESPONSES.c
        before = [state.value for state in _FROM[to]]
        changed = update(RESPONSES).where(table.id.in_(ids), table.state.in_(before)).values(state=to.value)
        return set(self._connection.execute(changed.returning(table.id)).scalars())

    def empty(self, id_: str) -> None:
        """Make a response withdrawn: its words, attributes, codings and fingerprint are gone for good."""
        hold_card_of(self._connection, id_)
        emptied = {"state": State.WITHDRAWN.value, "answers": {}, "attributes": {}, "consents": [], "digest": ""}
        self._connection.execute(update(RESPONSES).where(RESPONSES.c.id == id_).values(emptied))
        self._connection.execute(delete(RESPONSE_CODINGS).where(RESPONSE_CODINGS.c.response_id == id_))
        forget_copies(self._connection, id_)
        forget_files(self._connection, id_)
        forget_deliveries_of(self._connection, id_)

    def aside(self, slug: str, states: Collection[State]) -> list[Response]:
        """The responses to a survey that were put aside so, as they came; answers without their question's wording."""
        table = RESPONSES.c
        wanted = select(RESPONSES).where(table.survey == slug, table.state.in_([state.value for state in states]))
        return [stored_response(row) for row in self._connection.execute(wanted.order_by(table.received_at, table.id))]

    def ledger(self) -> list[Ledger]:
        """Each survey's responses by state, by slug; surveys without a response too."""
        slugs = self._connection.execute(select(SURVEYS.c.slug).order_by(SURVEYS.c.slug)).scalars()
        ids: dict[str, dict[State, set[str]]] = {slug: {} for slug in slugs}
        everything = select(RESPONSES.c.survey, RESPONSES.c.state, RESPONSES.c.id)
        for survey, state, id_ in self._connection.execute(everything):
            ids.setdefault(survey, {}).setdefault(State(state), set()).add(id_)
        return [
            Ledger(survey, {state: frozenset(found) for state, found in by_state.items()})
            for survey, by_state in ids.items()
        ]


def response_row(response: Response, receipts: Receipts) -> dict[str, Any]:
    """A new response as a row of its table, with the key by which its receipt finds it."""
    return {
        "id": response.id,
        "submission_id": response.submission_id,
        "team_id": response.team_id,
        "survey": response.survey,
        "survey_version": response.survey_version,
        "language": response.language,
        "received_at": response.received_at,
        "state": response.state.value,
        "digest": response.digest,
        "answers": {answer.question: answer.text for answer in response.answers},
        "attributes": dict(response.attributes),
        "consents": [_consent(given) for given in response.consents],
        "filled_at": response.filled_at,
        "receipt_key": receipts.key_of(response.id),
    }


def _consent(given: Consent) -> dict[str, Any]:
    return {
        "question": given.question,
        "choice": given.choice,
        "permits": list(given.permits),
        "version": given.version,
    }


def stored_response(row: Any) -> Response:
    """A response from a row of its table, without the wording of its questions."""
    return Response(
        id=row.id,
        submission_id=row.submission_id,
        team_id=row.team_id,
        survey=row.survey,
        survey_version=row.survey_version,
        language=row.language,
        received_at=row.received_at,
        filled_at=row.filled_at,
        state=State(row.state),
        digest=row.digest,
        answers=tuple(Answer(question, "", text) for question, text in row.answers.items()),
        attributes=row.attributes,
        consents=tuple(Consent(**(given | {"permits": tuple(given["permits"])})) for given in row.consents),
    )


def _standing(row: Any) -> Standing:
    return Standing(
        id=row.id,
        submission_id=row.submission_id,
        team_id=row.team_id,
        survey=row.survey,
        received_at=row.received_at,
        digest=row.digest,
        state=State(row.state),
    )
