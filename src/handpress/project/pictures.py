"""The pictures of a pamphlet: found in its own folder or not at all, and looked at before any engine opens them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from xml.etree import ElementTree

from handpress.diagnostics import Finding, Result
from handpress.model.spans import Span

_KINDS = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".svg": "image/svg+xml",
    ".gif": "image/gif",
}
_SIGNATURES = {
    "image/png": (b"\x89PNG\r\n\x1a\n", b"IEND\xaeB`\x82"),
    "image/jpeg": (b"\xff\xd8\xff", b"\xff\xd9"),
    "image/gif": (b"GIF8", b"\x3b"),
}
_LARGEST = 64 * 1024 * 1024
_SVG_FORBIDDEN = frozenset(("script", "foreignObject", "handler", "listener"))


@dataclass(frozen=True, slots=True)
class PictureFile:
    """A picture's bytes and media type."""

    content: bytes
    media_type: str


def load_pictures(folder: Path, wanted: Iterable[tuple[str, Span | None]]) -> Result[dict[str, PictureFile]]:
    """The pictures by their source as the manuscript names it; a finding for each that cannot be had.

    ``wanted`` are the sources and the places that name them. Only plain files inside ``folder`` are opened: no
    address, no absolute path, no ``..``, no symbolic link that leads out.
    """
    found: dict[str, PictureFile] = {}
    findings: list[Finding] = []
    for source, span in wanted:
        if source in found:
            continue
        loaded = _load(folder, source, span)
        if isinstance(loaded, Finding):
            findings.append(loaded)
        else:
            found[source] = loaded
    return Result(found, tuple(findings))


def _load(folder: Path, source: str, span: Span | None) -> PictureFile | Finding:
    name = PurePosixPath(source)
    hint = "Copy the file into images/ beside the manuscript and name it images/NAME."
    if not source or ":" in source or "\\" in source or name.is_absolute() or ".." in name.parts:
        return Finding("image-outside", f"The picture “{source}” is not a file of this pamphlet.", span, hint)
    path = folder / name
    if not path.resolve().is_relative_to(folder.resolve()):
        return Finding("image-outside", f"The picture “{source}” leads out of the pamphlet's folder.", span, hint)
    if not path.is_file():
        return Finding("image-missing", f"There is no picture “{source}”.", span, hint)
    media_type = _KINDS.get(name.suffix.lower())
    if media_type is None:
        kinds = ", ".join(suffix.removeprefix(".") for suffix in _KINDS)
        return Finding("image-unreadable", f"“{source}” is of a kind the press cannot print.", span, f"Use {kinds}.")
    if path.stat().st_size > _LARGEST:
        return Finding("image-unreadable", f"“{source}” is larger than {_LARGEST >> 20} MiB.", span, "Scale it down.")
    try:
        content = path.read_bytes()
    except OSError as error:
        return Finding("image-unreadable", f"“{source}” cannot be read: {error.strerror}.", span)
    if problem := _svg_problem(content) if media_type == "image/svg+xml" else _bitmap_problem(content, media_type):
        return Finding(
            "image-unreadable", f"“{source}” {problem}.", span, "Save it again from the program it came from."
        )
    return PictureFile(content, media_type)


def _bitmap_problem(content: bytes, media_type: str) -> str:
    start, end = _SIGNATURES[media_type]
    if not content.startswith(start):
        return "is not the kind of picture its name says"
    # Cameras and editors may leave some bytes behind the end mark, but a file that was cut short has none at all.
    return "" if end in content[-4096:] else "is cut short"


def _svg_problem(content: bytes) -> str:
    if b"<!ENTITY" in content or b"<?xml-stylesheet" in content:
        return "declares entities or style sheets, which a picture has no need of"
    try:
        root = ElementTree.fromstring(content)
    except ElementTree.ParseError:
        return "is not a whole SVG file"
    if root.tag.rpartition("}")[2] != "svg":
        return "is not an SVG picture"
    for element in root.iter():
        if str(element.tag).rpartition("}")[2] in _SVG_FORBIDDEN:
            return "holds a script or foreign content"
        for key, value in element.items():
            name = key.rpartition("}")[2]
            if name.startswith("on") or (name == "href" and not value.startswith(("#", "data:image/"))):
                return "acts or points outside itself"
            if re.search(r"url\(\s*['\"]?(?!#)", value):
                return "points outside itself"
    return ""
