"""What a pamphlet's own settings say of its cover, and how spines are read."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from handpress.model.format import CoverForm


class SpineDirection(StrEnum):
    """Which way the words on a spine run."""

    DOWN = "down"  # from head to foot: to be read when the pamphlet lies on its back
    UP = "up"  # from foot to head


# The custom of the trade: English-speaking countries, the Netherlands and Scandinavia read downwards (ISO 6357 asks it
# of all); the rest of the continent upwards.
_UPWARDS = frozenset(
    ("bg", "ca", "cs", "de", "el", "es", "et", "fr", "gl", "hr", "hu", "it", "lt", "lv", "pl", "pt", "ro", "ru", "sk")
)


def spine_direction(language: str) -> SpineDirection:
    """Which way the spine of a pamphlet in a language (BCP 47) is read where nobody has said otherwise."""
    return SpineDirection.UP if _primary(language) in _UPWARDS else SpineDirection.DOWN


def _primary(language: str) -> str:
    return language.split("-", maxsplit=1)[0].lower()


class CoverFace(StrEnum):
    """A face of a cover, named as its key in ``[cover]``; in the order of their pages."""

    FRONT = "front"
    INSIDE_FRONT = "inside-front"
    INSIDE_BACK = "inside-back"
    BACK = "back"


WRAP = "wrap"
"""The key of a house's own wrap cover: back, spine and front in one PDF."""


class CoverSettings(Struct, frozen=True):
    """What ``[cover]`` says.

    ``pictures`` are files of the house's own by the key that names them (a ``CoverFace``, or ``WRAP``). ``back_text``
    are the words on the back (empty: the pamphlet's description); ``spine`` None: by the language's custom;
    ``colour`` the second ink in percent of cyan, magenta, yellow and black, None: black alone; ``form`` None: what the
    printer likes best.
    """

    pictures: tuple[tuple[str, str], ...] = ()
    back_text: str = ""
    spine: SpineDirection | None = None
    colour: tuple[int, int, int, int] | None = None
    form: CoverForm | None = None
