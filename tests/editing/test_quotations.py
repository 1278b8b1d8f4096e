"""Quotations of one part in another: found, traced to their paragraph, and graded."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.editing.documents import document, heading, note, paragraph, part, text
from tests.strategies import documents

from handpress import press
from handpress.editing import set_openings, set_typography
from handpress.editing.quoting import find_quotations
from handpress.model import nodes, walk
from handpress.model.document import Document, Part
from handpress.model.nodes import (
    AddedEmphasis,
    Block,
    Emphasis,
    Inlines,
    Interpolation,
    NoteCall,
    Omission,
    Paragraph,
    Quotation,
    Sic,
    Text,
)
from handpress.model.quoted import (
    Difference,
    DifferenceKind,
    Grade,
    ParagraphLike,
    QuotedPassage,
    paragraphs,
    word_diff,
)
from handpress.project import find_workspace

ARTICLE = (
    "The crowd that came to the Tauride Palace on that day did not disperse, and it did not wait to be told what to do."
)
EXACT, ALTERED, MISQUOTED = Grade.EXACT, Grade.ALTERED, Grade.MISQUOTED
MISSING, ADDED, CHANGED = DifferenceKind


def reply(*content: Block, slug: str = "reply", to: str = "article") -> Part:
    return replace(part(*content, slug=slug, title="An Answer"), replies_to=to)


def found(answer: Part, *others: Part) -> tuple[QuotedPassage, ...]:
    """What is found in an answer to the article, or to other texts."""
    return find_quotations(document(*(others or (part(paragraph(ARTICLE)),)), answer))


def block(*content: Inlines | str, source: Inlines = ()) -> Quotation:
    return Quotation(tuple(Paragraph(text(one) if isinstance(one, str) else one) for one in content), source)


def set_off(words: str | Inlines, article: str = ARTICLE) -> QuotedPassage:
    """What is found of a block quotation, in an answer to an article of one paragraph."""
    [passage] = found(reply(block(words)), part(paragraph(article)))
    return passage


def inline(sentence: str, article: str = ARTICLE) -> list[tuple[str, Grade]]:
    """The quotations found in a sentence of an answer."""
    return [(one.words, one.grade) for one in found(reply(paragraph(sentence)), part(paragraph(article)))]


# --- scripts without spaces ---------------------------------------------------------------------------------

STONES = "石は数えられてきたが、運んだ人は忘れられた。祖父はよく言っていた。「石は持ち主を知らない」と。"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("隣人は「石は数えられてきたが、運んだ人は」と言う。", [("石は数えられてきたが、運んだ人は", EXACT)]),
        ("他说“石は数えられてきたが、運んだ人は”。", [("石は数えられてきたが、運んだ人は", EXACT)]),
        ("『石は数えられてきたが、[…] 忘れられた』", [("石は数えられてきたが、[…] 忘れられた", ALTERED)]),
        ("「石は[ひとつずつ]数えられてきたが、運んだ」", [("石は[ひとつずつ]数えられてきたが、運んだ", ALTERED)]),
        ("「石は数えられてきたが。運んだ人は忘れられた」", [("石は数えられてきたが。運んだ人は忘れられた", MISQUOTED)]),
        ("「石は数えられてきたが、運んだ馬は忘れられた」", [("石は数えられてきたが、運んだ馬は忘れられた", MISQUOTED)]),
        # Eight characters are some four words, and too few to be looked for.
        ("「石は数えられてき」たと言う。", []),
        ("「川がくれるものはみんなにくれる」と言う。", []),
        ("閉じられない」ものは「開かれない。", []),
    ],
)
def test_where_words_have_no_spaces_a_quotation_is_compared_character_by_character(
    sentence: str, expected: list[tuple[str, Grade]]
) -> None:
    assert inline(sentence, STONES) == expected


def test_a_misquoted_character_is_told_and_not_its_sentence() -> None:
    [passage] = found(reply(block("石は数えられてきたが、運んだ馬は忘れられた。")), part(paragraph(STONES)))

    assert [(one.kind, one.quoted, one.original) for one in passage.differences] == [(CHANGED, "馬", "人")]


# --- grades --------------------------------------------------------------------------------------------------

TABLE = [
    # exact: what a typesetter changes is no change
    ("the crowd that came to the Tauride Palace", EXACT, "the crowd that came to the Tauride Palace"),
    ("The crowd that came to the Tauride Palace,", EXACT, None),
    ("did not disperse, and it did not wait", EXACT, None),
    # declared alterations
    ("[T]he crowd that came to the Tauride Palace", ALTERED, None),
    ("[They] did not disperse, and [they] did not wait to be told", ALTERED, None),
    ("The crowd […] did not disperse, [...] it did not wait", ALTERED, None),
    ("The crowd … did not disperse, and it did not wait", ALTERED, None),
    ("The crowd that [as we know] came to the Tauride [sic] Palace", ALTERED, None),
    ("The crowd that c[a]me to the Taur[…]de Palace on that day", ALTERED, None),
    # differences
    ("The very crowd that came to the Tauride Palace", MISQUOTED, "The {+very+} crowd that came to the Tauride Palace"),
    ("The crowd that came to the Palace on that day", MISQUOTED,
     "The crowd that came to the [-Tauride-] Palace on that day"),
    ("The mob that came to the Tauride Palace", MISQUOTED, "The [-crowd-]{+mob+} that came to the Tauride Palace"),
    ("A crowd that came to the Tauride Palace", MISQUOTED, "[-The-]{+A+} crowd that came to the Tauride Palace"),
    ("did not wait to be told what they want", MISQUOTED, "did not wait to be told what [-to do-]{+they want+}"),
    ("the crowd that came to the tauride palace on that day", MISQUOTED,
     "the crowd that came to the [-Tauride Palace-]{+tauride palace+} on that day"),
    ("did not disperse and it did not wait", MISQUOTED, "did not [-disperse,-]{+disperse+} and it did not wait"),
    ("The mob […] did not disperse, and it did not wait", MISQUOTED,
     "The [-crowd-]{+mob+} […] did not disperse, and it did not wait"),
    ("did not disperse, […] it did not hesitate to be told what to do", MISQUOTED,
     "did not disperse, […] it did not [-wait-]{+hesitate+} to be told what to do"),
    # somebody else
    ("The owners of the mills were of another mind altogether.", Grade.ABSENT, None),
    ("The […] of […] and […] did", Grade.ABSENT, None),
    ("to the […] on the", Grade.ABSENT, None),
]  # fmt: skip


@pytest.mark.parametrize(("words", "grade", "diff"), TABLE, ids=[row[0] for row in TABLE])
def test_a_quotation_is_graded(words: str, grade: Grade, diff: str | None) -> None:
    passage = set_off(words)

    assert (passage.grade, word_diff(passage)) == (grade, diff or words)


def test_differences_tell_what_stands_in_both_texts() -> None:
    passage = set_off("The very crowd that came to the Palace on this day did not disperse")

    assert passage.differences == (
        Difference(ADDED, "very", "", 4),
        Difference(MISSING, "", "Tauride", 32),
        Difference(CHANGED, "this", "that", 42),
    )


def test_a_word_diff_marks_what_was_added_left_out_and_changed() -> None:
    words = "the very crowd did it"
    differences = (
        Difference(ADDED, "very", "", 4),
        Difference(MISSING, "", "that day", 15),
        Difference(CHANGED, "it", "nothing", 19),
    )
    passage = QuotedPassage("reply", words, False, 1, 1, "article", MISQUOTED, differences)

    assert word_diff(passage) == "the {+very+} crowd [-that day-] did [-nothing-]{+it+}"


@pytest.mark.parametrize(
    ("article", "quoted"),
    [
        ("“Bread!” they cried — all of them.", "'Bread!' they cried -- all of them."),
        ("It’s the workers’ own co-operative.", "It's the workers' own co‑operative"),
        ("It is the workers' own cooperative today.", "It is the workers’ own co-operative to-day"),
        ("The ﬁrst oﬃce of the movement.", "The first office of the movement"),
        ("The co\u00adoper\u00adative oﬀered bread to all.", "The cooperative offered bread\u00a0to\n  all."),
        ("Un cafe\u0301 pour tous les ouvriers\u202f!", "Un café pour tous les ouvriers!"),
        ("They left... and came back to us.", "They left… and came back to us."),
        ("He called it “a wall”, and left it there.", "He called it ‘a wall,’ and left it there"),
    ],
)
def test_quotes_dashes_ligatures_and_spaces_are_the_typesetters(article: str, quoted: str) -> None:
    assert set_off(quoted, article).grade is EXACT


def test_emphasis_and_note_calls_do_not_matter() -> None:
    words = (Text("the crowd that "), Emphasis(text("came")), NoteCall("1"), Text(" to the "), Emphasis(text("Tau")))

    assert set_off((*words, Text("ride Palace"))).grade is EXACT


def test_marks_of_an_editor_are_declared_alterations() -> None:
    words = (
        Text("The crowd "),
        Omission(),
        Text(" did not disperse"),
        Sic(),
        Text(", and "),
        Interpolation(text("so they say"), "Ed.", " — Ed."),
        Text(" it "),
        Emphasis(text("did not")),
        Text(" "),
        AddedEmphasis(),
        Text(" wait"),
    )
    passage = set_off(words)

    assert passage.grade is ALTERED
    assert passage.words == (
        "The crowd […] did not disperse[sic], and [so they say — Ed.] it did not [emphasis added] wait"
    )


def test_editorial_marks_of_the_article_are_not_its_authors_words() -> None:
    marked = paragraph("The Provincial ", NoteCall("1"), "Government saw the danger")
    content = (
        *marked.content[:1],
        Sic(),
        Interpolation(text("that is, the first"), "Ed.", " — Ed."),
        *marked.content[1:],
    )
    [passage] = found(reply(block("The Provincial Government saw the danger")), part(Paragraph(content)))

    assert passage.grade is EXACT


def test_an_omission_may_jump_over_paragraphs_but_words_in_brackets_only_over_a_phrase() -> None:
    article = part(paragraph("The crowd did not wait."), paragraph("one " * 40), paragraph("It went home in the end."))
    omitted, replaced = (
        found(reply(block(f"The crowd did not wait. {mark} It went home in the end.")), article)[0]
        for mark in ("[…]", "[Then]")
    )

    assert (omitted.grade, omitted.target_paragraph) == (ALTERED, 1)
    assert replaced.grade is not ALTERED


def test_of_several_places_the_closest_words_are_taken() -> None:
    article = part(
        paragraph("The crowd came at noon."), paragraph("The crowd came at noon, and in the evening it went home.")
    )
    [passage] = found(reply(block("The crowd came at noon […] it went home.")), article)

    assert passage.target_paragraph == 2


# --- runs in quotation marks ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "marks", ["“”", '""', "‘’", "''", "„“", "„”", "«»", "»«", "””", "‹›"], ids=lambda marks: f"like {marks} this"
)
def test_every_custom_of_quoting_is_known(marks: str) -> None:
    opening, closing = marks[0], marks[1]
    sentence = f"It says {opening}did not wait to be told what to do{closing}, and so on."

    assert inline(sentence) == [("did not wait to be told what to do", EXACT)]


def test_french_marks_keep_their_distance() -> None:
    sentence = "It says «\u202fdid not wait to be told\u202f», and so on."

    assert inline(sentence) == [("did not wait to be told", EXACT)]


def test_an_apostrophe_does_not_end_a_run() -> None:
    article = "They took the workers’ road to the palace, didn’t they?"

    assert inline("We read ‘They took the workers’ road to the palace’, and the workers’ wives laughed.", article) == [
        ("They took the workers’ road to the palace", EXACT)
    ]


def test_inner_quotes_belong_to_the_outer() -> None:
    article = "The slogan was “all power to the soviets at once”, and they meant it."
    sentence = "We read: “The slogan was ‘all power to the soviets at once’, and they meant it.”"

    assert inline(sentence, article) == [
        ("The slogan was ‘all power to the soviets at once’, and they meant it.", EXACT)
    ]


def test_a_quotation_within_somebody_elses_words_is_found() -> None:
    sentence = "He wrote: “I have read that they ‘did not wait to be told what to do’, but I doubt it.”"

    assert inline(sentence) == [("did not wait to be told what to do", EXACT)]


@pytest.mark.parametrize(
    "sentence",
    [
        "A run as short as “the Tauride Palace” is nobody's.",
        "They shouted “bread and peace and land for all of us”.",
        "“did not wait and was told” is too short to be called a misquotation.",
        "“The crowd of another city came to another square on some day” is another crowd.",
        "There is no quotation here at all, 'tis true.",
        "“A mark that never closes: did not wait to be told what to do.",
    ],
)
def test_what_is_not_from_the_article_is_left_alone(sentence: str) -> None:
    assert inline(sentence) == []


def test_a_long_run_with_a_wrong_word_is_a_misquotation() -> None:
    assert inline("It says “did not wait to be asked what to do”.") == [
        ("did not wait to be asked what to do", MISQUOTED)
    ]


def test_a_run_may_go_over_inlines_and_line_breaks() -> None:
    content = (Text("It “did not "), Emphasis(text("wait to")), nodes.LineBreak(), Text("be told what” and so on"))
    [passage] = found(reply(Paragraph(content)))

    assert (passage.words, passage.grade) == ("did not wait to be told what", EXACT)


def test_a_run_goes_over_paragraphs_that_each_open_with_a_mark() -> None:
    article = part(paragraph("The crowd did not wait."), paragraph("It went home in the end."))
    going_on = found(reply(paragraph("“The crowd did not wait."), paragraph("“It went home in the end.”")), article)
    broken = found(reply(paragraph("“The crowd did not wait."), paragraph("It went home in the end.”")), article)

    assert [(one.words, one.grade) for one in going_on] == [("The crowd did not wait. It went home in the end.", EXACT)]
    assert broken == ()


def test_the_shortest_run_is_a_matter_of_choice() -> None:
    pamphlet = document(part(paragraph(ARTICLE)), reply(paragraph("See “the Tauride Palace”.")))

    assert find_quotations(pamphlet) == ()
    assert [one.words for one in find_quotations(pamphlet, shortest=3)] == ["the Tauride Palace"]


# --- places --------------------------------------------------------------------------------------------------


def test_a_passage_tells_both_places() -> None:
    article = part(
        heading("Rye"), paragraph("No."), nodes.BulletList((nodes.ListItem((paragraph("A."), paragraph(ARTICLE))),))
    )
    answer = reply(
        paragraph("Yes."),
        block("Somebody else said this, and not the article."),
        Quotation((block("The crowd that came to the Tauride Palace"),)),
        paragraph("It “did not wait to be told”. It “did not disperse, and it did”."),
    )
    passages = found(answer, article)

    assert [(one.block, one.ordinal, one.paragraph, one.target_paragraph) for one in passages] == [
        (True, 1, 2, 0),
        (True, 2, 3, 4),
        (False, 1, 4, 4),
        (False, 2, 4, 4),
    ]
    assert {(one.part, one.target_part) for one in passages} == {("reply", "article")}


def test_the_ordinals_count_what_the_model_counts() -> None:
    content: tuple[Block, ...] = (
        heading("Rye"),
        nodes.Epigraph((paragraph("Words."),), text("A Poet")),
        nodes.DefinitionList((nodes.Definition((text("Rye"),), ((paragraph("A grain."),),)),)),
        nodes.Verse(((nodes.VerseLine(text("The crowd that came")), nodes.VerseLine(text("to the Tauride Palace"))),)),
        nodes.Table((nodes.Align.START,), (text("Head"),), ((text("not disperse, and it did not"),),)),
        nodes.Ornament(),
        nodes.CodeBlock("did not wait to be told"),
    )
    answer = reply(
        paragraph(
            "“The crowd that came to the Tauride Palace”, “not disperse, and it did not”, “did not wait to be told”"
        )
    )
    counted = list(paragraphs(content))

    assert [type(counted[one.target_paragraph - 1]) for one in found(answer, part(*content))] == [
        nodes.Verse,
        nodes.Table,
        nodes.CodeBlock,
    ]


def test_notes_quote_and_are_quoted() -> None:
    article = part(paragraph("Bread."), notes=(note("1", "No."), note("2", ARTICLE)))
    answer = replace(reply(paragraph("Yes.")), notes=(note("n", "It “did not wait to be told what to do”."),))
    [passage] = found(answer, article)

    assert (passage.note, passage.paragraph, passage.target_note, passage.target_paragraph) == ("n", 1, "2", 1)


def test_no_quotation_goes_from_the_text_into_a_note() -> None:
    article = part(paragraph("The crowd did not wait."), notes=(note("1", "It went home in the end."),))
    [passage] = found(reply(block("The crowd did not wait. […] It went home in the end.")), article)

    assert passage.grade is not ALTERED


def test_a_rejoinder_quotes_the_reply_and_through_it_the_article() -> None:
    article = part(paragraph(ARTICLE))
    answer = reply(paragraph("We doubt that anybody can be quite so sure of this."), block(ARTICLE))
    rejoinder = reply(
        paragraph("“anybody can be quite so sure” “did not wait to be told what to do”"), slug="rejoinder", to="reply"
    )
    passages = [one for one in found(rejoinder, article, answer) if one.part == "rejoinder"]

    # Both have the second; whoever answers an answer and quotes what it quotes, quotes the article.
    assert [(one.target_part, one.grade) for one in passages] == [("reply", EXACT), ("article", EXACT)]


def test_parts_that_reply_to_each_other_are_searched_once() -> None:
    one = reply(paragraph("The crowd did not wait to be told."), slug="one", to="two")
    two = reply(paragraph("“The crowd did not wait to be told.”"), slug="two", to="one")

    assert [(passage.part, passage.target_part) for passage in found(two, one)] == [("two", "one")]


def test_a_part_that_replies_to_none_quotes_none() -> None:
    assert found(reply(block(ARTICLE), to="")) == ()
    assert found(reply(block(ARTICLE), to="lost")) == ()


@pytest.mark.parametrize(
    ("source", "grade"),
    [
        ((), Grade.ABSENT),
        (text("A. Baker, On Bread"), Grade.MISSING),
        ((Emphasis(text("On Bread")), Text(" above")), Grade.MISSING),
        (text("A. Baker"), Grade.MISSING),
        ((nodes.Link("#rye", text("above")),), Grade.MISSING),
        ((nodes.Link("#oats", text("above")),), Grade.ABSENT),
        (text("A Meditation on Bread"), Grade.ABSENT),
        ((Text("A. Baker, "), Emphasis(text("On Salt"))), Grade.ABSENT),
        (text("A. Baker, “On Salt”"), Grade.ABSENT),
    ],
)
def test_a_quotation_that_names_the_article_must_stand_there(source: Inlines, grade: Grade) -> None:
    article = replace(part(heading("Rye", anchor="rye"), paragraph(ARTICLE)), byline=text("A. Baker, of Leeds"))
    [passage] = found(reply(block("Nobody has ever said anything like this.", source=source)), article)

    assert (passage.grade, passage.target_part, passage.target_paragraph) == (grade, "article", 0)


# --- whatever is quoted --------------------------------------------------------------------------------------

WORDS = [f"{first}{last}" for first in ("ba", "fi", "co-o", "ffe", "l’a", "Mu") for last in "abdefgimnop"]
"""Words that are all different, so that one place only can be meant; with ligatures, hyphens and apostrophes."""
_GAPS = st.lists(st.sampled_from([" ", ", ", " — ", "; ", " “", "” "]), min_size=len(WORDS), max_size=len(WORDS))
_EDGES = " “”—,;"


@st.composite
def stretches(draw: st.DrawFn, least: int = 5) -> tuple[Part, list[str]]:
    """An article of three paragraphs, and some words of it in a row, each with what stands behind it."""
    pieces = [word + gap for word, gap in zip(draw(st.permutations(WORDS)), draw(_GAPS), strict=True)]
    article = part(*(paragraph("".join(pieces[at : at + 22])) for at in range(0, len(pieces), 22)))
    start = draw(st.integers(0, len(pieces) - least))
    return article, pieces[start : start + draw(st.integers(least, 40))]


@given(stretches(), st.sampled_from(["“”", '""', "«»"]), st.data())
def test_any_words_of_the_article_however_typeset_are_exact(
    made: tuple[Part, list[str]], marks: str, data: st.DataObject
) -> None:
    article, pieces = made
    quoted = "".join(pieces).strip(_EDGES)
    for typed, others in (("“", "‘‚"), ("”", "’"), ("—", ("–", " -- ", " — ")), ("-", "‑–"), ("’", "'")):
        quoted = quoted.replace(typed, data.draw(st.sampled_from([typed, *others])))
    for letters, ligature in (("fi", "ﬁ"), ("ffe", "ﬀe"), (" ", "\n"), (" ", "\u00a0"), ("ba", "b\u00ada")):
        quoted = quoted.replace(letters, data.draw(st.sampled_from([letters, ligature])))
    as_block = found(reply(block(quoted)), article)
    as_run = found(reply(paragraph(f"See {marks[0]}{quoted}{marks[1]}.")), article)

    assert [one.grade for one in as_block] == [EXACT]
    if marks == "«»":
        assert [one.grade for one in as_run] == [EXACT]


@given(stretches(least=12), st.integers(0, 100), st.booleans())
def test_a_replaced_word_is_named(made: tuple[Part, list[str]], choice: int, as_block: bool) -> None:
    article, pieces = made
    at = choice % len(pieces)
    word = pieces[at].rstrip(_EDGES)
    changed = [*pieces[:at], "zzz" + pieces[at][len(word) :], *pieces[at + 1 :]]
    quoted = "".join(changed).strip(_EDGES)
    answer = reply(block(quoted) if as_block else paragraph(f"See «{quoted}»."))
    [passage] = found(answer, article)

    assert passage.grade is MISQUOTED
    assert [(one.kind, one.quoted, one.original) for one in passage.differences] == [(CHANGED, "zzz", word)]


@given(stretches(least=12), st.integers(3, 100), st.integers(1, 100))
def test_a_middle_left_out_is_declared_by_an_omission(made: tuple[Part, list[str]], choice: int, length: int) -> None:
    article, pieces = made
    begin = 3 + choice % (len(pieces) - 7)
    end = min(begin + length, len(pieces) - 3)
    before, after = "".join(pieces[:begin]), "".join(pieces[end:]).strip(_EDGES)
    content = (Text(before.strip(_EDGES) + " "), Omission(), Text(" " + after))
    [passage] = found(reply(block(content)), article)

    assert passage.grade is ALTERED


def _standing(roots: Iterable[walk.Node], outer: bool = False) -> Iterator[Quotation]:
    """The block quotations that stand for themselves: the outermost, and whatever is marked within them."""
    for node in roots:
        within = isinstance(node, Quotation)
        if isinstance(node, Quotation) and not (outer and node.claim is nodes.Claim.OPEN):
            yield node
        yield from _standing(walk.children(node), outer or within)


def _has_words_of_its_own(quotation: Quotation) -> bool:
    """Whether anything stands in it that is not marked as another's."""
    rest: list[walk.Node] = [*quotation.content]
    while rest:
        node = rest.pop()
        if isinstance(node, Quotation) and node.claim is not nodes.Claim.OPEN:
            continue
        if isinstance(node, ParagraphLike):
            return True
        rest += walk.children(node)
    return False


def _origin_is_there(quotation: Quotation, article: Part) -> bool:
    """Whether the article is, and has, what the mark of a quotation names; else it is ``quoted-unknown``."""
    count = sum(isinstance(node, Paragraph) for node in walk.walk(article.content))
    known = quotation.part in ("", article.slug) and quotation.paragraph <= count
    return known or quotation.claim is not nodes.Claim.QUOTED


def _nested(inner: Quotation) -> Document:
    """An article, and a reply that quotes somebody who quotes."""
    return document(part(paragraph(ARTICLE)), reply(Quotation((paragraph("He says:"), inner))))


@given(documents())
@example(_nested(replace(block("Another said so."), claim=nodes.Claim.ELSEWHERE)))
@example(_nested(replace(block(ARTICLE), claim=nodes.Claim.QUOTED, part="article")))
@example(_nested(replace(block(ARTICLE), claim=nodes.Claim.QUOTED, part="another")))
@example(_nested(replace(block(ARTICLE), claim=nodes.Claim.QUOTED, paragraph=3)))
@example(_nested(Quotation((replace(block("Another said so."), claim=nodes.Claim.ELSEWHERE),))))
def test_every_block_quotation_of_a_reply_is_accounted_for(made: Document) -> None:
    first, *others = made.parts
    answers = [replace(one, replies_to=first.slug) for one in others]
    wanted = [
        (one.slug, quotation.claim, walk.inline_text(quotation.source))
        for one in answers
        for content in (one.content, *(note.content for note in one.notes))
        for quotation in _standing(content)
        if _has_words_of_its_own(quotation) and _origin_is_there(quotation, first)
    ]

    passages = [one for one in find_quotations(replace(made, parts=(first, *answers))) if one.block]

    blocks = {one.slug: [n for n in walk.part_nodes(one) if isinstance(n, Quotation)] for one in answers}
    placed = [(one.part, blocks[one.part][one.ordinal - 1]) for one in passages]
    assert sorted((slug, it.claim, walk.inline_text(it.source)) for slug, it in placed) == sorted(wanted)
    assert all(one.marked is (it.claim is not nodes.Claim.OPEN) for one, (_, it) in zip(passages, placed, strict=True))


# --- the sample ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("edit", [lambda read: read, set_typography, set_openings])
def test_the_quotations_of_the_sample_are_all_found(edit: Callable[[Document], Document]) -> None:
    workspace = find_workspace(Path(__file__).parents[2])
    sample = press.read(workspace, "organization-and-spontaneity").value.document
    passages = find_quotations(edit(sample))

    assert [(one.words[:22], one.grade, one.block) for one in passages] == [
        ("was organized from its", EXACT, False),
        ("found themselves [emph", ALTERED, False),
        ("So the committees were", ALTERED, True),
    ]
    article = Path(workspace.manuscripts, "organization-and-spontaneity", "article.md").read_text("utf-8").splitlines()
    answer = Path(workspace.manuscripts, "organization-and-spontaneity", "reply.md").read_text("utf-8").splitlines()
    for passage in passages:
        first_word = unicodedata.normalize("NFC", passage.words).split()[0]
        assert passage.span is not None
        assert passage.target_span is not None
        assert first_word in answer[passage.span.line - 1]
        assert any(first_word in line for line in article[passage.target_span.line - 1 : passage.target_span.last_line])
