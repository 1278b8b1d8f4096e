"""A section of a pamphlet is made ready for its files: all is done to its pages that asks for no other section's.

What both files want is done once: the tags are mended, and every page is taken apart, for the file to read; the file to
print is made of those pages as they then are.
"""

from __future__ import annotations

from handpress.prepress.boxes import cut_to_trim
from handpress.prepress.contents import Contents
from handpress.prepress.engine import halfway, opened
from handpress.prepress.print_file import Printing
from handpress.prepress.reading_file import dress_reading
from handpress.prepress.structure import Tree


def dress(pages: bytes, first: int, printing: Printing | None = None) -> tuple[bytes, tuple[bytes, int] | None]:
    """The pages of a section, from page ``first`` on, made ready to be read, and for print where that is asked for.

    Beside the pages for print stands how many of their pictures gave up their masks. Same pages, same bytes. Raises
    ``PressError`` as ``finish_reading`` and ``finish_print`` do.
    """
    with opened(pages) as pdf:
        tree, contents = Tree(pdf), Contents(pdf)
        dress_reading(pdf, tree, contents)
        trims = [page.obj.TrimBox for page in pdf.pages]
        cut_to_trim(pdf)
        to_read = halfway(pdf)
        if printing is None:
            return to_read, None
        # As they were laid out: what is rounded twice is another size.
        for page, trim in zip(pdf.pages, trims, strict=True):
            page.obj.TrimBox = trim
        tree.drop_links()
        tree.join_lines()
        tree.close()
        flattened = printing.dress(pdf, tree, contents, first)
        return to_read, (halfway(pdf), flattened)
