"""The file to read: cut, tagged, linked, and saying of itself what it is."""

from __future__ import annotations

import io
from collections import Counter
from typing import Any
from xml.etree import ElementTree

import pikepdf
import pytest
from msgspec.structs import replace
from pikepdf import Name, Pdf
from tests.prepress.reading import boxes, drawn, elements, look
from tests.prepress.samples import ABOUT, colourful, plain, shelved

from handpress.diagnostics import PressError
from handpress.prepress import finish_reading
from handpress.prepress.structure import Tree

MM = 72 / 25.4


def test_every_page_ends_at_the_trim_whatever_bleeds() -> None:
    made = finish_reading(colourful(), ABOUT)
    trim = (0.0, 0.0, round(60 * MM, 3), round(90 * MM, 3))

    assert set(boxes(colourful(), "/MediaBox")) != {trim}
    assert {*boxes(made, "/MediaBox"), *boxes(made, "/TrimBox"), *boxes(made, "/BleedBox")} == {trim}


def test_a_pamphlet_is_laid_out_with_the_bleed_asked_for_and_cut_to_its_trim() -> None:
    _, _, about, pages = shelved("smallest")
    by = round(3 * MM, 3)
    [laid_out], [made] = set(boxes(pages, "/MediaBox")), set(boxes(finish_reading(pages, about), "/MediaBox"))

    assert laid_out == pytest.approx((-by, -by, 148 * MM + by, 210 * MM + by), abs=0.002)
    assert made == (0, 0, round(148 * MM, 3), round(210 * MM, 3))


def test_a_note_is_one_note_with_a_name_even_where_it_goes_on_overleaf() -> None:
    def pages_of(note: Any, numbers: dict[Any, int]) -> set[int]:
        within = [kid for kid in note.get("/K", []) if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]
        return {numbers[note.Pg.objgen]}.union(*(pages_of(kid, numbers) for kid in within))

    def see(pdf: Pdf) -> tuple[Counter[str], list[str], list[int]]:
        numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
        kinds = Counter(str(one.S) for one in elements(pdf))
        notes = [one for one in elements(pdf) if Name.Note == one.S]
        return kinds, sorted(str(one.ID) for one in notes), sorted(len(pages_of(one, numbers)) for one in notes)

    kinds, names, pages = look(finish_reading(plain()[1], ABOUT), see)

    # The long note stands at the part's end, over two pages, and at the foot of its page a pointer to it.
    assert kinds["/Note"] == sum(count for kind, count in kinds.items() if "Note" in kind) == 3
    assert names == ["note-1", "note-2", "note-3"]
    assert pages == [1, 1, 2]


def test_names_of_notes_and_table_heads_are_found_by_them() -> None:
    def see(pdf: Pdf) -> tuple[list[str], list[str]]:
        listed = list(pdf.Root.StructTreeRoot.IDTree.Names)
        return [str(name) for name in listed[::2]], [str(one.ID) for one in elements(pdf) if "/ID" in one]

    listed, there = look(finish_reading(shelved("tables-and-figures")[3], ABOUT), see)

    assert listed == sorted(there)
    assert len(listed) > 3


def test_running_heads_and_folios_are_artifacts_of_the_page() -> None:
    raw, made = shelved("many-notes")[3], finish_reading(shelved("many-notes")[3], ABOUT)

    def artifacts(content: bytes) -> int:
        return sum(operator == "BDC" and operands[0] == "/Artifact" for operator, operands in drawn(content, 3))

    # On the fourth page stand the title of the pamphlet and the number 4.
    assert (artifacts(raw), artifacts(made)) == (0, 2)


def marks_in_order(pdf: Pdf) -> list[tuple[int, int]]:
    """The marks that the tree of tags holds, as somebody hears them: the page of each (from 1) and its number there."""
    numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}

    def heard(element: Any) -> list[tuple[int, int]]:
        held: Any = element.get("/K", [])
        found = []
        for kid in held if isinstance(held, pikepdf.Array) else [held]:
            if isinstance(kid, int):
                found.append((numbers[element.Pg.objgen], kid))
            elif "/MCID" in kid:
                found.append((numbers[kid.Pg.objgen], int(kid.MCID)))
            elif "/S" in kid:
                found += heard(kid)
        return found

    return heard(pdf.Root.StructTreeRoot.K[0])


@pytest.mark.parametrize("name", ["many-notes", "tables-and-figures", "verse-and-epigraph", "editorial"])
def test_lines_of_print_are_no_elements_and_are_heard_in_the_same_order(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    about, pages = shelved(name)[2:]
    made = finish_reading(pages, about)
    monkeypatch.setattr(Tree, "join_lines", lambda tree: None)
    apart = finish_reading(pages, about)

    def spans(pdf: Pdf) -> int:
        return sum(Name.Span == one.S for one in elements(pdf))

    assert look(made, marks_in_order) == look(apart, marks_in_order)
    assert look(made, spans) < look(apart, spans) / 2


def test_a_mark_belongs_to_the_element_that_holds_it() -> None:
    def see(pdf: Pdf) -> tuple[int, list[tuple[str, int]]]:
        pairs = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
        owners = {int(pairs[at]): pairs[at + 1] for at in range(0, len(pairs), 2)}
        held, astray = 0, []
        for element in elements(pdf):
            kids: Any = element.get("/K", [])
            for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
                if not isinstance(kid, int) and "/MCID" not in kid:
                    continue
                number, page = (kid, element.Pg) if isinstance(kid, int) else (int(kid.MCID), kid.Pg)
                place = page if isinstance(kid, int) or "/Stm" not in kid else kid.Stm
                held += 1
                if owners[int(place.StructParents)][number].objgen != element.objgen:
                    astray.append((str(element.S), number))
        return held, astray

    held, astray = look(finish_reading(shelved("many-notes")[3], ABOUT), see)

    assert held > 100
    assert astray == []


def test_every_link_lies_on_one_link_element_and_says_where_it_leads() -> None:
    def see(pdf: Pdf) -> tuple[list[str], list[str], set[int]]:
        pairs = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
        owners = {int(pairs[at]): pairs[at + 1] for at in range(0, len(pairs), 2)}
        links = [link for page in pdf.pages for link in page.obj.get("/Annots", [])]
        kinds = [str(owners[int(link.StructParent)].S) for link in links]
        return kinds, [str(link.Contents) for link in links], {int(link.F) for link in links}

    kinds, contents, flags = look(finish_reading(labelled(colourful(), 2), ABOUT), see)

    assert kinds == ["/Link", "/Link"]
    assert contents == ["→ i", "https://example.org/"]
    assert flags == {4}


def labelled(pages: bytes, front: int) -> bytes:
    """The pages with the labels that they are laid out with where the first ``front`` are counted apart."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pages)) as pdf:
        roman, decimal = (pikepdf.Dictionary(S=Name(f"/{style}")) for style in "rD")
        pdf.Root.PageLabels = pikepdf.Dictionary(Nums=pikepdf.Array([0, roman, front, decimal]))
        pdf.save(out)
    return out.getvalue()


def test_pages_are_labelled_as_they_were_laid_out_or_else_from_the_first() -> None:
    def labels(made: bytes) -> list[str]:
        return look(made, lambda pdf: [str(page.label) for page in pdf.pages])

    assert labels(finish_reading(colourful(), ABOUT)) == ["1", "2", "3", "4"]
    assert labels(finish_reading(labelled(colourful(), 2), ABOUT)) == ["i", "ii", "1", "2"]


def test_the_file_says_of_itself_what_it_is_in_both_places() -> None:
    def see(pdf: Pdf) -> tuple[dict[str, str], bytes, str, Any]:
        info = {str(key): str(pdf.docinfo[key]) for key in pdf.docinfo.keys()}  # noqa: SIM118
        shown = pdf.Root.ViewerPreferences.DisplayDocTitle
        return info, pdf.Root.Metadata.read_bytes(), str(pdf.Root.Lang), shown

    info, packet, language, shown = look(finish_reading(colourful(), ABOUT), see)
    told = ElementTree.fromstring(packet.split(b"?>", 1)[1].rsplit(b"<?", 1)[0])
    texts = {one.tag.split("/")[-1].split("}")[-1]: "".join(one.itertext()) for one in told[0][0]}

    assert (info["/Title"], info["/Author"]) == ("The Title & Its <Page>", "Ann Miller, Bob Carter")
    assert info["/CreationDate"] == info["/ModDate"] == "D:20260501000000Z"
    assert (texts["title"], texts["creator"], texts["description"]) == (
        "The Title & Its <Page>", "Ann MillerBob Carter", "A quarrel."
    )  # fmt: skip
    assert texts["CreateDate"] == texts["ModifyDate"] == texts["MetadataDate"] == "2026-05-01T00:00:00Z"
    assert (language, shown) == ("en", True)


def test_a_date_may_be_a_year_or_a_day() -> None:
    assert replace(ABOUT, date="2026").day == "2026-01-01"
    assert replace(ABOUT, date="2026-05-17").day == "2026-05-17"


def test_bookmarks_are_open() -> None:
    made = finish_reading(colourful(), ABOUT)

    assert look(made, lambda pdf: str(pdf.Root.PageMode)) == "/UseOutlines"
    assert look(made, lambda pdf: str(pdf.Root.Outlines.First.Title)) == "The Title"


def test_pictures_are_measured_in_points_from_the_corner_of_the_page() -> None:
    def see(pdf: Pdf) -> list[list[float]]:
        return [[float(edge) for edge in one.A.BBox] for one in elements(pdf) if Name.Figure == one.S]

    found = look(finish_reading(colourful(), ABOUT), see)

    assert len(found) == 9
    assert {round(top - bottom, 2) for _, bottom, _, top in found} == {round(8 * MM, 2)}
    # They stand in the upper half of the page, below its heading.
    assert all(bottom > 40 * MM and top < 80 * MM for _, bottom, _, top in found)


def test_a_files_inks_are_told_what_they_look_like_only_where_it_has_inks() -> None:
    def spaces(pdf: Pdf) -> bool:
        return any("/DefaultCMYK" in page.obj.Resources.ColorSpace for page in pdf.pages)

    assert look(finish_reading(colourful(), ABOUT), spaces)
    assert not look(finish_reading(plain()[1], ABOUT), spaces)


def encrypted() -> bytes:
    with Pdf.open(io.BytesIO(plain()[1])) as pdf:
        buffer = io.BytesIO()
        pdf.save(buffer, encryption=pikepdf.Encryption(owner="o", user="u"))
        return buffer.getvalue()


def untagged() -> bytes:
    with Pdf.new() as pdf:
        pdf.add_blank_page()
        buffer = io.BytesIO()
        pdf.save(buffer)
        return buffer.getvalue()


@pytest.mark.parametrize(
    ("pages", "said"),
    [
        (b"", "damaged"),
        (b"no pages", "damaged"),
        (plain()[1][:2000], "damaged"),
        (encrypted(), "damaged"),
        (untagged(), "no tags"),
    ],
    ids=["empty", "no PDF", "cut short", "locked", "without tags"],
)
def test_what_the_press_has_not_laid_out_is_refused(pages: bytes, said: str) -> None:
    with pytest.raises(PressError, match=said):
        finish_reading(pages, ABOUT)
