"""A queue is deleted behind the consumer's back: it is declared anew and heard again."""

import pika

from tests.faults.delivering import delivering
from tests.support.servers.waiting import wait_until

_QUEUE = "reports.in"


def test_a_consumer_whose_queue_is_deleted_declares_it_again(postgres, vhost) -> None:
    with delivering(postgres, vhost) as service:
        service.tell("before")
        wait_until(lambda: "before" in service.effects(), 20, what="the first effect")
        with pika.BlockingConnection(pika.URLParameters(vhost)) as connection:
            connection.channel().queue_delete(_QUEUE)
        wait_until(lambda: _consumers(vhost) == 1, 20, what="a consumer of the new queue")
        service.tell("after")
        wait_until(lambda: "after" in service.effects(), 20, what="an effect through the new queue")
        assert service.effects() == {"before": 1, "after": 1}


def _consumers(url: str) -> int:
    with pika.BlockingConnection(pika.URLParameters(url)) as connection:
        return int(connection.channel().queue_declare(_QUEUE, passive=True).method.consumer_count)
