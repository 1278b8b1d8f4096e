"""The one file that knows Python-Markdown: our dialect of it, up to the ElementTree and no further.

In: stretches of Markdown. Out: one ElementTree each, in which every word of the stretch stands in order. What the
press does not print, such as HTML, stays in the tree as an element of its own, so that it can be reported.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from typing import Any
from xml.etree.ElementTree import Element, SubElement

import markdown
from markdown import inlinepatterns, util
from markdown.blockprocessors import BlockProcessor, HashHeaderProcessor, ParagraphProcessor, ReferenceProcessor
from markdown.extensions.def_list import DefListExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension
from markdown.inlinepatterns import InlineProcessor, LinkInlineProcessor

from handpress.reading import syntax
from handpress.reading.source import Stretch

NOTE_CALL, SPAN, RAW_HTML, VERSE, CODE_BLOCK = "note-call", "bracketed-span", "raw-html", "verse", "code-block"
CHANGE = "change"
CHANGE_KINDS = {"++": "insertion", "--": "deletion", "==": "highlight", ">>": "comment"}

# It stops where another change begins: signs that nobody closes must not be looked through again and again.
_CHANGE = r"\{(\+\+|--|==|>>)((?:(?!\{(?:\+\+|--|==|>>)).)+?)(?:\+\+|--|==|<<)\}"
# Lines that begin with a letter, or with a sign that begins no block of any kind.
_SENTENCES = re.compile(r"(?:(?:[^\W\d_]|[“”„‘’«»(…])[^\n]*(?:\n|$))+")
# What every inline pattern has somewhere in it, the engine's own marks among them.
_INLINE_SIGN = re.compile(rf"[`\\\[!<*_&{{{util.STX}{util.ETX}]|  \n")
_ESCAPED = re.compile(f"{util.STX}(\\d+){util.ETX}")
_CODE = re.compile("\x02code:(\\d+)\x03")
_DELIMITER_ROW = re.compile(r"\|[ |:-]+$")
_ESCAPABLE = "<>|~^$&\"':="
# A bracket behind a backslash is no editorial mark. It travels to the gate as a sign that no manuscript may hold.
_ESCAPED_BRACKETS = {"[": "\ufdd0", "]": "\ufdd1"}
_PLAIN_BRACKETS = str.maketrans({sign: bracket for bracket, sign in _ESCAPED_BRACKETS.items()})


def plain_brackets(text: str) -> str:
    """The text with the brackets that stood behind backslashes as brackets again."""
    # To put every letter through a table costs a hundred times as much as to look for two of them.
    return text.translate(_PLAIN_BRACKETS) if any(sign in text for sign in _ESCAPED_BRACKETS.values()) else text


class _EscapedBracket(InlineProcessor):
    r"""``\[`` and ``\]``."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[str, int, int]:  # type: ignore[override]
        return _ESCAPED_BRACKETS[m.group(1)], m.start(0), m.end(0)


class _Link(LinkInlineProcessor):
    """``[words](address "title")``, read by a rule that ends."""

    def getLink(self, data: str, index: int) -> tuple[str, str | None, int, bool]:  # noqa: N802
        """The address, the title as typed between its marks, where both end, and whether they are there at all."""
        match = syntax.TARGET.match(data, index)
        if match is None:
            return "", None, index, False
        address = match["bare"] if match["pointed"] is None else match["pointed"]
        return self.unescape(address).strip(), match["title"] and match["title"][1:-1], match.end(), True


class _Image(_Link):
    """``![words](address "caption")``, whose caption is text and may hold emphasis and note calls."""

    def handleMatch(  # type: ignore[override]
        self, m: re.Match[str], data: str
    ) -> tuple[Element | None, int | None, int | None]:
        text, index, closed = self.getText(data, m.end(0))
        source, caption, end, found = self.getLink(data, index) if closed else ("", None, index, False)
        if not found:
            return None, None, None
        image: Element = Element("img", {"src": source, "alt": self.unescape(text)})
        image.text = caption
        return image, m.start(0), end


class _ImageReference(inlinepatterns.ImageReferenceInlineProcessor):
    """``![words][name]``."""

    def makeTag(self, href: str, title: str, text: str) -> Element:  # noqa: N802
        """The picture, with its caption inside."""
        element = super().makeTag(href, title, text)
        element.text = element.attrib.pop("title", None)
        return element


class _ShortImageReference(_ImageReference, inlinepatterns.ShortImageReferenceInlineProcessor):
    """``![name]``."""


class _Reference(ReferenceProcessor):
    """``[name]: address``."""

    RE = syntax.REFERENCE


class _Heading(HashHeaderProcessor):
    """``## Words``. Without the blank it is no heading: a paragraph's line may well begin with #4."""

    RE = re.compile(r"(?:^|\n)(?P<level>#{1,6})[ \t]+(?P<header>[^\n]*?)(?:[ \t]+#+)?[ \t]*(?:\n|$)")


class _NoteCall(InlineProcessor):
    """``[^label]``: a call, whether or not a note of that label exists; that is for the checks to say."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:  # type: ignore[override]
        element = Element(NOTE_CALL)
        element.text = util.AtomicString(m.group(1))
        return element, m.start(0), m.end(0)


class _BracketedSpan(LinkInlineProcessor):
    """``[words]{attributes}``."""

    _ATTRIBUTES = re.compile(r"\{([^{}\n]*)\}")

    def handleMatch(  # type: ignore[override]
        self, m: re.Match[str], data: str
    ) -> tuple[Element | None, int | None, int | None]:
        text, index, closed = self.getText(data, m.end(0))
        attributes = self._ATTRIBUTES.match(data, index) if closed else None
        if attributes is None:
            return None, None, None
        element: Element = Element(SPAN, {"attributes": self.unescape(attributes.group(1))})
        element.text = text
        return element, m.start(0), attributes.end(0)


class _Change(InlineProcessor):
    """A change under discussion, which ``changes`` has brought into one line."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:  # type: ignore[override]
        element = Element(CHANGE, {"kind": CHANGE_KINDS[m.group(1)]})
        element.text = m.group(2)
        return element, m.start(0), m.end(0)


class _RawHtml(InlineProcessor):
    """A tag or comment: kept as it was typed, in an element that the gate reports."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:  # type: ignore[override]
        element = Element(RAW_HTML)
        element.text = util.AtomicString(self.unescape(m.group(1)))
        return element, m.start(0), m.end(0)


class _Entity(InlineProcessor):
    """``&eacute;`` becomes its character; Python-Markdown would hide it in a stash."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[str, int, int]:  # type: ignore[override]
        return html.unescape(m.group(1)), m.start(0), m.end(0)


class _Mail(InlineProcessor):
    """``<name@example.org>`` as a plain link; Python-Markdown would scatter it into entities."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:  # type: ignore[override]
        address = m.group(1).removeprefix("mailto:")
        element = Element("a", {"href": f"mailto:{address}"})
        element.text = util.AtomicString(address)
        return element, m.start(0), m.end(0)


class _Verse(BlockProcessor):
    """A block whose every line begins with a bar: verse, unless a table's delimiter row says otherwise."""

    def test(self, parent: Element, block: str) -> bool:
        lines = block.split("\n")
        return all(line == "|" or line.startswith("| ") for line in lines) and not any(
            _DELIMITER_ROW.match(line) and "-" in line for line in lines
        )

    def run(self, parent: Element, blocks: list[str]) -> None:
        verse = SubElement(parent, VERSE)
        for line in blocks.pop(0).split("\n"):
            words = line[2:]
            element = SubElement(verse, "line", {"indent": str(len(words) - len(words.lstrip(" ")))})
            element.text = words.strip()


class _Prose(ParagraphProcessor):
    """A block whose every line begins as a sentence does: a paragraph, for which no other block need be tried."""

    def test(self, parent: Element, block: str) -> bool:
        return _SENTENCES.fullmatch(block) is not None


class Dialect:
    """A reader for the stretches of one manuscript: what one stretch defines (link references), all may use."""

    def __init__(self) -> None:
        self._codes: list[str] = []
        # The extensions themselves: by their names they would be sought among all that is installed.
        engine = markdown.Markdown(extensions=[TableExtension(), DefListExtension(), SaneListExtension()], tab_length=4)
        engine.ESCAPED_CHARS = [*(char for char in engine.ESCAPED_CHARS if char not in "[]"), *_ESCAPABLE]
        engine.preprocessors.deregister("html_block")
        engine.treeprocessors.deregister("prettify")
        patterns: Any = engine.inlinePatterns
        for name in ("html", "entity", "automail"):
            patterns.deregister(name)
        patterns.register(_Change(_CHANGE, engine), "change", 178)
        patterns.register(_NoteCall(r"\[\^([^\]\s]+)\]", engine), "note-call", 175)
        patterns.register(_BracketedSpan(inlinepatterns.LINK_RE, engine), "bracketed-span", 165)
        # Behind the engine's own escapes, so that of "\\]" the backslash is escaped and not the bracket.
        patterns.register(_EscapedBracket(r"\\([\[\]])", engine), "escaped-bracket", 179)
        patterns.register(_Link(inlinepatterns.LINK_RE, engine), "link", 160)
        patterns.register(_Image(inlinepatterns.IMAGE_LINK_RE, engine), "image_link", 150)
        patterns.register(_ImageReference(inlinepatterns.IMAGE_REFERENCE_RE, engine), "image_reference", 140)
        patterns.register(_ShortImageReference(inlinepatterns.IMAGE_REFERENCE_RE, engine), "short_image_ref", 125)
        patterns.register(_Mail(inlinepatterns.AUTOMAIL_RE, engine), "mail", 110)
        patterns.register(inlinepatterns.SubstituteTagInlineProcessor(r"\\\n", "br"), "backslash-break", 185)
        patterns.register(_RawHtml(inlinepatterns.HTML_RE, engine), "raw-html", 90)
        patterns.register(_Entity(inlinepatterns.ENTITY_RE, engine), "character", 80)
        processors = engine.parser.blockprocessors
        processors.register(_Prose(engine.parser), "prose", 105)
        processors.register(_Verse(engine.parser), "verse", 95)
        processors.register(_Heading(engine.parser), "hashheader", 70)
        processors.register(_Reference(engine.parser), "reference", 15)
        self._engine = engine

    def parse(self, stretches: Sequence[Stretch]) -> list[Element]:
        """The trees of all stretches of one manuscript."""
        # The engine's block phase first, for every stretch: it collects the link references, which may stand
        # anywhere in the manuscript; only then the inline phase, which uses them.
        roots = [
            _paragraphs(stretch) if stretch.running else self._blocks([line.text for line in stretch.lines])
            for stretch in stretches
        ]
        for root in roots:
            _settle(root)
            for processor in self._engine.treeprocessors:
                processor.run(root)
            self._put_back_code(root)
            for element in root.iter():
                for name, value in element.items():
                    element.set(name, plain_brackets(_ESCAPED.sub(lambda match: chr(int(match[1])), value)))
        return roots

    @property
    def references(self) -> frozenset[str]:
        """The names, in small letters, that the stretches parsed so far have given addresses to."""
        return frozenset(self._engine.references)

    def _blocks(self, lines: Sequence[str]) -> Element:
        prepared = list(lines)
        for preprocessor in self._engine.preprocessors:
            prepared = preprocessor.run(prepared)
        root = self._engine.parser.parseDocument(self._take_out_code(prepared)).getroot()
        assert root is not None
        return root

    def _take_out_code(self, lines: Sequence[str]) -> list[str]:
        """Replace each fenced block by a mark: what stands in it must not be read as Markdown.

        The mark keeps the fence's indentation and quotation bars, so that code may stand in lists and quotations.
        """
        kept: list[str] = []
        at = 0
        while at < len(lines):
            opening = syntax.FENCE.match(lines[at])
            if opening is None:
                kept.append(lines[at])
                at += 1
                continue
            prefix, fence = opening["prefix"], opening["fence"]
            end = at + 1
            while end < len(lines) and not syntax.closes(lines[end].removeprefix(prefix), fence):
                end += 1
            code = [line.removeprefix(prefix).removeprefix(prefix.rstrip()) for line in lines[at + 1 : end]]
            self._codes.append("\n".join(code).rstrip("\n") if end == len(lines) else "\n".join(code))
            gap = prefix.rstrip()
            kept += [gap, f"{prefix}\x02code:{len(self._codes) - 1}\x03", gap]
            at = end + 1
        return kept

    def _put_back_code(self, root: Element) -> None:
        for element in root.iter():
            if element.tag == "pre" and len(element) and element[0].tag == "code":
                # Indented code: the engine has escaped it for HTML, which is not where it goes.
                code = html.unescape(element[0].text or "").rstrip("\n")
                del element[0]
                element.tag, element.text = CODE_BLOCK, code
            elif element.tag == "code":
                element.text = html.unescape(element.text or "")
            elif element.text and (mark := _CODE.fullmatch(element.text.strip())) and not len(element):
                if element.tag == "p":
                    element.tag, element.text = CODE_BLOCK, self._codes[int(mark.group(1))]
                else:
                    element.text = ""
                    SubElement(element, CODE_BLOCK).text = self._codes[int(mark.group(1))]


def _settle(root: Element) -> None:
    """Make plain text safe from the inline phase, which would look through it for twenty things it does not have."""
    for element in root.iter():
        for kind in ("text", "tail"):
            text = getattr(element, kind)
            if text and not _INLINE_SIGN.search(text):
                setattr(element, kind, util.AtomicString(text))


def _paragraphs(stretch: Stretch) -> Element:
    """Running text, which knows paragraphs and no other blocks."""
    root = Element("div")
    for block in re.split(r"\n[ \t]*\n", "\n".join(line.text for line in stretch.lines)):
        if block.strip():
            SubElement(root, "p").text = block.strip()
    return root
