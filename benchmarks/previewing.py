"""How soon a save is seen in a preview, beside building the pamphlet anew.

``python -m benchmarks.previewing`` makes a pamphlet of 4,000 words from the house's own. In turns, so that a busy
machine slows both, it builds it in a new process, as a person would who has no preview, and changes a paragraph of it
under a preview; it prints medians in seconds, and the median of the ratios of the pairs. A number behind it is that of
the pairs.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from handpress import press
from handpress.project import Workspace

WORDS = 4_000
TARGETS = {"book": 0.15, "pages": 0.5}
HOUSE = Path(__file__).resolve().parents[1] / "manuscripts" / "organization-and-spontaneity"
BUILD = "from handpress.cli import run; run()"


def main() -> None:
    """Measure, and print a table."""
    rounds = int(sys.argv[1]) if sys.argv[1:] else 7
    with tempfile.TemporaryDirectory() as folder:
        workspace = Workspace(Path(folder))
        article, count = _lay_out(workspace)
        text = article.read_text(encoding="utf-8")
        builds: list[float] = []
        seen: dict[str, list[float]] = {kind: [] for kind in TARGETS}
        with press.preview(workspace, "long") as preview:
            server = threading.Thread(target=preview.serve, daemon=True)
            server.start()
            _wait(preview, 0, "ledger")
            for number in range(rounds):
                builds.append(_build(workspace))
                _wait_for_rest(preview)
                before, begun = preview.desk.state()["order"], time.perf_counter()
                article.write_text(text.replace("The revolution", f"The revolution, {number},", 1), encoding="utf-8")
                for kind, times in seen.items():
                    _wait(preview, before, kind)
                    times.append(time.perf_counter() - begun)
                _wait_for_rest(preview)
            preview.stop()
            server.join()
    print(f"{count} words, median of {rounds}: a cold build {statistics.median(builds):.2f} s")
    for kind, times in seen.items():
        ratio = statistics.median(taken / built for taken, built in zip(times, builds, strict=True))
        print(f"  {kind:<6} {statistics.median(times):6.2f} s   ratio {ratio:.3f}   (target: {TARGETS[kind]})")


def _build(workspace: Workspace) -> float:
    begun = time.perf_counter()
    command = [sys.executable, "-c", BUILD, "build", "long"]
    subprocess.run(command, cwd=workspace.root, check=True, capture_output=True)
    return time.perf_counter() - begun


def _wait(preview: press.Preview, before: int, kind: str) -> None:
    """Wait for a piece of an order newer than ``before``."""
    while (state := preview.desk.state()).get(kind, {}).get("order", 0) <= before:
        preview.desk.wait(state["number"], 60)


def _wait_for_rest(preview: press.Preview) -> None:
    """Wait until nothing is being made."""
    while (state := preview.desk.state())["done"] < state["order"]:
        preview.desk.wait(state["number"], 60)


def _lay_out(workspace: Workspace) -> tuple[Path, int]:
    """A pamphlet of the house's article with its notes and plain paragraphs behind it: its file, how many words."""
    folder = workspace.manuscripts / "long"
    folder.mkdir(parents=True)
    text = (HOUSE / "article.md").read_text(encoding="utf-8")
    more = f"{text}\n\n{(HOUSE / 'reply.md').read_text(encoding='utf-8')}".split("\n\n")
    plain = [block for block in more if block[:1].isalpha() and not set("[]{}:") & set(block)]
    behind: list[str] = []
    while (count := len(" ".join([text, *behind]).split())) < WORDS:
        behind += plain
    (folder / "article.md").write_text(text, encoding="utf-8")
    (folder / "more.md").write_text("---\ntitle: More\n---\n\n" + "\n\n".join(behind) + "\n", encoding="utf-8")
    toml = (HOUSE / "pamphlet.toml").read_text(encoding="utf-8").partition("[[parts]]")[0]
    parts = "\n".join(f'[[parts]]\nfile = "{name}.md"\nkind = "chapter"\n' for name in ("article", "more"))
    (folder / "pamphlet.toml").write_text(toml + parts, encoding="utf-8")
    return folder / "article.md", count


if __name__ == "__main__":
    main()
