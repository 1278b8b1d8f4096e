"""The tags of pages: what the layout engine leaves undone or does wrong is put right here (ISO 14289-1 §7).

It hangs running heads on no tree, gives a link in a link a second mark, knows no notes, parts a note that goes on
overleaf, lets a list item hold what only its body may, and measures pictures in pixels from the top.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from handpress.prepress.contents import Contents
from handpress.prepress.engine import (
    Array,
    Dictionary,
    Name,
    Pdf,
    String,
    drop,
    key_of,
    operator_of,
    parsed,
    unparsed,
)

_PIXEL = 0.75  # pt
_NOTE = re.compile(r"/Note(\d+)")
_MARK = re.compile(rb"/\S+ << /MCID (\d+) >> BDC")
_OF_LINES = frozenset(("/P", "/H1", "/H2", "/H3", "/H4", "/H5", "/H6", "/Span", "/Link"))
_SAYS_NOTHING = (Name.Span, Name.NonStruct)
_BARE = frozenset(("/K", "/P", "/Pg", "/S", "/Type"))
_OF_THE_PAGE = ([Name.Artifact, Dictionary(Type=Name.Pagination)], "BDC")


class _Element(Struct, eq=False):
    """An element as the engine has left it: ``kind`` is its name, ``links`` the annotations that lie on it."""

    item: Any
    kind: str
    links: list[Any]


class Tree:
    """The tags of a file: its elements, and which of them each mark on each page and each annotation belongs to."""

    def __init__(self, pdf: Pdf) -> None:
        self._pdf = pdf
        self._root = pdf.Root.StructTreeRoot
        pairs = list(self._root.ParentTree.Nums)
        self._parents: dict[int, Any] = {int(pairs[at]): pairs[at + 1] for at in range(0, len(pairs), 2)}
        # A book has tens of thousands of elements. They are gone through once, and then only those that matter.
        self._elements = list(_elements(self._root))

    def settle_marks(self, contents: Contents) -> None:
        """Running heads and folios are no part of the text: they become artifacts of the page (§7.1).

        What is drawn by way of a form, as faint text is, tells there which elements it belongs to.
        """
        known = {key_of(element.item) for element in self._elements}
        for page in self._pdf.pages:
            owners = self._parents[int(page.obj.StructParents)]
            owned = [owner is not None and key_of(owner) in known for owner in owners]
            for drawing in contents.of_page(page.obj):
                found, kept = [], set()
                for line in contents.of(drawing):
                    number = _mark(line)
                    if number is None:
                        found.append(line)
                    elif owned[number]:
                        kept.add(number)
                        found.append(line)
                    else:
                        found.append(unparsed(_OF_THE_PAGE))
                contents.rewrite(drawing, found)
                if not drawing.is_page and kept:
                    self._lodge(drawing.holder, kept, page.obj)
            for number, whose in enumerate(owned):
                if not whose and owners[number] is not None:
                    owners[number] = None

    def _lodge(self, form: Any, marks: set[int], page: Any) -> None:
        """Let the elements of marks within a form look for them there (ISO 32000-1 §14.7.4.3)."""
        owners = self._parents[int(page.StructParents)]
        form.StructParents = max(self._parents) + 1
        self._parents[int(form.StructParents)] = Array(
            [owners[number] if number in marks else None for number in range(max(marks) + 1)]
        )
        for number in sorted(marks):
            place = self._pdf.make_indirect(Dictionary(Type=Name.MCR, Pg=page, Stm=form, MCID=number))
            element = owners[number]
            element.K = Array([place if kid == number else kid for kid in kids(element)])
            owners[number] = None

    def name_notes(self) -> None:
        """Every note gets a name of its own (§7.9), and what stands of it overleaf comes home to it."""
        notes: dict[str, Any] = {}
        names: list[tuple[str, Any]] = []
        kept: list[_Element] = []
        for element in self._elements:
            item = element.item
            if numbered := _NOTE.fullmatch(element.kind):
                if (number := numbered[1]) in notes:
                    self._bring_home(item, notes[number])
                    continue
                notes[number] = item
                item.S, item.ID = Name.Note, String(f"note-{len(notes)}")
            kept.append(element)
            if "/ID" in item:
                names.append((str(item.ID), item))
        self._elements = kept
        if names:
            pairs = [
                item for name, element in sorted(names, key=lambda pair: pair[0]) for item in (String(name), element)
            ]
            self._root.IDTree = self._pdf.make_indirect(Dictionary(Names=Array(pairs)))

    def _bring_home(self, rest: Any, note: Any) -> None:
        """The elements of ``rest`` move to the end of ``note``; the empty one leaves the tree."""
        for kid in kids(rest):
            kid.P = note
            note.K.append(kid)
        remaining = [kid for kid in kids(rest.P) if not _same(kid, rest)]
        rest.P.K = Array(remaining)

    def mend_lists(self) -> None:
        """An item of a list holds its sign and one body, and nothing else (ISO 32000-1 §14.8.4.3.3)."""
        for element in [one.item for one in self._elements if one.kind == "/LI"]:
            if all(kid.S in (Name.Lbl, Name.LBody) for kid in kids(element)):
                continue
            signs = [kid for kid in kids(element) if kid["/S"] == Name.Lbl]
            body = self._pdf.make_indirect(
                Dictionary(Type=Name.StructElem, S=Name.LBody, P=element, Pg=element.Pg, K=Array())
            )
            for kid in kids(element):
                if kid["/S"] == Name.Lbl:
                    continue
                # A body among others gives up what it holds: a body in a body is none.
                for inner in kids(kid) if kid["/S"] == Name.LBody else [kid]:
                    inner.P = body
                    body.K.append(inner)
            element.K = Array([*signs, body])

    def join_lines(self) -> None:
        """A line is no element: its marks belong to what it is a line of, and so does what the engine left empty.

        The engine lays each line of a paragraph in a span of its own, of which whoever hears the text has nothing; they
        are half of all that a file of text is made of.
        """
        for element in reversed(self._elements):
            if element.kind in _OF_LINES:
                held = kids(element.item)
                lines = [self._line(kid, element.item) for kid in held]
                if any(line is not None for line in lines):
                    pairs = zip(held, lines, strict=True)
                    element.item.K = Array([one for kid, line in pairs for one in ([kid] if line is None else line)])

    def _line(self, kid: Any, above: Any) -> list[Any] | None:
        """The marks of a line, which are then those of the element ``above`` it; None for what is more than a line."""
        if not isinstance(kid, Dictionary) or kid.get("/S") not in _SAYS_NOTHING or not _BARE.issuperset(kid.keys()):
            return None
        marks = kids(kid)
        if not all(isinstance(mark, int) for mark in marks):
            return None
        page = kid.Pg
        owners = self._parents[int(page.StructParents)]
        for mark in marks:
            owners[mark] = above
        if "/Pg" in above and _same(page, above.Pg):
            return marks
        return [Dictionary(Type=Name.MCR, Pg=page, MCID=mark) for mark in marks]

    def mend_links(self) -> None:
        """A link lies on one element (§7.18.5): those the engine lays within another, on its parts, are taken away."""
        for element in self._elements:
            if element.links:
                if _within_link(element.item):
                    self._drop(element)
                else:
                    element.item.S = Name.Link

    def drop_links(self) -> None:
        """No element leads anywhere any more: links become plain words, and the annotations are let go."""
        for element in self._elements:
            # Links that were mended are called so now, whatever the engine called them.
            if element.links and Name.Link == element.item.S:
                element.item.S = Name(element.kind)
            self._drop(element)
            if element.kind == "/Link":
                element.item.S = Name.Span
        for page in self._pdf.pages:
            drop(page.obj, "/Annots")

    def _drop(self, element: _Element) -> None:
        if not element.links:
            return
        gone = {key_of(link.Obj) for link in element.links}
        element.item.K = Array([kid for kid in kids(element.item) if not _is_annotation(kid)])
        for link in element.links:
            kept = [annotation for annotation in link.Pg.get("/Annots", []) if key_of(annotation) not in gone]
            link.Pg.Annots = Array(kept)
            self._parents.pop(int(link.Obj.StructParent), None)

    def measure_pictures(self) -> None:
        """The place of a picture is told in pt from the page's corner, and not in pixels from its top."""
        for figure in self.figures():
            box = figure.Pg.TrimBox
            left, top, right, bottom = (_PIXEL * float(edge) for edge in figure.A.BBox)
            height = float(box[3]) - float(box[1])
            corners = (left, height - bottom, right, height - top)
            figure.A.BBox = Array([round(edge, 4) for edge in corners])

    def figures(self) -> Iterator[Any]:
        """The elements of pictures that say where these stand."""
        for element in self._elements:
            if element.kind == "/Figure" and "/A" in element.item and "/BBox" in element.item.A:
                yield element.item

    def close(self) -> None:
        """Write down which element each mark belongs to."""
        pairs = [item for number in sorted(self._parents) for item in (number, self._parents[number])]
        self._root.ParentTree = self._pdf.make_indirect(Dictionary(Nums=Array(pairs)))
        self._root.ParentTreeNextKey = max(self._parents, default=-1) + 1


def kids(element: Any) -> list[Any]:
    """What an element holds: elements, numbers of marks, and annotations."""
    held = element.get("/K")
    if held is None:
        return []
    return list(held) if isinstance(held, Array) else [held]


def _elements(root: Any) -> Iterator[_Element]:
    """Every element of the tree, parents before their children."""
    waiting = kids(root)[::-1]
    while waiting:
        item = waiting.pop()
        held = [kid for kid in kids(item) if isinstance(kid, Dictionary)]
        yield _Element(item, str(item.S), [kid for kid in held if _is_annotation(kid)])
        waiting += [kid for kid in reversed(held) if "/S" in kid]


def _mark(line: bytes) -> int | None:
    """The number of the mark that a line begins, if it begins one."""
    if operator_of(line) != b"BDC":
        return None
    if plain := _MARK.fullmatch(line):
        return int(plain[1])
    listed = parsed(line)[0][1]
    return int(listed.MCID) if isinstance(listed, Dictionary) and "/MCID" in listed else None


def _is_annotation(kid: Any) -> bool:
    return isinstance(kid, Dictionary) and kid.get("/Type") == Name.OBJR


def _within_link(element: Any) -> bool:
    above = element.P
    while "/S" in above:
        if above["/S"] == Name.Link:
            return True
        above = above.P
    return False


def _same(one: Any, other: Any) -> bool:
    return isinstance(one, Dictionary) and key_of(one) == key_of(other)
