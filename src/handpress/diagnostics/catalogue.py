"""Every finding the press can make: its code word, its severity, and what it means in general.

The severity belongs to the code, so that the same fault weighs the same wherever it is found. ``tests/checks/``
holds one folder a code; a test compares the two lists both ways.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding weighs. An error stops a build; a warning and a note do not."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Entry:
    """What the catalogue says of a code."""

    severity: Severity
    meaning: str


_E, _W, _N = Severity.ERROR, Severity.WARNING, Severity.NOTE

CATALOGUE: dict[str, Entry] = {
    # the workspace and pamphlet.toml
    "config-syntax": Entry(_E, "pamphlet.toml cannot be read as TOML"),
    "config-key": Entry(_E, "pamphlet.toml has a key that the press does not know"),
    "config-value": Entry(_E, "a value in pamphlet.toml is not of the kind its key asks for"),
    "config-missing": Entry(_E, "pamphlet.toml lacks a key that every pamphlet needs"),
    "format-measure": Entry(_E, "the margins leave no room for lines"),
    "language-unknown": Entry(_W, "a language tag names a language, script or region that does not exist"),
    "language-unworded": Entry(_N, "the press has no words of its own in the pamphlet's language"),
    "part-missing": Entry(_E, "a part named in pamphlet.toml has no manuscript file"),
    "part-empty": Entry(_E, "a part has no text"),
    "part-outside": Entry(_E, "a part's file does not lie in the pamphlet's folder"),
    "reply-unknown": Entry(_E, "a part replies to a part that the pamphlet does not have"),
    # the manuscript as a file
    "not-utf8": Entry(_E, "a manuscript is not UTF-8 text"),
    "control-character": Entry(_E, "a manuscript holds a character that no text may hold"),
    "line-too-long": Entry(_E, "a manuscript has a line, or a run of lines, longer than any paragraph"),
    "nested-too-deep": Entry(_E, "quotations or lists are nested deeper than any page can show"),
    "front-matter": Entry(_E, "a part's front matter cannot be read as YAML"),
    "front-matter-key": Entry(_E, "a part's front matter has a key that the press does not know"),
    # the text
    "raw-html": Entry(_E, "the manuscript holds HTML, which has no place in the document model"),
    "text-lost": Entry(_E, "words of the manuscript did not reach the document"),
    "block-unknown": Entry(_E, "a block is marked with a word that the press does not know"),
    "block-empty": Entry(_E, "a named block has nothing in it"),
    "code-unclosed": Entry(_E, "a block of code is never closed"),
    "list-number": Entry(_W, "an item of a list would be printed with another number than it is typed with"),
    "list-unread": Entry(_W, "lines look like a list, or like a list within a list, but cannot be read as one"),
    "attribute-unknown": Entry(_E, "an attribute in braces is not one that the press knows"),
    "link-unsafe": Entry(_E, "a link points where no pamphlet may point"),
    "link-title": Entry(_W, "a link has a title, which no print shows"),
    "anchor-missing": Entry(_E, "a link points to an anchor that the pamphlet does not have"),
    "anchor-doubled": Entry(_E, "an anchor is given twice in the pamphlet"),
    "glyph-missing": Entry(_W, "the text face has no sign for a character"),
    # changes and questions under discussion
    "change-open": Entry(_E, "a change under discussion has not been decided"),
    "change-faulty": Entry(_E, "the signs of a change are unclosed, crossed or stray"),
    "query-open": Entry(_E, "a working question stands in the text, and no release may have one"),
    "correction-same": Entry(_E, "a correction says the same as what it corrects"),
    # quotations of one part in another
    "misquotation": Entry(_E, "a quotation of another part is not what that part says"),
    "quotation-missing": Entry(_E, "a quotation names another part as its origin, which does not have it"),
    "quoted-unknown": Entry(_E, "a quotation is marked as one of a part or paragraph that the pamphlet does not have"),
    "acceptance-unused": Entry(_W, "something is accepted in pamphlet.toml that no finding is about"),
    # notes and parties
    "note-undefined": Entry(_E, "a note is called but never written"),
    "note-uncalled": Entry(_E, "a note is written but never called"),
    "note-doubled": Entry(_E, "two notes of one part have the same label"),
    "note-recalled": Entry(_E, "a note is called more than once"),
    "note-nested": Entry(_E, "a note is called from within a note"),
    "note-empty": Entry(_E, "a note has no text"),
    "party-doubled": Entry(_E, "two parties sign in the same way or share a prefix"),
    "party-unknown": Entry(_E, "a note, headnote or signature names a party that is not declared"),
    "party-conflict": Entry(_E, "a note is labelled as one party's and signed by another"),
    "unattributed-bracket": Entry(_N, "a bracket in the text is neither signed nor one of the agreed marks"),
    # pictures
    "image-missing": Entry(_E, "a picture's file does not exist"),
    "image-outside": Entry(_E, "a picture lies outside the pamphlet's folder or on the network"),
    "image-unreadable": Entry(_E, "a picture's file is not a picture the press can print"),
    "image-alternative": Entry(_W, "a picture has no words for those who cannot see it"),
    # the booklet
    "booklet-thick": Entry(_W, "a booklet has so many pages that it will not lie flat"),
    "booklet-too-thick": Entry(_W, "a booklet has too many pages to be folded and stitched through the fold"),
    # the outputs, read back
    "word-lost": Entry(_E, "words of the document are missing or changed in an output"),
    "word-added": Entry(_E, "an output has words that the document does not have there"),
    "word-moved": Entry(_E, "words stand in an output in another place than in the document"),
    "note-lost": Entry(_E, "a note, or words of it, are missing or changed in an output"),
    "note-astray": Entry(
        _E, "a note stands before its call, in another's place, or its links do not lead there and back"
    ),
    "booklet-differs": Entry(_E, "a booklet does not bear the pages of the pamphlet in the order it must"),
}

LOSSES = frozenset(("word-lost", "word-added", "word-moved", "note-lost", "note-astray", "booklet-differs"))
"""The findings of proving. A command that meets one ends with ``ExitCode.LOST``."""
