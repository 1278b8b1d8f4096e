"""The source below a block quotation: whether it names a part of the pamphlet."""

from __future__ import annotations

import re
import unicodedata

from handpress.editing.quoting.words import plain_words
from handpress.model import nodes, walk
from handpress.model.document import Part
from handpress.model.quoted import paragraphs

_ANCHORED = nodes.Heading | nodes.Paragraph
_UNITS = re.compile(r"[,;:.()\"“”„«»]")
_TITLE_MARKS = frozenset('"“„«')


def names(source: nodes.Inlines, target: Part) -> bool:
    """Whether a source line names a part: by a link into it, its title, or its author and no other work."""
    anchors = {f"#{block.anchor}" for block in paragraphs(target.content) if isinstance(block, _ANCHORED)}
    if any(isinstance(node, nodes.Link) and node.target in anchors for node in walk.walk(source)):
        return True
    said = walk.inline_text(source)
    works = [walk.inline_text(node.content) for node in walk.walk(source) if isinstance(node, nodes.Emphasis)]
    # A title counts as a whole only: "Bread" is not named by "The Conquest of Bread".
    units = [_folds(unit) for unit in (said, *works, *_UNITS.split(said))]
    if any(_folds(title) in units for title in (walk.inline_text(target.title), target.short_title) if title):
        return True
    author = _folds(walk.inline_text(target.byline).partition(",")[0])
    return bool(author) and not works and not set(said) & _TITLE_MARKS and _within(author, _folds(said))


def _folds(text: str) -> list[str]:
    return [word.fold for word in plain_words(unicodedata.normalize("NFC", text))]


def _within(words: list[str], said: list[str]) -> bool:
    """Whether the words stand in what is said, in a row."""
    return any(said[at : at + len(words)] == words for at in range(len(said)))
