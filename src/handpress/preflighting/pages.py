"""Reads an open file: what it says of itself, and its pages one after the other."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial

from handpress.preflighting.engine import Opened
from handpress.preflighting.geometry import Box, Matrix
from handpress.preflighting.interpreter import Store, read_content
from handpress.preflighting.objects import (
    Entry,
    UnreadableError,
    Value,
    boxed,
    entries,
    entry,
    inside,
    name,
    number,
    text,
)
from handpress.preflighting.readout import Annotation, FileRead, Intent, PageRead

_MOST_METADATA = 1 << 22
_MOST_PROFILE = 1 << 24
_MOST_NAMES = 100
_DEEPEST = 10
_UNSEEN = 2 | 32  # an annotation's flags: hidden, no view
_LETTER = Box(0.0, 0.0, 612.0, 792.0)  # what readers take for a page that does not say how large it is
_BY_CHANNELS = {1: "GRAY", 3: "RGB", 4: "CMYK"}


def read_file(file: Opened) -> FileRead:
    """What the file says of itself, outside its pages."""
    root, info = file.root, file.trailer.get("Info")
    metadata = _metadata(root)
    claim = text(inside(info, "GTS_PDFXVersion")) or _said(metadata, "GTS_PDFXVersion")
    return FileRead(
        version=file.version,
        encrypted=file.encrypted,
        pages=len(file),
        claim=claim,
        title=text(inside(info, "Title")) or _said(metadata, "title"),
        trapped=text(inside(info, "Trapped")) or _said(metadata, "Trapped"),
        created=text(inside(info, "CreationDate")) or _said(metadata, "CreateDate"),
        changed=text(inside(info, "ModDate")) or _said(metadata, "ModifyDate"),
        identified=isinstance(file.trailer.get("ID"), list),
        metadata=bool(metadata),
        intents=tuple(_intent(found) for found in entries(root.get("OutputIntents"))),
        script=_scripted(root) or bool(inside(root, "Names", "JavaScript")),
        fields=bool(inside(root, "AcroForm", "Fields")) or bool(inside(root, "AcroForm", "XFA")),
        attachments=tuple(_names(inside(root, "Names", "EmbeddedFiles"))),
        layers=bool(inside(root, "OCProperties", "OCGs")),
        bookmarks=isinstance(inside(root, "Outlines", "First"), Entry),
        right_to_left=name(inside(root, "ViewerPreferences", "Direction")) == "R2L",
    )


def read_pages(file: Opened) -> Iterator[Callable[[], PageRead]]:
    """What reads every page with its marks, one at a time: what has been checked may be forgotten."""
    store = Store()
    for index in range(len(file)):
        yield partial(_page, file, index, store)


def _page(file: Opened, index: int, store: Store) -> PageRead:
    found = file.page(index)
    given = boxed(found.get("MediaBox"))
    base = _as_read(given or _LETTER, number(found.get("Rotate")), number(found.get("UserUnit"), 1.0))
    page = PageRead(index + 1, file.folio(index), base.box(given or _LETTER))
    if given is None or given.width <= 0 or given.height <= 0:
        page.unread = "it does not say how large it is"
    for key, attribute in (("CropBox", "crop"), ("BleedBox", "bleed"), ("TrimBox", "trim"), ("ArtBox", "art")):
        if box := boxed(found.get(key)):
            setattr(page, attribute, base.box(box))
    page.group = name(inside(found, "Group", "S")) == "Transparency"
    page.script = isinstance(found.get("AA"), Entry)
    for annotation in entries(found.get("Annots")):
        page.script = page.script or _scripted(annotation)
        if not int(number(annotation.get("F"))) & _UNSEEN:
            place = boxed(annotation.get("Rect"))
            page.annotations.append(Annotation(name(annotation.get("Subtype")), base.box(place) if place else None))
    read_content(page, found, base, store)
    return page


def _as_read(media: Box, turn: float, unit: float) -> Matrix:
    """From the page's own units to pt as read: its corner at 0, its unit made 1 pt, turned clockwise as it says."""
    scale = unit if unit > 0 else 1.0
    base = Matrix(scale, 0, 0, scale, -media.left * scale, -media.bottom * scale)
    wide, high = media.width * scale, media.height * scale
    turns = {90: Matrix(0, -1, 1, 0, 0, wide), 180: Matrix(-1, 0, 0, -1, wide, high), 270: Matrix(0, 1, -1, 0, high, 0)}
    return base.after(turns.get(int(turn) % 360, Matrix()))


def _scripted(found: Entry) -> bool:
    """Whether a dictionary's actions run a script."""
    if isinstance(found.get("AA"), Entry):
        return True
    action = entry(found.get("OpenAction")) or entry(found.get("A"))
    return name(inside(action, "S")) == "JavaScript"


def _names(tree: Value, depth: int = 0) -> list[str]:
    """The names of a name tree, as far as anybody would read them."""
    if depth > _DEEPEST:
        return []
    listed = inside(tree, "Names")
    found = [text(item) for item in listed[::2]] if isinstance(listed, list) else []
    for kid in entries(inside(tree, "Kids")):
        if len(found) > _MOST_NAMES:
            break
        found += _names(kid, depth + 1)
    return found[:_MOST_NAMES]


def _intent(found: Entry) -> Intent:
    profile = entry(found.get("DestOutputProfile"))
    condition = text(found.get("OutputConditionIdentifier")) or text(found.get("OutputCondition"))
    return Intent(name(found.get("S")), condition, profile is not None, _profile_space(profile) if profile else "")


def _profile_space(profile: Entry) -> str:
    """The colours of an ICC profile by its header (ICC.1 §7.2); by its channels where that is not legible."""
    try:
        header = profile.data(_MOST_PROFILE)[:40]
    except UnreadableError:
        return ""
    if header[36:40] == b"acsp":
        return header[16:20].decode("latin-1").strip()
    return _BY_CHANNELS.get(int(number(profile.get("N"))), "")


def _metadata(root: Entry) -> str:
    found = entry(root.get("Metadata"))
    try:
        return found.data(_MOST_METADATA).decode("utf-8", "replace") if found and found.is_stream else ""
    except UnreadableError:
        return ""


def _said(metadata: str, key: str) -> str:
    """What XMP metadata says under a key, as an attribute or an element, with or without a list round it."""
    attribute = re.search(rf':{key}\s*=\s*["\']([^"\']*)', metadata)
    element = re.search(rf":{key}(?:\s[^>]*)?>\s*(?:<[^>]*>\s*)*([^<]*)<", metadata)
    return (attribute or element or [""] * 2)[1].strip()
