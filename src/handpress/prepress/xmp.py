"""The metadata packet of a PDF (ISO 16684-1): the same words always give the same bytes."""

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import escape

from msgspec import Struct

from handpress.prepress.about import About

_BEGIN = '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
_END = '<?xpacket end="w"?>'
_NAMES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "pdfxid": "http://www.npes.org/pdfx/ns/id/",
    "pdfx": "http://ns.adobe.com/pdfx/1.3/",
    "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
}
# PDF/A wants every schema described that is not its own (ISO 19005-2 §6.6.2.3); a row is prefix, schema and property.
_DESCRIBED = (
    ("pdfuaid", "PDF/UA identification", "part", "Integer", "The part of ISO 14289 that is kept"),
    ("pdfxid", "PDF/X identification", "GTS_PDFXVersion", "Text", "The form of PDF/X that is kept"),
    ("pdf", "What PDF/A leaves out of Adobe PDF", "Trapped", "Text", "Whether the pages are trapped"),
)


class Claims(Struct, frozen=True):
    """The standards a file says it keeps. ``pdfx`` is its version, empty for none."""

    archive: bool = False
    accessible: bool = False
    pdfx: str = ""


def packet(about: About, claims: Claims, form: str, producer: str) -> bytes:
    """The packet for a form of a pamphlet, such as ``reading``. ``producer`` is the library that writes the file."""
    lines = [*_description(about), *_dates(about), *_media(about, form, producer), *_claims(claims)]
    spaces = " ".join(f'xmlns:{prefix}="{name}"' for prefix, name in _NAMES.items())
    return "\n".join(
        (
            _BEGIN,
            '<x:xmpmeta xmlns:x="adobe:ns:meta/">',
            f'<rdf:RDF xmlns:rdf="{_NAMES["rdf"]}">',
            f'<rdf:Description rdf:about="" {spaces}>',
            *lines,
            "</rdf:Description>",
            "</rdf:RDF>",
            "</x:xmpmeta>",
            _END,
        )
    ).encode()


def _description(about: About) -> Iterable[str]:
    yield "<dc:format>application/pdf</dc:format>"
    yield _one("dc:title", "Alt", about.title)
    if about.authors:
        names = "".join(f"<rdf:li>{escape(name)}</rdf:li>" for name in about.authors)
        yield f"<dc:creator><rdf:Seq>{names}</rdf:Seq></dc:creator>"
    if about.description:
        yield _one("dc:description", "Alt", about.description)
    yield f"<dc:language><rdf:Bag><rdf:li>{escape(about.language)}</rdf:li></rdf:Bag></dc:language>"


def _one(name: str, kind: str, text: str) -> str:
    return f'<{name}><rdf:{kind}><rdf:li xml:lang="x-default">{escape(text)}</rdf:li></rdf:{kind}></{name}>'


def _dates(about: About) -> Iterable[str]:
    for name in ("CreateDate", "ModifyDate", "MetadataDate"):
        yield f"<xmp:{name}>{about.day}T00:00:00Z</xmp:{name}>"


def _media(about: About, form: str, producer: str) -> Iterable[str]:
    yield "<xmp:CreatorTool>handpress</xmp:CreatorTool>"
    yield f"<xmpMM:DocumentID>uuid:{about.document_id(form)}</xmpMM:DocumentID>"
    yield "<xmpMM:VersionID>1</xmpMM:VersionID>"
    yield "<xmpMM:RenditionClass>default</xmpMM:RenditionClass>"
    yield f"<pdf:Producer>{escape(producer)}</pdf:Producer>"


def _claims(claims: Claims) -> Iterable[str]:
    described = []
    if claims.archive:
        yield "<pdfaid:part>2</pdfaid:part>\n<pdfaid:conformance>A</pdfaid:conformance>"
    if claims.accessible:
        yield "<pdfuaid:part>1</pdfuaid:part>"
        described += ["pdfuaid"]
    if claims.pdfx:
        yield "<pdf:Trapped>False</pdf:Trapped>"
        # PDF/X-4 has a schema of its own; before it the version stood among the entries of the Info dictionary, which
        # XMP holds under the name of Adobe.
        prefix = "pdfxid" if claims.archive else "pdfx"
        yield f"<{prefix}:GTS_PDFXVersion>{claims.pdfx}</{prefix}:GTS_PDFXVersion>"
        described += ["pdfxid", "pdf"]
    if claims.archive and described:
        yield _schemas(described)


def _schemas(prefixes: list[str]) -> str:
    rows = "".join(_schema(*row) for row in _DESCRIBED if row[0] in prefixes)
    return f"<pdfaExtension:schemas><rdf:Bag>{rows}</rdf:Bag></pdfaExtension:schemas>"


def _schema(prefix: str, schema: str, name: str, kind: str, meaning: str) -> str:
    listed = (
        f"<pdfaProperty:name>{name}</pdfaProperty:name><pdfaProperty:valueType>{kind}</pdfaProperty:valueType>"
        "<pdfaProperty:category>internal</pdfaProperty:category>"
        f"<pdfaProperty:description>{meaning}</pdfaProperty:description>"
    )
    return (
        f'<rdf:li rdf:parseType="Resource"><pdfaSchema:schema>{schema}</pdfaSchema:schema>'
        f"<pdfaSchema:namespaceURI>{_NAMES[prefix]}</pdfaSchema:namespaceURI>"
        f"<pdfaSchema:prefix>{prefix}</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq>"
        f'<rdf:li rdf:parseType="Resource">{listed}</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li>'
    )
