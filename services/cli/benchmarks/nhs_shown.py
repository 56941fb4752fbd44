"""The figures of `adborth benchmark nhs` as tables for people."""

from collections.abc import Iterable
from typing import Any, Final

import click
from rich.console import Console
from rich.table import Table

_WIDTH: Final = 110
_SHOWN: Final = (
    ("texts_per_s", "{:,.0f}", "texts/s, all comments in batch, each seen before"),
    ("texts_per_s_cold", "{:,.0f}", "texts/s, test comments in batch, first thing in a fresh process"),
    ("peer_texts_per_s", "{:,.0f}", "texts/s of the peer, test comments in batch"),
    ("single_answer_ms", "{:.2f}", "milliseconds for one answer alone (median)"),
    ("model_load_s", "{:.2f}", "seconds to load the model"),
    ("memory_mb", "{:.0f}", "MB at most in a process that loads and codes"),
    ("train_s", "{:.0f}", "seconds to train the engine"),
    ("peer_train_s", "{:.0f}", "seconds to train the peer"),
    ("ece", "{:.3f}", "calibration error without duplicates, codes over 5 %"),
    ("ece_confident", "{:.3f}", "calibration error without duplicates, codes of 50 % or more"),
    ("share_mae", "{:.4f}", "mean error of a code's share in the test comments"),
    ("share_mae_reviewed", "{:.4f}", "the same when some were drawn at random and reviewed"),
    ("coverage", "{:.1%}", "of their 95 % intervals held the true share"),
)


def show(found: dict[str, Any]) -> None:
    """Print agreement of engine and peer, speed, calibration, shares and few-shot figures."""
    console = Console(highlight=False, width=_WIDTH)
    n = found["n"]
    click.echo(
        f"{found['model']}: trained on {n['train']:,} comments of {found['path']}, tested on {n['test']:,}, "
        f"of which {n['nodup']:,} do not stand in train word for word"
    )
    console.print(_table(("", "micro F1", "macro F1", "samples F1"), _agreement(found)))
    console.print(_table(("figure", "", "what it is"), _figures(found)))
    if found["few_shot"]:
        console.print(_table(("learned from", "micro F1", "macro F1", "comments, by seed"), _few(found["few_shot"])))
    if found["peer_trained_on"] < n["train"]:
        click.echo(f"The peer learned from {found['peer_trained_on']:,} comments only: this is no comparison with it.")
    click.echo("Intervals: bootstrap over comments, 1,000 draws, seed 0. Macro F1: codes in the gold or given.")


def _agreement(found: dict[str, Any]) -> Iterable[tuple[str, ...]]:
    for key, name in (("all", "all"), ("nodup", "without duplicates")):
        yield (f"engine, {name}", *map(_f1, found[key].values()))
        yield (f"peer, {name}", *map(_f1, found[f"peer_{key}"].values()))
    for key, name in (("nodup", "engine"), ("peer_nodup", "peer"), ("nodup_minus_peer", "difference")):
        yield (f"  95 % interval, {name}", *(_interval(found, f"{key}.{measure}") for measure in found["nodup"]))


def _interval(found: dict[str, Any], name: str) -> str:
    return " to ".join(map(_f1, found["intervals"].get(name, ())))


def _figures(found: dict[str, Any]) -> Iterable[tuple[str, ...]]:
    for key, form, meaning in _SHOWN:
        yield key, "not measured" if found[key] is None else form.format(found[key]), meaning
    yield "", f"{found['texts_per_s'] / found['peer_texts_per_s']:,.0f} ×", "as fast as the peer"


def _few(found: dict[str, Any]) -> Iterable[tuple[str, ...]]:
    for key, name in (("5", "5 comments a label"), ("400", "400 at random")):
        yield name, _f1(found[key]["micro"]), _f1(found[key]["macro"]), ", ".join(map(str, found[key]["learned_from"]))


def _table(headings: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Table:
    table = Table(*headings)
    for row in rows:
        table.add_row(*row)
    return table


def _f1(value: float | None) -> str:
    return "null" if value is None else f"{value:.3f}"
