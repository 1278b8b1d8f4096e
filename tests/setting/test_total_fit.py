"""Total fit on real pages: set by the engine, read back by another."""

from __future__ import annotations

import inspect
import statistics
from functools import cache
from itertools import pairwise
from types import ModuleType

import pytest
from tests.setting.sheet import LEFT, MEASURE, Sheet, set_type
from tests.writing.pages import MM, Line, Sign, pamphlet, part, set_in_type

from handpress.diagnostics import Severity
from handpress.diagnostics.catalogue import CATALOGUE
from handpress.setting.total_fit import Reason, applied, engine
from handpress.setting.total_fit.facing import Spread
from handpress.setting.total_fit.page_end import PageEnd

# Our own words, of as many lengths as those of any essay.
ESSAY = """The committee that was to look after the bridge met on the first Thursday of the month, in the back room
of the
chandler’s shop, and had done so for as long as anybody could remember. Its minutes were kept in a ledger bound in
green cloth; the earliest pages were illegible, and the latest had hardly been begun. Nobody had ever asked what it
decided, because the bridge stood, and because the treasurer, a conscientious and somewhat melancholy man, reported
each time that nothing extraordinary had happened. “We are guardians,” he used to say, “and a guardian’s business is
that there should be no business.” Then came the winter of the great ice. In a single night the river rose, carried
away two boats and the washing-place, and left a floe the size of a barn leaning against the middle pier. Every
morning thereafter half the town stood on the embankment and gave advice. The schoolmaster recommended gunpowder;
the miller, whose grandfather had seen something similar, recommended patience; and the committee, for the first
time in its history, was required to choose between them. It adjourned. What distinguishes an institution from an
accident, the treasurer wrote that evening, is not that it knows what to do but that it knows whom to ask, and he
went and knocked at the ferryman’s door."""
PARAGRAPH = f"<p>{' '.join(ESSAY.split())}</p>"


@cache
def essay(on: bool = True) -> Sheet:
    return set_type(PARAGRAPH * 3, on=on)


def widest(line: Line) -> bool:
    return line.right > LEFT + MEASURE - 8


def spaces(sheet: Sheet) -> list[float]:
    """For each full line, how wide its spaces are on the whole, in pt."""
    found = []
    for page in sheet.pages:
        line: list[Sign] = []
        for sign in (*page.signs, Sign("\n", 0, 0, 0, 0)):
            if sign.char not in "\r\n\ufffe\x02":
                line.append(sign)
                continue
            if line and max(one.right for one in line) > LEFT + MEASURE - 4:
                gaps = [c.left - a.right for a, b, c in zip(line, line[1:], line[2:], strict=False) if b.char == " "]
                found.append(statistics.mean(gaps))
            line = []
    return found


# --- what it is for ------------------------------------------------------------------------------------------


def test_lines_are_far_more_even_than_the_engine_makes_them() -> None:
    ours, theirs = spaces(essay()), spaces(essay(on=False))

    assert len(ours) > 30
    assert statistics.pstdev(ours) < 0.65 * statistics.pstdev(theirs)
    assert statistics.mean(ours) < 0.85 * statistics.mean(theirs)
    assert max(ours) < 0.8 * max(theirs)


def test_the_text_read_back_is_the_text_put_in() -> None:
    wanted = "".join(ESSAY.split()).replace("-", "") * 3

    assert essay().letters == essay(on=False).letters == wanted


def test_every_full_line_reaches_the_margin_and_no_word_stands_beyond_it() -> None:
    full = [line for line in essay().lines if widest(line)]

    assert len(full) > 30
    for line in full:
        hangs = line.text[-1] in ".,;:”’-‐"
        assert LEFT + MEASURE - 1.2 < line.right < LEFT + MEASURE + (3 if hangs else 1.2), (
            line
        )  # an f leans out by itself


def test_light_signs_hang_into_the_margin() -> None:
    over = {line.text[-1] for line in essay().lines if line.right > LEFT + MEASURE + 1.2}

    assert over
    assert over <= set(".,;:”’-‐")


def test_three_lines_never_end_with_a_hyphen_one_after_the_other() -> None:
    hyphens = [line.text.endswith(("‐", "-")) for line in essay().lines]

    assert not any(all(three) for three in zip(hyphens, hyphens[1:], hyphens[2:], strict=False))


def test_letters_give_three_in_a_hundred_at_most() -> None:
    sizes = [
        (sign.top - sign.bottom, sign.right - sign.left)
        for page in essay().pages
        for sign in page.signs
        if sign.char == "o"
    ]
    wide = [width for _, width in sizes]

    assert max(wide) > min(wide)
    assert max(wide) / min(wide) < 1.03 / 0.97 + 0.005


def test_the_same_text_gives_the_same_bytes() -> None:
    assert set_type(PARAGRAPH).pdf == set_type(PARAGRAPH).pdf


# --- what it covers ------------------------------------------------------------------------------------------

WORDS = " ".join(ESSAY.split())
MIXED = {
    "emphasis": f"{WORDS[:90]} <em>{WORDS[90:400]}</em> {WORDS[400:900]}",
    "small caps": f'{WORDS[:90]} <span class="small-caps">{WORDS[90:300]}</span>',
    "code": f"{WORDS[:150]} <code>handpress build</code> {WORDS[150:500]}",
    "links": f'{WORDS[:90]} <a href="https://example.org">{WORDS[90:300]}</a>{WORDS[300:500]}',
    "note calls": f"{WORDS[:190]}<sup><a>1</a></sup>{WORDS[190:600]}",
    "a foreign language": f'{WORDS[:150]} <i lang="de">Mühlenbesitzergenossenschaftsversammlung</i> {WORDS[150:400]}',
    "a style that changes inside a word": f"un<em>believ</em>able {WORDS[:300]}",
    "underlined words": f"{WORDS[:90]} <span style='text-decoration: underline'>{WORDS[90:300]}</span>",
    "soft hyphens": "con\u00adsti\u00adtu\u00adtion " * 40,
    "no-break spaces": WORDS[:400].replace("the ", "the\u00a0"),
    "greek": "ἐν ἀρχῇ ἦν ὁ λόγος, καὶ ὁ λόγος ἦν πρὸς τὸν θεόν, " * 12,
    "a language without patterns": f'<span lang="tlh">{WORDS[:400]}</span>',
    "words that must not wrap": f'{WORDS[:200]} <b style="white-space: nowrap">{WORDS[200:230]}</b> {WORDS[230:500]}',
}


@pytest.mark.parametrize("kind", MIXED)
def test_a_paragraph_is_planned_and_keeps_its_text_with(kind: str) -> None:
    body = f"<p>{MIXED[kind]}</p>"
    ours, theirs = set_type(body), set_type(body, on=False)

    assert ours.account.planned == 1
    assert ours.account.counts == {}
    assert ours.letters == theirs.letters


BLOCKS = {
    "quotations": f'<blockquote style="margin: 7pt 20pt; font-size: 9.5pt">{PARAGRAPH}</blockquote>',
    "lists": f"<ul><li>{PARAGRAPH}</li><li>{PARAGRAPH}</li></ul>",
    "columns": f'<div style="columns: 2">{PARAGRAPH}</div>',
    "a hanging indent": f'<p style="text-indent: -2em; padding-left: 2em">{WORDS}</p>',
}


@pytest.mark.parametrize("kind", BLOCKS)
def test_paragraphs_are_planned_in(kind: str) -> None:
    ours = set_type(BLOCKS[kind])

    assert ours.account.planned >= 1
    assert ours.account.counts == {}
    assert ours.letters.replace("•", "") == set_type(BLOCKS[kind], on=False).letters.replace("•", "")


def test_notes_at_the_foot_are_planned_too_and_stay_whole() -> None:
    body = f'<p>{WORDS[:300]}<span class="note">{WORDS}</span>{WORDS[300:]}</p>'
    ours, theirs = set_type(body), set_type(body, on=False)

    assert ours.account.planned == 2
    assert sorted(ours.letters) == sorted(theirs.letters)


def test_lines_go_round_a_float_and_then_back_to_the_full_measure() -> None:
    beside = '<div style="float: left; width: 30mm; height: 25mm; margin-right: 3mm"></div>'
    found = set_type(beside + PARAGRAPH).lines
    indented = [line.left > LEFT + 32 * MM for line in found]

    assert indented[0]
    assert sum(indented) == 6
    assert indented == sorted(indented, reverse=True)
    assert found[0].top == pytest.approx(set_type(PARAGRAPH).lines[0].top, abs=1)
    for line in found[:-1]:
        assert line.right > LEFT + MEASURE - 3


def test_letters_of_one_face_are_kerned_over_the_border_of_a_link() -> None:
    def stands(body: str) -> float:
        [line] = set_type(f"<p>{body}</p>").lines
        return line.right

    assert stands('<a href="#x">A</a>V') == pytest.approx(stands("AV"), abs=0.01)
    assert stands('<a href="#x">A</a>V') < stands('<a href="#x" style="font-kerning: none">A</a>V') - 0.3


def test_no_line_begins_with_the_call_of_a_note() -> None:
    sentence = "It was washed off by the rain of that summer{}<sup>1{}</sup> Then they came. "
    body = "".join(sentence.format(".—,"[n % 3], n) for n in range(10, 70))

    assert not any(line.text[:1].isdigit() for line in set_type(f"<p>{body}</p>").lines)


def test_a_hyphen_parts_a_ligature() -> None:
    [first, *_] = set_type('<p style="width: 8mm; text-indent: 0">affirmative</p>').lines

    assert first.text in ("af‐", "affir‐", "affirma‐")


# --- what it leaves to the engine ----------------------------------------------------------------------------

LEFT_OUT = {
    Reason.SCRIPT: f"<p>{WORDS[:300]} שלום עולם {WORDS[:300]}</p>",
    Reason.LINE_BREAK: "<p>12 Mill Lane<br>Little Sample<br>by the bridge</p>",
    Reason.PICTURE: f'<p>{WORDS[:200]} <span style="display: inline-block; width: 9pt"></span> {WORDS[:200]}</p>',
    Reason.EDGE: f'<p>{WORDS[:200]} <span style="padding: 0 3pt">edge</span> {WORDS[:200]}</p>',
    Reason.FIRST_LINE: f'<p class="opening">{WORDS}</p>',
    Reason.CUT_OFF: f'<p style="overflow: hidden; text-overflow: ellipsis">{WORDS[:60]}</p>',
}


@pytest.mark.parametrize("reason", LEFT_OUT)
def test_what_cannot_be_planned_is_left_and_counted(reason: Reason) -> None:
    styles = ".opening::first-line { font-variant-caps: small-caps }"
    ours, theirs = (set_type(LEFT_OUT[reason], on=on, styles=styles) for on in (True, False))

    assert ours.account.counts == {str(reason): 1}
    assert ours.account.planned == 0
    assert ours.letters == theirs.letters
    assert [line.text for line in ours.lines] == [line.text for line in theirs.lines]


@pytest.mark.parametrize("align", ["left", "center", "right", "start"])
def test_ragged_text_is_the_engines_and_nothing_to_be_told_of(align: str) -> None:
    ours = set_type(f'<div style="text-align: {align}">{PARAGRAPH}</div>')

    assert (ours.account.planned, ours.account.left[Reason.RAGGED], ours.account.counts) == (0, 1, {})


def test_chinese_is_left_to_the_engine() -> None:
    assert set_type("<p>日本語 日本語</p>").account.left == {Reason.SCRIPT: 1}


def test_a_sign_that_no_face_has_is_left_to_the_engine() -> None:
    assert set_type("<p>A tile: 🂡 and more.</p>").account.left == {Reason.SIGN: 1}


HARD = {
    "a word of four hundred letters": f"<p>Words before {'x' * 400} and words after it.</p>",
    "a measure of twenty millimetres": f'<div style="width: 20mm">{PARAGRAPH}</div>',
    "a measure of nothing": f'<div style="width: 0">{PARAGRAPH[:60]}</p></div>',
    "no text": "<p> </p><p></p><p>\u00a0</p><p><em></em></p><p> <em> lead</em> <b> </b> </p>",
    "letters of no size": '<p style="font-size: 0">hidden</p>',
    "a long address": f"<p>See https://example.org/{'a-very/long-path_with.things/' * 8} for more.</p>",
}


@pytest.mark.parametrize("kind", HARD)
def test_the_page_holds_the_same_letters_with(kind: str) -> None:
    ours, theirs = set_type(HARD[kind]), set_type(HARD[kind], on=False)

    assert ours.letters == theirs.letters


def test_a_paragraph_of_twenty_thousand_words_is_set() -> None:
    long = set_type(f"<p>{(WORDS + ' ') * 100}</p>")

    assert long.account.planned == 1
    assert len(long.letters) == 100 * len(set_type(PARAGRAPH).letters)


def test_a_word_wider_than_the_measure_is_torn_and_reaches_the_margin() -> None:
    found = set_type(HARD["a word of four hundred letters"]).lines

    assert sum(widest(line) for line in found) >= 6
    assert all(line.right < LEFT + MEASURE + 3 for line in found)


def test_what_is_bad_is_counted_and_loses_nothing() -> None:
    """A word wider than the measure, no patterns for the language, a face without small capitals, 20 mm."""
    body = f'<p lang="tlh">{"x" * 90} {WORDS[:300]} <code class="small-caps">bread and roses</code></p>'
    ours = set_type(f'<div style="width: 20mm">{body}</div><p>ABC אבג</p>')

    assert (ours.account.planned, ours.account.counts) == (1, {str(Reason.SCRIPT): 1})
    assert ours.letters == set_type(f'<div style="width: 20mm">{body}</div><p>ABC אבג</p>', on=False).letters


def test_what_cannot_even_be_torn_is_left_and_counted() -> None:
    word = "x" * 90
    body = f'<p style="overflow-wrap: normal; white-space: normal">{word} and words</p>'
    ours = set_type(f'<div style="width: 20mm">{body}</div>')

    assert ours.account.counts == {str(Reason.TOO_WIDE): 1}
    assert ours.letters == f"{word}andwords"


# --- the ends of pages -------------------------------------------------------------------------------------------


def columns(sheet: Sheet) -> list[list[Line]]:
    return [list(page.lines) for page in sheet.pages]


LONG = f"<p>{WORDS} {WORDS} {WORDS} {WORDS}</p>"


def ends(height: int) -> list[str]:
    """The last lines of pages of so many lines, but of the last one."""
    styles = f"@page {{ size: 110mm {height * 14 + 103}pt; margin: 18mm 20mm }}"
    return [page[-1].text for page in columns(set_type(LONG, styles=styles))[:-1]]


@pytest.mark.parametrize("height", [7, 8, 9])
def test_no_page_ends_with_a_hyphen(height: int, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not [line for line in ends(height) if line.endswith(("‐", "-"))]
    monkeypatch.setattr(PageEnd, "mend", lambda *_, **__: False)
    assert [line for line in ends(height) if line.endswith(("‐", "-"))]


def test_what_is_set_again_at_a_pages_end_keeps_its_words_and_notes() -> None:
    noted = WORDS.replace(". ", '.<span class="note">A note to this sentence.</span> ')
    styles = "@page { size: 90mm 300pt; margin: 18mm 20mm }"
    ours, theirs = (set_type(f"<p>{noted}</p>" * 4, on=on, styles=styles) for on in (True, False))

    assert sorted(ours.letters) == sorted(theirs.letters)
    notes = "Anotetothissentence."
    assert ours.letters.count(notes) == 4 * noted.count('note">') == theirs.letters.count(notes)


def depths() -> list[float]:
    styles = "@page { size: 90mm 253pt; margin: 18mm 20mm } p { orphans: 2; widows: 2 }"
    body = "".join(f"<p>{WORDS[: 200 + 37 * n]}</p>" for n in range(24))
    return [min(line.bottom for line in page) for page in columns(set_type(body, styles=styles))[:-1]]


def test_a_page_that_faces_one_that_ends_a_line_early_ends_there_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def unequal() -> int:
        feet = depths()
        return sum(abs(a - b) > 7 for a, b in zip(feet[1::2], feet[2::2], strict=False))

    equalled = unequal()
    monkeypatch.setattr(Spread, "enter", lambda *_, **__: None)
    assert equalled < unequal()


# --- the hook ------------------------------------------------------------------------------------------------


def functions() -> dict[str, object]:
    return {name: getattr(module, name) for name, module in engine._places().items()}


def test_the_engine_is_put_back_as_it_was() -> None:
    before = functions()
    with applied():
        assert all(functions()[name] is not before[name] for name in before)
    assert functions() == before

    with pytest.raises(KeyError), applied():
        raise KeyError
    assert functions() == before


def test_off_means_untouched() -> None:
    before = functions()
    with applied(on=False) as account:
        assert functions() == before
    assert account.findings == ()


def test_the_engine_of_today_is_the_one_it_was_made_for() -> None:
    with applied() as account:
        assert account.findings == ()
    for name, function in functions().items():
        assert tuple(inspect.signature(function).parameters) == engine._PARAMETERS[name]  # type: ignore[arg-type]


def test_another_engine_is_left_alone_with_a_warning(monkeypatch: pytest.MonkeyPatch) -> None:
    places: dict[str, ModuleType] = engine._places()
    monkeypatch.setattr(places["text_align"], "text_align", lambda context, line: 0)
    monkeypatch.delattr(places["draw_first_line"], "draw_first_line")
    with applied() as account:
        untouched = places["split_text_box"].split_text_box.__module__

    assert untouched == "weasyprint.layout.inline"
    [finding] = account.findings
    assert finding.code == "line-breaking"
    assert CATALOGUE[finding.code].severity is Severity.WARNING
    assert "text_align" in finding.message
    assert "draw_first_line" in finding.message


def test_a_page_set_several_times_is_counted_once() -> None:
    numbered = "@page { @bottom-center { content: counter(page) ' of ' counter(pages) } }"

    assert set_type(PARAGRAPH * 12, styles=numbered).account.planned == 12


def test_the_pages_of_a_pamphlet_lose_no_note_to_it() -> None:
    notes = "\n".join(f"[^{n}]: Note {n} says: {WORDS[:150]}\n" for n in range(1, 30))
    text = "\n\n".join(f"{WORDS[:500]}[^{n}] {WORDS[500:700]}" for n in range(1, 30))
    document = pamphlet(part(f"---\ntitle: On Bread\n---\n\n{text}\n\n{notes}"))
    with applied() as account:
        made = set_in_type(document)

    assert account.planned > 50
    assert all(f"Note {n} says" in made.text for n in range(1, 30))


def test_neighbouring_lines_are_not_one_tight_and_one_loose() -> None:
    ours, theirs = spaces(essay()), spaces(essay(on=False))

    def contrast(found: list[float]) -> float:
        return statistics.mean(abs(a - b) for a, b in pairwise(found))

    assert contrast(ours) < 0.6 * contrast(theirs)
