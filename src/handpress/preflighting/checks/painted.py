"""What checks of colour ask of any mark: in which colours it is given, and what to call it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from handpress.preflighting.colours import Colour, Family
from handpress.preflighting.readout import Fill, Mark, Picture, Shading, Stroke, Text


def colours(mark: Mark) -> tuple[Colour, ...]:
    """The colours that a mark is known to have; of a picture only what a stencil is painted with."""
    match mark:
        case Text() | Stroke() | Fill():
            return (mark.colour,)
        case Picture():
            return (mark.colour,) if mark.colour else ()
        case Shading():
            return mark.colours
    assert_never(mark)


def given(mark: Mark) -> Iterator[tuple[Family, bool, tuple[str, ...]]]:
    """How a mark's colours are given: family, whether through a colour profile, and the names of its inks."""
    match mark:
        case Text() | Stroke() | Fill():
            yield mark.colour.family, mark.colour.managed, tuple(ink for ink, _ in mark.colour.inks)
        case Picture() if mark.colour:
            yield mark.colour.family, mark.colour.managed, tuple(ink for ink, _ in mark.colour.inks)
        case Picture() | Shading():
            if mark.space:
                yield mark.space.family, mark.space.managed, mark.space.inks
        case _:
            assert_never(mark)


def called(mark: Mark) -> str:
    """A mark in a user's words, to begin a sentence with."""
    match mark:
        case Text():
            return "Text"
        case Stroke():
            return "A line"
        case Fill():
            return "A coloured area"
        case Picture():
            return "A picture"
        case Shading():
            return "A blend of colours"
    assert_never(mark)


def shown(mark: Mark) -> bool:
    """Whether a mark leaves anything on the paper: white does not."""
    known = colours(mark)
    return not (known and all(colour.white for colour in known))
