"""The sheets of a proof: what is laid over its pages, and the lists behind them, set as pages of their own.

In: ``ProofMarks``. Out: a PDF with a sheet for every page, empty but for the marks, and the lists. The pages themselves
are not set again: ``stamping.mount`` lays each sheet over its page.
"""

from __future__ import annotations

from collections.abc import Iterable
from string import Formatter
from xml.etree.ElementTree import Element, SubElement

from handpress.model.folios import ALIKE, Folios
from handpress.model.languages import is_right_to_left
from handpress.model.proofmarks import Frame, Head, Listing, MarginNote, PageMarks, ProofMarks, ProofSheet, Rule
from handpress.writing import documents, layout
from handpress.writing.faces import Font, enclosed, face_rules

_TOP, _SIDE = 34.0, 18.0  # the margins of the sheet in pt: over them stands the head
_RISE, _HEIGHT = 0.8, 1.1  # where a line of type begins above its baseline, and how high it is, of its size


def write_sheets(marks: ProofMarks, *, styles: str, fonts: Iterable[Font]) -> bytes:
    """The sheets as a PDF without tags, as many as the proof has pages, and behind them the lists."""
    named = [font for font in fonts if f'"{font.family}"' in styles]
    content = [_sheet(page, marks.sheet) for page in marks.pages]
    content += [listing(one) for one in marks.lists]
    if content:
        content[-1].set("class", f"{content[-1].get('class')} last")
    page = f"@page {{ size: {marks.sheet.width:.3f}pt {marks.sheet.height:.3f}pt; margin: {_TOP}pt {_SIDE}pt }}"
    html = documents.paged(content, title=marks.title, language=marks.head.language)
    sheet = face_rules(named) + styles + page + head_rule(marks.head, marks.folios)
    return layout.lay_out(html, sheet, enclosed(named), marks.folios).to_pdf(tags=False)


def head_rule(head: Head, folios: Folios = ALIKE) -> str:
    """The style sheet that puts a head and the number of the page over every page, as ``Head.over`` says."""
    number = 'counter(page, folio) " (" counter(sheet) ")"' if folios.front else "counter(page)"
    counters = {"page": number, "pages": "counter(pages)"}
    said = [_quoted(f"{head.words} · ")]
    for words, counted, _, _ in Formatter().parse(head.paging):
        said += [_quoted(words), *([counters[counted]] if counted else [])]
    side = "direction: rtl; text-align: right" if is_right_to_left(head.language) else "text-align: left"
    places = "@page { counter-increment: page sheet }" if folios.front else ""
    return f"{places}@page {{ @top-left {{ content: {' '.join(said)}; {side} }} }}"


def _quoted(words: str) -> str:
    """Words as a string of a style sheet."""
    return '"' + "".join(char if char.isalnum() or char in " .,-·" else f"\\{ord(char):06x}" for char in words) + '"'


# --- marks --------------------------------------------------------------------------------------------------


def _sheet(page: PageMarks, sheet: ProofSheet) -> Element:
    section = Element("section", {"class": "sheet"})
    if sheet.larger:
        _at(section, "edge", sheet, (0.0, 0.0, sheet.page_width, sheet.page_height))
    for frame in page.frames:
        _frame(section, frame, sheet)
    for number in page.numbers:
        _at(section, "number", sheet, (page.left - 34, number.baseline - 6, 26, 8)).text = number.words
    for tag in page.tags:
        left = _SIDE - sheet.left
        _at(
            section, "tag", sheet, (left, tag.baseline - 7, max(sheet.left_to(page.left) - left, 10), 8)
        ).text = tag.words
    for baseline in dict.fromkeys(note.baseline for note in page.notes):
        _at(section, "leader", sheet, (page.right + 3, baseline, sheet.right_from - page.right - 6, 0))
    for note in page.notes:
        _note(section, note, sheet)
    return section


def _note(section: Element, note: MarginNote, sheet: ProofSheet) -> None:
    width = sheet.width - sheet.left - sheet.right_from - 10
    box = _at(section, "note heavy" if note.heavy else "note", sheet, (sheet.right_from, note.top, width, 0))
    for line in note.lines:
        SubElement(box, "p").text = line


def _frame(section: Element, frame: Frame, sheet: ProofSheet) -> None:
    top, height = frame.baseline - _RISE * frame.size, _HEIGHT * frame.size
    if frame.rule is Rule.STRIKE:
        height *= 0.5
    _at(section, f"frame {frame.rule}", sheet, (frame.left - 0.6, top, frame.right - frame.left + 1.2, height))


def _at(parent: Element, name: str, sheet: ProofSheet, place: tuple[float, float, float, float]) -> Element:
    """A box by its left, top, width and height (0: as high as what is in it), measured from the page's own corner."""
    left, top, width, height = place
    x, y = sheet.left + left - _SIDE, sheet.top + top - _TOP
    style = f"left: {x:.2f}pt; top: {y:.2f}pt; width: {max(width, 0):.2f}pt"
    style += f"; height: {height:.2f}pt" if height else ""
    return SubElement(parent, "div", {"class": name, "style": style})


# --- lists --------------------------------------------------------------------------------------------------


def listing(one: Listing) -> Element:
    """A list as a section: its title, and a table or what is said where it has no row."""
    section = Element("section", {"class": "list"})
    SubElement(section, "h2").text = one.title
    if not one.rows:
        SubElement(section, "p").text = one.none
        return section
    table = SubElement(section, "table", {"class": f"of-{len(one.heads)}"})
    for tag, rows in (("th", (one.heads,)), ("td", one.rows)):
        for row in rows:
            line = SubElement(table, "tr")
            for column, cell in enumerate(row):
                latin = tag == "td" and column in one.latin
                SubElement(line, tag, {"dir": "ltr"} if latin else {}).text = cell
    return section
