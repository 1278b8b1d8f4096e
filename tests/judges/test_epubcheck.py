"""The judge itself: it must be able to say no, or its yes is worth nothing."""

import pytest
from msgspec.structs import replace
from tests.judges import epubcheck
from tests.judges.epubcheck import Verdict, faults, sample
from tests.writing.books import page, small

from handpress.writing.epub import write_epub
from handpress.writing.package import Chapter


@sample("a link to nowhere")
def link_to_nowhere() -> bytes:
    chapter = Chapter("article.xhtml", page("Why?", '<h1>Why?</h1>\n<p><a href="lost.xhtml">See</a></p>'))
    return write_epub(replace(small(), chapters=(chapter,)))


@sample("no e-book at all")
def no_book() -> bytes:
    return b"This is not an archive."


def test_a_broken_book_is_called_broken_and_the_place_is_named(verdict: Verdict) -> None:
    [fault] = faults(verdict("a link to nowhere"))

    assert (fault.severity, fault.code) == ("ERROR", "RSC-007")
    assert fault.place == "EPUB/article.xhtml:6"


def test_a_file_that_is_no_archive_is_judged_too(verdict: Verdict) -> None:
    assert "FATAL" in {message.severity for message in verdict("no e-book at all")}


def test_an_absent_judge_is_a_skip_at_home_and_a_failure_where_it_is_required(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    monkeypatch.setattr(epubcheck, "absent", lambda: "there is no java")
    ask = epubcheck.verdict.__wrapped__  # type: ignore[attr-defined]

    monkeypatch.delenv("CI", raising=False)
    monkeypatch.delenv("HANDPRESS_JUDGES", raising=False)
    with pytest.raises(pytest.skip.Exception, match="there is no java"):
        ask(tmp_path_factory)

    monkeypatch.setenv("HANDPRESS_JUDGES", "required")
    with pytest.raises(pytest.fail.Exception, match="there is no java"):
        ask(tmp_path_factory)
