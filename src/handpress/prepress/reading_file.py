"""The file to read on a screen: PDF/A-2a and PDF/UA-1."""

from __future__ import annotations

from handpress.prepress import navigation, pictures
from handpress.prepress.about import About
from handpress.prepress.boxes import cut_to_trim
from handpress.prepress.contents import Contents
from handpress.prepress.engine import Pdf, describe, opened, saved
from handpress.prepress.intents import intend_for_screen
from handpress.prepress.structure import Tree
from handpress.prepress.xmp import Claims


def finish_reading(pages: bytes, about: About) -> bytes:
    """The pages as they were laid out as a file to read: cut to the trim, with tags, links, bookmarks and page labels.

    Same pages, same bytes. Raises ``PressError`` for what the press has not laid out.
    """
    with opened(pages) as pdf:
        dress_reading(pdf, Tree(pdf), Contents(pdf))
        cut_to_trim(pdf)
        return close_reading(pdf, about)


def close_reading(pdf: Pdf, about: About) -> bytes:
    """The file to read, of open pages that were all dressed and are joined: what it has as a whole is added."""
    navigation.label_pages(pdf)
    navigation.describe_links(pdf)
    navigation.open_bookmarks(pdf)
    describe(pdf, about, Claims(archive=True, accessible=True), "reading")
    intend_for_screen(pdf)
    return saved(pdf, "1.7")


def dress_reading(pdf: Pdf, tree: Tree, contents: Contents) -> None:
    """Do to open pages what can be done to those of a section alone, but for their boxes."""
    tree.mend_links()
    tree.mend_lists()
    tree.name_notes()
    tree.measure_pictures()
    tree.settle_marks(contents)
    tree.join_lines()
    tree.close()
    pictures.ready_for_screen(pdf, contents)
