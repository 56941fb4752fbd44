"""The names of all messages, in one place with one grammar: thing.happened.version."""

from enum import StrEnum


class MessageName(StrEnum):
    """What happened; the version rises when a reader of the old form could misread the new one."""

    SURVEY_PUBLISHED = "survey.published.v1"
    SURVEY_CLOSED = "survey.closed.v1"
    RESPONSE_RECEIVED = "response.received.v1"
    RESPONSE_REVISED = "response.revised.v1"
    RESPONSE_WITHDRAWN = "response.withdrawn.v1"
    RESPONSE_CODED = "response.coded.v1"
    RESPONSE_PARKED = "response.parked.v1"
    CODEBOOK_PUBLISHED = "codebook.published.v1"
    CODING_REVIEWED = "coding.reviewed.v1"
    RECODE_REQUESTED = "recode.requested.v1"
    RECODE_PROGRESSED = "recode.progressed.v1"
    MODEL_ADOPTED = "model.adopted.v1"
    DISCOVERY_REQUESTED = "discovery.requested.v1"
    THEMES_PROPOSED = "themes.proposed.v1"
    REPORT_PUBLISHED = "report.published.v1"
    INTRODUCTION_PROPOSED = "introduction.proposed.v1"
    INTRODUCTION_ANSWERED = "introduction.answered.v1"


class Service(StrEnum):
    """The three services; each has one queue, `<service>.in`, and one for the dead, `<service>.dead`."""

    INTAKE = "intake"
    ANALYSIS = "analysis"
    REPORTS = "reports"


SUBSCRIPTIONS: dict[Service, frozenset[MessageName]] = {
    Service.INTAKE: frozenset(
        {
            MessageName.RESPONSE_CODED,
            MessageName.RESPONSE_PARKED,
            MessageName.REPORT_PUBLISHED,
            MessageName.INTRODUCTION_PROPOSED,
        }
    ),
    Service.ANALYSIS: frozenset(
        {
            MessageName.RESPONSE_RECEIVED,
            MessageName.RESPONSE_REVISED,
            MessageName.RESPONSE_WITHDRAWN,
            MessageName.CODEBOOK_PUBLISHED,
            MessageName.CODING_REVIEWED,
            MessageName.RECODE_REQUESTED,
            MessageName.DISCOVERY_REQUESTED,
        }
    ),
    Service.REPORTS: frozenset(
        {
            MessageName.SURVEY_PUBLISHED,
            MessageName.SURVEY_CLOSED,
            MessageName.RESPONSE_CODED,
            MessageName.RESPONSE_PARKED,
            MessageName.RESPONSE_WITHDRAWN,
            MessageName.RECODE_PROGRESSED,
            MessageName.MODEL_ADOPTED,
            MessageName.THEMES_PROPOSED,
            MessageName.REPORT_PUBLISHED,
            MessageName.INTRODUCTION_ANSWERED,
        }
    ),
}
"""Which messages each service's queue is bound to: the whole topology, declared from here by both brokers."""


def queues_for(name: str) -> tuple[Service, ...]:
    """The services whose queue takes messages of this name, in a fixed order."""
    return tuple(service for service, names in SUBSCRIPTIONS.items() if name in names)
