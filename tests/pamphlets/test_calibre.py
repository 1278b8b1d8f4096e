"""Calibre reads the e-books of all pamphlets: what many readers do with a book before they read it."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.judges import calibre
from tests.judges.epubcheck import required
from tests.pamphlets.shop import ALL, Product, note_text, plain, product, words

from handpress.model import walk

ReadByCalibre = Callable[[str], str]


@pytest.fixture(scope="session")
def read() -> ReadByCalibre:
    """The letters that Calibre has of the pamphlet of a name. Skips where it is absent, and fails where required."""
    if why := calibre.absent():
        (pytest.fail if required() else pytest.skip)(f"Calibre judges nothing here: {why}")
    books = {name: product(name).file(".epub") for name in ALL}
    texts = calibre.texts(books.values())
    return lambda name: plain(texts[books[name]])


@pytest.mark.parametrize("name", ALL, scope="session")
def test_calibre_keeps_every_word_and_note_in_its_text(name: str, read: ReadByCalibre) -> None:
    assert lost(product(name), read(name)) == ([], [])


def lost(made: Product, whole: str) -> tuple[list[str], list[str]]:
    """The words of a pamphlet, and the labels of its notes, that are not in these letters."""
    notes = [note for part in made.document.parts for note in walk.notes_by_label(part).values()]
    return (
        [word for word in words(made) if word not in whole],
        [note.label for note in notes if note_text(note) not in whole],
    )


# --- Calibre itself: it must be able to say no, or its yes is worth nothing -----------------------------------------


@pytest.mark.usefixtures("read")
def test_a_note_that_is_cut_out_of_a_book_is_missed(tmp_path: Path) -> None:
    made, path = product("article-and-reply"), tmp_path / "book.epub"
    cut = re.compile(rb'<(\w+) id="note-article-1"[^>]*>.*?</\1>', re.DOTALL)
    with zipfile.ZipFile(made.file(".epub")) as book, zipfile.ZipFile(path, "w") as less:
        for entry in book.infolist():
            less.writestr(entry, cut.sub(rb"<div><p>Nothing.</p></div>", book.read(entry)))

    assert lost(made, plain(calibre.texts([path])[path]))[1] == ["1"]


@pytest.mark.usefixtures("read")
def test_what_is_no_book_is_named_and_keeps_no_other_from_being_read(tmp_path: Path) -> None:
    path = tmp_path / "book.epub"
    path.write_bytes(b"This is no archive.")

    with pytest.raises(RuntimeError, match=rf"no text of {re.escape(str(path))}: "):
        calibre.texts([path, product("smallest").file(".epub")])


def test_absent_calibre_is_a_skip_at_home_and_a_failure_where_it_is_required(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calibre, "absent", lambda: "there is no Calibre")
    ask = read.__wrapped__  # type: ignore[attr-defined]

    monkeypatch.delenv("CI", raising=False)
    monkeypatch.delenv("HANDPRESS_JUDGES", raising=False)
    with pytest.raises(pytest.skip.Exception, match="there is no Calibre"):
        ask()

    monkeypatch.setenv("HANDPRESS_JUDGES", "required")
    with pytest.raises(pytest.fail.Exception, match="there is no Calibre"):
        ask()
