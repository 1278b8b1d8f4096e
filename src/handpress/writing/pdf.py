"""The pages in print: set section by section, and set again until all of them agree."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from handpress.diagnostics import PressError
from handpress.model.document import Document, FrontMatter
from handpress.model.facts import Facts, PageStart, part_anchor
from handpress.model.folios import Folios, folios_of, text_begins
from handpress.model.languages import is_right_to_left
from handpress.writing import layout
from handpress.writing.binding import Binding
from handpress.writing.faces import Font, enclosed, face_rules
from handpress.writing.formes import Dress, Forme, Shelf, digest
from handpress.writing.layout import Enclosed
from handpress.writing.pagedesign import PageDesign, page_styles, turned_styles
from handpress.writing.printed import Printed
from handpress.writing.sections import ROUNDS, Apart, Job, Section, Set, at_once, groups, unsettled

Meanwhile = Callable[[Mapping[str, int], Facts], None]
"""What may be done as soon as the page of every anchor is known, and the facts of the pages are."""


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
    meanwhile: Meanwhile | None = None,
) -> Printed:
    """Lay out a pamphlet on the pages of ``design``.

    ``pictures`` by their source in the manuscript; ``binding`` is a cover of its own pages; backgrounds of pages go
    ``bleed_mm`` over the trim all round. ``lines``: where the lines stand is to be told too. ``apart`` has work done
    beside other work, and gives back what waits for it: while a section is laid out, the one before is written. On the
    ``shelf`` a section is looked for before it is laid out. ``dress`` makes its pages ready for outputs, so that they
    can be asked for as ``Printed.dressed``, and no longer as they were laid out. ``meanwhile`` is called when all is
    laid out and the last pages are perhaps still being written.

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
    job = Job(document, facts, design.letters_across, lines, binding, apart, shelf, dress)
    composer = layout.Composer([sheet for sheet in sheets if sheet], files)
    sections = [Section(job, composer, group) for group in groups(document, run_on=design.run_on)]
    apart_from = text_begins(document) if document.front_matter is FrontMatter.ROMAN and not design.run_on else ""
    page_of: Mapping[str, int] = {}
    for _ in range(ROUNDS):
        laid: list[Set] = []
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
            if meanwhile:
                meanwhile(page_of, job.facts)
            formes = [one.forme() for one in laid]
            _refuse_dangling(formes, page_of)
            faces = {digest(font.content): font.content for font in named}
            rounds = max(section.rounds for section in sections if section.has_text)
            return _printed(formes, faces, page_of, job, rounds=rounds)
        job.blanks, job.folios = wanted, folios
    raise unsettled(document, ())


def _printed(
    formes: Sequence[Forme], faces: Mapping[str, bytes], page_of: Mapping[str, int], job: Job, *, rounds: int
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
