"""The judges at their bench: they must be able to say no, or their yes is worth nothing."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace
from tests import house
from tests.judges import bench as judges
from tests.judges.bench import NODE, Bench
from tests.writing.books import full, page, small

from handpress.writing.epub import write_epub
from handpress.writing.package import Book, Chapter, Enclosure, Entry

Written = Callable[[Book], Path]

ROMAN = house.fonts()[0].content
FACE = b'@font-face { font-family: "Roman"; src: url(fonts/Roman.ttf) } * { font-family: "Roman" }'
LONG = "".join(f'<p id="p{number}">{number}. Because.</p>' for number in range(100))
NOTED = f"""<h1>Why?</h1>
<p>Because.<a href="#note" id="call" epub:type="noteref" role="doc-noteref">1</a></p>
{LONG}
<div id="note" epub:type="footnote" role="doc-footnote">
<p><a href="#call" role="doc-backlink" aria-label="Back">1</a> So it is said.</p></div>"""
WIDE = '<h1>Why?</h1><pre style="white-space: pre">' + "because " * 20 + "</pre>"


def book(body: str, head: tuple[str, str] = ("", "")) -> Book:
    """A book with this text; in its frame, the first string of ``head`` is replaced by the second."""
    text = page("Why?", body).replace(head[0].encode(), head[1].encode())
    chapters = (Chapter("article.xhtml", text),)
    return replace(small(), chapters=chapters, styles=FACE, fonts=(Enclosure("fonts/Roman.ttf", ROMAN, "font/ttf"),))


@pytest.fixture
def written(tmp_path: Path) -> Written:
    def write(made: Book) -> Path:
        path = tmp_path / "book.epub"
        path.write_bytes(write_epub(made))
        return path

    return write


BROKEN = {
    "a picture without words": (book('<h1>Why?</h1><p><img src="cover.jpg"/></p>'), {"image-alt"}, {"image-alt"}),
    "a page without its language": (
        book("<h1>Why?</h1>", (' lang="en" xml:lang="en"', "")),
        {"html-has-lang"},
        {"html-has-lang"},
    ),
    "a heading two levels down": (book("<h1>Why?</h1><h3>Because</h3>"), {"heading-order"}, set()),
    "grey words on white": (
        book('<h1>Why?</h1><p style="color: #aaa">Because of the grey.</p>'),
        {"color-contrast"},
        {"color-contrast"},
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_book_is_called_broken_by_the_rule_it_breaks(bench: Bench, written: Written, name: str) -> None:
    made, by_ace, by_axe = BROKEN[name]
    path = written(made)

    assert {issue.rule for issue in bench.ace(path)} == by_ace
    assert {issue.rule for issue in bench.axe(path)} == by_axe


def test_a_sound_book_is_passed_with_its_page_marks(bench: Bench, written: Written) -> None:
    # Its style sheet says nothing of the contents, whose links stand closer than a finger needs.
    path = written(replace(full(), styles=b"nav li { margin: 1em 0; }"))

    assert bench.ace(path) == bench.axe(path) == ()


def test_a_note_is_opened_beside_the_text_and_left_again(bench: Bench, written: Written) -> None:
    [note] = bench.read(written(book(NOTED))).notes

    assert (note.sign, note.words, note.type) == ("1", "1 So it is said.", "footnote")
    assert (note.went, note.linked, note.returned) == (True, True, True)


def test_a_note_that_is_not_there_is_not_reached(bench: Bench, written: Written) -> None:
    [note] = bench.read(written(book(NOTED.replace('id="note"', 'id="notice"')))).notes

    assert note.type == ""
    assert not note.went


def test_a_link_back_to_another_place_does_not_lead_back(bench: Bench, written: Written) -> None:
    path = written(book(NOTED.replace('href="#call"', 'href="#p99"')))
    [note] = bench.read(path).notes

    assert (note.went, note.linked) == (True, False)


def test_contents_and_page_list_are_followed_to_their_places(bench: Bench, written: Written) -> None:
    here, gone = Entry("Here", "article.xhtml#p50"), Entry("Gone", "article.xhtml#p500")
    reading = bench.read(written(replace(book(LONG), navigation=(here, gone), pages=(here, gone))))

    assert [(line.label, line.arrived, line.words) for line in reading.contents] == [
        ("Here", True, "50. Because."),
        ("Gone", False, ""),
    ]
    assert reading.pages == reading.contents


def test_what_does_not_fit_on_a_telephone_is_named(bench: Bench, written: Written) -> None:
    path = written(book(WIDE))
    [wide] = bench.read(path).wide

    assert re.fullmatch(r"EPUB/article\.xhtml <pre.* ends at \d{3,4} of 360", wide, re.DOTALL)


# --- the second reading system -------------------------------------------------------------------------------------


def test_epub_js_follows_a_call_to_its_note_and_back(bench: Bench, written: Written) -> None:
    [note] = bench.read_by_links(written(book(NOTED))).notes

    assert (note.sign, note.words, note.went, note.linked) == ("1", "1 So it is said.", True, True)


@pytest.mark.parametrize(
    ("change", "by", "went"), [('id="note"', 'id="notice"', False), ('href="#call"', 'href="#p99"', True)]
)
def test_epub_js_is_not_led_where_a_link_does_not_lead(
    bench: Bench, written: Written, change: str, by: str, went: bool
) -> None:
    [note] = bench.read_by_links(written(book(NOTED.replace(change, by)))).notes

    assert (note.went, note.linked) == (went, False)


def test_epub_js_follows_contents_and_page_list_to_their_places(bench: Bench, written: Written) -> None:
    here, gone = Entry("50", "article.xhtml#p50"), Entry("500", "article.xhtml#p500")
    reading = bench.read_by_links(written(replace(book(LONG), navigation=(here, gone), pages=(here, gone))))

    assert [(line.label, line.arrived, line.words) for line in reading.contents] == [
        ("50", True, "50. Because."),
        ("500", False, ""),
    ]
    assert reading.pages == reading.contents


def test_epub_js_names_what_does_not_fit_on_a_telephone(bench: Bench, written: Written) -> None:
    [wide] = bench.read_by_links(written(book(WIDE))).wide

    assert re.fullmatch(r"article\.xhtml <pre.* ends at \d{3,4} of 360", wide, re.DOTALL)


# --- the bench -----------------------------------------------------------------------------------------------------


def test_what_a_judge_cannot_judge_is_no_verdict(bench: Bench, tmp_path: Path) -> None:
    path = tmp_path / "book.epub"
    path.write_bytes(b"This is no archive.")

    with pytest.raises(RuntimeError, match="ace could not judge"):
        bench.ace(path)


def test_the_lock_names_versions_and_hashes_and_no_address() -> None:
    text = (NODE / "package-lock.json").read_text(encoding="utf-8")
    packages = json.loads(text)["packages"]
    wanted = json.loads((NODE / "package.json").read_text(encoding="utf-8"))["dependencies"]

    assert "://" not in text
    assert packages.pop("")["dependencies"] == wanted
    assert {name: packages[f"node_modules/{name}"]["version"] for name in wanted} == wanted
    assert [name for name, one in packages.items() if not one["integrity"].startswith("sha512-")] == []


def test_an_absent_judge_is_a_skip_at_home_and_a_failure_where_it_is_required(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    monkeypatch.setattr(judges, "absent", lambda: "there is no node")
    ask = judges.bench.__wrapped__  # type: ignore[attr-defined]

    monkeypatch.delenv("CI", raising=False)
    monkeypatch.delenv("HANDPRESS_JUDGES", raising=False)
    with pytest.raises(pytest.skip.Exception, match="there is no node"):
        next(ask(tmp_path_factory))

    monkeypatch.setenv("HANDPRESS_JUDGES", "required")
    with pytest.raises(pytest.fail.Exception, match="there is no node"):
        next(ask(tmp_path_factory))
