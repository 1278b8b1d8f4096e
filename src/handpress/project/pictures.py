"""The pictures of a pamphlet: found in its own folder or not at all, and looked at before any engine opens them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath

from msgspec import Struct

from handpress.diagnostics import Finding, Result
from handpress.model.spans import Span
from handpress.project.bitmaps import Fault, Looks, look_at_bitmap
from handpress.project.drawings import look_at_drawing

_KINDS = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".svg": "image/svg+xml",
    ".gif": "image/gif",
}
_PDF = "application/pdf"
_LARGEST = 64 * 1024 * 1024


class PictureFile(Struct, frozen=True):
    """A picture's bytes and media type, and how large it is (nothing for a PDF, which only its engine can measure)."""

    content: bytes
    media_type: str
    looks: Looks = Looks()

    @property
    def is_bitmap(self) -> bool:
        """Whether it is made of pixels, and not of lines."""
        return self.media_type not in (_PDF, _KINDS[".svg"])


def load_pictures(
    folder: Path, wanted: Iterable[tuple[str, Span | None]], *, pages: bool = False
) -> Result[dict[str, PictureFile]]:
    """The pictures by their source as the manuscript names it; a finding for each that cannot be had.

    ``wanted`` are the sources and the places that name them. Only plain files inside ``folder`` are opened: no
    address, no absolute path, no ``..``, no symbolic link that leads out. With ``pages`` a PDF is a picture too.
    """
    found: dict[str, PictureFile] = {}
    findings: list[Finding] = []
    for source, span in wanted:
        if source in found:
            continue
        loaded = _load(folder, source, span, _KINDS | {".pdf": _PDF} if pages else _KINDS)
        if isinstance(loaded, Finding):
            findings.append(loaded)
        else:
            found[source] = loaded
    return Result(found, tuple(findings))


def _load(folder: Path, source: str, span: Span | None, known: Mapping[str, str]) -> PictureFile | Finding:
    name = PurePosixPath(source)
    hint = "Copy the file into images/ beside the manuscript and name it images/NAME."
    if not source or ":" in source or "\\" in source or name.is_absolute() or ".." in name.parts:
        return Finding("image-outside", f"The picture “{source}” is not a file of this pamphlet.", span, hint)
    path = folder / name
    if not path.resolve().is_relative_to(folder.resolve()):
        return Finding("image-outside", f"The picture “{source}” leads out of the pamphlet's folder.", span, hint)
    if not path.is_file():
        return Finding("image-missing", f"There is no picture “{source}”.", span, hint)
    media_type = known.get(name.suffix.lower())
    if media_type is None:
        kinds = ", ".join(suffix.removeprefix(".") for suffix in known)
        return Finding("image-unreadable", f"“{source}” is of a kind the press cannot print.", span, f"Use {kinds}.")
    if path.stat().st_size > _LARGEST:
        return Finding("image-unreadable", f"“{source}” is larger than {_LARGEST >> 20} MiB.", span, "Scale it down.")
    try:
        content = path.read_bytes()
    except OSError as error:
        return Finding("image-unreadable", f"“{source}” cannot be read: {error.strerror}.", span)
    looks = _look(content, media_type)
    if isinstance(looks, Fault):
        return Finding(looks.code, f"“{source}” {looks.said}.", span, looks.hint)
    return PictureFile(content, media_type, looks)


def _look(content: bytes, media_type: str) -> Looks | Fault:
    match media_type:
        case "image/svg+xml":
            return look_at_drawing(content)
        case "application/pdf":
            return Looks() if content.startswith(b"%PDF-") else Fault("is not a PDF")
        case _:
            return look_at_bitmap(content, media_type)
