"""A broker that says no: the next try goes through a new connection, whose channel knows who leads."""

import threading

import pika

from shared.broker.addresses import declare_topology
from shared.broker.port import Outcome, Parcel
from shared.broker.rabbit_publisher import RabbitPublisher
from shared.broker.topology import EXCHANGE
from shared.contracts.names import MessageName

_NAME = MessageName.RESPONSE_WITHDRAWN.value
_FULL = {"x-queue-type": "quorum", "x-max-length": 1, "x-overflow": "reject-publish"}


def test_a_publisher_that_is_refused_lets_its_connection_go(vhost) -> None:
    declare_topology(vhost)
    publisher = RabbitPublisher(vhost)
    with pika.BlockingConnection(pika.URLParameters(vhost)) as connection:
        channel = connection.channel()
        channel.queue_declare("full", durable=True, arguments=_FULL)
        channel.queue_bind("full", EXCHANGE, _NAME)
        outcomes = [_publish(publisher, number) for number in range(20)]
        assert Outcome.NACK in outcomes
        assert outcomes[-1] is Outcome.NACK
        assert not [thread for thread in threading.enumerate() if thread.name == "rabbit-publisher"]
        channel.queue_delete("full")
    assert _publish(publisher, 20) is Outcome.ACK
    publisher.close()


def _publish(publisher: RabbitPublisher, number: int) -> Outcome:
    return publisher.publish([Parcel(f"p{number}", _NAME, "r1", b"{}")])[f"p{number}"]
