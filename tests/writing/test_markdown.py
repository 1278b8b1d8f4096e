"""Markdown written from the model is read back as the same model, and is the only form of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from tests.spec.test_spec import EXAMPLES, PARTIES, Example
from tests.strategies import documents, working_documents
from tests.writing.sayable import sayable

from handpress import project, reading
from handpress.model.document import Document, Part, PartKind, Party
from handpress.reading import Changes
from handpress.writing.markdown import write_markdown

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = [
    path.parent for shelf in ("manuscripts", "tests/pamphlets") for path in ROOT.glob(f"{shelf}/*/pamphlet.toml")
]


def read(markdown: str, parties: Sequence[Party], slug: str = "article", kind: PartKind = PartKind.ARTICLE) -> Part:
    return reading.read_part(
        markdown, file="x.md", slug=slug, kind=kind, parties=parties, language="en", changes=Changes.SHOW
    ).value


def assert_read_back(part: Part, parties: Sequence[Party]) -> None:
    markdown = write_markdown(part, "en")
    again = read(markdown, parties, part.slug, part.kind)

    assert again == part, markdown
    assert write_markdown(again, "en") == markdown


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_every_example_of_the_manual_is_read_back(example: Example) -> None:
    assert_read_back(read(example.manuscript, PARTIES), PARTIES)


@pytest.mark.parametrize("folder", SHIPPED, ids=lambda folder: folder.name)
def test_every_manuscript_of_the_house_is_read_back(folder: Path) -> None:
    pamphlet = project.load_pamphlet(folder, folder.name).value
    for file in pamphlet.parts:
        text = (folder / file.file).read_text(encoding="utf-8")
        assert_read_back(read(text, pamphlet.parties), pamphlet.parties)


@given(documents() | working_documents())
@settings(max_examples=40)
def test_whatever_a_manuscript_can_say_is_read_back(document: Document) -> None:
    for part in document.parts:
        assert_read_back(sayable(part), document.parties)


@pytest.mark.stress
@given(documents() | working_documents())
@settings(max_examples=2_000)
def test_whatever_a_manuscript_can_say_is_read_back_searching(document: Document) -> None:
    for part in document.parts:
        assert_read_back(sayable(part), document.parties)
