"""``handpress preview``: a pamphlet on a local web page that follows every save."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from typing import NoReturn

import click

from handpress import press
from handpress.cli.completion import slugs as known_slugs
from handpress.cli.reporting import examples
from handpress.diagnostics import ExitCode, PressError
from handpress.project import Workspace, find_workspace

EDITOR = "HANDPRESS_EDITOR"


@click.command(
    "preview",
    epilog=examples(
        "handpress preview on-bread",
        "handpress preview on-bread --port 9000",
        "handpress preview on-bread --share        also for a telephone in this network",
        "HANDPRESS_EDITOR='vscode://file{path}:{line}:{column}' handpress preview",
    ),
)
@click.argument("slug", required=False, metavar="[SLUG]", shell_complete=known_slugs)
@click.option("--port", type=click.IntRange(1, 65535), help="The port; without it a free one is looked for.")
@click.option("--share", is_flag=True, help="Let others in this network in who have the token that is printed.")
def command(slug: str | None, *, port: int | None, share: bool) -> int:
    """Show a pamphlet on a local web page that follows every save.

    The page has the findings beside the manuscript, the e-book, the pages, the sheets and the ledger. Every word leads
    to its place in the manuscript, and into the editor where HANDPRESS_EDITOR holds its address. Press “?” there for
    its keys. Nothing is written; Ctrl-C ends it.
    """
    workspace = find_workspace(Path.cwd())
    chosen = slug or _only(workspace)
    with press.preview(workspace, chosen, port=port or 0, share=share, editor=os.environ.get(EDITOR, "")) as preview:
        click.echo(f"{chosen}: {preview.address}")
        if share:
            click.echo(f"{chosen}: the token is {preview.token}")
        click.echo(f"{chosen}: Ctrl-C ends the preview", err=True)
        for name in ("SIGTERM", "SIGHUP"):
            if number := getattr(signal, name, None):
                signal.signal(number, _end)
        try:
            preview.serve()
        except KeyboardInterrupt:
            click.echo("", err=True)
    return ExitCode.OK


def _only(workspace: Workspace) -> str:
    """The pamphlet that is meant where none is named: the one whose folder we are in, or the only one."""
    slugs, here = workspace.slugs(), Path.cwd().resolve()
    inside = [slug for slug in slugs if here.is_relative_to((workspace.manuscripts / slug).resolve())]
    chosen = inside or slugs
    if len(chosen) == 1:
        return chosen[0]
    known = ", ".join(slugs) or "none yet"
    raise PressError("Which pamphlet?", hint=f"The pamphlets here: {known}.", exit_code=ExitCode.USAGE)


def _end(*_: object) -> NoReturn:
    raise KeyboardInterrupt
