"""A build after one word of one chapter has changed: what an author waits for, who has built before.

``python -m benchmarks.edited``, in a workspace with the text of ``benchmarks.corpus``.
"""

from __future__ import annotations

import sys
from pathlib import Path

from benchmarks import SLUG

_WORDS = (" the ", " thee ")


def main() -> None:
    """Change a word in the middle chapter, back and forth, and build."""
    from handpress.cli import run

    chapters = sorted((Path("manuscripts") / SLUG).glob("c*.md"))
    chapter = chapters[len(chapters) // 2]
    head, fence, text = chapter.read_text(encoding="utf-8").rpartition("---\n")
    one, other = _WORDS if _WORDS[1] not in text else _WORDS[::-1]
    chapter.write_text(head + fence + text.replace(one, other, 1), encoding="utf-8")
    sys.argv = ["handpress", "build"]
    run()


if __name__ == "__main__":
    main()
