"""The pages in print: laid out, looked over, and laid out again until every note is there and every number right."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import partial
from pathlib import PurePosixPath
from xml.etree.ElementTree import Element

from handpress.diagnostics import ExitCode, PressError
from handpress.model import walk
from handpress.model.document import Document, FrontMatter, Metadata, Part
from handpress.model.facts import Facts, PageStart, note_anchor, part_anchor, pointer_anchor
from handpress.model.folios import ALIKE, Folios, folios_of, text_begins
from handpress.model.languages import is_right_to_left
from handpress.model.nodes import Inlines
from handpress.writing import documents, layout, preliminaries
from handpress.writing.formes import Dress, Forme, Laid, Shelf, digest
from handpress.writing.layout import SCHEME, Enclosed
from handpress.writing.pagedesign import PageDesign, page_styles, turned_styles
from handpress.writing.printed import Printed
from handpress.writing.xhtml import LOOSEST, Medium, NotePlacement, write_part

_ROUNDS = 20
_UNKNOWN_PAGE = "00"
_SWEPT_OUT = 24  # pages; so many take up no more memory than the engine itself
_WORTH_A_HAND = 3  # pages; to write fewer takes no longer than to have it done by another process


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
    ``multiple`` pages, so that the back is the last page of the last sheet. ``finish`` takes the pages of a section and
    lays on them what the engine cannot set; it is told whether they are the first of the pamphlet, and the last.
    ``finished_with`` tells what it lays from everything else.
    """

    before: tuple[Element, ...]
    behind: tuple[Element, ...]
    blank: Element
    multiple: int
    styles: str
    files: Mapping[str, Enclosed]
    finish: Callable[[bytes, bool, bool], bytes]
    finished_with: str

    def blanks(self, pages: int) -> int:
        """How many blanks a pamphlet of so many pages needs, those of the cover among them."""
        return -pages % self.multiple


Apart = Callable[[Callable[[], Forme]], Callable[[], Forme]]


def at_once(work: Callable[[], Forme]) -> Callable[[], Forme]:
    """Do a piece of work here and now."""
    made = work()
    return lambda: made


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
    apart: Apart = at_once,
    shelf: Shelf | None = None,
    dress: Dress | None = None,
) -> Printed:
    """Lay out a pamphlet on the pages of ``design``.

    ``pictures`` by their source in the manuscript; ``binding`` is a cover of its own pages; backgrounds of pages go
    ``bleed_mm`` over the trim all round. ``lines``: where the lines stand is to be told too. ``apart`` has work done
    beside other work, and gives back what waits for it: while a section is laid out, the one before is written. On the
    ``shelf`` a section is looked for before it is laid out. ``dress`` makes its pages ready for outputs, so that they
    can be asked for as ``Printed.dressed``, and no longer as they were laid out.

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
    own = styles, binding.styles if binding else ""
    turned = is_right_to_left(document.metadata.language)
    sheets = face_rules(named), page_styles(design), *own, bleed, turned_styles() if turned else ""
    job = _Job(document, facts, design.letters_across, lines, binding, apart, shelf, dress)
    composer = layout.Composer([sheet for sheet in sheets if sheet], files)
    sections = [_Section(job, composer, group) for group in _groups(document, run_on=design.run_on)]
    apart_from = text_begins(document) if document.front_matter is FrontMatter.ROMAN and not design.run_on else ""
    page_of: Mapping[str, int] = {}
    for _ in range(_ROUNDS):
        laid: list[_Set] = []
        for section in sections:
            first = 1 + sum(one.count for one in laid)
            if apart_from and section.holds_part(apart_from) and part_anchor(apart_from) not in page_of:
                # What stands before the text is set again with its folios; the text, which is long, is not.
                job.folios = Folios(first - 1 + (first - 1) % 2)
            laid.append(section.set(first, page_of))
            page_of = {**page_of, **laid[-1].page_of}
        page_of = {anchor: page for one in reversed(laid) for anchor, page in one.page_of.items()}
        wanted = binding.blanks(sum(one.count for one in laid) - job.blanks) if binding else 0
        folios = folios_of(document, page_of)
        if (wanted, folios) == (job.blanks, job.folios) and all(section.holds(page_of) for section in sections):
            formes = [one.forme() for one in laid]
            _refuse_dangling(formes, page_of)
            faces = {digest(font.content): font.content for font in named}
            rounds = max(section.rounds for section in sections if section.has_text)
            return _printed(formes, faces, page_of, job, rounds=rounds)
        job.blanks, job.folios = wanted, folios
    raise _unsettled(document, ())


@dataclass(slots=True)
class _Job:
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


@dataclass(frozen=True, slots=True)
class _Set:
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


def _groups(document: Document, *, run_on: bool) -> list[tuple[_Place | Part, ...]]:
    """What is set together: title page and contents, each part, and what stands behind the parts.

    Where parts follow one another on the page, all is set as one.
    """
    matter: tuple[_Place | Part, ...] = (_Place.FRONT, *document.parts, _Place.BACK)
    return [matter] if run_on else [(one,) for one in matter]


class _Section:
    """A stretch of a pamphlet that begins on a page of its own, and is set on its own.

    It is set again only where it begins on another page, or where a number that it prints is not that of the page. A
    note that is lost costs its section another layout, and no other.
    """

    def __init__(self, job: _Job, composer: layout.Composer, group: tuple[_Place | Part, ...]) -> None:
        self._job, self._composer, self._group = job, composer, group
        self.has_text = any(isinstance(one, Part) for one in group)
        self.rounds = 0
        self._made: _Set | None = None
        self._set_with: tuple[object, ...] = ()
        self._numbers = _PageNumbers({}, ALIKE)

    def holds_part(self, slug: str) -> bool:
        """Whether a part is set here."""
        return any(isinstance(one, Part) and one.slug == slug for one in self._group)

    def holds(self, page_of: Mapping[str, int]) -> bool:
        """Whether every number that was printed is that of the page on which its anchor stands."""
        return self._numbers.hold(page_of)

    def set(self, first: int, page_of: Mapping[str, int]) -> _Set:
        """The section from page ``first`` on, with the pages of anchors elsewhere as far as they are known.

        Raises ``PressError`` where a note cannot be brought onto the pages.
        """
        if self._made is not None and self._set_with == self._asked(first) and self._numbers.hold(page_of):
            return self._made
        damaged: tuple[str, ...] = ()
        for _ in range(_ROUNDS):
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
        raise _unsettled(self._job.document, damaged)

    def _lay_out(self, numbers: _PageNumbers, first: int, page_of: Mapping[str, int]) -> _Set:
        """Lay the section out, or find it on the shelf."""
        job, html = self._job, self._html(numbers)
        key = self._composer.key(html, first, job.folios) + self._finished_with() if job.shelf else ""
        found = job.shelf.find(key) if job.shelf else None
        if found:
            laid, forme = found
            # What has lost notes, or numbers that were wrong, has no forme, and mostly nobody asks for it.
            return _Set(laid, partial(_there, forme) if forme else partial(self._write_anew, key, html, first))
        pages = self._laid_out(html, first)
        laid = pages.laid
        if job.shelf:
            job.shelf.put(key, laid, None)
        write: Callable[[], Forme] = partial(self._write, pages)
        # Pages with numbers that may yet be wrong, or without all their notes, are not written before all is known.
        if not laid.damaged_notes and numbers.are_known({**page_of, **laid.page_of}):
            write = (job.apart if laid.count >= _WORTH_A_HAND else at_once)(write)
        return _Set(laid, partial(self._written, key, laid, write))

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
        return documents.html(content, title=data.title, language=data.language, meta=meta(data))


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


def _printed(
    formes: Sequence[Forme], faces: Mapping[str, bytes], page_of: Mapping[str, int], job: _Job, *, rounds: int
) -> Printed:
    # The label is the folio.
    places = (place for forme in formes for place in forme.starts)
    starts = tuple(PageStart(job.folios.of(number), *place) for number, place in enumerate(places, 1))
    covers = frozenset[int]()
    if binding := job.binding:
        behind = range(len(starts) - len(binding.behind) - job.blanks + 1, len(starts) + 1)
        covers = frozenset((*range(1, len(binding.before) + 1), *behind))
    starts = tuple(PageStart(s.label) if number in covers else s for number, s in enumerate(starts, 1))
    lines = tuple(page for forme in formes for page in forme.lines)
    told = page_of, rounds, tuple(job.loosened), job.facts, covers, starts, lines, job.folios
    return Printed(tuple(formes), faces, *told, is_right_to_left(job.document.metadata.language))


def _refuse_dangling(formes: Iterable[Forme], page_of: Mapping[str, int]) -> None:
    for target in sorted({target for forme in formes for target in forme.targets} - page_of.keys()):
        raise PressError(f"The pages could not be laid out as asked: no anchor #{target} for a link.")


def _matter(job: _Job, one: _Place | Part, page: _PageNumbers | None = None) -> list[Element]:
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


def _part(job: _Job, part: Part, page: _PageNumbers) -> Element:
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
