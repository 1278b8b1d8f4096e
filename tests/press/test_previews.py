"""The pieces of a preview: what they are made in, and that every word on them knows its place in the manuscript."""

from __future__ import annotations

import functools
import json
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from tests.cli.counter import lay_out, spoil

from handpress import press
from handpress.diagnostics import PressError
from handpress.press.previews import previewer
from handpress.previewing import Shown
from handpress.project import Workspace

NAME = "editorial"
OWN_WORDS = {"Article", "Reply", "Ed.", "Ed.]", "Trans.", "Trans.]", "Miller", "Carter"}
OWN_WORDS |= {"Longer", "Notes", "This", "note", "stands"}


@functools.cache
def pieces(root: Path, name: str = NAME) -> tuple[Shown, ...]:
    return tuple(previewer(Workspace(root), name)())


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return lay_out(tmp_path_factory.mktemp("previewed"), NAME, "smallest")


def piece(root: Path, kind: str) -> Shown:
    return next(one for one in pieces(root) if one.kind == kind)


def exhibit(shown: Shown, address: str) -> Any:
    return json.loads(shown.exhibits[address].make())


def test_the_quickest_comes_first(root: Path) -> None:
    assert [one.kind for one in pieces(root)] == ["reading", "book", "pages", "ledger"]
    assert piece(root, "ledger").told["whole"]


def test_a_build_and_its_preview_show_the_same_words(root: Path) -> None:
    """The ledger of the preview is worked out from its own files, and is whole; its pages are those of a build."""
    built = press.build(Workspace(root), NAME).value
    assert built is not None
    ledger = json.loads((root / "build" / NAME / "ledger.json").read_text())

    told = piece(root, "pages").told
    assert len(told["leaves"]) == built.pages
    assert [list(side) for side in told["sides"]] == ledger["setting"]["order"]


def test_every_word_on_the_pages_knows_its_line(root: Path) -> None:
    shown = piece(root, "pages")
    words = [word for leaf in shown.told["leaves"] for word in exhibit(shown, leaf["words"])]

    astray = {word["text"] for word in words if not on_its_line(root, word["text"], word["at"])}
    # What the press says leads to what it is said of: a signature to its note, a byline in the contents to the title.
    assert astray <= OWN_WORDS
    assert len(words) > 500
    assert all(word["boxes"] for word in words)
    for left, top, right, bottom in (box for word in words for box in word["boxes"]):
        assert 0 <= left < right <= 1
        assert 0 <= top < bottom <= 1


def test_the_index_has_the_words_of_every_page(root: Path) -> None:
    shown = piece(root, "pages")

    index = exhibit(shown, shown.told["index"])
    assert index == [[word["at"] for word in exhibit(shown, leaf["words"])] for leaf in shown.told["leaves"]]


def test_every_word_in_the_e_book_knows_its_line(root: Path) -> None:
    shown = piece(root, "book")
    found = 0
    for chapter in shown.told["chapters"]:
        page = ElementTree.fromstring(shown.exhibits[chapter["address"]].make())
        text = "".join(page.find("{*}body").itertext()).encode("utf-16-le")  # type: ignore[union-attr]
        for start, end, *place in exhibit(shown, f"{chapter['address']}.json"):
            said = text[2 * start : 2 * end].decode("utf-16-le")
            assert said.strip() == said
            assert on_its_line(root, said, place) or said in {"Ed.", "Trans."}
            found += 1
    assert found > 500


def on_its_line(root: Path, said: str, place: list[Any]) -> bool:
    file, line, _ = place
    first = re.search(r"[^\W\d_]{2,}", said)
    return first is None or first[0] in (root / file).read_text().split("\n")[line - 1]


def test_the_files_of_the_e_book_are_those_it_holds(root: Path) -> None:
    shown = piece(root, "book")
    first = shown.told["chapters"][0]["address"].rpartition("/")[0]

    assert shown.exhibits[f"{first}/style.css"].media_type == "text/css"
    chapter = next(one for one in shown.told["chapters"] if one["file"])
    assert chapter["file"] == f"manuscripts/{NAME}/article.md"
    assert shown.exhibits[chapter["address"]].media_type == "application/xhtml+xml"


def test_a_page_is_drawn_as_wide_as_it_was_asked_for(root: Path) -> None:
    shown = piece(root, "pages")

    for width in (240, 900, 1800):
        picture = shown.exhibits[f"{shown.told['leaves'][0]['address']}-{width}.png"].make()
        assert picture.startswith(b"\x89PNG")
        assert int.from_bytes(picture[16:20], "big") == width


def test_only_what_has_changed_gets_another_address(root: Path, tmp_path: Path) -> None:
    lay_out(tmp_path, NAME)
    article = tmp_path / "manuscripts" / NAME / "reply.md"
    text = article.read_text()
    make = previewer(Workspace(tmp_path), NAME)
    before = {one.kind: one.told for one in make()}

    article.write_text(re.sub(r"(?m)^(I have .*|The .*)$", r"Now \1", text, count=1) + "\nOne paragraph more.\n")
    after = {one.kind: one.told for one in make()}

    same = [
        b["digest"] == a["digest"] for b, a in zip(before["book"]["chapters"], after["book"]["chapters"], strict=True)
    ]
    assert same.count(False) == 1
    leaves = [
        b["digest"] == a["digest"] for b, a in zip(before["pages"]["leaves"], after["pages"]["leaves"], strict=False)
    ]
    assert leaves.count(False) < len(leaves) / 2


def test_an_error_is_told_and_nothing_is_made(root: Path) -> None:
    spoil(root)

    only = pieces(root, "smallest")
    assert [one.kind for one in only] == ["reading"]
    assert only[0].told["failed"]
    assert {finding["code"] for finding in only[0].told["findings"]} >= {"note-undefined"}


def test_a_pamphlet_that_vanishes_is_told(tmp_path: Path) -> None:
    lay_out(tmp_path, "smallest")
    make = previewer(Workspace(tmp_path), "smallest")
    (tmp_path / "manuscripts" / "smallest" / "pamphlet.toml").unlink()

    with pytest.raises(PressError, match="There is no pamphlet “smallest”"):
        next(make())


@pytest.mark.parametrize(
    "editor", ["vscode", "javascript:alert('{path}')", "vscode://file{path} x", "data:{path}", "{path}"]
)
def test_an_editor_must_be_an_address_that_names_the_file(root: Path, editor: str) -> None:
    with pytest.raises(PressError, match="HANDPRESS_EDITOR"), press.preview(Workspace(root), NAME, editor=editor):
        pass
