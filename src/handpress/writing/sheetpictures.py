"""Pictures of imposed sheets: both sides of each on a page, small, with the numbers of their pages large upon them.

In: ``SheetProof`` and the PDF of the sheets. Out: a PDF; the sides stand in it as form XObjects, so that every line of
type is there, and can be looked at from near.
"""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement

from handpress.model.proofmarks import Cell, Face, SheetProof
from handpress.writing import documents, layout, stamping
from handpress.writing.faces import Font, enclosed, face_rules
from handpress.writing.proofsheet import head_rule, listing

_WIDTH, _HEIGHT = 595.28, 841.89  # A4: a picture needs no true size
_TOP, _SIDE = 48.0, 42.0
_ROOM = 340.0  # pt a side has of the page's height, with its title
_TITLE = 26.0


def write_pictures(proof: SheetProof, sheets: bytes, *, styles: str, fonts: Iterable[Font]) -> bytes:
    """The pictures as a PDF without tags, a sheet a page, and behind them the order of the pages in a table."""
    named = [font for font in fonts if f'"{font.family}"' in styles]
    scale = min((_WIDTH - 2 * _SIDE) / proof.width, (_ROOM - _TITLE) / proof.height)
    size = proof.width * scale, proof.height * scale
    content = [_page(faces, size) for faces in proof.sheets]
    order = listing(proof.order)
    SubElement(order, "p", {"class": "said"}).text = proof.order.none
    order.set("class", "list last")
    page = f"@page {{ size: {_WIDTH}pt {_HEIGHT}pt; margin: {_TOP}pt {_SIDE}pt }}"
    html = documents.paged([*content, order], title=proof.title, language=proof.head.language)
    laid = layout.lay_out(html, face_rules(named) + styles + page + head_rule(proof.head), enclosed(named))
    left = (_WIDTH - size[0]) / 2
    places = [
        stamping.Picture(number, face.picture, left, _TOP + row * (_ROOM + 20) + _TITLE, scale)
        for number, faces in enumerate(proof.sheets)
        for row, face in enumerate(faces)
    ]
    return stamping.place_pictures(laid.to_pdf(tags=False), sheets, places)


def _page(faces: Iterable[Face], size: tuple[float, float]) -> Element:
    section = Element("section", {"class": "sheet picture"})
    left = (_WIDTH - size[0]) / 2 - _SIDE
    for row, face in enumerate(faces):
        top = row * (_ROOM + 20)
        _box(section, "face-title", (left, top, size[0], 16)).text = face.title
        _box(section, "outline", (left, top + _TITLE, *size))
        if face.fold:
            middle = left + size[0] / 2
            _box(section, "fold", (middle, top + _TITLE - 5, 6, size[1] + 10))
            _box(section, "fold-word", (middle - 40, top + _TITLE + size[1] + 6, 80, 10)).text = face.fold
        for cell in face.cells:
            _cell(section, cell, face, (left, top + _TITLE), size)
    return section


def _cell(section: Element, cell: Cell, face: Face, corner: tuple[float, float], size: tuple[float, float]) -> None:
    width, height = size[0] / face.columns, size[1] / face.rows
    across, high = 84.0, 58.0
    x = corner[0] + cell.column * width + (width - across) / 2
    y = corner[1] + cell.row * height + (height - high) / 2
    name = "cell" if cell.words.isdigit() else "cell word"
    box = _box(section, name, (x, y, across, high))
    box.text = cell.words
    if cell.turn:
        box.set("style", f"{box.get('style')}; transform: rotate({cell.turn}deg)")


def _box(parent: Element, name: str, place: tuple[float, float, float, float]) -> Element:
    """A box by its left, top, width and height, measured from the margins."""
    left, top, width, height = place
    style = f"left: {left:.2f}pt; top: {top:.2f}pt; width: {width:.2f}pt; height: {height:.2f}pt"
    return SubElement(parent, "div", {"class": name, "style": style})
