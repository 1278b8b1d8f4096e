"""``handpress proof``: the pages with everything that is still under discussion, or with what has changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

import click

from handpress import comparing, press
from handpress.cli.completion import slugs as known_slugs
from handpress.cli.reporting import end_progress, examples, progress_for, show_findings, shown_path, summary
from handpress.diagnostics import ExitCode, Finding, PressError
from handpress.diagnostics.catalogue import LOSSES
from handpress.model.folios import Folios
from handpress.model.format import MM
from handpress.press import ProofKind, ProofWish, Redline
from handpress.project import Workspace, find_workspace
from handpress.project.trims import length_mm


def _points(_: click.Context, __: click.Parameter, value: str | None) -> float:
    if value is None:
        return 0.0
    length = length_mm(value)
    if not length:
        raise click.BadParameter("give a size such as 20pt.")
    return round(length * MM, 2)


@click.command(
    "proof",
    epilog=examples(
        "handpress proof on-bread",
        "handpress proof on-bread --kind pages --proof 3",
        "handpress proof on-bread --since v1.0",
        "handpress proof on-bread --since HEAD~3 --html --markdown",
        "handpress proof on-bread --since ../as-printed",
        'git commit -am "$(handpress proof on-bread --since HEAD --summary)"',
    ),
)
@click.argument("slug", shell_complete=known_slugs)
@click.option(
    "--kind",
    type=click.Choice([kind.value for kind in ProofKind]),
    help="A galley to read the words (what is made if nothing is said), the pages, or the sheets of the booklet.",
)
@click.option("--proof", "number", metavar="N", type=click.IntRange(1, 9999), help="The number over every page.")
@click.option("--leading", metavar="SIZE", callback=_points, help="From line to line in a galley, such as 20pt.")
@click.option("--since", metavar="REV", help="Show what has changed since a git revision, a tag, or in a folder.")
@click.option("--html", is_flag=True, help="With --since: one HTML file.")
@click.option("--markdown", is_flag=True, help="With --since: changed parts as Markdown with CriticMarkup.")
@click.option("--pdf", is_flag=True, help="With --since: the pages (what is made if nothing is said).")
@click.option(
    "--summary", "line", is_flag=True, help="With --since: print one line for a commit message, make no file."
)
def command(
    slug: str,
    kind: str | None,
    number: int | None,
    leading: float,
    since: str | None,
    *,
    html: bool,
    markdown: bool,
    pdf: bool,
    line: bool,
) -> int:
    """Make a proof to read with a pencil in the hand.

    A galley, SLUG-proof.pdf, has open lines between wide margins, with {++insertions++}, {--deletions--},
    {==highlights==}, {>>comments<<} and [** questions] shown. In its margins stand line numbers, paragraphs with file
    and line, queries, findings, quotations and kinds of note; at its back are lists of all of them with page and line.
    --kind pages has the same around the pages as they will be printed; --kind imposition shows the sheets of the
    booklet. Proofs go to build/SLUG/, beside what a build has put there, and say which revision they show.

    With --since it is a redline instead, SLUG-redline.pdf: the text now, with every word inserted or deleted since,
    moved paragraphs, notes that are gone, and a list of what has changed. A folder may be a pamphlet's, a workspace, or
    a build with its document.json.
    """
    workspace = find_workspace(Path.cwd())
    asked = {Redline.PDF: pdf, Redline.HTML: html, Redline.MARKDOWN: markdown}
    if since is not None and (kind or number or leading):
        raise PressError(
            "A redline is no galley and has no number.", hint="handpress proof --help", exit_code=ExitCode.USAGE
        )
    if leading and kind not in (None, ProofKind.GALLEY):
        raise PressError(
            "Only a galley has a leading of its own.", hint="Leave --leading or --kind away.", exit_code=ExitCode.USAGE
        )
    if since is None and (line or any(asked.values())):
        raise PressError("This option needs --since REV.", hint="handpress proof --help", exit_code=ExitCode.USAGE)
    if since is None:
        return _proof(workspace, slug, ProofWish(ProofKind(kind or ProofKind.GALLEY), number or 0, leading))
    if line:
        return _summary(workspace, slug, since)
    return _redline(workspace, slug, since, tuple(kind for kind, wanted in asked.items() if wanted) or (Redline.PDF,))


def _proof(workspace: Workspace, slug: str, wish: ProofWish) -> int:
    try:
        result = press.proof(workspace, slug, wish, progress_for(slug, quiet=False))
    finally:
        end_progress(quiet=False)
    show_findings(result.findings, workspace.root)
    if result.value is None:
        return _none_made(slug, "proof", result.findings)
    click.echo(f"{slug}: {shown_path(result.value)}")
    return ExitCode.OK


def _redline(workspace: Workspace, slug: str, since: str, kinds: tuple[Redline, ...]) -> int:
    try:
        result = press.redline(workspace, slug, since, kinds, progress_for(slug, quiet=False))
    finally:
        end_progress(quiet=False)
    show_findings(result.findings, workspace.root)
    if result.value is None:
        return _none_made(slug, "redline", result.findings)
    for path in result.value.files:
        click.echo(f"{slug}: {shown_path(path)}")
    click.echo(f"{slug}: {result.value.summary}")
    if result.value.pages:
        click.echo(f"{slug}: changes on pages {', '.join(_ranges(result.value.pages, result.value.folios))}")
    return ExitCode.OK


def _summary(workspace: Workspace, slug: str, since: str) -> int:
    compared = press.compare_with(workspace, slug, since)
    if compared.value is None:
        show_findings(compared.findings, workspace.root)
        return _none_made(slug, "redline", compared.findings)
    click.echo(comparing.summary(compared.value.comparison))
    return ExitCode.OK


def _none_made(slug: str, what: str, findings: tuple[Finding, ...]) -> int:
    click.echo(f"{slug}: no {what} ({summary(findings)})", err=True)
    return ExitCode.LOST if any(f.code in LOSSES for f in findings) else ExitCode.FINDINGS


def _ranges(pages: Iterable[int], folios: Folios) -> Iterator[str]:
    """3, 4, 5, 9 → 3–5, 9, as the pages are numbered."""
    for _, group in groupby(enumerate(pages), lambda pair: (pair[1] - pair[0], pair[1] <= folios.front)):
        run = [folios.of(page) for _, page in group]
        yield f"{run[0]}–{run[-1]}" if len(run) > 1 else run[0]
