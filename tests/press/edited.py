"""A pamphlet that is built, edited and built again."""

from __future__ import annotations

import re

import pytest

from handpress import press
from handpress.press.built import Built
from handpress.project import Workspace

SLUG = "article-and-reply"

HARMED = pytest.mark.parametrize(
    "harm",
    [
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(path.read_bytes()[:-3]),
        lambda path: path.write_bytes(path.read_bytes().replace(b"the", b"teh")),
        lambda path: path.write_text("[]\n{}"),
        lambda path: (path.unlink(), path.mkdir()),
        lambda path: path.unlink(),
    ],
    ids=["empty", "broken off", "changed by hand", "somebody else's", "a folder", "gone"],
)
"""What may have become of a file of the cache, by the argument ``harm``, to be called with its path."""


def build(workspace: Workspace, *, cache: bool = True) -> Built:
    result = press.build_anew_or_keep(workspace, SLUG, cache=cache)
    assert result.value, result.findings
    return result.value


def edit(workspace: Workspace) -> None:
    """A word more in the reply."""
    reply = workspace.manuscripts / SLUG / "reply.md"
    head, _, text = reply.read_text(encoding="utf-8").rpartition("---\n")
    words = re.sub(r"^(\w+) ", r"\1 indeed ", text.lstrip(), count=1)
    assert words != text.lstrip()
    reply.write_text(f"{head}---\n\n{words}", encoding="utf-8")
