"""The key of a page: the same for the same page in another file, another for whatever differs on it."""

from __future__ import annotations

import functools
import io
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, Stream
from tests.prepress.samples import ABOUT, colourful, shelved

from handpress.diagnostics import PressError
from handpress.prepress import finish_print, finish_reading, page_keys
from handpress.project.profiles import PROFILES


@functools.cache
def made() -> bytes:
    return finish_reading(colourful(), ABOUT)


def changed(change: Callable[[Pdf], object], **how: Any) -> bytes:
    """The file with something else in it."""
    with Pdf.open(io.BytesIO(made())) as pdf:
        change(pdf)
        out = io.BytesIO()
        pdf.save(out, **how)
    return out.getvalue()


def differing(other: bytes) -> list[int]:
    """The pages (from 1) whose keys differ from those of the file."""
    pairs = zip(page_keys(made()), page_keys(other), strict=True)
    return [number for number, (one, two) in enumerate(pairs, 1) if one != two]


def redrawn(pdf: Pdf) -> None:
    page = pdf.pages[1].obj
    page.Contents = Stream(pdf, page.Contents.read_bytes() + b"\nq Q")


def _of(pdf: Pdf, kind: str) -> Any:
    listed: Any = pdf.pages[1].obj.Resources[kind]
    return listed[sorted(listed.keys())[0]]


def with_another_letter(pdf: Pdf) -> None:
    face: Any = _of(pdf, "/Font")
    face.ToUnicode = Stream(pdf, face.ToUnicode.read_bytes().replace(b"<00", b"<01", 1))


def with_another_picture(pdf: Pdf) -> None:
    picture = _of(pdf, "/XObject")
    picture.write(picture.read_raw_bytes() + b"\0", filter=picture.get("/Filter"))


def led_elsewhere(pdf: Pdf) -> None:
    names = pdf.Root.Names.Dests.Names
    names[1] = Array([pdf.pages[3].obj, Name.XYZ, 0, 10, 0])


CHANGES: dict[str, tuple[Callable[[Pdf], object], list[int]]] = {
    "what is drawn": (redrawn, [2]),
    "a box": (lambda pdf: setattr(pdf.pages[2].obj, "TrimBox", Array([0, 0, 100, 100])), [3]),
    "where a link leads": (led_elsewhere, [2]),
    "what a link says": (lambda pdf: setattr(pdf.pages[1].obj.Annots[0], "Contents", "elsewhere"), [2]),
    "a link that is gone": (lambda pdf: setattr(pdf.pages[1].obj, "Annots", Array()), [2]),
    "the numbers of pages": (
        lambda pdf: setattr(pdf.Root, "PageLabels", Dictionary(Nums=Array([0, Dictionary(S=Name.r)]))),
        [1, 2, 3, 4],
    ),
}


@pytest.mark.parametrize("name", CHANGES)
def test_what_differs_on_a_page_gives_it_another_key(name: str) -> None:
    change, pages = CHANGES[name]

    assert differing(changed(change)) == pages


@pytest.mark.parametrize("change", [with_another_letter, with_another_picture])
def test_what_pages_share_counts_for_all_that_have_it(change: Callable[[Pdf], object]) -> None:
    assert 2 in differing(changed(change))


def test_how_a_file_is_written_is_nothing_to_its_pages() -> None:
    assert differing(changed(lambda _: None)) == []
    assert differing(changed(lambda _: None, object_stream_mode=pikepdf.ObjectStreamMode.disable)) == []
    assert differing(changed(lambda pdf: setattr(pdf.Root, "Lang", "de"))) == []


def test_two_pages_never_have_the_same_key() -> None:
    for pages in (made(), finish_print(shelved("many-notes")[3], ABOUT, PROFILES["offset"]).value):
        assert len(set(page_keys(pages))) == len(page_keys(pages))


def test_a_file_that_cannot_be_read_is_told() -> None:
    with pytest.raises(PressError):
        page_keys(b"%PDF-1.7 and no more")
