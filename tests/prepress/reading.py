"""What the tests of prepress read from finished files."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

import pikepdf
from pikepdf import Dictionary, Name, Pdf

T = TypeVar("T")


def look(content: bytes, see: Callable[[Pdf], T]) -> T:
    """What ``see`` makes of an open file."""
    with Pdf.open(io.BytesIO(content)) as pdf:
        return see(pdf)


def boxes(content: bytes, name: str) -> list[tuple[float, ...]]:
    """A box of every page in pt, to three places."""
    return look(content, lambda pdf: [tuple(round(float(edge), 3) for edge in page.obj[name]) for page in pdf.pages])


def elements(pdf: Pdf) -> Iterator[Any]:
    """Every element of the tree of tags."""
    waiting = [pdf.Root.StructTreeRoot]
    while waiting:
        one = waiting.pop()
        held: Any = one.get("/K", [])
        for kid in held if isinstance(held, pikepdf.Array) else [held]:
            if isinstance(kid, Dictionary) and "/S" in kid:
                yield kid
                waiting.append(kid)


def drawn(content: bytes, page: int = 0) -> list[tuple[str, tuple[Any, ...]]]:
    """The steps of a page: operator and operands, with numbers as floats and names as text."""

    def see(pdf: Pdf) -> list[tuple[str, tuple[Any, ...]]]:
        return [
            (str(step.operator), tuple(map(_plain, step.operands)))
            for step in pikepdf.parse_content_stream(pdf.pages[page])
        ]

    return look(content, see)


def pictures(content: bytes) -> list[tuple[str, bool, bytes]]:
    """Of every picture but masks its colour space, whether it has a mask, and its bytes as they stand in the file."""

    def see(pdf: Pdf) -> list[tuple[str, bool, bytes]]:
        masks = {item.SMask.objgen for item in pdf.objects if isinstance(item, pikepdf.Stream) and "/SMask" in item}
        found = [
            item for item in pdf.objects if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == Name.Image
        ]
        return [
            (str(one.ColorSpace), "/SMask" in one, one.read_raw_bytes()) for one in found if one.objgen not in masks
        ]

    return look(content, see)


def _plain(operand: Any) -> Any:
    try:
        return float(operand)
    except (TypeError, ValueError):
        return str(operand) if isinstance(operand, Name) else operand
