"""A small pamphlet with everything in it, finished, and hands that spoil its files one word or note at a time."""

from __future__ import annotations

import io
import random
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import pikepdf
from msgspec.structs import replace
from tests.proving.made import SENTENCES, booklet, damaged, ebook, note, pages, pamphlet, paragraph, with_pages

from handpress.editing import prepare
from handpress.model import nodes
from handpress.model.document import Document, Note
from handpress.model.nodes import Text
from handpress.proving import Outputs, prove
from handpress.proving.oddments import running_heads
from handpress.proving.readback import pages_text
from handpress.proving.streams import letters

DOCUMENT = pamphlet(
    nodes.Headnote((paragraph(2, "Set from the first printing."),), "Ed."),
    *SENTENCES[:3],
    paragraph(
        20,
        "The mill was bilt",
        nodes.Sic(correction=(Text("built"),), party="Ed.", signature=" — Ed."),
        " by the valley",
        nodes.NoteCall("1"),
        " and everybody ",
        nodes.Interpolation((Text("in 1840"),), "Ed.", " — Ed."),
        " carried one stone",
        nodes.NoteCall("ed-1"),
        " uphill.",
    ),
    nodes.Quotation(
        (paragraph(22, "What the river gives ", nodes.Omission(), " belongs to nobody."),), (Text("Anon"),)
    ),
    nodes.Table(
        (nodes.Align.START, nodes.Align.END),
        ((Text("Year"),), (Text("Stones"),)),
        (((Text("1840"),), (Text("twelve"),)), ((Text("1841"),), (Text("hundreds"),))),
    ),
    paragraph(
        30, "Their ", nodes.Correction((Text("wheels"),), "weels", "Ed."), " turned", nodes.NoteCall("2"), " again."
    ),
    *SENTENCES[3:],
    nodes.OrderedList((nodes.ListItem((paragraph(40, "flour"),)), nodes.ListItem((paragraph(41, "bran"),)))),
    paragraph(
        43, "Whoever grinds must ", nodes.Supplied((Text("also"),), party="Ed."), " eat", nodes.NoteCall("ed-2"), "."
    ),
    notes=(
        note("1", 50, "My grandmother carried two baskets."),
        note("ed-1", 52, "Speech of the owner, 1911.", party="Ed."),
        note("2", 54, "Bakers told me so yesterday."),
        note("ed-2", 56, "Compare the proverb quoted above.", party="Ed."),
    ),
)


@dataclass(frozen=True, slots=True)
class Finished:
    """The files of the pamphlet."""

    epub: bytes
    pdf: bytes
    booklet: bytes
    order: tuple[tuple[int | None, ...], ...]


@cache
def finished() -> Finished:
    pdf = pages(DOCUMENT, _PARTED)
    imposed = booklet(pdf)
    return Finished(ebook(DOCUMENT), pdf, imposed.pdf, imposed.order)


# Several pages, so that there are some to change places.
_PARTED = ".opening ~ p:nth-of-type(3n) { break-before: page }"


def told(*, epub: bytes | None = None, pdf: bytes | None = None, booklet: bytes | None = None) -> tuple[str, ...]:
    """What proving says of files, the rest as they were finished."""
    made = finished()
    outputs = Outputs(epub, pdf or (made.pdf if booklet else None), booklet=booklet, order=made.order)
    return tuple(finding.message for finding in prove(DOCUMENT, prepare(DOCUMENT), outputs).findings())


# --- the e-book: its page is spoilt as text -----------------------------------------------------------------------

_NOTE = re.compile(r'<div id="note-.*?</div>', re.S)


def spoil_ebook(dice: random.Random) -> tuple[str, bytes]:
    """The e-book with one word or one note removed, doubled, moved or altered, and what was done."""
    done = ""

    def change(page: str) -> str:
        nonlocal done
        start = page.index("<body")
        places = list((_NOTE if dice.random() < 0.3 else _WORDS).finditer(page, start))
        hits = [hit for hit in places if _NOTE.fullmatch(hit[0]) or not _inside_tag(page, hit.start())]
        hit = dice.choice(hits)
        how = dice.choice(["remove", "double", "move", "alter"])
        done = f"{how} {hit[0][:40]!r} at {hit.start()}"
        whole = bool(_NOTE.fullmatch(hit[0]))
        before, after = page[: hit.start()], page[hit.end() :]
        match how:
            case "remove":
                return before + after
            case "double":
                return before + hit[0] + ("" if whole else " ") + hit[0] + after
            case "alter":
                return before + _altered(hit[0], dice) + after
            case _:
                other = dice.choice(
                    [one for one in hits if one[0] != hit[0] and bool(_NOTE.fullmatch(one[0])) == whole]
                )
                first, second = sorted((hit, other), key=lambda one: one.start())
                between = page[first.end() : second.start()]
                return page[: first.start()] + second[0] + between + first[0] + page[second.end() :]

    spoilt = damaged(finished().epub, change)
    return done, spoilt


_WORDS = re.compile(r"\w+")


def _inside_tag(page: str, at: int) -> bool:
    return page.rfind("<", 0, at) > page.rfind(">", 0, at)


def _altered(text: str, dice: random.Random) -> str:
    """The same with one letter of its words another one."""
    signs = [at for at, char in enumerate(text) if char.isalnum() and not _inside_tag(f">{text}", at + 1)]
    at = dice.choice(signs)
    return text[:at] + ("q" if text[at] != "q" else "x") + text[at + 1 :]


# --- pages and sheets: an operator that shows text is spoilt, or a word of the document they are set from ----------


def _streams(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    """The streams that show text: pages, or the pages on a sheet."""
    found = []
    for page in pdf.pages:
        forms = [item for item in page.obj.Resources.get("/XObject", {}).values() if item.get("/Subtype") == "/Form"]
        found += [*forms, page.Contents]
    return found


def spoil_type(content: bytes, dice: random.Random) -> tuple[str, bytes]:
    """Pages or sheets with one run of type removed, doubled at another height, or put where another one stood."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        stream = dice.choice([one for one in _streams(pdf) if any(_shows(op) for op in _operators(one))])
        operators = _operators(stream)
        shown = [at for at, op in enumerate(operators) if _shows(op)]
        at = dice.choice(shown)
        how = dice.choice(["remove", "double", "move"]) if len(shown) > 1 else "remove"
        if how == "remove":
            del operators[at]
        elif how == "double":
            operators.insert(at, operators[at])
        else:
            other = dice.choice([one for one in shown if str(operators[one].operands) != str(operators[at].operands)])
            operators[at], operators[other] = operators[other], operators[at]
        stream.write(pikepdf.unparse_content_stream(operators))
        pdf.save(out, static_id=True)
    if _only_margins(content, out.getvalue()):
        return spoil_type(content, dice)
    return f"{how} operator {at} of {len(operators)}", out.getvalue()


def _only_margins(before: bytes, after: bytes) -> bool:
    """Whether nothing but a running head has gone: heads are the style sheet's, and a house may set none."""
    gone: Counter[str] = Counter()
    for was, now in zip(pages_text(before), pages_text(after), strict=True):
        gone += Counter(letters(was[0])) - Counter(letters(now[0]))
    heads = running_heads(DOCUMENT, DOCUMENT.parts[0])
    return any(gone == Counter(letters(head)) for head in heads)


def _operators(stream: pikepdf.Object) -> list[pikepdf.ContentStreamInstruction]:
    return [op for op in pikepdf.parse_content_stream(stream) if isinstance(op, pikepdf.ContentStreamInstruction)]


def _shows(op: pikepdf.ContentStreamInstruction) -> bool:
    """Whether an operator shows letters, and not only a space."""
    if str(op.operator) not in ("Tj", "TJ"):
        return False
    strings = op.operands[0] if str(op.operator) == "TJ" else op.operands
    return sum(len(bytes(one)) for one in strings if isinstance(one, pikepdf.String)) > 2 * 2


def swap_pages(content: bytes, dice: random.Random) -> tuple[str, bytes]:
    """Two pages, or two sides of sheets, that change places."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        order = list(range(1, len(pdf.pages) + 1))
    one, other = dice.sample(order, 2)
    order[one - 1], order[other - 1] = other, one
    return f"swap pages {one} and {other}", with_pages(content, order)


def spoil_document(dice: random.Random) -> tuple[str, Document]:
    """The document with one word or one note of it removed, doubled, moved or altered, to be set in the same way."""
    part = DOCUMENT.parts[0]
    how = dice.choice(["remove", "double", "move", "alter"])
    if dice.random() < 0.3:
        notes = list(part.notes)
        at, other = dice.sample(range(len(notes)), 2)
        match how:
            case "move":
                notes[at], notes[other] = _content(notes[at], notes[other]), _content(notes[other], notes[at])
            case "double":
                notes[at] = replace(notes[at], content=notes[at].content * 2)
            case "remove":
                notes[at] = replace(notes[at], content=())
            case _:
                notes[at] = replace(notes[at], party="" if notes[at].party else "Ed.")
        return f"{how} note {notes[at].label}", replace(DOCUMENT, parts=(replace(part, notes=tuple(notes)),))
    places = [
        (at, n)
        for at, block in enumerate(part.content)
        if isinstance(block, nodes.Paragraph)
        for n, inline in enumerate(block.content)
        if isinstance(inline, Text) and len(inline.text.split()) > 1
    ]
    at, place = dice.choice(places)
    block = part.content[at]
    assert isinstance(block, nodes.Paragraph)
    inline = block.content[place]
    assert isinstance(inline, Text)
    words = inline.text.split()
    index = dice.randrange(len(words) - 1)
    was = list(words)
    match how:
        case "remove":
            del words[index]
        case "double":
            words.insert(index, words[index])
        case "move":
            words[index], words[index + 1] = words[index + 1], words[index]
        case _:
            words[index] = _altered(words[index], dice)
    assert words != was
    lead, trail = (" " if inline.text[:1] == " " else ""), (" " if inline.text[-1:] == " " else "")
    content = list(block.content)
    content[place] = Text(lead + " ".join(words) + trail)
    blocks = list(part.content)
    blocks[at] = replace(block, content=tuple(content))
    return f"{how} “{was[index]}”", replace(DOCUMENT, parts=(replace(part, content=tuple(blocks)),))


def _content(one: Note, other: Note) -> Note:
    return replace(one, content=other.content)


def mutations(count: int, seed: int) -> list[tuple[str, Callable[[], tuple[str, ...]]]]:
    """``count`` ways to spoil one of the files, and what proving says of each."""
    dice = random.Random(seed)
    made: list[tuple[str, Callable[[], tuple[str, ...]]]] = []
    for number in range(count):
        name, say = _mutation(dice, number)
        made.append((f"{number}: {name}", say))
    return made


def _mutation(dice: random.Random, number: int) -> tuple[str, Callable[[], tuple[str, ...]]]:
    files = finished()
    match number % 10:
        case 0 | 1 | 2 | 3:
            name, epub = spoil_ebook(dice)
            return f"epub: {name}", lambda: told(epub=epub)
        case 4 | 5:
            name, pdf = spoil_type(files.pdf, dice)
            return f"pdf: {name}", lambda: told(pdf=pdf)
        case 6 | 7:
            name, sheets = spoil_type(files.booklet, dice)
            return f"booklet: {name}", lambda: told(booklet=sheets)
        case 8:
            which = dice.random() < 0.5
            name, swapped = swap_pages(files.pdf if which else files.booklet, dice)
            return f"{name}", lambda: told(pdf=swapped) if which else told(booklet=swapped)
        case _:
            name, document = spoil_document(dice)
            return f"set anew: {name}", lambda: told(pdf=pages(document, _PARTED))
