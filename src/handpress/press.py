"""The conductor: from manuscripts to a document, from a document to editions, from editions to the ledger.

The only file that knows every room. In: a workspace and the name of a pamphlet. Out: the document with its findings
(``read``), or the files in ``build/`` with the ledger that proves them (``build``).
"""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from handpress import checking, editing, project, reading
from handpress.diagnostics import ExitCode, Finding, PressError, Result, Severity
from handpress.model import nodes, walk
from handpress.model.document import Document
from handpress.model.facts import Facts
from handpress.model.spans import Span
from handpress.project import Pamphlet, PictureFile, Workspace

if TYPE_CHECKING:
    from handpress.writing.layout import Enclosed

BOOKLET_SHEET = "a4"
_FONT_FACE = """@font-face {{
  font-family: "EB Garamond"; font-style: {style}; font-weight: {weight}; src: url(fonts/{name})
}}
"""


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A pamphlet as read: its document, and the pictures its text names."""

    pamphlet: Pamphlet
    document: Document
    pictures: dict[str, PictureFile] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made. ``files`` are paths; the counts are for people."""

    slug: str
    files: tuple[Path, ...]
    pages: int
    sheets: int
    blanks: int
    words: int
    notes: int
    repaired: int


def read(workspace: Workspace, slug: str) -> Result[Manuscript]:
    """Read and check a pamphlet. Its findings are those of every room, in the order of the manuscripts.

    Raises ``PressError`` where there is no such pamphlet.
    """
    if slug not in workspace.slugs():
        known = ", ".join(workspace.slugs()) or "none yet"
        raise PressError(
            f"There is no pamphlet “{slug}”.", hint=f"The pamphlets here: {known}.", exit_code=ExitCode.USAGE
        )
    settings = project.load_pamphlet(workspace.manuscripts / slug, workspace.label(slug))
    pamphlet = settings.value
    findings = list(settings.findings)
    parts = []
    for part_file in pamphlet.parts:
        label = f"{pamphlet.label}/{part_file.file}"
        text = _text(pamphlet.folder / part_file.file, label, part_file.span)
        if isinstance(text, Finding):
            findings.append(text)
            continue
        part = reading.read_part(
            text,
            file=label,
            slug=part_file.slug,
            kind=part_file.kind,
            parties=pamphlet.parties,
            language=pamphlet.metadata.language,
        )
        parts.append(part.value)
        findings += part.findings
    document = Document(slug, pamphlet.metadata, pamphlet.parties, tuple(parts))
    # A part whose manuscript could not be read at all would only be called empty once more.
    unread = {finding.span.file for finding in findings if finding.span and finding.severity is Severity.ERROR}
    findings += [
        f for f in checking.check(document) if not (f.code == "part-empty" and f.span and f.span.file in unread)
    ]
    pictures = project.load_pictures(pamphlet.folder, _pictures_of(document))
    findings += pictures.findings
    findings += _missing_glyphs(document)
    return Result(Manuscript(pamphlet, document, pictures.value), tuple(findings))


def build(workspace: Workspace, slug: str, progress: Callable[[str], None] = lambda _: None) -> Result[Built | None]:
    """Make every edition of a pamphlet, prove them, and put them into ``build/<slug>/``.

    ``progress`` is told what begins. The value is None where findings forbid the build or an edition has lost
    something; ``build/<slug>/`` then holds what it held before.
    Raises ``PressError`` where the machine lacks something or the folder cannot be written.
    """
    progress("reading")
    manuscript = read(workspace, slug)
    if manuscript.failed:
        return Result(None, manuscript.findings)
    with _machine_errors(workspace):
        made = _make(workspace, manuscript.value, progress)
    return Result(made.value, (*manuscript.findings, *made.findings))


def _make(workspace: Workspace, manuscript: Manuscript, progress: Callable[[str], None]) -> Result[Built | None]:
    from handpress import imposing, proving, setting
    from handpress.writing import pdf
    from handpress.writing.layout import Enclosed

    setting.isolate_fonts()
    document = editing.set_typography(manuscript.document)
    facts = editing.prepare(document)
    pictures = {
        source: Enclosed(picture.content, picture.media_type) for source, picture in manuscript.pictures.items()
    }

    progress("setting pages")
    faces = setting.faces()
    printed = pdf.write_pdf(
        editing.set_openings(document),
        facts,
        styles=workspace.style("base.css") + workspace.style("print.css"),
        fonts=pdf.Fonts(faces.roman.read_bytes(), faces.italic.read_bytes(), faces.mono.read_bytes()),
        pictures=pictures,
    )
    progress("imposing sheets")
    imposed = imposing.saddle_stitch(printed.pdf, sheet=imposing.SHEETS[BOOKLET_SHEET])
    progress("packing the e-book")
    ebook = _pack(workspace, document, facts, pictures)

    progress("proving every word")
    order = imposed.value.order if imposed.value else ()
    booklet = imposed.value.pdf if imposed.value else None
    ledger = proving.prove(document, facts, proving.Outputs(ebook, printed.pdf, booklet, order))
    findings = (*imposed.findings, *ledger.findings())
    if not ledger.whole:
        return Result(None, findings)
    slug = document.slug
    files = {f"{slug}.epub": ebook, f"{slug}.pdf": printed.pdf, "ledger.json": ledger.to_json().encode("utf-8")}
    if booklet:
        files[f"{slug}-booklet-{BOOKLET_SHEET}.pdf"] = booklet
    progress("putting away")
    paths = _put_away(workspace.build, slug, files)
    proved = ledger.proofs[0]
    sheets, blanks = (imposed.value.sheets, imposed.value.blanks) if imposed.value else (0, 0)
    built = Built(
        slug, paths, printed.pages, sheets, blanks, proved.words_found, proved.notes_found, len(printed.repaired)
    )
    return Result(built, findings)


def _pack(workspace: Workspace, document: Document, facts: Facts, pictures: Mapping[str, Enclosed]) -> bytes:
    from handpress import setting
    from handpress.writing import cover, ebook, epub, package

    strong = any(isinstance(node, nodes.Strong) for node in walk.document_nodes(document))
    cuts = setting.subset(
        walk.characters(document) | ebook.own_characters(document, facts),
        tuple(setting.Cut) if strong else (setting.Cut.REGULAR, setting.Cut.ITALIC),
    )
    fonts = [package.Enclosure(f"fonts/{cut.name}", cut.content, cut.media_type) for cut in cuts]
    fonts.append(package.Enclosure("fonts/OFL.txt", setting.licence().encode("utf-8"), "text/plain"))
    faces = "".join(_FONT_FACE.format(name=cut.name, style=cut.cut.style, weight=cut.cut.weight) for cut in cuts)
    display = setting.display(cover.cover_characters(document.metadata))
    book = ebook.make_book(
        document,
        facts,
        styles=faces + workspace.style("base.css") + workspace.style("epub.css"),
        fonts=fonts,
        cover=cover.draw_cover(document.metadata, *display),
        pictures=pictures,
    )
    return epub.write_epub(book)


# --- manuscripts --------------------------------------------------------------------------------------------


def _text(path: Path, label: str, named: Span) -> str | Finding:
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return Finding("part-missing", f"There is no manuscript {label}.", named, "Write it, or mend its name here.")
    except OSError as error:
        return Finding("part-missing", f"{label} cannot be read: {error.strerror}.", named)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        before = content[: error.start]
        line = before.count(b"\n") + 1
        column = len(before.rpartition(b"\n")[2].decode("utf-8", "replace")) + 1
        message = f"The byte 0x{content[error.start]:02X} is not UTF-8 text."
        return Finding("not-utf8", message, Span(label, line, line, column), "Save the file as UTF-8.")


def _pictures_of(document: Document) -> Iterator[tuple[str, Span | None]]:
    for node in walk.document_nodes(document):
        if isinstance(node, nodes.Figure | nodes.Picture):
            yield node.source, node.span


def _missing_glyphs(document: Document) -> tuple[Finding, ...]:
    from handpress import setting

    missing = setting.missing(walk.characters(document))
    return tuple(checking.glyphs_missing(document, missing)) if missing else ()


# --- files --------------------------------------------------------------------------------------------------


def _put_away(build: Path, slug: str, files: dict[str, bytes]) -> tuple[Path, ...]:
    """Write the files beside the old ones, then change the folders: a build is there whole or not at all."""
    build.mkdir(parents=True, exist_ok=True)
    final = build / slug
    if final.exists() and not final.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, "a file stands in the folder's place", final)
    made = Path(tempfile.mkdtemp(prefix=f".{slug}-", dir=build))
    old = made.with_name(made.name + "-old")
    try:
        made.chmod(0o755)
        for name, content in files.items():
            (made / name).write_bytes(content)
        if final.exists():
            os.replace(final, old)
        os.replace(made, final)
    finally:
        # Whatever has come between the two, be it Ctrl-C: the build that was there is there.
        if old.exists() and not final.exists():
            os.replace(old, final)
        shutil.rmtree(made, ignore_errors=True)
        shutil.rmtree(old, ignore_errors=True)
    return tuple(final / name for name in files)


@contextlib.contextmanager
def _machine_errors(workspace: Workspace) -> Iterator[None]:
    """Turn what the operating system refuses into one sentence."""
    try:
        yield
    except OSError as error:
        where = error.filename or workspace.build
        raise PressError(
            f"{where} cannot be written: {error.strerror or error}.",
            hint="Look at the folder's owner and the room left on the disk.",
            exit_code=ExitCode.ENVIRONMENT,
        ) from None
