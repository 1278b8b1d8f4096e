"""Covers as a printer gets them: four pages, one piece around a spine, or bound with the pages."""

import io
from dataclasses import dataclass

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from msgspec.structs import replace
from tests.writing.covers import (
    A5,
    BINDER,
    HOME,
    ISBN,
    LONG,
    METADATA,
    MM,
    NARROW,
    Made,
    bitmap,
    boxes,
    drawn,
    inks,
    matter,
    page_pdf,
    pixel,
    texts,
    wrapped,
)

from handpress.diagnostics import PressError
from handpress.model.cover import CoverSettings, SpineDirection, spine_direction
from handpress.model.format import BleedSides, Spine
from handpress.model.languages import is_right_to_left
from handpress.writing.cover import sheet, wrap
from handpress.writing.coverplan import THEMES
from handpress.writing.layout import Enclosed


@dataclass(frozen=True)
class Letter:
    """A turned letter: its edges in mm from the left and lower edge of the trim."""

    left: float
    bottom: float
    right: float
    top: float


def turned(content: bytes) -> list[Letter]:
    """The letters of a page that do not stand upright, in the order of reading."""
    page = pypdfium2.PdfDocument(content)[0].get_textpage()
    found = []
    for index in range(page.count_chars()):
        upright = pdfium.FPDFText_GetCharAngle(page, index) < 0.1
        if not upright and pdfium.FPDFText_GetUnicode(page, index) > ord(" "):
            found.append(Letter(*(edge / MM for edge in page.get_charbox(index))))
    return found


def runs_down(letters: list[Letter]) -> bool:
    return letters[0].top > letters[-1].top


# --- four pages ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("theme", THEMES)
def test_a_sheet_cover_has_front_two_blank_insides_and_back(theme: str) -> None:
    front, inside_front, inside_back, back = texts(sheet(matter(theme=theme), *A5))

    assert METADATA.title in front
    assert "Edited by Cora Fink" in front
    assert (inside_front, inside_back) == ("", "")
    assert "Two sides of an old argument." in back
    assert "The Quiet Press" in back


def test_the_boxes_of_a_sheet_cover_are_exact() -> None:
    made = sheet(matter(), *A5)
    for page in range(4):
        assert boxes(made, page) == {
            "TrimBox": (0, 0, 148, 210),
            "BleedBox": (-3, -3, 151, 213),
            "MediaBox": (-3, -3, 151, 213),
        }


def test_without_bleed_the_page_is_the_trim() -> None:
    found = boxes(sheet(matter(), *HOME))

    assert found["TrimBox"] == found["MediaBox"] == (0, 0, 148, 210)


@pytest.mark.parametrize("theme", THEMES)
def test_print_is_black_alone(theme: str) -> None:
    assert inks(sheet(matter(theme=theme), *A5)) <= {("/DeviceCMYK", (0, 0, 0, 1)), ("/DeviceCMYK", (0, 0, 0, 0))}


def test_a_second_ink_is_the_only_other() -> None:
    colour = ("/DeviceCMYK", (0.0, 0.85, 0.8, 0.25))
    found = inks(sheet(matter(theme="leaflet", settings=CoverSettings(colour=(0, 85, 80, 25))), *A5))

    assert found == {colour, ("/DeviceCMYK", (0, 0, 0, 1)), ("/DeviceCMYK", (0, 0, 0, 0))}


def test_words_of_its_own_on_the_back_take_the_place_of_the_description() -> None:
    settings = CoverSettings(back_text="A quarrel.\n\nIt has two sides.")
    back = texts(sheet(matter(settings=settings), *A5))[3]

    assert "A quarrel. It has two sides." in back
    assert METADATA.description not in back


def test_a_ground_fills_the_bleed_and_stays_off_an_edge_that_cannot_be_printed() -> None:
    bled, white = sheet(matter(theme="leaflet"), *A5), sheet(matter(theme="leaflet"), *HOME)

    assert max(pixel(drawn(bled), 0, 0)) < 60
    assert pixel(drawn(white), 0, 0) == pixel(drawn(white), 12, 12) == (255, 255, 255)


@pytest.mark.parametrize("kind", ["png", "pdf"])
def test_pictures_of_the_house_fill_faces_and_bleed(kind: str) -> None:
    own = {
        "png": Enclosed(bitmap(154, 216, "#000000"), "image/png"),
        "pdf": Enclosed(page_pdf(154, 216, 1.0), "application/pdf"),
    }[kind]
    made = sheet(matter(pictures={"inside-front": own, "back": own}), *A5)

    assert METADATA.title in texts(made)[0]
    assert texts(made)[3] == ""
    for page in (1, 3):
        image = drawn(made, page)
        corners = [(1, 1), (image.width - 2, 1), (1, image.height - 2), (image.width // 2, image.height // 2)]
        assert all(max(pixel(image, *corner)) < 60 for corner in corners)


def test_a_pdf_of_the_house_stays_vectors_in_its_own_inks() -> None:
    made = sheet(matter(pictures={"front": Enclosed(page_pdf(148, 210, 0.25), "application/pdf")}), *A5)

    with pikepdf.open(io.BytesIO(made)) as opened:
        [form] = [form for name, form in opened.pages[0].Resources.XObject.items() if name.startswith("/House")]
        assert b"0 0 0 0.25 k" in form.read_bytes()


# --- around the spine ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("pages", [80, 132, 300])
@pytest.mark.parametrize("form", [A5, NARROW], ids=["A5", "DL"])
def test_a_wrap_cover_measures_two_pages_and_a_spine(pages: int, form: Made) -> None:
    spine = pages * 0.06 + 0.5
    width, height = 2 * form.trim.width_mm + spine, form.trim.height_mm
    found = boxes(wrapped(matter(), pages, form))

    assert found["TrimBox"] == pytest.approx((0, 0, width, height), abs=0.002)
    assert found["BleedBox"] == pytest.approx((-3, -3, width + 3, height + 3), abs=0.002)
    assert found["MediaBox"] == found["BleedBox"]


def test_a_wrap_cover_bleeds_on_all_sides_though_its_pages_bleed_on_the_outer_ones() -> None:
    form = A5._replace(profile=replace(BINDER, bleed_sides=BleedSides.OUTER, bleed_mm=3.175))

    assert boxes(wrapped(matter(), 100, form))["BleedBox"][0] == pytest.approx(-3.175, abs=0.002)


@pytest.mark.parametrize("faces", [("front",), ("back",), ("front", "back")])
def test_a_picture_of_the_house_ends_at_the_fold_whatever_its_bleed(faces: tuple[str, ...]) -> None:
    own = {face: Enclosed(bitmap(148, 210, "black"), "image/png") for face in faces}
    mute = A5._replace(profile=replace(BINDER, spine=Spine(page_mm=0.06, glue_mm=0.5, text_from=999)))
    image = drawn(wrapped(matter(pictures=own), 200, mute), scale=2)
    upper = [x / 2 / MM - 3 for x in range(image.width) if max(pixel(image, x, 8)) < 60]

    # Back from -3 to 148 mm, front from 160.5 to 311.5 mm; a drawn face has its frame further in, and nothing here.
    dark = {"back": (-3, 148), "front": (160.5, 311.5)}
    assert min(upper) == pytest.approx(min(dark[face][0] for face in faces), abs=0.3)
    assert max(upper) == pytest.approx(max(dark[face][1] for face in faces), abs=0.3)
    assert not [x for x in upper if 148.3 < x < 160.2]


@pytest.mark.parametrize("kind", ["png", "pdf"])
@pytest.mark.parametrize("theme", THEMES)
def test_beside_a_picture_of_the_house_the_back_keeps_its_dress(theme: str, kind: str) -> None:
    own = {
        "png": Enclosed(bitmap(148, 210, "white"), "image/png"),
        "pdf": Enclosed(page_pdf(148, 210, 0.0), "application/pdf"),
    }[kind]
    image = drawn(wrapped(matter(theme=theme, pictures={"front": own}), 200))
    back, front = pixel(image, 2, 2), pixel(image, image.width - 2, 2)

    assert (max(back) < 60) is (theme != "quiet")
    assert min(front) > 250


def test_words_stand_on_the_spine_from_the_pages_the_printer_asks_for() -> None:
    heavy = A5._replace(profile=replace(BINDER, spine=Spine(page_mm=0.1, glue_mm=0.5, text_from=80)))
    thin, thick = wrapped(matter(), 79, heavy), wrapped(matter(), 80, heavy)

    assert turned(thin) == []
    assert turned(thick)
    assert texts(thick)[0].count(METADATA.title) == 2


def test_words_stay_off_a_spine_that_is_too_narrow_for_the_smallest_type() -> None:
    # 80 pages of 0.06 mm: 5.3 mm, less 1.6 mm on either side, are 2.1 mm, which is 5.95 pt and not 6.
    assert turned(wrapped(matter(), 80)) == []
    assert turned(wrapped(matter(), 84))


def test_a_title_too_long_for_the_spine_with_everything_stands_there_alone_or_not_at_all() -> None:
    alone = wrapped(matter(replace(METADATA, title=LONG)), 100, NARROW)
    none = wrapped(matter(replace(METADATA, title=LONG * 3)), 100, NARROW)

    assert texts(alone)[0].count("The Quiet Press") == 2  # on front and back
    assert turned(none) == []


@pytest.mark.parametrize(("language", "down"), [("en-GB", True), ("nl", True), ("de", False), ("fr-CA", False)])
def test_the_spine_is_read_downwards_in_english_and_upwards_on_the_continent(language: str, down: bool) -> None:
    letters = turned(wrapped(matter(replace(METADATA, language=language)), 200))

    assert runs_down(letters) is down


def test_the_direction_of_the_spine_can_be_chosen() -> None:
    letters = turned(wrapped(matter(settings=CoverSettings(spine=SpineDirection.UP)), 200))

    assert not runs_down(letters)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("direction", SpineDirection)
def test_the_words_keep_off_the_folds_and_the_edges(theme: str, direction: SpineDirection) -> None:
    letters = turned(wrapped(matter(theme=theme, settings=CoverSettings(spine=direction)), 200))

    assert min(letter.left for letter in letters) > 148 + 1.5
    assert max(letter.right for letter in letters) < 148 + 12.5 - 1.5
    assert min(letter.bottom for letter in letters) > 6
    assert max(letter.top for letter in letters) < 210 - 5
    middle = (min(letter.left for letter in letters) + max(letter.right for letter in letters)) / 2
    assert middle == pytest.approx(148 + 6.25, abs=0.8)


def test_a_pamphlet_read_from_the_right_has_its_front_on_the_left() -> None:
    hebrew = replace(METADATA, language="he")
    image = drawn(wrapped(matter(hebrew, pictures={"front": Enclosed(bitmap(148, 210, "#000000"), "image/png")}), 200))

    letters = turned(wrapped(matter(hebrew), 200))

    assert min(letter.left for letter in letters) > 148
    assert max(letter.right for letter in letters) < 148 + 12.5
    assert max(pixel(image, 20, image.height // 2)) < 60
    assert min(pixel(image, image.width - 20, image.height // 2)) > 200


def test_languages_know_their_side_and_their_custom() -> None:
    assert [is_right_to_left(tag) for tag in ("he", "ar-EG", "az-Arab", "ku-Latn", "en", "yi-Latn")] == [
        True, True, True, False, False, False,
    ]  # fmt: skip
    assert spine_direction("pl") is SpineDirection.UP
    assert spine_direction("sv") is SpineDirection.DOWN


def test_a_printer_without_spines_makes_no_wrap_cover() -> None:
    with pytest.raises(PressError, match="binds no spine"):
        wrap(matter(), *HOME, 40)


# --- a wrap cover of the house's own ------------------------------------------------------------------------


@pytest.mark.parametrize("size", [(308.5 + 6, 216), (308.9 + 6, 216.3)])
def test_a_wrap_cover_of_the_house_that_fits_is_taken_as_it_is(size: tuple[float, float]) -> None:
    own = page_pdf(*size)

    assert wrapped(matter(pictures={"wrap": Enclosed(own, "application/pdf")}), 200) == own


@pytest.mark.parametrize(
    ("own", "said"),
    [
        (page_pdf(302 + 6, 216), "measures 308.0 × 216.0 mm"),
        (page_pdf(308.5, 210), "measures 308.5 × 210.0 mm"),
        (page_pdf(314.5, 216, pages=2), "has 2 pages"),
    ],
    ids=["spine", "no bleed", "pages"],
)
def test_a_wrap_cover_that_does_not_fit_its_spine_is_refused_with_both_measures(own: bytes, said: str) -> None:
    result = wrap(matter(pictures={"wrap": Enclosed(own, "application/pdf")}), *A5, 200)

    [finding] = result.findings
    assert result.value is None
    assert finding.code == "cover-size"
    assert said in finding.message
    assert "200 pages, whose spine is 12.50 mm, it must measure 314.5 × 216.0 mm" in finding.message


def test_a_damaged_wrap_cover_is_a_sentence() -> None:
    with pytest.raises(PressError, match="damaged"):
        wrap(matter(pictures={"wrap": Enclosed(b"%PDF-1.7\nnothing", "application/pdf")}), *A5, 200)


# --- all forms ----------------------------------------------------------------------------------------------


def test_the_same_matter_gives_the_same_bytes() -> None:
    own = {"back": Enclosed(page_pdf(148, 210), "application/pdf")}

    assert sheet(matter(isbn=ISBN), *A5) == sheet(matter(isbn=ISBN), *A5)
    assert wrapped(matter(pictures=own), 200) == wrapped(matter(pictures=own), 200)
