"""How often something may happen for each of many keys (addresses, surveys), held in the memory of one process."""

import math
from datetime import datetime, timedelta
from threading import Lock


class Allowance:
    """At most `most` at once for a key; what was used comes back evenly, all of it within `per`.

    The generic cell rate algorithm (ITU-T I.371): one time a key is all that is kept, so `keys` of them (the ones
    used last) cost a few megabytes. Every worker process counts on its own. Threads may share it.
    """

    def __init__(self, most: int, per: timedelta, keys: int = 20_000) -> None:
        self.most = most
        self.per = per
        self._keys = keys
        self._step = per / most
        self._used_until: dict[str, datetime] = {}
        self._lock = Lock()

    def wait(self, key: str, at: datetime) -> int:
        """The whole seconds until this key may once more, 0 when it may now; uses nothing."""
        until = max(self._used_until.get(key, at), at)
        return max(0, math.ceil((until + self._step - self.per - at).total_seconds()))

    def take(self, key: str, at: datetime) -> int:
        """Use one if the key may now: 0; else the whole seconds to wait, and nothing is used."""
        with self._lock:
            if seconds := self.wait(key, at):
                return seconds
            # Put at the end, so that the keys that were used longest ago stand first.
            until = max(self._used_until.pop(key, at), at)
            self._used_until[key] = until + self._step
            if len(self._used_until) > self._keys:
                del self._used_until[next(iter(self._used_until))]
        return 0
