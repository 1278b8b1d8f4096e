"""The gate: Python-Markdown's elements come in, nodes of the model go out, and nothing else passes.

Every tag has one rule. What has no place in the model is reported, and its words are kept as text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from xml.etree.ElementTree import Element

from msgspec import Struct, field
from msgspec.structs import replace

from handpress.diagnostics import Finding
from handpress.model import nodes
from handpress.model.nodes import Block, Blocks, Inline, Inlines, Text
from handpress.model.spans import Span
from handpress.reading import dialect, spans, syntax
from handpress.reading.places import Chunk, Place, Typed
from handpress.reading.source import Line

_SPACE = re.compile(r"[ \t\n\r\f]{2,}|[\t\n\r\f]")  # what is not one space already
_BRACKET = re.compile(r"[\[\]]|[^\[\]]+")
_ANCHOR = re.compile(r"\s*\{#([\w:.-]+)\}\s*$")
_ATTRIBUTES = re.compile(r"\s*\{([^{}]*)\}$")
_BRACKETS = {"[": re.compile(r"(?<!\\)\["), "]": re.compile(r"(?<!\\)\]")}
_IMAGE = re.compile(r"!\[")
_ITEM = re.compile(r"(?P<sign>(?P<number>\d+)\.|[*+-])[ \t]+[^\w\n]*$")
_BULLET = re.compile(r"[ >]*[*+-](?=[ \t]+\S)")
_RULE = re.compile(f"^{syntax.RULE.pattern}")
_NEAR = 50  # lines that are looked through for a sign
_SOURCE_DASH = re.compile(r"\s*(?:—|–|---?)\s+")
_SAFE_LINK = re.compile(r"(?:https?://|mailto:|#).", re.IGNORECASE)
_ALIGN = {"text-align: center;": nodes.Align.CENTER, "text-align: right;": nodes.Align.END}
_BLOCK_TAGS = frozenset(
    ("p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "ul", "ol", "dl", "table", "hr", "pre")
) | {dialect.VERSE, dialect.CODE_BLOCK}


class Gate(Struct):
    """Turns the tree of one stretch into blocks. ``findings`` fills as it works.

    ``lines`` are the stretch and ``chunks`` the places of its words, found by ``places.align``; ``mark`` makes
    editorial marks out of the brackets in a run of inlines.
    """

    file: str
    lines: Sequence[Line]
    chunks: Mapping[tuple[int, str], Typed | Chunk]
    mark: Callable[[Inlines], Inlines]
    siglum: Callable[[str, Span | None], str]
    findings: list[Finding] = field(default_factory=list)
    # How far into the stretch its words have been found: index of the line, offset behind the last word.
    _passed: tuple[int, int] = (0, 0)

    # --- blocks ------------------------------------------------------------------------------------------

    def blocks(self, parent: Element) -> Blocks:
        """The blocks inside an element; words that stand there without a paragraph of their own get one."""
        found: list[Block] = []
        loose: list[Inline] = list(self._chunk(parent, "text"))
        for child in parent:
            if child.tag in _BLOCK_TAGS:
                found += self._loose(loose)
                loose = []
                found += self._block(child)
            else:
                loose += self._inline(child)
            loose += self._chunk(child, "tail")
        found += self._loose(loose)
        return tuple(found)

    def _loose(self, content: Iterable[Inline]) -> Iterable[Block]:
        inlines = self.mark(trim(content))
        if inlines:
            yield nodes.Paragraph(inlines, span=span_of(inlines))

    def _block(self, element: Element) -> Iterable[Block]:
        tag = element.tag
        if tag == "p":
            yield self._paragraph(element)
        elif tag[0] == "h" and tag[1:].isdigit():
            yield self._heading(element, int(tag[1:]))
        elif tag == "hr":
            yield nodes.Ornament(span=self._seek(_RULE) or self._here())
        elif tag == "blockquote":
            content, origin = self._part_origin(self.blocks(element))
            content, source = part_source(content)
            yield nodes.Quotation(content, source, *origin, span=self._around(element))
        elif tag in ("ul", "ol"):
            yield self._list(element)
        elif tag == "dl":
            yield from self._definitions(element)
        elif tag == "table":
            yield self._table(element)
        elif tag == dialect.VERSE:
            yield self._verse(element)
        else:
            yield nodes.CodeBlock(element.text or "", span=self._around(element))

    def _part_origin(self, content: Blocks) -> tuple[Blocks, tuple[nodes.Claim, str, int]]:
        """Part what a quotation says of its origin, in braces at its very end, from what is quoted."""
        unsaid = content, (nodes.Claim.OPEN, "", 0)
        if not content or not isinstance(last := content[-1], nodes.Paragraph):
            return unsaid
        words = last.content[-1] if last.content else None
        match = _ATTRIBUTES.search(words.text) if isinstance(words, Text) else None
        if words is None or match is None or self._brace_is_escaped() or not spans.looks_like_attributes(match[1]):
            return unsaid
        if (origin := spans.origin_of(match[1])) is None:
            hint = f"The press knows {spans.OF_QUOTATIONS}."
            self._report("attribute-unknown", f"“{{{match[1]}}}” is not an attribute of a quotation.", words.span, hint)
            return unsaid
        assert isinstance(words, Text)
        left = words.text[: match.start()]
        kept = (*last.content[:-1], *([replace(words, text=left)] if left else []))
        if not kept and len(content) == 1:
            return unsaid
        return (*content[:-1], *([replace(last, content=kept)] if kept else [])), origin

    def _brace_is_escaped(self) -> bool:
        """Whether the last brace that was opened before the word last passed stands behind a backslash."""
        row, offset = self._passed
        before = self.lines[row].text[:offset].rpartition("{")[0]
        return (len(before) - len(before.rstrip("\\"))) % 2 == 1

    def _paragraph(self, element: Element) -> Block:
        children = list(element)
        if len(children) == 1 and children[0].tag == "img" and not (element.text or children[0].tail or "").strip():
            return self._figure(children[0])
        inlines = self._inlines(element)
        span = span_of(inlines) or self._here()
        self._unread_items(span)
        return nodes.Paragraph(inlines, span=span)

    def _figure(self, image: Element) -> Block:
        start = self._seek(_IMAGE) or self._here()
        words = self._around(image)
        caption = self._inlines(image)
        return nodes.Figure(image.get("src", ""), squeeze(image.get("alt", "")), caption, span=start.to(words))

    def _heading(self, element: Element, level: int) -> Block:
        content = list(self._content(element))
        anchor = ""
        if content and isinstance(last := content[-1], Text) and (match := _ANCHOR.search(last.text)):
            anchor = match.group(1)
            content[-1] = replace(last, text=last.text[: match.start()])
        inlines = self.mark(trim(content))
        return nodes.Heading(level, inlines, anchor, span=span_of(inlines) or self._here())

    def _list(self, element: Element) -> Block:
        items = tuple(nodes.ListItem(self.blocks(item), span=self._around(item)) for item in element)
        tight = not any(child.tag == "p" for item in element for child in item)
        span = self._around(element) or self._here()
        if element.tag == "ul":
            self._items(items, None)
            return nodes.BulletList(items, tight, span=span)
        start = int(element.get("start", "1"))
        self._items(items, start)
        return nodes.OrderedList(items, start, tight, span=span)

    def _items(self, items: Sequence[nodes.ListItem], start: int | None) -> None:
        """Tell where a list is printed otherwise than it is typed: another number, another depth."""
        margin: int | None = None
        for index, item in enumerate(items):
            first = item.content[0] if item.content else None
            if not isinstance(first, nodes.Paragraph) or first.span is None or not first.span.column:
                continue
            line = self.lines[self._row(first.span.line)]
            head = _ITEM.search(line.text[: line.offset(first.span.line, first.span.column)])
            if head is None:
                continue
            sign = self._sign(line, head.start("sign"), head.end("sign"))
            margin = head.start("sign") if margin is None else margin
            number = int(head["number"] or 0)
            if head.start("sign") - margin > 1:
                hint = "Four spaces nest one list in another."
                self._report("list-unread", "This item is moved in, but not nested.", sign, hint)
            elif start is not None and number not in (start, start + index):
                hint = f"Number on, or type {number}\\. where a list is not meant."
                message = f"This item is typed as {number} but would be printed as {start + index}."
                self._report("list-number", message, sign, hint)
                return

    def _unread_items(self, span: Span) -> None:
        """Tell of lines within a paragraph that look like items of a list."""
        for line in self.lines[self._row(span.line) + 1 : self._row(span.last_line) + 1]:
            if head := _BULLET.match(line.text):
                sign = self._sign(line, head.end() - 1, head.end())
                message = "This line looks like an item of a list, but belongs to the paragraph above."
                self._report("list-unread", message, sign, "A blank line parts a list from what stands before it.")
                return

    def _definitions(self, element: Element) -> Iterable[Block]:
        entries: list[nodes.Definition] = []
        for child in element:
            if child.tag == "dt":
                term = self._inlines(child)
                if entries and not entries[-1].meanings:
                    entries[-1] = replace(entries[-1], terms=(*entries[-1].terms, term))
                else:
                    entries.append(nodes.Definition((term,), (), span=span_of(term)))
            elif entries:
                entries[-1] = replace(entries[-1], meanings=(*entries[-1].meanings, self.blocks(child)))
            else:
                # A colon under a heading: the engine knows no term for it, but its words are words.
                yield from self.blocks(child)
        if entries:
            yield nodes.DefinitionList(tuple(entries), span=self._around(element))

    def _table(self, element: Element) -> Block:
        heads = list(element.iter("th"))
        rows = tuple(
            tuple(self._inlines(cell) for cell in row.iter("td"))
            for row in element.iter("tr")
            if row.find("td") is not None
        )
        columns = tuple(_ALIGN.get(head.get("style", ""), nodes.Align.START) for head in heads)
        head = tuple(self._inlines(cell) for cell in heads)
        return nodes.Table(columns, head, rows, span=self._around(element))

    def _verse(self, element: Element) -> Block:
        stanzas: list[list[nodes.VerseLine]] = [[]]
        for line in element:
            inlines = self._inlines(line)
            if inlines:
                stanzas[-1].append(nodes.VerseLine(inlines, int(line.get("indent", "0")), span=span_of(inlines)))
            elif stanzas[-1]:
                stanzas.append([])
        return nodes.Verse(tuple(tuple(stanza) for stanza in stanzas if stanza), span=self._around(element))

    # --- inlines -----------------------------------------------------------------------------------------

    def _inlines(self, element: Element) -> Inlines:
        return self.mark(trim(self._content(element)))

    def _content(self, element: Element) -> Iterable[Inline]:
        yield from self._chunk(element, "text")
        for child in element:
            yield from self._inline(child)
            yield from self._chunk(child, "tail")

    def _inline(self, element: Element) -> Iterable[Inline]:
        tag = element.tag
        if tag in ("code", "img", dialect.NOTE_CALL, dialect.RAW_HTML):
            yield from self._literal(element)
            return
        content = self.mark(tuple(self._content(element)))
        span = span_of(content)
        if tag == "em":
            yield nodes.Emphasis(content, span=span)
        elif tag == "strong":
            yield nodes.Strong(content, span=span)
        elif tag == "br":
            yield nodes.LineBreak()
        elif tag == "a":
            yield from self._link(element, content)
        elif tag == dialect.CHANGE:
            yield nodes.Change(nodes.ChangeKind(element.get("kind", "")), content, span=span)
        else:
            yield from self._bracketed(element, content)

    def _literal(self, element: Element) -> Iterable[Inline]:
        """What is not looked through for editorial marks."""
        text = element.text or ""
        if element.tag == "code":
            yield nodes.Code(_SPACE.sub(" ", text), span=self._around(element))
        elif element.tag == "img":
            start = self._seek(_IMAGE) or self._here()
            source, words = element.get("src", ""), squeeze(element.get("alt", ""))
            yield nodes.Picture(source, words, span=start.to(self._around(element)))
            yield from self._content(element)
        elif element.tag == dialect.NOTE_CALL:
            call = re.compile(re.escape(f"[^{text}]"))
            yield nodes.NoteCall(text, span=self._seek(call) or self._around(element) or self._here())
        else:
            yield from self._html(element)

    def _link(self, element: Element, content: Inlines) -> Iterable[Inline]:
        target, span = element.get("href", ""), span_of(content)
        if not _SAFE_LINK.match(target) or any(ord(char) <= ord(" ") for char in target):
            hint = "A link begins with https://, http://, mailto: or #, and has no blanks."
            message = f"The link to “{shorten(target)}” leads nowhere a reader can follow."
            self._report("link-unsafe", message, span, hint)
            yield from content
            return
        if element.get("title"):
            hint = "Write what it says in the text or in a note."
            self._report("link-title", "The title of a link is not printed.", span, hint)
        yield nodes.Link(target, content, span=span)

    def _bracketed(self, element: Element, content: Inlines) -> Iterable[Inline]:
        attributes, span = element.get("attributes", ""), span_of(content)
        made = spans.span_node(attributes, content, span, self.siglum)
        if made is None:
            hint = f"The press knows {spans.KNOWN}."
            self._report("attribute-unknown", f"“{{{attributes}}}” is not an attribute of words.", span, hint)
            yield from content
        else:
            yield made

    def _html(self, element: Element) -> Iterable[Inline]:
        typed = element.text or ""
        span = self._seek(re.compile(re.escape(typed.split("\n")[0]))) or self._around(element)
        hint = "Delete it, or type \\< where a pointed bracket is meant."
        self._report("raw-html", f"“{shorten(squeeze(typed))}” is HTML.", span, hint)
        yield from self._chunk(element, "text")

    def _chunk(self, element: Element, kind: str) -> Iterable[Inline]:
        """The words of one run of text, parted at brackets so that each bracket has a place of its own."""
        text = getattr(element, kind) if kind in ("text", "tail") else element.get(kind)
        if not text:
            return
        chunk = self.chunks.get((id(element), kind))
        for piece in _BRACKET.finditer(text):
            words = piece.group()
            if words in _BRACKETS:
                yield Text(words, span=self._seek(_BRACKETS[words]))
                continue
            span = self._span(*chunk.between(*piece.span())) if chunk else None
            if chunk and span and (turns := chunk.turns(*piece.span())):
                span = replace(span, turns=turns)
            self._pass(span)
            yield Text(dialect.plain_brackets(_SPACE.sub(" ", words)), span=span)

    # --- places ------------------------------------------------------------------------------------------

    def _report(self, code: str, message: str, span: Span | None, hint: str = "") -> None:
        self.findings.append(Finding(code, message, span or self._here(), hint))

    def _here(self) -> Span:
        """The line last passed: where something without words must stand, or just behind."""
        line = self.lines[self._passed[0]]
        return Span(self.file, line.number, line.number)

    def _seek(self, wanted: re.Pattern[str]) -> Span | None:
        """The next place where a sign stands, and behind which the next will be; None where it is not near."""
        row, offset = self._passed
        for index in range(row, min(row + _NEAR, len(self.lines))):
            line = self.lines[index]
            if match := wanted.search(line.text, offset if index == row else 0):
                self._passed = (index, match.end())
                return self._sign(line, match.start(), match.end())
        return None

    def _sign(self, line: Line, start: int, end: int) -> Span:
        """The place of some characters of a line."""
        (number, column), (last_number, last_column) = line.place(start), line.place(max(start, end - 1))
        return Span(self.file, number, last_number, column, last_column)

    def _row(self, number: int) -> int:
        """The index of the line that holds a line of the manuscript: decided changes may have joined some of them."""
        return max(0, bisect_right(self.lines, number, key=lambda line: line.number) - 1)

    def _span(self, first: Place | None, last: Place | None) -> Span | None:
        if first is None or last is None:
            return None
        return Span(self.file, first.line, last.line, first.column, last.last_column)

    def _pass(self, span: Span | None) -> None:
        if span is not None:
            row = self._row(span.last_line)
            self._passed = max(self._passed, (row, self.lines[row].offset(span.last_line, span.last_column) + 1))

    def _around(self, element: Element) -> Span | None:
        """From the first to the last word anywhere inside an element."""
        span: Span | None = None
        for inner in element.iter():
            for kind in ("alt", "text", "tail"):
                if kind == "tail" and inner is element:
                    continue
                if (chunk := self.chunks.get((id(inner), kind))) is None:
                    continue
                found = self._span(*chunk.between(0, len(chunk.text)))
                span = (span.to(found) if span else found) if found else span
        self._pass(span)
        return span


def part_source(content: Blocks) -> tuple[Blocks, Inlines]:
    """Part the source, a last paragraph that begins with a dash, from what is quoted."""
    if len(content) < 2 or not isinstance(last := content[-1], nodes.Paragraph):
        return content, ()
    first = last.content[0]
    if not isinstance(first, Text) or not (dash := _SOURCE_DASH.match(first.text)):
        return content, ()
    rest = first.text[dash.end() :]
    return content[:-1], ((replace(first, text=rest),) if rest else ()) + last.content[1:]


def span_of(inlines: Iterable[Inline]) -> Span | None:
    """From the first to the last of some inlines, or None where none of them has a place."""
    span: Span | None = None
    for inline in inlines:
        if inline.span is not None:
            span = span.to(inline.span) if span else inline.span
    return span


def trim(content: Iterable[Inline]) -> Inlines:
    """Join neighbouring words of text and cut white space at both ends and after a forced break."""
    joined: list[Inline] = []
    for inline in content:
        after_break = not joined or isinstance(joined[-1], nodes.LineBreak)
        if isinstance(inline, Text):
            text = inline.text.lstrip(" ") if after_break else inline.text
            if text:
                joined.append(inline if text == inline.text else replace(inline, text=text))
        else:
            if isinstance(inline, nodes.LineBreak) and joined and isinstance(last := joined[-1], Text):
                joined[-1] = replace(last, text=last.text.rstrip(" "))
            joined.append(inline)
    while joined and isinstance(last := joined[-1], Text) and not last.text.rstrip(" "):
        joined.pop()
    if joined and isinstance(last := joined[-1], Text) and last.text.endswith(" "):
        joined[-1] = replace(last, text=last.text.rstrip(" "))
    return tuple(joined)


def squeeze(text: str) -> str:
    """The text with each run of white space as one space, none at the ends."""
    return _SPACE.sub(" ", text).strip(" ")


def shorten(text: str, length: int = 40) -> str:
    """At most ``length`` characters of the text, for quoting it in a message."""
    return text if len(text) <= length else text[: length - 1] + "…"
