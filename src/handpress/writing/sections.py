"""A section: a stretch of a pamphlet that begins on a page of its own, and is set on its own.

Laid out, looked over, and laid out again until every note is there and every number right.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum
from functools import partial
from pathlib import PurePosixPath
from xml.etree.ElementTree import Element

from msgspec import Struct, field
from msgspec.structs import replace

from handpress.diagnostics import ExitCode, PressError
from handpress.model import walk
from handpress.model.document import Document, FrontMatter, Part
from handpress.model.facts import Facts, note_anchor, pointer_anchor
from handpress.model.folios import ALIKE, Folios, text_begins
from handpress.model.languages import is_right_to_left
from handpress.model.nodes import Inlines
from handpress.writing import documents, layout, preliminaries
from handpress.writing.binding import Binding
from handpress.writing.formes import Dress, Forme, Laid, Shelf
from handpress.writing.layout import SCHEME
from handpress.writing.xhtml import LOOSEST, Medium, NotePlacement, write_part

ROUNDS = 20
"""How often a section, or a pamphlet, is set until it is given up."""

_UNKNOWN_PAGE = "00"
_SWEPT_OUT = 24  # pages; so many take up no more memory than the engine itself
_WORTH_A_HAND = 3  # pages; to write fewer takes no longer than to have it done by another process

Apart = Callable[[Callable[[], Forme]], Callable[[], Forme]]
"""Has work done, perhaps beside other work, and gives back what waits for it."""


def at_once(work: Callable[[], Forme]) -> Callable[[], Forme]:
    """Do a piece of work here and now."""
    made = work()
    return lambda: made


class Job(Struct):
    """What all sections of a pamphlet share, and what is found out while they are set.

    ``loosened`` counts how often the paragraph of a note was given looser breaks; ``blanks`` go before the back cover;
    ``folios`` are those of the pages as far as is known; ``unswept`` counts pages whose boxes are not yet swept out.
    """

    document: Document
    facts: Facts
    letters_across: int
    lines: bool
    binding: Binding | None
    apart: Apart
    shelf: Shelf | None
    dress: Dress | None
    loosened: dict[str, int] = field(default_factory=dict)
    blanks: int = 0
    folios: Folios = ALIKE
    unswept: int = 0


class Set(Struct, frozen=True):
    """A section as it was set; ``forme`` gives its pages, and waits for them where they are not yet written."""

    laid: Laid
    forme: Callable[[], Forme]

    @property
    def count(self) -> int:
        """How many pages it has."""
        return self.laid.count

    @property
    def page_of(self) -> Mapping[str, int]:
        """The page of every anchor."""
        return self.laid.page_of


class _Place(StrEnum):
    """A place in the order of a pamphlet that is no part: before the parts, and behind them."""

    FRONT = "front"
    BACK = "back"


def groups(document: Document, *, run_on: bool) -> list[tuple[_Place | Part, ...]]:
    """What is set together: title page and contents, each part, and what stands behind the parts.

    Where parts follow one another on the page, all is set as one.
    """
    matter: tuple[_Place | Part, ...] = (_Place.FRONT, *document.parts, _Place.BACK)
    return [matter] if run_on else [(one,) for one in matter]


class Section:
    """A stretch of a pamphlet that begins on a page of its own, and is set on its own.

    It is set again only where it begins on another page, or where a number that it prints is not that of the page. A
    note that is lost costs its section another layout, and no other.
    """

    def __init__(self, job: Job, composer: layout.Composer, group: tuple[_Place | Part, ...]) -> None:
        self._job, self._composer, self._group = job, composer, group
        self.has_text = any(isinstance(one, Part) for one in group)
        self.rounds = 0
        self._made: Set | None = None
        self._set_with: tuple[object, ...] = ()
        self._numbers = _PageNumbers({}, ALIKE)

    def holds_part(self, slug: str) -> bool:
        """Whether a part is set here."""
        return any(isinstance(one, Part) and one.slug == slug for one in self._group)

    def holds(self, page_of: Mapping[str, int]) -> bool:
        """Whether every number that was printed is that of the page on which its anchor stands."""
        return self._numbers.hold(page_of)

    def set(self, first: int, page_of: Mapping[str, int]) -> Set:
        """The section from page ``first`` on, with the pages of anchors elsewhere as far as they are known.

        Raises ``PressError`` where a note cannot be brought onto the pages.
        """
        if self._made is not None and self._set_with == self._asked(first) and self._numbers.hold(page_of):
            return self._made
        damaged: tuple[str, ...] = ()
        for _ in range(ROUNDS):
            self.rounds += 1
            numbers = _PageNumbers(page_of, self._job.folios)
            made = self._lay_out(numbers, first, page_of)
            damaged = made.laid.damaged_notes
            page_of = {**page_of, **made.page_of}
            if damaged:
                self._loosen(damaged)
            elif numbers.hold_within(made.page_of):
                self._made = made
                self._numbers, self._set_with = numbers, self._asked(first)
                return made
        raise unsettled(self._job.document, damaged)

    def _lay_out(self, numbers: _PageNumbers, first: int, page_of: Mapping[str, int]) -> Set:
        """Lay the section out, or find it on the shelf."""
        job, html = self._job, self._html(numbers)
        key = self._composer.key(html, first, job.folios) + self._finished_with() if job.shelf else ""
        found = job.shelf.find(key) if job.shelf else None
        if found:
            laid, forme = found
            # What has lost notes, or numbers that were wrong, has no forme, and mostly nobody asks for it.
            return Set(laid, partial(_there, forme) if forme else partial(self._write_anew, key, html, first))
        pages = self._laid_out(html, first)
        laid = pages.laid
        if job.shelf:
            job.shelf.put(key, laid, None)
        write: Callable[[], Forme] = partial(self._write, pages)
        # Pages with numbers that may yet be wrong, or without all their notes, are not written before all is known.
        if not laid.damaged_notes and numbers.are_known({**page_of, **laid.page_of}):
            write = (job.apart if laid.count >= _WORTH_A_HAND else at_once)(write)
        return Set(laid, partial(self._written, key, laid, write))

    def _laid_out(self, html: str, first: int) -> layout.Pages:
        job = self._job
        if job.unswept > _SWEPT_OUT:
            # The boxes of sections before lead to each other in circles.
            gc.collect()
            job.unswept = 0
        pages = self._composer.lay_out(html, first, job.folios)
        job.unswept += pages.count
        return pages

    def _write_anew(self, key: str, html: str, first: int) -> Forme:
        pages = self._laid_out(html, first)
        return self._written(key, pages.laid, partial(self._write, pages))

    def _write(self, pages: layout.Pages) -> Forme:
        """The forme of some pages, with all on it that is not the engine's, and dressed for whoever asks for that."""
        job, forme = self._job, pages.forme(lines=self._job.lines)
        if job.binding and (self._begins or self._ends):
            forme = replace(forme, pdf=job.binding.finish(forme.pdf, self._begins, self._ends))
        if job.dress:
            forme = replace(forme, pdf=b"", dressed=job.dress(forme.pdf, forme.first))
        return forme

    @property
    def _begins(self) -> bool:
        return self._group[0] is _Place.FRONT

    @property
    def _ends(self) -> bool:
        return self._group[-1] is _Place.BACK

    def _finished_with(self) -> str:
        binding = self._job.binding
        return binding.finished_with if binding and (self._begins or self._ends) else ""

    def _written(self, key: str, laid: Laid, write: Callable[[], Forme]) -> Forme:
        made = write()
        if self._job.shelf:
            self._job.shelf.put(key, laid, made)
        return made

    def _asked(self, first: int) -> tuple[object, ...]:
        """What the section depends on, and what may yet change, apart from the numbers that it prints."""
        job = self._job
        parts = (job.facts.parts[one.slug] for one in self._group if isinstance(one, Part))
        return first, job.folios, job.blanks if _Place.BACK in self._group else 0, *parts

    def _loosen(self, damaged: Iterable[str]) -> None:
        job = self._job
        for note in _notes_of(job.facts, damaged):
            job.loosened[note] = job.loosened.get(note, 0) + 1
            if job.loosened[note] > LOOSEST:
                # No break of the page helps: the note goes where the longest notes go, to the end of its part.
                job.facts = _move_to_end(job.facts, note)

    def _html(self, page: _PageNumbers) -> str:
        """The section as a text.

        What stands before and behind it is in it as elements without boxes, so that a rule sees beside what it stands.
        """
        job, document = self._job, self._job.document
        matter: list[_Place | Part] = [_Place.FRONT, *document.parts, _Place.BACK]
        begins, ends = matter.index(self._group[0]), matter.index(self._group[-1]) + 1
        before = [element for one in matter[:begins][-1:] for element in _matter(job, one)[-1:]]
        behind = [element for one in matter[ends:][:1] for element in _matter(job, one)[:1]]
        content = [element for one in self._group for element in _matter(job, one, page)]
        content = [*map(_unseen, before), *content, *map(_unseen, behind)]
        data = document.metadata
        return documents.paged(content, title=data.title, language=data.language, meta=documents.meta(data))


def _there(forme: Forme) -> Forme:
    """A forme that was found."""
    return forme


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
        self._page_of, self._folios = page_of, folios
        self._printed: set[str] = set()

    def __call__(self, anchor: str) -> str:
        """The page of an anchor, to be printed."""
        self._printed.add(anchor)
        return self._folios.of(self._page_of[anchor]) if anchor in self._page_of else _UNKNOWN_PAGE

    def hold(self, page_of: Mapping[str, int]) -> bool:
        """Whether every number that was printed is that of the page on which its anchor stands."""
        return all(self._page_of.get(anchor) == page_of.get(anchor) for anchor in self._printed)

    def are_known(self, page_of: Mapping[str, int]) -> bool:
        """Whether all of them are known, and are those of these pages."""
        return all(page_of.get(anchor) == self._page_of.get(anchor, 0) for anchor in self._printed)

    def hold_within(self, page_of: Mapping[str, int]) -> bool:
        """The same of those anchors alone that stand on these pages."""
        return all(self._page_of.get(anchor) == page_of[anchor] for anchor in self._printed if anchor in page_of)


def _matter(job: Job, one: _Place | Part, page: _PageNumbers | None = None) -> list[Element]:
    """The elements of one place of a pamphlet; without page numbers only what tells rules where they are."""
    document, facts, binding = job.document, job.facts, job.binding
    if isinstance(one, Part):
        return [_part(job, one, page) if page else Element("section", {"class": "part"})]
    if one is _Place.FRONT:
        content = [*(binding.before if binding else ()), preliminaries.title_page(document, facts)]
        if len(facts.contents) > 1:
            # Contents of one line tell a reader nothing that the title page has not told.
            content.append(preliminaries.contents(facts, page) if page else Element("nav", {"class": "contents"}))
        return content
    content = []
    if not facts.note_on_text.empty:
        section = Element("section", {"class": "note-on-text"})
        if page:
            section = preliminaries.note_on_text(facts, lambda _, anchor: f"#{anchor}", page)
            section.set("data-recto", facts.wording["note-on-text"])
            section.set("data-verso", document.metadata.title)
        section.set("class", "part note-on-text")
        content.append(section)
    content.append(preliminaries.colophon(document, facts))
    return [*content, *([binding.blank] * job.blanks + list(binding.behind) if binding else [])]


def _unseen(element: Element) -> Element:
    """An element of the same name and class that has no box."""
    return Element(element.tag, {"class": element.get("class", ""), "style": "display: none"})


def _part(job: Job, part: Part, page: _PageNumbers) -> Element:
    title, turned = job.document.metadata.title, is_right_to_left(job.document.metadata.language)
    medium = Medium(
        NotePlacement.FOOT,
        picture=_address,
        print_addresses=True,
        loosened=job.loosened,
        page=page,
        letters_across=job.letters_across,
        named=job.lines,
        right_to_left=turned,
    )
    section = write_part(part, job.facts, medium)
    section.set("data-recto", part.short_title or _recto(part.byline, part.title, job.letters_across))
    section.set("data-verso", title)
    if job.document.front_matter is FrontMatter.ROMAN and part.slug == text_begins(job.document):
        section.set("data-folio", "1")
    return section


def _recto(byline: Inlines, title: Inlines, letters_across: int) -> str:
    """What stands over right-hand pages: who speaks; of what, where nobody is named or the line has no room for it."""
    speaker = walk.inline_text(byline)
    return speaker if 0 < len(speaker) <= letters_across else walk.inline_text(title or byline)


def _address(source: str) -> str:
    return SCHEME + str(PurePosixPath(source))


def unsettled(document: Document, damaged: tuple[str, ...]) -> PressError:
    """What is told where numbers do not settle, or notes do not come whole onto the pages."""
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
