"""Exports: a pamphlet as TEI, or as Markdown in one form."""

from __future__ import annotations

from handpress import reading
from handpress.diagnostics import ExitCode, PressError, Result
from handpress.press.manuscripts import read
from handpress.press.readying import ready
from handpress.project import Workspace
from handpress.reading import Changes


def export_tei(workspace: Workspace, slug: str) -> Result[bytes | None]:
    """A pamphlet as TEI P5; None where findings forbid it. Changes and questions under discussion are kept as such."""
    from handpress.writing import tei

    manuscript = read(workspace, slug, Changes.SHOW)
    if manuscript.failed:
        return Result(None, manuscript.findings)
    readied = ready(manuscript.value)
    return Result(tei.write_tei(readied.traced, readied.facts), manuscript.findings)


def export_markdown(workspace: Workspace, slug: str) -> Result[dict[str, bytes] | None]:
    """A pamphlet's parts as canonical Markdown, by file name; None where findings forbid it.

    Each is read back and compared with its part. Raises ``PressError`` where one would not say the same.
    """
    from handpress.writing import markdown

    manuscript = read(workspace, slug, Changes.SHOW)
    if manuscript.failed:
        return Result(None, manuscript.findings)
    document, language = manuscript.value.document, manuscript.value.document.metadata.language
    files: dict[str, bytes] = {}
    for part in document.parts:
        name, text = f"{part.slug}.md", markdown.write_markdown(part, language)
        again = reading.read_part(
            text,
            file=name,
            slug=part.slug,
            kind=part.kind,
            parties=document.parties,
            language=language,
            changes=Changes.SHOW,
        )
        if again.value != part:
            message = f"No Markdown could be written that says the same as {name}; nothing was exported."
            raise PressError(message, span=part.span, exit_code=ExitCode.LOST)
        files[name] = text.encode("utf-8")
    return Result(files, manuscript.findings)
