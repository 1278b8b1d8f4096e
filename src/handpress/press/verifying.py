"""Verifying: the files of a build proved once more, as they stand."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from handpress import editing
from handpress.diagnostics import PressError
from handpress.model import codec
from handpress.model.spans import Span
from handpress.press.acceptance import cited
from handpress.press.editions import part_alone
from handpress.project import Accepted

if TYPE_CHECKING:
    from handpress.proving import Verified


def verify(folder: Path) -> Verified:
    """Prove the files of a build once more, as they stand, from the folder alone.

    Raises ``PressError`` for a folder without a ledger that the press can read.
    """
    from handpress import proving

    files = {path.name: path.read_bytes() for path in sorted(folder.glob("*")) if path.is_file()}
    if "ledger.json" not in files:
        raise PressError(f"{folder} has no ledger.json.", hint="handpress build SLUG makes a folder that has.")
    try:
        kept = proving.read_ledger(files["ledger.json"].decode("utf-8"))
    except ValueError as error:
        raise PressError(f"{folder / 'ledger.json'} is no ledger: {error}.") from None
    try:
        document = codec.decode(files.get("document.json", b"").decode("utf-8"))
    except ValueError:
        return proving.verify(kept, files, None)
    quotations = editing.find_quotations(document, kept.setting.shortest_quotation)
    facts = editing.prepare(document, quotations)
    parts = {
        slug: replace(part, long=frozenset(kept.setting.long_notes.get(slug, ()))) for slug, part in facts.parts.items()
    }
    traced = editing.mark_quotations(document, quotations)
    nowhere = Span("", 0, 0)
    accepted = (Accepted(*item, nowhere) for item in kept.setting.accepted)
    told = cited(document, quotations, accepted)
    alone = dict(part_alone(traced, facts, part.slug) for part in traced.parts if f"epub-{part.slug}" in kept.outputs)
    return proving.verify(kept, files, (traced, replace(facts, parts=parts)), told, alone)
