"""The pages to read and nothing else, by the press: what the plain way makes too, without e-book, sheets and proofs.

``python -m benchmarks.reading WORKSPACE OUT.pdf [greedy]``; ``greedy`` breaks lines as WeasyPrint does.
"""

from __future__ import annotations

import sys
from pathlib import Path

from msgspec.structs import replace

from benchmarks import SLUG


def main() -> None:
    """Make the pages."""
    from handpress.press.beginning import begin
    from handpress.project import Workspace
    from handpress.reading import Changes

    workspace = Workspace(Path(sys.argv[1]).resolve())
    begun = begin(workspace, SLUG, Changes.REFUSE).value
    assert begun is not None
    manuscript, readied = begun
    from handpress.press.dressing import Dressing, about_of
    from handpress.press.typesetting import set_pages

    pamphlet = replace(manuscript.pamphlet, total_fit="greedy" not in sys.argv[3:])
    document, facts = readied.document, readied.facts
    dressing = Dressing(pamphlet, about_of(document), for_print=False)
    pictures = manuscript.pictures
    printed, _ = set_pages(workspace, pamphlet, document, facts, pictures=pictures, dressing=dressing)
    Path(sys.argv[2]).write_bytes(dressing.finish_read(printed))


if __name__ == "__main__":
    main()
