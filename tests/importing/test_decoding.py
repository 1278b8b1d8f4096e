"""What is let in: UTF-8 text and nothing else, with the place where it goes wrong."""

from __future__ import annotations

import pytest

from handpress.diagnostics import ExitCode, PressError
from handpress.importing import convert
from handpress.importing.decoding import decode


def test_a_byte_order_mark_is_taken_off() -> None:
    assert decode(b"\xef\xbb\xbfHemp\n", "a.txt") == ("Hemp\n", ())


def test_every_line_end_becomes_a_line_feed() -> None:
    assert decode(b"a\r\nb\rc\n", "a.txt")[0] == "a\nb\nc\n"


def test_bytes_that_are_not_utf8_are_named_by_offset_and_line() -> None:
    with pytest.raises(PressError, match=r"byte 8 \(0xE9\) in line 2") as stopped:
        decode(b"Hemp\r\nro\xe9", "a.txt")
    assert stopped.value.span is not None
    assert stopped.value.span.line == 2


@pytest.mark.parametrize(
    ("source", "what"),
    [
        ("Hemp".encode("utf-16"), "UTF-16"),
        (b"%PDF-1.7\n", "PDF"),
        (b"PK\x03\x04hemp", "DOCX"),
        (b"{\\rtf1 hemp}", "RTF"),
        (b"hemp\x00rope", "zero byte"),
        (b"", "no words"),
        (b"\n --- \n", "no words"),
    ],
)
def test_what_is_no_text_is_refused_by_its_name(source: bytes, what: str) -> None:
    with pytest.raises(PressError, match=what):
        decode(source, "a.txt")


def test_a_control_character_becomes_a_space_and_is_reported() -> None:
    text, decisions = decode("Hemp\nro\x0cpe\u2028sand".encode(), "a.txt")
    assert text == "Hemp\nro pe sand"
    assert [(decision.line, decision.text) for decision in decisions] == [(2, "U+000C"), (2, "U+2028")]


def test_a_suffix_without_a_converter_is_refused() -> None:
    with pytest.raises(PressError, match=r"no converter for a\.docx") as stopped:
        convert(b"Hemp", name="a.docx", today="2026-05-01")
    assert stopped.value.exit_code is ExitCode.USAGE
