"""Front matter in roman pages, wherever pages are named: bound covers, other scripts, proofs, sheets, the preview."""

from __future__ import annotations

import functools
import io
import json
import re
import shutil
import zipfile
from pathlib import Path

import pikepdf
import pytest
from tests.pamphlets.shop import HERE
from tests.writing.pages import Page, read_back

from handpress import press
from handpress.press import ProofKind, ProofWish
from handpress.press.previews import previewer
from handpress.project import Workspace
from handpress.proving.readback import page_labels

NAME = "front-matter"
HEBREW = """title = "ספר"
language = "he"
date = "2026"

[format]
front-matter = "roman"

[[parts]]
file = "before.md"
kind = "preface"

[[parts]]
file = "article.md"
kind = "article"
"""


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return lay_out(tmp_path_factory.mktemp("front"))


def lay_out(root: Path, *edits: tuple[str, str]) -> Workspace:
    """A workspace with the pamphlet in it, its settings edited."""
    home = root / "manuscripts" / NAME
    shutil.copytree(HERE / NAME, home, ignore=shutil.ignore_patterns("golden"))
    settings = (home / "pamphlet.toml").read_text(encoding="utf-8")
    for old, new in edits:
        assert old in settings
        settings = settings.replace(old, new)
    (home / "pamphlet.toml").write_text(settings, encoding="utf-8")
    return Workspace(root)


@functools.cache
def built(workspace: Workspace, slug: str = NAME) -> dict[str, bytes]:
    """The files of a build, by their names without the pamphlet's, which is whole."""
    made = press.build(workspace, slug)
    assert made.value is not None, [finding.message for finding in made.findings]
    return {path.name.removeprefix(slug): path.read_bytes() for path in made.value.files}


def folio(page: Page) -> str:
    """The number in the lowest line of a page; nothing, where that is another line."""
    lowest = page.lines[-1].text if page.lines else ""
    return lowest if re.fullmatch(r"\d{1,2}|[ivxl]+", lowest) else ""


def agree(files: dict[str, bytes]) -> tuple[str, ...]:
    """The labels of the pages, which must be those on the paper, in the print file and in the e-book's lists."""
    labels = page_labels(files[".pdf"])
    printed = [(label, folio(page)) for label, page in zip(labels, read_back(files[".pdf"]), strict=True)]
    assert [pair for pair in printed if pair[1] not in ("", pair[0])] == []
    assert sum(bool(on_paper) for _, on_paper in printed) >= 2
    assert page_labels(files["-print.pdf"])[: len(labels)] == labels
    with zipfile.ZipFile(io.BytesIO(files[".epub"])) as archive:
        nav, ncx = (archive.read(f"EPUB/{name}").decode() for name in ("nav.xhtml", "toc.ncx"))
        text = "".join(archive.read(name).decode() for name in archive.namelist() if name.endswith(".xhtml"))
    listed = re.findall(r'#page-([^"]+)">([^<]+)</a>', nav)
    assert [label for label, _ in listed] == [label for _, label in listed] == list(labels)
    assert re.findall(r"<pageTarget.*?<text>([^<]+)</text>", ncx) == list(labels)
    assert sorted(re.findall(r'role="doc-pagebreak" aria-label="([^"]+)"', text)) == sorted(labels)
    return labels


def test_the_text_begins_with_one_on_a_recto_and_a_blank_goes_before_it(workspace: Workspace) -> None:
    files = built(workspace)
    labels = agree(files)

    assert labels == ("i", "ii", "iii", "iv", "v", "vi", "1", "2", "3", "4", "5", "6", "7")
    assert [page.number for page in read_back(files[".pdf"]) if not page.lines] == [6]


def test_the_numbers_of_pages_in_the_text_are_folios(workspace: Workspace) -> None:
    pages = read_back(built(workspace)[".pdf"])
    said = "\n".join(page.text for page in pages)

    # The contents, the pointer to a long note, an emendation and a quotation in the note on the text.
    numbers = [line.text for line in pages[1].lines if re.fullmatch(r"\d|[ivx]+", line.text)]
    assert numbers[:3] == ["iii", "iv", "1"]
    assert "This note stands on page 4." in said
    assert "counting-house] counting-horse, p. iv, ¶ 1" in said
    assert "p. 2, ¶ 3" in said


def test_the_ledger_and_its_report_name_the_folio_beside_the_page(workspace: Workspace) -> None:
    files = built(workspace)
    items = json.loads(files["ledger.json"])["items"]
    report = files["report.html"].decode()

    assert {(item["page"], item["folio"]) for item in items if item["kind"] == "correction"} == {(4, "iv")}
    assert '<td class="count">iv</td>' in report
    assert "<figcaption>vi</figcaption>" in report
    assert 'aria-label="front: page 6, page v"' in report


def test_the_e_book_tells_what_goes_before_its_text(workspace: Workspace) -> None:
    with zipfile.ZipFile(io.BytesIO(built(workspace)[".epub"])) as archive:
        nav, before, text = (archive.read(f"EPUB/{name}.xhtml").decode() for name in ("nav", "foreword", "article"))

    assert 'epub:type="bodymatter" href="article.xhtml"' in nav
    assert '<body epub:type="frontmatter">' in before
    assert '<body epub:type="bodymatter">' in text


def test_a_build_is_verified_from_its_folder(workspace: Workspace) -> None:
    built(workspace)

    assert {file.state.value for file in press.verify(workspace.build / NAME).files} == {"as built"}


def test_a_bound_cover_is_counted_with_the_front_as_it_is_with_all_pages(tmp_path: Path) -> None:
    files = built(lay_out(tmp_path, ("[format]", '[cover]\nform = "self"\n\n[format]')))
    labels = agree(files)

    # Cover, its inside, title page, contents, foreword, two of the introduction, a blank.
    assert labels[:10] == ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "1", "2")
    assert len(labels) % 4 == 0
    assert json.loads(files["ledger.json"])["setting"]["covers"][:2] == [1, 2]


def test_parts_that_follow_on_begin_the_text_on_a_recto_all_the_same(tmp_path: Path) -> None:
    size = 'size = "15pt"\nleading = "20pt"\n'
    files = built(lay_out(tmp_path, (size, 'theme = "leaflet"\n')))

    assert agree(files)[:4] == ("i", "ii", "1", "2")


def test_without_the_key_all_pages_are_counted_from_the_first(tmp_path: Path) -> None:
    labels = agree(built(lay_out(tmp_path, ('front-matter = "roman"\n', ""))))

    assert labels == tuple(str(page) for page in range(1, len(labels) + 1))


def test_pages_from_right_to_left_have_roman_folios_too(tmp_path: Path) -> None:
    home = tmp_path / "manuscripts" / "small"
    home.mkdir(parents=True)
    (home / "pamphlet.toml").write_text(HEBREW, encoding="utf-8")
    sentence = "חוברת מקפלים ביד, וספר כורכים בחוט. "
    (home / "before.md").write_text(f"---\ntitle: הקדמה\n---\n\n{sentence * 50}\n", encoding="utf-8")
    (home / "article.md").write_text(f"---\ntitle: פרק\n---\n\n{sentence * 40}\n", encoding="utf-8")
    files = built(Workspace(tmp_path), "small")

    assert agree(files) == ("i", "ii", "iii", "iv", "1", "2")
    with pikepdf.open(io.BytesIO(files[".pdf"])) as pdf:
        assert str(pdf.Root.ViewerPreferences.Direction) == "/R2L"


def test_fit_counts_the_blank_before_the_text(workspace: Workspace) -> None:
    fits = press.fit(workspace, NAME).value

    assert fits is not None
    assert fits.now.pages == len(page_labels(built(workspace)[".pdf"]))


def test_a_preview_names_pages_by_their_folios(workspace: Workspace) -> None:
    pieces = {piece.kind: piece.told for piece in previewer(workspace, NAME)()}

    assert [leaf["label"] for leaf in pieces["pages"]["leaves"]] == list(page_labels(built(workspace)[".pdf"]))
    assert "iii" in pieces["pages"]["diagram"]
    assert pieces["ledger"]["whole"]


def test_the_audit_of_pages_names_folios(workspace: Workspace) -> None:
    found = press.audit(workspace, NAME).findings
    labels = page_labels(built(workspace)[".pdf"])

    assert found
    for finding in found:
        [place] = finding.places
        assert place.folio == labels[place.page - 1]
        assert finding.message.startswith(f"Page {place.folio}, line ")


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (ProofKind.PAGES, ("page iv (4) of 14", "page 1 (7) of 14", "iv:7")),
        (ProofKind.IMPOSITION, ("iii", "vi")),
    ],
)
def test_a_proof_names_folios(kind: ProofKind, said: tuple[str, ...], workspace: Workspace) -> None:
    made = press.proof(workspace, NAME, ProofWish(kind))
    assert made.value is not None, made.findings
    text = "\n".join(line.text for page in read_back(made.value.read_bytes()) for line in page.lines)

    assert [words for words in said if words not in text] == []


def test_a_redline_names_folios_and_the_pages_that_changed_by_them(workspace: Workspace, tmp_path: Path) -> None:
    old = lay_out(tmp_path).manuscripts / NAME
    for name, words in (("introduction.md", "gone abroad"), ("article.md", "heavy")):
        text = (old / name).read_text(encoding="utf-8")
        assert words in text
        (old / name).write_text(text.replace(words, "other"), encoding="utf-8")
    made = press.redline(workspace, NAME, str(old)).value

    assert made is not None
    assert [made.folios.of(page) for page in made.pages] == ["iv", "3"]
    pages = read_back(made.files[0].read_bytes())
    assert any("Changes begin on pages iv, 3." in page.text.replace("\n", " ") for page in pages)
    assert page_labels(made.files[0].read_bytes())[:7] == ("i", "ii", "iii", "iv", "v", "vi", "1")
