"""What a survey tool's webhook is to intake: a request that is judged, read, and kept without its secrets."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final, Protocol

from services.intake.domain.foreign_responses import ForeignResponse


@dataclass(frozen=True, slots=True, kw_only=True)
class RawRequest:
    """A call as it came over the wire; the names of `headers` are in lower case, `query` holds decoded values.

    A document that was fetched, or read from a file, is one too: method GET, nothing but a body.
    """

    method: str = "POST"
    headers: Mapping[str, str] = field(default_factory=dict)
    query: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""


class Outcome(StrEnum):
    """What becomes of a delivery.

    STORE and STORE_PARTIAL bring responses, a partial one is replaced by its later form; ACK_ONLY is a ping, a test or
    a preview; FETCH_REQUIRED tells only which response to fetch; UPDATE_META tells of a response something other than
    answers, such as its deletion; QUARANTINE can't be read and is shown to a person; REJECT has no good signature.
    """

    STORE = "store"
    STORE_PARTIAL = "store_partial"
    ACK_ONLY = "ack_only"
    FETCH_REQUIRED = "fetch_required"
    UPDATE_META = "update_meta"
    QUARANTINE = "quarantine"
    REJECT = "reject"


class Verdict(StrEnum):
    """What the check of a signature, or of a shared secret, found; UNSECURED: there was nothing to judge by."""

    GOOD = "good"
    MISSING = "missing"
    WRONG = "wrong"
    STALE = "stale"
    UNSECURED = "unsecured"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetch:
    """A document that must be fetched, by https and with the team's own token; `host` is one of the provider's."""

    host: str
    path: str
    query: Mapping[str, str] = field(default_factory=dict)


PARTLY_UNREADABLE: Final = "partly-unreadable"
"""The reason of a reading whose responses are not all that was sent: the others could not be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a delivery says.

    `reason` is a stable code. `responses` are those to be stored; with FETCH_REQUIRED and UPDATE_META those that the
    delivery is about, without answers. `fetch` says where the answers are. `key` is the same over all repetitions of
    one delivery, "" where the tool gives nothing to know them by: then only equal bodies are known as one.
    """

    outcome: Outcome
    reason: str
    responses: tuple[ForeignResponse, ...] = ()
    fetch: tuple[Fetch, ...] = ()
    key: str = ""


class SecretPlace(StrEnum):
    """How a delivery proves that it comes from the tool, which decides what a person has to do with the secret.

    SIGNATURE: we make the secret, the tool signs with it. TOOL_KEY: the tool makes the key and a person hands it to us.
    HEADER, ADDRESS and BODY: our secret itself is sent, in a header, in the query of the address or in the body.
    """

    SIGNATURE = "signature"
    TOOL_KEY = "tool-key"
    HEADER = "header"
    ADDRESS = "address"
    BODY = "body"


@dataclass(frozen=True, slots=True, kw_only=True)
class Setup:
    """What a person needs to know to connect a tool: where its secret goes, and a sentence in English."""

    secret: SecretPlace
    hint: str
    header: str = ""


class Provider(Protocol):
    """One survey tool. All functions are pure, and none of them raises, whatever the request holds."""

    @property
    def name(self) -> str:
        """The tool's name in addresses and commands."""
        ...

    @property
    def title(self) -> str:
        """The tool's name as people know it."""
        ...

    @property
    def setup(self) -> Setup:
        """What a person needs to know to connect it."""
        ...

    @property
    def hosts(self) -> frozenset[str]:
        """The hosts that may be asked for its documents; ".example.org" stands for all hosts below example.org."""
        ...

    def verify(self, raw: RawRequest, secrets: Sequence[str], now: datetime) -> Verdict:
        """Whether the request is the tool's; while a secret is being changed both hold."""
        ...

    def read(self, raw: RawRequest) -> Reading:
        """What the request says; also a document that a Fetch brought."""
        ...

    def stripped(self, raw: RawRequest) -> RawRequest:
        """The request without its secrets: what is stored, shown and read again."""
        ...
