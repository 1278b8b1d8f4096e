"""Smart punctuation by language: what a typewriter could not type becomes what a printer sets.

Straight quotation marks become those of the part's language, ``--`` and ``---`` dashes, `` - `` a spaced dash, ``...``
an ellipsis; French gets its narrow spaces, and in the text what belongs together is held together (``spaces``). No
letter is touched, characters typed right are left alone, and doing it twice changes nothing. Code is never touched.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, assert_never

from msgspec import Struct
from msgspec.structs import replace

from handpress.editing.spaces import NARROW, set_spaces
from handpress.model import nodes
from handpress.model.document import Document, Metadata, Note, Part
from handpress.model.nodes import Block, Inline, Inlines, Text


class Quotes(Struct, frozen=True):
    """The quotation marks of a language: opening and closing, outer and inner."""

    open: str
    close: str
    inner_open: str
    inner_close: str


_ENGLISH = Quotes("“", "”", "‘", "’")
_GERMAN = Quotes("„", "“", "‚", "‘")
_GUILLEMETS = Quotes("«", "»", "“", "”")
_RUSSIAN = Quotes("«", "»", "„", "“")
_POLISH = Quotes("„", "”", "«", "»")
_SWEDISH = Quotes("”", "”", "’", "’")
_FRENCH = Quotes("«" + NARROW, NARROW + "»", "“", "”")
_QUOTES: Mapping[str, Quotes] = {
    "de": _GERMAN,
    "cs": _GERMAN,
    "sk": _GERMAN,
    "sl": _GERMAN,
    "fr": _FRENCH,
    "es": _GUILLEMETS,
    "it": _GUILLEMETS,
    "pt": _ENGLISH,
    "el": _GUILLEMETS,
    "ru": _RUSSIAN,
    "uk": _RUSSIAN,
    "pl": _POLISH,
    "ro": _POLISH,
    "hu": _POLISH,
    "sv": _SWEDISH,
    "fi": _SWEDISH,
}
_OPENS_AFTER = frozenset(" \n\u00a0\u202f\u2009([{—–-/“‘„‚«‹")
_DASHES = (
    (re.compile(r"(?<!-)---(?!-)"), "—"),
    (re.compile(r"(?<!-)--(?!-)"), "–"),
    (re.compile(r"(?<=\S) -(?= \S)"), " –"),
)
_ELLIPSIS = re.compile(r"(?<!\.)\.\.\.(?!\.)")
_STRAIGHT = re.compile("[\"']")
_ELIDED = re.compile(r"'(?=(?:\d\ds?|tis|twas|tween|em|cause|n)\b)", re.IGNORECASE)
_FRENCH_SPACE = re.compile(r"(?<=[^\s\u202f\u00a0;:!?«]) ?(?=[;:!?]+(?:\s|$))")


SetPart = Callable[[Part, str, Callable[[], Part]], Part]
"""How a part in some language comes to have its typography: by what is known of it, or as it is set now."""


def _set_now(_part: Part, _language: str, set_it: Callable[[], Part]) -> Part:
    return set_it()


def set_typography(document: Document, set_part: SetPart = _set_now) -> Document:
    """The document with every part's punctuation set by its language; the words stay the same.

    ``set_part`` may know what came of a part before.
    """
    language = document.metadata.language
    parts = tuple(
        set_part(part, part.language or language, partial(_part, part, part.language or language))
        for part in document.parts
    )
    return replace(document, metadata=_metadata(document.metadata), parts=parts)


def _metadata(data: Metadata) -> Metadata:
    """What the title page, the cover and the heads of pages show; sort keys and identifiers are for machines."""

    def set_(text: str) -> str:
        return set_text(text, data.language)

    return replace(
        data,
        title=set_(data.title),
        subtitle=set_(data.subtitle),
        contributors=tuple(replace(person, name=set_(person.name)) for person in data.contributors),
        publisher=set_(data.publisher),
        description=set_(data.description),
        rights=set_(data.rights),
        series=replace(data.series, name=set_(data.series.name)) if data.series else None,
    )


def _part(part: Part, language: str) -> Part:
    setter = _Setter(language)
    return replace(
        part,
        title=setter.inlines(part.title),
        subtitle=setter.inlines(part.subtitle),
        short_title=set_text(part.short_title, language),
        byline=setter.inlines(part.byline),
        content=setter.any(part.content),
        dateline=setter.inlines(part.dateline),
        source=setter.inlines(part.source),
        notes=tuple(_note(note, setter) for note in part.notes),
    )


def _note(note: Note, setter: _Setter) -> Note:
    return replace(note, content=setter.any(note.content), signature=_signature(note.signature, setter.language))


class _Setter:
    """Sets the text of one part. ``previous`` is the character before the text now set, across nodes."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._previous = " "

    def inlines(self, content: Inlines) -> Inlines:
        self._previous = " "
        return tuple(self._inline(inline) for inline in content)

    def any(self, value: Any) -> Any:
        """A field of a block: inlines are set in one run, whatever holds blocks is entered."""
        if not isinstance(value, tuple):
            return self._container(value) if hasattr(value, "span") else value
        if value and all(isinstance(item, Inline) for item in value):
            return self.inlines(value)
        return tuple(self.any(item) for item in value)

    def _container(self, block: Block) -> Any:
        if isinstance(block, nodes.CodeBlock):
            return block
        fields = {name: getattr(block, name) for name in block.__struct_fields__ if name != "span"}
        return replace(block, **{name: self.any(value) for name, value in fields.items() if isinstance(value, tuple)})

    def _inline(self, inline: Inline) -> Inline:
        match inline:
            case Text():
                text = set_text(inline.text, self.language, self._previous)
                self._previous = text[-1:] or self._previous
                # Not in titles and names, which catalogues and files get with the spaces that were typed.
                text = set_spaces(text, self.language)
                return inline if text == inline.text else replace(inline, text=text)
            case nodes.Interpolation() | nodes.Query():
                content = self._bracketed(inline.content)
                return replace(inline, content=content, signature=_signature(inline.signature, self.language))
            case nodes.Sic():
                correction = self._bracketed(inline.correction)
                return replace(inline, correction=correction, signature=_signature(inline.signature, self.language))
            case nodes.Supplied() | nodes.Unclear() | nodes.Change():
                return replace(inline, content=self._bracketed(inline.content))
            case nodes.Foreign():
                outer, self.language = self.language, inline.language
                content = tuple(self._inline(child) for child in inline.content)
                self.language = outer
                return replace(inline, content=content)
            case nodes.Correction() | nodes.Regularised():
                content = tuple(self._inline(child) for child in inline.content)
                return replace(inline, content=content, original=set_text(inline.original, self.language))
            case nodes.Emphasis() | nodes.Strong() | nodes.SmallCaps() | nodes.Link() | nodes.Quoted():
                return replace(inline, content=tuple(self._inline(child) for child in inline.content))
            case nodes.Code() | nodes.Picture():
                self._previous = "x"
            case nodes.LineBreak():
                self._previous = "\n"
            case nodes.NoteCall():
                pass
            case nodes.Omission() | nodes.AddedEmphasis():
                self._previous = "]"
                return replace(inline, signature=_signature(inline.signature, self.language))
            case _:
                assert_never(inline)
        return inline

    def _bracketed(self, content: Inlines) -> Inlines:
        self._previous = "["
        done = tuple(self._inline(child) for child in content)
        self._previous = "]"
        return done


def _signature(signature: str, language: str) -> str:
    """A signature, whose dash stands behind words that are not part of it."""
    return set_text(f"x{signature}", language)[1:]


def set_text(text: str, language: str, previous: str = " ") -> str:
    """A run of text with its punctuation set. ``previous`` is the character that stands before it."""
    if "-" in text:
        for pattern, dash in _DASHES:
            text = pattern.sub(dash, text)
    if "..." in text:
        text = _ELLIPSIS.sub("…", text)
    if "'" in text:
        text = _ELIDED.sub("’", text)
    base = language.split("-", maxsplit=1)[0].lower()
    quotes = _QUOTES.get(base, _ENGLISH)
    text = _quote(text, quotes, previous)
    return _FRENCH_SPACE.sub(NARROW, text) if base == "fr" else text


def _quote(text: str, quotes: Quotes, previous: str) -> str:
    done: list[str] = []
    at, before = 0, previous
    for match in _STRAIGHT.finditer(text):
        index, char = match.start(), match.group()
        if index > at:
            before = text[index - 1]
        done.append(text[at:index])
        at = index + 1
        opens = before in _OPENS_AFTER and not text[at : at + 1].isspace()
        if char == '"':
            done.append(quotes.open if opens else quotes.close)
        else:
            # Inside or after a word it is an apostrophe, which in every language looks the same.
            word = before.isalnum()
            done.append(quotes.inner_open if opens else "’" if word else quotes.inner_close)
        before = "“" if opens else char
    return "".join((*done, text[at:]))
