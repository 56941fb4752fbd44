"""Numbers of codes as one column holds them: read and written together, so that a group costs a row and not twenty."""

from collections import Counter
from collections.abc import Mapping

from services.reports.domain.chances import Code

Written = dict[str, dict[str, int]]


def codes_written(numbers: Mapping[Code, int]) -> Written:
    """The numbers by theme and code."""
    written: Written = {}
    for code, number in sorted(numbers.items()):
        written.setdefault(code.theme, {})[code.code] = number
    return written


def codes_read(written: Mapping[str, Mapping[str, int]]) -> Counter[Code]:
    """The numbers again, in whatever order the database has them."""
    return Counter({Code(theme, code): number for theme, codes in written.items() for code, number in codes.items()})
