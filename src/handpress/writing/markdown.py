"""Markdown: a part written in the dialect it is read from, in one form only.

In: a part of the document. Out: the text of a manuscript file that is read back as an equal part. A paragraph is a
line; every sign that would be taken for markup stands behind a backslash. What the model can hold but no manuscript can
say, such as two quotations with nothing between them, comes out as near as Markdown allows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import assert_never

from handpress.model import nodes
from handpress.model.document import Note, Part
from handpress.model.nodes import Block, Blocks, Inline, Inlines, Text

_INDENT = " " * 4
_DEEPEST_HEADING = 6

_ANYWHERE = re.compile(r"[\\`*_{}\[\]<]|&(?=#?\w+;)")
# CriticMarkup is looked for before anything is read, and so behind backslashes too: its signs are taken apart.
_CHANGE_BEGINS = re.compile(r"(?<=\{)(?=[+=~>-])")
_CHANGE_ENDS = re.compile(r"(?<=[+=~-])(?=[+=~-]\\\})")
_LINE_START = re.compile(
    r"""^(?P<space>[ ]*)
        (?P<sign>
            \#(?=\#*\s|\#*$)|>|\|
          | [-+](?=\s|$)
          | -(?=[\s|:-]*$)
          | :(?=[\s-]|$)
          | =(?==*\s*$)
          | ~(?=~~)
          | !(?=!!)
        )""",
    re.VERBOSE | re.MULTILINE,
)
_NUMBER = re.compile(r"^([ ]*\d+)\.(?=\s|$)", re.MULTILINE)
_TARGET = re.compile(r"[\\`\[\]<>{}]")
_PLAIN_VALUE = re.compile(r"[^\W\d_][^\x00-\x1f:#\"'\\\[\]{}&*!|>%@`]*")
_YAML_WORDS = frozenset(("null", "true", "false", "yes", "no", "on", "off"))
_CHANGES = {
    nodes.ChangeKind.INSERTION: ("{++", "++}"),
    nodes.ChangeKind.DELETION: ("{--", "--}"),
    nodes.ChangeKind.HIGHLIGHT: ("{==", "==}"),
    nodes.ChangeKind.COMMENT: ("{>>", "<<}"),
}
_DELIMITERS = {nodes.Align.START: "---", nodes.Align.CENTER: ":-:", nodes.Align.END: "--:"}


def write_markdown(part: Part, language: str = "") -> str:
    """The manuscript file of a part: front matter, text, notes. ``language`` is the pamphlet's, which needs no telling.

    ``reading.read_part`` makes the same part of it; changes under discussion must then be shown.
    """
    deepest = max((block.level for block in part.content if isinstance(block, nodes.Heading)), default=0)
    writer = _Writer(1 if deepest < _DEEPEST_HEADING else 0)
    pieces = [_front_matter(part, language), *writer.separate(part.content), *(_note(note) for note in part.notes)]
    return "\n\n".join("\n".join(lines) for lines in pieces if lines) + "\n"


def _front_matter(part: Part, language: str) -> list[str]:
    fields = {
        "title": inline_markdown(part.title),
        "subtitle": inline_markdown(part.subtitle),
        "short-title": part.short_title,
        "byline": inline_markdown(part.byline),
        "dateline": inline_markdown(part.dateline),
        "source": inline_markdown(part.source),
        "replies-to": part.replies_to,
        "language": "" if part.language == language else part.language,
    }
    lines = [f"{key}: {_value(value)}" for key, value in fields.items() if value]
    return ["---", *lines, "---"] if lines else []


def _value(text: str) -> str:
    """A value as YAML takes it: bare where nothing in it means anything to YAML, else in single quotation marks."""
    if _PLAIN_VALUE.fullmatch(text) and text.lower() not in _YAML_WORDS:
        return text
    return "'" + text.replace("'", "''") + "'"


def _note(note: Note) -> list[str]:
    lines = _Writer().lines(note.content)
    if note.signature:
        signature = _escape(note.signature)
        if note.content and isinstance(note.content[-1], nodes.Paragraph):
            lines[-1] += signature
        else:
            lines += ["", signature] if lines else [signature]
    return _hang(f"[^{note.label}]: ", lines)


def _hang(sign: str, lines: Sequence[str]) -> list[str]:
    """The sign before the first line, and the others moved in under it."""
    first, *rest = lines or [""]
    return [f"{sign}{first}".rstrip(" "), *(f"{_INDENT}{line}" if line else "" for line in rest)]


class _Writer:
    """Blocks as lines. ``above`` is how many hashes a heading has beyond its level."""

    def __init__(self, above: int = 0) -> None:
        self._above = above

    def separate(self, content: Blocks) -> list[list[str]]:
        """The lines of each block."""
        return [self._block(block) for block in content]

    def lines(self, content: Blocks) -> list[str]:
        """The lines of some blocks inside another one, parted by blank ones."""
        inner = _Writer()
        return _parted([inner._block(block) for block in content])

    def _block(self, block: Block) -> list[str]:
        match block:
            case nodes.Heading():
                words = _escape_also("#", inline_markdown(block.content))
                anchor = f" {{#{block.anchor}}}" if block.anchor else ""
                return [f"{'#' * (block.level + self._above)} {words}{anchor}"]
            case nodes.Paragraph():
                return _paragraph(block.content)
            case nodes.Quotation():
                return [f"> {line}" if line else ">" for line in self._with_origin(block)]
            case nodes.Epigraph():
                return _named("epigraph", self._sourced(block))
            case nodes.Verse():
                stanzas = [[_verse_line(line) for line in stanza] for stanza in block.stanzas]
                return [line for number, stanza in enumerate(stanzas) for line in (*(["|"] if number else []), *stanza)]
            case nodes.BulletList():
                return self._items([("- ", item) for item in block.items], block.tight)
            case nodes.OrderedList():
                numbered = [(f"{number}. ", item) for number, item in enumerate(block.items, block.start)]
                return self._items(numbered, block.tight)
            case nodes.DefinitionList():
                return _parted([self._definition(entry) for entry in block.entries])
            case nodes.Table():
                rows = (_row(map(_cell, row)) for row in block.rows)
                return [_row(map(_cell, block.head)), _row(_DELIMITERS[align] for align in block.columns), *rows]
            case nodes.Figure():
                return [_picture(block.source, block.alternative, block.caption)]
            case nodes.CodeBlock():
                return _code_block(block.text)
            case nodes.Ornament():
                return ["***"]
            case nodes.Byline() | nodes.Dateline() | nodes.Signature() | nodes.Provenance():
                return _named(type(block).__name__.lower(), _paragraph(block.content))
            case nodes.Headnote() | nodes.Tailnote():
                head = f"{type(block).__name__.lower()} {block.party}".rstrip()
                return _named(head, self.lines(block.content))
            case _:
                assert_never(block)

    def _sourced(self, block: nodes.Quotation | nodes.Epigraph) -> list[str]:
        lines = self.lines(block.content)
        return [*lines, "", f"— {inline_markdown(block.source)}"] if block.source else lines

    def _with_origin(self, block: nodes.Quotation) -> list[str]:
        lines = self._sourced(block)
        if block.claim is nodes.Claim.OPEN:
            return lines
        said = f"{{{_origin(block)}}}"
        if block.source or isinstance(block.content[-1], nodes.Paragraph):
            return [*lines[:-1], f"{lines[-1]} {said}"]
        return [*lines, "", said]

    def _items(self, items: Iterable[tuple[str, nodes.ListItem]], tight: bool) -> list[str]:
        """The items of a list: a tight one has no blank line anywhere, not even before the lists in its items."""
        made = []
        for sign, item in items:
            blocks = _Writer().separate(item.content)
            made.append(_hang(sign, [line for block in blocks for line in block] if tight else _parted(blocks)))
        return [line for item in made for line in item] if tight else _parted(made)

    def _definition(self, entry: nodes.Definition) -> list[str]:
        lines = [_escape_starts(inline_markdown(term)) for term in entry.terms]
        for number, meaning in enumerate(entry.meanings):
            # Several paragraphs end with a blank line, behind which the next colon must stand.
            after_blocks = number and len(entry.meanings[number - 1]) > 1
            lines += [*([""] if after_blocks else []), *_hang(":   ", self.lines(meaning))]
        return lines


def _parted(blocks: Sequence[list[str]]) -> list[str]:
    """The lines of some blocks with a blank one between each two."""
    return [line for number, block in enumerate(blocks) for line in (*([""] if number else []), *block)]


def _named(head: str, lines: Sequence[str]) -> list[str]:
    return [f"!!! {head}", *(f"{_INDENT}{line}" if line else "" for line in lines)]


def _paragraph(content: Inlines) -> list[str]:
    return _escape_starts(inline_markdown(content)).split("\n")


def _verse_line(line: nodes.VerseLine) -> str:
    return f"| {' ' * line.indent}{_escape_starts(inline_markdown(line.content))}"


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(content: Inlines) -> str:
    """A cell: its bars stand behind backslashes, except in code, where a bar parts no cells."""
    return "".join(
        piece if isinstance(inline, nodes.Code) else _escape_also("|", piece)
        for inline, piece in zip(content, _pieces(content), strict=True)
    )


def _code_block(text: str) -> list[str]:
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return [fence, *(text.split("\n") if text else []), fence]


# --- inside a paragraph -------------------------------------------------------------------------------------


def inline_markdown(content: Inlines, *, stressed: bool = False) -> str:
    """Some inlines as Markdown. ``stressed``: inside stars, with which others at an edge would run together."""
    return "".join(_pieces(content, stressed=stressed))


def _pieces(content: Inlines, *, stressed: bool = False) -> list[str]:
    pieces: list[str] = []
    for number, inline in enumerate(content):
        edge = number in (0, len(content) - 1)
        before = content[number - 1] if number else None
        touching = isinstance(before, nodes.Emphasis | nodes.Strong) and not pieces[-1].endswith("_")
        piece = _inline(inline, "_" if (stressed and edge) or touching else "*")
        if isinstance(inline, Text):
            # Behind a bracket, round ones make a link of it and a colon a note; before one, "!" makes it a picture.
            if pieces and pieces[-1].endswith("]") and piece[:1] in ("(", ":"):
                piece = "\\" + piece
            if piece.endswith("!") and number + 1 < len(content):
                piece = piece[:-1] + "\\!"
        pieces.append(piece)
    return pieces


def _inline(inline: Inline, star: str) -> str:
    match inline:
        case Text():
            return _escape(inline.text)
        case nodes.Emphasis():
            return f"{star}{inline_markdown(inline.content, stressed=star == '*')}{star}"
        case nodes.Strong():
            return f"{star * 2}{inline_markdown(inline.content, stressed=star == '*')}{star * 2}"
        case nodes.Code():
            return _code(inline.text)
        case nodes.Link():
            return f"[{_bracketed(inline_markdown(inline.content))}]({address(inline.target)})"
        case nodes.LineBreak():
            return "\\\n"
        case nodes.Picture():
            return _picture(inline.source, inline.alternative)
        case nodes.NoteCall():
            return f"[^{inline.label}]"
        case nodes.Change():
            opening, closing = _CHANGES[inline.kind]
            return f"{opening}{_escape_starts(inline_markdown(inline.content))}{closing}"
        case nodes.Quoted(claim=nodes.Claim.OPEN):
            # Found by the press, and no matter of the manuscript's.
            return inline_markdown(inline.content)
        case (
            nodes.SmallCaps()
            | nodes.Foreign()
            | nodes.Quoted()
            | nodes.Correction()
            | nodes.Regularised()
            | nodes.Supplied()
            | nodes.Unclear()
        ):
            return f"[{_bracketed(inline_markdown(inline.content))}]{{{_attributes(inline)}}}"
        case nodes.Interpolation() | nodes.Sic() | nodes.Omission() | nodes.AddedEmphasis() | nodes.Query():
            return f"[{_mark(inline)}{_escape(inline.signature)}]"
        case _:
            assert_never(inline)


def _bracketed(words: str) -> str:
    """Words as they stand behind an opening bracket, which a circumflex would make a note's call of."""
    return f"\\{words}" if words.startswith("^") else words


def _attributes(
    inline: nodes.SmallCaps
    | nodes.Foreign
    | nodes.Quoted
    | nodes.Correction
    | nodes.Regularised
    | nodes.Supplied
    | nodes.Unclear,
) -> str:
    match inline:
        case nodes.SmallCaps():
            return ".smallcaps"
        case nodes.Foreign():
            return f"lang={inline.language}"
        case nodes.Quoted():
            return _origin(inline)
        case nodes.Correction():
            return f"sic={_quoted(inline.original)}{_by(inline.party)}"
        case nodes.Regularised():
            return f"orig={_quoted(inline.original)}{_by(inline.party)}"
        case nodes.Supplied():
            return f"{'.conjecture' if inline.conjecture else '.supplied'}{_by(inline.party)}"
        case nodes.Unclear():
            return f".unclear{_by(inline.party)}"
        case _:
            assert_never(inline)


def _origin(quotation: nodes.Quoted | nodes.Quotation) -> str:
    if quotation.claim is nodes.Claim.ELSEWHERE:
        return ".elsewhere"
    part = quotation.part if re.fullmatch(r"[\w.-]+", quotation.part) else _quoted(quotation.part)
    named = f"quotes={part}" if quotation.part else ".quoted"
    return f"{named} paragraph={quotation.paragraph}" if quotation.paragraph else named


def _by(party: str) -> str:
    bare = re.fullmatch(r"[\w.-]+", party)
    return f" by={party if bare else _quoted(party)}" if party else ""


def _quoted(text: str) -> str:
    escaped = _escape(text)
    return f"“{escaped}”" if '"' in escaped else f'"{escaped}"'


def _mark(mark: nodes.Interpolation | nodes.Sic | nodes.Omission | nodes.AddedEmphasis | nodes.Query) -> str:
    """What stands in a mark's brackets before its signature."""
    match mark:
        case nodes.Interpolation():
            return _bracketed(inline_markdown(mark.content))
        case nodes.Sic():
            return _sic(mark)
        case nodes.Omission():
            if mark.illegible:
                return f"illegible: {mark.extent}" if mark.extent else "illegible"
            return f"… {mark.extent}" if mark.extent else "…"
        case nodes.AddedEmphasis():
            return "emphasis added"
        case nodes.Query():
            return f"** {inline_markdown(mark.content)}"
        case _:
            assert_never(mark)


def _sic(mark: nodes.Sic) -> str:
    """The mark and what is said behind its colon; an emphasised mark has the first text of it inside its stars."""
    if not mark.emphasised or not mark.correction:
        words = f": {inline_markdown(mark.correction)}" if mark.correction else ""
        return f"*{mark.mark}*" if mark.emphasised else f"{mark.mark}{words}"
    first, rest = mark.correction[:1], mark.correction[1:]
    return f"*{mark.mark}: {inline_markdown(first)}*{inline_markdown(rest)}"


def _code(text: str) -> str:
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    marks = "`" * (longest + 1)
    gap = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{marks}{gap}{text}{gap}{marks}"


def _picture(source: str, alternative: str, caption: Inlines = ()) -> str:
    words = _escape_also('"', inline_markdown(caption))
    title = f' "{words}"' if caption else ""
    return f"![{_bracketed(_escape(alternative))}]({address(source)}{title})"


def address(target: str) -> str:
    """A link's address as Markdown takes it between round brackets."""
    escaped = _TARGET.sub(r"\\\g<0>", target)
    return f"<{escaped}>" if re.search(r"[\s()\"']", target) else escaped


def _escape(text: str) -> str:
    """Words as Markdown within a line says the same."""
    marked = _ANYWHERE.sub(r"\\\g<0>", text)
    return _CHANGE_ENDS.sub(r"\\", _CHANGE_BEGINS.sub(r"\\", marked))


def _escape_starts(markdown: str) -> str:
    """Markdown such that no line of it begins a list, a heading, a quotation or another block."""
    return _NUMBER.sub(r"\1\\.", _LINE_START.sub(r"\g<space>\\\g<sign>", markdown))


def _escape_also(sign: str, markdown: str) -> str:
    """Markdown with one more sign behind backslashes wherever it has none yet."""
    return re.sub(rf"(\\.)|{re.escape(sign)}", lambda found: found[1] or f"\\{sign}", markdown, flags=re.DOTALL)
