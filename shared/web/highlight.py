"""A quote shown with the words marked that carried the code, safe whatever somebody typed into a form."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from markupsafe import Markup, escape

_UNSEEN: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff]"
)


def highlight(text: str, spans: Iterable[Sequence[int]] = ()) -> Markup:
    """The text, escaped, with each span `[start, end)` (counted in characters of `text`) inside a `<mark>`.

    Overlapping spans become one mark; a span reaches no further than the text; an empty one marks nothing.
    Characters that turn or hide what follows them (bidirectional and other controls) are shown by their
    number, so that a quote cannot rearrange the page around it.
    """
    pieces: list[Markup] = []
    reached = 0
    for start, end in _joined(spans, len(text)):
        pieces += [_shown(text[reached:start]), Markup("<mark>%s</mark>") % _shown(text[start:end])]
        reached = end
    pieces.append(_shown(text[reached:]))
    return Markup("").join(pieces)


def _joined(spans: Iterable[Sequence[int]], length: int) -> Iterator[tuple[int, int]]:
    """The spans in order, cut to the text, those that overlap made one."""
    clipped = sorted((max(0, span[0]), min(length, span[1])) for span in spans)
    current: tuple[int, int] | None = None
    for start, end in clipped:
        if start >= end:
            continue
        if current is not None and start < current[1]:
            current = (current[0], max(current[1], end))
            continue
        if current is not None:
            yield current
        current = (start, end)
    if current is not None:
        yield current


def _shown(text: str) -> Markup:
    parts = _UNSEEN.split(text)
    unseen = [Markup('<span class="ad-control">U+%s</span>') % f"{ord(found):04X}" for found in _UNSEEN.findall(text)]
    shown = [escape(parts[0])]
    for control, part in zip(unseen, parts[1:], strict=True):
        shown += [control, escape(part)]
    return Markup("").join(shown)
