"""What a file says of itself."""

from __future__ import annotations

import uuid

from msgspec import Struct

_HOUSE = uuid.uuid5(uuid.NAMESPACE_URL, "handpress")


class About(Struct, frozen=True):
    """What stands in the metadata of a file.

    ``language`` is a tag of BCP 47; ``date`` is ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``; ``identity`` tells the
    pamphlet from all others, as its ISBN or slug does (empty: its title). ``right_to_left`` is for pamphlets bound at
    the right.
    """

    title: str
    language: str
    date: str
    authors: tuple[str, ...] = ()
    description: str = ""
    identity: str = ""
    right_to_left: bool = False

    @property
    def day(self) -> str:
        """The date as ``YYYY-MM-DD``; what it does not tell is the first."""
        return f"{self.date}{'-01-01'[len(self.date) - 4 :]}"

    def document_id(self, form: str) -> str:
        """An identifier of a form of this pamphlet, ever the same."""
        return str(uuid.uuid5(_HOUSE, f"{self.identity or self.title}\n{form}"))
