"""``handpress check``: tell what is wrong with the manuscripts."""

from __future__ import annotations

from pathlib import Path

import click

from handpress import press
from handpress.checking import SHOPS
from handpress.cli.reporting import examples, finding_as_json, show_findings, show_json, summary
from handpress.diagnostics import ExitCode
from handpress.project import find_workspace


@click.command(
    "check",
    epilog=examples(
        "handpress check",
        "handpress check on-bread --json",
        "handpress check on-bread --shop kobo   would the shop take the e-book?",
    ),
)
@click.argument("slugs", nargs=-1, metavar="[SLUG]...")
@click.option("--json", "as_json", is_flag=True, help="Report as one JSON object on standard output.")
@click.option("--shop", type=click.Choice(sorted(SHOPS)), help="Also look at the e-book as this shop would.")
def command(slugs: tuple[str, ...], as_json: bool, shop: str | None) -> int:
    """Say what is wrong with the manuscripts.

    Looks through the pamphlets named, or all, and builds nothing. Ends with 1 where there is an error, with 0 where
    there are only warnings and notes.
    """
    workspace = find_workspace(Path.cwd())
    failed = False
    report = []
    for slug in slugs or workspace.slugs():
        result = press.check_shop(workspace, slug, shop) if shop else press.read(workspace, slug)
        failed = failed or result.failed
        if as_json:
            report.append({"slug": slug, "findings": [finding_as_json(finding) for finding in result.findings]})
        else:
            show_findings(result.findings, workspace.root)
            click.echo(f"{slug}: {summary(result.findings)}")
    if as_json:
        show_json({"ok": not failed, "pamphlets": report})
    return ExitCode.FINDINGS if failed else ExitCode.OK
