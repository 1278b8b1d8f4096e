"""Reads a redline back as a stranger would: the words it says there were, and the words it says there are."""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser

_WORD = re.compile(r"[^\W_]+")
_INSERTED = re.compile(r"\{\+\+(.*?)\+\+\}", re.DOTALL)
_DELETED = re.compile(r"\{--(.*?)--\}", re.DOTALL)
_COMMENT = re.compile(r"\{>>.*?<<\}", re.DOTALL)
_VOID = frozenset(("br", "hr", "img", "meta", "link", "input", "wbr", "col"))


def words(text: str) -> Counter[str]:
    """The words of a text, each as often as it stands there."""
    return Counter(_WORD.findall(text))


def words_of_page(html: str) -> tuple[Counter[str], Counter[str]]:
    """The words of a redline in HTML: then, without what it says was inserted, and now, without what was deleted."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return words(" ".join(reader.then)), words(" ".join(reader.now))


def words_of_markdown(text: str) -> tuple[Counter[str], Counter[str]]:
    """The same for a redline in Markdown with CriticMarkup."""
    told = _COMMENT.sub(" ", text)
    then = _DELETED.sub(r" \1 ", _INSERTED.sub(" ", told))
    now = _INSERTED.sub(r" \1 ", _DELETED.sub(" ", told))
    return words(then), words(now)


class _Reader(HTMLParser):
    """Takes the text of the body, a piece for each element, less what is hidden from the eye."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.then: list[str] = []
        self.now: list[str] = []
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remember what is open, by tag, or as hidden."""
        if tag not in _VOID:
            self._open.append("hidden" if "hidden" in (dict(attrs).get("class") or "").split() else tag)

    def handle_endtag(self, tag: str) -> None:
        """Close it again."""
        if tag not in _VOID and self._open:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        """Take a text where a reader sees it."""
        around = set(self._open)
        if "body" not in around or "hidden" in around:
            return
        if "ins" not in around:
            self.then.append(data)
        if "del" not in around:
            self.now.append(data)
