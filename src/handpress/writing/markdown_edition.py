"""The Markdown edition: a whole pamphlet for any Markdown viewer or forum, in one file that needs no other.

In: document and facts. Out: a UTF-8 text in CommonMark, with tables and footnotes as GitHub, pandoc and Python-Markdown
read them. A viewer gives footnotes numbers of its own, so each begins with its mark, ``[a]``, which the lists of the
press speak of. Signs that a viewer would take for markup stand behind backslashes, or as entities where old viewers
know no backslash before them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from handpress.model import nodes
from handpress.model.document import Document, Note
from handpress.model.facts import Facts
from handpress.writing.markdown import address
from handpress.writing.reading import Dress, Lines, Stressed, parted

_INDENT = 4
_DEEPEST_HEADING = 6
_BREAK = "  \n"  # Two spaces: old viewers show a backslash at a line's end as one.
_APART = "<!-- -->"  # Two lists with nothing between would become one.
_NO_WIDTH = "\u200b"  # Stress next to stress: without it their stars would run together.
_HARD_SPACE = "\u00a0"
_NOTHING = "&#8203;"
_ALIGN = {nodes.Align.START: "---", nodes.Align.CENTER: ":-:", nodes.Align.END: "--:"}

_MARKUP = re.compile(r"[\\`*_{}\[\]]")
_ENTITIES = {"<": "&lt;", "&": "&amp;", "~": "&#126;"}
_AS_ENTITY = re.compile(r"[<~]|&(?=#?\w+;)")
_BLOCK_START = re.compile(r"^(?:#|>|\||[-+](?=[\s-]|$)|:(?=-))|^(?P<number>\d+)(?=[.)](?:\s|$))", re.MULTILINE)
_SETEXT = re.compile(r"^=(?==*\s*$)", re.MULTILINE)
# What may stand outside the stars: next to a letter, a star before or behind one of these is no markup.
_OUTSIDE = re.compile(r"([\s.,:?!“”‘’«»„—–…'\"(-]*)(.*?)([\s.,:?!“”‘’«»„—–…'\")-]*)", re.DOTALL)
_OUTSIDE_OF_LINKS = re.compile(_OUTSIDE.pattern.replace(")-]", "-]"), re.DOTALL)
_CODE = re.compile(r"[^`|\n\[\]\\]*[^`|\n\[\]\\\s][^`|\n\[\]\\]*")


def write_markdown_edition(document: Document, facts: Facts) -> bytes:
    """The whole pamphlet, a rule between its parts and pages."""
    pages = ("\n".join(page) for page in _Markdown(document, facts).pages(document) if page)
    return ("\n\n---\n\n".join(pages) + "\n").encode()


class _Markdown(Dress):
    def __init__(self, document: Document, facts: Facts) -> None:
        super().__init__(facts)
        self._numbers = {part.slug: number for number, part in enumerate(document.parts, 1)}

    def plain(self, text: str) -> str:
        marked = _AS_ENTITY.sub(lambda found: _ENTITIES[found[0]], text)
        return _MARKUP.sub(r"\\\g<0>", marked)

    def set_lines(self, words: str, width: int) -> Lines:
        """One line, or as many as the text ends itself; none of them begins what is no paragraph."""
        rows = filter(None, (re.sub(r"[ \t]+", " ", row).strip(" ") for row in words.split("\n")))
        text = _BLOCK_START.sub(_escaped_start, _BREAK.join(rows))
        return _SETEXT.sub(r"&#61;", text).split("\n") if text else []

    def title(self, words: str, level: int, width: int) -> Lines:
        line = re.sub(r"#(?=#*$)", r"\\#", " ".join(words.split()))
        return [f"{'#' * min(level, _DEEPEST_HEADING)} {line}"]

    def heading(self, words: str, level: int, width: int) -> Lines:
        return self.title(words, level + 2, width)

    def rows(self, lines: Iterable[str]) -> Lines:
        return self.set_lines("\n".join(map(self.plain, lines)), 0)

    def entries(self, entries: Iterable[tuple[int, str]]) -> Lines:
        """Lines with hard ends. Viewers make no two anchors alike, so they lead nowhere; hard spaces move them in."""
        moved = (f"{_HARD_SPACE * _INDENT * level}{self.plain(words)}" for level, words in entries)
        return self.set_lines("\n".join(moved), 0)

    def notes(self, notes: list[tuple[str, Note]]) -> list[Lines]:
        """Without a heading: a viewer takes all footnotes to the end, and would leave it with nothing below."""
        return [self._note(label, note) for label, note in notes]

    def _note(self, label: str, note: Note) -> Lines:
        (first, *rest), *others = self.note_groups(note, 0, self.plain(f"[{self.sign_of(label)}]"))
        # To a viewer without footnotes a mark alone, or with a title, would be the address of a link, and not be shown.
        first = re.sub(r"^(\\\[\S*\\\] )(?=[\"'(])", r"\1\\", first) if " " in first else f"{first} {_NOTHING}"
        return _hung(f"{self._name(label)}: ", parted([[first, *rest], *others]), _INDENT)

    def _name(self, label: str) -> str:
        """A footnote's name. Marks begin anew in every part, names must not."""
        sign = self.sign_of(label)
        name = sign if sign.isalnum() else f"n{list(self.facts.parts[self.slug].called).index(label) + 1}"
        return f"[^{self._numbers[self.slug]}-{name}]" if len(self._numbers) > 1 else f"[^{name}]"

    def blocks(self, content: nodes.Blocks, width: int) -> list[Lines]:
        groups: list[Lines] = []
        last: type[nodes.Block] | None = None
        for block in content:
            lines = self.block(block, width)
            if lines and last is type(block) and isinstance(block, nodes.BulletList | nodes.OrderedList):
                groups.append([_APART])
            if lines:
                groups.append(lines)
                last = type(block)
        return groups

    def moved(self, lines: Lines) -> Lines:
        return [f"> {line}" if line else ">" for line in lines]

    def verse(self, line: str, indent: int) -> Lines:
        return [f"{_HARD_SPACE * indent}{row.rstrip()}  " for row in self.set_lines(line, 0)]

    def items(self, items: list[tuple[str, Lines]], *, tight: bool) -> Lines:
        made = [_hung(f"{sign or '-':<{_INDENT - 1}} ", lines) for sign, lines in items]
        return [line for item in made for line in item] if tight else parted(made)

    def definition(self, entry: nodes.Definition, width: int) -> Lines:
        terms = "\n".join(self.inlines((nodes.Strong(term),)) for term in entry.terms)
        return parted([self.set_lines(terms, width), *(g for m in entry.meanings for g in self.blocks(m, width))])

    def table(self, table: nodes.Table, width: int) -> Lines:
        head, *rows = ([self._cell(cell) for cell in row] for row in (table.head, *table.rows))
        return [_row(head), _row(_ALIGN[align] for align in table.columns), *map(_row, rows)]

    def _cell(self, content: nodes.Inlines) -> str:
        return " ".join(self.inlines(content).replace("|", "\\|").split())

    def code_block(self, text: str) -> Lines:
        longest = max((len(run) for run in re.findall("`+", text)), default=0)
        fence = "`" * max(3, longest + 1)
        return [fence, *text.split("\n"), fence]

    def ornament(self, width: int) -> Lines:
        return ["* * *"]

    def stress(self, inline: Stressed, words: str) -> str:
        star = "**" if isinstance(inline, nodes.Strong) else "*"
        # A round bracket may be the end of a link.
        found = (_OUTSIDE if "](" not in words else _OUTSIDE_OF_LINKS).fullmatch(words)
        before, core, behind = found.groups() if found else ("", "", "")
        # Viewers are at one only where a letter is inside of the star. Else the words within are stressed that can be.
        if core and core[0].isalnum() and core[-1].isalnum():
            return f"{before}{star}{core}{star}{behind}"
        if not core or (len(inline.content) == 1 and isinstance(inline.content[0], nodes.Text)):
            return words
        return self.inlines(tuple(_stressed(inline, child) for child in inline.content))

    def call(self, sign: str, label: str) -> str:
        return self._name(label) if sign else self.plain(f"[^{label}]")

    def link(self, link: nodes.Link, words: str) -> str:
        """A link, but for one within the pamphlet: no two viewers agree where such a one leads."""
        return words if link.target.startswith("#") else f"[{words}]({address(link.target)})"

    def code(self, text: str) -> str:
        return f"`{text}`" if _CODE.fullmatch(text) else self.plain(text)

    def join(self, pieces: Iterable[str]) -> str:
        """Pieces in a row, such that no two of them make markup where they meet."""
        line = ""
        for piece in pieces:
            if line[-1:] == piece[:1] and piece[:1] in ("*", "`"):
                line += _NO_WIDTH
            elif line.endswith("]") and piece.startswith("("):
                line += "\\"
            elif line.endswith("]") and piece.startswith(":"):
                line += f"&#58;{piece[1:]}"
                continue
            elif line.endswith("!") and piece.startswith("["):
                line = f"{line[:-1]}\\!"
            line += piece
        return line


def _stressed(inline: Stressed, child: nodes.Inline) -> nodes.Inline:
    match child:
        case nodes.Text():
            return replace(inline, content=(child,))
        case nodes.Link():
            return replace(child, content=(replace(inline, content=child.content),))
        case _:
            return child


def _escaped_start(found: re.Match[str]) -> str:
    return f"{found[0]}\\" if found["number"] else f"\\{found[0]}"


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _hung(sign: str, lines: Sequence[str], by: int = 0) -> Lines:
    """The sign before the first line, the others moved in below it."""
    first, *rest = lines or [""]
    space = " " * (by or max(_INDENT, len(sign)))
    begun = f"{sign}{first}" if first else sign.rstrip()
    return [begun, *(f"{space}{line}" if line else "" for line in rest)]
