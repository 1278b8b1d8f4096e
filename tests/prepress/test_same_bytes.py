"""Same pages, same bytes: in another process, with other hashes, in another country."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

from tests.prepress.samples import ABOUT, colourful

from handpress.prepress import finish_print, finish_reading
from handpress.project.profiles import PROFILES

ROOT = Path(__file__).resolve().parents[2]
FINISH = """
import hashlib, sys
from tests.prepress.test_same_bytes import hashes
print(*hashes(open(sys.argv[1], "rb").read()))
"""


def hashes(pages: bytes) -> list[str]:
    made = [
        finish_reading(pages, ABOUT),
        *(finish_print(pages, ABOUT, PROFILES[name]).value for name in ("kdp", "offset")),
    ]
    return [hashlib.sha256(one).hexdigest() for one in made]


def test_two_processes_make_the_same_files(tmp_path: Path) -> None:
    (tmp_path / "pages.pdf").write_bytes(colourful())
    told = []
    for seed, zone, locale in (("1", "UTC", "C"), ("4711", "Asia/Kolkata", "tr_TR.UTF-8")):
        environment = os.environ | {"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale}
        environment["PYTHONPATH"] = os.pathsep.join([str(ROOT / "src"), str(ROOT), *sys.path])
        command = [sys.executable, "-c", FINISH, str(tmp_path / "pages.pdf")]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
        told.append(done.stdout.split())

    assert told[0] == told[1] == hashes(colourful())
    assert len(set(told[0])) == 3
