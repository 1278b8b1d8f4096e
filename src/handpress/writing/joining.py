"""Formes are joined to one file: their pages, tags, links and bookmarks in order, and each font cut once for all.

Knows pikepdf alone. What a forme counts for itself is counted anew here: the keys of its tags, the cells of its tables.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from msgspec.structs import replace
from pikepdf import AccessMode, Array, Dictionary, Name, PageCopyWarning, Pdf, Stream, String

from handpress.inmemory import in_memory
from handpress.model.folios import ALIKE, Folios
from handpress.writing import instances
from handpress.writing.formes import Case, Forme

_TO_CHARACTERS = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo
<< /Registry (Adobe)
/Ordering (UCS)
/Supplement 0
>> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <ffff>
endcodespacerange
{ranges}
endcmap
CMapName currentdict /CMap defineresource pop
end
end"""
_RANGE = 100  # entries; no more may stand in one range of a CMap

_left: list[Any] = []
"""What was joined last. To take the objects of a book down takes as long as to write it, and need not be waited for."""


def join(
    formes: Sequence[Forme],
    faces: Mapping[str, bytes],
    folios: Folios = ALIKE,
    *,
    right_to_left: bool = False,
    output: str = "",
    finish: Callable[[Any], bytes] | None = None,
) -> bytes:
    """The pages of the formes as one file, or as they are dressed for an ``output``. Same formes, same bytes.

    ``finish`` makes a file of the joined pages while they are open; without it the file is those pages and no more.
    ``faces`` are the whole fonts by their digests. Where pages of the front have ``folios`` of their own, the file
    calls them so (ISO 32000-2, 12.4.2). Pages that run ``right_to_left`` say so (12.2): viewers lay facing pages the
    other way round.
    """
    _left.clear()
    with Pdf.new() as pdf:
        fonts = _Fonts(pdf, formes, faces)
        pages = [forme.dressed[output].pdf if output else forme.pdf for forme in formes]
        given = zip(pages, formes, strict=True)
        parts = [_Part(pdf, made, forme.cases, number, fonts) for number, (made, forme) in enumerate(given)]
        _mend_tags(pdf, parts)
        _mend_bookmarks(pdf, parts)
        names = sorted((item for part in parts for item in part.anchors()), key=lambda pair: pair[0])
        pairs = [half for name, place in names for half in (String(name), place)]
        pdf.Root.Names = Dictionary(Dests=pdf.make_indirect(Dictionary(Names=Array(pairs))))
        first = parts[0].source
        pdf.Root.Lang = String(str(first.Root.Lang))
        pdf.Root.MarkInfo = Dictionary(Marked=True)
        pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        if folios.front:
            roman, decimal = Dictionary(S=Name.r), Dictionary(S=Name.D)
            pdf.Root.PageLabels = Dictionary(Nums=Array([0, roman, folios.front, decimal]))
        if right_to_left:
            pdf.Root.ViewerPreferences.Direction = Name.R2L
        told = pdf.docinfo
        for key, value in first.docinfo.items():
            told[key] = String(str(value))
        made = (finish or _as_they_are)(pdf)
        for part in parts:
            part.source.close()
    _left[:] = [pdf, parts, fonts]
    return made


def _as_they_are(pdf: Pdf) -> bytes:
    """The pages joined and no more, for whoever does something else to them; nothing is packed."""
    out = io.BytesIO()
    pdf.save(out, force_version="1.7", deterministic_id=True, compress_streams=False)
    return out.getvalue()


class _Part:
    """The pages of a forme, now in the file they are joined to."""

    def __init__(self, pdf: Pdf, made: bytes, cases: Iterable[str], number: int, fonts: _Fonts) -> None:
        self._pdf, self._number = pdf, number
        self.source = Pdf.open(file := in_memory(made), access_mode=AccessMode.mmap)
        if not isinstance(file, io.BytesIO):
            # It needs its number no more: a book may have more formes than a process may have numbers.
            file.close()
        begun = len(pdf.pages)
        # By themselves, without a word on their named places, which follow.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", PageCopyWarning)
            pdf.pages.extend(self.source.pages)
        self.pages = [page.obj for page in pdf.pages[begun:]]
        fonts.lend(self.pages[0].Resources, cases)
        # After the pages, so that what leads to a page leads to the one in this file.
        self.tags = pdf.copy_foreign(self.source.make_indirect(self.source.Root.StructTreeRoot))
        self._has_cells = b"/Headers" in made

    def anchors(self) -> Iterator[tuple[str, Any]]:
        """The named places on these pages."""
        held = self.source.Root.get("/Names")
        if held is not None and "/Dests" in held:
            copied = list(self._pdf.copy_foreign(self.source.make_indirect(held.Dests)).Names)
            for at in range(0, len(copied), 2):
                yield str(copied[at]), copied[at + 1]

    def bookmarks(self) -> list[Any]:
        """The outermost bookmarks of these pages."""
        if "/Outlines" not in self.source.Root:
            return []
        found = [self._pdf.copy_foreign(self.source.Root.Outlines).First]
        while "/Next" in found[-1]:
            found.append(found[-1].Next)
        return found

    def count_tags_from(self, key: int) -> Iterator[tuple[int, Any]]:
        """Give the tags of these pages the keys from ``key`` on, and tell what belongs to each."""
        for page in self.pages:
            page.StructParents = int(page.StructParents) + key
            for annotation in page.get("/Annots", []):
                annotation.StructParent = int(annotation.StructParent) + key
        for form in self._tagged_forms():
            form.StructParents = int(form.StructParents) + key
        pairs = list(self.tags.ParentTree.Nums)
        for at in range(0, len(pairs), 2):
            yield int(pairs[at]) + key, pairs[at + 1]

    def _tagged_forms(self) -> list[Any]:
        """The forms drawn on these pages that have tags of their own, as those of dressed pages may."""
        found: dict[tuple[int, int], Any] = {}
        waiting = [page.Resources for page in self.pages]
        while waiting:
            drawn: Any = waiting.pop().get("/XObject", {})
            for name in drawn.keys():  # noqa: SIM118
                item = drawn[name]
                if item.objgen not in found and "/StructParents" in item:
                    found[item.objgen] = item
                    waiting += [item.Resources] if "/Resources" in item else []
        return list(found.values())

    def named(self) -> Iterator[Any]:
        """The elements that dressed pages have given names, notes and cells, each kind in its order."""
        if "/IDTree" in self.tags:
            pairs = list(self.tags.IDTree.Names)
            named = {str(pairs[at]): pairs[at + 1] for at in range(0, len(pairs), 2)}
            for name in sorted(named, key=lambda name: (len(name), name)):
                yield named[name]

    def elements(self, document: Any) -> Iterator[Any]:
        """The outermost elements of the tags of these pages, as children of ``document``."""
        for element in self.tags.K[0].K:
            element.P = document
            if self._has_cells:
                self._name_cells(element)
            yield element

    def _name_cells(self, element: Any) -> None:
        """Cells of tables are told apart by names, which must be those of one forme alone."""
        waiting = [element]
        while waiting:
            one = waiting.pop()
            if not isinstance(one, Dictionary):
                continue
            if "/ID" in one:
                one.ID = String(f"{self._number}-{one.ID}")
            if "/A" in one and "/Headers" in one.A:
                one.A.Headers = Array([String(f"{self._number}-{name}") for name in one.A.Headers])
            waiting += list(one.get("/K", [])) if isinstance(one.get("/K"), Array) else []


def _mend_tags(pdf: Pdf, parts: Sequence[_Part]) -> None:
    document = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document))
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot, K=Array([document])))
    owners: list[Any] = []
    key = 0
    for part in parts:
        counted = list(part.count_tags_from(key))
        owners += [half for pair in counted for half in pair]
        key = 1 + max(number for number, _ in counted)
    document.P = root
    document.K = Array([element for part in parts for element in part.elements(document)])
    root.ParentTree = pdf.make_indirect(Dictionary(Nums=Array(owners)))
    root.ParentTreeNextKey = key
    names = sorted(_names(parts), key=lambda pair: pair[0])
    if names:
        pairs = [half for name, element in names for half in (String(name), element)]
        root.IDTree = pdf.make_indirect(Dictionary(Names=Array(pairs)))
    pdf.Root.StructTreeRoot = root


def _names(parts: Iterable[_Part]) -> Iterator[tuple[str, Any]]:
    """The named elements of all formes by their names, for which notes are counted through."""
    notes = 0
    for part in parts:
        for element in part.named():
            if Name.Note == element.S:
                notes += 1
                element.ID = String(f"note-{notes}")
            yield str(element.ID), element


def _mend_bookmarks(pdf: Pdf, parts: Sequence[_Part]) -> None:
    found = [bookmark for part in parts for bookmark in part.bookmarks()]
    if not found:
        return
    shown = sum(1 + max(0, int(bookmark.Count)) for bookmark in found)
    root = pdf.make_indirect(Dictionary(First=found[0], Last=found[-1], Count=shown))
    for before, bookmark, behind in zip([None, *found], found, [*found[1:], None], strict=False):
        bookmark.Parent = root
        for side, neighbour in (("/Prev", before), ("/Next", behind)):
            if neighbour is not None:
                bookmark[side] = neighbour
            elif side in bookmark:
                del bookmark[side]
    pdf.Root.Outlines = root


class _Fonts:
    """The fonts of all formes: each cut once, for the glyphs that any of them uses."""

    def __init__(self, pdf: Pdf, formes: Sequence[Forme], faces: Mapping[str, bytes]) -> None:
        self._pdf, self._faces = pdf, faces
        self._cases: dict[str, Case] = {}
        for forme in formes:
            for name, case in forme.cases.items():
                self._cases[name] = _together(self._cases[name], case) if name in self._cases else case
        self._made: dict[str, Any] = {}

    def lend(self, resources: Any, names: Iterable[str]) -> None:
        """Put the fonts of all in the place of those that the pages of one forme have under these names."""
        for name in names:
            if name not in self._made:
                self._made[name] = self._make(resources.Font[f"/{name}"], self._cases[name])
            resources.Font[f"/{name}"] = self._made[name]

    def _make(self, font: Any, case: Case) -> Any:
        """The font that a forme has, with the glyphs of all formes; it is changed where it lies."""
        cut = instances.cut(self._faces[case.face], case.index, case.axes, case.characters)
        inner = font.DescendantFonts[0]
        described = inner.FontDescriptor
        key = "/FontFile3" if "/FontFile3" in described else "/FontFile2"
        file = Stream(self._pdf, cut)
        if key == "/FontFile3":
            file.Subtype = Name.OpenType
        else:
            file.Length1 = len(cut)
        described[key] = self._pdf.make_indirect(file)
        left, bottom, _, top = described.FontBBox
        described.FontBBox = Array([left, bottom, max(case.widths.values(), default=0), top])
        # Bit 1: all signs are of one width (ISO 32000-2 §9.8.2), in all formes together.
        even = len(case.widths) > 1 and len(set(case.widths.values())) == 1
        described.Flags = int(described.Flags) & ~1 | even
        inner.W = _widths(case.widths)
        font.ToUnicode = self._pdf.make_indirect(Stream(self._pdf, _to_characters(case.characters)))
        return font


def _together(one: Case, other: Case) -> Case:
    # The first to use a glyph says what it stands for, as in one file.
    characters, widths = {**other.characters, **one.characters}, {**other.widths, **one.widths}
    return replace(one, characters=characters, widths=widths)


def _widths(widths: Mapping[int, int]) -> Array:
    """The widths of glyphs, each stretch of neighbours behind the number of its first (ISO 32000-2 §9.7.4.3)."""
    found: list[Any] = []
    for glyph in sorted(widths):
        if glyph - 1 not in widths:
            found += [glyph, []]
        found[-1].append(widths[glyph])
    return Array([Array(item) if isinstance(item, list) else item for item in found])


def _to_characters(characters: Mapping[int, str]) -> bytes:
    """The table that tells what glyphs stand for (ISO 32000-2 §9.10.3)."""
    entries = [f"<{glyph:04x}> <{text.encode('utf-16-be').hex()}>" for glyph, text in sorted(characters.items())]
    ranges = (entries[at : at + _RANGE] for at in range(0, len(entries), _RANGE))
    told = "\n".join(f"{len(some)} beginbfchar\n" + "\n".join(some) + "\nendbfchar" for some in ranges)
    return _TO_CHARACTERS.format(ranges=told).encode("ascii")
