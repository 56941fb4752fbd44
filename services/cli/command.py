"""The `adborth` command: its parts are imported when they are called, so that `adborth --help` answers at once."""

from importlib import import_module
from typing import Final

import click

_COMMANDS: Final = {
    "up": ("services.cli.up:up", "Run everything in one process on SQLite, to look at it or for one event."),
    "web": ("services.cli.web:web", "Serve the pages and the API of one service (production)."),
    "worker": ("services.cli.worker:worker", "Run the consumer and the relay of one service (production)."),
    "migrate": ("services.cli.migrate:migrate", "Bring all databases to their newest form."),
    "check": ("services.cli.check:check", "Count: received = coded + pending + parked + withdrawn, per survey."),
    "replay": ("services.cli.replay:replay", "Handle once more what was put aside."),
    "survey": ("services.cli.survey:survey", "Start, publish, close and list surveys."),
    "publish": ("services.cli.publish:publish", "Publish a survey's report under its next number."),
    "export": ("services.cli.export:export", "Write a survey's responses, or its report, as a file."),
    "withdraw": ("services.cli.survey:withdraw", "Take a response back: its words are forgotten everywhere."),
    "import": ("services.cli.imports:import_file", "Import responses from a file."),
    "connect": ("services.cli.connect:connect", "Let a survey tool send its answers to a survey."),
    "parse": ("services.cli.parse:parse", "Show how a tool's delivery or export is read, without a server."),
    "invite": ("services.cli.invite:invite", "Invite people in a file to a survey by links of their own."),
    "remind": ("services.cli.remind:remind", "Remind those who were invited and have not answered."),
    "cards": ("services.cli.cards:cards", "Print numbered cards of a survey, to be filled in with a pen."),
    "poster": ("services.cli.cards:poster", "Print a poster with a code that opens a survey's form."),
    "users": ("services.cli.users:users", "People, set-up links and API tokens."),
    "code": ("services.cli.code:code", "Code the texts in a file, without any service."),
    "suggest": ("services.cli.suggest:suggest", "Ask a second coder, if one is set up, to suggest codes."),
    "codebook": ("services.cli.codebook:codebook", "Exchange codebooks with other programs (REFI-QDA)."),
    "discover": ("services.cli.discover:discover_command", "Find what many answers speak of: candidates for codes."),
    "evaluate": ("services.cli.evaluate:evaluate_command", "Measure the coder on answers that somebody coded."),
    "benchmark": ("services.cli.benchmark:benchmark", "Measure the engine beside its peer on public data."),
    "explain": ("services.cli.explain:explain_command", "Show what each word of a text gave for or against its codes."),
    "train": ("services.cli.train:train", "Make the model of a codebook from its exemplars."),
}


class _Lazy(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  because click passes it
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  because click passes it
        if cmd_name not in _COMMANDS:
            return None
        module, _, name = _COMMANDS[cmd_name][0].partition(":")
        command: click.Command = getattr(import_module(module), name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002  because click passes it
        with formatter.section("Commands"):
            formatter.write_dl([(name, about) for name, (_, about) in _COMMANDS.items()])


@click.command(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="adborth")
def adborth() -> None:
    """Adborth takes what delegates write, codes it into themes and publishes findings that people trust."""
