"""The manual of our Markdown is run: every example in ``tests/spec/*.md`` means what the manual says it means.

An example is a fenced block ``manuscript`` (or ``manuscript de``: in that language; ``manuscript accept``: with what
becomes of its changes) and directly behind it a block ``outline``, then a block ``findings`` where the press has
something to say: a ``line:column code`` a line. The outline
may be asked for ``lines`` (the manuscript's lines with it) or ``set`` (after the press has set the typography).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.conftest import Golden

from handpress import editing, reading
from handpress.diagnostics import Finding, Result
from handpress.model.document import Document, Metadata, Part, PartKind, Party, PartyRole
from handpress.model.outline import outline_part
from handpress.reading import Changes

FOLDER = Path(__file__).parent
PARTIES = (
    Party("Ed.", "The editors", PartyRole.EDITOR, "ed"),
    Party("Trans.", "T. Sample", PartyRole.TRANSLATOR, "tr"),
)
_FENCE = re.compile(r"(`{3,})(\w+)((?: \w+)*)\n(.*?)^\1$\n?", re.M | re.S)
_HEADING = re.compile(r"^#+ (.*)$", re.M)


@dataclass(frozen=True)
class Example:
    """A manuscript of the manual and what it becomes. ``start`` and ``end`` bound the blocks that hold the outcome."""

    path: Path
    name: str
    language: str
    changes: Changes
    manuscript: str
    shown: tuple[str, ...]
    fence: str
    outcome: str
    start: int
    end: int


def examples_of(path: Path) -> list[Example]:
    text = path.read_text(encoding="utf-8")
    blocks = list(_FENCE.finditer(text))
    counts: dict[str, int] = {}
    found = []
    for number, block in enumerate(blocks):
        if block[2] != "manuscript":
            continue
        heading = [match[1] for match in _HEADING.finditer(text, 0, block.start())][-1]
        counts[heading] = counts.get(heading, 0) + 1
        start = end = block.end()
        shown: tuple[str, ...] = ()
        for below in blocks[number + 1 :]:
            if below[2] not in ("outline", "findings") or text[end : below.start()].strip():
                break
            end = below.end()
            shown = shown or tuple(below[3].split()) if below[2] == "outline" else shown
        name = re.sub(r"\W+", "-", f"{path.stem}-{heading}-{counts[heading]}").lower()
        said = block[3].split()
        changes = next((Changes(word) for word in said if word in tuple(Changes)), Changes.REFUSE)
        language = next((word for word in said if word not in tuple(Changes)), "en")
        found.append(Example(path, name, language, changes, block[4], shown, block[1], text[start:end], start, end))
    return found


FILES = sorted(FOLDER.glob("*.md"))
EXAMPLES = [example for path in FILES for example in examples_of(path)]


def read(example: Example) -> Result[Part]:
    return reading.read_part(
        example.manuscript,
        file="article.md",
        slug="article",
        kind=PartKind.ARTICLE,
        parties=PARTIES,
        language=example.language,
        changes=example.changes,
    )


def set_part(part: Part) -> Part:
    """The part with its typography set, as a build would set it."""
    document = Document("spec", Metadata("Spec", part.language, "2026"), PARTIES, (part,))
    return editing.set_typography(document).parts[0]


def outcome_of(example: Example) -> str:
    """The blocks that stand below an example: its outline and, where there are any, its findings."""
    result = read(example)
    part = set_part(result.value) if "set" in example.shown else result.value
    head = " ".join(("outline", *example.shown))
    outcome = f"\n{example.fence}{head}\n{outline_part(part, with_lines='lines' in example.shown)}{example.fence}\n"
    if result.findings:
        lines = "".join(f"{_told(finding)}\n" for finding in result.findings)
        outcome += f"\n{example.fence}findings\n{lines}{example.fence}\n"
    return outcome


def _told(finding: Finding) -> str:
    assert finding.span is not None, "a finding about a manuscript has a place"
    return f"{finding.span.line}:{finding.span.column} {finding.code}"


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_the_manuscript_becomes_what_the_manual_says(example: Example, golden: Golden) -> None:
    # Read anew: an update of an example above this one has moved it.
    current = next(item for item in examples_of(example.path) if item.name == example.name)
    text = example.path.read_text(encoding="utf-8")
    golden(example.path, text[: current.start] + outcome_of(current) + text[current.end :])


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_setting_the_typography_twice_changes_nothing_more(example: Example) -> None:
    once = set_part(read(example).value)
    assert set_part(once) == once


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_chapter_of_the_manual_has_an_example(path: Path) -> None:
    assert examples_of(path)


def test_the_names_of_the_examples_are_different() -> None:
    names = [example.name for example in EXAMPLES]
    assert len(names) == len(set(names))
