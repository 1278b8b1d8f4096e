"""The pages to read and nothing else, by the press: what the plain way makes too, without e-book, sheets and proofs.

``python -m benchmarks.reading WORKSPACE OUT.pdf [greedy]``; ``greedy`` breaks lines as WeasyPrint does.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from functools import partial
from pathlib import Path

from benchmarks import SLUG


def main() -> None:
    """Make the pages."""
    from handpress import editing, prepress, press
    from handpress.press.typesetting import design_of, load_beside, set_pages
    from handpress.project import Workspace

    workspace = Workspace(Path(sys.argv[1]).resolve())
    manuscript = load_beside(partial(press.read, workspace, SLUG)).value
    pamphlet = replace(manuscript.pamphlet, total_fit="greedy" not in sys.argv[3:])
    document = editing.set_typography(manuscript.document)
    facts = editing.prepare(document, (), design_of(pamphlet).value.note_letters)
    printed, _ = set_pages(workspace, pamphlet, document, facts, pictures=manuscript.pictures)
    about = prepress.About(document.metadata.title, document.metadata.language, document.metadata.date)
    Path(sys.argv[2]).write_bytes(prepress.finish_reading(printed.pdf, about))


if __name__ == "__main__":
    main()
