"""Editorial marks: which brackets in the text are somebody's, and whose.

A bracket is an interpolation only when a declared party has signed it, or one of the agreed marks; every other one
stays exactly as it was typed (requirements of TEI P5 3.5 apart, a literal bracket proves nothing).
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from handpress.diagnostics import Finding
from handpress.model import nodes, walk
from handpress.model.document import Party
from handpress.model.nodes import Inline, Inlines, Text
from handpress.model.spans import Span
from handpress.reading.gate import shorten, span_of

_OMISSION = re.compile(r"\s*(?:…|\.\s?\.\s?\.)\s*")
_SIC = re.compile(r"\s*(sic!?)\s*", re.IGNORECASE)
_ADDED_EMPHASIS = re.compile(r"\s*emphasis\s+added\.?\s*", re.IGNORECASE)
_SIGNATURE = re.compile(r"(?P<signature>(?:\s*(?:—|–|---?)|(?:^|\s+)-)\s*(?P<siglum>[^\s—–-][^—–]*?)\s*)$")


class Marks:
    """The marks that the declared parties may make. ``findings`` fills as it works."""

    def __init__(self, parties: Sequence[Party], file: str) -> None:
        self._parties = {_bare(party.siglum): party for party in parties}
        self._file = file
        self.findings: list[Finding] = []

    def apply(self, content: Inlines) -> Inlines:
        """Make marks of the brackets in a run of inlines, and join the text around those that are none."""
        open_at: list[int] = []
        done: list[Inline] = []
        for inline in content:
            if isinstance(inline, Text) and inline.text == "[":
                open_at.append(len(done))
                done.append(inline)
            elif isinstance(inline, Text) and inline.text == "]" and open_at:
                start = open_at.pop()
                inner, whole = tuple(done[start + 1 :]), span_of((*done[start:], inline))
                mark = self._mark(inner, whole)
                if mark is None:
                    done.append(inline)
                    if not open_at:
                        self._unattributed(inner, whole)
                else:
                    done[start:] = [mark]
            else:
                done.append(inline)
        return join(done)

    def signature(self, text: str) -> tuple[str, str] | None:
        """The (siglum, signature as typed) a text ends with, if it is that of a declared party."""
        match = _SIGNATURE.search(text)
        party = self._parties.get(_bare(match["siglum"])) if match else None
        return (party.siglum, match["signature"].rstrip()) if match and party else None

    def _mark(self, inner: Inlines, span: Span | None) -> Inline | None:
        if len(inner) == 1 and (mark := _agreed(inner[0], span)):
            return mark
        if not inner or not isinstance(last := inner[-1], Text):
            return None
        signed = self.signature(last.text)
        if signed is None:
            return None
        siglum, signature = signed
        words = last.text.rstrip()[: -len(signature)]
        content = join((*inner[:-1], *([replace(last, text=words)] if words else [])))
        return nodes.Interpolation(content, siglum, signature, span=span) if content else None

    def _unattributed(self, inner: Inlines, span: Span | None) -> None:
        words = walk.inline_text(inner).strip()
        if not words:
            return
        signer = next((party.siglum for party in self._parties.values()), "Ed.")
        self.findings.append(
            Finding(
                "unattributed-bracket",
                f"Nobody has signed “[{shorten(words)}]”; it stays as typed.",
                span,
                hint=f"If a party put it there, sign it: [… — {signer}].",
            )
        )


def join(content: Iterable[Inline]) -> Inlines:
    """Neighbouring texts as one, so that equal words are equal nodes."""
    joined: list[Inline] = []
    for is_text, group in itertools.groupby(content, lambda inline: isinstance(inline, Text)):
        run = tuple(group)
        if is_text and len(run) > 1:
            words = "".join(inline.text for inline in run if isinstance(inline, Text))
            joined.append(Text(re.sub(" {2,}", " ", words), span=span_of(run)))
        else:
            joined += run
    return tuple(joined)


def _bare(siglum: str) -> str:
    """A siglum as it is compared: ``Ed.``, ``ED`` and ``ed.`` are one party's."""
    return " ".join(siglum.split()).rstrip(".").casefold()


def _agreed(inline: Inline, span: Span | None) -> Inline | None:
    """The agreed mark that a bracket with this one content is, if it is one."""
    if isinstance(inline, nodes.Emphasis) and len(inline.content) == 1 and isinstance(inline.content[0], Text):
        match = _SIC.fullmatch(inline.content[0].text)
        return nodes.Sic(match.group(1).lower(), emphasised=True, span=span or inline.span) if match else None
    if not isinstance(inline, Text):
        return None
    if match := _SIC.fullmatch(inline.text):
        return nodes.Sic(match.group(1).lower(), span=span)
    if _OMISSION.fullmatch(inline.text):
        return nodes.Omission(span=span)
    if _ADDED_EMPHASIS.fullmatch(inline.text):
        return nodes.AddedEmphasis(span=span)
    return None
