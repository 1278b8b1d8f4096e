"""What somebody answers for about a pamphlet's accessibility (EPUB Accessibility 1.1)."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class Exemption(StrEnum):
    """Why a publisher need not meet the European Accessibility Act (Directive 2019/882, Articles 4 and 14)."""

    MICROENTERPRISE = "microenterprise"
    BURDEN = "disproportionate-burden"
    ALTERATION = "fundamental-alteration"


class AccessClaim(Struct, frozen=True):
    """Who has evaluated the e-book, with what standing, and where the report is; all empty: nobody has.

    ``summary`` takes the place of the press's own; ``exemption`` is None where none is claimed.
    """

    certified_by: str = ""
    credential: str = ""
    report: str = ""
    summary: str = ""
    exemption: Exemption | None = None
