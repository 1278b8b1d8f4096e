"""A build is proved again from its folder alone, whatever the pamphlet holds."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from tests.pamphlets.shop import ALL, product

from handpress import press
from handpress.project import Workspace
from handpress.proving import State

# Its notes are so long that they stand at the end of their part in print.
LONG = """title = "Long Notes"
language = "en"
date = "2026"

[[parts]]
file = "article.md"
kind = "article"
"""


@pytest.mark.parametrize("name", ALL)
def test_every_build_is_whole_as_it_stands(name: str) -> None:
    verified = press.verify(product(name).folder)

    assert verified.document == name
    assert {file.state for file in verified.files} == {State.AS_BUILT}
    assert {file.name for file in verified.files} == {path.name for path in product(name).built.files} - {"ledger.json"}


def test_notes_at_the_end_of_their_part_are_looked_for_there(tmp_path: Path) -> None:
    folder = tmp_path / "manuscripts" / "long"
    folder.mkdir(parents=True)
    (folder / "pamphlet.toml").write_text(LONG, encoding="utf-8")
    note = "A note may be as long as the text that calls it. " * 60
    (folder / "article.md").write_text(f"---\ntitle: Long\n---\nCalled.[^1]\n\n[^1]: {note}\n", encoding="utf-8")
    assert press.build(Workspace(tmp_path), "long").value is not None
    built = tmp_path / "build" / "long"
    ledger = json.loads((built / "ledger.json").read_text(encoding="utf-8"))

    assert ledger["setting"]["long_notes"] == {"article": ["1"]}
    (built / "long.pdf").write_bytes((built / "long.pdf").read_bytes() + b"\n")
    assert {file.name: file.state for file in press.verify(built).files}["long.pdf"] is State.WHOLE


def test_a_ledger_that_puts_a_note_elsewhere_is_not_believed(tmp_path: Path) -> None:
    folder = tmp_path / "copy"
    shutil.copytree(product("article-and-reply").folder, folder)
    ledger = folder / "ledger.json"
    tree = json.loads(ledger.read_text(encoding="utf-8"))
    tree["setting"]["long_notes"] = {"article": ["1"]}
    ledger.write_text(json.dumps(tree), encoding="utf-8")

    verified = press.verify(folder)
    assert not verified.whole
    assert [file.name for file in verified.files if file.findings] == ["article-and-reply.pdf"]
