"""The list of commands, and the one place where an error becomes words and an exit code."""

from __future__ import annotations

import atexit
import contextlib
import os
import sys
import threading
from importlib import import_module
from typing import NoReturn

import click

from handpress import __version__
from handpress.cli.reporting import examples, show_error
from handpress.diagnostics import ExitCode, PressError
from handpress.press.sweeping import sweep_seldom

# The commands by name, and the file of each.
_COMMANDS = {
    "new": "new",
    "import": "importing",
    "build": "build",
    "proof": "proof",
    "verify": "verify",
    "preflight": "preflight",
    "preview": "preview",
    "check": "check",
    "explain": "explain",
    "outline": "outline",
    "export": "export",
    "fit": "fit",
    "impose": "impose",
    "schema": "schema",
    "completion": "completion",
    "doctor": "doctor",
}


class _Commands(click.Group):
    """Loads the file of a command when it is asked for: all of them cost as much as a build that has nothing to do."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        found: click.Command = import_module(f"handpress.cli.{_COMMANDS[cmd_name]}").command
        return found


@click.group(
    cls=_Commands,
    epilog=examples(
        "handpress new on-bread        makes manuscripts/on-bread/",
        "handpress build on-bread      makes build/on-bread/",
    ),
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="handpress")
def cli() -> None:
    """Pamphlets from Markdown to e-book, print and booklet, with every word proved to be there."""


def run() -> NoReturn:
    """Run the command line of this process, and end it at once.

    Python would first take down, thing by thing, all that was loaded and made, which is a thirtieth of a build.
    """
    try:
        main()
    except SystemExit as ended:
        if not isinstance(ended.code, int) or threading.active_count() > 1:
            raise
        atexit._run_exitfuncs()
        for stream in (sys.stdout, sys.stderr):
            # Whoever reads it may have read enough, and a full disk was told of.
            with contextlib.suppress(OSError, ValueError):
                stream.flush()
        os._exit(ended.code)
    sys.exit(ExitCode.OK)


def main(arguments: list[str] | None = None) -> None:
    """Run a command line and end the process with its exit code. Never shows a traceback for what a user did."""
    sweep_seldom()
    as_json = "--json" in (sys.argv[1:] if arguments is None else arguments)
    try:
        code = cli.main(arguments, prog_name="handpress", standalone_mode=False)
    except PressError as error:
        show_error(error, as_json=as_json)
        sys.exit(error.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(ExitCode.USAGE)
    except (click.Abort, KeyboardInterrupt):
        click.echo("Interrupted; what build/ held before is still there.", err=True)
        sys.exit(ExitCode.INTERRUPTED)
    except BrokenPipeError:
        # Whoever reads our output has read enough, as in: handpress outline x | head.
        sys.stderr.close()
        sys.exit(ExitCode.OK)
    except OSError as error:
        # Where its own files are concerned the press has said so: this is where its words go, to a full disk say.
        what = error.filename or "What the press has to say"
        show_error(PressError(f"{what} cannot be written: {error.strerror}."), as_json=False)
        sys.exit(ExitCode.ENVIRONMENT)
    except RecursionError:
        show_error(PressError("The manuscript is nested deeper than the press can follow."), as_json=as_json)
        sys.exit(ExitCode.FINDINGS)
    sys.exit(int(code or 0))
