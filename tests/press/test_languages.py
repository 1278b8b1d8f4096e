"""A small pamphlet in every language the press has words in: made, and proved word by word in all its files."""

from __future__ import annotations

import re
import shutil
import unicodedata
import zipfile
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from handpress import editing, press
from handpress.model.languages import is_right_to_left
from handpress.project import Workspace

# Sentences of our own: title; article; its note; the editor's note; reply; its note.
TEXTS = {
    "en": (
        "The Patience of Printers",
        "A pamphlet is folded by hand.",
        "By two hands, if one counts the bone folder.",
        "So it was in 1850.",
        "Who folds it does not always read it.",
        "Some do.",
    ),
    "de": (
        "Die Geduld der Drucker",
        "Eine Flugschrift wird von Hand gefalzt.",
        "Mit zwei Händen, zählt man das Falzbein mit.",
        "So war es 1850.",
        "Wer sie falzt, liest sie nicht immer.",
        "Mancher doch.",
    ),
    "fr": (
        "La patience des imprimeurs",
        "Une brochure se plie à la main.",
        "À deux mains, si l’on compte le plioir.",
        "Il en était ainsi en 1850.",
        "Qui la plie ne la lit pas toujours.",
        "Certains la lisent.",
    ),
    "es": (
        "La paciencia de los impresores",
        "Un folleto se pliega a mano.",
        "Con dos manos, si se cuenta la plegadera.",
        "Así era en 1850.",
        "Quien lo pliega no siempre lo lee.",
        "Algunos sí.",
    ),
    "it": (
        "La pazienza degli stampatori",
        "Un opuscolo si piega a mano.",
        "Con due mani, contando la stecca.",
        "Così era nel 1850.",
        "Chi lo piega non sempre lo legge.",
        "Qualcuno sì.",
    ),
    "pt": (
        "A paciência dos impressores",
        "Um folheto dobra-se à mão.",
        "Com duas mãos, contando a dobradeira.",
        "Assim era em 1850.",
        "Quem o dobra nem sempre o lê.",
        "Alguns leem.",
    ),
    "nl": (
        "Het geduld van drukkers",
        "Een vlugschrift wordt met de hand gevouwen.",
        "Met twee handen, als men het vouwbeen meetelt.",
        "Zo was het in 1850.",
        "Wie het vouwt, leest het niet altijd.",
        "Sommigen wel.",
    ),
    "pl": (
        "Cierpliwość drukarzy",
        "Broszurę składa się ręcznie.",
        "Dwiema rękami, jeśli liczyć kostkę.",
        "Tak było w roku 1850.",
        "Kto ją składa, nie zawsze ją czyta.",
        "Niektórzy czytają.",
    ),
    "ru": (
        "Терпение печатников",
        "Брошюру складывают вручную.",
        "Двумя руками, если считать косточку.",
        "Так было в 1850 году.",
        "Кто её складывает, не всегда её читает.",
        "Некоторые читают.",
    ),
    "uk": (
        "Терпіння друкарів",
        "Брошуру складають вручну.",
        "Двома руками, якщо рахувати кісточку.",
        "Так було 1850 року.",
        "Хто її складає, не завжди її читає.",
        "Дехто читає.",
    ),
    "el": (
        "Η υπομονή των τυπογράφων",
        "Το φυλλάδιο διπλώνεται με το χέρι.",
        "Με δύο χέρια, αν μετρήσει κανείς το κόκαλο.",
        "Έτσι γινόταν το 1850.",
        "Όποιος το διπλώνει δεν το διαβάζει πάντα.",
        "Μερικοί το διαβάζουν.",
    ),
    "tr": (
        "Matbaacıların Sabrı",
        "Bir risale elle katlanır.",
        "Katlama kemiği de sayılırsa iki elle.",
        "1850’de böyleydi.",
        "Onu katlayan her zaman okumaz.",
        "Kimileri okur.",
    ),
    "ar": (
        "صبر الطابعين",
        "تُطوى الكرّاسة باليد (هكذا اعتادوا).",
        "بيدين، إذا عُدّت أداة الطيّ.",
        "هكذا كان الأمر عام 1850.",
        "من يطويها لا يقرؤها دائمًا.",
        "بعضهم يقرؤها.",
    ),
    "fa": (
        "شکیبایی چاپگران",
        "دفترچه را با دست تا می‌کنند (رسم چنین بود).",
        "با دو دست، اگر استخوان تا را هم بشماریم.",
        "در سال 1850 چنین بود.",
        "آن‌که تا می‌کند همیشه نمی‌خواند.",
        "برخی می‌خوانند.",
    ),
    "he": (
        "סבלנותם של המדפיסים",
        "את החוברת מקפלים ביד (כך נהגו).",
        "בשתי ידיים, אם מונים גם את כף הקיפול.",
        "כך היה בשנת 1850.",
        "מי שמקפל אינו תמיד קורא.",
        "יש מי שקורא.",
    ),
    "zh": (
        "印刷者的耐心",
        "小册子用手折叠。",
        "若算上骨刀，便是两只手。",
        "1850年便是如此。",
        "折叠的人未必阅读。",
        "有人会读。",
    ),
    "zh-Hant": (
        "印刷者的耐心",
        "小冊子用手摺疊。",
        "若算上骨刀，便是兩隻手。",
        "1850年便是如此。",
        "摺疊的人未必閱讀。",
        "有人會讀。",
    ),
    "ja": (
        "印刷人の忍耐",
        "小冊子は手で折られる。",
        "骨べらも数えれば二本の手で。",
        "1850年にはそうであった。",
        "折る人がいつも読むとは限らない。",
        "読む人もいる。",
    ),
}
SETTINGS = """title = "{title}"
language = "{language}"
date = "2026-05-01"
place = "Leeds"

[[contributors]]
name = "B. Sample"

[[contributors]]
name = "C. Reader"
role = "edt"

[[translations]]
language = "cs"
title = "O trpělivosti"
address = "https://example.org/patientia"

[[parties]]
siglum = "Ed."
name = "C. Reader"
role = "editor"
prefix = "ed"

[[parts]]
file = "article.md"
kind = "article"

[[parts]]
file = "reply.md"
kind = "reply"
"""
ARTICLE = """---
title: "{title}"
byline: B. Sample
---

{text}[^1] John Smith & Sons [sic] {text}[^ed-1]

{title}: 1850.

[^1]: {note}

[^ed-1]: {editor}
"""
REPLY = """---
title: "{text}"
byline: D. Answer
replies-to: article
---

{text}[^1] [Provisional]{{sic="Provincial"}}

[^1]: {note}
"""


def laid_out(language: str, folder: Path) -> Path:
    """The manuscripts of the pamphlet in a folder, whose home is given back."""
    title, article, note, editor, reply, second = TEXTS[language]
    home = folder / "manuscripts" / "small"
    home.mkdir(parents=True)
    (home / "pamphlet.toml").write_text(SETTINGS.format(title=title, language=language), encoding="utf-8")
    text = ARTICLE.format(title=title, text=article, note=note, editor=editor)
    (home / "article.md").write_text(text, encoding="utf-8")
    (home / "reply.md").write_text(REPLY.format(text=reply, note=second), encoding="utf-8")
    return home


def made(language: str, folder: Path) -> press.Built:
    laid_out(language, folder)
    result = press.build(Workspace(folder), "small")
    assert [finding.message for finding in result.findings] == []
    assert result.value is not None
    return result.value


def test_every_language_with_words_of_its_own_is_tried_here() -> None:
    assert sorted(TEXTS) == sorted(editing.worded_languages())


# A script and a direction each in every run; the others are set in the same faces by the same rules.
AT_ONCE = ("de", "ru", "ar", "he", "ja")


@pytest.mark.parametrize(
    "language", [tag if tag in AT_ONCE else pytest.param(tag, marks=pytest.mark.stress) for tag in TEXTS]
)
def test_a_pamphlet_is_proved_in_every_language(language: str, tmp_path: Path) -> None:
    built = made(language, tmp_path)
    book, pages = (next(path for path in built.files if path.name == f"small{end}") for end in (".epub", ".pdf"))

    with zipfile.ZipFile(book) as archive:
        package = archive.read("EPUB/content.opf").decode()
        colophon = archive.read("EPUB/colophon.xhtml").decode()
    with pikepdf.open(pages) as pdf:
        turned = pdf.Root.ViewerPreferences.get("/Direction") == "/R2L"
    words = editing.wording_for(language)

    assert words["other-languages"] in colophon
    assert "Čeština: O trpělivosti (https://example.org/patientia)" in colophon
    assert ">https://example.org/patientia</meta>" in package
    assert (' dir="rtl"' in colophon) is turned is is_right_to_left(language)
    assert ('page-progression-direction="rtl"' in package) is is_right_to_left(language)


# --- proofs and redlines -------------------------------------------------------------------------------------

FAULTS = "[** Editor: {editor} — Ed.] {{++{note}++}} {{>>{second}<<}} [… — Ed.] [x] "
"""A query, changes, an omission, and a bracket that nobody signs: something for every list of a proof."""


@pytest.mark.parametrize(
    "language", [tag if tag in AT_ONCE else pytest.param(tag, marks=pytest.mark.stress) for tag in TEXTS if tag != "en"]
)
def test_proofs_and_redlines_speak_the_language_of_the_pamphlet(language: str, tmp_path: Path) -> None:
    title, article, note, editor, reply, second = TEXTS[language]
    home = laid_out(language, tmp_path)
    shutil.copytree(home, tmp_path / "old" / "manuscripts" / "small")
    text = (home / "article.md").read_text(encoding="utf-8")
    text = text.replace("[sic]", "[sic] " + FAULTS.format(editor=editor, note=note, second=second), 1)
    # A table of its own, a quotation of nobody, a word put right and a title that changed: each is told in a redline.
    table = f"| {article} | {note} |\n|---|---|\n| {reply} | {second} |"
    (home / "article.md").write_text(f"{text}\n\n{table}\n", encoding="utf-8")
    answer = (home / "reply.md").read_text(encoding="utf-8").replace(f'title: "{reply}"', f'title: "{title}"', 1)
    (home / "reply.md").write_text(f"{answer}\n\n> {article}\n", encoding="utf-8")
    workspace = Workspace(tmp_path)

    said: dict[str, str] = {}
    for kind in press.ProofKind:
        proof = press.proof(workspace, "small", press.ProofWish(kind))
        assert proof.value is not None, proof.findings
        said[kind] = text_of(proof.value)
    (home / "article.md").write_text(
        (home / "article.md").read_text(encoding="utf-8").replace(f"[** Editor: {editor} — Ed.] ", ""), encoding="utf-8"
    )
    redline = press.redline(workspace, "small", str(tmp_path / "old"), tuple(press.Redline))
    assert redline.value is not None, redline.findings
    assert len(redline.value.pages) > 1  # both texts have changes
    for path in redline.value.files:
        said[path.name] = text_of(path)

    words, english = editing.wording_for(language), editing.wording_for("en")
    for key, where in (
        ("proof-queries", press.ProofKind.GALLEY),
        ("proof-galley", press.ProofKind.GALLEY),
        ("proof-the-editor", press.ProofKind.GALLEY),
        ("proof-insertion", press.ProofKind.GALLEY),
        ("proof-pages", press.ProofKind.PAGES),
        ("proof-dotted-box", press.ProofKind.PAGES),
        ("proof-order", press.ProofKind.IMPOSITION),
        ("proof-outside-left", press.ProofKind.IMPOSITION),
        ("field-title", "small-redline.pdf"),
        ("named-table", "small-redline.html"),
        ("named-table", "small-redline-article.md"),
    ):
        assert [word for word in words_in(words[key]) if word not in "".join(said[where].split())] == [], key
    # Of the English words of the press none is left, but those that the language or the manuscript has as well.
    own = {word for text in (*words.values(), *TEXTS[language], text, answer, FOUND) for word in words_in(text)}
    ours = {word for text in english.values() for word in words_in(text) if len(word) > 3}
    for what, found in said.items():
        assert set(words_in(found)) & ours - own == set(), what


FOUND = "unattributed-bracket (note) Nobody has signed “[x]”; it stays as typed. article reply"
"""What stays English: what the check has found, and the names of files."""


def words_in(text: str) -> list[str]:
    """The words of a text without case, points and placeholders."""
    plain = re.sub(r"\{\w*\}", " ", unicodedata.normalize("NFKD", text))
    kept = "".join(char for char in plain if not unicodedata.combining(char))
    return re.findall(r"[^\W\d_]+", kept.casefold())


def text_of(path: Path) -> str:
    """The words of a file: of a PDF as they are drawn, of others as they are read."""
    if path.suffix != ".pdf":
        found = re.sub(r"(?s)<style>.*?</style>|<[^>]*>", " ", path.read_text(encoding="utf-8"))
    else:
        with pypdfium2.PdfDocument(path) as pdf:
            found = "\n".join(page.get_textpage().get_text_range() for page in pdf)
    return " ".join(words_in(found))
