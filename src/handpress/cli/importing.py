"""``handpress import``: a manuscript from a file somebody else has saved."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from handpress.cli.new import workspace_or_here
from handpress.cli.reporting import examples, show_json
from handpress.cli.writing_out import check_slug, tell_written, write_new
from handpress.diagnostics import ExitCode, PressError


@click.command(
    "import",
    epilog=examples(
        "handpress import saved-page.txt",
        "handpress import old.md --slug on-bread --language de",
    ),
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--slug", default="", help="The name of the new folder; made from the title where it is not given.")
@click.option("--language", default="en", show_default=True, help="The language of the text.")
@click.option("--json", "as_json", is_flag=True, help="Report as one JSON object on standard output.")
def command(file: Path, slug: str, language: str, as_json: bool) -> int:
    """Make a pamphlet of a saved text.

    FILE is plain text or Markdown. The pamphlet is made in manuscripts/, and what was decided is told. Every word of
    the file is in the new manuscript or is named, with its line, as left out.
    """
    from handpress import importing

    if slug:
        check_slug(slug)
    try:
        source = file.read_bytes()
    except OSError as error:
        raise PressError(f"{file} cannot be read: {error.strerror}.", exit_code=ExitCode.USAGE) from None
    today = datetime.date.today().isoformat()
    imported = importing.convert(source, name=file.name, today=today, slug=slug, language=language)
    folder = workspace_or_here().manuscripts / imported.slug
    files = dict(imported.files)
    write_new(folder, files)
    if as_json:
        decisions = [
            {name: getattr(decision, name) for name in ("action", "line", "last_line", "text", "reason")}
            for decision in imported.decisions
        ]
        show_json({"ok": True, "slug": imported.slug, "files": sorted(files), "decisions": decisions})
        return ExitCode.OK
    for decision in imported.decisions:
        lines = str(decision.line) if decision.last_line == decision.line else f"{decision.line}–{decision.last_line}"
        click.echo(f"{file.name}:{lines}: {decision.action}: “{decision.text}” ({decision.reason})")
    tell_written(folder, files)
    click.echo(f"Look it over, then: handpress build {imported.slug}")
    return ExitCode.OK
