"""Texts of any length, the same for every rival: paragraphs of the house's own pamphlet, with footnotes."""

from __future__ import annotations

import json
import random
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from benchmarks import SLUG
from handpress import press
from handpress.model import nodes, walk
from handpress.project import Workspace, find_workspace

_PLAIN = re.compile(r"[\w\s.,;:!?’‘“”–—'()-]+")
_EVERY = 250  # words to a footnote
_TOML = """title = "A Text"
language = "en"
date = "2026"

[print]
profile = "bench"

[profiles.bench]
like = "offset"
most-pages = 9999
"""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter: its title, and paragraphs, some with a note."""

    title: str
    paragraphs: tuple[tuple[str, str], ...]


def text(words: int, chapter: int) -> tuple[Chapter, ...]:
    """A text of about so many words, in chapters of about ``chapter`` words. The same on every machine."""
    dice, paragraphs = random.Random(words), _paragraphs()
    chapters: list[Chapter] = []
    written = since = 0
    while written < words:
        held: list[tuple[str, str]] = []
        end = min(words, written + chapter)
        while written < end:
            paragraph = dice.choice(paragraphs)
            written += len(paragraph.split())
            since += len(paragraph.split())
            note = ""
            if since >= _EVERY:
                since, note = 0, dice.choice(paragraphs).partition(". ")[0].rstrip(".") + "."
            held.append((paragraph, note))
        chapters.append(Chapter(f"Chapter {len(chapters) + 1}", tuple(held)))
    return tuple(chapters)


@cache
def _paragraphs() -> tuple[str, ...]:
    """Paragraphs without a sign that any of the rivals takes for markup."""
    workspace = find_workspace(Path(__file__).parent)
    document = press.read(workspace, "organization-and-spontaneity").value.document
    found = (node for node in walk.document_nodes(document) if isinstance(node, nodes.Paragraph))
    told = (" ".join(walk.inline_text(node.content).split()) for node in found)
    return tuple(words for words in told if len(words) > 300 and _PLAIN.fullmatch(words))


def lay_out(chapters: tuple[Chapter, ...], folder: Path) -> None:
    """Write the text as ``text.md`` for pandoc and our plain script, as ``text.typ``, and as a workspace."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "text.md").write_text(_markdown(chapters), encoding="utf-8")
    (folder / "text.typ").write_text(_typst(chapters), encoding="utf-8")
    pamphlet = Workspace(folder).manuscripts / SLUG
    pamphlet.mkdir(parents=True, exist_ok=True)
    parts = ""
    for number, chapter in enumerate(chapters, 1):
        body = _markdown((Chapter("", chapter.paragraphs),))
        (pamphlet / f"c{number:03}.md").write_text(f"---\ntitle: {chapter.title}\n---\n{body}", encoding="utf-8")
        parts += f'\n[[parts]]\nfile = "c{number:03}.md"\nkind = "chapter"\n'
    (pamphlet / "pamphlet.toml").write_text(_TOML + parts, encoding="utf-8")


def _markdown(chapters: tuple[Chapter, ...]) -> str:
    lines, notes = [], 0
    for chapter in chapters:
        lines += [f"# {chapter.title}"] if chapter.title else []
        for paragraph, note in chapter.paragraphs:
            notes += bool(note)
            lines += [f"{paragraph}[^{notes}]", f"[^{notes}]: {note}"] if note else [paragraph]
    return "\n\n".join(lines) + "\n"


def _typst(chapters: tuple[Chapter, ...]) -> str:
    head = (
        '#set page(width: 148mm, height: 210mm, margin: 20mm, numbering: "1")\n'
        '#set text(font: "EB Garamond", size: 10.5pt, lang: "en", hyphenate: true)\n'
        "#set par(justify: true, first-line-indent: 1.2em)\n"
    )
    lines = [head]
    for chapter in chapters:
        lines.append(f"#pagebreak(weak: true)\n= {chapter.title}")
        for paragraph, note in chapter.paragraphs:
            called = f"#footnote(text({json.dumps(note, ensure_ascii=False)}))" if note else ""
            lines.append(f"#text({json.dumps(paragraph, ensure_ascii=False)}){called}")
    return "\n\n".join(lines) + "\n"
