"""Catalogues of words: gettext's text form (PO), as much of it as the press's own catalogues have.

In: the text of a catalogue. Out: its messages by their context, and how it counts. Babel reads the same and more, but
loads a reader of mail for that, which takes ten times as long as the catalogue.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct, field

_LINE = re.compile(r'(?:(?P<key>msg[a-z_]+)(?:\[(?P<number>\d+)\])?[ \t]+)?"(?P<words>(?:[^"\\]|\\.)*)"[ \t]*')
_ESCAPED = re.compile(r"\\(.)")
_SIGNS = {"n": "\n", "t": "\t", "r": "\r"}
_PLURAL = re.compile(r"^Plural-Forms:.*\bplural=(?P<rule>[^;\n]+)", re.MULTILINE)


class Catalogue(Struct):
    """The messages of a catalogue by their context: plain ones, and those with a form for each kind of number.

    ``plural`` is the rule in C that picks the form.
    """

    words: dict[str, str] = field(default_factory=dict)
    counts: dict[str, tuple[str, ...]] = field(default_factory=dict)
    plural: str = "0"


def read_catalogue(text: str) -> Catalogue:
    """Read a catalogue. Raises ``ValueError`` with the number of a line that is none of a catalogue."""
    read = Catalogue()
    for message in _messages(text):
        forms = tuple(message[key] for key in sorted(message) if key.startswith("msgstr"))
        if not (context := message.get("msgctxt", "")):
            head = _PLURAL.search("".join(forms))
            read.plural = head["rule"].strip() if head else read.plural
        elif "msgid_plural" in message:
            read.counts[context] = forms
        else:
            read.words[context] = "".join(forms)
    return read


def _messages(text: str) -> Iterator[dict[str, str]]:
    """Each message by its keywords, such as ``msgctxt`` and ``msgstr1``; a blank line ends it."""
    message: dict[str, str] = {}
    key = ""
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            if message:
                yield message
            message = {}
        elif not line.startswith("#"):
            match = _LINE.fullmatch(line)
            if match is None or not (match["key"] or message):
                raise ValueError(f"line {number} is none of a catalogue: {line}")
            if match["key"]:
                key = match["key"] + (match["number"] or "")
                message[key] = ""
            message[key] += _ESCAPED.sub(lambda found: _SIGNS.get(found[1], found[1]), match["words"])
    if message:
        yield message
