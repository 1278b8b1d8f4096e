"""The texts of a pamphlet's folder, made from a draft: ``pamphlet.toml`` for a newcomer, and the manuscript."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from handpress.importing.draft import Draft
from handpress.model.document import Contributor, Party

_LONGEST_SLUG = 60
_OPENING = """\
# What the press knows about this pamphlet.
# A line that begins with # is a remark and does nothing. To use an entry that stands behind a #,
# take the # away and fill in what belongs between the quotation marks.
"""
_ENTRIES = (
    ("title", "The title, as it stands on the title page. Needed."),
    ("subtitle", "The subtitle, if there is one."),
    ("language", "The language of the text: en, en-GB, de, fr, es … Needed."),
    ("date", "The date of this edition, not of the text: 2026, 2026-05 or 2026-05-01. Needed."),
    ("publisher", "Who publishes this edition, and where."),
    ("place", ""),
    ("description", "One or two sentences for catalogues."),
    ("rights", "Who may copy the text, such as: Public domain."),
    ("identifier", "An ISBN or URN. Without one the press makes an identifier from the text itself."),
)
_SERIES = """\
# The series the pamphlet belongs to, and its number in it.
# [series]
# name = ""
# number = ""
"""
_CONTRIBUTORS = """\
# Those named on the title page, in this order; one such block for each.
# role is aut (author), edt (editor), trl (translator), aui (author of an introduction) or ill (illustrator);
# sort is the name as a catalogue files it, such as "Surname, Given Name".
"""
_PARTIES = """\
# Those who sign notes and remarks in the text; one such block for each. siglum is what they sign with, as in
# [that is, the author — Ed.]; role is author, editor, translator or publisher; notes whose label begins with the
# prefix, such as [^ed-1], are theirs.
"""
_PARTS = """\
# The texts of the pamphlet, in the order in which they are printed; one such block for each. kind is article, reply,
# rejoinder, introduction, preface, foreword, afterword, letter, appendix or chapter.
"""


def slug_of(title: str) -> str:
    """The folder's name for ``title``: ASCII letters and digits with hyphens; ``pamphlet`` where none are left."""
    ascii_only = unicodedata.normalize("NFKD", title.casefold()).encode("ascii", "ignore").decode("ascii")
    slug = "-".join(re.findall(r"[a-z0-9]+", re.sub(r"['’]", "", ascii_only)))
    if len(slug) > _LONGEST_SLUG:
        slug = slug[: _LONGEST_SLUG + 1].rpartition("-")[0] or slug[:_LONGEST_SLUG]
    return slug or "pamphlet"


def quoted(text: str) -> str:
    """``text`` between quotation marks, on one line, such that TOML 1.0 (basic string) and YAML 1.2 read it alike.

    Whatever has no shape on paper is written by its number, so that it can be seen in an editor.
    """
    return '"' + "".join(_quoted_sign(sign) for sign in text) + '"'


def _quoted_sign(sign: str) -> str:
    if sign in '"\\':
        return "\\" + sign
    if sign.isprintable():
        return sign
    return f"\\u{ord(sign):04X}" if ord(sign) <= 0xFFFF else f"\\U{ord(sign):08X}"


def pamphlet_toml(draft: Draft, *, language: str, date: str) -> str:
    """The text of ``pamphlet.toml``; ``language`` and ``date`` hold where the source itself named none."""
    known = {"language": language, "date": date, **dict(draft.record), "title": draft.title}
    subtitle = dict(draft.front).get("subtitle")
    if subtitle:
        known["subtitle"] = subtitle
    sections = [
        _OPENING,
        "".join(_entry(key, remark, known.get(key)) for key, remark in _ENTRIES).lstrip("\n"),
        _SERIES,
        _CONTRIBUTORS + "\n".join(map(_contributor, draft.contributors)),
        _PARTIES + "\n".join(map(_party, draft.parties)),
        _PARTS + _table("parts", (("file", "article.md"), ("kind", "article"))),
    ]
    return "\n".join(sections)


def _entry(key: str, remark: str, value: str | None) -> str:
    said = f"\n# {remark}\n" if remark else ""
    return said + (f"{key} = {quoted(value)}\n" if value is not None else f'# {key} = ""\n')


def _contributor(person: Contributor) -> str:
    return _table("contributors", (("name", person.name), ("role", person.role))) + '# sort = ""\n'


def _party(party: Party) -> str:
    entries = [("siglum", party.siglum), ("name", party.name), ("role", party.role.value), ("prefix", party.prefix)]
    return _table("parties", [(key, value) for key, value in entries if value])


def _table(name: str, entries: Iterable[tuple[str, str]]) -> str:
    return f"[[{name}]]\n" + "".join(f"{key} = {quoted(value)}\n" for key, value in entries)


def manuscript(draft: Draft) -> str:
    """The text of ``article.md``: front matter, one quoted value a line, then the text."""
    front = "".join(f"{key}: {quoted(value)}\n" for key, value in draft.front)
    return f"---\n{front}---\n\n{draft.body}"
