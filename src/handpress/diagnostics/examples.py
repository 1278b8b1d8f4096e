"""An example of every finding, as a user meets it, from ``examples.txt``, which tests hold to what is true."""

from __future__ import annotations

from importlib import resources

_HEAD = "== "


def examples() -> dict[str, str]:
    """The examples by the code of the finding: lines as a terminal shows them, with what to do in the last ones."""
    text = resources.files("handpress.diagnostics").joinpath("examples.txt").read_text(encoding="utf-8")
    blocks = (block.partition("\n") for block in text.split(_HEAD) if block)
    return {code: example.rstrip("\n") for code, _, example in blocks}


def written(found: dict[str, str]) -> str:
    """Examples as ``examples.txt`` has them."""
    return "".join(f"{_HEAD}{code}\n{example}\n" for code, example in found.items())
