"""How a command ends when what it was given is wrong: one line, exit code 2."""

import click


class CommandFailed(click.ClickException):
    """The command could not do its work; the message says why."""

    exit_code = 2
