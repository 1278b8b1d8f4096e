"""``handpress check``: tell what is wrong with the manuscripts."""

from __future__ import annotations

from pathlib import Path

import click

from handpress import press
from handpress.cli.reporting import examples, finding_as_json, show_findings, show_json, summary
from handpress.diagnostics import ExitCode
from handpress.project import find_workspace


@click.command(
    "check",
    epilog=examples(
        "handpress check",
        "handpress check on-bread --json",
    ),
)
@click.argument("slugs", nargs=-1, metavar="[SLUG]...")
@click.option("--json", "as_json", is_flag=True, help="Report as one JSON object on standard output.")
def command(slugs: tuple[str, ...], as_json: bool) -> int:
    """Say what is wrong with the manuscripts.

    Looks through the pamphlets named, or all, and builds nothing. Ends with 1 where there is an error, with 0 where
    there are only warnings and notes.
    """
    workspace = find_workspace(Path.cwd())
    failed = False
    report = []
    for slug in slugs or workspace.slugs():
        result = press.read(workspace, slug)
        failed = failed or result.failed
        if as_json:
            report.append({"slug": slug, "findings": [finding_as_json(finding) for finding in result.findings]})
        else:
            show_findings(result.findings, workspace.root)
            click.echo(f"{slug}: {summary(result.findings)}")
    if as_json:
        show_json({"ok": not failed, "pamphlets": report})
    return ExitCode.FINDINGS if failed else ExitCode.OK
