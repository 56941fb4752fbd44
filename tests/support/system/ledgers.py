"""The databases counted by hand, past all code of the product: the second judge beside `adborth check`."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Engine, create_engine, make_url, text

# Each running figure of the report beside the rows that it should be the sum of.
_FIGURES = {
    "responses": ("SELECT sum(responses) FROM {}survey_counts", "SELECT count(*) FROM {}responses"),
    "parked": ("SELECT sum(parked) FROM {}survey_counts", "SELECT count(*) FROM {}parked_responses"),
    "languages": ("SELECT sum(n) FROM {}language_counts", "SELECT count(*) FROM {}responses"),
    "answers": ("SELECT sum(n) FROM {}answer_counts", "SELECT count(*) FROM {}answers WHERE text <> ''"),
    "codes by question": (
        "SELECT sum(n) FROM {}code_counts WHERE question <> ''",
        "SELECT count(*) FROM {}codings",
    ),
    "codes": (
        "SELECT sum(n) FROM {}code_counts WHERE question = ''",
        "SELECT count(*) FROM (SELECT DISTINCT response_id, code FROM {}codings) AS pairs",
    ),
    "themes": (
        "SELECT sum(n) FROM {}theme_counts WHERE question = ''",
        "SELECT count(*) FROM (SELECT DISTINCT response_id, theme FROM {}codings) AS pairs",
    ),
}


class Ledgers:
    """Reads the services' tables; `urls` are their databases, with schemas of the services' names on PostgreSQL."""

    def __init__(self, urls: Mapping[str, str]) -> None:
        self._engines: dict[str, Engine] = {
            name: create_engine(make_url(url), pool_pre_ping=True) for name, url in urls.items()
        }

    def submissions(self) -> dict[str, str]:
        """The response id of each submission that intake stored, by the id it came with."""
        return dict(self._rows("intake", "SELECT submission_id, id FROM {}responses"))

    def states(self) -> dict[str, int]:
        """How many responses intake has in each state."""
        return dict(self._rows("intake", "SELECT state, count(*) FROM {}responses GROUP BY state"))

    def coded_by_analysis(self) -> set[str]:
        """The ids of the responses that analysis coded."""
        return {row[0] for row in self._rows("analysis", "SELECT response_id FROM {}responses")}

    def reported(self) -> set[str]:
        """The ids of the responses behind the report."""
        return {row[0] for row in self._rows("reports", "SELECT response_id FROM {}responses")}

    def parked(self) -> dict[str, list[str]]:
        """The subjects of the messages that each service put aside."""
        found = {name: self._rows(name, "SELECT subject FROM {}parked") for name in self._engines}
        return {name: sorted(row[0] for row in rows) for name, rows in found.items()}

    def unsent(self) -> dict[str, int]:
        """How many messages each service's outbox still promises."""
        return {name: self.count(name, "SELECT count(*) FROM {}outbox WHERE sent_at IS NULL") for name in self._engines}

    def handled(self, service: str) -> int:
        """How many messages a service has handled."""
        return self.count(service, "SELECT count(*) FROM {}inbox")

    def doubles(self) -> dict[str, tuple[int, int]]:
        """The figures of the report that differ from what its rows add up to: (figure, sum of rows) by name."""
        found = {name: tuple(self.count("reports", q) for q in both) for name, both in _FIGURES.items()}
        return {name: (told, true) for name, (told, true) in found.items() if told != true}

    def count(self, service: str, question: str) -> int:
        """The one number that answers a question; `{}` stands for where the service's tables are."""
        return int(self._rows(service, question)[0][0] or 0)

    def close(self) -> None:
        """Give all connections back."""
        for engine in self._engines.values():
            engine.dispose()

    def _rows(self, service: str, question: str) -> list[Any]:
        engine = self._engines[service]
        where = "" if engine.dialect.name == "sqlite" else f"{service}."
        with engine.connect() as connection:
            return [tuple(row) for row in connection.execute(text(question.format(where)))]
