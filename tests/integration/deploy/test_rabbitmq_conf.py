"""RabbitMQ itself reads the configuration that its container is given: an unknown key would keep it from starting."""

from pathlib import Path

from tests.support.servers.rabbit_cluster import RabbitCluster
from tests.support.sources import ROOT

_READ = """
    Schema = cuttlefish_schema:files([filename:join([code:priv_dir(rabbit), "schema", "rabbit.schema"])]),
    cuttlefish_generator:map(Schema, cuttlefish_conf:file("{path}"))
"""


def as_broker_reads(rabbit: RabbitCluster, path: Path) -> str:
    return rabbit.nodes[0].evaluate(_READ.format(path=path))


def test_the_broker_understands_every_line(rabbit: RabbitCluster) -> None:
    read = as_broker_reads(rabbit, ROOT / "deploy" / "rabbitmq" / "rabbitmq.conf")
    assert "{cluster_partition_handling,pause_minority}" in read.replace(" ", "").replace("\n", ""), read
    assert "error" not in read.split("{log")[0]


def test_a_key_that_does_not_exist_would_be_seen(rabbit: RabbitCluster, tmp_path: Path) -> None:
    (tmp_path / "rabbitmq.conf").write_text("disk_free_limmit.absolute = 1GB\n")
    assert "error" in as_broker_reads(rabbit, tmp_path / "rabbitmq.conf")
