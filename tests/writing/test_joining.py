"""Sections that were set apart, joined: what each counted for itself is told apart in the whole."""

from __future__ import annotations

import io
import os
import re
from collections.abc import Iterator
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Pdf
from tests.writing.pages import pamphlet, part, set_in_type

from handpress.diagnostics import PressError
from handpress.writing import joining
from handpress.writing import pdf as pages
from handpress.writing.formes import Forme

TABLE = "| rye | oats |\n| --- | --- |\n| 7 | 8 |\n\n"
PARTS = {
    "rye": "---\ntitle: Rye\n---\n\nThe first.[^1]\n\n" + TABLE + "## Winter rye\n\n*Sown late.*\n\n[^1]: A note.\n",
    "oats": "---\ntitle: Oats\n---\n\nThe second, with ſ and ß.[^1]\n\n" + TABLE + "[^1]: Another note.\n",
}


@pytest.fixture(scope="module")
def joined() -> Iterator[Pdf]:
    made = set_in_type(pamphlet(*(part(text, slug=slug) for slug, text in PARTS.items())))
    with pikepdf.open(io.BytesIO(made.printed.pdf)) as pdf:
        yield pdf


def elements(pdf: Pdf) -> Iterator[Any]:
    waiting: list[Any] = [pdf.Root.StructTreeRoot.K[0]]
    while waiting:
        one = waiting.pop()
        if isinstance(one, Dictionary) and "/S" in one:
            yield one
            held: Any = one.get("/K", Array())
            waiting += list(held) if isinstance(held, Array) else [held]


def test_the_cells_of_every_table_name_heads_of_their_own_table(joined: Pdf) -> None:
    names = [str(one.ID) for one in elements(joined) if "/ID" in one]
    headers = [str(name) for one in elements(joined) if "/A" in one for name in one.A.get("/Headers", [])]

    assert len(names) == len(set(names)) == 4
    assert sorted(headers) == sorted(names)


def test_each_mark_and_each_link_belongs_to_one_element(joined: Pdf) -> None:
    root = joined.Root.StructTreeRoot
    pairs = list(root.ParentTree.Nums)
    owners = {int(pairs[at]): pairs[at + 1] for at in range(0, len(pairs), 2)}
    keys = [int(page.StructParents) for page in joined.pages]
    keys += [int(link.StructParent) for page in joined.pages for link in page.get("/Annots", [])]

    assert sorted(owners) == sorted(keys) == list(range(root.ParentTreeNextKey))
    assert all(one.P.S == "/Document" for one in root.K[0].K)


def test_each_font_is_in_the_file_once_with_the_signs_of_all_sections(joined: Pdf) -> None:
    fonts = {font.objgen: font for page in joined.pages for font in page.Resources.Font.values()}
    names = [str(font.BaseFont) for font in fonts.values()]
    [roman] = [font for font in fonts.values() if re.search(r"\+EB-Garamond(-Regular)?$", str(font.BaseFont))]
    _, _, told = roman.ToUnicode.read_bytes().decode("ascii").partition("endcodespacerange")

    assert len(names) == len(set(names))
    for sign in "wſß":
        assert f"<{ord(sign):04x}>" in told
    widths: dict[int, float] = {}
    listed = list(roman.DescendantFonts[0].W)
    for at in range(0, len(listed), 2):
        widths |= {int(listed[at]) + n: float(width) for n, width in enumerate(listed[at + 1])}
    assert {int(glyph, 16) for glyph in re.findall(r"^<(\w{4})> <", told, re.MULTILINE)} == set(widths)


def test_links_and_bookmarks_lead_from_one_section_into_another(joined: Pdf) -> None:
    pairs = list(joined.Root.Names.Dests.Names)
    places = {str(pairs[at]): pairs[at + 1][0].objgen for at in range(0, len(pairs), 2)}
    there = {page.obj.objgen for page in joined.pages}
    with joined.open_outline() as outline:
        marks = [(item.title, [child.title for child in item.children]) for item in outline.root]

    assert list(map(str, pairs[::2])) == sorted(places)
    assert set(places.values()) <= there
    assert {str(link.Dest) for page in joined.pages for link in page.get("/Annots", [])} <= places.keys()
    assert marks == [("Rye", ["Winter rye"]), ("Oats", [])]


def test_a_link_that_leads_to_no_section_is_refused() -> None:
    forme = Forme(b"", 1, 1, {"here": 1}, (("here", 0),), {}, frozenset({"here", "nowhere"}))

    with pytest.raises(PressError, match="no anchor #nowhere"):
        pages._refuse_dangling([forme], {"here": 1})


def test_where_files_in_memory_have_no_numbers_the_bytes_are_the_same(
    joined: Pdf, monkeypatch: pytest.MonkeyPatch
) -> None:
    del joined  # set with them, as everywhere on Linux
    made = set_in_type(pamphlet(*(part(text, slug=slug) for slug, text in PARTS.items()))).printed
    monkeypatch.setattr(joining, "in_memory", io.BytesIO)

    assert joining.join(made.formes, made.faces, made.folios) == made.pdf


def test_a_forme_that_was_joined_keeps_no_number_of_the_process() -> None:
    made = set_in_type(pamphlet(*(part(text, slug=slug) for slug, text in PARTS.items()))).printed
    joining.join(made.formes, made.faces)
    before = len(os.listdir("/proc/self/fd")) if os.path.isdir("/proc/self/fd") else 0

    joining.join(made.formes, made.faces)

    assert not before or len(os.listdir("/proc/self/fd")) <= before
