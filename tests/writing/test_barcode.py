"""The barcode on a back, decoded again from the rectangles that are drawn."""

import io
from typing import Any

import pikepdf
import pytest
from tests.writing.covers import A5, ISBN, MM, inks, matter, texts

from handpress.writing.cover import sheet

MODULE = 0.33 * MM
# The odd, even and right-hand patterns of ISO/IEC 15420, table 1, as widths of space and bar; and which of the first
# six digits are even, by the leading digit.
ODD = dict(
    zip(("3211", "2221", "2122", "1411", "1132", "1231", "1114", "1312", "1213", "3112"), "0123456789", strict=True)
)
EVEN = {pattern[::-1]: digit for pattern, digit in ODD.items()}
LEADING = ("OOOOOO", "OOEOEE", "OOEEOE", "OOEEEO", "OEOOEE", "OEEOOE", "OEEEOO", "OEOEOE", "OEOEEO", "OEEOEO")


def rectangles(content: bytes, page: int) -> list[tuple[float, float, float, float]]:
    """Filled rectangles narrow enough for bars: left, bottom, width, height in pt from the page's corner."""
    found = []
    with pikepdf.open(io.BytesIO(content)) as opened:
        matrix, stack, box = pikepdf.Matrix(), [], None
        for step in pikepdf.parse_content_stream(opened.pages[page]):
            operands: list[Any] = list(step.operands)
            match str(step.operator):
                case "q":
                    stack.append(matrix)
                case "Q":
                    matrix = stack.pop()
                case "cm":
                    matrix = pikepdf.Matrix(*(float(v) for v in operands)) @ matrix
                case "re":
                    left, bottom, width, height = (float(v) for v in operands)
                    box = pikepdf.Rectangle(left, bottom, left + width, bottom + height)
                case "f" if box is not None:
                    at = matrix.transform(box)
                    if at.width < 5 * MODULE and at.height > 20 * MM:
                        found.append((at.llx, at.lly, at.width, at.height))
    return sorted(found)


def decode(bars: list[tuple[float, float, float, float]]) -> str:
    """The thirteen digits that a scanner reads: widths of bars and spaces in modules, from guard to guard."""
    widths = []
    for number, (left, _, width, _) in enumerate(bars):
        if number:
            before = bars[number - 1]
            widths.append((left - before[0] - before[2]) / MODULE)
        widths.append(width / MODULE)
    modules = "".join(str(round(width)) for width in widths)
    assert all(abs(width - round(width)) < 0.02 for width in widths)
    assert len(modules) == 59
    assert (modules[:3], modules[27:32], modules[56:]) == ("111", "11111", "111")
    kinds, digits = "", ""
    for at in range(3, 27, 4):
        pattern = modules[at : at + 4]
        kinds += "O" if pattern in ODD else "E"
        digits += ODD.get(pattern) or EVEN[pattern]
    return str(LEADING.index(kinds)) + digits + "".join(ODD[modules[at : at + 4]] for at in range(32, 56, 4))


@pytest.mark.parametrize("isbn", [ISBN, "978-3-16-148410-0", "979-10-90636-07-1", "978-1-4028-9462-6"])
def test_what_a_scanner_reads_is_the_isbn(isbn: str) -> None:
    made = sheet(matter(isbn=isbn), *A5)

    assert decode(rectangles(made, 3)) == isbn.replace("-", "")


def test_the_digits_stand_below_and_the_number_with_its_hyphens_above() -> None:
    said = texts(sheet(matter(isbn=ISBN), *A5))[3]

    assert f"ISBN {ISBN}" in said
    assert "9 780000 000002" in said


def test_guards_are_longer_and_the_code_has_its_full_height() -> None:
    heights = {round(height / MM, 2) for *_, height in rectangles(sheet(matter(isbn=ISBN), *A5), 3)}

    assert heights == {22.85, 24.5}


@pytest.mark.parametrize("theme", ["quiet", "leaflet", "large"])
def test_the_quiet_zones_are_white(theme: str) -> None:
    made = sheet(matter(theme=theme, isbn=ISBN), *A5)
    bars = rectangles(made, 3)
    trim_right = 148 * MM
    first, last = bars[0], bars[-1]

    # Eleven modules before and seven behind, within the page and its frame.
    assert first[0] - 11 * MODULE > 0
    assert last[0] + last[2] + 7 * MODULE < trim_right - 6 * MM


def test_the_code_is_drawn_in_black_alone() -> None:
    assert inks(sheet(matter(isbn=ISBN), *A5)) == {("/DeviceCMYK", (0, 0, 0, 1)), ("/DeviceCMYK", (0, 0, 0, 0))}


def test_a_pamphlet_without_isbn_has_no_barcode() -> None:
    made = sheet(matter(), *A5)

    assert rectangles(made, 3) == []
    assert "ISBN" not in texts(made)[3]
