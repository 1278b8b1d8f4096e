"""``handpress build``: make the editions."""

from __future__ import annotations

from pathlib import Path

import click

from handpress import press
from handpress.cli.completion import slugs as known_slugs
from handpress.cli.reporting import (
    end_progress,
    error_as_json,
    examples,
    finding_as_json,
    progress_for,
    show_error,
    show_findings,
    show_json,
    shown_path,
    summary,
)
from handpress.diagnostics import ExitCode, Finding, PressError
from handpress.diagnostics.catalogue import LOSSES
from handpress.project import find_workspace
from handpress.reading import Changes


@click.command(
    "build",
    epilog=examples(
        "handpress build                every pamphlet in manuscripts/",
        "handpress build on-bread       this one",
        "handpress build --json         for machines",
    ),
)
@click.argument("slugs", nargs=-1, metavar="[SLUG]...", shell_complete=known_slugs)
@click.option("--json", "as_json", is_flag=True, help="Report as one JSON object on standard output.")
@click.option(
    "--changes",
    type=click.Choice(["accept", "reject"]),
    help="Decide every open {++change++} this way; without it an open change stops the build.",
)
@click.option("--parts", is_flag=True, help="Also make each part an e-book of its own, SLUG-PART.epub.")
@click.option("--text", is_flag=True, help="Also make SLUG.txt: plain text, 72 characters a line.")
@click.option("--web", is_flag=True, help="Also make SLUG.html: one web page that needs nothing else.")
def command(slugs: tuple[str, ...], as_json: bool, changes: str | None, **editions: bool) -> int:
    """Make e-book, pages and booklet, and prove them.

    Of the pamphlets named, or of all. Each file is read back and compared with the manuscript word by word before it
    is put into build/SLUG/. A build that fails leaves there what was there before.
    """
    workspace = find_workspace(Path.cwd())
    extras = tuple(name for name in press.EXTRAS if editions[name])
    worst = ExitCode.OK
    report = []
    for slug in slugs or workspace.slugs():
        try:
            progress = progress_for(slug, quiet=as_json)
            result = press.build(workspace, slug, progress, Changes(changes or "refuse"), extras)
        except PressError as error:
            # One pamphlet that cannot be built keeps none of the others from its editions.
            end_progress(quiet=as_json)
            worst = max(worst, error.exit_code)
            if as_json:
                report.append({"slug": slug, "built": False, **error_as_json(error)})
            else:
                show_error(error, as_json=False)
            continue
        except BaseException:
            end_progress(quiet=as_json)
            raise
        end_progress(quiet=as_json)
        built = result.value
        lost = any(f.code in LOSSES for f in result.findings)
        code = ExitCode.OK if built else ExitCode.LOST if lost else ExitCode.FINDINGS
        worst = max(worst, code)
        if as_json:
            report.append(_as_json(slug, built, result.findings))
            continue
        show_findings(result.findings, workspace.root)
        if built is None:
            click.echo(f"{slug}: not built ({summary(result.findings)})", err=True)
        else:
            _tell(built)
    if as_json:
        show_json({"ok": worst is ExitCode.OK, "pamphlets": report})
    elif not slugs and not workspace.slugs():
        click.echo("There is no pamphlet in manuscripts/ yet: handpress new SLUG makes one.", err=True)
    return worst


def _tell(built: press.Built) -> None:
    blanks = f", {built.blanks} blank" if built.blanks else ""
    sheets = f"{built.sheets} sheet{'' if built.sheets == 1 else 's'}{blanks}" if built.sheets else "no booklet"
    notes = f" and {built.notes} note{'' if built.notes == 1 else 's'}"
    click.echo(f"{built.slug}: {built.pages} pages, {sheets}; {built.words:,} words{notes} proved in every file")
    for path in built.files:
        click.echo(f"  {shown_path(path)}")


def _as_json(slug: str, built: press.Built | None, findings: tuple[Finding, ...]) -> dict[str, object]:
    shown: dict[str, object] = {"slug": slug, "built": built is not None}
    shown["findings"] = [finding_as_json(finding) for finding in findings]
    if built:
        shown |= {name: getattr(built, name) for name in ("pages", "sheets", "blanks", "words", "notes", "repaired")}
        shown["left"] = dict(built.left)
        shown["files"] = [str(path) for path in built.files]
    return shown
