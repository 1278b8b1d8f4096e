"""``handpress check``: tell what is wrong with the manuscripts."""

from __future__ import annotations

from pathlib import Path

import click

from handpress import press
from handpress.checking import SHOPS
from handpress.cli.annotations import annotation
from handpress.cli.completion import slugs as known_slugs
from handpress.cli.figures import figures_as_json, figures_as_text
from handpress.cli.reporting import (
    end_progress,
    examples,
    finding_as_json,
    progress_for,
    show_findings,
    show_json,
    summary,
)
from handpress.cli.sarif import sarif_log
from handpress.diagnostics import ExitCode, Finding
from handpress.project import find_workspace


@click.command(
    "check",
    epilog=examples(
        "handpress check",
        "handpress check on-bread --prose",
        "handpress check on-bread --pages       look through the pages as a typographer would",
        "handpress check on-bread --json",
        "handpress check on-bread --shop kobo   would the shop take the e-book?",
        "handpress check --prose --sarif > findings.sarif",
    ),
)
@click.argument("slugs", nargs=-1, metavar="[SLUG]...", shell_complete=known_slugs)
@click.option("--prose", is_flag=True, help="Look through the language too: spelling, slips, marks, names.")
@click.option("--pages", is_flag=True, help="Look through the pages too: lines, page ends, facing pages.")
@click.option("--json", "as_json", is_flag=True, help="Report as one JSON object on standard output.")
@click.option("--shop", type=click.Choice(sorted(SHOPS)), help="Also look at the e-book as this shop would.")
@click.option("--sarif", "as_sarif", is_flag=True, help="Report as SARIF 2.1.0, for code hosts and editors.")
@click.option("--github", "as_github", is_flag=True, help="Report as annotations of a GitHub workflow.")
def command(
    slugs: tuple[str, ...],
    *,
    prose: bool,
    pages: bool,
    as_json: bool,
    shop: str | None,
    as_sarif: bool,
    as_github: bool,
) -> int:
    """Say what is wrong with the manuscripts.

    Looks through the pamphlets named, or all, and builds nothing; --pages sets the pages, which takes as long as in a
    build, and puts nothing away. Ends with 1 where there is an error, with 0 where
    there are only warnings and notes.
    """
    if as_json + as_sarif + as_github > 1:
        raise click.UsageError("Ask for one of --json, --sarif and --github.")
    workspace = find_workspace(Path.cwd())
    failed = False
    report: list[tuple[str, tuple[Finding, ...]]] = []
    figures: dict[str, dict[str, object]] = {}
    for slug in slugs or workspace.slugs():
        if shop:
            result = press.check_shop(workspace, slug, shop, prose=prose)
        else:
            result = press.read(workspace, slug, prose=prose)
        findings, table = result.findings, ""
        if pages and not result.failed:
            quiet = as_json or as_sarif or as_github
            audited = press.audit(workspace, slug, progress_for(slug, quiet=quiet))
            end_progress(quiet=quiet)
            findings += audited.findings
            if audited.value:
                figures[slug], table = figures_as_json(audited.value), figures_as_text(audited.value)
        failed = failed or result.failed
        report.append((slug, findings))
        if as_github:
            for finding in findings:
                click.echo(annotation(finding, workspace.root))
        elif not (as_json or as_sarif):
            show_findings(findings, workspace.root)
            click.echo(f"{slug}: {summary(findings)}{table}")
    if as_json:
        pamphlets = [
            {"slug": slug, "findings": [finding_as_json(one) for one in found]}
            | ({"pages": figures[slug]} if slug in figures else {})
            for slug, found in report
        ]
        show_json({"ok": not failed, "pamphlets": pamphlets})
    elif as_sarif:
        show_json(sarif_log((finding for _, found in report for finding in found), workspace.root))
    return ExitCode.FINDINGS if failed else ExitCode.OK
