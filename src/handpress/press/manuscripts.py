"""Reading: the manuscripts of a pamphlet become a document, checked by every room that has something to say of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from handpress import checking, editing, project, reading
from handpress.diagnostics import Finding, PressError, Result, Severity, not_utf8
from handpress.diagnostics.catalogue import PAGES, PROSE
from handpress.model import nodes, walk
from handpress.model.cover import WRAP
from handpress.model.document import Document
from handpress.model.spans import Span
from handpress.press.acceptance import accept
from handpress.press.manuscript import Manuscript
from handpress.press.partbook import PartBook
from handpress.press.typesetting import design_of
from handpress.project import Pamphlet, PictureFile, Workspace
from handpress.reading import Changes


def read(
    workspace: Workspace,
    slug: str,
    changes: Changes = Changes.REFUSE,
    *,
    prose: bool = False,
    book: PartBook | None = None,
) -> Result[Manuscript]:
    """Read and check a pamphlet. Its findings are those of every room, in the order of the manuscripts.

    ``changes`` is what becomes of changes under discussion; where they are shown, as in a proof, open questions are
    no findings either. ``prose``: whether the language is looked through too. Files that the ``book`` knows are not
    read again. Raises ``PressError`` where there is no such pamphlet.
    """
    settings = project.find_pamphlet(workspace, slug)
    pamphlet = settings.value
    composed = compose(pamphlet, changes, book)
    document, findings = composed.value, [*settings.findings, *composed.findings]
    findings += design_of(pamphlet).findings
    passages = editing.find_quotations(document, pamphlet.shortest_quotation)
    # A part whose manuscript could not be read at all would only be called empty once more.
    unread = {finding.span.file for finding in findings if finding.span and finding.severity is Severity.ERROR}
    findings += [
        f for f in checking.check(document) if not (f.code == "part-empty" and f.span and f.span.file in unread)
    ]
    pictures = project.load_pictures(pamphlet.folder, pictures_of(document))
    cover = _cover_pictures(pamphlet)
    findings += (*pictures.findings, *cover.findings, *_placed_badly(document, pictures.value, pamphlet, cover.value))
    findings += _missing_glyphs(document, pamphlet)
    told = {finding.span for finding in findings}
    findings += [finding for finding in _languages(document, pamphlet) if finding.span not in told]
    findings += checking.check_quotations(passages)
    if changes is Changes.SHOW:
        findings = [finding for finding in findings if finding.code != "query-open"]
    if prose:
        from handpress.press.prose import check_language

        findings += check_language(workspace, pamphlet, document)
    # What is accepted of the language, or of the pages, is about nothing while nobody looks at them.
    asked = (item for item in pamphlet.accepted if item.code not in PAGES and (prose or item.code not in PROSE))
    manuscript = Manuscript(pamphlet, document, pictures.value, passages, cover.value)
    return Result(manuscript, tuple(accept(findings, asked)))


def compose(pamphlet: Pamphlet, changes: Changes, book: PartBook | None = None) -> Result[Document]:
    """The document of a pamphlet's manuscripts, with what reading them found; nothing else is looked at.

    Files that the ``book`` knows are not read again.
    """
    findings: list[Finding] = []
    parts = []
    for part_file in pamphlet.parts:
        label = f"{pamphlet.label}/{part_file.file}"
        text = _text(pamphlet.folder / part_file.file, label, part_file.span)
        if isinstance(text, Finding):
            findings.append(text)
            continue
        asked: dict[str, Any] = {
            "text": text,
            "file": label,
            "slug": part_file.slug,
            "kind": part_file.kind,
            "parties": pamphlet.parties,
            "language": pamphlet.metadata.language,
            "changes": changes,
        }
        part = book.recall(asked, partial(reading.read_part, **asked)) if book else reading.read_part(**asked)
        parts.append(part.value)
        findings += part.findings
    front_matter = pamphlet.format.front_matter
    document = Document(pamphlet.slug, pamphlet.metadata, pamphlet.parties, tuple(parts), pamphlet.notes, front_matter)
    return Result(document, tuple(findings))


def _text(path: Path, label: str, named: Span) -> str | Finding:
    if not path.resolve().is_relative_to(path.parent.resolve()):
        message = f"{label} is a link to a file outside the pamphlet’s folder."
        return Finding("part-outside", message, named, "Copy the file into the folder.")
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return Finding("part-missing", f"There is no manuscript {label}.", named, "Write it, or mend its name here.")
    except OSError as error:
        return Finding("part-missing", f"{label} cannot be read: {error.strerror}.", named)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        return not_utf8(label, error)


def pictures_of(document: Document) -> Iterator[tuple[str, Span | None]]:
    """The pictures that a document shows, with their places."""
    for node in walk.document_nodes(document):
        if isinstance(node, nodes.Figure | nodes.Picture):
            yield node.source, node.span


def _cover_pictures(pamphlet: Pamphlet) -> Result[dict[str, PictureFile]]:
    """The house's own pictures for the cover, by their key; a PDF is opened, so that a damaged one is found here."""
    spans, named = pamphlet.cover_spans, pamphlet.cover.pictures
    loaded = project.load_pictures(pamphlet.folder, [(source, spans[key]) for key, source in named], pages=True)
    found, findings = {key: loaded.value[source] for key, source in named if source in loaded.value}, []
    for key, source in named:
        if key in found and found[key].media_type == "application/pdf":
            from handpress.writing import stamping

            try:
                width, height = stamping.measure(found[key].content).trim
            except PressError as error:
                said = f"“{source}” cannot be used. {error.message}"
                findings.append(Finding("image-unreadable", said, spans[key], error.hint))
                del found[key]
            else:
                found[key] = replace(found[key], looks=project.Looks(round(width, 1), round(height, 1)))
    return Result(found, (*loaded.findings, *findings))


def _placed_badly(
    document: Document,
    pictures: Mapping[str, PictureFile],
    pamphlet: Pamphlet,
    cover: Mapping[str, PictureFile],
) -> Iterator[Finding]:
    """The pictures that are too coarse where they are printed, or of another shape than their cover page."""
    trim, profile = pamphlet.format.trim, pamphlet.printing.profile
    design = design_of(pamphlet).value
    bitmaps = {source: picture.looks for source, picture in pictures.items() if picture.is_bitmap}
    placed = [
        checking.Placed(
            node.source,
            node.span,
            looks.width,
            looks.height,
            checking.width_in_text_mm(looks.width, looks.height, design.measure_mm, design.figure_mm),
            looks.line_art,
        )
        for node in walk.document_nodes(document)
        if isinstance(node, nodes.Figure) and (looks := bitmaps.get(node.source))
    ]
    sources = dict(pamphlet.cover.pictures)
    faces = {
        key: checking.Placed(
            sources[key],
            pamphlet.cover_spans[key],
            picture.looks.width,
            picture.looks.height,
            checking.width_on_cover_mm(picture.looks.width, picture.looks.height, trim, profile)
            if picture.is_bitmap
            else 0.0,
            picture.looks.line_art,
        )
        for key, picture in cover.items()
        if key != WRAP
    }
    on_cover = [faces[key] for key in faces if cover[key].is_bitmap]
    yield from checking.check_cover_shapes(faces.values(), trim, profile)
    yield from checking.check_resolution([*placed, *on_cover], profile.least_ppi, profile.least_line_art_ppi)


def _missing_glyphs(document: Document, pamphlet: Pamphlet) -> tuple[Finding, ...]:
    from handpress import setting

    characters = walk.characters(document)
    characters |= frozenset("".join(editing.wording_for(document.metadata.language).values()))
    lacking = setting.missing(characters, pamphlet.format.theme.face)
    missing = {char: setting.remedy(char) for char in sorted(lacking) if not setting.covered(char)}
    return tuple(checking.glyphs_missing(document, missing, pamphlet.span("", "language"))) if missing else ()


def _languages(document: Document, pamphlet: Pamphlet) -> tuple[Finding, ...]:
    language = document.metadata.language
    if not language:
        return ()
    faults = editing.unknown_languages(checking.tags(document))
    worded = "" if language in faults or editing.is_worded(language) else ", ".join(editing.worded_languages())
    return tuple(checking.check_languages(document, faults, worded, pamphlet.span("", "language")))
