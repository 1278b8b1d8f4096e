"""``handpress new``: a pamphlet to start from."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from handpress.cli.reporting import examples
from handpress.cli.schema import SCHEMA_FILE, schema_text
from handpress.cli.writing_out import check_slug, tell_written, write_new
from handpress.diagnostics import ExitCode, PressError
from handpress.project import Workspace, find_workspace

_PAMPHLET = """#:schema ./{schema}
# What the pamphlet says of itself.
title = "{title}"
language = "en"
date = "{date}"
# subtitle = "What it is about"
# publisher = "Who prints it"
# rights = "Who may copy it"

[[contributors]]
name = "Your Name"
role = "aut"

# Who may sign notes and interpolations: [that is, rye — Ed.], or a note labelled [^ed-1].
[[parties]]
siglum = "Ed."
name = "The editor"
role = "editor"
prefix = "ed"

# The parts, in the order they are printed.
[[parts]]
file = "article.md"
kind = "article"
"""

_ARTICLE = """---
title: {title}
byline: Your Name
---

!!! headnote Ed.
    A headnote says where the text comes from. Delete it if there is nothing to say.

Write here. A blank line parts paragraphs, *stars* stress a word, and a note is called like this.[^1]
An editor's note has a label of its own,[^ed-1] and an editor's word in the text [as here — Ed.] is signed.

## A Section

> A quotation stands behind a bar.
>
> — Its Author, *Its Source*

[^1]: The author's note.

[^ed-1]: The editor's note.
"""


@click.command(
    "new",
    epilog=examples(
        "handpress new on-bread",
    ),
)
@click.argument("slug")
def command(slug: str) -> int:
    """Make a pamphlet to start from in manuscripts/SLUG/.

    Inside a workspace it is made there; elsewhere the folder you are in becomes one. Nothing is ever written over.
    """
    check_slug(slug)
    title = slug.replace("-", " ").title()
    date = datetime.date.today().isoformat()
    files = {
        "pamphlet.toml": _PAMPHLET.format(title=title, date=date, schema=SCHEMA_FILE),
        "article.md": _ARTICLE.format(title=title),
        SCHEMA_FILE: schema_text(),
    }
    folder = workspace_or_here().manuscripts / slug
    write_new(folder, files)
    tell_written(folder, files)
    click.echo(f"Write in article.md, then: handpress build {slug}")
    return ExitCode.OK


def workspace_or_here() -> Workspace:
    """The workspace we are in, or the current folder as a new one."""
    try:
        return find_workspace(Path.cwd())
    except PressError:
        return Workspace(Path.cwd())
