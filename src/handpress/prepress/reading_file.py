"""The file to read on a screen: PDF/A-2a and PDF/UA-1."""

from __future__ import annotations

from handpress.prepress import navigation, pictures
from handpress.prepress.about import About
from handpress.prepress.boxes import cut_to_trim
from handpress.prepress.contents import Contents
from handpress.prepress.engine import Pdf, describe, halfway, opened, saved
from handpress.prepress.intents import intend_for_screen
from handpress.prepress.structure import Tree
from handpress.prepress.xmp import Claims


def finish_reading(pages: bytes, about: About) -> bytes:
    """The pages as they were laid out as a file to read: cut to the trim, with tags, links, bookmarks and page labels.

    Same pages, same bytes. Raises ``PressError`` for what the press has not laid out.
    """
    with opened(pages) as pdf:
        _dress(pdf)
        return close_reading(pdf, about)


def dress_reading(pages: bytes) -> bytes:
    """A section's pages with all done that asks for no other section's. Raises ``PressError`` as the finishing does."""
    with opened(pages) as pdf:
        _dress(pdf)
        return halfway(pdf)


def close_reading(pdf: Pdf, about: About) -> bytes:
    """The file to read, of open pages that were all dressed and are joined: what it has as a whole is added."""
    navigation.label_pages(pdf)
    navigation.describe_links(pdf)
    navigation.open_bookmarks(pdf)
    describe(pdf, about, Claims(archive=True, accessible=True), "reading")
    intend_for_screen(pdf)
    return saved(pdf, "1.7")


def _dress(pdf: Pdf) -> None:
    tree, contents = Tree(pdf), Contents(pdf)
    tree.mend_links()
    tree.mend_lists()
    tree.name_notes()
    tree.measure_pictures()
    tree.settle_marks(contents)
    tree.close()
    cut_to_trim(pdf)
    pictures.ready_for_screen(pdf, contents)
