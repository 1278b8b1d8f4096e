import pypdfium2
import pytest
from PIL import Image
from tests.imposing.paper import made, numbered, page_size, rules_of
from tests.imposing.samples import MM

from handpress.imposing import SCHEMES, SHEETS, Job, Sheet, impose

NEAR = 0.01
BLEED = 3 * MM
SHEET = SHEETS["sra3"]


def drawn(pdf: bytes) -> Image.Image:
    """The first side in greys, four dots to the pt."""
    document = pypdfium2.PdfDocument(pdf)
    image: Image.Image = document[0].render(scale=4, grayscale=True).to_pil().copy()
    document.close()
    return image


def test_at_the_fold_each_page_ends_and_outside_its_bleed_is_whole() -> None:
    size = page_size(SCHEMES["saddle-stitch"], SHEET, 20)
    picture = drawn(made(numbered(8, size, BLEED), SHEET, SCHEMES["saddle-stitch"]).pdf)

    def grey(x: float, y: float) -> int:
        value = picture.getpixel((round(x * 4), round((SHEET.height - y) * 4)))
        assert isinstance(value, int)
        return value

    fold, middle = SHEET.width / 2, SHEET.height / 4
    eight, one = round(0.508 * 255), round(0.501 * 255)
    assert grey(fold - 1, middle) == pytest.approx(eight, abs=1)
    assert grey(fold + 1, middle) == pytest.approx(one, abs=1)
    trim = fold + size[0]
    assert grey(trim + BLEED - 1, middle) == pytest.approx(one, abs=1)
    assert grey(trim + BLEED + 1, middle) == 255
    foot = (SHEET.height - size[1]) / 2
    assert grey(fold + 30, foot - BLEED + 1) == pytest.approx(one, abs=1)
    assert grey(fold + 30, foot - BLEED - 1) == 255


@pytest.mark.parametrize("scheme", [name for name, row in SCHEMES.items() if row.trimmed])
def test_pages_with_room_bleed_at_every_edge_but_the_spine_and_never_on_a_neighbour(scheme: str) -> None:
    row = SCHEMES[scheme]
    width, height = page_size(row, SHEET, 8)

    for shown, _ in rules_of(made(numbered(8, (width, height), BLEED), SHEET, row).pdf):
        for left, bottom, right, top in shown:
            assert top - bottom == pytest.approx(height + 2 * BLEED, abs=NEAR)
            edges = 1 if row.across == "fold" else 2
            assert right - left == pytest.approx(width + edges * BLEED, abs=NEAR)
        for at, one in enumerate(shown):
            for other in shown[at + 1 :]:
                apart = (
                    one[2] <= other[0] + NEAR
                    or other[2] <= one[0] + NEAR
                    or one[3] <= other[1] + NEAR
                    or other[3] <= one[1] + NEAR
                )
                assert apart


@pytest.mark.parametrize("scheme", ["zine", "2-up", "9-up"])
def test_where_no_knife_takes_it_off_there_is_no_bleed(scheme: str) -> None:
    row = SCHEMES[scheme]
    size = page_size(row, SHEET, 20)

    for shown, _ in rules_of(made(numbered(8, size, BLEED), SHEET, row).pdf):
        for left, bottom, right, top in shown:
            assert (right - left, top - bottom) == pytest.approx(size, abs=NEAR)


def test_bleed_that_has_no_room_is_told_with_the_sheets_that_have() -> None:
    result = impose(numbered(4, (148 * MM, 210 * MM), BLEED), Job(SHEETS["a4"]))

    assert result.value is not None
    assert [finding.code for finding in result.findings] == ["bleed-cut"]
    assert result.findings[0].message == "The pages have 3.0 mm of bleed, but a4 paper has room for 0.0 mm."
    assert result.findings[0].hint == "Take a3, legal, tabloid, sra4 or sra3 paper, and trim it."


def test_bleed_beyond_what_any_named_sheet_has_room_for_is_told_without_a_name() -> None:
    result = impose(numbered(4, (500 * MM, 700 * MM), BLEED), Job(Sheet("large", 1000, 700)))

    assert [finding.hint for finding in result.findings] == ["Take a larger sheet."]


def test_pages_without_bleed_hear_nothing_of_it() -> None:
    assert impose(numbered(4, (148 * MM, 210 * MM)), Job(SHEETS["a4"])).findings == ()
