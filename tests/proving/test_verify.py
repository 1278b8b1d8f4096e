"""A build is proved again from its folder alone, whatever the pamphlet holds."""

from __future__ import annotations

import json
import re
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.pamphlets.shop import ALL, product
from tests.proving.fitting import misfits

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


QUARREL = """title = "A Quarrel"
language = "en"
date = "2026"

[[parts]]
file = "article.md"
kind = "article"

[[parts]]
file = "reply.md"
kind = "reply"

[[accepted]]
code = "misquotation"
part = "reply"
words = "the crowd's angry way"
reason = "He mocks."

[[accepted]]
code = "quotation-missing"
words = "nobody at all"
reason = "So in print."
"""
ARTICLE = "---\ntitle: On Bread\n---\n\nThe crowd did not wait to be told, in the crowd's own way, what to do.\n"
REPLY = """---
title: On Stones
replies-to: article
---

He says: "The crowd did not wait to be told, in the crowd's angry way". It [did not wait]{.quoted}, and
[nobody at all]{quotes=article paragraph=1} did.

> The crowd did not wait […] in the crowd's own way.

And then:

> Somebody else has said that, or so it seems.
"""


@pytest.fixture(scope="module")
def quarrel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a build in which one part quotes another in every way that a build may have."""
    root = tmp_path_factory.mktemp("quarrel")
    folder = root / "manuscripts" / "quarrel"
    folder.mkdir(parents=True)
    for name, content in (("pamphlet.toml", QUARREL), ("article.md", ARTICLE), ("reply.md", REPLY)):
        (folder / name).write_text(content, encoding="utf-8")
    built = press.build(Workspace(root), "quarrel")
    assert built.value is not None, built.findings
    return root / "build" / "quarrel"


def test_the_ledger_has_every_quotation_with_its_state_its_place_and_its_original(quarrel: Path) -> None:
    ledger = json.loads((quarrel / "ledger.json").read_text(encoding="utf-8"))
    found = [
        (item["state"], item.get("reason"), item["place"]["line"], item.get("original", {}).get("paragraph"))
        for item in ledger["quotations"]
    ]

    assert found == [
        ("misquoted", "He mocks.", 6, 1),
        ("exact", None, 6, 1),
        ("missing", "So in print.", 7, None),
        ("altered", None, 9, 1),
        ("absent", None, 13, None),
    ]
    assert ledger["quotations"][0]["differences"].endswith("in the crowd’s [-own-]{+angry+} way")
    assert ledger["quotations"][0]["original"]["place"] == {"file": "manuscripts/quarrel/article.md", "line": 5}
    assert list(misfits(ledger)) == []
    assert press.verify(quarrel).whole


def test_the_report_shows_them(quarrel: Path) -> None:
    report = (quarrel / "report.html").read_text(encoding="utf-8")

    assert "in the crowd’s <del>own</del> <ins>angry</ins> way" in report
    assert [reason for reason in ("He mocks.", "So in print.") if reason not in report] == []
    assert "article, ¶ 1, article.md:5" in report


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda items: items[0].update(state="exact"), "tells otherwise of the quotation “The crowd did not"),
        (lambda items: items[0].pop("reason"), "tells otherwise of the quotation “The crowd did not"),
        (lambda items: items[1]["original"].update(paragraph=2), "tells otherwise of the quotation “did not wait”"),
        (lambda items: items.pop(), "lacks the quotation “Somebody else"),
        (lambda items: items.append({"state": "exact", "words": "More", "part": "reply"}), "has the quotation “More”"),
    ],
)
def test_a_ledger_that_says_otherwise_of_a_quotation_is_not_believed(
    quarrel: Path, tmp_path: Path, change: Callable[[list[dict[str, Any]]], object], told: str
) -> None:
    folder = tmp_path / "copy"
    shutil.copytree(quarrel, folder)
    tree = json.loads((folder / "ledger.json").read_text(encoding="utf-8"))
    change(tree["quotations"])
    (folder / "ledger.json").write_text(json.dumps(tree), encoding="utf-8")
    states = {file.name: file for file in press.verify(folder).files}

    assert states["ledger.json"].state is State.DAMAGED
    assert told in states["ledger.json"].reason
    assert [name for name, file in states.items() if file.state is not State.AS_BUILT] == ["ledger.json"]


def test_the_e_book_leads_from_each_quotation_to_its_paragraph(quarrel: Path) -> None:
    with zipfile.ZipFile(quarrel / "quarrel.epub") as book:
        [name] = [name for name in book.namelist() if name.endswith("reply.xhtml")]
        page = book.read(name).decode("utf-8")
    links = re.findall(r'<a class="quoted" href="([^"]+)">([^<]+)</a>', page)

    assert links == [
        ("article.xhtml#article-p1", "The crowd did not wait to be told, in the crowd’s angry way"),
        ("article.xhtml#article-p1", "did not wait"),
        ("article.xhtml#article-p1", "nobody at all"),
        ("article.xhtml#article-p1", "On Bread, ¶ 1"),
    ]
