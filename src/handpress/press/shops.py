"""Shops: what one of them would refuse in the e-book."""

from __future__ import annotations

from msgspec.structs import replace

from handpress import checking
from handpress.diagnostics import Result
from handpress.press.covers import cover_matter
from handpress.press.ebooks import pack
from handpress.press.manuscript import Manuscript
from handpress.press.manuscripts import read
from handpress.press.readying import ready
from handpress.project import Workspace


def check_shop(workspace: Workspace, slug: str, shop: str, *, prose: bool = False) -> Result[Manuscript]:
    """What a shop would refuse in the e-book of a pamphlet, made anew, after the findings of its manuscripts.

    Where the manuscripts have errors there is no e-book, and nothing is told of the shop. ``shop`` is a name in
    ``checking.SHOPS``; ``prose`` asks for what is wrong with the language too. Raises ``PressError`` where there is no
    such pamphlet, or the machine lacks something.
    """
    manuscript = read(workspace, slug, prose=prose)
    if manuscript.failed:
        return manuscript
    readied = ready(manuscript.value)
    matter = cover_matter(workspace, manuscript.value, readied.document, readied.facts)
    claim = manuscript.value.pamphlet.accessibility
    book = pack(workspace, readied.traced, readied.facts, manuscript.value.pictures, matter, claim=claim)
    findings = tuple(checking.check_offer(_offer(book), shop))
    return replace(manuscript, findings=(*manuscript.findings, *findings))


def _offer(book: bytes) -> checking.Offer:
    """An e-book as a shop gets it, read out of its file."""
    from handpress import proving
    from handpress.writing import raster

    held = proving.packing_list(book)
    files = []
    for name, (media_type, content) in held.files.items():
        measured = raster.measure(content) if media_type.startswith("image/") else None
        picture = checking.Picture(*measured) if measured else None
        files.append(checking.Packed(name, media_type, len(content), picture))
    return checking.Offer(len(book), tuple(files), held.cover, held.record)
