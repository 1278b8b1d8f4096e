"""What an editor looks for in a proof: queries, editorial items, notes, each told in words.

In: the pamphlet as it is read with its changes shown, and the press's words in its language. Nothing here knows of
pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from msgspec import Struct

from handpress.model import nodes, walk
from handpress.model.document import Document, Note, Part, Party, PartyRole
from handpress.model.facts import Facts

_ADDRESSED = re.compile(r"\s*(?:@|to\s+)?([^:?!.]{1,40}[^:?!\s]):\s*", re.IGNORECASE)
_SHOWN = 90


class Query(Struct, frozen=True):
    """A working question, numbered through the pamphlet in the order it is read.

    ``asker`` is the party that signs it, or empty; ``addressee`` who is asked; ``answer`` the comment that stands right
    behind it, or empty: then it is open.
    """

    number: int
    node: nodes.Query
    part: str
    words: str
    asker: str
    addressee: str
    answer: str = ""

    @property
    def sign(self) -> str:
        """What the margin and the list call it."""
        return f"AQ{self.number}"

    @property
    def state(self) -> str:
        """The key of the word for ``open``, or for ``answered``."""
        return "proof-answered" if self.answer else "proof-open"


class Item(Struct, frozen=True):
    """An editorial item: what it is, in words; its words, shortened; the siglum of who is responsible."""

    kind: str
    node: walk.Node
    words: str
    party: str = ""

    @property
    def label(self) -> str:
        """What the margin calls it."""
        return f"{self.kind} — {self.party}" if self.party else self.kind


class Noted(Struct, frozen=True):
    """A note and what kind of note it is: ``editor’s note a (Ed.)``."""

    note: Note
    label: str


def queries(document: Document, wording: Mapping[str, str]) -> tuple[Query, ...]:
    """The queries of a document."""
    found: list[Query] = []
    known = _people(document, wording)
    for part in document.parts:
        author = walk.inline_text(part.byline) or wording["proof-the-author"]
        for node, answer in _asked(part):
            text = " ".join(walk.inline_text(node.content).split())
            named = _ADDRESSED.match(text)
            addressee = known.get(named[1].strip().casefold(), "") if named else ""
            found.append(Query(len(found) + 1, node, part.slug, text, node.party, addressee or author, answer))
    return tuple(found)


def items(document: Document, wording: Mapping[str, str]) -> tuple[Item, ...]:
    """The editorial items of a document in the order of its manuscripts; its queries and notes are none."""
    return tuple(item for node in walk.document_nodes(document) if (item := _item(node, wording)))


def notes(document: Document, facts: Facts) -> tuple[Noted, ...]:
    """The notes that are called, by part and in the order of their calls."""
    parties = {party.siglum: party for party in document.parties}
    found = []
    for part in document.parts:
        table = walk.notes_by_label(part)
        for label in facts.parts[part.slug].called:
            mark = facts.parts[part.slug].marks[label]
            said = facts.wording[f"proof-note-{_hand(parties, mark.party)}"].format(sign=mark.sign)
            found.append(Noted(table[label], f"{said}{_signed(mark.party)}"))
    return tuple(found)


def shortened(text: str, most: int = _SHOWN) -> str:
    """A text in one line of at most so many letters."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def _hand(parties: Mapping[str, Party], siglum: str) -> PartyRole:
    return parties[siglum].role if siglum in parties else PartyRole.AUTHOR


def _signed(siglum: str) -> str:
    return f" ({siglum})" if siglum else ""


def _people(document: Document, wording: Mapping[str, str]) -> dict[str, str]:
    """Who can be asked, by what they may be called: an office by its name in English or in the pamphlet's language."""
    known = {name: wording[f"proof-the-{name}"] for name in (*PartyRole, "printer")}
    known |= {f"the {name}": shown for name, shown in known.items()}
    known |= {wording[f"role-{role}"].casefold(): known[role] for role in PartyRole}
    known |= {shown.casefold(): shown for shown in tuple(known.values())}
    for person in document.metadata.contributors:
        known |= {person.name.casefold(): person.name, person.name.split()[-1].casefold(): person.name}
    for party in document.parties:
        known |= {party.name.casefold(): party.siglum, party.siglum.casefold(): party.siglum}
        known |= {party.siglum.rstrip(".").casefold(): party.siglum}
    return known


def _asked(part: Part) -> Iterator[tuple[nodes.Query, str]]:
    """Each query of a part with its answer."""
    sequences = [*walk.parts_of_text(part), *(note.content for note in part.notes)]
    for sequence in sequences:
        yield from _asked_in(sequence)


def _asked_in(sequence: tuple[walk.Node, ...]) -> Iterator[tuple[nodes.Query, str]]:
    for place, node in enumerate(sequence):
        if isinstance(node, nodes.Query):
            yield node, _answer(sequence[place + 1 :])
        else:
            yield from _asked_in(tuple(walk.children(node)))


def _answer(behind: tuple[walk.Node, ...]) -> str:
    for node in behind:
        if isinstance(node, nodes.Change) and node.kind is nodes.ChangeKind.COMMENT:
            return " ".join(walk.inline_text(node.content).split())
        if not isinstance(node, nodes.Text) or node.text.strip():
            return ""
    return ""


def _item(node: walk.Node, wording: Mapping[str, str]) -> Item | None:
    found = _kind(node)
    if not found:
        return None
    words = _words(node)
    if isinstance(node, nodes.Correction | nodes.Regularised):
        words = wording["proof-instead"].format(words=words, original=node.original)
    return Item(wording[f"proof-{found}"], node, words, getattr(node, "party", ""))


def _kind(node: walk.Node) -> str:
    """What kind of item a node is; empty: none."""
    match node:
        case nodes.Interpolation():
            return "interpolation"
        case nodes.Sic():
            return "sic-corrected" if node.correction else "sic"
        case nodes.Omission():
            return "illegible" if node.illegible else "omission"
        case nodes.AddedEmphasis():
            return "added-emphasis"
        case nodes.Correction():
            return "correction"
        case nodes.Regularised():
            return "regularised"
        case nodes.Supplied():
            return "conjecture" if node.conjecture else "supplied"
        case nodes.Unclear():
            return "unclear"
        case nodes.Change():
            return node.kind.value
        case nodes.Headnote():
            return "headnote"
        case nodes.Tailnote():
            return "tailnote"
        case _:
            return ""


def _words(node: walk.Node) -> str:
    if isinstance(node, nodes.Inline):
        return shortened(walk.inline_text((node,)))
    return shortened(" ".join(inner.text for inner in walk.walk((node,)) if isinstance(inner, nodes.Text)))
