"""How long looking through the language takes, beside reading the manuscript without it.

``python -m benchmarks.checking`` makes a pamphlet of a hundred thousand words from the house's own, checks it in turns
with and without ``prose``, so that a busy machine slows both, and prints the medians in seconds of the processor. The
dictionaries are those of the system, or those in the folder given; where there are none, that is said.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from pathlib import Path

from handpress import press
from handpress.project import Workspace

ROUNDS, WORDS = 5, 100_000
HOUSE = Path(__file__).resolve().parents[1] / "manuscripts"
TOML = 'title = "Long"\nlanguage = "en"\ndate = "2026"\n\n[prose]\ndictionaries = "dictionaries"\n'


def main() -> None:
    """Measure, and print a table."""
    with tempfile.TemporaryDirectory() as folder:
        workspace = Workspace(Path(folder))
        count = _lay_out(workspace)
        if sys.argv[1:]:
            (workspace.root / "dictionaries").mkdir()
            for path in Path(sys.argv[1]).glob("en_*"):
                (workspace.root / "dictionaries" / path.name).write_bytes(path.read_bytes())
        findings = press.read(workspace, "long", prose=True).findings
        if any(finding.code == "dictionary-missing" and "“en”" in finding.message for finding in findings):
            print("There is no English dictionary here: spelling is not measured.")
        times: dict[bool, list[float]] = {False: [], True: []}
        for prose in (False, True) * ROUNDS:
            begun = time.process_time()
            press.read(workspace, "long", prose=prose)
            times[prose].append(time.process_time() - begun)
    plain, looked = (statistics.median(times[prose]) for prose in (False, True))
    print(
        f"{count} words, median of {ROUNDS}: read {plain:.2f} s, looked through {looked:.2f} s ({looked / plain:.1f})"
    )


def _lay_out(workspace: Workspace) -> int:
    """A pamphlet of copies of the house's article, and how many words it has."""
    folder = workspace.manuscripts / "long"
    folder.mkdir(parents=True)
    text = (HOUSE / "organization-and-spontaneity" / "article.md").read_text(encoding="utf-8")
    party = '[[parties]]\nsiglum = "Ed."\nname = "The editors"\nrole = "editor"\nprefix = "ed"\n'
    copies = -(-WORDS // len(text.split()))
    parts = [f'[[parts]]\nfile = "part-{n}.md"\nkind = "chapter"\n' for n in range(copies)]
    for number in range(copies):
        (folder / f"part-{number}.md").write_text(text, encoding="utf-8")
    (folder / "pamphlet.toml").write_text("\n".join([TOML, party, *parts]), encoding="utf-8")
    return copies * len(text.split())


if __name__ == "__main__":
    main()
