"""What a cover is made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from handpress.model.cover import CoverSettings, runs_from_right
from handpress.model.document import Metadata
from handpress.writing.coverplan import ORNAMENT
from handpress.writing.covertype import Words
from handpress.writing.layout import Enclosed
from handpress.writing.package import creators
from handpress.writing.pdf import Font
from handpress.writing.preliminaries import series_line

_PHRASES = {"edt": "edited-by", "trl": "translated-by"}


class Face(Protocol):
    """How wide a face of type runs."""

    def width(self, text: str) -> float:
        """The width of a line in ems."""


@dataclass(frozen=True, slots=True)
class CoverMatter:
    """What a cover is made from.

    ``roman`` is measured at ``coverplan.WEIGHTS[theme]`` and, like ``italic``, for ``cover_characters``; ``wording``
    are the press's words; ``isbn`` has thirteen digits and hyphens, or is empty; ``pictures`` are the house's own, by
    their key in ``settings``; ``styles`` is the text of ``cover.css``.
    """

    metadata: Metadata
    theme: str
    roman: Face
    italic: Face
    fonts: tuple[Font, ...]
    styles: str
    wording: Mapping[str, str]
    settings: CoverSettings = CoverSettings()
    isbn: str = ""
    pictures: Mapping[str, Enclosed] = field(default_factory=dict)

    @property
    def words(self) -> Words:
        """What stands on the front."""
        data = self.metadata
        first = creators(data)
        named = [(person, _PHRASES.get(person.role)) for person in data.contributors if person not in first]
        hands = tuple(f"{self.wording[phrase]} {person.name}" for person, phrase in named if phrase)
        names = tuple(
            f"{self.wording[_PHRASES[person.role]]} {person.name}" if person.role in _PHRASES else person.name
            for person in first
        )
        return Words(data.title, data.subtitle, names, hands, series_line(data), data.publisher, data.place)

    @property
    def right_to_left(self) -> bool:
        """Whether the spine is to the right of the front."""
        return runs_from_right(self.metadata.language)


def cover_characters(metadata: Metadata, settings: CoverSettings, wording: Mapping[str, str]) -> frozenset[str]:
    """The characters for which the faces given to a cover must be measured."""
    names = [person.name for person in metadata.contributors]
    texts = [metadata.title, metadata.subtitle, metadata.publisher, metadata.place, series_line(metadata), *names]
    texts += [settings.back_text or metadata.description, *(wording[phrase] for phrase in _PHRASES.values())]
    return frozenset("".join(texts) + ORNAMENT)
