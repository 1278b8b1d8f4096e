"""The language looked through: what is told, what is rightly not told, and where it stands."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from handpress import press
from handpress.checking.prose import PROSE_CHECKS, archaic
from handpress.diagnostics import Finding, Severity
from handpress.diagnostics.catalogue import CATALOGUE, PROSE
from handpress.project import Workspace

Check = Callable[..., list[Finding]]
PART = '[[parts]]\nfile = "a.md"\nkind = "article"\n'
TOML = 'title = "A Pamphlet"\nlanguage = "{language}"\ndate = "2026"\n{extra}\n' + PART
HEAD = "---\ntitle: A Title\n---\n\n"
WORDS = (
    "a all and bake bread bring honour is king language letter of old public publisher show stood strong the title to "
    "today was we"
)
GERMAN = "Brot Tal das der die ein ist"


@pytest.fixture
def prose(tmp_path: Path) -> Check:
    """Looks through a text; ``part`` are more lines for its entry in pamphlet.toml, ``files`` more for its folder."""
    folder = tmp_path / "manuscripts" / "p"
    folder.mkdir(parents=True)
    (tmp_path / "dictionaries").mkdir()

    def dictionary(name: str, words: str) -> None:
        listed = words.split()
        (tmp_path / "dictionaries" / f"{name}.aff").write_text("SET UTF-8\n", encoding="utf-8")
        text = f"{len(listed)}\n" + "\n".join(listed) + "\n"
        (tmp_path / "dictionaries" / f"{name}.dic").write_text(text, encoding="utf-8")

    dictionary("en_GB", WORDS)
    dictionary("de_DE", GERMAN)

    def check(
        text: str, part: str = 'spelling = "unchecked"\n', language: str = "en", extra: str = "", **files: str
    ) -> list[Finding]:
        toml = TOML.format(language=language, extra=extra + '\n[prose]\ndictionaries = "dictionaries"\n') + part
        (folder / "pamphlet.toml").write_text(toml, encoding="utf-8")
        (folder / "a.md").write_text(HEAD + text, encoding="utf-8")
        for name, content in files.items():
            (folder / f"{name}.txt").write_text(content, encoding="utf-8")
        return list(press.read(Workspace(tmp_path), "p", prose=True).findings)

    return check


def codes(findings: list[Finding]) -> list[str]:
    return [finding.code for finding in findings]


# --- spelling ----------------------------------------------------------------------------------------------------


def unknown(findings: list[Finding]) -> list[str]:
    return [finding.message.split("”")[0].strip("“") for finding in findings if finding.code == "spelling"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("We bake bread.", []),
        ("We bkae bread.", ["bkae"]),
        ("We *bkae* bre**da**.", ["bkae", "breda"]),
        ("THE LANGAUGE IS OLD, THE KING’S.", ["LANGAUGE"]),
        ("The king’s bread, the kings' bread.", ["kings"]),
        ("We baek [sic] bread.", []),
        ("We baek” [sic!] bread.", []),
        ("We [bake]{corrects=\"baek\"} bread.", []),
        ("We `baek` bread at baek.org.", ["at"]),
        ("> We baek.\n>\n> — A Letter", []),
        ("The [Brot]{lang=de} is old.", []),
        ("The [bread]{lang=de} is old.", ["bread"]),
        ("The USA in XIV and xii.", ["in"]),
        ("Bread-king, bread-kign.", ["bread-kign"]),
        ("Was 1st and b2b.", []),
    ],
)  # fmt: skip
def test_a_word_is_looked_up_in_its_own_language(text: str, words: list[str], prose: Check) -> None:
    assert unknown(prose(text, part="")) == words


def test_an_unknown_word_is_told_once_with_its_count_place_and_neighbour(prose: Check) -> None:
    [found] = prose("The bread\nwas braed. The braed [^1] was old.\n\n[^1]: The braed.", part="")

    assert (found.span and (found.span.line, found.span.column, found.span.last_column)) == (6, 5, 9)
    assert "It stands here 3 times" in found.message
    assert found.hint.startswith("Did you mean bread?")


def test_lists_of_words_are_for_all_parts_or_for_one(prose: Check) -> None:
    text = "The Kropotkin and the Kropotkin’s zemstvo is old."

    assert unknown(prose(text, part="")) == ["Kropotkin", "zemstvo"]
    assert unknown(prose(text, part="", words="Kropotkin # a prince\n")) == ["zemstvo"]
    assert unknown(prose(text, part='words = "own.txt"\n', own="# names\nzemstvo\n")) == []


def test_names_of_contributors_are_known(prose: Check) -> None:
    people = '[[contributors]]\nname = "Ann Miller"\nrole = "aut"\n'

    assert unknown(prose("Miller was old.", part="", extra=people)) == []


@pytest.mark.parametrize(
    "word", ["publick", "shew", "to-day", "honor", "shewed", "ſtood", "stoode", "kinge", "languague"]
)
def test_archaic_spelling_is_taken_where_the_part_is_archaic(word: str, prose: Check) -> None:
    expected = [word] if word in ("shewed", "languague") else []

    assert unknown(prose(f"The {word} was old.", part="")) == [word]
    assert unknown(prose(f"The {word} was old.", part='spelling = "archaic"\n')) == expected


def test_german_and_french_have_rules_of_their_own() -> None:
    assert archaic.passes("Thal", "de", {"Tal"}.__contains__)
    assert archaic.passes("daß", "de-DE", {"dass"}.__contains__)
    assert archaic.passes("avoit", "fr", {"avait"}.__contains__)
    assert not archaic.passes("avoit", "en", {"avait"}.__contains__)
    assert not archaic.passes("teh", "en", {"the"}.__contains__)


def test_a_part_may_be_left_unchecked(prose: Check) -> None:
    assert unknown(prose("Yt was olde.", part='spelling = "unchecked"\n')) == []


def test_without_a_dictionary_one_finding_a_language_names_the_package(prose: Check) -> None:
    findings = prose("Ik [bread]{lang=got} and [bread]{lang=got}.", part="", language="got")
    [missing] = [finding for finding in findings if finding.code == "dictionary-missing"]

    assert "apt install hunspell-got" in missing.hint


@pytest.mark.parametrize(
    ("language", "known"), [("en-Cyrl", False), ("en-GB", True), ("en-ZA", True), ("EN", True), ("got", False)]
)
def test_a_country_without_a_dictionary_takes_that_of_its_language(language: str, known: bool, prose: Check) -> None:
    assert ("dictionary-missing" not in codes(prose("We bake.", part="", language=language))) == known


def test_a_list_that_is_not_text_is_a_finding(prose: Check, tmp_path: Path) -> None:
    (tmp_path / "manuscripts" / "p" / "words.txt").write_bytes(b"\xff\xfe")

    [found] = prose("We bake.", part="")
    assert (found.code, found.message.endswith("it is not UTF-8 text.")) == ("word-list-unread", True)


# --- marks, spaces, words ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The the mill.", ["word-doubled"]),
        ("The *the* mill.", ["word-doubled"]),
        ("The mill\nmill stood.", ["word-doubled"]),
        ("The mill. Mill stood.", []),
        ("It was was [sic] so.", []),
        ("They that that said had had it.", []),
        ("The `the` the.", []),
        ("The end [the end — Ed.] came.", []),
        ("He said “so” (and left.", ["bracket-unbalanced"]),
        ("He left.)", ["bracket-unbalanced"]),
        ("First a) this, then b) that; 1) so.", []),
        ("So [^1] it is.\n\n[^1]: See (there.", ["bracket-unbalanced"]),
        ("So it is , or not .", ["space-stray", "space-stray"]),
        ("So it is . . . or not.", []),
        ("So it is,or not.Never.", ["space-missing", "space-missing"]),
        ("At 1,000 e.g.so, the U.S.A. has www.a.org.", []),
        ("Two  spaces.", ["space-doubled"]),
        ("| a  b | c |\n| --- | --- |\n| d     | e |", []),
        ("A line  \nbroken.", []),
        ("“So” and «so» and “so”.", ["quotes-mixed"]),
        ("“So” and “so”, it’s.", []),
        ("> “So” and «so».\n>\n> — Her", []),
        ("It’s and that's.", ["quotes-mixed"]),
        ("One — two — three -- four.", ["dash-mixed"]),
        ("One -- two – three - four.", []),
        ("See 12-18.", ["dash-range"]),
        ("See 12–18, 555-12-3, 18-12.", []),
        ("They organise. They organize. They revise and seize.", ["endings-mixed"]),
        ("They organize, realized, prized; a wise promise, an exercise, in paradise.", []),
        ("So.[^1]\n\n[^1]: Op. cit., p. 3.", ["ibid"]),
        ("Ibid. is Latin.", []),
        ("So.[^1]\n\n[^1]: Ebd., S. 3.", ["ibid"]),
        ("The THe.", ["typo"]),
        ("It hass ss thhhe MPs and CDs of XXXIII, ahhh.", ["typo"]),
        ("In l917 and 19l7, not 1917 or 0x1.", ["typo", "typo"]),
        ("The word cоme.", ["typo"]),
    ],
)
def test_what_is_told_and_what_is_not(text: str, expected: list[str], prose: Check) -> None:
    parties = '[[parties]]\nsiglum = "Ed."\nname = "E"\nrole = "editor"\n'

    assert codes(prose(text, extra=parties)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Oui ; non ! Quoi ?", []), ("Oui , non.", ["space-stray"]), ("« Oui » : non", [])],
)
def test_french_has_spaces_before_high_stops(text: str, expected: list[str], prose: Check) -> None:
    assert codes(prose(text, language="fr")) == expected
    assert codes(prose("Yes ; no.", language="en")) == ["space-stray"]


def test_names_one_slip_apart_are_told_and_those_that_differ_at_their_end_are_not(prose: Check) -> None:
    text = "So Kropotkin said to Kropotkin. So Krapotkin said to a Marxist of Marxism, a Russian of Russia, so."

    [found] = prose(text)
    assert (found.code, found.message.split("”")[0]) == ("name-varies", "The name “Krapotkin")
    assert codes(prose(text, words="Krapotkin\n")) == []


def test_capitals_at_the_head_of_a_sentence_say_nothing(prose: Check) -> None:
    once = "So the State is a state, said. State is so. "

    assert codes(prose(once)) == []
    assert codes(prose(once * 3)) == ["capital-varies"]
    assert codes(prose(once * 3, language="de")) == []


# --- places ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("One two\nthe the end.", (6, 5, 7)),
        ("One two the\nthe end.", (6, 1, 3)),
        ("> One two\n> the the end.\n>\n> — Her", (6, 7, 9)),
        ("- One\n- the the end", (6, 7, 9)),
        ("So.[^1]\n\n[^1]: One\n    the the end.", (8, 9, 11)),
        ("One *two* **the** the end.", (5, 19, 21)),
        ("One (two\nthree.", (5, 5, 5)),
        ("One\n(two three.", (6, 1, 1)),
        ("One\ntwo) three.", (6, 4, 4)),
        ("One *two ,* three.", (5, 9, 10)),
        ("One two\nthree.Four.", (6, 6, 6)),
    ],
)
def test_a_finding_names_line_and_columns(text: str, place: tuple[int, int, int], prose: Check) -> None:
    [found] = prose(text)

    assert found.span is not None
    assert (found.span.line, found.span.column, found.span.last_column) == place


def test_findings_come_from_top_to_bottom(prose: Check) -> None:
    lines = [f.span.line for f in prose("See 1-2.\n\nThe the.\n\nSo (so.\n\nSee 1-2.\n\nThe the.") if f.span]

    assert lines == sorted(lines)
    assert len(lines) == 5


# --- silencing ---------------------------------------------------------------------------------------------------

SILENCE = '[[accepted]]\ncode = "word-doubled"\npart = "a"\nreason = "So it was said."\n'


def test_a_finding_of_the_language_can_be_accepted_and_an_idle_acceptance_is_told(prose: Check, tmp_path: Path) -> None:
    assert codes(prose("The the.", extra=SILENCE)) == []
    assert codes(prose("The mill.", extra=SILENCE)) == ["acceptance-unused"]
    assert press.read(Workspace(tmp_path), "p").findings == ()


def test_none_is_an_error_and_each_can_be_accepted() -> None:
    from handpress.project import ACCEPTABLE

    assert all(CATALOGUE[code].severity is not Severity.ERROR for code in PROSE)
    assert set(ACCEPTABLE) >= PROSE


def test_without_prose_nothing_of_it_is_told(prose: Check, tmp_path: Path) -> None:
    assert prose("The the mill ( so.")
    assert press.read(Workspace(tmp_path), "p").findings == ()
    assert len(PROSE_CHECKS) == 15


@pytest.mark.parametrize("code", sorted(PROSE))
def test_every_code_is_explained_in_the_docs(code: str) -> None:
    docs = (Path(__file__).resolve().parents[2] / "docs" / "checking.md").read_text(encoding="utf-8")

    weight = CATALOGUE[code].severity.value.title()
    assert f"\n### {code}\n\n*{weight}.* " in docs
