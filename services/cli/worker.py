"""`adborth worker`: one service's consumer and relay, over RabbitMQ."""

import signal
from pathlib import Path

import click
from prometheus_client import start_http_server

from services.cli.options import data_option, service_argument
from services.cli.parts import open_part
from shared.broker.addresses import UNREACHABLE, declare_topology
from shared.broker.rabbit_consumer import RabbitConsumer
from shared.broker.rabbit_publisher import RabbitPublisher
from shared.observability.logs import configure
from shared.observability.metrics import watch_backlog
from shared.outbox.relay import Relay
from shared.outbox.worker import Worker
from shared.settings import BROKER_SETTING


@click.command("worker")
@service_argument
@data_option
@click.option("--broker", envvar=BROKER_SETTING, required=True, help="RabbitMQ's nodes, amqp://…, comma-separated.")
@click.option(
    "--metrics-port", type=click.IntRange(1, 65535), envvar="ADBORTH_METRICS_PORT", help="Serve metrics there."
)
def worker(service: str, data: Path, broker: str, metrics_port: int | None) -> None:
    """Hear and tell the messages of SERVICE until it is stopped; what is in hand is finished first."""
    configure(service)
    part = open_part(service, data)
    consumer = RabbitConsumer(broker, service, part.consumer)
    relay = Relay(part.service, part.database, part.delivery, RabbitPublisher(broker), part.clock)
    watch_backlog(service, part.backlog.waiting_if_known)
    loops = Worker({"consumer": consumer.run, "relay": relay.run, **part.chores})
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: loops.ask_to_stop())
    if metrics_port:
        start_http_server(metrics_port)
    _declare(broker)
    loops.start()
    loops.wait()
    ended = loops.stop()
    part.close()
    if loops.broken:
        raise click.ClickException(f"the {' and the '.join(loops.broken)} ended by itself; the log says why.")
    if not ended:
        raise click.ClickException("a loop did not end in time; what it had in hand comes again.")


def _declare(broker: str) -> None:
    # The relay may be the first to speak: without queues its messages would be unroutable until a consumer comes.
    try:
        declare_topology(broker)
    except UNREACHABLE:
        click.echo("RabbitMQ does not answer yet; tried again until it does.", err=True)
