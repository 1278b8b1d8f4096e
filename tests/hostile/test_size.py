"""Text no person types: megabytes in a line, thousands of levels. It is refused at once, or read to the end.

Each of these would hold a Markdown reader for minutes, or run it out of its stack, if it were not looked at first.
There is no clock here: what takes too long is stopped by whoever runs the tests.
"""

from __future__ import annotations

import pytest
from tests.hostile.conftest import Desk

from handpress.diagnostics import Result
from handpress.model.document import Part, PartKind, Party, PartyRole
from handpress.reading import Changes, read_part

PARTIES = (Party("Ed.", "The editors", PartyRole.EDITOR, "ed"),)


def read(text: str, changes: Changes = Changes.REFUSE) -> Result[Part]:
    return read_part(text, file="article.md", slug="article", kind=PartKind.ARTICLE, parties=PARTIES, changes=changes)


REFUSED = {
    "ten megabytes in one line": ("word " * 2_000_000, "article.md:1:1: line-too-long"),
    "a megabyte of a word": ("a" * 1_000_000, "article.md:1:1: line-too-long"),
    "ten thousand quotations in each other": (">" * 10_000 + " Who?", "article.md:1:1: nested-too-deep"),
    "ten thousand, with blanks": ("> " * 10_000 + "Who?", "article.md:1:1: nested-too-deep"),
    "quotations and lists by turns": ("> - " * 5_000 + "Who?", "article.md:1:1: nested-too-deep"),
    "a list of lists of lists": ("1. " * 5_000 + "Who?", "article.md:1:1: nested-too-deep"),
    "a list as deep as a well": (
        "\n".join(" " * 4 * level + "- item" for level in range(200)),
        "article.md:14:1: nested-too-deep",
    ),
    "the same with tabs": (
        "\n".join("\t" * level + "- item" for level in range(200)),
        "article.md:14:1: nested-too-deep",
    ),
    "five thousand brackets": ("[" * 5_000 + "]" * 5_000, "article.md:1:1: nested-too-deep"),
    "brackets line by line": ("[\n" * 4_000, "article.md:13:1: nested-too-deep"),
    "lines without end": ("word\n" * 20_000, "article.md:5000:1: line-too-long"),
    "breaks without end": ("---\n" * 20_000, "line-too-long"),
    "front matter in front matter": ("---\ntitle: " + "[" * 50_000 + "\n---\nText.", "article.md"),
}


@pytest.mark.parametrize(("text", "says"), REFUSED.values(), ids=REFUSED.keys())
def test_what_no_page_can_hold_is_refused_with_its_place(text: str, says: str, desk: Desk) -> None:
    desk.lay({"article.md": text})
    said = desk.run("build", "bad")
    assert (said.code, desk.built()) == (1, [])
    assert says in said.text
    assert len(said.text) < 10_000_000
    assert "Traceback" not in said.text


SIGNS = (
    "*", "**", "_", "*a ", "**a", "a*", "a**", "_*", "**_", "__*", "*a_b", "*[", "`", "``a", "`[", "\\", "\\*",
    "]", "[]", "a]b[", "[a](", "[a](b ", '[a](b "c) ', "![a](", "![a](b 'c ", "[a][", "[a]{", "]{", "[^", "[^1]",
    "[^1]: ", "[sic]", "[a — Ed.]", "a — Ed. ", "<", "<a ", "<!--", "<a@", "<https://", "<?", "<![CDATA[", "&", "&amp;",
    "# ", "#", "|", "a|", "| a ", "| ", ": ", ":   a\n", "a\n:   b\n\n", "~~~", "```\n", "!!! ", "!!! byline\n",
    "[a]: ", "[a]: #b\n", "a  \n", "a\\\n", "- a\n", "1. a\n", "> a\n\n", "---\n\n", "| - ", "{", "\u00a0", "\u202e",
    "{++", "{++a++}", "++}", "{--a", "{~~", "{~~a~>b~~}", "~>", "{>>", "<<}", "{==a==}", "[** ", "[** a]", "[sic: ",
    "[sic: a]", "[… ", "[… two words]", "[illegible: ", '[a]{sic="', "[a]{.supplied}", "[a]{.unclear by=Ed.}",
)  # fmt: skip


def codes(result: Result[Part]) -> set[str]:
    return {finding.code for finding in result.findings}


def repeated(sign: str, size: int) -> str:
    return (sign * (size // len(sign) + 1))[:size]


@pytest.mark.parametrize("sign", SIGNS)
def test_signs_without_end_are_read_to_the_end(sign: str) -> None:
    assert "text-lost" not in codes(read(repeated(sign, 9_000)))
    assert "text-lost" not in codes(read(repeated(sign, 9_000), Changes.SHOW))


@pytest.mark.stress
@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize("between", ["", "\n", "\n\n"], ids=["in a line", "in lines", "in paragraphs"])
def test_a_page_of_signs_is_read_to_the_end(sign: str, between: str) -> None:
    lines = [repeated(sign, 99)] * 900
    assert "text-lost" not in codes(read(between.join(lines)))


def test_a_hundred_thousand_stars_are_stars() -> None:
    result = read("*" * 100_000)
    assert not result.findings


def test_stress_within_stress_within_stress_is_told_or_read() -> None:
    result = read("*a **b " * 2_000 + "c** d* " * 2_000)
    assert codes(result) <= {"nested-too-deep"}
