"""Every finding the press can make: its code word, its severity, and what it means in general.

The severity belongs to the code, so that the same fault weighs the same wherever it is found. ``tests/checks/``
holds one folder a code; a test compares the two lists both ways.
"""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class Severity(StrEnum):
    """How much a finding weighs. An error stops a build; a warning and a note do not."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Entry(Struct, frozen=True):
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
    "isbn-invalid": Entry(_E, "the identifier is given as an ISBN and is none"),
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
    "heading-skipped": Entry(_W, "a heading lies more than one level below the one it stands under"),
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
    # the language, looked through by check --prose
    "dictionary-missing": Entry(_N, "there is no dictionary of a language, so that its words are not looked up"),
    "word-list-unread": Entry(_W, "a list of words cannot be read"),
    "spelling": Entry(_W, "a word is in no dictionary of its language and in no list of words"),
    "typo": Entry(_W, "a word looks like a slip of the finger or of a scanner"),
    "word-doubled": Entry(_W, "a word stands twice in a row"),
    "bracket-unbalanced": Entry(_W, "a bracket lacks its fellow in the same paragraph"),
    "space-stray": Entry(_W, "a space stands before a stop or behind an opening bracket"),
    "space-missing": Entry(_W, "no space stands behind a stop"),
    "space-doubled": Entry(_N, "several spaces are typed where one is enough"),
    "quotes-mixed": Entry(_W, "quotation marks or apostrophes of two kinds stand in one part"),
    "dash-mixed": Entry(_N, "dashes of two kinds stand in one part"),
    "dash-range": Entry(_N, "a hyphen stands between two numbers, where a dash belongs"),
    "endings-mixed": Entry(_N, "words in -ise and in -ize stand in one part"),
    "name-varies": Entry(_N, "two names are so alike that they may be one, spelt in two ways"),
    "capital-varies": Entry(_N, "a word stands within sentences with a capital and without"),
    "ibid": Entry(_W, "a note refers to the one before it"),
    "paragraph-long": Entry(_N, "a paragraph is longer than a page"),
    "note-long": Entry(_N, "a note is very long"),
    # pictures
    "image-missing": Entry(_E, "a picture's file does not exist"),
    "image-outside": Entry(_E, "a picture lies outside the pamphlet's folder or on the network"),
    "image-unreadable": Entry(_E, "a picture's file is not a picture the press can print"),
    "image-too-large": Entry(_E, "a picture has more pixels than any page can show, and would fill the memory"),
    "image-coarse": Entry(_W, "a bitmap has too few pixels for the width it is printed at"),
    "image-alternative": Entry(_W, "a picture has no words for those who cannot see it"),
    # the print file
    "picture-on-white": Entry(_W, "a transparent picture is set on white, since the printer takes no transparency"),
    # the cover
    "cover-shape": Entry(_W, "a picture for a cover has another shape than the page, and would be cut"),
    "cover-size": Entry(_E, "a wrap cover does not fit the pamphlet's pages and spine"),
    # the pages
    "line-breaking": Entry(_W, "the typesetting engine is not the one whose paragraphs can be broken as wholes"),
    # the pages, looked through by check --pages
    "page-widow": Entry(_W, "the last line of a paragraph stands alone at the top of a page"),
    "page-orphan": Entry(_W, "the first line of a paragraph stands alone at the foot of a page"),
    "page-hyphen": Entry(_W, "a word is parted over two pages"),
    "page-short": Entry(_N, "a page ends lines early, though the text goes on"),
    "pages-unequal": Entry(_N, "of two facing pages one ends lower than the other"),
    "heading-at-foot": Entry(_W, "a heading stands at the foot of a page without two lines of its text"),
    "line-off-grid": Entry(_N, "lines do not stand on the lines of the other pages"),
    "hyphen-stack": Entry(_W, "three lines in a row end with a hyphen"),
    "runt": Entry(_N, "a paragraph ends with next to nothing on its last line"),
    "river": Entry(_N, "white runs down through the spaces of four lines"),
    "line-loose": Entry(_N, "the spaces of a line are wider than one and a half natural ones"),
    "line-very-loose": Entry(_W, "the spaces of a line are wider than two natural ones"),
    "words-stacked": Entry(_N, "lines that follow each other begin, or end, with the same word"),
    # the booklet
    "sheet-over": Entry(_N, "one page more than the sheets hold takes another sheet, nearly all of it blank"),
    "booklet-thick": Entry(_W, "a booklet has so many pages that it will not lie flat"),
    "booklet-too-thick": Entry(_W, "a booklet has too many pages to be folded and stitched through the fold"),
    "bleed-cut": Entry(_W, "what is printed beyond the edges of the pages has no room on the sheet"),
    "annotations-left-out": Entry(_W, "form fields, stamps or comments of a PDF are not on its sheets"),
    "marks-left-out": Entry(_N, "marks were asked for that the sheets have no room or no use for"),
    # a finished PDF before it goes to the printer: the file
    "pdf-encrypted": Entry(_E, "a PDF is encrypted, and a printer's machines cannot open it"),
    "pdf-version": Entry(_E, "a PDF is of a newer version than the printer's standard takes"),
    "pdf-script": Entry(_E, "a PDF runs a script"),
    "pdf-form": Entry(_E, "a PDF is a form to fill in"),
    "pdf-attachment": Entry(_W, "a PDF has files attached"),
    "pdf-layer": Entry(_W, "a PDF has layers, which may print otherwise than they show"),
    "pdf-bookmark": Entry(_W, "a PDF has bookmarks that the printer does not take"),
    "pdf-annotation": Entry(_E, "links, comments or fields lie over a page that is to be printed"),
    "standard-claim": Entry(_W, "a PDF does not say that it keeps the standard the printer asks for"),
    "output-intent": Entry(_E, "a PDF does not say for which inks and paper its colours are made"),
    "metadata-missing": Entry(_W, "a PDF lacks title, dates or identifier, which the printer's standard asks for"),
    "trapping-unsaid": Entry(_W, "a PDF does not say whether trapping has been done"),
    # its pages
    "page-count": Entry(_E, "a PDF has fewer or more pages than the printer takes"),
    "page-multiple": Entry(_E, "a PDF's pages cannot be divided by what the printer's sheets hold"),
    "page-size-mixed": Entry(_E, "a PDF has pages of different sizes"),
    "trim-unlisted": Entry(_E, "a PDF's pages have a size that the printer does not cut"),
    "blank-run": Entry(_W, "more blank pages follow each other than the printer takes"),
    "page-unread": Entry(_E, "a page, or part of it, could not be looked at"),
    "trim-missing": Entry(_W, "a page does not say where it is to be cut"),
    "boxes-crossed": Entry(_E, "the boxes of a page do not lie within each other"),
    "bleed-box": Entry(_W, "a page has less bleed than the printer asks for"),
    "bleed-short": Entry(_E, "something runs to the edge of a page but not beyond it"),
    "safe-area": Entry(_W, "something stands so near to an edge that the knife may catch it"),
    "gutter-narrow": Entry(_E, "something stands so near to the binding that it cannot be read"),
    # its type and colours
    "font-missing": Entry(_E, "a font is not in the file"),
    "font-type3": Entry(_W, "a font is drawn sign by sign and may print coarsely"),
    "text-small": Entry(_W, "type is smaller than the printer prints safely"),
    "text-reversed": Entry(_W, "white type is so small or light that it fills in"),
    "text-black-mixed": Entry(_E, "black text is not printed in black ink alone"),
    "text-small-mixed": Entry(_W, "small type is printed in several inks"),
    "colour-rgb": Entry(_E, "something is in a screen's colours"),
    "colour-managed": Entry(_W, "something has a colour profile of its own, and will be converted"),
    "colour-spot": Entry(_W, "a spot colour is used, which needs a plate of its own"),
    "registration-colour": Entry(_E, "something on the page is in the colour that prints on every plate"),
    "ink-heavy": Entry(_E, "more ink lies on one place than can dry"),
    "transparency": Entry(_E, "something shows through, which the printer's standard does not allow"),
    "white-overprint": Entry(_E, "something white is set to overprint, and will not be seen"),
    "picture-coarse": Entry(_W, "a picture has too few dots for its size"),
    "line-art-coarse": Entry(_W, "line art has too few dots for its size"),
    "picture-unread": Entry(_W, "a picture's dots could not be looked at"),
    "stroke-hair": Entry(_E, "a line has no width"),
    "stroke-thin": Entry(_W, "a line is thinner than the printer prints safely"),
    # the shops
    "shop-metadata": Entry(_E, "the e-book does not say of itself what a shop asks for"),
    "shop-cover": Entry(_E, "the cover is not one that a shop takes"),
    "shop-picture": Entry(_E, "a picture in the e-book is of a kind, a size or colours that a shop does not take"),
    "shop-file": Entry(_E, "the e-book, or a file in it, is too large for a shop or has a name it does not take"),
    "shop-advice": Entry(_W, "a shop takes the e-book, but would show or list it better otherwise"),
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

SECTIONS = {
    "config-syntax": "the workspace and pamphlet.toml",
    "not-utf8": "the manuscript as a file",
    "raw-html": "the text",
    "change-open": "changes and questions under discussion",
    "misquotation": "quotations of one part in another",
    "note-undefined": "notes and parties",
    "dictionary-missing": "the language, looked through by check --prose",
    "image-missing": "pictures",
    "picture-on-white": "the print file",
    "cover-shape": "the cover",
    "page-widow": "the pages, looked through by check --pages",
    "sheet-over": "the booklet",
    "pdf-encrypted": "a finished PDF before it goes to the printer: the file",
    "page-count": "its pages",
    "font-missing": "its type and colours",
    "word-lost": "the outputs, read back",
}
"""The parts of the catalogue: the code each begins with, and what its findings are about."""

PROSE = frozenset(
    (
        "dictionary-missing",
        "word-list-unread",
        "spelling",
        "typo",
        "word-doubled",
        "bracket-unbalanced",
        "space-stray",
        "space-missing",
        "space-doubled",
        "quotes-mixed",
        "dash-mixed",
        "dash-range",
        "endings-mixed",
        "name-varies",
        "capital-varies",
        "ibid",
        "paragraph-long",
        "note-long",
    )
)
"""Findings that are made only where the language is looked through."""

PAGES = frozenset(
    (
        "page-widow",
        "page-orphan",
        "page-hyphen",
        "page-short",
        "pages-unequal",
        "heading-at-foot",
        "line-off-grid",
        "hyphen-stack",
        "runt",
        "river",
        "line-loose",
        "line-very-loose",
        "words-stacked",
    )
)
"""Findings that are made only where the pages are looked through."""

LOSSES = frozenset(("word-lost", "word-added", "word-moved", "note-lost", "note-astray", "booklet-differs"))
"""The findings of proving. A command that meets one ends with ``ExitCode.LOST``."""


def sections() -> dict[str, tuple[str, ...]]:
    """The codes of the catalogue by what they are about, in its order."""
    found: dict[str, list[str]] = {}
    for code in CATALOGUE:
        if code in SECTIONS:
            found[SECTIONS[code]] = []
        found[next(reversed(found))].append(code)
    return {title: tuple(codes) for title, codes in found.items()}
