"""What the tests of this room say often: import this text, show me the article, read it as the press would."""

from __future__ import annotations

import tomllib
from typing import Any

from handpress.importing import Decision, Imported, convert
from handpress.model import nodes
from handpress.model.document import Part, PartKind, Party, PartyRole
from handpress.reading import read_part

TODAY = "2026-05-01"


def imported(text: str, name: str = "leaflet.txt") -> Imported:
    return convert(text.encode(), name=name, today=TODAY)


def article(text: str, name: str = "leaflet.txt") -> str:
    """The body of the manuscript that ``text`` becomes."""
    return dict(imported(text, name).files)["article.md"].split("\n---\n", 1)[1].strip("\n")


def front(text: str, name: str = "leaflet.txt") -> dict[str, str]:
    part = read(imported(text, name))
    fields = {key: plain(getattr(part, key)) for key in ("title", "subtitle", "byline", "dateline", "source")}
    return {key: value for key, value in fields.items() if value}


def settings(text: str, name: str = "leaflet.txt") -> dict[str, Any]:
    return tomllib.loads(dict(imported(text, name).files)["pamphlet.toml"])


def decisions(text: str, action: str, name: str = "leaflet.txt") -> list[Decision]:
    return [decision for decision in imported(text, name).decisions if decision.action == action]


def read(result: Imported) -> Part:
    """The imported article as the reading room understands it; it must have no error to say about it."""
    files = dict(result.files)
    parties = [
        Party(party["siglum"], party["name"], PartyRole(party["role"]), party.get("prefix", ""))
        for party in tomllib.loads(files["pamphlet.toml"]).get("parties", [])
    ]
    found = read_part(files["article.md"], file="article.md", slug="article", kind=PartKind.ARTICLE, parties=parties)
    assert not found.failed, found.findings
    return found.value


def plain(content: nodes.Inlines) -> str:
    """The words of a line that has no other inlines than text."""
    assert all(isinstance(inline, nodes.Text) for inline in content), content
    return "".join(inline.text for inline in content if isinstance(inline, nodes.Text))
