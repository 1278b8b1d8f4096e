"""The Markdown edition, whole and damaged, and what a reader that is not ours makes of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from xml.etree import ElementTree

import markdown
import pytest
from hypothesis import given, settings
from msgspec.structs import replace
from tests.proving.made import note, pamphlet, paragraph
from tests.proving.mutating import DOCUMENT
from tests.strategies import documents

from handpress.diagnostics import ExitCode, PressError
from handpress.editing import prepare
from handpress.model import nodes
from handpress.model.document import Document
from handpress.model.nodes import Code, Emphasis, Link, NoteCall, Strong, Text
from handpress.proving import LossKind, Outputs, Proof, prove
from handpress.proving.unmarking import unmarked
from handpress.writing.markdown_edition import write_markdown_edition

SIGNS = "a*b_c <i>&amp; [so](x) ![no] # 1. ~~gone~~ `tick` \\ {x} $2 | end"


def edition(document: Document) -> str:
    return write_markdown_edition(document, prepare(document)).decode()


def proof(document: Document, file: str) -> Proof:
    (proof,) = prove(document, prepare(document), Outputs(more={"markdown": file.encode()})).proofs
    return proof


def shown(file: str) -> str:
    """The words that Python-Markdown shows, its numbers of footnotes and its ways back taken out."""
    made = markdown.markdown(file, extensions=["footnotes", "tables", "sane_lists", "fenced_code"])
    made = re.sub(r"<sup.*?</sup>|<a class=\"footnote-backref\".*?</a>", "", made)
    tree = ElementTree.fromstring(f"<div>{made.replace('&nbsp;', ' ').replace('&#160;', ' ')}</div>")
    return " ".join(" ".join(tree.itertext()).split())


def in_paragraphs(*content: nodes.Inline) -> str:
    return edition(pamphlet(paragraph(3, *content))).split("---")[2]


def test_a_whole_edition_has_no_loss_and_passes_every_check() -> None:
    found = proof(DOCUMENT, edition(DOCUMENT))

    assert (found.output, found.losses, [check.name for check in found.checks if not check.passed]) == (
        "markdown",
        (),
        [],
    )
    assert (found.notes_expected, found.notes_found) == (4, 4)


@given(documents())
@settings(max_examples=30)
def test_whatever_a_manuscript_can_say_is_whole_in_the_edition(document: Document) -> None:
    assert proof(document, edition(document)).losses == ()


@pytest.mark.parametrize(
    "change",
    [
        lambda said: said.replace("valley[^1]", "valley[^a]"),
        lambda said: said.replace("[^a]: \\[a\\]", "[^a]: \\[b\\]"),
        lambda said: said.replace("built — Ed.\\]", "built\\]"),
        lambda said: said.replace("1911. — Ed.", "1911."),
        lambda said: said.replace("[^2]: \\[2\\] Bakers told me so yesterday.\n\n", ""),
        lambda said: said.replace("1.  flour", "-   flour"),
        lambda said: said.replace("| 1840 |", "| 1841 |"),
    ],
)
def test_damage_is_told(change: Callable[[str], str]) -> None:
    before = edition(DOCUMENT)
    after = change(before)

    assert after != before, "the damage did nothing"
    assert proof(DOCUMENT, after).losses != ()


def test_a_lost_word_is_one_loss_and_names_its_line() -> None:
    document = pamphlet(paragraph(7, "The first and only ", Emphasis((Text("paragraph"),)), "."))
    (loss,) = proof(document, edition(document).replace("and only", "and")).losses

    assert (loss.kind, loss.expected, loss.span and loss.span.line) == (LossKind.MISSING, "only", 7)


def test_where_a_link_leads_is_proved() -> None:
    document = pamphlet(paragraph(3, "Read ", Link("https://example.org/a_(b)", (Text("this"),)), "."))
    file = edition(document)

    assert proof(document, file).losses == ()
    assert proof(document, file.replace("example.org/a", "example.com/a")).losses != ()


def test_signs_that_mean_something_to_markdown_are_words_to_every_reader() -> None:
    document = pamphlet(
        paragraph(3, SIGNS), paragraph(4, "# no heading"), paragraph(5, "1. no list"), paragraph(6, "- so")
    )
    file = edition(document)

    assert proof(document, file).losses == ()
    for words in (SIGNS, "# no heading", "1. no list", "- so"):
        assert words in shown(file).replace("\\~", "~")


@pytest.mark.parametrize(
    ("content", "markup"),
    [
        ((Text("half"), Emphasis((Text("“way”"),)), Text("s")), "half“*way*”s"),
        ((Emphasis((Text("one"),)), Strong((Text("two"),))), "*one*\u200b**two**"),
        ((Emphasis((Link("https://example.org", (Text("Iskra"),)),)),), "[*Iskra*](https://example.org)"),
        ((Text("Look!"), Link("https://example.org", (Text("so"),))), "Look\\![so](https://example.org)"),
        ((Code("a*b"), Text(" and "), Code("a`b")), "`a*b` and a\\`b"),
        ((Text("one"), nodes.LineBreak(), Text("- two")), "one  \n\\- two"),
    ],
)
def test_markup_is_such_that_all_viewers_take_it_alike(content: tuple[nodes.Inline, ...], markup: str) -> None:
    assert markup in in_paragraphs(*content)


def test_an_independent_reader_shows_every_word_in_order_and_no_star() -> None:
    file = edition(DOCUMENT)
    text, notes = shown(file), [f"[{mark}]" for mark in "1a2b"]
    wanted = re.sub(r"(?m)^\[\^.*$", "", file)
    wanted = re.sub(
        r"(?<=\S)\[(1|a|2|b)\]|^(?:\d\.)", "", unmarked(re.sub(r"\[\^\w\]", "", wanted)), flags=re.MULTILINE
    )

    assert text.startswith(" ".join(wanted.split()))
    assert [found for found in re.findall(r"\[\w\]", text) if found in notes] == notes
    assert "*" not in text


def test_notes_of_two_parts_have_names_of_their_own() -> None:
    one = pamphlet(paragraph(3, "So", NoteCall("1"), "."), notes=(note("1", 5, "Ibid."),))
    (part,) = one.parts
    document = replace(one, parts=(part, replace(part, slug="reply")))
    file = edition(document)

    assert "So[^1-1]." in file
    assert "So[^2-1]." in file
    assert proof(document, file).losses == ()
    assert proof(document, file.replace("So[^2-1]", "So[^1-1]")).losses != ()


def test_bytes_that_are_no_text_stop_the_press() -> None:
    with pytest.raises(PressError) as caught:
        prove(DOCUMENT, prepare(DOCUMENT), Outputs(more={"markdown": b"\xff\xfe"}))
    assert caught.value.exit_code is ExitCode.LOST
