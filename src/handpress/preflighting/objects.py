"""The objects of a PDF as plain values, so that only the engine's file knows the library that reads them.

Whoever reads a stranger's file asks for the kind it needs (``number``, ``entry``, ``boxed`` …) and gets nothing
where the file has something else: a wrong kind is never an exception.
"""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from typing import TypeAlias

from handpress.preflighting.geometry import Box, Matrix

Ident: TypeAlias = tuple[int, int]
"""Number and generation of an object; ``(0, 0)`` for one that is written in place."""

DIRECT: Ident = (0, 0)


class Name(str):
    """A name, without its slash."""

    __slots__ = ()


class UnreadableError(Exception):
    """A stream unpacks to more bytes than asked for, or cannot be unpacked at all."""


class Entry(ABC):
    """A dictionary of the file, or a stream with its dictionary."""

    @property
    @abstractmethod
    def ident(self) -> Ident:
        """Which object of the file it is."""

    @property
    @abstractmethod
    def is_stream(self) -> bool:
        """Whether there are bytes to it."""

    @abstractmethod
    def get(self, key: str) -> Value:
        """The value of a key without its slash; None where there is none."""

    @abstractmethod
    def data(self, most: int) -> bytes:
        """The unpacked bytes of a stream. Raises ``UnreadableError`` for more than ``most`` or for damaged ones."""

    @abstractmethod
    def samples(self) -> tuple[str, bytes]:
        """The picture that a stream is: ``L``, ``CMYK`` or another mode, and its dots made small.

        Raises ``UnreadableError`` for one that cannot be unpacked.
        """


Value: TypeAlias = "bool | int | float | Name | bytes | list[Value] | Entry | None"


def number(value: Value, default: float = 0.0) -> float:
    """A finite number, else ``default``."""
    if isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value):
        return float(value)
    return default


def numbers(value: Value) -> tuple[float, ...]:
    """The numbers of an array; none at all where one of them is no number."""
    if not isinstance(value, list):
        return ()
    found = [number(item, math.nan) for item in value]
    return () if any(map(math.isnan, found)) else tuple(found)


def name(value: Value) -> str:
    """A name, else nothing."""
    return str(value) if isinstance(value, Name) else ""


def text(value: Value) -> str:
    """A text string in whichever of PDF's encodings it is written, else nothing."""
    if not isinstance(value, bytes):
        return name(value)
    if value.startswith(b"\xfe\xff"):
        return value[2:].decode("utf-16-be", "replace")
    return value.removeprefix(b"\xef\xbb\xbf").decode("utf-8" if value[:3] == b"\xef\xbb\xbf" else "latin-1", "replace")


def entry(value: Value) -> Entry | None:
    """A dictionary or stream, else None."""
    return value if isinstance(value, Entry) else None


def inside(value: Value, *path: str) -> Value:
    """The value under a path of keys; None where the path breaks off."""
    for key in path:
        value = value.get(key) if isinstance(value, Entry) else None
    return value


def entries(value: Value) -> Iterable[Entry]:
    """The dictionaries of an array."""
    return (item for item in value if isinstance(item, Entry)) if isinstance(value, list) else ()


def boxed(value: Value) -> Box | None:
    """A rectangle of four numbers with its corners put in order, else None."""
    found = numbers(value)
    if len(found) != 4:
        return None
    x0, y0, x1, y1 = found
    return Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def matrix(value: Value) -> Matrix:
    """A matrix of six numbers, else the one that changes nothing."""
    found = numbers(value)
    return Matrix(*found) if len(found) == 6 else Matrix()


def at(operands: Sequence[Value], index: int) -> float:
    """The number at an index; 0 where there is none."""
    return number(operands[index]) if len(operands) > index else 0.0


def named(operands: Sequence[Value]) -> str:
    """The name that an operator is given; nothing where there is none."""
    return name(operands[0]) if operands else ""
