"""The conductor: from manuscripts to a document, from a document to editions, from editions to the ledger.

The only file that knows every room. In: a workspace and the name of a pamphlet. Out: the document with its findings
(``read``), or the files in ``build/`` with the ledger that proves them (``build``).
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import shutil
import tempfile
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from handpress import checking, editing, project, reading
from handpress.diagnostics import ExitCode, Finding, PressError, Result, Severity
from handpress.model import codec, nodes, walk
from handpress.model.document import Document, Part
from handpress.model.facts import Facts
from handpress.model.languages import is_right_to_left
from handpress.model.quoted import QuotedPassage
from handpress.model.spans import Span
from handpress.project import Accepted, Pamphlet, PictureFile, Workspace
from handpress.reading import Changes

if TYPE_CHECKING:
    from handpress.imposing.sheets import Sheet
    from handpress.proving import Cited, Setting, Verified
    from handpress.writing.layout import Enclosed
    from handpress.writing.pagedesign import PageDesign
    from handpress.writing.pdf import Printed

_TYPOGRAPHY = dict.fromkeys(map(ord, "“”„«»‹›‘’‚'"), '"') | dict.fromkeys(map(ord, "‐‑–—"), "-")
_DIFFERENCE = re.compile(r"\[-.*?-\]|\{\+|\+\}")
_FONT_FACE = """@font-face {{
  font-family: "{family}"; font-style: {style}; font-weight: {weight}; src: url(fonts/{name})
}}
"""


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A pamphlet as read: its document, and the pictures its text names."""

    pamphlet: Pamphlet
    document: Document
    pictures: dict[str, PictureFile] = field(default_factory=dict)
    quotations: tuple[QuotedPassage, ...] = ()


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


def read(workspace: Workspace, slug: str, changes: Changes = Changes.REFUSE) -> Result[Manuscript]:
    """Read and check a pamphlet. Its findings are those of every room, in the order of the manuscripts.

    ``changes`` is what becomes of changes under discussion; where they are shown, as in a proof, open questions are
    no findings either. Raises ``PressError`` where there is no such pamphlet.
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
            changes=changes,
        )
        parts.append(part.value)
        findings += part.findings
    findings += _design(pamphlet).findings
    document = Document(slug, pamphlet.metadata, pamphlet.parties, tuple(parts), pamphlet.notes)
    passages = editing.find_quotations(document, pamphlet.shortest_quotation)
    # A part whose manuscript could not be read at all would only be called empty once more.
    unread = {finding.span.file for finding in findings if finding.span and finding.severity is Severity.ERROR}
    findings += [
        f for f in checking.check(document) if not (f.code == "part-empty" and f.span and f.span.file in unread)
    ]
    pictures = project.load_pictures(pamphlet.folder, _pictures_of(document))
    findings += pictures.findings
    findings += _missing_glyphs(document, pamphlet)
    told = {finding.span for finding in findings}
    findings += [finding for finding in _languages(document, pamphlet) if finding.span not in told]
    findings += checking.check_quotations(passages)
    if changes is Changes.SHOW:
        findings = [finding for finding in findings if finding.code != "query-open"]
    manuscript = Manuscript(pamphlet, document, pictures.value, passages)
    return Result(manuscript, tuple(_accept(findings, pamphlet.accepted)))


def _accept(findings: Iterable[Finding], accepted: Iterable[Accepted]) -> Iterator[Finding]:
    """The findings that nobody has accepted, and the acceptances that no finding is about."""
    left = list(findings)
    for item in accepted:
        met = [f for f in left if f.code == item.code and _is_about(f, item)]
        if not met:
            message = f"No finding {item.code} is about this."
            yield Finding("acceptance-unused", message, item.span, "Take it out; what it was for has been mended.")
        left = [finding for finding in left if finding not in met]
    yield from left


def _is_about(finding: Finding, item: Accepted) -> bool:
    in_part = not item.part or (finding.span is not None and Path(finding.span.file).stem == item.part)
    # Whoever accepts a misquotation may type it as the finding shows it or as it stands in the manuscript.
    said = (finding.message, _DIFFERENCE.sub("", finding.message))
    return in_part and any(_folded(item.words) in _folded(text) for text in said)


def _folded(text: str) -> str:
    """Words without what typography changes: an acceptance is about a finding before it and after it."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(plain.translate(_TYPOGRAPHY).replace("--", "-").replace("--", "-").split())


def _cited(document: Document, passages: Iterable[QuotedPassage], accepted: Iterable[Accepted]) -> tuple[Cited, ...]:
    """The quotations of a document, each with the reason why its editor has accepted it, if it needs one."""
    from handpress import proving

    items = tuple(accepted)

    def reason(passage: QuotedPassage) -> str:
        found = tuple(checking.check_quotations((passage,)))
        met = (item.reason for item in items for f in found if f.code == item.code and _is_about(f, item))
        return next(met, "")

    return tuple(proving.cited(document, ((passage, reason(passage)) for passage in passages)))


def build(
    workspace: Workspace,
    slug: str,
    progress: Callable[[str], None] = lambda _: None,
    changes: Changes = Changes.REFUSE,
) -> Result[Built | None]:
    """Make every edition of a pamphlet, prove them, and put them into ``build/<slug>/``.

    ``progress`` is told what begins; ``changes`` what becomes of changes under discussion. The value is None where
    findings forbid the build or an edition has lost something; ``build/<slug>/`` then holds what it held before.
    Raises ``PressError`` where the machine lacks something or the folder cannot be written.
    """
    progress("reading")
    manuscript = read(workspace, slug, changes)
    if manuscript.failed:
        return Result(None, manuscript.findings)
    with _machine_errors(workspace):
        made = _make(workspace, manuscript.value, progress, changes)
    return Result(made.value, (*manuscript.findings, *made.findings))


def proof(workspace: Workspace, slug: str, progress: Callable[[str], None] = lambda _: None) -> Result[Path | None]:
    """Make the proof of a pamphlet: its pages with every change and question shown, into ``build/<slug>/``.

    Findings of the text do not stop a proof unless there is nothing to lay out; the value is None where the proof
    itself has lost something. Raises ``PressError`` where the machine lacks something.
    """
    from handpress import proving

    progress("reading")
    manuscript = read(workspace, slug, Changes.SHOW)
    if manuscript.failed:
        return Result(None, manuscript.findings)
    with _machine_errors(workspace):
        document = _marked_as_proof(editing.set_typography(manuscript.value.document))
        progress("setting pages")
        facts = editing.prepare(document, letters_a_page=_design(manuscript.value.pamphlet).value.note_letters)
        printed = _print(workspace, document, facts, manuscript.value)
        progress("proving every word")
        ledger = proving.prove(document, printed.facts, proving.Outputs(pdf=printed.pdf))
        findings = (*manuscript.findings, *ledger.findings())
        if not ledger.whole:
            return Result(None, findings)
        path = workspace.build / slug / f"{slug}-proof.pdf"
        put_file(workspace, path, printed.pdf)
        return Result(path, findings)


def _marked_as_proof(document: Document) -> Document:
    """A document that says on its title page and over every page that it is a proof."""
    word = editing.wording_for(document.metadata.language)["proof"]
    metadata = replace(document.metadata, title=f"{word} · {document.metadata.title}")
    parts = tuple(replace(part, short_title=f"{word} · {_short_title(part)}") for part in document.parts)
    return replace(document, metadata=metadata, parts=parts)


def _short_title(part: Part) -> str:
    return part.short_title or walk.inline_text(part.byline or part.title) or part.slug


def export_tei(workspace: Workspace, slug: str) -> Result[bytes | None]:
    """A pamphlet as TEI P5; None where findings forbid it. Changes and questions under discussion are kept as such."""
    from handpress.writing import tei

    manuscript = read(workspace, slug, Changes.SHOW)
    if manuscript.failed:
        return Result(None, manuscript.findings)
    document = editing.set_typography(manuscript.value.document)
    quotations = editing.find_quotations(document, manuscript.value.pamphlet.shortest_quotation)
    facts = editing.prepare(document, quotations)
    return Result(tei.write_tei(editing.mark_quotations(document, quotations), facts), manuscript.findings)


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


def put_file(workspace: Workspace, path: Path, content: bytes) -> None:
    """Write a file beside the old one, then put it in its place. Raises ``PressError`` where that is not allowed."""
    with _machine_errors(workspace):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, made = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            os.chmod(made, 0o644)
            os.replace(made, path)
        finally:
            Path(made).unlink(missing_ok=True)


def _make(
    workspace: Workspace, manuscript: Manuscript, progress: Callable[[str], None], changes: Changes
) -> Result[Built | None]:
    from handpress import imposing, proving

    document = editing.set_typography(manuscript.document)
    quotations = editing.find_quotations(document, manuscript.pamphlet.shortest_quotation)
    facts = editing.prepare(document, quotations, _design(manuscript.pamphlet).value.note_letters)
    traced = editing.mark_quotations(document, quotations)
    progress("setting pages")
    printed = _print(workspace, document, facts, manuscript)
    progress("imposing sheets")
    sheet = _sheet(manuscript.pamphlet)
    imposed = imposing.saddle_stitch(printed.pdf, sheet=sheet, caliper_mm=manuscript.pamphlet.printing.caliper_mm)
    progress("packing the e-book")
    ebook = _pack(workspace, traced, facts, manuscript.pictures)

    progress("proving every word")
    order = imposed.value.order if imposed.value else ()
    booklet = imposed.value.pdf if imposed.value else None
    ledger = proving.prove(traced, printed.facts, proving.Outputs(ebook, printed.pdf, booklet, order))
    findings = (*imposed.findings, *ledger.findings())
    if not ledger.whole:
        return Result(None, findings)
    slug = document.slug
    files = {f"{slug}.epub": ebook, f"{slug}.pdf": printed.pdf}
    if booklet:
        files[f"{slug}-booklet-{sheet.name}.pdf"] = booklet
    progress("writing the ledger")
    cited = _cited(document, quotations, manuscript.pamphlet.accepted)
    ledger = replace(ledger, quotations=cited, setting=_setting(manuscript, printed.facts, changes, order, files))
    files |= proving.accounts(document, ledger, printed.pdf)
    progress("putting away")
    paths = _put_away(workspace.build, slug, files)
    proved = ledger.proofs[0]
    sheets, blanks = (imposed.value.sheets, imposed.value.blanks) if imposed.value else (0, 0)
    built = Built(
        slug, paths, printed.pages, sheets, blanks, proved.words_found, proved.notes_found, len(printed.repaired)
    )
    return Result(built, findings)


def _setting(
    manuscript: Manuscript,
    facts: Facts,
    changes: Changes,
    order: tuple[tuple[int | None, ...], ...],
    files: Iterable[str],
) -> Setting:
    """What a later proof of the files must know, and cannot work out from the document."""
    from handpress.proving import Setting

    pamphlet = manuscript.pamphlet
    return Setting(
        "none" if changes is Changes.REFUSE else changes.value,
        {slug: tuple(label for label in part.called if label in part.long) for slug, part in facts.parts.items()},
        order,
        pamphlet.shortest_quotation,
        tuple((item.code, item.part, item.words, item.reason) for item in pamphlet.accepted),
        dict(zip(("epub", "pdf", "booklet"), files, strict=False)),
    )


def verify(folder: Path) -> Verified:
    """Prove the files of a build once more, as they stand, from the folder alone.

    Raises ``PressError`` for a folder without a ledger that the press can read.
    """
    from handpress import proving

    files = {path.name: path.read_bytes() for path in sorted(folder.glob("*")) if path.is_file()}
    if "ledger.json" not in files:
        raise PressError(f"{folder} has no ledger.json.", hint="handpress build SLUG makes a folder that has.")
    try:
        kept = proving.read_ledger(files["ledger.json"].decode("utf-8"))
    except ValueError as error:
        raise PressError(f"{folder / 'ledger.json'} is no ledger: {error}.") from None
    try:
        document = codec.decode(files.get("document.json", b"").decode("utf-8"))
    except ValueError:
        return proving.verify(kept, files, None)
    quotations = editing.find_quotations(document, kept.setting.shortest_quotation)
    facts = editing.prepare(document, quotations)
    parts = {
        slug: replace(part, long=frozenset(kept.setting.long_notes.get(slug, ()))) for slug, part in facts.parts.items()
    }
    traced = editing.mark_quotations(document, quotations)
    nowhere = Span("", 0, 0)
    accepted = (Accepted(*item, nowhere) for item in kept.setting.accepted)
    cited = _cited(document, quotations, accepted)
    return proving.verify(kept, files, (traced, replace(facts, parts=parts)), cited)


def _design(pamphlet: Pamphlet, pages: int = 0) -> Result[PageDesign]:
    """The page of a pamphlet of so many pages; its findings name the lines of ``pamphlet.toml``."""
    from handpress.writing import pagedesign

    inner = pamphlet.printing.profile.inner_mm(pages)
    return pagedesign.design_page(pamphlet.format, least_inner_mm=inner, span=pamphlet.span("format", "margins"))


def _sheet(pamphlet: Pamphlet) -> Sheet:
    """The sheet of the booklet: the one named, or the smallest on which two pages lie beside each other.

    Raises ``PressError`` where there is none.
    """
    from handpress import imposing

    trim, named = pamphlet.format.trim, pamphlet.printing.sheet.casefold()
    if named:
        if named in imposing.SHEETS:
            return imposing.SHEETS[named]
        message = f"There is no sheet “{named}”."
        hint = f"The sheets are {', '.join(imposing.SHEETS)}."
        raise PressError(message, span=pamphlet.span("print", "sheet"), hint=hint)
    fitting = (
        sheet
        for sheet in sorted(imposing.SHEETS.values(), key=lambda sheet: sheet.width_mm * sheet.height_mm)
        if sheet.width_mm + 0.5 >= 2 * trim.width_mm and sheet.height_mm + 0.5 >= trim.height_mm
    )
    return next(fitting, imposing.SHEETS["a3"])


def _print(workspace: Workspace, document: Document, facts: Facts, manuscript: Manuscript) -> Printed:
    """Lay out the pages, and once more where so many have come of it that the binding asks for a wider inner margin."""
    from handpress import setting
    from handpress.writing import pdf

    setting.isolate_fonts()
    theme = manuscript.pamphlet.format.theme
    styles = [workspace.style(name) for name in ("base.css", "print.css", f"themes/{theme.name}.css")]
    fonts = [pdf.Font(name, face.family, face.style, face.path.read_bytes()) for name, face in setting.faces().items()]
    characters = _characters(document, facts)
    fonts += [pdf.Font(f.name, f.family, f.style, f.content, f.weight) for f in setting.further_faces(characters)]
    styles.append(setting.further_styles(characters, "var(--text-face)"))
    styles += _turned_styles(workspace, document)
    opened = editing.set_openings(document) if theme.openings else document
    design = _design(manuscript.pamphlet).value
    while True:
        printed = pdf.write_pdf(
            opened,
            facts,
            design=design,
            styles="".join(styles),
            fonts=fonts,
            pictures=_enclosed(manuscript.pictures),
        )
        wider = _design(manuscript.pamphlet, printed.pages).value
        if wider.margins.inner_mm <= design.margins.inner_mm:
            return printed
        design = wider


def _characters(document: Document, facts: Facts) -> frozenset[str]:
    """Every character that may stand in an output."""
    from handpress.writing import ebook

    return walk.characters(document) | ebook.own_characters(document, facts)


def _turned_styles(workspace: Workspace, document: Document) -> list[str]:
    """What a pamphlet, or a part of it, that runs from right to left needs beside the other styles."""
    tags = [document.metadata.language, *(part.language for part in document.parts)]
    tags += [node.language for node in walk.document_nodes(document) if isinstance(node, nodes.Foreign)]
    return [workspace.style("right-to-left.css")] if any(map(is_right_to_left, filter(None, tags))) else []


def _enclosed(pictures: Mapping[str, PictureFile]) -> dict[str, Enclosed]:
    from handpress.writing.layout import Enclosed

    return {source: Enclosed(picture.content, picture.media_type) for source, picture in pictures.items()}


def _pack(workspace: Workspace, document: Document, facts: Facts, pictures: Mapping[str, PictureFile]) -> bytes:
    from handpress import setting
    from handpress.writing import cover, ebook, epub, package

    strong = any(isinstance(node, nodes.Strong) for node in walk.document_nodes(document))
    cuts = setting.subset(
        walk.characters(document) | ebook.own_characters(document, facts),
        tuple(setting.Cut) if strong else (setting.Cut.REGULAR, setting.Cut.ITALIC),
    )
    fonts = [package.Enclosure(f"fonts/{cut.name}", cut.content, cut.media_type) for cut in cuts]
    fonts.append(package.Enclosure("fonts/OFL.txt", setting.licence().encode("utf-8"), "text/plain"))
    faces = "".join(
        _FONT_FACE.format(family=setting.FAMILY, name=cut.name, style=cut.cut.style, weight=cut.cut.weight)
        for cut in cuts
    )
    characters = _characters(document, facts)
    further = tuple(setting.further_faces(characters))
    fonts += [package.Enclosure(f"fonts/{face.name}", face.content, face.media_type) for face in further]
    fonts += [
        package.Enclosure(f"fonts/{name}", text.encode("utf-8"), "text/plain")
        for name, text in setting.licences(characters)
    ]
    faces += "".join(
        _FONT_FACE.format(family=face.family, name=face.name, style=face.style, weight=face.weight) for face in further
    )
    last = setting.further_styles(characters, f'"{setting.FAMILY}", serif')
    last += "".join(_turned_styles(workspace, document))
    display = setting.display(cover.cover_characters(document.metadata))
    book = ebook.make_book(
        document,
        facts,
        styles=faces + workspace.style("base.css") + workspace.style("epub.css") + last,
        fonts=fonts,
        cover=cover.draw_cover(
            document.metadata, *display, further=setting.further_display(cover.cover_characters(document.metadata))
        ),
        pictures=_enclosed(pictures),
    )
    return epub.write_epub(book)


# --- manuscripts --------------------------------------------------------------------------------------------


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
        before = content[: error.start]
        line = before.count(b"\n") + 1
        column = len(before.rpartition(b"\n")[2].decode("utf-8", "replace")) + 1
        message = f"The byte 0x{content[error.start]:02X} is not UTF-8 text."
        return Finding("not-utf8", message, Span(label, line, line, column), "Save the file as UTF-8.")


def _pictures_of(document: Document) -> Iterator[tuple[str, Span | None]]:
    for node in walk.document_nodes(document):
        if isinstance(node, nodes.Figure | nodes.Picture):
            yield node.source, node.span


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
