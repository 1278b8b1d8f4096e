"""The cache: nothing is made twice of the same, and no byte of an output can come from it."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from msgspec import to_builtins
from tests.cli.counter import contents, lay_out

from handpress import press
from handpress.diagnostics import Finding
from handpress.model.spans import Span
from handpress.press import building, keeping, stamps
from handpress.press.built import Built
from handpress.project import Workspace

ROOT = Path(__file__).resolve().parents[2]
SLUG = "smallest"


@pytest.fixture(autouse=True)
def _every_test_is_a_process_of_its_own() -> Iterator[None]:
    stamps.stamp_of_press.cache_clear()
    yield
    stamps.stamp_of_press.cache_clear()


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with a build and its entry, to be copied."""
    root = lay_out(tmp_path_factory.mktemp("kept"), SLUG)
    assert press.build_anew_or_keep(Workspace(root), SLUG).value
    return root


@pytest.fixture
def workspace(built: Path, tmp_path: Path) -> Workspace:
    return Workspace(Path(shutil.copytree(built, tmp_path / "workspace")))


def outputs(workspace: Workspace) -> dict[str, bytes]:
    return contents(workspace.build / SLUG)


def entry_of(workspace: Workspace) -> Path:
    return workspace.build / ".cache" / f"{SLUG}.json"


def again(workspace: Workspace, changes: str = "refuse", extras: tuple[str, ...] = ()) -> Built:
    result = press.build_anew_or_keep(workspace, SLUG, changes=changes, extras=extras)
    assert result.value, result.findings
    return result.value


def test_where_nothing_has_changed_nothing_is_made(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(building, "build", lambda *_: pytest.fail("it was built anew"))
    before = {path: path.stat().st_mtime_ns for path in (workspace.build / SLUG).iterdir()}
    found = again(workspace)

    assert (found.unchanged, found.pages, found.words) == (True, 4, 10)
    assert {path: path.stat().st_mtime_ns for path in found.files} == before


def test_a_proof_beside_the_build_is_no_change(workspace: Workspace) -> None:
    (workspace.build / SLUG / f"{SLUG}-proof.pdf").write_bytes(b"%PDF")

    assert again(workspace).unchanged


def test_without_the_cache_all_is_made_to_the_same_bytes(workspace: Workspace) -> None:
    before = outputs(workspace)
    found = press.build_anew_or_keep(workspace, SLUG, cache=False).value

    assert found
    assert not found.unchanged
    assert outputs(workspace) == before


def a_word(workspace: Workspace) -> None:
    path = workspace.manuscripts / SLUG / "bread.md"
    path.write_text(path.read_text(encoding="utf-8") + "\nMore.\n", encoding="utf-8")


def a_setting(workspace: Workspace) -> None:
    path = workspace.manuscripts / SLUG / "pamphlet.toml"
    path.write_text(path.read_text(encoding="utf-8") + '\n[setting]\nlines = "greedy"\n', encoding="utf-8")


def a_style(workspace: Workspace) -> None:
    (workspace.root / "styles").mkdir()
    (workspace.root / "styles" / "epub.css").write_text("p { margin: 0 }", encoding="utf-8")


def an_output(workspace: Workspace) -> None:
    path = workspace.build / SLUG / f"{SLUG}.pdf"
    path.write_bytes(path.read_bytes() + b" ")


def an_output_less(workspace: Workspace) -> None:
    (workspace.build / SLUG / f"{SLUG}.epub").unlink()


def a_file_more(workspace: Workspace) -> None:
    (workspace.build / SLUG / "other.pdf").write_bytes(b"")


@pytest.mark.parametrize("change", [a_word, a_setting, a_style, an_output, an_output_less, a_file_more])
def test_what_has_changed_is_seen(change: Callable[[Workspace], None], workspace: Workspace) -> None:
    change(workspace)

    assert keeping.unchanged(workspace, SLUG, "refuse", ()) is None


def test_what_has_changed_is_made_anew_as_if_there_were_no_cache(workspace: Workspace) -> None:
    a_word(workspace)
    a_file_more(workspace)
    assert not again(workspace).unchanged
    made = outputs(workspace)
    shutil.rmtree(workspace.build)
    press.build_anew_or_keep(workspace, SLUG, cache=False)

    assert made == outputs(workspace)


def test_other_editions_are_made_when_they_are_asked_for_and_go_when_they_are_not(workspace: Workspace) -> None:
    before = outputs(workspace)

    assert f"{SLUG}.txt" in {path.name for path in again(workspace, extras=("text",)).files}
    assert not again(workspace).unchanged
    assert outputs(workspace) == before


@pytest.mark.parametrize("name", ["_machine", "_content"])
def test_another_machine_or_other_code_makes_all_anew(
    name: str, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = {"_machine": lambda: iter(["pango 1.99"]), "_content": lambda _: "other code"}[name]
    monkeypatch.setattr(stamps, name, other)

    assert keeping.unchanged(workspace, SLUG, "refuse", ()) is None


def poisons(entry: bytes, other: bytes) -> dict[str, bytes]:
    """Entries that are none: broken off, of another pamphlet, changed by hand, of another press, no entry at all."""
    changed = json.loads(entry)
    changed["counts"]["pages"] = 99
    strange = {**json.loads(entry), "form": 0}
    strange["sum"] = keeping._sum({key: value for key, value in strange.items() if key != "sum"})
    listed = json.dumps(["form", 1]).encode()
    return {
        "broken off": entry[: len(entry) // 2],
        "empty": b"",
        "another pamphlet's": other,
        "changed": json.dumps(changed).encode(),
        "another form": json.dumps(strange).encode(),
        "a list": listed,
        "not UTF-8": b"\xff\xfe" + entry,
    }


def test_a_poisoned_entry_is_none_and_is_written_anew(workspace: Workspace) -> None:
    before, entry = outputs(workspace), entry_of(workspace).read_bytes()
    other = json.loads(entry)
    other["stamp"] = hashlib.sha256(b"another").hexdigest()
    other["sum"] = keeping._sum({key: value for key, value in other.items() if key != "sum"})
    for poison in poisons(entry, json.dumps(other).encode()).values():
        entry_of(workspace).write_bytes(poison)
        assert keeping.unchanged(workspace, SLUG, "refuse", ()) is None

    assert not again(workspace).unchanged
    assert outputs(workspace) == before
    assert entry_of(workspace).read_bytes() == entry


def test_findings_are_told_again_to_the_letter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace = Workspace(lay_out(tmp_path, SLUG))
    path = workspace.manuscripts / SLUG / "bread.md"
    path.write_text(path.read_text(encoding="utf-8") + "\nFlour [so it seems] is dear. ⴰ\n", encoding="utf-8")
    first = press.build_anew_or_keep(workspace, SLUG)
    second = press.build_anew_or_keep(workspace, SLUG)

    assert {finding.code for finding in first.findings} >= {"unattributed-bracket", "glyph-missing"}
    assert second.value
    assert second.value.unchanged
    assert second.findings == first.findings
    spans = [finding.span and finding.span.turns for finding in first.findings]
    assert [finding.span and finding.span.turns for finding in second.findings] == spans


def test_a_manuscript_saved_while_the_press_is_at_it_leaves_no_entry(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry_of(workspace).unlink()
    press.build_anew_or_keep(workspace, SLUG, lambda stage: a_word(workspace) if stage == "imposing sheets" else None)

    assert not entry_of(workspace).exists()


def test_where_no_entry_can_be_written_the_build_is_there_all_the_same(workspace: Workspace) -> None:
    shutil.rmtree(workspace.build)
    workspace.build.mkdir()
    (workspace.build / ".cache").write_text("a file in the place of the folder")

    assert not again(workspace).unchanged
    assert outputs(workspace)


def test_a_machine_that_cannot_be_known_keeps_nothing(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stamps, "_LIBRARIES", ((("no-such-library",), "version"),))

    assert stamps.stamp(workspace, SLUG, "") is None
    assert keeping.unchanged(workspace, SLUG, "refuse", ()) is None


def test_a_link_that_leads_elsewhere_is_a_change(workspace: Workspace) -> None:
    folder = workspace.manuscripts / SLUG
    for name in ("one", "two"):
        (folder / name).write_text("the same")
    (folder / "link").symlink_to("one")
    (folder / "nowhere").symlink_to("three")
    first = stamps.stamp(workspace, SLUG, "")
    (folder / "link").unlink()
    (folder / "link").symlink_to("two")

    assert first
    assert stamps.stamp(workspace, SLUG, "") not in (first, None)


COMMAND = [sys.executable, "-c", "from handpress.cli import main; main()", "build"]


def start(root: Path) -> subprocess.Popen[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    return subprocess.Popen(
        COMMAND, cwd=root, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


def test_two_builds_at_once_on_one_folder_both_end_well(workspace: Workspace) -> None:
    before = outputs(workspace)
    shutil.rmtree(workspace.build)
    said = [process.communicate() for process in [start(workspace.root), start(workspace.root)]]

    assert [error for _, error in said] == ["", ""]
    assert outputs(workspace) == before
    assert sorted(path.name for path in workspace.build.iterdir()) == [".cache", SLUG]


def test_several_pamphlets_are_built_to_the_bytes_of_one_after_the_other(tmp_path: Path) -> None:
    names = (SLUG, "verse-and-epigraph")
    one, several = (Workspace(lay_out(tmp_path / name, *names)) for name in ("one", "several"))
    for name in names:
        assert press.build_anew_or_keep(one, name, cache=False).value
    with start(several.root) as process:
        out, error = process.communicate()

    assert error == ""
    assert [line.partition(":")[0] for line in out.splitlines() if ":" in line] == list(names)
    assert {name: contents(several.build / name) for name in names} == {
        name: contents(one.build / name) for name in names
    }


def test_a_span_survives_the_way_into_an_entry_and_out() -> None:
    finding = Finding("word-doubled", "“the the”", Span("a.md", 1, 2, 3, 4, ((5, 6, 7),)), "Take one out.")
    entry = json.loads(json.dumps(to_builtins(finding)))
    found = keeping._finding(entry)

    assert found == finding
    assert found.span
    assert found.span.turns == ((5, 6, 7),)
