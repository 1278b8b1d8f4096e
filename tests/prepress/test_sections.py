"""Sections that were dressed each on its own make the same files as pages that were finished all together."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

import pikepdf
import pytest
from pikepdf import Dictionary, Pdf
from tests.prepress.reading import look
from tests.prepress.samples import colourful, set_from_shelf, shelved

from handpress import prepress
from handpress.diagnostics import PressError
from handpress.prepress import About, Printing
from handpress.project.profiles import PROFILES
from handpress.writing.formes import Dressed
from handpress.writing.printed import Printed

PAMPHLETS = ("many-notes", "tables-and-figures", "article-and-reply")
PRINTERS = ("home", "offset", "ingram")


def told(pdf: Pdf) -> dict[str, Any]:
    """All that a file has, as far as somebody sees, hears or prints it."""
    numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
    owners = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    owned = {int(owners[at]): owners[at + 1] for at in range(0, len(owners), 2)}
    names: Any = pdf.Root.StructTreeRoot.get("/IDTree")
    return {
        "drawn": [page.obj.Contents.read_bytes() for page in pdf.pages],
        "boxes": [[str(page.obj.get(name)) for name in ("/MediaBox", "/TrimBox", "/BleedBox")] for page in pdf.pages],
        "labels": [str(page.label) for page in pdf.pages],
        "links": [[link(one) for one in page.obj.get("/Annots", [])] for page in pdf.pages],
        "tags": list(tags(pdf.Root.StructTreeRoot, numbers)),
        "marks": [[str(owner.S) if owner else "" for owner in owned.get(of(page), ())] for page in pdf.pages],
        "named": [str(name) for name in list(names.Names)[::2]] if names else [],
        "places": sorted(str(name) for name in list(pdf.Root.Names.Dests.Names)[::2]),
        "faces": sorted({str(font.BaseFont)[8:] for page in pdf.pages for font in fonts(page)}),
    }


def of(page: pikepdf.Page) -> int:
    """The key of a page among the owners of marks; a blank that was added has none."""
    return int(page.obj.get("/StructParents", -1))


def fonts(page: pikepdf.Page) -> Iterator[Any]:
    listed: Any = page.obj.Resources.get("/Font", {})
    for name in listed.keys():  # noqa: SIM118
        yield listed[name]


def link(annotation: Any) -> tuple[str, str]:
    return str(annotation.get("/Contents")), str([round(float(edge), 2) for edge in annotation.Rect])


def tags(element: Any, numbers: Mapping[tuple[int, int], int], depth: int = 0) -> Iterator[tuple[Any, ...]]:
    held: Any = element.get("/K", [])
    for kid in held if isinstance(held, pikepdf.Array) else [held]:
        if isinstance(kid, Dictionary) and "/S" in kid:
            page = numbers.get(kid.Pg.objgen, 0) if "/Pg" in kid else 0
            yield depth, str(kid.S), str(kid.get("/ID", "")), str(kid.get("/Alt", "")), page
            yield from tags(kid, numbers, depth + 1)
        elif not isinstance(kid, Dictionary):
            yield depth, int(kid)


@functools.cache
def dressed(name: str, printer: str) -> tuple[About, Printed, Printing]:
    printing = Printing(PROFILES[printer])

    def dress(pages: bytes, first: int) -> Mapping[str, Dressed]:
        to_read, to_print = prepress.dress(pages, first, printing)
        assert to_print
        return {"pdf": Dressed(to_read), "print": Dressed(*to_print)}

    _, about, printed = set_from_shelf(name, dress=dress)
    return about, printed, printing


@pytest.mark.parametrize("name", PAMPHLETS)
def test_the_file_to_read_is_the_same(name: str) -> None:
    about, printed, _ = dressed(name, "offset")
    apart = printed.dressed("pdf", partial(prepress.close_reading, about=about))

    assert look(apart, told) == look(prepress.finish_reading(shelved(name)[3], about), told)


@pytest.mark.parametrize("printer", PRINTERS)
@pytest.mark.parametrize("name", PAMPHLETS)
def test_the_file_to_print_is_the_same(name: str, printer: str) -> None:
    about, printed, printing = dressed(name, printer)
    apart = printed.dressed("print", partial(printing.close, about=about))

    assert look(apart, told) == look(prepress.finish_print(shelved(name)[3], about, PROFILES[printer]).value, told)


def test_pictures_set_on_white_are_counted_and_transparency_is_refused_in_a_section_too() -> None:
    old = Printing(PROFILES["ingram"])

    _, printed = prepress.dress(colourful(faint=False), 1, old)
    assert printed
    assert printed[1] == 1
    assert [finding.code for finding in prepress.told_of(printed[1])] == ["picture-on-white"]
    with pytest.raises(PressError):
        prepress.dress(colourful(), 1, old)


def test_a_section_that_is_not_for_print_is_dressed_to_be_read_alone() -> None:
    to_read, to_print = prepress.dress(colourful(), 1)

    assert to_print is None
    assert look(to_read, lambda pdf: "/Annots" in pdf.pages[1].obj)


def test_same_pages_same_bytes() -> None:
    printing = Printing(PROFILES["offset"])

    assert prepress.dress(colourful(), 3, printing) == prepress.dress(colourful(), 3, Printing(PROFILES["offset"]))
