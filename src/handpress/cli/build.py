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
    show_error,
    show_findings,
    show_json,
    shown_path,
    summary,
    told_on_terminal,
)
from handpress.diagnostics import ExitCode, PressError
from handpress.diagnostics.catalogue import LOSSES
from handpress.press.built import Built
from handpress.press.workers import Outcome
from handpress.project import find_workspace


@click.command(
    "build",
    epilog=examples(
        "handpress build                       every pamphlet in manuscripts/",
        "handpress build on-bread              this one",
        "handpress build on-bread --markdown   also as Markdown, for a forum",
        "handpress build on-bread --only epub  the e-book alone, in a second",
        "handpress build --json                for machines",
    ),
)
@click.argument("slugs", nargs=-1, metavar="[SLUG]...", shell_complete=known_slugs)
@click.option("--json", "as_json", is_flag=True, help="Report as one JSON object on standard output.")
@click.option(
    "--changes",
    type=click.Choice(["accept", "reject"]),
    help="Decide every open {++change++} this way; without it an open change stops the build.",
)
@click.option("--markdown", is_flag=True, help="Also make SLUG.md: Markdown with footnotes, to read or to post.")
@click.option(
    "--only",
    type=click.Choice(["epub"]),
    help="Make the e-book alone, without cover and page numbers: a second instead of many.",
)
@click.option("--parts", is_flag=True, help="Also make each part an e-book of its own, SLUG-PART.epub.")
@click.option("--text", is_flag=True, help="Also make SLUG.txt: plain text, 72 characters a line.")
@click.option("--web", is_flag=True, help="Also make SLUG.html: one web page that needs nothing else.")
@click.option(
    "--no-cache", "cache", is_flag=True, flag_value=False, default=True, help="Build though nothing has changed."
)
def command(
    slugs: tuple[str, ...], as_json: bool, changes: str | None, only: str | None, cache: bool, **editions: bool
) -> int:
    """Make e-book, pages and booklet, and prove them.

    Of the pamphlets named, or of all, several at once where there are cores. Each file is read back and compared with
    the manuscript word by word before it is put into build/SLUG/. A build that fails leaves there what was there
    before; one of which nothing has changed since is left as it is. With --only the folder then holds the e-book and
    what tells of it, and no file of an earlier build; where a whole build is as it was, that stays.
    """
    workspace = find_workspace(Path.cwd())
    extras = tuple(name for name, wanted in editions.items() if wanted)
    if only and extras:
        raise click.UsageError(f"--only {only} makes nothing else: leave out --{extras[0]}, or --only.")
    order = press.Order(workspace, changes or "refuse", extras, cache, only or "")
    worst = ExitCode.OK
    report = []
    several = slugs or workspace.slugs()
    try:
        for slug, outcome in press.build_several(order, several, told_on_terminal(quiet=as_json)):
            end_progress(quiet=as_json)
            worst = max(worst, _code(outcome))
            if as_json:
                report.append(_as_json(slug, outcome))
            else:
                _tell(slug, outcome, workspace.root)
    except BaseException:
        end_progress(quiet=as_json)
        raise
    if as_json:
        show_json({"ok": worst is ExitCode.OK, "pamphlets": report})
    elif not slugs and not workspace.slugs():
        click.echo("There is no pamphlet in manuscripts/ yet: handpress new SLUG makes one.", err=True)
    return worst


def _code(outcome: Outcome) -> ExitCode:
    if isinstance(outcome, PressError):
        return outcome.exit_code
    lost = any(finding.code in LOSSES for finding in outcome.findings)
    return ExitCode.OK if outcome.value else ExitCode.LOST if lost else ExitCode.FINDINGS


def _tell(slug: str, outcome: Outcome, root: Path) -> None:
    if isinstance(outcome, PressError):
        show_error(outcome, as_json=False)
        return
    show_findings(outcome.findings, root)
    built = outcome.value
    if built is None:
        click.echo(f"{slug}: not built ({summary(outcome.findings)})", err=True)
        return
    notes = f" and {built.notes} note{'' if built.notes == 1 else 's'}"
    as_it_was = "; unchanged" if built.unchanged else ""
    where = "every file" if built.pages else "it"
    click.echo(f"{slug}: {_made(built)}; {built.words:,} words{notes} proved in {where}{as_it_was}")
    for path in built.files:
        click.echo(f"  {shown_path(path)}")


def _made(built: Built) -> str:
    """What was made, in words; a build without pages is the e-book alone."""
    if not built.pages:
        return "the e-book alone"
    blanks = f", {built.blanks} blank" if built.blanks else ""
    sheets = f"{built.sheets} sheet{'' if built.sheets == 1 else 's'}{blanks}" if built.sheets else "no booklet"
    return f"{built.pages} pages, {sheets}"


def _as_json(slug: str, outcome: Outcome) -> dict[str, object]:
    if isinstance(outcome, PressError):
        return {"slug": slug, "built": False, **error_as_json(outcome)}
    built = outcome.value
    shown: dict[str, object] = {"slug": slug, "built": built is not None}
    shown["findings"] = [finding_as_json(finding) for finding in outcome.findings]
    if built:
        counts = ("pages", "sheets", "blanks", "words", "notes", "repaired", "unchanged")
        shown |= {name: getattr(built, name) for name in counts}
        shown["left"] = dict(built.left)
        shown["files"] = [str(path) for path in built.files]
    return shown
