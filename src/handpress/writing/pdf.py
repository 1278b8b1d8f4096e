"""The pages in print: laid out, looked over, and laid out again until every note is there and every number right."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise, takewhile
from pathlib import PurePosixPath
from xml.etree.ElementTree import Element, SubElement

from handpress.diagnostics import ExitCode, PressError
from handpress.model import walk
from handpress.model.document import Document, FrontMatter, Metadata
from handpress.model.facts import NOTE_ON_TEXT, Facts, PageStart, note_anchor, part_anchor, pointer_anchor
from handpress.model.folios import ALIKE, Folios, folios_of, text_begins
from handpress.model.languages import is_right_to_left
from handpress.model.nodes import Inlines
from handpress.model.pagelines import PageLines
from handpress.writing import documents, layout, preliminaries
from handpress.writing.layout import SCHEME, Enclosed, Pages
from handpress.writing.pagedesign import PageDesign, folio_styles, page_styles, turned_styles
from handpress.writing.xhtml import LOOSEST, Medium, NotePlacement, write_part

_ROUNDS = 20
_UNKNOWN_PAGE = "00"


@dataclass(frozen=True, slots=True)
class Font:
    """A font with what the style sheets call it. ``weight`` on the CSS scale, 0 where it is variable."""

    name: str
    family: str
    style: str
    content: bytes
    weight: int = 0

    @property
    def rule(self) -> str:
        """The ``@font-face`` rule for it."""
        weight = f" font-weight: {self.weight};" if self.weight else ""
        face = f'font-family: "{self.family}"; font-style: {self.style};{weight} src: url("{SCHEME}{self.name}")'
        return f"@font-face {{ {face} }}\n"


def enclosed(fonts: Iterable[Font]) -> dict[str, Enclosed]:
    """The fonts as files that pages may use."""
    return {font.name: Enclosed(font.content, "font/ttf") for font in fonts}


def face_rules(fonts: Iterable[Font]) -> str:
    """The ``@font-face`` rules for the fonts."""
    return "".join(font.rule for font in fonts)


@dataclass(frozen=True, slots=True)
class Binding:
    """A cover that is bound as pages of the pamphlet.

    ``before`` and ``behind`` are its pages; ``blank`` is put in before the latter until there is a multiple of
    ``multiple`` pages, so that the back is the last page of the last sheet. ``finish`` takes the pages and their number
    and lays on them what the engine cannot set.
    """

    before: tuple[Element, ...]
    behind: tuple[Element, ...]
    blank: Element
    multiple: int
    styles: str
    files: Mapping[str, Enclosed]
    finish: Callable[[bytes, int], bytes]

    def blanks(self, pages: int) -> int:
        """How many blanks a pamphlet of so many pages needs, those of the cover among them."""
        return -pages % self.multiple


@dataclass(frozen=True, slots=True)
class Printed:
    """The pages of a pamphlet.

    ``page_of`` is the page (from 1) of every anchor; ``rounds`` how often the pages were laid out; ``repaired`` the
    ids of the notes that the engine had lost or split wrongly before the press changed a break; ``facts`` those of the
    pages, on which a note may stand at its part's end that was meant for the foot; ``covers`` the pages (from 1) of the
    cover and the blanks before its back, which hold nothing of the text; ``starts`` where each page begins; ``lines``
    where the lines stand on each page, if that was asked for; ``folios`` the numbers that the pages bear.
    """

    pdf: bytes
    pages: int
    page_of: Mapping[str, int]
    rounds: int
    repaired: tuple[str, ...]
    facts: Facts
    covers: frozenset[int] = frozenset()
    starts: tuple[PageStart, ...] = ()
    lines: tuple[PageLines, ...] = ()
    folios: Folios = ALIKE


def write_pdf(
    document: Document,
    facts: Facts,
    *,
    design: PageDesign,
    styles: str,
    fonts: Iterable[Font],
    pictures: Mapping[str, Enclosed],
    binding: Binding | None = None,
    bleed_mm: float = 0.0,
    lines: bool = False,
) -> Printed:
    """Lay out a pamphlet on the pages of ``design``.

    ``pictures`` by their source in the manuscript; ``binding`` is a cover of its own pages; backgrounds of pages go
    ``bleed_mm`` over the trim all round. ``lines``: where the lines stand is to be told too.

    Page numbers are written as text and not by ``target-counter()``, which makes the engine lose notes; a note that
    is lost all the same gets looser breaks in its paragraph alone. That needs another round, as do numbers in the text
    that are not right; those of the contents and the note on the text do not.
    Raises ``PressError`` where a note cannot be brought onto the pages.
    """
    # A face that no rule names would only be read and thrown away.
    wanted_styles = styles + (binding.styles if binding else "")
    named = [font for font in fonts if f'"{font.family}"' in wanted_styles]
    files = {**enclosed(named), **pictures, **(binding.files if binding else {})}
    bleed = f"@page {{ bleed: {bleed_mm}mm }}" if bleed_mm else ""
    turned = is_right_to_left(document.metadata.language)
    sheet = face_rules(named) + page_styles(design) + wanted_styles + bleed + (turned_styles() if turned else "")
    page_of: Mapping[str, int] = {}
    loosened: dict[str, int] = {}
    blanks = 0
    parts = _parts(document, facts, _PageNumbers(page_of, ALIKE), loosened, design.letters_across, named=lines)
    first = partial(_html, document, facts, _PageNumbers(page_of, ALIKE), binding=binding, blanks=blanks)
    folios = _front(document, parts, lambda sections: layout.lay_out(first(sections), sheet, files))
    for number in range(1, _ROUNDS + 1):
        around, within = _PageNumbers(page_of, folios), _PageNumbers(page_of, folios)
        text = [*_parts(document, facts, within, loosened, design.letters_across, named=lines)]
        html = partial(_html, document, facts, around, binding=binding, blanks=blanks)
        pages = layout.lay_out(html(text), sheet + folio_styles(folios), files)
        damaged, before = pages.damaged_notes, facts
        for note in _notes_of(facts, damaged):
            loosened[note] = loosened.get(note, 0) + 1
            if loosened[note] > LOOSEST:
                # No break of the page helps: the note goes where the longest notes go, to the end of its part.
                facts = _move_to_end(facts, note)
        if damaged and facts is before and not design.run_on:
            looser = [*_parts(document, facts, within, loosened, design.letters_across, named=lines)]
            mended = _mended(document, facts, pages, looser, html)
            if mended and not mended.damaged_notes:
                pages, damaged = mended, ()
        wanted = binding.blanks(pages.count - blanks) if binding else 0
        counted = folios_of(document, pages.page_of)
        if not damaged and (wanted, counted) == (blanks, folios) and within.hold(pages):
            settled = pages if around.hold(pages) else None
            # Where parts follow on they share pages with what stands around them, and all are set together.
            if settled is None and not design.run_on:
                settled = _renumbered(document, facts, pages, binding, blanks)
            if settled:
                # Before the PDF is written, which renames the boxes of notes.
                read = settled.lines() if lines else ()
                turned_pages = replace(settled, right_to_left=turned, folios=folios)
                made = _printed(turned_pages, binding, blanks, rounds=number, repaired=tuple(loosened), facts=facts)
                return replace(made, lines=read)
        blanks, folios = wanted, counted
        page_of = pages.page_of
    raise _unsettled(document, damaged)


def _front(document: Document, parts: Iterable[Element], laid: Callable[[list[Element]], Pages]) -> Folios:
    """The folios, as far as can be told before all is laid out: from the pages before the text, set by themselves.

    It saves a round: the folios of all pages depend on how many those are. ``laid`` lays sections out.
    """
    if document.front_matter is FrontMatter.ARABIC:
        return ALIKE
    begins = part_anchor(text_begins(document))
    before = [*takewhile(lambda part: part.get("id") != begins, parts), _empty(begins, 1)]
    return folios_of(document, laid(before).page_of)


def _printed(
    pages: Pages, binding: Binding | None, blanks: int, *, rounds: int, repaired: tuple[str, ...], facts: Facts
) -> Printed:
    # Before the PDF is written, which renames the boxes of notes. The label is the folio.
    starts = tuple(PageStart(pages.folios.of(number), *place) for number, place in enumerate(pages.starts(), 1))
    made, covers = pages.to_pdf(), frozenset[int]()
    if binding:
        made = binding.finish(made, pages.count)
        behind = range(pages.count - len(binding.behind) - blanks + 1, pages.count + 1)
        covers = frozenset((*range(1, len(binding.before) + 1), *behind))
    starts = tuple(PageStart(s.label) if number in covers else s for number, s in enumerate(starts, 1))
    return Printed(made, pages.count, pages.page_of, rounds, repaired, facts, covers, starts, folios=pages.folios)


def _notes_of(facts: Facts, damaged: Iterable[str]) -> Iterator[str]:
    """The ids of notes, also where it is only the pointer to a note that the engine has lost."""
    pointed = {
        pointer_anchor(slug, label): note_anchor(slug, label)
        for slug, part in facts.parts.items()
        for label in part.long
    }
    yield from (pointed.get(anchor, anchor) for anchor in damaged)


def _move_to_end(facts: Facts, note: str) -> Facts:
    parts = {
        slug: replace(part, long=part.long | {label for label in part.called if note_anchor(slug, label) == note})
        for slug, part in facts.parts.items()
    }
    return replace(facts, parts=parts)


class _PageNumbers:
    """The page numbers known so far, as folios, which remembers those that were printed.

    Only a number on the paper can be wrong: a pamphlet that prints none need not be laid out twice.
    """

    def __init__(self, page_of: Mapping[str, int], folios: Folios) -> None:
        self._page_of = page_of
        self._folios = folios
        self._printed: set[str] = set()

    def __call__(self, anchor: str) -> str:
        """The page of an anchor, to be printed."""
        self._printed.add(anchor)
        return self._folios.of(self._page_of[anchor]) if anchor in self._page_of else _UNKNOWN_PAGE

    def hold(self, pages: Pages) -> bool:
        """Whether every number that was printed is that of the page on which its anchor stands."""
        return all(self._page_of.get(anchor) == pages.page_of.get(anchor) for anchor in self._printed)


def _renumbered(document: Document, facts: Facts, pages: Pages, binding: Binding | None, blanks: int) -> Pages | None:
    """The pages with their own numbers in the contents and the note on the text; None where the parts would move.

    Both are set anew around empty pages in place of the parts, on which nearly all of the time goes.
    """
    first = part_anchor(document.parts[0].slug)
    behind = None if facts.note_on_text.empty else NOTE_ON_TEXT
    parts = _empty(first, pages.page_of[behind] - pages.page_of[first] if behind else 1)
    page = _PageNumbers(pages.page_of, folios_of(document, pages.page_of))
    html = _html(document, facts, page, [parts], binding=binding, blanks=blanks)
    return pages.reframed(html, first, behind)


def _mended(
    document: Document, facts: Facts, pages: Pages, parts: list[Element], html: Callable[[list[Element]], str]
) -> Pages | None:
    """The pages with those of the parts that have lost notes set anew; None where others would move.

    ``parts`` are all of them with looser breaks. Those that have lost nothing are as many empty pages, and behind the
    last that has there is but the beginning of what follows: the time is that of the parts, and not of the book.
    """
    lost = set(_notes_of(facts, pages.damaged_notes))
    hurt = [
        any(note_anchor(part.slug, label) in lost for label in facts.parts[part.slug].called) for part in document.parts
    ]
    anchors = [part_anchor(part.slug) for part in document.parts] + ([] if facts.note_on_text.empty else [NOTE_ON_TEXT])
    stretches = list(pairwise(anchors))
    if not any(hurt) or (len(stretches) < len(hurt) and hurt[-1]):
        # Where the last part ends, no anchor tells.
        return None
    content: list[Element] = []
    for part, is_hurt, (first, behind) in zip(parts, hurt, stretches, strict=False):
        content.append(part if is_hurt else _empty(first, pages.page_of[behind] - pages.page_of[first]))
    last = max(number for number, is_hurt in enumerate(hurt) if is_hurt)
    content = content[: last + 1]
    if anchors[last + 1] != NOTE_ON_TEXT:
        content.append(_empty(anchors[last + 1], 1))
    return pages.patched(html(content), [one for one, is_hurt in zip(stretches, hurt, strict=False) if is_hurt])


def _empty(anchor: str, count: int) -> Element:
    """So many pages with nothing on them in the place of a part."""
    section = Element("section", {"class": "part", "id": anchor})
    for number in range(count):
        page = SubElement(section, "p", {"style": "break-before: page"} if number else {})
        page.text = "\u00a0"
    return section


def _html(
    document: Document,
    facts: Facts,
    page: _PageNumbers,
    parts: Iterable[Element],
    *,
    binding: Binding | None,
    blanks: int,
) -> str:
    """The whole pamphlet as one text: title page, contents, parts, note on the text, colophon; the cover around it."""
    content: list[Element] = [preliminaries.title_page(document, facts)]
    if len(facts.contents) > 1:
        # Contents of one line tell a reader nothing that the title page has not told.
        content.append(preliminaries.contents(facts, page))
    content += parts
    if document.front_matter is FrontMatter.ROMAN:
        for section in content:
            if section.get("id") == part_anchor(text_begins(document)):
                section.set("data-folio", "1")
    if not facts.note_on_text.empty:
        section = preliminaries.note_on_text(facts, lambda _, anchor: f"#{anchor}", page)
        section.set("class", "part note-on-text")
        section.set("data-recto", facts.wording["note-on-text"])
        section.set("data-verso", document.metadata.title)
        content.append(section)
    content.append(preliminaries.colophon(document, facts))
    if binding:
        content = [*binding.before, *content, *[binding.blank] * blanks, *binding.behind]
    return documents.html(
        content, title=document.metadata.title, language=document.metadata.language, meta=meta(document.metadata)
    )


def _parts(
    document: Document,
    facts: Facts,
    page: _PageNumbers,
    loosened: Mapping[str, int],
    letters_across: int,
    *,
    named: bool,
) -> Iterator[Element]:
    medium = Medium(
        NotePlacement.FOOT,
        picture=_address,
        print_addresses=True,
        loosened=loosened,
        page=page,
        letters_across=letters_across,
        named=named,
        right_to_left=is_right_to_left(document.metadata.language),
    )
    for part in document.parts:
        section = write_part(part, facts, medium)
        section.set("data-recto", part.short_title or _recto(part.byline, part.title, letters_across))
        section.set("data-verso", document.metadata.title)
        yield section


def _recto(byline: Inlines, title: Inlines, letters_across: int) -> str:
    """What stands over right-hand pages: who speaks; of what, where nobody is named or the line has no room for it."""
    speaker = walk.inline_text(byline)
    return speaker if 0 < len(speaker) <= letters_across else walk.inline_text(title or byline)


def meta(data: Metadata) -> Iterator[tuple[str, str]]:
    """What a file of pages says of itself, as pairs of name and content."""
    for person in data.contributors:
        yield "author", person.name
    if data.description:
        yield "description", data.description
    yield "dcterms.created", data.date
    yield "dcterms.modified", data.date
    yield "generator", "handpress"


def _address(source: str) -> str:
    return SCHEME + str(PurePosixPath(source))


def _unsettled(document: Document, damaged: tuple[str, ...]) -> PressError:
    if not damaged:
        return PressError(
            "The page numbers of the contents do not settle.",
            hint="Shorten a title in the contents.",
            exit_code=ExitCode.LOST,
        )
    label, span = next(
        (note.label, note.span)
        for part in document.parts
        for note in part.notes
        if {note_anchor(part.slug, note.label), pointer_anchor(part.slug, note.label)} & set(damaged)
    )
    return PressError(
        f"The note “{label}” cannot be brought whole onto the pages.",
        span=span,
        hint="Shorten it, or move its call to another sentence.",
        exit_code=ExitCode.LOST,
    )
