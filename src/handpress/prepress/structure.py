"""The tags of pages: what the layout engine leaves undone or does wrong is put right here (ISO 14289-1 §7).

It hangs running heads on no tree, gives a link in a link a second mark, knows no notes, parts a note that goes on
overleaf, lets a list item hold what only its body may, and measures pictures in pixels from the top.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from handpress.prepress.drawings import forms_within
from handpress.prepress.engine import Array, Dictionary, Name, Pdf, Step, String, drop, key_of, rewritten, steps

_PIXEL = 0.75  # pt
_NOTE = re.compile(r"/Note(\d+)")


class Tree:
    """The tags of a file: its elements, and which of them each mark on each page and each annotation belongs to."""

    def __init__(self, pdf: Pdf) -> None:
        self._pdf = pdf
        self._root = pdf.Root.StructTreeRoot
        pairs = list(self._root.ParentTree.Nums)
        self._parents: dict[int, Any] = {int(pairs[at]): pairs[at + 1] for at in range(0, len(pairs), 2)}

    def elements(self) -> Iterator[Any]:
        """Every element of the tree, parents before their children."""
        waiting = kids(self._root)[::-1]
        while waiting:
            element = waiting.pop()
            if isinstance(element, Dictionary) and "/S" in element:
                yield element
                waiting += kids(element)[::-1]

    def settle_marks(self) -> None:
        """Running heads and folios are no part of the text: they become artifacts of the page (§7.1).

        What is drawn by way of a form, as faint text is, tells there which elements it belongs to.
        """
        known = {key_of(element) for element in self.elements()}
        for page in self._pdf.pages:
            owners = self._parents[int(page.obj.StructParents)]
            for drawing in forms_within(page.obj):
                found, kept = [], set()
                for step in steps(drawing.holder):
                    number = _mark(step)
                    if number is None:
                        found.append(step)
                    elif key_of(owners[number]) in known:
                        kept.add(number)
                        found.append(step)
                    else:
                        found.append(([Name.Artifact, Dictionary(Type=Name.Pagination)], "BDC"))
                drawing.rewrite(self._pdf, rewritten(found))
                if not drawing.is_page and kept:
                    self._lodge(drawing.holder, kept, page.obj)
            for number, owner in enumerate(list(owners)):
                if owner is not None and key_of(owner) not in known:
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
        for element in list(self.elements()):
            if numbered := _NOTE.fullmatch(str(element.S)):
                if (number := numbered[1]) in notes:
                    self._bring_home(element, notes[number])
                    continue
                notes[number] = element
                element.S, element.ID = Name.Note, String(f"note-{len(notes)}")
            if "/ID" in element:
                names.append((str(element.ID), element))
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
        for element in list(self.elements()):
            if element.S != Name.LI or all(kid.S in (Name.Lbl, Name.LBody) for kid in kids(element)):
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

    def mend_links(self) -> None:
        """A link lies on one element (§7.18.5): those the engine lays within another, on its parts, are taken away."""
        for element in list(self.elements()):
            marked = [kid for kid in kids(element) if _is_annotation(kid)]
            if not marked:
                continue
            if _within_link(element):
                self._drop(element, marked)
            else:
                element.S = Name.Link

    def drop_links(self) -> None:
        """No element leads anywhere any more: links become plain words, and the annotations are let go."""
        for element in list(self.elements()):
            self._drop(element, [kid for kid in kids(element) if _is_annotation(kid)])
            if element["/S"] == Name.Link:
                element.S = Name.Span
        for page in self._pdf.pages:
            drop(page.obj, "/Annots")

    def _drop(self, element: Any, marked: list[Any]) -> None:
        if not marked:
            return
        gone = {key_of(kid.Obj) for kid in marked}
        element.K = Array([kid for kid in kids(element) if not _is_annotation(kid)])
        for kid in marked:
            kept = [annotation for annotation in kid.Pg.get("/Annots", []) if key_of(annotation) not in gone]
            kid.Pg.Annots = Array(kept)
            self._parents.pop(int(kid.Obj.StructParent), None)

    def measure_pictures(self) -> None:
        """The place of a picture is told in pt from the page's corner, and not in pixels from its top."""
        for element in self.elements():
            if element["/S"] == Name.Figure and "/A" in element and "/BBox" in element.A:
                box = element.Pg.TrimBox
                left, top, right, bottom = (_PIXEL * float(edge) for edge in element.A.BBox)
                height = float(box[3]) - float(box[1])
                corners = (left, height - bottom, right, height - top)
                element.A.BBox = Array([round(edge, 4) for edge in corners])

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


def _mark(step: Step) -> int | None:
    """The number of the mark that a step begins, if it begins one."""
    operands, operator = step
    listed = operands[1] if operator == "BDC" else None
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
