"""The trail of what people did, in the logs for now: ids only."""

from shared.identity.domain.events import AuditEvent
from shared.observability.logs import get_logger

_log = get_logger(__name__)


class LogTrail:
    """The port ``Trail`` through structlog."""

    def record(self, event: AuditEvent) -> None:
        """Log what happened; the event's name is the action's."""
        _log.info(
            event.what.value, who=event.who, subject=event.subject, team_id=event.team_id, at=event.at.isoformat()
        )
