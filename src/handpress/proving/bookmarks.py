"""What a PDF says beside its pages: bookmarks, and title, author and subject in its own record.

A style sheet decides which headings have a bookmark, and a house may want none. So what is there must be right, each
at its place and in order, but nothing need be there: the contents on the pages are proved in full.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from handpress.model.document import Document
from handpress.model.facts import Facts
from handpress.proving.contents import contents
from handpress.proving.ledger import Loss, LossKind
from handpress.proving.paper import folios_in, pages_in
from handpress.proving.readback import Bookmark, Place
from handpress.proving.streams import letters

_BOOKMARKS = "bookmarks"


def other_bookmarks(
    document: Document, facts: Facts, places: Mapping[str, Place], found: Sequence[Bookmark]
) -> Iterator[Loss]:
    """The bookmarks that are no heading's words, or do not lead to its page."""
    pages, folios = pages_in(places), folios_in(document, places)
    wanted = [(letters(line.title), pages.get(line.anchor)) for line in contents(document, facts)]
    # The lists of the note on the text have headings, but no ids.
    wanted += [(letters(facts.wording[key]), None) for key in ("emendations", "quotations", "changes")]
    passed = 0
    for bookmark in found:
        ahead = [words for words, _ in wanted[passed:]]
        words = letters(bookmark.words)
        if words not in ahead:
            yield Loss(LossKind.ADDED, "", bookmark.words or "a bookmark without words", where=_BOOKMARKS)
            continue
        passed += ahead.index(words) + 1
        page = wanted[passed - 1][1]
        if page is not None and bookmark.page != page:
            trouble = f"it leads to page {folios.of(bookmark.page)} and not to page {folios.of(page)}"
            yield Loss(LossKind.MOVED, bookmark.words, trouble, where=_BOOKMARKS)


def other_record(document: Document, found: Mapping[str, str]) -> Iterator[Loss]:
    """What the file says of itself otherwise than the pamphlet does."""
    data = document.metadata
    names = ", ".join(person.name for person in data.contributors)
    for key, wanted in (("Title", data.title), ("Author", names), ("Subject", data.description)):
        said = found.get(key, "")
        if said and letters(said) != letters(wanted):
            yield Loss(LossKind.CHANGED, wanted, said, where=f"{key.lower()} of the file")
