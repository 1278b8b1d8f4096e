"""Faces, as the style sheets name them and as pages use them."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from handpress.writing.layout import SCHEME, Enclosed


class Font(Struct, frozen=True):
    """A font with what the style sheets call it. ``weight`` on the CSS scale, 0 where it is variable."""

    name: str
    family: str
    style: str
    content: bytes
    weight: int = 0

    @property
    def rule(self) -> str:
        """The ``@font-face`` rule for it."""
        weight = f" font-weight: {self.weight};" if self.weight else ""
        face = f'font-family: "{self.family}"; font-style: {self.style};{weight} src: url("{SCHEME}{self.name}")'
        return f"@font-face {{ {face} }}\n"


def enclosed(fonts: Iterable[Font]) -> dict[str, Enclosed]:
    """The fonts as files that pages may use."""
    return {font.name: Enclosed(font.content, "font/ttf") for font in fonts}


def face_rules(fonts: Iterable[Font]) -> str:
    """The ``@font-face`` rules for the fonts."""
    return "".join(font.rule for font in fonts)
