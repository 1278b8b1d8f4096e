"""``handpress outline``: show what the press has understood."""

from __future__ import annotations

from pathlib import Path

import click

from handpress import press
from handpress.cli.completion import slugs as known_slugs
from handpress.cli.reporting import examples, show_findings
from handpress.diagnostics import ExitCode
from handpress.model import codec
from handpress.model.outline import outline
from handpress.project import find_workspace


@click.command(
    "outline",
    epilog=examples(
        "handpress outline on-bread --lines",
        "handpress outline on-bread --json > on-bread.json",
    ),
)
@click.argument("slug", shell_complete=known_slugs)
@click.option("--json", "as_json", is_flag=True, help="The whole document model, with places, as JSON.")
@click.option("--lines", is_flag=True, help="Show the manuscript line of each item.")
def command(slug: str, as_json: bool, lines: bool) -> int:
    """Show a pamphlet as the press has read it, an item a line."""
    workspace = find_workspace(Path.cwd())
    result = press.read(workspace, slug)
    document = result.value.document
    shown = codec.encode(document, with_spans=True) if as_json else outline(document, with_lines=lines)
    click.echo(shown, nl=False)
    if result.failed:
        show_findings(result.findings, workspace.root)
    return ExitCode.FINDINGS if result.failed else ExitCode.OK
