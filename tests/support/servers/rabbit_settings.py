"""The environment, configuration and command line of one private RabbitMQ node."""

from dataclasses import dataclass
from pathlib import Path

from tests.support.servers.ports import LOOPBACK

_MEMORY_LIMIT_BYTES = 536_870_912
_DISK_LIMIT_BYTES = 50_000_000


@dataclass(frozen=True)
class ClusterSettings:
    """What all nodes of a cluster share."""

    folder: Path
    names: tuple[str, ...]
    cookie: str
    port_mapper: int
    rabbitmq_bin: Path
    pruned_home: Path | None

    @property
    def home(self) -> Path:
        """The HOME of the nodes: the Erlang cookie lies here."""
        return self.folder / "home"

    @property
    def seed(self) -> str:
        """The node that forms the cluster alone; the others join it."""
        return self.names[0]


@dataclass(frozen=True)
class NodeSettings:
    """What makes a node itself; ports are kept over restarts, as a real node's are."""

    cluster: ClusterSettings
    short_name: str
    port: int
    distribution_port: int

    @property
    def name(self) -> str:
        """The Erlang node name."""
        return f"{self.short_name}@localhost"

    @property
    def folder(self) -> Path:
        """The folder of this node."""
        return self.cluster.folder / self.short_name


def configuration(node: NodeSettings) -> str:
    """Give the node's configuration as Erlang terms: translating rabbitmq.conf takes 1.2 s."""
    cluster = node.cluster
    partitions = "pause_minority" if len(cluster.names) > 2 else "ignore"
    rabbit = [
        f'{{tcp_listeners,[{{"{LOOPBACK}",{node.port}}}]}}',
        "{loopback_users,[]}",
        "{collect_statistics,none}",
        f"{{vm_memory_high_watermark,{{absolute,{_MEMORY_LIMIT_BYTES}}}}}",
        f"{{disk_free_limit,{_DISK_LIMIT_BYTES}}}",
        "{heartbeat,10}",
        "{mnesia_table_loading_retry_timeout,5000}",
        "{log,[{console,[{enabled,true},{level,info}]},{file,[{enabled,false}]}]}",
        f"{{cluster_partition_handling,{partitions}}}",
    ]
    if node.short_name != cluster.seed:
        rabbit += [
            f"{{cluster_nodes,{{['{cluster.seed}@localhost'],disc}}}}",
            "{cluster_formation,[{discovery_retry_limit,150},{discovery_retry_interval,200}]}",
        ]
    others = "{ra,[{wal_max_size_bytes,16000000}]},{aten,[{poll_interval,1000}]}"
    return f"[{{rabbit,[{','.join(rabbit)}]}},{others}].\n"


def erlang_arguments(node: NodeSettings) -> list[str]:
    """Give the emulator's arguments: no busy waiting, for three nodes on two cores must not starve each other."""
    schedulers = "2:2" if len(node.cluster.names) == 1 else "1:1"
    return (
        f"+S {schedulers} +sbwt none +sbwtdcpu none +sbwtdio none "
        "-kernel inet_dist_use_interface {127,0,0,1} -kernel net_ticktime 8"
    ).split()


def environment(node: NodeSettings) -> dict[str, str]:
    """Give the node's whole environment: nothing of the machine's own RabbitMQ is read or written."""
    folder, cluster = node.folder, node.cluster
    variables = {
        "PATH": "/usr/sbin:/usr/bin:/sbin:/bin",
        "LANG": "C.UTF-8",
        "HOME": str(cluster.home),
        "ERL_EPMD_PORT": str(cluster.port_mapper),
        "ERL_EPMD_ADDRESS": LOOPBACK,
        "RABBITMQ_NODENAME": node.name,
        "RABBITMQ_NODE_IP_ADDRESS": LOOPBACK,
        "RABBITMQ_NODE_PORT": str(node.port),
        "RABBITMQ_DIST_PORT": str(node.distribution_port),
        "RABBITMQ_CONF_ENV_FILE": str(folder / "env.conf"),  # empty, so that /etc is not read
        "RABBITMQ_CONFIG_FILE": str(folder / "rabbitmq.config"),
        "RABBITMQ_ADVANCED_CONFIG_FILE": str(folder / "advanced.config"),
        "RABBITMQ_GENERATED_CONFIG_DIR": str(folder / "gen"),
        "RABBITMQ_SCHEMA_DIR": str(folder / "schema"),
        "RABBITMQ_MNESIA_BASE": str(folder / "mnesia"),
        "RABBITMQ_LOG_BASE": str(folder / "log"),
        "RABBITMQ_LOGS": "-",
        "RABBITMQ_ENABLED_PLUGINS_FILE": str(folder / "enabled_plugins"),
        "RABBITMQ_PID_FILE": str(folder / "pid"),
        "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS": " ".join(erlang_arguments(node)),
        "RUNNING_UNDER_SYSTEMD": "true",  # the script then execs erl, so that the child's pid is the node itself
    }
    if cluster.pruned_home is not None:
        plugins = str(cluster.pruned_home / "plugins")
        variables |= {
            "RABBITMQ_HOME": str(cluster.pruned_home),
            "ERL_LIBS": plugins,
            "RABBITMQ_PLUGINS_DIR": plugins,
            "SYS_PREFIX": "",
            "ERL_MAX_ETS_TABLES": "50000",
        }
    return variables


def command(node: NodeSettings) -> list[str]:
    """Give what to start: with a pruned home what rabbitmq-server would exec, else the distribution's script."""
    if node.cluster.pruned_home is None:
        return [str(node.cluster.rabbitmq_bin / "rabbitmq-server")]
    boot = "erl -noinput -s rabbit boot -boot start_sasl +W w".split()
    memory = "+MBas ageffcbf +MHas ageffcbf +MBlmbcs 512 +MHlmbcs 512 +MMmcs 30".split()
    logging = "-syslog logger [] -syslog syslog_error_logger false".split()
    return [*boot, *memory, *erlang_arguments(node), *logging, *"-kernel prevent_overlapping_partitions false".split()]


def write_files(node: NodeSettings) -> None:
    """Write the node's configuration and make its folders; a restart finds its data again."""
    folder = node.folder
    for name in ("gen", "schema", "mnesia", "log"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    (folder / "env.conf").touch()
    (folder / "rabbitmq.config").write_text(configuration(node))
    (folder / "advanced.config").write_text("[].\n")
    (folder / "enabled_plugins").write_text("[].\n")
