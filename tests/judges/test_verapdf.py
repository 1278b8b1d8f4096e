"""The judge of PDF/A and PDF/UA: it must be able to say no, or its yes is worth nothing."""

from __future__ import annotations

import io
from collections.abc import Callable

import pikepdf
import pytest
from pikepdf import Pdf
from tests.judges import verapdf
from tests.judges.verapdf import Verdict, sample
from tests.prepress.samples import ABOUT, plain

from handpress.prepress import finish_reading


def spoilt(spoil: Callable[[Pdf], None]) -> bytes:
    with Pdf.open(io.BytesIO(finish_reading(plain()[1], ABOUT))) as pdf:
        spoil(pdf)
        buffer = io.BytesIO()
        pdf.save(buffer)
        return buffer.getvalue()


def without_intent(pdf: Pdf) -> None:
    del pdf.Root.OutputIntents


def with_a_note_that_has_no_name(pdf: Pdf) -> None:
    note = next(item for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/Note")
    del note.ID


def without_tags_for_a_line(pdf: Pdf) -> None:
    page = pdf.pages[2].obj
    page.Contents = pdf.make_stream(page.Contents.read_bytes() + b"\n0 0 m 9 9 l S")


BROKEN = {
    sample("no output intent", lambda: spoilt(without_intent)): ("PDFA-2A", "6.2.4.3-2"),
    sample("a note without a name", lambda: spoilt(with_a_note_that_has_no_name)): ("PDFUA-1", "7.9-1"),
    sample("a line without a tag", lambda: spoilt(without_tags_for_a_line)): ("PDFUA-1", "7.1-3"),
    sample("no PDF at all", lambda: b"This is no PDF."): ("PDFA-2A", "0-0"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_called_broken_by_the_rule_it_breaks(pdf_verdict: Verdict, name: str) -> None:
    assert BROKEN[name] in {(fault.profile, fault.rule) for fault in pdf_verdict(name)}


def test_an_absent_judge_is_a_skip_at_home_and_a_failure_where_it_is_required(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    monkeypatch.setattr(verapdf, "absent", lambda: "there is no java")
    ask = verapdf.pdf_verdict.__wrapped__  # type: ignore[attr-defined]

    monkeypatch.delenv("CI", raising=False)
    monkeypatch.delenv("HANDPRESS_JUDGES", raising=False)
    with pytest.raises(pytest.skip.Exception, match="there is no java"):
        ask(tmp_path_factory)

    monkeypatch.setenv("HANDPRESS_JUDGES", "required")
    with pytest.raises(pytest.fail.Exception, match="there is no java"):
        ask(tmp_path_factory)
