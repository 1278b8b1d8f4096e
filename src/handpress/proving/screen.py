"""What an e-book must hold beside its text: its own pages with their titles and labels, and what it says of itself.

A label is what a reader of screens says of a box or a picture, and is proved like any other word.
"""

from __future__ import annotations

from collections.abc import Iterator

from handpress.model.document import Document
from handpress.model.facts import Facts, joined, part_anchor
from handpress.model.folios import text_begins
from handpress.model.walk import inline_text
from handpress.proving import oddments
from handpress.proving.compositor import compose
from handpress.proving.contents import contents
from handpress.proving.copytext import Copy, Oddment
from handpress.proving.oddments import COLOPHON, CONTENTS, COVER, NOTE_ON_TEXT, TITLE_PAGE, said
from handpress.proving.streams import Word

OLD_CONTENTS, RECORD = "contents for old readers", "record for libraries"


def for_screen(document: Document, facts: Facts, *, covered: bool = True) -> Copy:
    """The copy of an e-book: its parts, and in reading order its own pages before them and behind them.

    ``covered``: whether it has a cover.
    """
    copy = Copy(before=tuple(_before(document, facts, covered)), after=tuple(_after(document, facts)))
    for part in document.parts:
        compose(copy, part, facts)
    return copy


def headings(document: Document, facts: Facts) -> Iterator[Oddment]:
    """What the page of each part says beside the part: the title that a reader of e-books shows in its own frame."""
    for part in document.parts:
        title = inline_text(part.title) or facts.wording[part.kind]
        yield Oddment(part_anchor(part.slug), tuple(said(f"title of the page of {part.slug}", title)))


def beside(document: Document, facts: Facts) -> Iterator[Oddment]:
    """What stands on no page: the contents as old readers have them (NCX), and the record in the package."""
    title = said(OLD_CONTENTS, document.metadata.title)
    yield Oddment(OLD_CONTENTS, (*title, *listed(document, facts, OLD_CONTENTS)))
    yield Oddment(RECORD, tuple(said(RECORD, *_record(document))))


def _before(document: Document, facts: Facts, covered: bool) -> Iterator[Oddment]:
    data, words = document.metadata, facts.wording
    if covered:
        cover = words["cover"]
        yield Oddment(COVER, tuple(said(COVER, cover, cover, f"{cover}: {data.full_title}")))
    lines = [data.title, words["title-page"], *oddments.title_page(data, facts)]
    yield Oddment(TITLE_PAGE, tuple(said(TITLE_PAGE, *lines)))
    titles = said(CONTENTS, words["contents"], words["contents"])
    yield Oddment(CONTENTS, (*titles, *listed(document, facts, CONTENTS), *_landmarks(document, facts, covered)))


def _after(document: Document, facts: Facts) -> Iterator[Oddment]:
    words = facts.wording
    if not facts.note_on_text.empty:
        title = said(NOTE_ON_TEXT, words["note-on-text"])
        yield Oddment(NOTE_ON_TEXT, (*title, *oddments.note_on_text(facts, None)))
    lines = [words["colophon"], words["colophon"], *oddments.colophon(document.metadata, facts)]
    yield Oddment(COLOPHON, tuple(said(COLOPHON, *lines)))


def listed(document: Document, facts: Facts, where: str) -> Iterator[Word]:
    """The lines of the contents, each leading to its heading."""
    for line in contents(document, facts):
        label = joined(facts.wording, *filter(None, (line.title, line.byline)))
        yield from said(where, label, lead=f"#{line.anchor}", span=line.span)


def _landmarks(document: Document, facts: Facts, covered: bool) -> Iterator[Word]:
    """Where readers may jump to (EPUB 3.3 §7.4.3)."""
    words = facts.wording
    yield from said(CONTENTS, words["landmarks"])
    if covered:
        yield from said(CONTENTS, words["cover"], lead=COVER)
    yield from said(CONTENTS, words["contents"], lead=CONTENTS)
    yield from said(CONTENTS, words["title-page"], lead=TITLE_PAGE)
    yield from said(CONTENTS, words["start"], lead=part_anchor(text_begins(document)))
    yield from said(CONTENTS, words["colophon"], lead=COLOPHON)


def _record(document: Document) -> Iterator[str]:
    """The pamphlet's Dublin Core by term, without what the press makes up where the manuscript has none."""
    data = document.metadata
    yield from (data.title, data.subtitle, data.language)
    yield from dict.fromkeys(part.language for part in document.parts if part.language not in ("", data.language))
    authors = [person for person in data.contributors if person.role == "aut"] or list(data.contributors[:1])
    yield from (person.name for person in authors)
    # By their place and not by their name: somebody may be named twice.
    others = [person for person in data.contributors if person.role != "aut"]
    yield from (person.name for person in (others if len(others) < len(data.contributors) else others[1:]))
    yield from (data.publisher, data.date, data.description, data.rights)
    yield from (inline_text(part.source) for part in document.parts)
