"""An evaluation as tables for people and as an object for programs."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Final

import click
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from services.analysis.engine.measuring.evaluation import Evaluation
from shared.codebooks.codebook import Codebook
from shared.estimation.bootstrap import DRAWS

_WIDTH: Final = 110
_MEANINGS: Final = {
    "micro_f1": "F1 over all codes pooled",
    "macro_f1": "mean F1 of the codes in the gold or given",
    "samples_f1": "mean F1 of the answers (one rightly left empty counts 0)",
    "theme_micro_f1": "F1 over themes",
    "facet_micro_f1": "F1 over facets",
    "no_code_accuracy": "answers without a code that were left without one",
    "coded_left_empty": "answers with a code that were left without one",
    "share_mae": "mean error of a code's estimated share",
    "ece": "calibration error, codes over 5 %",
    "ece_confident": "calibration error, codes of 50 % or more",
}
_CAUTION: Final = (
    "These figures say how the coder agrees with whoever wrote and coded this gold. Where models wrote or coded it,\n"
    "they do not show how people's answers would fare, nor how far people would agree."
)


@dataclass(frozen=True, slots=True)
class Measured:
    """An evaluation with the version of the model, the file that the gold came from, and what the file says of that."""

    evaluation: Evaluation
    model: str
    path: str
    source: str


def as_object(measured: Measured) -> dict[str, object]:
    """All figures by name; null where there is nothing to say."""
    found = measured.evaluation
    gold = {"path": measured.path, "n": found.n} | ({"source": measured.source} if measured.source else {})
    return {
        "model": measured.model,
        "gold": gold,
        "n": found.n,
        **found.figures,
        "intervals": {name: list(ends) for name, ends in found.intervals.items()},
        "by_lang": {name: asdict(figures) for name, figures in found.by_language.items()},
        "by_code": {name: asdict(figures) for name, figures in found.by_code.items()},
    }


def show(measured: Measured, codebook: Codebook) -> None:
    """Print the figures with their intervals, those of languages and codes, and where the gold came from."""
    found = measured.evaluation
    console = Console(highlight=False, width=_WIDTH)
    titles = {code.id: code.title["en"] for code in codebook.codes()}
    said = measured.source or "the file does not say who wrote and coded it"
    click.echo(f"{measured.model} on {found.n:,} answers of {measured.path} ({said})")
    console.print(_table(("figure", "", "95 % interval", "what it is"), _figures(found)))
    console.print(_table(("code", "F1", "precision", "recall", "in gold"), _codes(found, titles)))
    click.echo(f"Intervals: bootstrap over answers, {DRAWS:,} draws, seed 0.\n{_CAUTION}")


def _figures(found: Evaluation) -> Iterable[tuple[str, ...]]:
    for name, meaning in _MEANINGS.items():
        yield name, _number(found.figures[name]), _interval(found, name), meaning
    for language, figures in found.by_language.items():
        interval = _interval(found, f"by_lang.{language}.micro_f1")
        yield f"micro_f1 {language}", _number(figures.micro_f1), interval, f"in {figures.n:,} answers"


def _codes(found: Evaluation, titles: dict[str, str]) -> Iterable[tuple[str, ...]]:
    for code, figures in found.by_code.items():
        rates = (figures.f1, figures.precision, figures.recall)
        yield (titles[code], *map(_number, rates), f"{figures.n:,}")


def _table(headings: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Table:
    table = Table(*headings)
    for row in rows:
        table.add_row(*map(escape, row))
    return table


def _number(value: float | None) -> str:
    return "null" if value is None else f"{value:.3f}"


def _interval(found: Evaluation, name: str) -> str:
    ends = found.intervals.get(name)
    return f"{ends[0]:.3f} to {ends[1]:.3f}" if ends else ""
