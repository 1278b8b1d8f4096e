"""``handpress fit``: save a sheet, or fill its blanks."""

from __future__ import annotations

from pathlib import Path

import click

from handpress import press
from handpress.cli.reporting import end_progress, examples, progress_for, show_findings, summary
from handpress.diagnostics import ExitCode
from handpress.press import Fit, Fits
from handpress.project import find_workspace


@click.command(
    "fit",
    epilog=examples(
        "handpress fit on-bread             what would save a sheet, or fill it",
        "handpress fit on-bread --apply 2   write the second way into pamphlet.toml",
    ),
)
@click.argument("slug")
@click.option("--apply", "chosen", type=click.IntRange(1), help="Write this way, by its number, into pamphlet.toml.")
def command(slug: str, chosen: int | None) -> int:
    """Save a sheet, or fill its blank pages.

    Tries small changes of leading, measure and size, and shows for each kind the smallest that makes the pages of the
    booklet come out. Changes nothing unless asked.
    """
    workspace = find_workspace(Path.cwd())
    try:
        result = press.fit(workspace, slug, progress_for(slug, quiet=False))
    finally:
        end_progress(quiet=False)
    if result.value is None:
        show_findings(result.findings, workspace.root)
        click.echo(f"{slug}: cannot be laid out ({summary(result.findings)})", err=True)
        return ExitCode.FINDINGS
    fits = result.value
    if chosen is None:
        _show(slug, fits)
        return ExitCode.OK
    if chosen > len(fits.better):
        click.echo(f"There is no way {chosen}: {len(fits.better) or 'none'} can be had.", err=True)
        return ExitCode.USAGE
    written = press.apply_fit(workspace, slug, fits.better[chosen - 1])
    click.echo(f"manuscripts/{slug}/pamphlet.toml now says under [format]:\n{written}")
    return ExitCode.OK


def _show(slug: str, fits: Fits) -> None:
    rows = [("", fits.now), *((str(number), item) for number, item in enumerate(fits.better, 1))]
    width = max(len(item.change) for _, item in rows)
    click.echo(f"     {'':{width}}  pages  sheets  blank")
    for number, item in rows:
        click.echo(f"{number:>3}  {item.change:{width}}  {item.pages:>5}  {item.sheets:>6}  {item.blanks:>5}")
    if fits.better:
        click.echo(f"handpress fit {slug} --apply NUMBER writes one of them into pamphlet.toml.")
    elif not _has_blanks(fits.now):
        click.echo("All pages are filled.")
    else:
        click.echo("No small change helps: cut or add a paragraph, or take another trim.")


def _has_blanks(item: Fit) -> bool:
    return item.blanks > 0
