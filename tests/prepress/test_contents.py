"""The steps of a drawing as lines: as many as there are, spelled alike, and what is written among them kept whole."""

from __future__ import annotations

import pikepdf
import pytest

from handpress.prepress.engine import lines, operator_of, parsed, unparsed, written

PICTURE = b"q BI /W 2 /H 1 /BPC 8 /CS /G ID \n BDC\nEI Q"


def read(content: bytes) -> list[bytes]:
    with pikepdf.Pdf.new() as pdf:
        return lines(pikepdf.Stream(pdf, content))


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", []),
        (b"q\n/Span\n<</MCID 7>>\nBDC Q", [b"q", b"/Span << /MCID 7 >> BDC", b"Q"]),
        (b"96. -0. 0.25 -96.5 re", [b"96 0 0.25 -96.5 re"]),
        (b"[(a\\nb. c)-3<0041>]TJ", [rb"[ (a\nb. c) -3 <0041> ] TJ"]),
    ],
)
def test_each_step_is_a_line(content: bytes, expected: list[bytes]) -> None:
    assert read(content) == expected


def test_the_dots_of_a_picture_among_the_steps_are_no_steps() -> None:
    found = read(PICTURE)
    assert [operator_of(line) for line in found if b"BDC" not in line] == [b"q", b"Q"]
    assert b"\n BDC\n" in found[1]
    assert operator_of(found[1]).endswith(b"EI")


def test_lines_are_read_again_as_they_were_written() -> None:
    found = read(b"/P <</ActualText (a.) /MCID 1>> BDC 0.5 0 0 rg /a#20b gs EMC")
    assert read(written(found)) == found
    assert [unparsed(parsed(line)) for line in found] == found
