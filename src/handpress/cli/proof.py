"""``handpress proof``: the pages with everything that is still under discussion."""

from __future__ import annotations

from pathlib import Path

import click

from handpress import press
from handpress.cli.completion import slugs as known_slugs
from handpress.cli.reporting import end_progress, examples, progress_for, show_findings, shown_path, summary
from handpress.diagnostics import ExitCode
from handpress.diagnostics.catalogue import LOSSES
from handpress.project import find_workspace


@click.command("proof", epilog=examples("handpress proof on-bread"))
@click.argument("slug", shell_complete=known_slugs)
def command(slug: str) -> int:
    """Make a proof that shows changes and open questions.

    The pages are those of a build, with {++insertions++}, {--deletions--}, {==highlights==}, {>>comments<<} and
    [** questions] shown, and say over each page that they are a proof. It goes to build/SLUG/SLUG-proof.pdf, beside
    what a build has put there.
    """
    workspace = find_workspace(Path.cwd())
    try:
        result = press.proof(workspace, slug, progress_for(slug, quiet=False))
    finally:
        end_progress(quiet=False)
    show_findings(result.findings, workspace.root)
    if result.value is None:
        click.echo(f"{slug}: no proof ({summary(result.findings)})", err=True)
        return ExitCode.LOST if any(f.code in LOSSES for f in result.findings) else ExitCode.FINDINGS
    click.echo(f"{slug}: {shown_path(result.value)}")
    return ExitCode.OK
