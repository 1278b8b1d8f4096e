"""What proving costs: ``python -m tests.stress.cost`` builds a long pamphlet with its proof and without, in turn.

It is a tool and no test, for the answer is a time: it prints the ratio of the medians, and both in seconds of the
processor, which say nearly the same on a busy machine as on a quiet one. The builds are those of ``handpress build``;
one without its proof has ``proving.prove`` say yes unlooked.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from pathlib import Path
from unittest import mock

from tests.stress.pamphlets import Pamphlet, pamphlet

from handpress import press, proving
from handpress.project import Workspace

_RUNS = 5
_WORDS = 4000
_SETTINGS = """title = "Out of the Hat"
language = "en"
date = "2026"
[[contributors]]
name = "A. Miller"
[[parties]]
siglum = "Ed."
name = "The Editor"
role = "editor"
prefix = "ed"
"""


def main() -> None:
    """Print the ratio of the medians."""
    given = next(drawn for drawn in map(pamphlet, range(1, 400)) if _words(drawn) >= _WORDS)
    unlooked = proving.Ledger("hat", (proving.Proof("none", "", 0, 0, 0, 0, 0),))
    times: dict[bool, list[float]] = {True: [], False: []}
    with tempfile.TemporaryDirectory() as root:
        workspace = _workspace(Path(root), given)
        _seconds(workspace)  # loads what is loaded once
        for turn in range(_RUNS):
            for proved in (True, False) if turn % 2 else (False, True):
                if proved:
                    times[proved].append(_seconds(workspace))
                else:
                    with mock.patch.object(proving, "prove", return_value=unlooked):
                        times[proved].append(_seconds(workspace))
    with_proof, without = statistics.median(times[True]), statistics.median(times[False])
    ratio = with_proof / without
    print(f"{_words(given)} words, {len(given.notes)} notes: {ratio:.3f} ({with_proof:.2f} s to {without:.2f} s)")


def _words(given: Pamphlet) -> int:
    return sum(len(text.split()) for text in given.parts)


def _workspace(root: Path, given: Pamphlet) -> Workspace:
    folder = root / "manuscripts" / "hat"
    folder.mkdir(parents=True)
    slugs = ("article", "reply")[: len(given.parts)]
    rows = [f'[[parts]]\nfile = "{slug}.md"\nkind = "{slug}"\n' for slug in slugs]
    (folder / "pamphlet.toml").write_text(_SETTINGS + "".join(rows), encoding="utf-8")
    for slug, text in zip(slugs, given.parts, strict=True):
        (folder / f"{slug}.md").write_text(text, encoding="utf-8")
    return Workspace(root)


def _seconds(workspace: Workspace) -> float:
    begun = time.process_time()
    built = press.build(workspace, "hat")
    assert built.value is not None, built.findings
    return time.process_time() - begun


if __name__ == "__main__":
    main()
