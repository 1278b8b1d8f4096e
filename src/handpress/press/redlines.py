"""Redlines: a pamphlet beside what it was, with every word of both."""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from handpress import comparing, editing, project
from handpress.comparing import Kind
from handpress.diagnostics import ExitCode, PressError, Result, Severity
from handpress.model import codec, nodes, walk
from handpress.model.document import Document
from handpress.model.facts import NOTE_ON_TEXT, ChangedPlace, ContentsEntry, Facts, NoteMark, note_anchor
from handpress.model.folios import ALIKE, Folios
from handpress.press.files import machine_errors, put
from handpress.press.manuscript import Manuscript
from handpress.press.manuscripts import compose, read
from handpress.press.typesetting import design_of, set_pages
from handpress.project import Workspace
from handpress.reading import Changes

_DOCUMENT, _SETTINGS = "document.json", "pamphlet.toml"
_OPEN_IN_A_PROOF = frozenset(("query-open",))


class Redline(StrEnum):
    """What a redline is made as."""

    PDF = "pdf"
    HTML = "html"
    MARKDOWN = "markdown"


class Redlined(Struct, frozen=True):
    """A redline that was made: its files, what has changed in one line, and the pages that show a change.

    ``pages`` count from 1 through the file; ``folios`` are the numbers they bear.
    """

    files: tuple[Path, ...]
    summary: str
    pages: tuple[int, ...] = ()
    folios: Folios = ALIKE


class Compared(Struct, frozen=True):
    """A pamphlet as it is, and what has changed since it was as it was, both in the same typography."""

    manuscript: Manuscript
    comparison: comparing.Comparison


def compare_with(workspace: Workspace, slug: str, since: str) -> Result[Compared | None]:
    """A pamphlet compared with what it was at ``since``: a git revision, or a folder.

    Changes under discussion count as made, on both sides. The value is None where the pamphlet has errors now. Raises
    ``PressError`` where there is nothing to compare with: no such revision, no pamphlet there, or one with errors.
    """
    manuscript = read(workspace, slug, Changes.ACCEPT)
    findings = tuple(finding for finding in manuscript.findings if finding.code not in _OPEN_IN_A_PROOF)
    if any(finding.severity is Severity.ERROR for finding in findings):
        return Result(None, findings)
    old = editing.set_typography(_old(workspace, slug, since))
    new = editing.set_typography(manuscript.value.document)
    return Result(Compared(manuscript.value, comparing.compare(old, new)), findings)


def redline(
    workspace: Workspace,
    slug: str,
    since: str,
    kinds: tuple[Redline, ...] = (Redline.PDF,),
    progress: Callable[[str], None] = lambda _: None,
) -> Result[Redlined | None]:
    """Make the redline of a pamphlet since a revision or folder, into ``build/<slug>/``, proved.

    The value is None where findings forbid it, or the redline has lost a word. Raises ``PressError`` as
    ``compare_with`` does, and where the machine lacks something.
    """
    from handpress.proving import redlined

    progress("comparing")
    compared = compare_with(workspace, slug, since)
    if compared.value is None:
        return Result(None, compared.findings)
    one = compared.value
    with machine_errors(workspace):
        document, facts = _merged(one, since)
        if lost := comparing.words_lost(document, one.comparison.old, one.comparison.new):
            raise PressError(f"The redline has lost words: {', '.join(lost[:8])}.", exit_code=ExitCode.LOST)
        files: dict[str, bytes] = {}
        findings, pages, folios = list(compared.findings), tuple[int, ...](), ALIKE
        if Redline.PDF in kinds:
            made = _pdf(workspace, one.manuscript, document, facts, progress)
            findings += made.findings
            if made.value is None:
                return Result(None, tuple(findings))
            files[f"{slug}-redline.pdf"], pages, folios = made.value
        if Redline.HTML in kinds:
            progress("writing HTML")
            page = _html(workspace, document, facts)
            _hold_words("HTML", one.comparison, redlined.words_of_page(page.decode("utf-8")))
            files[f"{slug}-redline.html"] = page
        if Redline.MARKDOWN in kinds:
            progress("writing Markdown")
            texts = dict(_markdown(one.comparison))
            _hold_words("Markdown", one.comparison, _words_of_texts(one.comparison, texts))
            files |= {f"{slug}-redline-{name}": text for name, text in texts.items()}
        for name, content in files.items():
            put(workspace.build / slug / name, content)
    paths = tuple(workspace.build / slug / name for name in files)
    return Result(Redlined(paths, comparing.summary(one.comparison), pages, folios), tuple(findings))


# --- the old document ---------------------------------------------------------------------------------------


def _old(workspace: Workspace, slug: str, since: str) -> Document:
    """The document as it was. A folder of that name goes before a revision."""
    folder = Path(since)
    if since and folder.is_dir():
        return _in_folder(folder, slug, since)
    past = project.past_pamphlet(workspace, slug, since)
    made = Path(tempfile.mkdtemp(prefix="handpress-"))
    try:
        past.lay_out(made / slug)
        return _composed(made / slug, f"{since}:{workspace.label(slug)}", since)
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _in_folder(folder: Path, slug: str, since: str) -> Document:
    for place in (folder, folder / "manuscripts" / slug, folder / slug, folder / "build" / slug):
        if (place / _SETTINGS).is_file():
            return replace(_composed(place, str(place), since), slug=slug)
        if (place / _DOCUMENT).is_file():
            try:
                return codec.decode((place / _DOCUMENT).read_text(encoding="utf-8"))
            except (codec.CodecError, UnicodeDecodeError) as error:
                raise PressError(
                    f"{place / _DOCUMENT} is no document of this press: {error}.", hint="Build it anew there."
                ) from None
    raise PressError(
        f"There is no pamphlet “{slug}” in {since}.",
        hint=f"A pamphlet’s folder has {_SETTINGS}, a workspace manuscripts/{slug}, a build {_DOCUMENT}.",
        exit_code=ExitCode.USAGE,
    )


def _composed(folder: Path, label: str, since: str) -> Document:
    settings = project.load_pamphlet(folder, label)
    composed = compose(settings.value, Changes.ACCEPT)
    wrong = [
        f
        for f in (*settings.findings, *composed.findings)
        if f.severity is Severity.ERROR and f.code not in _OPEN_IN_A_PROOF
    ]
    if wrong:
        first = wrong[0]
        message = f"The pamphlet cannot be read at {since}: {first.message}"
        raise PressError(message, span=first.span, hint="Compare with a revision that could be read.")
    return composed.value


# --- the merged document ------------------------------------------------------------------------------------


def _merged(one: Compared, since: str) -> tuple[Document, Facts]:
    """The document that shows both, and facts by which its notes have the signs they have, or had, in the pamphlet."""
    comparison, wording = one.comparison, editing.wording_for(one.manuscript.document.metadata.language)
    document = _marked(comparing.merge(comparison, wording), comparison.new, wording["redline"])
    letters = design_of(one.manuscript.pamphlet).value.note_letters
    facts = editing.prepare(document, letters_a_page=letters)
    now, then = editing.prepare(comparison.new).parts, editing.prepare(comparison.old).parts
    labels = comparing.old_labels(comparison)

    def sign_of(slug: str, label: str, mark: NoteMark) -> NoteMark:
        if (slug, label) not in labels:
            return now[slug].marks.get(label, mark) if slug in now else mark
        before = then[slug].marks.get(labels[slug, label], mark) if slug in then else mark
        return NoteMark(wording["old-sign"].format(sign=before.sign), mark.party)

    parts = {
        slug: replace(part, marks={label: sign_of(slug, label, mark) for label, mark in part.marks.items()})
        for slug, part in facts.parts.items()
    }
    facts = replace(facts, parts=parts)
    note = facts.note_on_text
    listed = tuple(comparing.places(comparison, wording))
    counted = Counter(item.kind for item in listed)
    numbers = {kind: counted[kind] for kind in (Kind.CHANGED, Kind.INSERTED, Kind.DELETED, Kind.MOVED)}
    told = (wording["changes-since"].format(since=since), wording["changes-counted"].format(**numbers))
    changes = tuple(_placed(item, facts) for item in listed)
    note = replace(note, sentences=(*told, *note.sentences), changes=changes)
    if not facts.note_on_text.empty:
        return document, replace(facts, note_on_text=note)
    title = (nodes.Text(wording["note-on-text"]),)
    contents = (*facts.contents, ContentsEntry(0, title, NOTE_ON_TEXT, ""))
    anchors = {**facts.anchors, NOTE_ON_TEXT: ""}
    return document, replace(facts, note_on_text=note, contents=contents, anchors=anchors)


def _marked(document: Document, new: Document, word: str) -> Document:
    """The document with the word for what it is on its title page and over every page."""
    heads = {part.slug: part.short_title or walk.inline_text(part.byline or part.title) for part in new.parts}
    parts = tuple(replace(part, short_title=f"{word} · {heads.get(part.slug) or part.slug}") for part in document.parts)
    return replace(document, metadata=replace(document.metadata, title=f"{word} · {new.metadata.title}"), parts=parts)


def _placed(item: comparing.Listed, facts: Facts) -> ChangedPlace:
    sign, anchor = "", item.anchor
    if item.note:
        anchor, sign = note_anchor(item.part, item.note), facts.parts[item.part].marks[item.note].sign
    elif item.heading:
        anchor = facts.parts[item.part].headings[item.heading - 1]
    return ChangedPlace(item.words, item.part, anchor, item.paragraph, sign)


# --- the files ----------------------------------------------------------------------------------------------


def _pdf(
    workspace: Workspace,
    manuscript: Manuscript,
    document: Document,
    facts: Facts,
    progress: Callable[[str], None],
) -> Result[tuple[bytes, tuple[int, ...], Folios] | None]:
    from handpress import proving
    from handpress.proving import readback

    progress("setting pages")
    printed, account = set_pages(
        workspace, manuscript.pamphlet, document, facts, pictures=manuscript.pictures, also=("redline.css",)
    )
    progress("proving every word")
    ledger = proving.prove(document, printed.facts, proving.Outputs(pdf=printed.pdf))
    findings = (*account.findings, *ledger.findings())
    if not ledger.whole:
        return Result(None, findings)
    # From right to left pdfium tells the brackets as their counterparts.
    signs = ("{++", "{--", "{>>", "}++", "}--", "}<<")
    texts = (fields[0] for fields in readback.pages_text(printed.pdf))
    pages = tuple(number for number, text in enumerate(texts, 1) if any(sign in text for sign in signs))
    return Result((printed.pdf, pages, printed.folios), findings)


def _hold_words(form: str, comparison: comparing.Comparison, read: tuple[Counter[str], Counter[str]]) -> None:
    """Raise ``PressError`` where a file, read back, lacks a word of either document."""
    from handpress.proving import redlined

    for document, found in zip((comparison.old, comparison.new), read, strict=True):
        wanted = redlined.words(" ".join(comparing.words_in(document).elements()))
        if lost := sorted((wanted - found).elements()):
            said = f"The redline as {form} has lost words: {', '.join(lost[:8])}."
            raise PressError(said, hint="Make it as PDF, and report this.", exit_code=ExitCode.LOST)


def _words_of_texts(comparison: comparing.Comparison, texts: Mapping[str, bytes]) -> tuple[Counter[str], Counter[str]]:
    """The words then and now: of the changed parts as their files have them, of the others as they are."""
    from handpress.proving import redlined

    then, now = Counter[str](), Counter[str]()
    for text in texts.values():
        before, after = redlined.words_of_markdown(text.decode("utf-8"))
        then, now = then + before, now + after
    kept = [part for part in comparison.new.parts if f"{part.slug}.md" not in texts]
    same = redlined.words(" ".join(comparing.words_in(replace(comparison.new, parts=tuple(kept))).elements()))
    return then + same, now + same


def _html(workspace: Workspace, document: Document, facts: Facts) -> bytes:
    from handpress.writing import redline as screen

    # The list of changes alone: what the press says of its marks and emendations is no news to an editor at a screen.
    note = replace(facts.note_on_text, sentences=facts.note_on_text.sentences[:2], marks=(), emendations=())
    facts = replace(facts, note_on_text=note)
    styles = workspace.style("base.css") + workspace.style("redline-screen.css")
    return screen.write_redline(document, facts, styles=styles)


def _markdown(comparison: comparing.Comparison) -> Iterator[tuple[str, bytes]]:
    """Each part that has a change, as Markdown with its changes in CriticMarkup."""
    from handpress.writing import markdown

    language = comparison.new.metadata.language
    document = comparing.merge(comparison, editing.wording_for(language), calls_apart=False)
    for part in document.parts:
        if not any(isinstance(node, nodes.Change) for node in walk.part_nodes(part)):
            continue
        name, text = f"{part.slug}.md", markdown.write_markdown(part, language)
        yield name, text.encode("utf-8")
