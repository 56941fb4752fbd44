"""Whatever stands in a file, reading it ends with responses or with a reason, never with a crash."""

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from services.cli.parse_import import parse_export
from services.intake.importers.presets import PRESETS
from tests.unit.intake.test_presets import FILES

OUTCOMES = {"store", "store_partial", "ack_only", "quarantine"}


def a_workbook() -> bytes:
    book, kept = Workbook(), io.BytesIO()
    for line in FILES["typeform"].splitlines():
        book.active.append(line.split(","))
    book.save(kept)
    return kept.getvalue()


CONTENTS = {name: text.encode() for name, text in FILES.items()} | {"workbook": a_workbook()}
CHANGES = st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 3), st.binary(max_size=4)), max_size=6)


def changed(content: bytes, changes: list[tuple[int, int, bytes]]) -> bytes:
    for place, left_out, put_in in changes:
        at = place % (len(content) + 1)
        content = content[:at] + put_in + content[at + left_out :]
    return content


@pytest.mark.parametrize("name", CONTENTS)
@settings(max_examples=40, deadline=None)
@given(changes=CHANGES)
def test_a_changed_export_is_read_or_put_aside(tmp_path_factory, name, changes) -> None:
    path = tmp_path_factory.getbasetemp() / f"{name}.csv"
    path.write_bytes(changed(CONTENTS[name], changes))
    assert parse_export(path).outcome in OUTCOMES


@pytest.mark.parametrize("preset", PRESETS)
@settings(max_examples=40, deadline=None)
@given(text=st.text(alphabet="#,;\n\"'{}[]iId1_ aR\t\0\ud800", max_size=80), name=st.sampled_from(sorted(CONTENTS)))
def test_every_preset_stands_what_it_does_not_know(tmp_path_factory, preset, text, name) -> None:
    path = tmp_path_factory.getbasetemp() / f"{preset}.csv"
    for content in (text.encode("utf-8", "surrogatepass"), CONTENTS[name]):
        path.write_bytes(content)
        assert parse_export(path, preset).outcome in OUTCOMES
