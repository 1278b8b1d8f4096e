"""Reading order: the parts of a node one by one, and the words in them.

Everything that counts, compares or searches text goes through here, so that "the words of the document" means the
same to all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from operator import attrgetter
from typing import Any, TypeAlias, assert_never

from handpress.model import nodes
from handpress.model.document import Document, Note, Part
from handpress.model.nodes import Block, Inline

Node: TypeAlias = Block | Inline | nodes.ListItem | nodes.VerseLine | nodes.Definition


def children(node: Node) -> Sequence[Node]:
    """The nodes directly inside ``node``, in reading order: a quotation's source after the quotation."""
    match node:
        # What there is most of stands first: every kind before costs time for each of them.
        case nodes.Text() | nodes.NoteCall():
            return ()
        case (
            nodes.Paragraph()
            | nodes.Emphasis()
            | nodes.Strong()
            | nodes.SmallCaps()
            | nodes.Foreign()
            | nodes.Link()
            | nodes.Quoted()
            | nodes.Interpolation()
            | nodes.Correction()
            | nodes.Regularised()
            | nodes.Supplied()
            | nodes.Unclear()
            | nodes.Query()
            | nodes.Change()
            | nodes.Heading()
            | nodes.VerseLine()
            | nodes.ListItem()
            | nodes.Byline()
            | nodes.Dateline()
            | nodes.Signature()
            | nodes.Headnote()
            | nodes.Tailnote()
            | nodes.Provenance()
        ):
            return node.content
        case nodes.Sic():
            return node.correction
        case nodes.Quotation() | nodes.Epigraph():
            return (*node.content, *node.source)
        case nodes.Verse():
            return tuple(line for stanza in node.stanzas for line in stanza)
        case nodes.BulletList() | nodes.OrderedList():
            return node.items
        case nodes.DefinitionList():
            return node.entries
        case nodes.Definition():
            terms = (inline for term in node.terms for inline in term)
            return (*terms, *(block for meaning in node.meanings for block in meaning))
        case nodes.Table():
            return tuple(inline for row in (node.head, *node.rows) for cell in row for inline in cell)
        case nodes.Figure():
            return node.caption
        case (
            nodes.Code()
            | nodes.CodeBlock()
            | nodes.LineBreak()
            | nodes.Picture()
            | nodes.Omission()
            | nodes.AddedEmphasis()
            | nodes.Ornament()
        ):
            return ()
        case _:
            assert_never(node)


# Of what there is most of: to find out what kind of node it is would be half the time of a walk.
_CHILDREN: dict[type, Callable[[Any], Sequence[Node]]] = {
    **dict.fromkeys((nodes.Text, nodes.NoteCall), lambda _: ()),
    **dict.fromkeys((nodes.Paragraph, nodes.Emphasis, nodes.Link, nodes.Heading), attrgetter("content")),
}


def inline_children(inline: Inline) -> nodes.Inlines:
    """The inlines directly inside an inline."""
    return tuple(child for child in children(inline) if isinstance(child, Inline))


def walk(roots: Iterable[Node]) -> Iterator[Node]:
    """Every node under ``roots``, the outer before the inner, in reading order."""
    waiting = [iter(roots)]
    while waiting:
        for node in waiting[-1]:
            yield node
            if inner := _CHILDREN.get(type(node), children)(node):
                waiting.append(iter(inner))
                break
        else:
            waiting.pop()


def words(node: Node) -> str:
    """The words a reader reads at this very node before its children: those of a mark with its opening bracket.

    Text that is not words of the manuscript (note numbers, a list's bullets) is not part of it.
    """
    match node:
        case nodes.Text() | nodes.Code() | nodes.CodeBlock():
            return node.text
        case nodes.LineBreak():
            return "\n"
        case nodes.Sic():
            return f"[{node.mark}: " if node.correction else f"[{node.mark}"
        case nodes.Omission():
            return "[" + ("illegible" if node.illegible else "…")
        case nodes.AddedEmphasis():
            return "[emphasis added"
        case nodes.Interpolation() | nodes.Unclear():
            return "["
        case nodes.Supplied():
            return "⟨"
        case nodes.Query():
            return "[** "
        case nodes.Change():
            return _CHANGES[node.kind][0]
        case _:
            return ""


def closing(node: Node) -> str:
    """The words a reader reads at this very node after its children: a mark's signature and closing bracket."""
    match node:
        case nodes.Sic() | nodes.AddedEmphasis() | nodes.Interpolation() | nodes.Query():
            return f"{node.signature}]"
        case nodes.Omission():
            extent = (": " if node.illegible else " ") + node.extent if node.extent else ""
            return f"{extent}{node.signature}]"
        case nodes.Unclear():
            return "?]"
        case nodes.Supplied():
            return "?⟩" if node.conjecture else "⟩"
        case nodes.Change():
            return _CHANGES[node.kind][1]
        case _:
            return ""


# A change is shown in a proof with the signs it was typed in, which survive a printer without colour.
_CHANGES = {
    nodes.ChangeKind.INSERTION: ("{++", "++}"),
    nodes.ChangeKind.DELETION: ("{--", "--}"),
    nodes.ChangeKind.HIGHLIGHT: ("{==", "==}"),
    nodes.ChangeKind.COMMENT: ("{>>", "<<}"),
}


def inline_text(content: Iterable[Inline]) -> str:
    """The words of some inlines as one plain string, note calls left out."""
    return "".join(_text(inline) for inline in content)


def _text(node: Node) -> str:
    return words(node) + "".join(_text(child) for child in children(node)) + closing(node)


def parts_of_text(part: Part) -> Iterator[tuple[Node, ...]]:
    """A part's running text as groups of nodes in the order they are read: heads, content, dateline, source."""
    yield from (part.title, part.subtitle, part.byline, part.content, part.dateline, part.source)


def notes_by_label(part: Part) -> dict[str, Note]:
    """The part's notes by label; of two with one label the first, as the checks report the second."""
    notes: dict[str, Note] = {}
    for note in part.notes:
        notes.setdefault(note.label, note)
    return notes


def calls(part: Part) -> Iterator[nodes.NoteCall]:
    """The note calls of a part's running text, in reading order; calls inside notes are not among them."""
    for group in parts_of_text(part):
        yield from (node for node in walk(group) if isinstance(node, nodes.NoteCall))


def part_nodes(part: Part) -> Iterator[Node]:
    """Every node of a part: its running text in reading order, then its notes in the order they are written."""
    for group in (*parts_of_text(part), *(note.content for note in part.notes)):
        yield from walk(group)


def document_nodes(document: Document) -> Iterator[Node]:
    """Every node of a document, part by part."""
    for part in document.parts:
        yield from part_nodes(part)


def characters(document: Document) -> frozenset[str]:
    """Every character that any text of the document uses."""
    found: set[str] = set()
    for node in document_nodes(document):
        found.update(words(node), closing(node))
    for part in document.parts:
        found.update(part.short_title, *(note.signature for note in part.notes))
    return frozenset(found)


def printed_address(link: nodes.Link) -> str:
    """The address to print behind a link, without its scheme; empty where the words already show it, or within."""
    if link.target.startswith("#"):
        return ""
    address = link.target.split(":", 1)[1].removeprefix("//").rstrip("/")
    return "" if address in inline_text(link.content) else address
