"""What a cover is made from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from msgspec import Struct, field

from handpress.model.cover import CoverSettings
from handpress.model.document import Contributor, Metadata
from handpress.model.languages import is_right_to_left
from handpress.writing.coverplan import ORNAMENT
from handpress.writing.covertype import Words
from handpress.writing.faces import Font
from handpress.writing.layout import Enclosed
from handpress.writing.package import creators
from handpress.writing.preliminaries import series_line

_PHRASES = {"edt": "edited-by", "trl": "translated-by"}


class Face(Protocol):
    """How wide a face of type runs."""

    def width(self, text: str) -> float:
        """The width of a line in ems."""


class CoverMatter(Struct, frozen=True):
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
        others = [person for person in data.contributors if person not in first and person.role in _PHRASES]
        names, hands = tuple(map(self._named, first)), tuple(map(self._named, others))
        return Words(data.title, data.subtitle, names, hands, series_line(data), data.publisher, data.place)

    def _named(self, person: Contributor) -> str:
        phrase = _PHRASES.get(person.role)
        return self.wording[phrase].format(name=person.name) if phrase else person.name

    @property
    def right_to_left(self) -> bool:
        """Whether the spine is to the right of the front."""
        return is_right_to_left(self.metadata.language)


def cover_characters(metadata: Metadata, settings: CoverSettings, wording: Mapping[str, str]) -> frozenset[str]:
    """The characters for which the faces given to a cover must be measured."""
    names = [person.name for person in metadata.contributors]
    texts = [metadata.title, metadata.subtitle, metadata.publisher, metadata.place, series_line(metadata), *names]
    texts += [settings.back_text or metadata.description, *(wording[phrase] for phrase in _PHRASES.values())]
    return frozenset("".join(texts) + ORNAMENT)
