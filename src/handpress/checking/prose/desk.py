"""What a reader of proofs has on the desk: the passages, the manuscripts as typed, the dictionaries and word lists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from typing import TypeAlias, TypeVar

from msgspec import Struct, field

from handpress.checking.prose.passage import Passage
from handpress.diagnostics import Finding
from handpress.model.document import Document
from handpress.model.spans import Span
from handpress.model.spelling import Spelling

Style = TypeVar("Style", bound=Hashable)


class Orders(Struct, frozen=True):
    """How a part is to be looked at: its spelling, and words that are right in it whatever a dictionary says."""

    spelling: Spelling = Spelling.MODERN
    words: frozenset[str] = frozenset()


class Desk(Struct, frozen=True):
    """A document to be looked through.

    ``knows`` are the dictionaries: for a language tag whether a word is in them; a language that has none is absent.
    ``orders`` are those of each part by its slug; ``lines`` the manuscripts as typed by the file's name.
    """

    document: Document
    passages: tuple[Passage, ...]
    knows: Mapping[str, Callable[[str], bool]] = field(default_factory=dict)
    orders: Mapping[str, Orders] = field(default_factory=dict)
    lines: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def by_part(self) -> Iterator[list[Passage]]:
        """The passages of one part after the other."""
        for part in self.document.parts:
            yield [passage for passage in self.passages if passage.part is part]

    def ordered(self, slug: str) -> Orders:
        """The orders for a part; those of the house where none are given."""
        return self.orders.get(slug, Orders())


def of_language(passage: Passage, at: int, *languages: str) -> bool:
    """Whether the words at an offset are in one of these languages, whatever the country."""
    return passage.piece(at).language.split("-")[0].casefold() in languages


Where: TypeAlias = tuple[Passage, tuple[int, int]]
"""Some characters of a passage: looked up in the manuscript only for what is told."""


def in_the_minority(
    found: Iterable[tuple[Style, Where]],
) -> Iterator[tuple[Style, Span | None, int, Style, int]]:
    """Each style but the commonest, with its first place, how often it stands, and the commonest and how often.

    Where two are equally common the one that came first is the house's.
    """
    listed = list(found)
    counts = Counter(style for style, _ in listed)
    if len(counts) < 2:
        return
    (most, many), *others = counts.most_common()
    for style, count in others:
        yield style, _span(*next(where for other, where in listed if other == style)), count, most, many


def _span(passage: Passage, where: tuple[int, int]) -> Span | None:
    return passage.span(*where)


def times(count: int) -> str:
    """A count in words: ``once``, ``twice``, ``5 times``."""
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def finding(code: str, message: str, passage: Passage, where: tuple[int, int], hint: str) -> Finding:
    """A finding about some characters of a passage."""
    return Finding(code, message, passage.span(*where), hint)
