"""One manuscript file, from its text to a part of the document."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from handpress.diagnostics import Finding, Result
from handpress.model import nodes, walk
from handpress.model.document import Note, Part, PartKind, Party
from handpress.model.facts import part_anchor
from handpress.model.nodes import Block, Blocks, Inlines, Text
from handpress.model.spans import Span
from handpress.reading import frontmatter, guards, places
from handpress.reading.changes import Changes, settle
from handpress.reading.dialect import Dialect
from handpress.reading.gate import Gate, part_source
from handpress.reading.marks import Marks
from handpress.reading.source import Container, Line, NamedBlock, NoteSource, Stretch, contain, lines_of, unclosed

_INLINE_FIELDS = ("title", "subtitle", "byline", "dateline", "source")
_LINES: Mapping[str, type[nodes.Byline | nodes.Dateline | nodes.Signature | nodes.Provenance]] = {
    "byline": nodes.Byline,
    "dateline": nodes.Dateline,
    "signature": nodes.Signature,
    "provenance": nodes.Provenance,
}
_NAMED = ("headnote", "tailnote", "epigraph", *_LINES)


def read_part(
    text: str,
    *,
    file: str,
    slug: str,
    kind: PartKind,
    parties: Sequence[Party] = (),
    language: str = "",
    changes: Changes = Changes.REFUSE,
) -> Result[Part]:
    """Read a manuscript.

    ``text`` is the file's whole text; ``file`` its name for places; ``parties`` who may sign in it; ``language`` the
    pamphlet's, for a part that names none; ``changes`` what becomes of changes under discussion. Never fails: what is
    wrong with the text is a finding, and the part holds what could be read.
    """
    reader = _PartReader(file, parties, changes)
    try:
        return reader.read(text, slug, kind, language)
    except RecursionError:
        # The guards know the ways of nesting that people and their programs use; there are others.
        message = "The manuscript is nested deeper than the press can follow."
        place = Span(file, 1, 1)
        return Result(Part(slug, kind, (), (), span=place), (Finding("nested-too-deep", message, place),))


class _PartReader(Struct):
    file: str
    parties: Sequence[Party]
    changes: Changes

    def read(self, text: str, slug: str, kind: PartKind, language: str) -> Result[Part]:
        lines = lines_of(text.removeprefix("\ufeff"))
        if stop := guards.check(lines, self.file):
            return Result(Part(slug, kind, (), (), span=Span(self.file, 1, len(lines))), stop)
        lines, undecided = self._settled(lines)
        front = frontmatter.split(lines, self.file)
        reading = _Reading(self.file, self.parties)
        stretches = contain(front.body)
        fields = {
            key: Stretch((field.line,), running=True) for key, field in front.fields.items() if key in _INLINE_FIELDS
        }
        reading.parse((*fields.values(), *stretches))
        heads = {key: _inlines_of(reading.blocks((stretch,))) for key, stretch in fields.items()}
        content = reading.blocks(stretches)
        title = heads.get("title", ())
        if not title and content and isinstance(head := content[0], nodes.Heading):
            title, content = head.content, content[1:]
            if head.anchor:
                reading.findings.append(_title_anchor(head, slug))
        stepped = _step_by_step(content)
        part = Part(
            slug,
            kind,
            title,
            stepped.value,
            tuple(reading.notes),
            heads.get("subtitle", ()),
            front.text("short-title"),
            heads.get("byline", ()),
            heads.get("dateline", ()),
            heads.get("source", ()),
            front.text("replies-to"),
            front.text("language") or language,
            span=Span(self.file, 1, len(lines)),
        )
        findings = (*undecided, *front.findings, *reading.findings, *reading.marks.findings, *stepped.findings)
        return Result(part, tuple(sorted(findings, key=_place)))

    def _settled(self, lines: tuple[Line, ...]) -> tuple[tuple[Line, ...], tuple[Finding, ...]]:
        """The lines with their changes settled.

        A proof shows those of the front matter as if they were accepted: their signs mean something else to YAML.
        """
        head = frontmatter.end_of(lines) if self.changes is Changes.SHOW else 0
        above, found, _ = settle(lines[:head], self.file, Changes.ACCEPT) if head else ((), (), 0)
        below, more, _ = settle(lines[head:], self.file, self.changes)
        return (*above, *below), (*found, *more)


class _Reading:
    """The trees of one manuscript, its notes and its findings while it is read."""

    def __init__(self, file: str, parties: Sequence[Party]) -> None:
        self._file = file
        self._parties = parties
        self._trees: dict[int, Blocks] = {}
        self.marks = Marks(parties, file)
        self.notes: list[Note] = []
        self.findings: list[Finding] = []

    def parse(self, containers: Sequence[Container]) -> None:
        """Read every stretch of Markdown in the containers, however deep it stands."""
        stretches = list(_stretches(containers))
        dialect = Dialect()
        roots = dialect.parse(stretches)
        for stretch, root in zip(stretches, roots, strict=True):
            chunks, lost = places.align(root, stretch.lines, dialect.references)
            gate = Gate(self._file, stretch.lines, chunks, self.marks.apply, self.marks.siglum)
            self._trees[id(stretch)] = gate.blocks(root)
            self.findings += gate.findings
            self.findings += [_lost(item, self._file) for item in lost]
            if fence := unclosed(stretch):
                place = Span(self._file, fence.number, fence.number, fence.column, fence.column + len(fence.text) - 1)
                hint = "Put the same signs on a line of their own below it."
                self.findings.append(Finding("code-unclosed", "The code that begins here never ends.", place, hint))

    def blocks(self, containers: Sequence[Container]) -> Blocks:
        """The blocks of some containers. Notes among them go to the table of notes."""
        found: list[Block] = []
        for container in containers:
            if isinstance(container, Stretch):
                found += self._trees[id(container)]
            elif isinstance(container, NoteSource):
                self.notes.append(self._note(container))
            else:
                found += self._named(container)
        return tuple(found)

    def _note(self, source: NoteSource) -> Note:
        content, signed = self._part_signature(self.blocks(source.content))
        prefixed = next((p.siglum for p in self._parties if _begins(source.label, p.prefix)), "")
        siglum, signature = signed or (prefixed, "")
        head = source.head
        if signed and prefixed and siglum != prefixed:
            message = f"The note “{source.label}” is labelled as one of “{prefixed}” but signed “{siglum}”."
            place = Span(self._file, head.number, head.number, head.column, head.column + len(source.label) + 2)
            hint = "Change the label or the signature."
            self.findings.append(Finding("party-conflict", message, place, hint))
        span = Span(self._file, head.number, source.last_line, head.column)
        return Note(source.label, content, siglum, signature, span=span)

    def _part_signature(self, content: Blocks) -> tuple[Blocks, tuple[str, str] | None]:
        """Part a party's signature from the end of a note."""
        if not content or not isinstance(last := content[-1], nodes.Paragraph):
            return content, None
        if not last.content or not isinstance(words := last.content[-1], Text):
            return content, None
        if (signed := self.marks.signature(words.text)) is None:
            return content, None
        left = words.text.rstrip()[: -len(signed[1])]
        kept = (*last.content[:-1], *([replace(words, text=left)] if left else []))
        return ((*content[:-1], replace(last, content=kept)) if kept else content[:-1]), signed

    def _named(self, block: NamedBlock) -> Iterator[Block]:
        content = self.blocks(block.content)
        head = block.head.number
        place = Span(self._file, head, head, block.head.column, block.head.column + len(block.head.text) - 1)
        span = Span(self._file, head, block.last_line, block.head.column)
        signed = block.name in ("headnote", "tailnote")
        if block.name not in _NAMED:
            near = difflib.get_close_matches(block.name, _NAMED, 1)
            hint = f"Did you mean {near[0]}?" if near else f"The named blocks are {', '.join(_NAMED)}."
            self.findings.append(Finding("block-unknown", f"There is no block “{block.name}”.", place, hint))
        elif block.argument and not signed:
            hint = "What belongs to the block stands below it, moved in by four spaces."
            self.findings.append(Finding("text-lost", f"“{block.argument}” has no place here.", place, hint))
        if not content:
            hint = "What belongs to it stands below, moved in by four spaces."
            self.findings.append(Finding("block-empty", f"There is nothing in this “{block.name}”.", place, hint))
        if block.name not in _NAMED:
            yield from content
        elif signed:
            kind = nodes.Headnote if block.name == "headnote" else nodes.Tailnote
            yield kind(content, self._party(block.argument, place), span=span)
        elif block.name == "epigraph":
            quoted, source = part_source(content)
            yield nodes.Epigraph(quoted, source, span=span)
        else:
            for item in content:
                yield _LINES[block.name](item.content, span=item.span) if isinstance(item, nodes.Paragraph) else item

    def _party(self, siglum: str, place: Span) -> str:
        typed = siglum.strip().strip('"')
        return self.marks.siglum(typed, place) if typed else ""


def _stretches(containers: Sequence[Container]) -> Iterator[Stretch]:
    for container in containers:
        if isinstance(container, Stretch):
            yield container
        else:
            yield from _stretches(container.content)


def _step_by_step(content: Blocks) -> Result[Blocks]:
    """Count heading levels from the shallowest that the part uses, whether its author began with # or with ##.

    No level is skipped: whoever hears a text looks for the heading that is not there, and no standard takes it.
    """
    shallowest = min((block.level for block in content if isinstance(block, nodes.Heading)), default=1)
    above: list[int] = []  # the headings around the one in hand, as they are typed
    stepped: list[nodes.Block] = []
    findings = []
    for block in content:
        if isinstance(block, nodes.Heading):
            while above and above[-1] >= block.level:
                above.pop()
            if block.level > (due := above[-1] + 1 if above else shallowest):
                hint = f"It is set as if it began with {'#' * due}: write that, or the heading that is lacking."
                findings.append(Finding("heading-skipped", _skips(block, due), block.span, hint))
            above.append(block.level)
            stepped.append(replace(block, level=len(above)))
        else:
            stepped.append(block)
    return Result(tuple(stepped), tuple(findings))


def _skips(heading: nodes.Heading, due: int) -> str:
    levels = "a level" if heading.level == due + 1 else f"{heading.level - due} levels"
    return f"The heading “{walk.inline_text(heading.content)}” skips {levels}."


def _inlines_of(content: Blocks) -> Inlines:
    """The words of a front matter field, which is one paragraph by its nature."""
    return tuple(inline for block in content if isinstance(block, nodes.Paragraph) for inline in block.content)


def _begins(label: str, prefix: str) -> bool:
    return bool(prefix) and re.fullmatch(rf"{re.escape(prefix)}[-:.]?\d*|{re.escape(prefix)}[-:.].+", label) is not None


def _title_anchor(head: nodes.Heading, slug: str) -> Finding:
    hint = f"Take it away, and link to #{part_anchor(slug)}."
    message = f"This heading is the part's title, which cannot have the anchor “{head.anchor}”."
    return Finding("attribute-unknown", message, head.span, hint)


def _lost(item: places.Lost, file: str) -> Finding:
    words = " ".join(item.words[:8]) + (" …" if len(item.words) > 8 else "")
    place = item.place
    return Finding(
        "text-lost",
        f"“{words}” did not reach the document.",
        Span(file, place.line, place.line, place.column, place.last_column),
        hint="Look for markup that swallows it: stars that cross, or more cells in a table's row than in its head.",
    )


def _place(finding: Finding) -> tuple[int, int]:
    return (finding.span.line, finding.span.column) if finding.span else (0, 0)
