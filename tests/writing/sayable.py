"""What a manuscript can say: any part brought to the nearest one that reading could have made.

Each rule is a limit of Markdown's or a habit of reading's, and stands here with its reason; nothing else is changed.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from handpress.model import nodes
from handpress.model.document import Note, Part
from handpress.model.nodes import Block, Blocks, Inline, Inlines, Text

_STRESS = (nodes.Emphasis, nodes.Strong)
_LISTS = (nodes.BulletList, nodes.OrderedList)
_GLUED = (*_LISTS, nodes.Quotation, nodes.DefinitionList)
_BETWEEN = nodes.Paragraph((Text("Between."),))


def sayable(part: Part) -> Part:
    """The part as Markdown can say it."""
    content = _blocks(part.content)
    title = _line(part.title)
    if content and isinstance(content[0], nodes.Heading) and not title:
        title = (Text("A title"),)  # a heading at the very top is the title where there is no other
    levels = [block.level for block in content if isinstance(block, nodes.Heading)]
    content = tuple(
        # Levels are counted from the shallowest one in use.
        replace(block, level=block.level - min(levels) + 1) if isinstance(block, nodes.Heading) else block
        for block in content
    )
    return replace(
        part,
        content=content,
        title=title,
        subtitle=_line(part.subtitle),
        byline=_line(part.byline),
        dateline=_line(part.dateline),
        source=_line(part.source),
        notes=tuple(_note(note) for note in part.notes),
        language=part.language or "en",  # reading gives the pamphlet's to a part that names none
    )


def _note(note: Note) -> Note:
    """A note's party is told by its signature or its label; the signature's own paragraph has no space before it."""
    content = _blocks(note.content)
    signature = note.signature if isinstance(content[-1], nodes.Paragraph) else note.signature.strip()
    return replace(note, content=content, party=note.party if note.signature else "", signature=signature)


def _blocks(content: Blocks, *, quoted: bool = False) -> Blocks:
    """Lists, quotations and definition lists that only a blank line parts are one; two lists of any sort may be."""
    made: list[Block] = []
    for block in content:
        if made and (
            (type(made[-1]) is type(block) and isinstance(block, _GLUED))
            or (isinstance(block, _LISTS) and isinstance(made[-1], _LISTS))
        ):
            made.append(_BETWEEN)
        made.append(_block(block))
    last = made[-1]
    if quoted and len(made) > 1 and isinstance(last, nodes.Paragraph):
        first = last.content[0]
        if isinstance(first, Text) and first.text.startswith("—"):
            # A last paragraph that begins with a dash is the quotation's source.
            made[-1] = replace(last, content=(replace(first, text=f"So {first.text}"), *last.content[1:]))
    return tuple(made)


def _block(block: Block) -> Block:
    match block:
        case nodes.Paragraph():
            return replace(block, content=_trimmed(block.content), anchor="")  # paragraphs have no anchors to type
        case nodes.Heading() | nodes.Byline() | nodes.Dateline() | nodes.Signature() | nodes.Provenance():
            return replace(block, content=_line(block.content))
        case nodes.Quotation() | nodes.Epigraph():
            return replace(block, content=_blocks(block.content, quoted=True), source=_line(block.source))
        case nodes.Headnote() | nodes.Tailnote():
            return replace(block, content=_blocks(block.content))
        case nodes.Verse():
            stanzas = tuple(
                tuple(replace(line, content=_line(line.content)) for line in stanza) for stanza in block.stanzas
            )
            return replace(block, stanzas=stanzas)
        case nodes.BulletList() | nodes.OrderedList():
            return _list(block)
        case nodes.DefinitionList():
            entries = tuple(
                nodes.Definition(
                    tuple(_line(term) for term in entry.terms), tuple(_led(meaning) for meaning in entry.meanings)
                )
                for entry in block.entries
            )
            return replace(block, entries=entries)
        case nodes.Table():
            return replace(block, head=_row(block.head), rows=tuple(_row(row) for row in block.rows))
        case _:
            return block


def _row(cells: tuple[Inlines, ...]) -> tuple[Inlines, ...]:
    return tuple(_line(cell) for cell in cells)


def _led(content: Blocks) -> Blocks:
    """The sign of an item or a meaning stands before words."""
    made = _blocks(content)
    return made if isinstance(made[0], nodes.Paragraph) else (nodes.Paragraph((Text("Led by"),)), *made)


def _list(block: nodes.BulletList | nodes.OrderedList) -> Block:
    """A list is tight where nothing has a blank line before it: words alone, or words and one tight list."""
    items = tuple(nodes.ListItem(tuple(_short(inner) for inner in _led(item.content))) for item in block.items)
    bare = all(
        len(item.content) == 1
        or (len(item.content) == 2 and isinstance(inner := item.content[1], _LISTS) and inner.tight)
        for item in items
    )
    plain = all(len(item.content) == 1 for item in items)
    tight = bare and (block.tight or (plain and len(items) == 1))
    return replace(block, items=items, tight=tight)


def _short(block: Block) -> Block:
    """In an item the parser gives what stands below the first paragraph of a meaning to the item."""
    if not isinstance(block, nodes.DefinitionList):
        return block
    entries = tuple(
        replace(entry, meanings=tuple(meaning[:1] for meaning in entry.meanings)) for entry in block.entries
    )
    return replace(block, entries=entries)


# --- inside a paragraph ------------------------------------------------------------------------------------------


def _line(content: Inlines) -> Inlines:
    """What is one line in the manuscript has no break in it."""
    return _trimmed(tuple(Text(" ") if isinstance(inline, nodes.LineBreak) else inline for inline in content))


def _trimmed(content: Iterable[Inline]) -> Inlines:
    """Words have no space at a paragraph's ends or around a break, and at most one anywhere."""
    made: list[Inline] = []
    for inline in _joined(content):
        if isinstance(inline, Text) and (not made or isinstance(made[-1], nodes.LineBreak)):
            inline = Text(inline.text.lstrip(" "))  # noqa: PLW2901
        if isinstance(inline, nodes.LineBreak):
            if made and isinstance(last := made[-1], Text):
                made[-1] = Text(last.text.rstrip(" "))
            if not made:
                continue
        if inline != Text(""):
            made.append(inline)
    while made and (isinstance(made[-1], nodes.LineBreak) or made[-1] in (Text(""), Text(" "))):
        made.pop()
    if made and isinstance(last := made[-1], Text):
        made[-1] = Text(last.text.rstrip(" "))
    return tuple(made)


def _joined(content: Iterable[Inline]) -> Inlines:
    """Texts that touch are one. Two stresses, or two pieces of code, that touch would share their signs."""
    made: list[Inline] = []
    for inline in (_inline(inline) for inline in content):
        if made and isinstance(last := made[-1], Text) and isinstance(inline, Text):
            made[-1] = Text((last.text + inline.text).replace("  ", " "))
            continue
        if made and (
            (isinstance(inline, _STRESS) and isinstance(made[-1], _STRESS))
            or (isinstance(inline, nodes.Code) and isinstance(made[-1], nodes.Code))
        ):
            made.append(Text(" "))
        made.append(inline)
    return tuple(made)


def _inline(inline: Inline) -> Inline:
    match inline:
        case nodes.Emphasis() | nodes.Strong() | nodes.Interpolation() | nodes.Query() | nodes.Change():
            # Stars with a blank inside them are stars; signatures and the signs of changes take the blanks along.
            return replace(inline, content=_trimmed(inline.content))
        case nodes.Sic():
            return replace(inline, correction=_trimmed(inline.correction))
        case (
            nodes.SmallCaps()
            | nodes.Foreign()
            | nodes.Quoted()
            | nodes.Link()
            | nodes.Correction()
            | nodes.Regularised()
            | nodes.Supplied()
            | nodes.Unclear()
        ):
            return replace(inline, content=_joined(inline.content))
        case _:
            return inline
