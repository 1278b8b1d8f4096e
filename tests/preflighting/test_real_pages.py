"""Pages as a typesetting engine makes them: finished, they are taken; as they come, they are told in few words."""

from __future__ import annotations

import functools
import io

from pikepdf import Array, Dictionary, Name, Pdf, String
from tests import house
from tests.preflighting.samples import SHOP, icc, saved

from handpress.diagnostics import Severity
from handpress.preflighting import preflight
from handpress.setting.isolation import isolate_fonts
from handpress.writing.faces import enclosed, face_rules
from handpress.writing.layout import lay_out

_TEXT = """<style>@page {{ size: 148mm 210mm; margin: 20mm; bleed: 3mm; {page} }} * {{ {ink} }}
  h1 {{ font-size: 20pt; break-before: page }} hr {{ border: 0; height: 1pt; background: {rule} }}</style>
  <title>Pages</title><h1>One</h1><p>Words <em>and</em> <a href="https://example.org">a link</a>.<hr>
  <h1>Two</h1><p>More words.<h1>Three</h1><p>Words.<h1>Four</h1><p>Words."""


@functools.cache
def pages(black: bool) -> bytes:
    key = "device-cmyk(0 0 0 1)"
    text = _TEXT.format(
        ink=f"color: {key}" if black else "color: black",
        page="" if black else "background: #eee",
        rule=key if black else "black",
    )
    isolate_fonts()
    fonts = house.fonts()[:2]
    return lay_out(text, face_rules(fonts) + 'html { font-family: "EB Garamond" }', enclosed(fonts)).to_pdf()


def finished(pdf: bytes) -> bytes:
    """The pages as a print file: described, and with nothing laid over them."""
    with Pdf.open(io.BytesIO(pdf)) as file:
        for page in file.pages:
            if "/Annots" in page.obj:
                del page.obj["/Annots"]
        intent = Dictionary(
            Type=Name.OutputIntent, S=Name.GTS_PDFX, OutputConditionIdentifier=String("FOGRA39"),
            DestOutputProfile=file.make_stream(icc(), N=4),
        )  # fmt: skip
        file.Root.OutputIntents = Array([intent])
        del file.Root["/Outlines"]
        for key, value in (("CreationDate", "D:20260501"), ("ModDate", "D:20260501"), ("GTS_PDFXVersion", "PDF/X-4")):
            file.docinfo[f"/{key}"] = value
        file.docinfo["/Trapped"] = Name("/False")
        return saved(file)


def test_finished_pages_in_black_ink_are_taken() -> None:
    result = preflight(finished(pages(black=True)), SHOP)

    assert result.findings == ()
    assert (len(result.value.leaves), result.value.leaves[0].width_mm) == (4, 148.0)


def test_pages_as_they_come_are_told_in_one_finding_a_kind() -> None:
    findings = preflight(pages(black=False), SHOP).findings

    assert {f.code for f in findings if f.severity is Severity.ERROR} == {
        "text-black-mixed", "colour-rgb", "output-intent", "pdf-annotation"
    }  # fmt: skip
    assert len(findings) <= 9
    [black] = [finding for finding in findings if finding.code == "text-black-mixed"]
    assert {place.page for place in black.places} == {1, 2, 3, 4}
