"""The pages in print: laid out, looked over, and laid out again until every note is there and every number right."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from xml.etree.ElementTree import Element

from handpress.diagnostics import ExitCode, PressError
from handpress.model import walk
from handpress.model.document import Document, Metadata
from handpress.model.facts import Facts, note_anchor, pointer_anchor
from handpress.model.nodes import Inlines
from handpress.writing import documents, layout, preliminaries
from handpress.writing.layout import SCHEME, Enclosed, Pages
from handpress.writing.xhtml import LOOSEST, Medium, NotePlacement, write_part

_ROUNDS = 20
_UNKNOWN_PAGE = "00"
FONT_FACES = """@font-face {{ font-family: "Inconsolata"; src: url("{scheme}mono") }}
@font-face {{ font-family: "EB Garamond"; src: url("{scheme}roman") }}
@font-face {{ font-family: "EB Garamond"; font-style: italic; src: url("{scheme}italic") }}
"""
"""The faces as a style sheet names them."""


@dataclass(frozen=True, slots=True)
class Fonts:
    """The variable fonts: roman and italic of the text face, and what code is set in."""

    roman: bytes
    italic: bytes
    mono: bytes

    def enclosed(self) -> dict[str, Enclosed]:
        """The fonts as files under the names of ``FONT_FACES``."""
        named = {"roman": self.roman, "italic": self.italic, "mono": self.mono}
        return {name: Enclosed(content, "font/ttf") for name, content in named.items()}


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
    cover and the blanks before its back, which hold nothing of the text.
    """

    pdf: bytes
    pages: int
    page_of: Mapping[str, int]
    rounds: int
    repaired: tuple[str, ...]
    facts: Facts
    covers: frozenset[int] = frozenset()


def write_pdf(
    document: Document,
    facts: Facts,
    *,
    styles: str,
    fonts: Fonts,
    pictures: Mapping[str, Enclosed],
    binding: Binding | None = None,
) -> Printed:
    """Lay out a pamphlet. ``pictures`` by their source in the manuscript; ``binding`` is a cover of its own pages.

    Page numbers are written as text and not by ``target-counter()``, which makes the engine lose notes; a note that
    is lost all the same gets looser breaks in its paragraph alone. Both need another round.
    Raises ``PressError`` where a note cannot be brought onto the pages.
    """
    files = {**fonts.enclosed(), **pictures, **(binding.files if binding else {})}
    sheet = FONT_FACES.format(scheme=SCHEME) + styles + (binding.styles if binding else "")
    page_of: Mapping[str, int] = {}
    loosened: dict[str, int] = {}
    blanks = 0
    for number in range(1, _ROUNDS + 1):
        pages = layout.lay_out(
            _compose(document, facts, page_of, loosened, binding=binding, blanks=blanks), sheet, files
        )
        damaged = pages.damaged_notes
        wanted = binding.blanks(pages.count - blanks) if binding else 0
        if not damaged and wanted == blanks and _settled(facts, page_of, pages):
            return _printed(pages, binding, blanks, rounds=number, repaired=tuple(loosened), facts=facts)
        blanks = wanted
        page_of = pages.page_of
        for note in _notes_of(facts, damaged):
            loosened[note] = loosened.get(note, 0) + 1
            if loosened[note] > LOOSEST:
                # No break of the page helps: the note goes where the longest notes go, to the end of its part.
                facts = _move_to_end(facts, note)
    raise _unsettled(document, damaged)


def _printed(
    pages: Pages, binding: Binding | None, blanks: int, *, rounds: int, repaired: tuple[str, ...], facts: Facts
) -> Printed:
    made, covers = pages.to_pdf(), frozenset[int]()
    if binding:
        made = binding.finish(made, pages.count)
        behind = range(pages.count - len(binding.behind) - blanks + 1, pages.count + 1)
        covers = frozenset((*range(1, len(binding.before) + 1), *behind))
    return Printed(made, pages.count, pages.page_of, rounds, repaired, facts, covers)


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


def _compose(
    document: Document,
    facts: Facts,
    page_of: Mapping[str, int],
    loosened: Mapping[str, int],
    *,
    binding: Binding | None,
    blanks: int,
) -> str:
    """The whole pamphlet as one HTML text, with the page numbers known so far."""

    def page(anchor: str) -> str:
        return str(page_of.get(anchor, _UNKNOWN_PAGE))

    medium = Medium(NotePlacement.FOOT, picture=_address, print_addresses=True, loosened=loosened, page=page)

    content: list[Element] = [preliminaries.title_page(document, facts)]
    if len(facts.contents) > 1:
        # Contents of one line tell a reader nothing that the title page has not told.
        content.append(preliminaries.contents(facts, page))
    for part in document.parts:
        section = write_part(part, facts, medium)
        section.set("data-recto", part.short_title or _recto(part.byline, part.title))
        section.set("data-verso", document.metadata.title)
        content.append(section)
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


def _recto(byline: Inlines, title: Inlines) -> str:
    """What stands over right-hand pages: who speaks, or of what where nobody is named."""
    return walk.inline_text(byline or title)


def _settled(facts: Facts, page_of: Mapping[str, int], pages: Pages) -> bool:
    named = [entry.anchor for entry in facts.contents]
    named += [item.anchor for item in facts.note_on_text.emendations]
    named += [item.anchor for item in facts.note_on_text.quotations]
    named += [note_anchor(slug, label) for slug, part in facts.parts.items() for label in part.long]
    return all(page_of.get(anchor) == pages.page_of.get(anchor) for anchor in named)


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
