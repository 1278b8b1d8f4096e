"""Editorial marks: which brackets in the text are somebody's, and whose.

A bracket is an interpolation only when a declared party has signed it, or one of the agreed marks; every other one
stays exactly as it was typed (requirements of TEI P5 3.5 apart, a literal bracket proves nothing).
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from handpress.diagnostics import Finding
from handpress.model import nodes, walk
from handpress.model.document import Party
from handpress.model.nodes import Inline, Inlines, Text
from handpress.model.spans import Span, letters_in
from handpress.reading.gate import shorten, span_of

# How much is left out, so that "[… and so on]" stays the author's.
_EXTENT = (
    r"(?:about |some |nearly )?(?:\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|several|a few|half an?) "
    r"(?:letter|word|line|sentence|paragraph|stanza|verse|page|leaf|leave|section|chapter)s?"
)
_OMISSION = re.compile(
    rf"\s*(?:(?:…|\.\s?\.\s?\.)(?:\s*(?P<extent>{_EXTENT}))?|(?P<illegible>illegible)(?::\s*(?P<lost>{_EXTENT}))?)\s*",
    re.IGNORECASE,
)
_SIC = re.compile(r"\s*(?P<mark>sic!?)\s*(?:(?P<colon>:)\s*(?P<correction>.*))?", re.IGNORECASE)
_QUERY = re.compile(r"\s*\*\*\s+")
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

    def siglum(self, typed: str, span: Span | None) -> str:
        """The declared siglum of a party named without its dash; one that nobody has is a finding, and kept."""
        if signed := self.signature(f"— {typed}"):
            return signed[0]
        sigla = ", ".join(party.siglum for party in self._parties.values())
        known = f"The parties sign as {sigla}; declare" if sigla else "Declare"
        hint = f"{known} others in pamphlet.toml under [[parties]]." if sigla else f"{known} it in pamphlet.toml."
        self.findings.append(Finding("party-unknown", f"No party signs as “{typed}”.", span, hint))
        return typed

    def _mark(self, inner: Inlines, span: Span | None) -> Inline | None:
        siglum, signature, content = self._part_signature(inner)
        if mark := _agreed(content, siglum, signature, span):
            return mark
        return nodes.Interpolation(content, siglum, signature, span=span) if content and signature else None

    def _part_signature(self, inner: Inlines) -> tuple[str, str, Inlines]:
        """Part a declared party's signature from the end of a bracket: siglum, signature as typed, the rest."""
        if not inner or not isinstance(last := inner[-1], Text) or (signed := self.signature(last.text)) is None:
            return "", "", inner
        words = last.text.rstrip()[: -len(signed[1])]
        return *signed, join((*inner[:-1], *([replace(last, text=words)] if words else [])))

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
            joined.append(Text(re.sub(" {2,}", " ", words), span=_span_of_texts(run)))
        else:
            joined += run
    return tuple(joined)


def _span_of_texts(run: Sequence[Inline]) -> Span | None:
    """The place of neighbouring texts as one, with the turns of each."""
    if (whole := span_of(run)) is None:
        return None
    turns: list[tuple[int, int, int]] = []
    letters = 0
    for text in run:
        if text.span is not None and text.span.column:
            turns.append((letters, text.span.line, text.span.column))
            turns += [(letters + behind, *place) for behind, *place in text.span.turns]  # type: ignore[misc]
        letters += letters_in(walk.words(text))
    return replace(whole, turns=tuple(turns[1:]) if turns and not turns[0][0] else tuple(turns))


def _bare(siglum: str) -> str:
    """A siglum as it is compared: ``Ed.``, ``ED`` and ``ed.`` are one party's."""
    return " ".join(siglum.split()).rstrip(".").casefold()


def _agreed(content: Inlines, siglum: str, signature: str, span: Span | None) -> Inline | None:
    """The agreed mark that a bracket with this content is, if it is one."""
    if not content:
        return None
    first, rest = content[0], content[1:]
    emphasised = isinstance(first, nodes.Emphasis) and len(first.content) == 1
    lead = first.content[0] if isinstance(first, nodes.Emphasis) and emphasised else first
    if not isinstance(lead, Text):
        return None
    if match := _SIC.fullmatch(lead.text):
        correction = (replace(lead, text=match["correction"]), *rest) if match["correction"] else rest
        if correction and not match["colon"]:
            return None
        return nodes.Sic(match["mark"].lower(), emphasised, join(correction), siglum, signature, span=span)
    if match := _QUERY.match(lead.text):
        words = lead.text[match.end() :]
        return nodes.Query((replace(lead, text=words), *rest) if words else rest, siglum, signature, span=span)
    if rest or emphasised:
        return None
    if match := _OMISSION.fullmatch(lead.text):
        extent = (match["extent"] or match["lost"] or "").strip()
        return nodes.Omission(extent, match["illegible"] is not None, siglum, signature, span=span)
    if _ADDED_EMPHASIS.fullmatch(lead.text):
        return nodes.AddedEmphasis(siglum, signature, span=span)
    return None
