"""Operands read from the engine's spelling are those that the engine hands over one by one."""

from __future__ import annotations

import pytest

from handpress.preflighting import engine
from handpress.preflighting.objects import Entry, Value
from handpress.preflighting.spelling import operands_in

Told = list[tuple[str, list[Value]]]

CONTENTS = (
    b"q 1 0 0 -1 0 595.275591 cm 96. -.5 +7 0.0000001 re Q",
    b"/F1 9.5 Tf [<0041>-20(\\tz)3.25(a\\(b\\)\\\\\\101)()] TJ (words\\r\\n \\377) Tj",
    b"/a#20b gs /Span <</MCID 3 /ActualText (x)>> BDC [[1 2] [/N]] 0 d null true w",
    b"99999999999999999999 w " + b"9" * 400 + b".5 w",
    b"q BI /W 1 /H 1 /BPC 8 /CS /G ID \n0\nEI Q 2 w",
    b"1 w ) 2 w",
    b"1 w [2 3",
    b"1 2 m 3 4",
    b" ".join([b"1"] * 3_000) + b" c",
    b"",
)


def told(content: bytes, *, slowly: bool) -> tuple[bool, Told]:
    found: Told = []
    known = {"cm", "re", "Tf", "TJ", "Tj", "gs", "BDC", "d", "w", "m", "c", "EI", "q", "Q"}

    def handle(operator: str, operands: list[Value]) -> None:
        # Two dictionaries are never equal: that there is one must be enough.
        found.append((operator, [b"a dictionary" if isinstance(one, Entry) else one for one in operands]))

    read = engine._run_slowly(content, handle) if slowly else engine.run(content, handle, known)
    return read, found


@pytest.mark.parametrize("content", CONTENTS)
def test_both_ways_tell_the_same(content: bytes) -> None:
    assert told(content, slowly=False) == told(content, slowly=True)


def test_what_is_plain_is_understood() -> None:
    assert operands_in(b"[ <00ff> -20 (a\\051) 0.5 ] /N 7") == [[b"\x00\xff", -20, b"a)", 0.5], "N", 7]


@pytest.mark.parametrize("text", [b"null", b"/a#20b", b"<< /A 1 >>", b"true"])
def test_what_is_not_plain_is_left_to_the_engine(text: bytes) -> None:
    assert operands_in(text) is None
