"""A RABBITMQ_HOME with only the applications that a broker needs: its start is a second and a half shorter.

Erlang before 26 keeps no cache of its code path: every module loaded probes every folder on it,
and Debian's RabbitMQ 3.10 brings 63 of which 20 are needed.
"""

import re
from pathlib import Path

_NEEDED = frozenset(
    """amqp10_common amqp_client aten credentials_obfuscation cuttlefish enough gen_batch_server getopt jsx
    observer_cli osiris ra rabbit rabbit_common rabbitmq_prelaunch ranch recon seshat stdout_formatter syslog
    sysmon_handler systemd""".split()
)
_MUST_HAVE = frozenset({"rabbit", "ra", "ranch", "rabbit_common"})
# Other versions need other things (khepri, horus … in 4.x): there, all but what is known to be optional.
_OPTIONAL = re.compile(
    r"^(rabbitmq_(?!prelaunch)|cow|gun|accept|eetcd|jose|base64url|prometheus|quantile|amqp10_client|rabbit_.*exchange)"
)


def pruned_home(rabbitmq_bin: Path, folder: Path) -> Path | None:
    """Link the needed applications below `folder`; None for a layout that is not known."""
    plugins = next(iter(sorted((rabbitmq_bin.parent / "lib").glob("rabbitmq_server-*/plugins"))), None)
    if plugins is None:
        return None
    by_name = {entry.name.rsplit("-", 1)[0]: entry for entry in plugins.iterdir() if "-" in entry.name}
    if not by_name.keys() >= _MUST_HAVE:
        return None
    home = folder / "rabbitmq-home"
    (home / "plugins").mkdir(parents=True)
    is_3 = by_name["rabbit"].name.startswith("rabbit-3.")
    for name, entry in by_name.items():
        if name in _NEEDED or not (is_3 or _OPTIONAL.match(name)):
            (home / "plugins" / entry.name).symlink_to(entry)
    return home
