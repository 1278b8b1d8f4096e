"""A judge of PDF/X of our own, since no validator of it can be installed: written from the standards, not the press.

In: the bytes of a PDF and the standard it should keep, PDF/X-4 (ISO 15930-7) or PDF/X-1a:2003 (ISO 15930-4). Out: its
faults, each begun by a word that names the rule. It looks at every object of the file, wherever that hangs; what PDF/A
asks for as well (streams of fonts, the grammar of metadata) is left to veraPDF.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream

X4, X1A = "PDF/X-4", "PDF/X-1a:2003"
_RGB = ("/DeviceRGB", "/CalRGB", "/RGB")
_MEASURED = ("/Lab", "/CalGray", "/ICCBased")
_FONT_FILES = ("/FontFile", "/FontFile2", "/FontFile3")
_PRINTERS = ("/TrapNet", "/PrinterMark")
_XMP = {
    "Title": r"<dc:title>.*?<rdf:li[^>]*>(.*?)</rdf:li>",
    "CreationDate": r"<xmp:CreateDate>(.*?)<",
    "ModDate": r"<xmp:ModifyDate>(.*?)<",
    "Trapped": r"<pdf:Trapped>(.*?)<",
}


def faults(content: bytes, standard: str) -> list[str]:
    """What keeps a file from being of a standard; empty where it is."""
    with Pdf.open(io.BytesIO(content)) as pdf:
        judge = _Judge(pdf, content, standard == X1A)
        checks = (
            judge.file,
            judge.description,
            judge.intent,
            judge.catalogue,
            judge.pages,
            judge.objects,
            judge.drawing,
        )
        return [fault for check in checks for fault in check()]


@dataclass
class _Judge:
    pdf: Pdf
    content: bytes
    old: bool

    def file(self) -> Iterator[str]:
        version = self.pdf.pdf_version
        if version not in (("1.3", "1.4") if self.old else ("1.4", "1.5", "1.6")):
            yield f"version: PDF {version}"
        if self.old and (b"/ObjStm" in self.content or b"/XRef" in self.content):
            yield "object-stream: PDF 1.4 has none"
        if self.pdf.is_encrypted:
            yield "encrypted"
        if len(self.pdf.trailer.get("/ID", [])) != 2:
            yield "identifier: the trailer has none"

    def description(self) -> Iterator[str]:
        info = self.pdf.docinfo
        packet = self.pdf.Root.Metadata.read_bytes().decode() if "/Metadata" in self.pdf.Root else ""
        if not packet:
            yield "metadata: there is no packet"
        for key, pattern in _XMP.items():
            there = str(info.get(f"/{key}", "")).removeprefix("/")
            if not there:
                yield f"info: no {key}"
            told = re.search(pattern, packet, re.DOTALL)
            if told and _plain(there) != _plain(told[1]):
                yield f"info: {key} is {there} here and {told[1]} in the packet"
        if str(info.get("/Trapped", "")) not in ("/True", "/False"):
            yield "trapped: it is not said whether the pages are"
        name = "pdfx" if self.old else "pdfxid"
        claim = X1A if self.old else X4
        if f"<{name}:GTS_PDFXVersion>{claim}</{name}:GTS_PDFXVersion>" not in packet:
            yield f"claim: the packet does not say {claim}"
        if self.old and str(info.get("/GTS_PDFXVersion", "")) != claim:
            yield f"claim: Info does not say {claim}"
        for tag in () if self.old else ("xmpMM:DocumentID", "xmpMM:VersionID", "xmpMM:RenditionClass"):
            if f"<{tag}>" not in packet:
                yield f"metadata: no {tag}"

    def intent(self) -> Iterator[str]:
        meant = [one for one in self.pdf.Root.get("/OutputIntents", []) if Name("/GTS_PDFX") == one.S]
        if len(meant) != 1:
            yield f"intent: there are {len(meant)} for PDF/X"
            return
        if not str(meant[0].get("/OutputConditionIdentifier", "")):
            yield "intent: it names no condition"
        if "/DestOutputProfile" not in meant[0]:
            yield "intent: no profile is embedded"
            return
        profile = meant[0].DestOutputProfile
        data = profile.read_bytes()
        if data[12:20] != b"prtrCMYK" or data[36:40] != b"acsp" or int(profile.N) != 4:
            yield "intent: the profile is not that of a press in CMYK"
        if self.old and data[8] > 2:
            yield "intent: PDF 1.4 knows no such profile"

    def catalogue(self) -> Iterator[str]:
        root = self.pdf.Root
        for key in ("/AcroForm", "/OpenAction", "/AA"):
            if key in root:
                yield f"action: {key} in the catalogue"
        names: Any = root.get("/Names", {})
        for key in ("/JavaScript", "/EmbeddedFiles"):
            if key in names:
                yield f"action: {key}"
        shown: Any = root.get("/ViewerPreferences", {})
        for key in ("/ViewArea", "/ViewClip", "/PrintArea", "/PrintClip"):
            if key in shown and shown[key] not in (Name.MediaBox, Name.BleedBox):
                yield f"viewer: {key}"

    def pages(self) -> Iterator[str]:
        for number, page in enumerate(self.pdf.pages, 1):
            raw = page.obj
            if "/TrimBox" not in raw and "/ArtBox" not in raw:
                yield f"trim: page {number} has none"
                continue
            if "/TrimBox" in raw and "/ArtBox" in raw:
                yield f"trim: page {number} has an ArtBox as well"
            media, bleed, trim = (_edges(box) for box in (page.mediabox, page.bleedbox, page.trimbox))
            if media[:2] != (0, 0):
                yield f"media: page {number} does not begin at zero"
            if not _holds(bleed, trim):
                yield f"bleed: on page {number} the trim is not within it"
            if not _holds(media, bleed):
                yield f"media: on page {number} the bleed is not within it"
            for annotation in raw.get("/Annots", []):
                if annotation.Subtype not in _PRINTERS and _meet(_edges(annotation.Rect), bleed):
                    yield f"annotation: page {number} has {annotation.Subtype} within the bleed"
            if "/AA" in raw:
                yield f"action: page {number}"

    def objects(self) -> Iterator[str]:
        for item in self.pdf.objects:
            for entry in _dictionaries(item):
                yield from self._entry(entry)

    def _entry(self, entry: Any) -> Iterator[str]:
        kind = str(entry.get("/Subtype", ""))
        if "/JS" in entry or str(entry.get("/S", "")) in ("/JavaScript", "/Launch", "/URI", "/SubmitForm"):
            yield "action: a script or an address"
        simple = str(entry.get("/Type", "")) == "/Font" and kind not in ("/Type0", "/Type3")
        if simple and not any(key in entry.get("/FontDescriptor", {}) for key in _FONT_FILES):
            yield f"font: {entry.get('/BaseFont')} is not embedded"
        if kind == "/PS" or "/OPI" in entry or "/Alternates" in entry:
            yield "object: PostScript, OPI or an alternate picture"
        if "/LZWDecode" in str(entry.get("/Filter", "")):
            yield "filter: LZW"
        if kind == "/Image":
            if self.old and "/SMask" in entry:
                yield "transparency: a picture has a soft mask"
            if not entry.get("/ImageMask", False):
                yield from self._space(entry.get("/ColorSpace"), "picture")
        if "/ShadingType" in entry:
            yield from self._space(entry.ColorSpace, "shading")
        if isinstance(spaces := entry.get("/ColorSpace"), Dictionary):
            for space in spaces.values():
                yield from self._space(space, "resource")
        if isinstance(group := entry.get("/Group"), Dictionary):
            if self.old:
                yield "transparency: a group"
            elif "/CS" in group:
                yield from self._space(group.CS, "group")
        states = entry.get("/ExtGState")
        for state in states.values() if isinstance(states, Dictionary) else ():
            yield from self._state(state)

    def _state(self, state: Any) -> Iterator[str]:
        if "/TR" in state or "/HTP" in state or state.get("/TR2", Name.Default) != Name.Default:
            yield "state: a transfer curve or a halftone's phase"
        if self.old:
            if any(float(state.get(key, 1)) != 1 for key in ("/ca", "/CA")):
                yield "transparency: an opacity"
            if str(state.get("/BM", "/Normal")) not in ("/Normal", "/Compatible"):
                yield "transparency: a blend mode"
            if str(state.get("/SMask", "/None")) != "/None":
                yield "transparency: a soft mask"

    def _space(self, space: Any, where: str) -> Iterator[str]:
        family = str(space[0] if isinstance(space, Array) else space)
        if family in _RGB or (self.old and family in _MEASURED):
            yield f"colour: {family} in a {where}"
        elif family in ("/Indexed", "/Pattern") and isinstance(space, Array) and len(space) > 1:
            yield from self._space(space[1], where)
        elif family in ("/Separation", "/DeviceN"):
            yield from self._space(space[2], where)

    def drawing(self) -> Iterator[str]:
        for page in self.pdf.pages:
            yield from self._steps(page)
        for item in self.pdf.objects:
            if isinstance(item, Stream) and (item.get("/Subtype") == Name.Form or item.get("/PatternType") == 1):
                yield from self._steps(item)

    def _steps(self, holder: Any) -> Iterator[str]:
        depth = 0
        step: Any
        for step in pikepdf.parse_content_stream(holder):
            match str(step.operator):
                case "rg" | "RG":
                    yield "colour: a colour of a screen is drawn with"
                case "cs" | "CS" if str(step.operands[0]) in (*_RGB, *(_MEASURED if self.old else ())):
                    yield f"colour: {step.operands[0]} is drawn with"
                case "q":
                    depth += 1
                case "Q":
                    depth -= 1
                case "INLINE IMAGE":
                    yield from self._space(step.iimage.obj.get("/ColorSpace", step.iimage.obj.get("/CS")), "picture")
                case _:
                    pass
        if depth:
            yield "drawing: more is kept than is given back"


def _dictionaries(item: Any) -> Iterator[Any]:
    """A dictionary or stream, and the dictionaries that lie in it without a number of their own."""
    if isinstance(item, Dictionary | Stream):
        yield item
        inner = [item[key] for key in item.keys()]  # noqa: SIM118
    elif isinstance(item, Array):
        inner = list(item)
    else:
        return
    for value in inner:
        if isinstance(value, Dictionary | Array) and not value.is_indirect:
            yield from _dictionaries(value)


def _edges(box: Any) -> tuple[float, ...]:
    return tuple(float(edge) for edge in box)


def _holds(outer: tuple[float, ...], inner: tuple[float, ...], slack: float = 0.001) -> bool:
    low = all(a <= b + slack for a, b in zip(outer[:2], inner[:2], strict=True))
    return low and all(a >= b - slack for a, b in zip(outer[2:], inner[2:], strict=True))


def _meet(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _plain(text: str) -> str:
    """A text or date without what the two places write differently."""
    text = text.replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">")
    return re.sub(r"[-:TZ]", "", text.removeprefix("D:")) if re.match(r"(D:)?\d{4}", text) else text
