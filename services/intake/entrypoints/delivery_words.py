"""Deliveries in words: where they stand, and why."""

from collections.abc import Mapping
from typing import Any, Final

from flask_babel import lazy_gettext as _l

from services.intake.domain.deliveries import DeliveryState

STATES: Final[Mapping[str, Any]] = {
    DeliveryState.RECEIVED.value: _l("Received, waits to be handled"),
    DeliveryState.FETCH_WANTED.value: _l("Waits for the tool to tell the answers"),
    DeliveryState.STORED.value: _l("Stored"),
    DeliveryState.PARTIAL.value: _l("Not finished by its writer, not counted"),
    DeliveryState.DUPLICATE.value: _l("Known before"),
    DeliveryState.ACKNOWLEDGED.value: _l("Nothing to store"),
    DeliveryState.PUT_ASIDE.value: _l("Put aside"),
    DeliveryState.REFUSED.value: _l("Refused"),
}

_REASONS: Final[Mapping[str, Any]] = {
    "revised": _l("It was changed: a new edition took the place of the old one."),
    "known": _l("Nothing in it is new."),
    "older-edition": _l("A newer form of it came before."),
    "complete-before": _l("It came complete before."),
    "already-withdrawn": _l("It was withdrawn: its words can't come back."),
    "withdrawn": _l("The tool deleted it, so it was withdrawn here."),
    "survey-closed": _l("The survey is closed. Admit it among the cards that were put aside."),
    "survey-not-open": _l("The survey is not open yet."),
    "survey-not-found": _l("The survey is not there any more."),
    "connection-gone": _l("The connection was deleted."),
    "payload-gone": _l("What was sent is not kept any more."),
    "invalid-answers": _l("The survey asks for more, or for something else, than was answered."),
    "nothing-mapped": _l("None of the tool's questions that were answered is linked to one of yours."),
    "nothing-readable": _l("No answer fits the question that it is linked to."),
    "no-id": _l("The tool gave the response no id."),
    "partly-unreadable": _l("A part of it can't be read."),
    "answers-left-out": _l("Not every answer in it could be taken over."),
    "handling-failed": _l("Handling it failed several times. Tell whoever runs adborth."),
    "thin-event": _l("The tool sent only the news of a response."),
    "token-missing": _l("Add a token to the connection, so that the tool can be asked for the answers."),
    "token-refused": _l("The tool refused the connection's token."),
    "not-there": _l("The tool does not have the response any more."),
    "not-what-was-asked": _l("The tool answered something else than was asked."),
    "tool-away": _l("The tool can't be reached."),
    "host-not-allowed": _l("The tool is not asked at such a host."),
    "too-large": _l("The tool's answer is too large."),
    "ping": _l("A test of the connection."),
    "preview": _l("A test or a preview."),
    "address-checked": _l("The tool looked whether the address is there."),
    "no-response-event": _l("News about something other than a response."),
    "unmapped": _l("The question is linked to none of yours."),
    "answer-no-option": _l("It is none of the options."),
    "answer-one-option": _l("Only one option can be chosen."),
    "answer-too-long": _l("It is too long."),
    "answer-missing": _l("It has to be answered."),
    "answer-no-date": _l("It is no date."),
    "answer-no-address": _l("It is no e-mail address."),
    "answer-no-file": _l("Files are not taken over from other tools."),
}
_WITHOUT: Final = frozenset({"", "responses", "partial"})


def state_words(state: str) -> Any:
    """Where a delivery or a response in it stands."""
    return STATES[state]


def reason_words(reason: str) -> Any:
    """Why it stands there, "" where the state says all; what is seldom by its code."""
    if reason in _WITHOUT:
        return ""
    return _REASONS.get(reason, _l("It can't be read (%(code)s).", code=reason))
