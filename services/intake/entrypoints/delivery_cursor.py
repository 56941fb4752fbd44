"""Where a page of deliveries ended, as a text that stands in an address."""

import base64
import binascii
import uuid
from datetime import datetime

from services.intake.domain.deliveries import Delivery


def cursor_after(delivery: Delivery) -> str:
    """The place behind a delivery."""
    told = f"{delivery.received_at.isoformat()}|{delivery.id}"
    return base64.urlsafe_b64encode(told.encode()).decode()


def place_of(cursor: str) -> tuple[datetime, str] | None:
    """The place that a cursor names, None for none. Raises ValueError."""
    if not cursor:
        return None
    try:
        at, _, id_ = base64.b64decode(cursor.encode("ascii"), altchars=b"-_", validate=True).decode().partition("|")
    except (binascii.Error, UnicodeError) as error:
        raise ValueError("no cursor") from error
    moment = datetime.fromisoformat(at)
    if moment.tzinfo is None:
        raise ValueError("no cursor")
    return moment, str(uuid.UUID(id_))
