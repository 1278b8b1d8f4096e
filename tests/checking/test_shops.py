"""What a shop would refuse: each rule once kept and once broken."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from handpress.checking import SHOPS, Offer, Packed, Picture, check_offer
from handpress.diagnostics import Finding

COVER = Packed("EPUB/cover.jpg", "image/jpeg", 300_000, Picture("JPEG", 1600, 2560, "RGB", "sRGB"))
PAGE = Packed("EPUB/article.xhtml", "application/xhtml+xml", 40_000)
PICTURE = Packed("EPUB/images/mill.png", "image/png", 90_000, Picture("PNG", 800, 600, "L"))
RECORD = {
    "title": ("The Quarrel",),
    "creator": ("A. Miller",),
    "language": ("en",),
    "identifier": ("urn:isbn:9780306406157",),
    "publisher": ("The Ford Press",),
    "date": ("2026",),
    "description": ("Two men and a mill.",),
}
GOOD = Offer(500_000, (COVER, PAGE, PICTURE), COVER.name, RECORD)


def found(offer: Offer, shop: str) -> list[Finding]:
    return list(check_offer(offer, shop))


def only(offer: Offer, shop: str) -> Finding:
    (finding,) = found(offer, shop)
    return finding


def with_cover(**changes: Any) -> Offer:
    assert COVER.picture is not None
    picture = replace(COVER.picture, **{name: value for name, value in changes.items() if name != "size"})
    return replace(GOOD, files=(replace(COVER, picture=picture, size=changes.get("size", COVER.size)), PAGE))


def with_file(file: Packed) -> Offer:
    return replace(GOOD, files=(COVER, PAGE, file))


@pytest.mark.parametrize("shop", SHOPS)
def test_what_is_as_it_should_be_passes_in_every_shop(shop: str) -> None:
    assert found(GOOD, shop) == []


@pytest.mark.parametrize("shop", SHOPS)
@pytest.mark.parametrize("term", ["title", "creator", "language", "publisher", "date", "description"])
def test_every_shop_asks_what_the_e_book_is(shop: str, term: str) -> None:
    finding = only(replace(GOOD, record={**RECORD, term: ()}), shop)

    assert finding.code == "shop-metadata"
    assert finding.hint.endswith("in pamphlet.toml.")


def test_shops_that_list_by_isbn_advise_one() -> None:
    offer = replace(GOOD, record={**RECORD, "identifier": ("urn:uuid:1",)})

    assert {shop: [one.code for one in found(offer, shop)] for shop in SHOPS} == {
        shop: [] if shop == "kdp" else ["shop-advice"] for shop in SHOPS
    }


@pytest.mark.parametrize(
    ("shop", "changes", "code", "told"),
    [
        ("apple", {"format": "PNG"}, "shop-cover", "covers are sent as JPEG"),
        ("apple", {"width": 1399}, "shop-cover", "takes no cover below 1400 × 1400"),
        ("apple", {"width": 1500}, "shop-advice", "looks best with 1600 × 2560"),
        ("google", {"height": 7201}, "shop-cover", "none longer than 7200"),
        ("bn", {"size": 2_100_000}, "shop-cover", "has 2.1 MB; Barnes & Noble Press takes covers up to 2 MB"),
        ("kobo", {"size": 3_100_000}, "shop-advice", "covers up to 3 MB"),
        ("kdp", {"colours": "CMYK"}, "shop-picture", "are CMYK, and screens show RGB"),
        ("kdp", {"profile": "other"}, "shop-picture", "not sRGB"),
    ],
)
def test_a_cover_that_a_shop_does_not_want(shop: str, changes: dict[str, object], code: str, told: str) -> None:
    finding = only(with_cover(**changes), shop)

    assert finding.code == code
    assert told in finding.message
    assert "EPUB/cover.jpg" in finding.message
    assert finding.hint


def test_an_e_book_without_a_cover() -> None:
    assert only(replace(GOOD, cover=""), "kobo").code == "shop-cover"


@pytest.mark.parametrize(
    ("shop", "file", "code", "told"),
    [
        ("apple", Packed("a.gif", "image/gif", 9, Picture("GIF", 9, 9, "P")), "shop-picture", "image/gif"),
        ("kobo", Packed("a.webp", "image/webp", 9), "shop-picture", "Kobo does not take"),
        ("apple", replace(PICTURE, picture=Picture("PNG", 2400, 2400, "RGB")), "shop-picture", "5.6 million"),
        ("kobo", replace(PICTURE, size=5_000_001), "shop-advice", "pictures up to 5 MB"),
        ("bn", replace(PAGE, name="EPUB/b.xhtml", size=10_000_001), "shop-file", "10 MB a file"),
        ("bn", replace(PAGE, name="EPUB/mühle.xhtml"), "shop-file", "not plain ASCII"),
    ],
)
def test_a_file_that_a_shop_does_not_take(shop: str, file: Packed, code: str, told: str) -> None:
    finding = only(with_file(file), shop)

    assert finding.code == code
    assert told in finding.message
    assert file.name in finding.message


def test_an_e_book_too_large_for_a_shop() -> None:
    offer = replace(GOOD, size=650_000_001)

    assert only(offer, "kdp").code == "shop-file"
    assert found(offer, "apple") == []
