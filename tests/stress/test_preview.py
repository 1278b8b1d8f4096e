"""A preview under somebody who saves every second: no save is missed, and it does not grow.

``HANDPRESS_SOAK`` says for how many seconds (600). What was measured is printed: ``pytest -s -m stress``.
"""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.pamphlets.shop import SHIPPED_FOLDER

pytestmark = [pytest.mark.stress, pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="asks Linux")]

SECONDS = int(os.environ.get("HANDPRESS_SOAK", "600"))
NAME = "organization-and-spontaneity"
WARM = 0.25  # of the time: what is loaded and kept is there by then
GROWTH = 1.15  # at most, from then to the end
MARK = "Save number"


class Listener(threading.Thread):
    """Follows the news as a browser does, and fetches the chapter whenever it is another."""

    def __init__(self, port: int) -> None:
        super().__init__(daemon=True)
        self._port = port
        self.in_book: list[int] = []
        self.on_pages: list[int] = []
        self.state: dict[str, object] = {}

    def run(self) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=120)
        connection.request("GET", "/events")
        answer = connection.getresponse()
        seen = {"book": 0, "pages": 0}
        while line := answer.readline():
            if not line.startswith(b"data: "):
                continue
            state = json.loads(line[6:])
            for kind, order in tuple(seen.items()):
                if kind in state and state[kind]["order"] != order:
                    seen[kind] = state[kind]["order"]
                    self._note(kind, state)
            self.state = state

    def _note(self, kind: str, state: dict[str, dict[str, list[dict[str, str]]]]) -> None:
        if kind == "book":
            addresses = [one["address"] for one in state["book"]["chapters"] if one["file"].endswith("article.md")]
        else:
            addresses = [one["words"] for one in state["pages"]["leaves"][2:4]]
        text = " ".join(self._get(address) for address in addresses)
        found = re.search(rf"{MARK} (\d+)" if kind == "book" else r'"number".*?"text": "(\d+)\.?"', text)
        if found:
            (self.in_book if kind == "book" else self.on_pages).append(int(found[1]))

    def _get(self, address: str) -> str:
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=120)
        connection.request("GET", address)
        text = connection.getresponse().read().decode()
        connection.close()
        return text


def test_no_save_is_missed_memory_is_flat_and_nothing_is_left(tmp_path: Path) -> None:
    folder = tmp_path / "manuscripts" / NAME
    folder.mkdir(parents=True)
    for path in (SHIPPED_FOLDER / NAME).iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    article = (folder / "article.md").read_text(encoding="utf-8")
    with previewed(tmp_path) as (process, port):
        listener = Listener(port)
        listener.start()
        # On the first page of the text, so that it is always the same pages that show it.
        before, after = article.split("\n\n", 2)[0], article.split("\n\n", 1)[1]
        sizes: list[dict[int, int]] = []
        saves, zombies = 0, 0
        until = time.monotonic() + SECONDS
        while time.monotonic() < until:
            begun = time.monotonic()
            saves += 1
            save(folder / "article.md", f"{before}\n\n{MARK} {saves}. {after}", saves)
            time.sleep(max(0.0, begun + 1 - time.monotonic()))
            family = [process.pid, *children(process.pid)]
            zombies += sum(status(pid, "State").startswith("Z") for pid in family)
            sizes.append({pid: int(status(pid, "VmRSS").split()[0] or 0) for pid in family})
        wait_for(lambda: listener.in_book and listener.in_book[-1] == saves, "the last save in the e-book")
        wait_for(lambda: listener.on_pages and listener.on_pages[-1] == saves, "the last save on the pages")
        family = [process.pid, *children(process.pid)]
    middle = int(len(sizes) * WARM)
    early, late = (max(sum(one.values()) for one in part) for part in (sizes[middle : 2 * middle], sizes[-middle:]))
    print(
        f"\n{saves} saves in {SECONDS} s; shown in the e-book {len(listener.in_book)}, on pages "
        f"{len(listener.on_pages)}; "
        f"{early // 1024} MB after a quarter, {late // 1024} MB at the end, of which each process "
        f"{[size // 1024 for size in sizes[middle].values()]}, {[size // 1024 for size in sizes[-1].values()]}"
    )
    assert listener.in_book == sorted(listener.in_book)
    assert listener.on_pages == sorted(listener.on_pages)
    # Whatever is not shown itself has been passed by a newer one at once; none waits for long.
    assert max(b - a for a, b in zip([0, *listener.in_book], [*listener.in_book, saves], strict=True)) <= 20
    assert late <= early * GROWTH
    assert zombies == 0
    assert process.returncode == 0
    assert [pid for pid in family if Path(f"/proc/{pid}").exists() and status(pid, "State")[:1] != "Z"] == []


def save(path: Path, text: str, number: int) -> None:
    """As editors save: over the old file, or beside it and then in its place."""
    if number % 2:
        path.write_text(text, encoding="utf-8")
    else:
        beside = path.with_name(f".{path.name}.new")
        beside.write_text(text, encoding="utf-8")
        beside.replace(path)


@contextmanager
def previewed(root: Path) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """A preview begun by the command line, ended as Ctrl-C ends it."""
    command = [sys.executable, "-c", "from handpress.cli import main; main()", "preview", NAME]
    process = subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert process.stdout is not None
    said = process.stdout.readline()
    found = re.search(r"http://127\.0\.0\.1:(\d+)/", said)
    assert found, said
    try:
        yield process, int(found[1])
        process.send_signal(signal.SIGINT)
        process.wait(60)
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def wait_for(right: object, what: str) -> None:
    """Wait a minute for something to be true."""
    assert callable(right)
    until = time.monotonic() + 60
    while not right():
        assert time.monotonic() < until, f"missed: {what}"
        time.sleep(0.1)


def children(pid: int) -> list[int]:
    """The processes that a process has begun."""
    path = Path(f"/proc/{pid}/task/{pid}/children")
    found = [path.read_text()] if path.exists() else []
    for thread in Path(f"/proc/{pid}/task").iterdir():
        if thread.name != str(pid):
            found.append((thread / "children").read_text())
    return [int(number) for text in found for number in text.split()]


def status(pid: int, name: str) -> str:
    """What Linux says of a process; ``0`` where it has gone."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except FileNotFoundError:
        return "0"
    return next((line.partition(":")[2].strip() for line in lines if line.startswith(f"{name}:")), "0")
