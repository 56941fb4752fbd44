"""Numbers of codes as one column holds them: read and written together, so that a group costs a row and not twenty."""

from collections import Counter
from collections.abc import Mapping

from services.reports.domain.chances import Code, Step

Written = dict[str, dict[str, int]]
WrittenSteps = dict[str, dict[str, dict[str, int]]]


def codes_written(numbers: Mapping[Code, int]) -> Written:
    """The numbers by theme and code."""
    written: Written = {}
    for code, number in sorted(numbers.items()):
        written.setdefault(code.theme, {})[code.code] = number
    return written


def codes_read(written: Mapping[str, Mapping[str, int]]) -> Counter[Code]:
    """The numbers again, in whatever order the database has them."""
    return Counter({Code(theme, code): number for theme, codes in written.items() for code, number in codes.items()})


def steps_written(numbers: Mapping[Step, int]) -> WrittenSteps:
    """The numbers by theme, code and step."""
    written: WrittenSteps = {}
    for at, number in sorted(numbers.items()):
        written.setdefault(at.theme, {}).setdefault(at.code, {})[str(at.step)] = number
    return written


def steps_read(written: Mapping[str, Mapping[str, Mapping[str, int]]]) -> Counter[Step]:
    """The numbers again."""
    return Counter(
        {
            Step(theme, code, int(step)): number
            for theme, codes in written.items()
            for code, steps in codes.items()
            for step, number in steps.items()
        }
    )
