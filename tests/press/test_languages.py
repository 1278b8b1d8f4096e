"""A small pamphlet in every language the press has words in: made, and proved word by word in all its files."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pikepdf
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


def made(language: str, folder: Path) -> press.Built:
    title, article, note, editor, reply, second = TEXTS[language]
    home = folder / "manuscripts" / "small"
    home.mkdir(parents=True)
    (home / "pamphlet.toml").write_text(SETTINGS.format(title=title, language=language), encoding="utf-8")
    text = ARTICLE.format(title=title, text=article, note=note, editor=editor)
    (home / "article.md").write_text(text, encoding="utf-8")
    (home / "reply.md").write_text(REPLY.format(text=reply, note=second), encoding="utf-8")
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
