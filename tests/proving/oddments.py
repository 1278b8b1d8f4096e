"""A pamphlet with all that a title page, contents, note on the text and colophon can say, finished."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from msgspec.structs import replace
from tests.proving.made import ebook, pages, paragraph
from tests.proving.mutating import DOCUMENT as PLAIN

from handpress.editing import find_quotations, prepare
from handpress.model import nodes
from handpress.model.document import Contributor, Metadata, Part, PartKind, Series
from handpress.model.nodes import Text
from handpress.model.spans import Span
from handpress.proving import Outputs, prove

_QUOTED = "Our printer counted forty-two sheets yesterday."
REPLY = Part(
    "reply",
    PartKind.REPLY,
    (Text("Against Freedom"),),
    (
        paragraph(3, "My friend has written:"),
        nodes.Quotation((paragraph(5, _QUOTED),)),
        nodes.Heading(1, (Text("What Follows"),)),
        paragraph(9, "Nothing."),
    ),
    byline=(Text("By E. Cook"),),
    source=(Text("The Evening Post, 1912"),),
    replies_to="article",
    span=Span("reply.md", 1, 9),
)
DOCUMENT = replace(
    PLAIN,
    metadata=Metadata(
        "The Mill and the River",
        "en",
        "1912-05",
        "An exchange. With remarks",
        (Contributor("A. Miller"), Contributor("E. Cook"), Contributor("J. Smith", "edt")),
        "Weir Press",
        "Leeds",
        "Two neighbours quarrel over water.",
        "weir-7",
        "Free for everybody.",
        Series("Weir Pamphlets", "7"),
    ),
    parts=(*PLAIN.parts, REPLY),
)
FACTS = prepare(DOCUMENT, find_quotations(DOCUMENT, 5))


@cache
def finished_ebook() -> bytes:
    return ebook(DOCUMENT, FACTS)


@cache
def finished_pages() -> bytes:
    return pages(DOCUMENT, facts=FACTS)


def told(*, epub: bytes | None = None, pdf: bytes | None = None) -> tuple[str, ...]:
    """What proving says of a file."""
    return tuple(finding.message for finding in prove(DOCUMENT, FACTS, Outputs(epub, pdf)).findings())


@dataclass(frozen=True)
class Mutation:
    """A way to spoil a finished file: its name, and the file that comes of it."""

    name: str
    spoil: Callable[[], bytes]
