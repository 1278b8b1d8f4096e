"""Whatever a workspace holds: the command ends with a clear report that names the place, and builds nothing."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from tests.hostile.conftest import PAMPHLET, Desk

PNG = b"\x89PNG\r\n\x1a\n"


@dataclass(frozen=True)
class Bad:
    """Bad input: the files that hold it, the text of the article, and what the report must say."""

    says: str
    article: str | bytes = "The text.\n"
    files: dict[str, str | bytes] = field(default_factory=dict)


INPUT = {
    # the workspace
    "no part": Bad(
        "pamphlet.toml:12:1: part-missing", files={"pamphlet.toml": PAMPHLET.replace("article.md", "artikel.md")}
    ),
    "a part without anything": Bad("article.md:1: part-empty", ""),
    "a part of blanks": Bad("article.md:1: part-empty", " \n\t\n\n"),
    "a part of nothing but front matter": Bad("article.md:1: part-empty", "---\ntitle: Nothing\n---\n"),
    "a part that is not UTF-8": Bad("article.md:2:2: not-utf8", "One.\nM\xfchle.\n".encode("latin-1")),
    "a part in UTF-16": Bad("article.md:1:1: not-utf8", "The text.\n".encode("utf-16")),
    "a picture in place of a part": Bad("article.md:1:1: not-utf8", PNG + bytes(range(256))),
    "a part of zeros": Bad("article.md:1:1: control-character", bytes(1000)),
    "a part in the line ends of an old Mac": Bad("article.md:1:5: control-character", b"One.\r\rTwo.\r"),
    "a pamphlet.toml of nothing": Bad("pamphlet.toml:1:1: config-missing", files={"pamphlet.toml": ""}),
    "a pamphlet.toml that is no TOML": Bad("pamphlet.toml:2:", files={"pamphlet.toml": 'title = "A"\n{{{{\n'}),
    "a pamphlet.toml that is not UTF-8": Bad(
        "pamphlet.toml:1:10: The byte 0xFC is not UTF-8", files={"pamphlet.toml": b'\xef\xbb\xbftitle = "\xfc"'}
    ),
    "an unknown key": Bad(
        "pamphlet.toml:4:1: config-key: There is no key “pubisher”",
        files={"pamphlet.toml": PAMPHLET.replace('date = "2026"\n', 'date = "2026"\npubisher = "A"\n')},
    ),
    "the nearest key": Bad(
        "Did you mean publisher?",
        files={"pamphlet.toml": PAMPHLET.replace('date = "2026"\n', 'date = "2026"\npubisher = "A"\n')},
    ),
    "a number for a title": Bad(
        "config-value", files={"pamphlet.toml": PAMPHLET.replace('title = "Bad Input"', "title = 3.5")}
    ),
    "a group that is a key": Bad(
        "config-value", files={"pamphlet.toml": 'parts = "article.md"\n' + PAMPHLET.split("[[")[0]}
    ),
    "an answer to a part that is not there": Bad(
        "article.md:1: reply-unknown: There is no part “nothing”", "---\nreplies-to: nothing\n---\nNo.\n"
    ),
    # notes
    "a note that is called but not written": Bad("article.md:1:4: note-undefined", "One[^1].\n"),
    "a note that is written but not called": Bad("article.md:3:1: note-uncalled", "One.\n\n[^1]: A note.\n"),
    "a note written twice": Bad("article.md:4:1: note-doubled", "One[^1].\n\n[^1]: A.\n[^1]: B.\n"),
    "a note called twice": Bad("article.md:1:12: note-recalled", "One[^1] two[^1].\n\n[^1]: A.\n"),
    "a note in a note": Bad("note-nested", "One[^1] two[^2].\n\n[^1]: A.[^2]\n\n[^2]: B.\n"),
    "a note about itself": Bad("note-nested", "One[^1].\n\n[^1]: A.[^1]\n"),
    "a note of nothing": Bad("article.md:3:1: note-empty", "One[^1].\n\n[^1]:\n"),
    # pictures
    "a picture that is not there": Bad("article.md:1:1: image-missing", "![A](images/a.png)\n"),
    "a folder in place of a picture": Bad("image-missing", "![A](images)\n", {"images/a.txt": ""}),
    "a picture that is none": Bad("image-unreadable", "![A](a.png)\n", {"a.png": "words"}),
    "a picture cut short": Bad("“a.png” is cut short", "![A](a.png)\n", {"a.png": PNG + b"IHDR"}),
    "a picture one folder up": Bad("image-outside", "![A](../a.png)\n"),
    "a picture up and down again": Bad("image-outside", "![A](images/../../../a.png)\n"),
    "a picture anywhere on the machine": Bad("image-outside", "![A](/etc/passwd)\n"),
    "a picture by file address": Bad("image-outside", "![A](file:///etc/passwd)\n"),
    "a picture on the network": Bad("image-outside", "![A](http://localhost/a.png)\n"),
    "a picture on a network share": Bad("image-outside", "![A](\\\\\\\\server\\a.png)\n"),
    "a picture in the address itself": Bad("image-outside", "![A](data:image/png;base64,AAAA)\n"),
    "a drawing with a script": Bad(
        "a.svg” holds a script", "![A](a.svg)\n", {"a.svg": '<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'}
    ),
    "a drawing that fetches": Bad(
        "a.svg” points outside itself in line 1",
        "![A](a.svg)\n",
        {"a.svg": '<svg xmlns="http://www.w3.org/2000/svg"><image href="http://localhost/a.png"/></svg>'},
    ),
    "a drawing that swells": Bad(
        "a.svg” declares entities",
        "![A](a.svg)\n",
        {"a.svg": '<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><svg>&b;</svg>'},
    ),
    # HTML and links
    "a script": Bad("article.md:1:1: raw-html", "<script>alert(1)</script>\n"),
    "a picture by HTML": Bad("article.md:1:1: raw-html", '<img src="file:///etc/passwd" onerror="alert(1)">\n'),
    "HTML within a table": Bad("raw-html", "| A |\n| - |\n| <i>a</i> |\n"),
    "HTML within a note": Bad("article.md:3:7: raw-html", "One[^1].\n\n[^1]: <u>a</u>\n"),
    "a processing instruction": Bad("raw-html", "<?php echo 1 ?>\n"),
    "CDATA": Bad("raw-html", "<![CDATA[ a ]]>\n"),
    "a link that acts": Bad("article.md:1:2: link-unsafe", "[A](javascript:alert)\n"),
    "a link that acts, disguised": Bad("link-unsafe", "[A](JaVa&#115;cript:alert)\n"),
    "a link that acts, by reference": Bad("link-unsafe", "[A][b]\n\n[b]: <javascript:alert>\n"),
    "a link that acts, pointed": Bad("link-unsafe", "<javascript://%0aalert>\n"),
    "a link to data": Bad("link-unsafe", "[A](data:text/html,a)\n"),
    "a link to nowhere": Bad("article.md:1:2: anchor-missing", "[A](#nowhere)\n"),
    # front matter
    "front matter that is no YAML": Bad("article.md:2:", "---\ntitle: [\n---\nText.\n"),
    "front matter that makes objects": Bad(
        "article.md:2:1: front-matter", '---\ntitle: !!python/object/apply:os.system ["true"]\n---\nText.\n'
    ),
    "front matter that swells": Bad(
        "front-matter", "---\ntitle: &a [x]\nbyline: [*a, *a, *a]\nsource: *a\n---\nText.\n"
    ),
    "front matter that never ends": Bad("article.md:1:1: front-matter", "---\ntitle: A\n\nText.\n"),
    # parties
    "a siglum nobody has": Bad("article.md:1:1: party-unknown", "!!! headnote J.S.\n    A note.\n"),
}


@pytest.mark.parametrize("bad", INPUT.values(), ids=INPUT.keys())
def test_bad_input_is_named_with_its_place_and_nothing_is_built(bad: Bad, desk: Desk) -> None:
    desk.lay({"article.md": bad.article, **bad.files})
    said = desk.run("build", "bad")
    assert said.code == 1
    assert bad.says in said.text
    assert "Traceback" not in said.text
    assert desk.built() == []


def test_a_link_out_of_the_folder_is_not_followed(desk: Desk) -> None:
    (desk.root / "secret.png").write_bytes(PNG + b"IEND\xaeB`\x82")
    (desk.folder / "a.png").symlink_to(desk.root / "secret.png")
    desk.lay({"article.md": "![A](a.png)\n"})
    said = desk.run("build")
    assert (said.code, desk.built()) == (1, [])
    assert "article.md:1:1: image-outside" in said.text


@pytest.mark.parametrize("file", ["../../secret.md", "/etc/hostname.md", "sub/article.md", "..\\\\secret.md"])
def test_a_part_from_elsewhere_is_not_read(file: str, desk: Desk) -> None:
    (desk.root / "secret.md").write_text("<b>Nobody may read this.</b>\n", encoding="utf-8")
    desk.lay({"pamphlet.toml": PAMPHLET.replace("article.md", file)})
    said = desk.run("build")
    assert (said.code, desk.built()) == (1, [])
    assert "pamphlet.toml:12:1: " in said.text
    assert "raw-html" not in said.text


@pytest.mark.parametrize("slug", ["good", "../bad", "/etc", ".", "bad/article.md", ""])
def test_a_pamphlet_that_is_not_there_is_a_slip_of_the_hand(slug: str, desk: Desk) -> None:
    said = desk.run("build", slug)
    assert (said.code, desk.built()) == (2, [])
    assert "The pamphlets here: bad." in said.text


def test_outside_a_workspace_there_is_nothing_to_build(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    (desk.root / "manuscripts").rename(desk.root / "elsewhere")
    monkeypatch.chdir(desk.root / "elsewhere")
    said = desk.run("build")
    assert said.code == 2
    assert "manuscripts/" in said.text


@pytest.mark.parametrize("command", ["check", "outline"])
def test_the_other_commands_say_the_same(command: str, desk: Desk) -> None:
    desk.lay({"article.md": "A <b>bold</b> text.\n"})
    said = desk.run(command, "bad")
    assert said.code == 1
    assert "article.md:1:3: raw-html" in said.text
