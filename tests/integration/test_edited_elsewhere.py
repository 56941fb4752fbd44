"""A response that is changed in another tool is changed in the report: once, with the new words only."""

from pathlib import Path
from typing import Any

import requests

from tests.support.servers.waiting import wait_until
from tests.support.system.client import SURVEY
from tests.support.system.one_process import OneProcess
from tests.support.tool_calls import TYPEFORM_SECRET, typeform_body, typeform_headers

_WORDS = "SELECT count(*) FROM {}answers WHERE text = "
_FIRST, _SECOND = "More time to learn together", "A room of our own for the whole team"


def answered(text: str, **changed: Any) -> bytes:
    answer = {"type": "text", "text": text, "field": {"id": "a1", "ref": "q_next"}}
    return typeform_body("tok-1", answers=[answer], **changed)


def test_new_words_take_the_place_of_the_old_ones(tmp_path: Path) -> None:
    with OneProcess(tmp_path, measured=True) as system:
        system.start()
        path = system.run("connect", "--survey", SURVEY, "--provider", "typeform", "--secret", TYPEFORM_SECRET).strip()
        for text, sent in ((_FIRST, "2026-11-22T11:59:00Z"), (_SECOND, "2026-11-22T12:30:00Z")):
            body = answered(text, submitted_at=sent)
            answer = requests.post(system.client.intake + path, data=body, headers=typeform_headers(body), timeout=20)
            assert answer.status_code == 200
            question = f"{_WORDS}'{text}'"
            wait_until(
                lambda asked=question: system.ledgers.count("reports", asked) == 1, 60, what=f"{text!r} reported"
            )
        assert system.ledgers.count("reports", f"{_WORDS}'{_FIRST}'") == 0
        assert len(system.ledgers.submissions()) == len(system.ledgers.reported()) == 1
        assert not system.ledgers.doubles()
        assert "received 1 = coded 1" in system.check()
