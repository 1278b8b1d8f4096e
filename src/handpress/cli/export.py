"""``handpress export``: a pamphlet for other programs than the press."""

from __future__ import annotations

from pathlib import Path

import click

from handpress import press
from handpress.cli.completion import slugs as known_slugs
from handpress.cli.reporting import examples, show_findings, shown_path
from handpress.diagnostics import ExitCode
from handpress.project import find_workspace


@click.command(
    "export",
    epilog=examples(
        "handpress export on-bread --tei                      makes build/on-bread/on-bread.tei.xml",
        "handpress export on-bread --tei --output bread.xml",
        "handpress export on-bread --markdown                 makes build/on-bread/markdown/",
    ),
)
@click.argument("slug", shell_complete=known_slugs)
@click.option("--tei", "form", flag_value="tei", help="One TEI P5 file, for archives and editions.")
@click.option("--markdown", "form", flag_value="markdown", help="The parts as Markdown in one form, a file each.")
@click.option("--output", type=click.Path(path_type=Path), help="The TEI file, or the folder for the Markdown files.")
def command(slug: str, form: str | None, output: Path | None) -> int:
    """Write a pamphlet as TEI or as Markdown.

    The Markdown has one form only. It is read back and compared with the document before it is written.
    """
    if form is None:
        raise click.UsageError("Say what to write: --tei or --markdown.", click.get_current_context())
    workspace = find_workspace(Path.cwd())
    home = workspace.build / slug
    files: dict[Path, bytes] | None
    if form == "tei":
        tei = press.export_tei(workspace, slug)
        findings, files = tei.findings, {output or home / f"{slug}.tei.xml": tei.value} if tei.value else None
    else:
        parts = press.export_markdown(workspace, slug)
        folder = output or home / "markdown"
        findings = parts.findings
        files = {folder / name: text for name, text in parts.value.items()} if parts.value is not None else None
    if files is None:
        show_findings(findings, workspace.root)
        return ExitCode.FINDINGS
    for path, content in files.items():
        press.put_file(workspace, path, content)
        click.echo(shown_path(path))
    return ExitCode.OK
