"""What leads about in a file: links, bookmarks, the names of places, the numbers of pages."""

from __future__ import annotations

from typing import Any

from handpress.prepress.engine import Array, Dictionary, Name, Pdf, String, drop, key_of

_PRINTED = 4  # the flag that an annotation is printed; PDF/A wants it, though a link shows nothing


def label_pages(pdf: Pdf) -> None:
    """The page numbers as readers see them: those the pages were laid out with, or decimals from 1."""
    if "/PageLabels" not in pdf.Root:
        pdf.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.D)]))


def describe_links(pdf: Pdf) -> None:
    """Every link says in words where it leads (ISO 14289-1 §7.18.5): an address, or the number of a page."""
    labels = {key_of(page.obj): str(page.label) for page in pdf.pages}
    places = named_places(pdf)
    for page in pdf.pages:
        for link in page.obj.get("/Annots", []):
            link.F = _PRINTED
            target = places.get(str(link.get("/Dest", "")))
            if target is not None:
                link.Contents = String(f"→ {labels[key_of(target[0])]}")
            elif "/A" in link and "/URI" in link.A:
                link.Contents = String(str(link.A.URI))


def open_bookmarks(pdf: Pdf) -> None:
    """A file with bookmarks shows them when it is opened."""
    if "/Outlines" in pdf.Root:
        pdf.Root.PageMode = Name.UseOutlines


def drop_bookmarks(pdf: Pdf) -> None:
    """Leave the bookmarks out."""
    drop(pdf.Root, "/Outlines")


def shift_targets(pdf: Pdf, shifts: dict[tuple[int, int], tuple[float, float]]) -> None:
    """Move the places that bookmarks and names lead to with their pages; ``shifts`` is by page, in pt."""
    targets = list(named_places(pdf).values())
    waiting = [pdf.Root.Outlines.First] if "/First" in pdf.Root.get("/Outlines", {}) else []
    while waiting:
        entry = waiting.pop()
        waiting += [entry[key] for key in ("/First", "/Next") if key in entry]
        targets.append(entry.Dest)
    for target in targets:
        across, up = shifts[key_of(target[0])]
        target[2], target[3] = round(float(target[2]) + across, 4), round(float(target[3]) + up, 4)


def named_places(pdf: Pdf) -> dict[str, Any]:
    """The places of a file that have names, by these."""
    if "/Names" not in pdf.Root or "/Dests" not in pdf.Root.Names:
        return {}
    pairs = list(pdf.Root.Names.Dests.Names)
    return {str(pairs[at]): pairs[at + 1] for at in range(0, len(pairs), 2)}
