"""Proves an e-book, from its file alone: container, package, spine, and the parts in its pages."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain, zip_longest
from urllib.parse import unquote
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from handpress.diagnostics import ExitCode, PressError
from handpress.model.document import Document
from handpress.model.facts import NOTE_ON_TEXT, Emendation, Facts, call_anchor, note_anchor, part_anchor
from handpress.proving import wanted
from handpress.proving.checks import CONTEXT, Seen, View, finished, judge
from handpress.proving.collation import Difference, collate
from handpress.proving.ledger import Loss, LossKind, Proof
from handpress.proving.losses import Gap, pair_moved, shorten, tell
from handpress.proving.streams import Stream, Word, by_words, clean, letters

_X = "{http://www.w3.org/1999/xhtml}"
_TYPE = "{http://www.idpf.org/2007/ops}type"
_CONTAINER = "{urn:oasis:names:tc:opendocument:xmlns:container}"
_OPF = "{http://www.idpf.org/2007/opf}"
_WITHIN_WORDS = frozenset(
    [
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "cite",
        "code",
        "del",
        "dfn",
        "em",
        "i",
        "img",
        "ins",
        "kbd",
        "mark",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "u",
        "var",
    ]
)
_KINDS = tuple(wanted.kind_name(kind) for kind in wanted.EDITORIAL)


@dataclass(frozen=True, slots=True)
class _FoundCall:
    """A call in the text: its own id, where it leads, the letters before it."""

    identifier: str
    target: str
    before: str


@dataclass(frozen=True, slots=True)
class _Listed:
    """A line of the list of emendations: its text, and the id it leads to."""

    text: str
    target: str


@dataclass(slots=True)
class _FoundPart:
    """A part as it stands in a page: its text, its calls, its notes' texts and where their marks lead back to.

    ``kinds`` are its editorial items by their classes, ``series`` whose each call and note is, ``press`` the press's
    own words, ``anchors`` all ids.
    """

    slug: str
    text: str = ""
    calls: list[_FoundCall] = field(default_factory=list)
    notes: dict[str, str] = field(default_factory=dict)
    backlinks: dict[str, str] = field(default_factory=dict)
    kinds: list[str] = field(default_factory=list)
    series: list[str] = field(default_factory=list)
    press: list[str] = field(default_factory=list)
    anchors: frozenset[str] = frozenset()


def prove_ebook(document: Document, facts: Facts, file: bytes, sha256: str) -> Proof:
    """Compare the words of an e-book with the model, in order, and follow the links of its notes both ways.

    Raises ``PressError`` for a file that is no e-book.
    """
    copy = wanted.for_screen(document, facts)
    listed: list[_Listed] = []
    found = list(_parts(file, listed))
    views = _views(copy, found)
    texts = [loss for view in views[: len(copy.parts)] for loss in tell(view.stream, view.gaps)]
    astray = [*_links(copy, found, whole=not texts)]
    emendations = facts.note_on_text.emendations
    unlisted = [*_unlisted(emendations, listed, found)]
    kinds, signs = [*_kinds(copy, found)], [*_press(copy, found)]
    losses = [*_order(copy, found), *texts, *_notes(copy, found, views), *astray, *unlisted]
    # Where words are gone their signs are gone with them, and that is told already.
    losses += [] if losses else [*kinds, *signs]
    told = pair_moved(losses)
    expected = sum(len(words) for words in _all_words(copy))
    lost = sum(loss.words for loss in told if loss.kind is not LossKind.MOVED)
    notes = {anchor for part in found for anchor in part.notes}
    present = sum(note_anchor(note.part, note.label) in notes for note in copy.notes)
    seen = Seen(
        _as_found(copy, found, views),
        _found_kinds(found),
        len(signs),
        [(view, start, end) for view, start, end in _calls(copy, views)],
        sum("after" in loss.found for loss in astray),
        len(copy.calls) - sum("after" not in loss.found for loss in astray) - _noteless(copy, notes),
        len(emendations) - len(unlisted),
    )
    judged, author = judge(document, copy, [item.anchor for item in emendations], seen, told)
    checks, told = finished(judged, told)
    return Proof("epub", sha256, 0, expected, expected - lost, len(copy.notes), present, told, checks, author)


def _views(copy: wanted.Copy, found: list[_FoundPart]) -> list[View]:
    """The text of every part and then every note beside what is found of it."""
    texts = {part.slug: part.text for part in found}
    notes = {anchor: text for part in found for anchor, text in part.notes.items()}
    streams = [(by_words(words), texts.get(slug, ""), True) for slug, words in copy.parts]
    streams += [(by_words(note.words), notes.get(note_anchor(note.part, note.label), ""), False) for note in copy.notes]
    return [View(stream, tuple(_gaps(stream, text)), running) for stream, text, running in streams]


def _as_found(copy: wanted.Copy, found: list[_FoundPart], views: list[View]) -> list[View]:
    """The same, the parts in the order in which they stand in the e-book."""
    places = {part.slug: place for place, part in enumerate(found)}
    texts = sorted(zip(copy.parts, views, strict=False), key=lambda item: places.get(item[0][0], len(places)))
    return [*(view for _, view in texts), *views[len(copy.parts) :]]


def _calls(copy: wanted.Copy, views: list[View]) -> Iterator[tuple[View, int, int]]:
    for call in copy.calls:
        view = views[call.part]
        start = view.stream.starts[call.words] + call.inside if call.words < len(view.stream.starts) else 0
        yield view, start, start + 1


def _noteless(copy: wanted.Copy, notes: set[str]) -> int:
    return sum(note_anchor(note.part, note.label) not in notes for note in copy.notes)


# --- what stands beside the words -----------------------------------------------------------------------------


def _found_kinds(found: list[_FoundPart]) -> list[str]:
    """The kinds of the editorial items as the e-book's own classes name them: text, then notes, part by part."""
    return [kind for part in found for kind in part.kinds]


def _kinds(copy: wanted.Copy, found: list[_FoundPart]) -> Iterator[Loss]:
    """Each part must mark its items as what they are, in their order, and each call as its party's or the author's."""
    parts = {part.slug: part for part in found}
    for slug, _ in copy.parts:
        expected = [(item.kind, item.span) for item in copy.items if item.part == slug]
        kinds = parts[slug].kinds if slug in parts else []
        for (kind, span), other in zip_longest(expected, kinds, fillvalue=("", None)):
            if kind != (other if isinstance(other, str) else other[0]):
                shown = other if isinstance(other, str) else other[0]
                yield Loss(LossKind.CHANGED, f"an item of the kind {kind or 'none'}", shown or "none", 0, span)
                break
        series = [
            "party" if item.party else "author" for item in copy.items if item.part == slug and item.kind == wanted.NOTE
        ]
        if slug in parts and sorted(parts[slug].series) != sorted([*series, *series]):
            yield Loss(LossKind.CHANGED, "the series of each note", "another one")


def _press(copy: wanted.Copy, found: list[_FoundPart]) -> Iterator[Loss]:
    """The press's own words in a part: its kind, marks of notes, and the signatures that no manuscript has."""
    parts = {part.slug: part for part in found}
    for slug, _ in copy.parts:
        expected = [letters(text) for text in copy.press.get(slug, [])]
        present = [letters(text) for text in parts[slug].press] if slug in parts else []
        for one, other in zip_longest(expected, present, fillvalue=""):
            if one != other:
                yield Loss(LossKind.CHANGED, one or "nothing", other or "nothing")


def _unlisted(emendations: tuple[Emendation, ...], listed: list[_Listed], found: list[_FoundPart]) -> Iterator[Loss]:
    """Every emendation stands in the list, whose line leads to the place in the text."""
    anchors = {anchor for part in found for anchor in part.anchors}
    lines = {line.target: letters(line.text) for line in listed}
    for item in emendations:
        if not lines.get(item.anchor, "").startswith(letters(f"{item.entry},")):
            yield Loss(LossKind.MISSING, item.entry)
        elif item.anchor not in anchors:
            yield Loss(LossKind.MOVED, item.entry, "its line in the list leads nowhere")


def _all_words(copy: wanted.Copy) -> Iterator[tuple[Word, ...]]:
    yield from (words for _, words in copy.parts)
    yield from (note.words for note in copy.notes)


# --- comparing ------------------------------------------------------------------------------------------------


def _order(copy: wanted.Copy, found: list[_FoundPart]) -> Iterator[Loss]:
    """The parts must follow each other as in the document."""
    expected = [slug for slug, _ in copy.parts]
    present = [part.slug for part in found if part.slug in expected]
    for slug, place in zip([slug for slug in expected if slug in present], present, strict=False):
        if slug != place:
            words = dict(copy.parts)[slug]
            yield Loss(LossKind.MOVED, shorten([word.text for word in words]), span=words[0].span if words else None)


def _notes(copy: wanted.Copy, found: list[_FoundPart], views: list[View]) -> Iterator[Loss]:
    texts = {anchor: text for part in found for anchor, text in part.notes.items()}
    names = copy.names()
    seen = views[len(copy.parts) :]
    expected = {note_anchor(note.part, note.label): view.stream for note, view in zip(copy.notes, seen, strict=True)}
    for note, view in zip(copy.notes, seen, strict=True):
        anchor = note_anchor(note.part, note.label)
        stream, text = expected[anchor], texts.get(anchor)
        name = f"{note.part}: {note.label}"
        if text is None:
            yield Loss(LossKind.MISSING, _shown(stream), "", len(stream.words), note.span, name)
        elif text != stream.text and any(text == other.text for other in expected.values()):
            yield Loss(LossKind.MOVED, _shown(stream), "another note stands in its place", 0, note.span, name)
        else:
            yield from tell(stream, view.gaps, names)
    for anchor in texts.keys() - expected.keys():
        yield Loss(LossKind.ADDED, "", shorten(texts[anchor].split()), note=anchor)
    in_order = [anchor for anchor in expected if anchor in texts]
    present = [anchor for anchor in texts if anchor in expected]
    for anchor, place in zip(in_order, present, strict=True):
        if anchor != place:
            note = copy.notes[list(expected).index(anchor)]
            yield Loss(LossKind.MOVED, _shown(expected[anchor]), span=note.span, note=f"{note.part}: {note.label}")


def _shown(stream: Stream) -> str:
    return shorten([word.text for word in stream.words])


def _gaps(stream: Stream, text: str) -> list[Gap]:
    differences, reached = collate(stream, 0, text)
    if reached < len(stream.text):
        differences.append(Difference(reached, len(stream.text), len(text), len(text)))
    return [Gap(d.start, d.end, text[d.found_start : d.found_end]) for d in differences]


def _links(copy: wanted.Copy, found: list[_FoundPart], *, whole: bool) -> Iterator[Loss]:
    """Every call leads to its note, stands where the manuscript has it, and the note leads back to the call.

    Where the text is not ``whole`` the letters before a call may differ for that reason, which is told already.
    """
    parts = {part.slug: part for part in found}
    for call in copy.calls:
        note = copy.notes[call.note]
        words = copy.parts[call.part][1]
        part = parts.get(note.part)
        if part is None:
            continue
        anchor, identifier = note_anchor(note.part, note.label), call_anchor(note.part, note.label)
        if anchor not in part.notes:
            continue
        trouble = ""
        match [item for item in part.calls if item.target == f"#{anchor}"]:
            case []:
                trouble = "no call leads to it"
            case [item]:
                if item.identifier != identifier or part.backlinks.get(anchor) != f"#{item.identifier}":
                    trouble = "its mark does not lead back to its call"
                elif whole and item.before != _before(words, call):
                    trouble = f"it is called after “{item.before}”"
            case _:
                trouble = "it is called more than once"
        if trouble:
            span = words[min(call.words, len(words) - 1)].span or note.span
            yield Loss(LossKind.MOVED, _shown(by_words(note.words)), trouble, 0, span, f"{note.part}: {note.label}")


def _before(words: tuple[Word, ...], call: wanted.Call) -> str:
    near = [word.text for word in words[max(call.words - CONTEXT, 0) : call.words]]
    inside = words[call.words].text[: call.inside] if call.words < len(words) else ""
    return letters("".join(near) + inside)[-CONTEXT:]


# --- reading --------------------------------------------------------------------------------------------------


def _parts(file: bytes, listed: list[_Listed]) -> Iterator[_FoundPart]:
    """The parts in reading order; the lines of the list of emendations go into ``listed``."""
    try:
        with zipfile.ZipFile(io.BytesIO(file)) as archive:
            roots = [ElementTree.fromstring(archive.read(name)) for name in _spine(archive)]
    except (zipfile.BadZipFile, KeyError, ElementTree.ParseError) as error:
        raise PressError(f"The e-book cannot be read back: {error}.", exit_code=ExitCode.LOST) from None
    start = part_anchor("")
    for root in roots:
        for section in root.iter(f"{_X}section"):
            if section.get("id") == NOTE_ON_TEXT:
                listed += [_listed(line) for line in section.iter(f"{_X}p") if "entry-line" in _classes(line)]
    for section in chain.from_iterable(root.iter(f"{_X}section") for root in roots):
        identifier = section.get("id", "")
        if "part" in _classes(section) and identifier.startswith(start):
            yield _read(section, identifier.removeprefix(start))


def _listed(line: Element) -> _Listed:
    link = line.find(f"{_X}a")
    return _Listed("".join(line.itertext()), link.get("href", "").partition("#")[2] if link is not None else "")


def _spine(archive: zipfile.ZipFile) -> Iterator[str]:
    """The pages in reading order (EPUB 3.3 §5.7)."""
    container = ElementTree.fromstring(archive.read("META-INF/container.xml"))
    package = container.find(f".//{_CONTAINER}rootfile")
    path = package.get("full-path", "") if package is not None else ""
    tree = ElementTree.fromstring(archive.read(path))
    items = {item.get("id"): unquote(item.get("href", "")) for item in tree.iter(f"{_OPF}item")}
    for reference in tree.iter(f"{_OPF}itemref"):
        yield posixpath.join(posixpath.dirname(path), items[reference.get("idref")])


def _read(section: Element, slug: str) -> _FoundPart:
    part = _FoundPart(slug)
    taken: list[str] = []
    _take(section, taken, part)
    part.text = _spaced(taken)
    part.anchors = frozenset(element.get("id", "") for element in section.iter())
    _take_signs(section, part)
    for notes in section.iter(f"{_X}section"):
        if "notes" in _classes(notes):
            for note in notes:
                if _TYPE in note.attrib and (identifier := note.get("id")):
                    words: list[str] = []
                    _take(note, words, None)
                    part.notes[identifier] = _spaced(words)
                    back = next((a for a in note.iter(f"{_X}a") if a.get("role") == "doc-backlink"), None)
                    part.backlinks[identifier] = back.get("href", "") if back is not None else ""
    return part


def _take(element: Element, taken: list[str], part: _FoundPart | None) -> None:
    """The text of an element that is the manuscript's: not the press's own, and of a part not its notes."""
    within = element.tag.removeprefix(_X) in _WITHIN_WORDS
    if not within:
        taken.append(" ")
    classes = _classes(element)
    if part is not None and element.get(_TYPE) == "noteref":
        part.calls.append(_FoundCall(element.get("id", ""), element.get("href", ""), _last_letters(taken)))
    if not classes & {"press", "notes"}:
        taken.append(element.get("alt", "") if element.tag == f"{_X}img" else element.text or "")
        number = int(element.get("start", "1")) if element.tag == f"{_X}ol" else None
        for child in element:
            if number is not None:
                taken.append(f" {child.get('value', number)}. ")
                number += 1
            _take(child, taken, part)
            taken.append(child.tail or "")
    if not within:
        taken.append(" ")


def _take_signs(element: Element, part: _FoundPart) -> None:
    """What an element and those in it say of themselves: kinds of items, series of notes, words of the press."""
    classes = _classes(element)
    if kind := next((name for name in _KINDS if name in classes), None):
        part.kinds.append(kind)
    if element.get(_TYPE) == "noteref":
        part.kinds.append(wanted.NOTE)
    if classes & {"call", "note"}:
        part.series += sorted(classes & {"author", "party"})
    if "press" in classes:
        part.press.append("".join(element.itertext()))
        return
    for child in element:
        _take_signs(child, part)


def _last_letters(taken: list[str]) -> str:
    """The last letters taken: pieces are short or long, so as many of them are looked at as it needs."""
    near = ""
    for piece in reversed(taken):
        near = piece[-10 * CONTEXT :] + near
        if len(near) > 10 * CONTEXT:
            break
    return letters(near)[-CONTEXT:]


def _classes(element: Element) -> set[str]:
    return set(element.get("class", "").split())


def _spaced(pieces: Iterable[str]) -> str:
    """Pieces of text as a stream of words has them: each word followed by one space."""
    return "".join(f"{word} " for word in clean("".join(pieces)).split())
