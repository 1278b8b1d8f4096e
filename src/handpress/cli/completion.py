"""``handpress completion``: what a shell needs to finish a command line, and the names it finishes it with."""

from __future__ import annotations

from pathlib import Path

import click
from click.shell_completion import CompletionItem, ShellComplete, get_completion_class

from handpress.cli.reporting import examples
from handpress.diagnostics import ExitCode, PressError
from handpress.diagnostics.catalogue import CATALOGUE
from handpress.project import find_workspace

_SHELLS = ("bash", "zsh", "fish")


@click.command(
    "completion",
    epilog=examples(
        "handpress completion bash > ~/.local/share/bash-completion/completions/handpress",
        "handpress completion zsh > ~/.zfunc/_handpress",
        "handpress completion fish > ~/.config/fish/completions/handpress.fish",
    ),
)
@click.argument("shell", type=click.Choice(_SHELLS))
@click.pass_context
def command(context: click.Context, shell: str) -> int:
    """Print what your shell needs to complete commands."""
    made = get_completion_class(shell)
    assert made is not None, "click knows the three shells"
    script = made(context.find_root().command, {}, "handpress", "_HANDPRESS_COMPLETE")
    # Not its source(): for bash that runs the shell, to grumble at an old one.
    click.echo(ShellComplete.source(script), nl=False)
    return ExitCode.OK


def slugs(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The pamphlets of this workspace that begin so; none outside of a workspace."""
    try:
        known = find_workspace(Path.cwd()).slugs()
    except (PressError, OSError):
        return []
    named = context.params.get(parameter.name or "") or ()
    return [CompletionItem(slug) for slug in known if slug.startswith(incomplete) and slug not in named]


def codes(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The codes of findings that begin so, each with its meaning."""
    return [CompletionItem(code, help=CATALOGUE[code].meaning) for code in CATALOGUE if code.startswith(incomplete)]
