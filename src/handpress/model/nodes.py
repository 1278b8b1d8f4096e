"""Every kind of thing a pamphlet is made of: one frozen record a kind, no behaviour.

``Inline`` and ``Block`` are closed unions: a writer matches on them and ends with ``assert_never``, so that mypy
names the writer that forgot a kind. There is no "generic box with a class": what has no kind here cannot be
written, and so cannot be lost without a word.

Every node has a keyword-only ``span``, the place in the manuscript it came from. It takes no part in equality:
two documents that say the same are the same, wherever they were typed.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TypeAlias

from handpress.model.spans import Placed

# --- inside a paragraph -------------------------------------------------------------------------------------


class Text(Placed, frozen=True):
    """A run of words, as the author wrote them."""

    text: str


class Emphasis(Placed, frozen=True):
    """Stressed words; italic by custom."""

    content: Inlines


class Strong(Placed, frozen=True):
    """Strongly stressed words; bold by custom."""

    content: Inlines


class SmallCaps(Placed, frozen=True):
    """Words set in small capitals."""

    content: Inlines


class Foreign(Placed, frozen=True):
    """Words in another language than the text around them (``language`` is a BCP 47 tag)."""

    language: str
    content: Inlines


class Code(Placed, frozen=True):
    """Words to be taken literally, such as a command."""

    text: str


class Link(Placed, frozen=True):
    """A link: ``target`` is an address (``https:``, ``mailto:``) or ``#anchor`` inside the pamphlet."""

    target: str
    content: Inlines


class Claim(StrEnum):
    """What the manuscript says of a quotation's origin."""

    OPEN = "open"
    """Nothing: the press looks whether it is from the part replied to."""
    QUOTED = "quoted"
    """It is from another part of the pamphlet, and must stand there."""
    ELSEWHERE = "elsewhere"
    """It is from none of them: somebody else is quoted."""


class Quoted(Placed, frozen=True):
    """Words quoted within a sentence. TEI: ``quote``.

    ``part`` is the slug of the part they are from, and ``paragraph`` which of its paragraphs they begin in, from 1;
    empty and 0: not said. Where the claim is open nobody has marked them, and the press has found them and says so.
    """

    content: Inlines
    claim: Claim = Claim.QUOTED
    part: str = ""
    paragraph: int = 0


class LineBreak(Placed, frozen=True):
    """A line that ends here by the author's will."""


class Picture(Placed, frozen=True):
    """A picture within a line. ``source`` is the file, relative to the pamphlet's folder."""

    source: str
    alternative: str


class NoteCall(Placed, frozen=True):
    """The place in the text that calls the note of this label."""

    label: str


class Interpolation(Placed, frozen=True):
    """Words put into the text by somebody else, in brackets and signed: ``[that is, Petrograd — Ed.]``.

    ``party`` is the siglum declared in ``pamphlet.toml``; ``signature`` what was typed at the end, with its dash
    and the space before it (`` — Ed.``). The brackets belong to the kind and are in neither.
    TEI: ``note`` of type ``interpolation`` with ``resp``: nothing is claimed of the source, as ``supplied`` would.
    """

    content: Inlines
    party: str
    signature: str


class Sic(Placed, frozen=True):
    """The mark that the word before it stands so in the original. TEI: ``sic``.

    ``mark`` is ``sic`` or ``sic!``; ``correction`` what should stand there, where the editor says so
    (``[sic: Provisional]``); ``signature`` who says so, as typed with its dash.
    """

    mark: str = "sic"
    emphasised: bool = False
    correction: Inlines = ()
    party: str = ""
    signature: str = ""


class Omission(Placed, frozen=True):
    """Words left out by the editor, ``[…]``: not the author's own ellipsis. TEI: ``gap``.

    ``extent`` says how much (``[… two paragraphs]``); ``illegible`` that nobody can read it (``[illegible: a word]``).
    """

    extent: str = ""
    illegible: bool = False
    party: str = ""
    signature: str = ""


class AddedEmphasis(Placed, frozen=True):
    """The remark ``[emphasis added]``: the stress before it is not the author's."""

    party: str = ""
    signature: str = ""


class Correction(Placed, frozen=True):
    """Words put right: ``content`` is printed, ``original`` is kept for the list of emendations. TEI: ``corr``."""

    content: Inlines
    original: str
    party: str = ""


class Regularised(Placed, frozen=True):
    """Spelling brought to today's: ``content`` is printed, ``original`` kept for the list. TEI: ``reg``."""

    content: Inlines
    original: str
    party: str = ""


class Supplied(Placed, frozen=True):
    """Words the original lacks and an editor gives, printed ``⟨so⟩``; ``conjecture``: a guess, ``⟨so?⟩``.

    TEI: ``supplied``.
    """

    content: Inlines
    conjecture: bool = False
    party: str = ""


class Unclear(Placed, frozen=True):
    """Words that can hardly be read, printed ``[so?]``. TEI: ``unclear``."""

    content: Inlines
    party: str = ""


class Query(Placed, frozen=True):
    """A working question ``[** is the date right? — Ed.]``: for proofs, and never in a release."""

    content: Inlines
    party: str = ""
    signature: str = ""


class ChangeKind(StrEnum):
    """What a change under discussion does with its words."""

    INSERTION = "insertion"
    DELETION = "deletion"
    HIGHLIGHT = "highlight"
    COMMENT = "comment"


class Change(Placed, frozen=True):
    """A change under discussion, as a proof shows it: a release has decided all of them. TEI: ``add``, ``del``."""

    kind: ChangeKind
    content: Inlines


Inline: TypeAlias = (
    Text
    | Emphasis
    | Strong
    | SmallCaps
    | Foreign
    | Code
    | Link
    | Quoted
    | LineBreak
    | Picture
    | NoteCall
    | Interpolation
    | Sic
    | Omission
    | AddedEmphasis
    | Correction
    | Regularised
    | Supplied
    | Unclear
    | Query
    | Change
)
Inlines: TypeAlias = tuple[Inline, ...]


# --- one below the other ------------------------------------------------------------------------------------


class Heading(Placed, frozen=True):
    """A heading inside a part. ``level`` is 1 for the part's own sections, 2 for what lies below them."""

    level: int
    content: Inlines
    anchor: str = ""


class Paragraph(Placed, frozen=True):
    """A paragraph of running text."""

    content: Inlines
    anchor: str = ""


class Quotation(Placed, frozen=True):
    """A quotation set off from the text, with its source if one is named below it.

    ``claim``, ``part`` and ``paragraph`` are those of ``Quoted``.
    """

    content: Blocks
    source: Inlines = ()
    claim: Claim = Claim.OPEN
    part: str = ""
    paragraph: int = 0


class VerseLine(Placed, frozen=True):
    """One line of verse; ``indent`` counts the spaces it was moved in by."""

    content: Inlines
    indent: int = 0


class Verse(Placed, frozen=True):
    """Verse: stanzas of lines, whose breaks are the poet's."""

    stanzas: tuple[tuple[VerseLine, ...], ...]


class ListItem(Placed, frozen=True):
    """One item of a list."""

    content: Blocks


class BulletList(Placed, frozen=True):
    """A list without an order. ``tight``: typed without blank lines between the items."""

    items: tuple[ListItem, ...]
    tight: bool = True


class OrderedList(Placed, frozen=True):
    """A numbered list that begins with ``start``."""

    items: tuple[ListItem, ...]
    start: int = 1
    tight: bool = True


class Definition(Placed, frozen=True):
    """One or more terms and what is said of them."""

    terms: tuple[Inlines, ...]
    meanings: tuple[Blocks, ...]


class DefinitionList(Placed, frozen=True):
    """A list of terms and their meanings."""

    entries: tuple[Definition, ...]


class Align(StrEnum):
    """How a column of a table is set."""

    START = "start"
    CENTER = "center"
    END = "end"


class Table(Placed, frozen=True):
    """A table: one row of heads, then rows of cells; every row has as many cells as ``columns``."""

    columns: tuple[Align, ...]
    head: tuple[Inlines, ...]
    rows: tuple[tuple[Inlines, ...], ...]


class Figure(Placed, frozen=True):
    """A picture on its own, with its caption. ``source`` is the file, relative to the pamphlet's folder."""

    source: str
    alternative: str
    caption: Inlines = ()


class CodeBlock(Placed, frozen=True):
    """Lines to be taken literally, such as a file to be typed."""

    text: str


class Epigraph(Placed, frozen=True):
    """A motto before the text, with its source if one is named below it."""

    content: Blocks
    source: Inlines = ()


class Ornament(Placed, frozen=True):
    """A break in the text, printed as an ornament or a blank line."""


class Byline(Placed, frozen=True):
    """Who wrote the text, where the text itself says so."""

    content: Inlines


class Dateline(Placed, frozen=True):
    """Place and date of writing."""

    content: Inlines


class Signature(Placed, frozen=True):
    """The name under a text or letter. TEI: ``signed``."""

    content: Inlines


class Headnote(Placed, frozen=True):
    """An editor's remark before the text. ``party`` is a declared siglum, or empty where it is unsigned."""

    content: Blocks
    party: str = ""


class Tailnote(Placed, frozen=True):
    """An editor's remark after the text. ``party`` is a declared siglum, or empty where it is unsigned."""

    content: Blocks
    party: str = ""


class Provenance(Placed, frozen=True):
    """Where and when the text first appeared, as its editor says."""

    content: Inlines


Block: TypeAlias = (
    Heading
    | Paragraph
    | Quotation
    | Verse
    | BulletList
    | OrderedList
    | DefinitionList
    | Table
    | Figure
    | CodeBlock
    | Epigraph
    | Ornament
    | Byline
    | Dateline
    | Signature
    | Headnote
    | Tailnote
    | Provenance
)
Blocks: TypeAlias = tuple[Block, ...]
